"""Following the branches of a curve to their poles.

Until a branch has been followed out of the window, its pole is an infinite y at the abscissa of the pole.
"""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.sampling.probe import Probe
from derivgui.model.numeric.viewport import FARTHEST, Viewport

# Towards a pole each sample is so many times closer,
POLE_STEP = 8.0
POLE_STEPS = 20
# until it is this share of the window's height above or below it.
BEYOND = 0.5
FINAL_SHARE = 2.0**-40


def beside_poles(y: Array) -> Truth:
    """Which intervals between neighbouring values, shape (n,), end at a pole: shape (n - 1,)."""
    beside: Truth = np.isinf(y[1:]) | np.isinf(y[:-1])
    return beside


def approached(probe: Probe, x: Array, y: Array, isolated: Truth, hidden: Truth) -> tuple[Array, Array, Truth, Truth]:
    """Follow each branch geometrically closer to its pole until it has left the window, then to the last double.

    ``isolated`` tells the restless intervals, ``hidden`` the points that no line shows; poles there are left alone.
    In the ``y`` that comes back poles are NaN.
    """
    isolated, y = isolated.copy(), y.copy()
    poles = np.flatnonzero(np.isinf(y))
    # The left branch ends before its separator, the right branch begins behind it.
    beside = np.where(x[np.maximum(poles - 1, 0)] < x[poles], poles - 1, poles + 1)
    signs = np.sign(y[poles])
    y[poles] = np.nan
    inside = (beside >= 0) & (beside < y.size)
    poles, beside, signs = poles[inside], beside[inside], signs[inside]
    gaps = np.minimum(poles, beside)
    isolated[gaps] = False
    seen = ~(hidden[beside] | hidden[poles])
    poles, beside, gaps, signs = poles[seen], beside[seen], gaps[seen], signs[seen]
    if poles.size == 0:
        return x, y, isolated, hidden
    index, new_x, new_y = _closer_points(probe, x[beside], y[beside], x[poles], signs)
    index = gaps[index] + 1
    order = np.lexsort((new_x, index))
    index, new_x, new_y = index[order], new_x[order], new_y[order]
    isolated = np.insert(isolated, index - 1, False)
    return np.insert(x, index, new_x), np.insert(y, index, new_y), isolated, np.insert(hidden, index, False)


def _closer_points(probe: Probe, x: Array, y: Array, poles: Array, signs: Array) -> tuple[Indices, Array, Array]:
    """Samples between the last ones, (x, y), and their poles: which branch, where, and the value."""
    view = probe.view
    short = np.flatnonzero(_is_in_sight(view, y, signs))
    closer = poles[short, None] + (x - poles)[short, None] * POLE_STEP ** -np.arange(1.0, POLE_STEPS + 1)
    # Beside 0 the last double overflows, and a point a good way closer must do.
    last = np.concatenate((np.nextafter(poles, x), poles + (x - poles) * FINAL_SHARE))
    value = probe.evaluate(np.concatenate((closer.ravel(), last)))
    at_last, value = value[closer.size :], value[: closer.size].reshape(closer.shape)
    usable = (at_last - np.tile(y, 2)) * np.tile(signs, 2) > 0
    first, second = np.split(usable, 2)
    overflows = np.absolute(at_last[: poles.size]) >= FARTHEST
    final = np.where(second & (overflows | ~first), poles.size, 0) + np.arange(poles.size)
    last, at_last, usable = last[final], at_last[final], usable[final]
    in_sight = _is_in_sight(view, value, signs[short, None])
    useful = np.cumsum(np.pad(~in_sight, ((0, 0), (1, 0)))[:, :-1], axis=1) == 0
    useful &= (closer != poles[short, None]) & (closer != last[short, None]) & ~np.isnan(value)
    final = np.flatnonzero(usable)
    # A logarithm is still in sight at the last double, and some have no number to tell there: between that and its pole
    # a branch leaves the window.
    beyond = np.flatnonzero(~usable | _is_in_sight(view, at_last, signs))
    edge = np.where(signs > 0, view.y1, view.y0) + signs * (view.y1 - view.y0)
    out = signs * np.maximum(signs * edge, signs * y)
    branch = np.concatenate((np.broadcast_to(short[:, None], closer.shape)[useful], final, beyond))
    new_x = np.concatenate((closer[useful], last[final], poles[beyond]))
    return branch, new_x, np.concatenate((value[useful], at_last[final], out[beyond]))


def _is_in_sight(view: Viewport, y: Array, sign: Array) -> Truth:
    """Whether a branch that goes to infinity with this sign has not yet left the window by some way."""
    height = (view.y1 - y) * view.pixels_per_y
    beyond = BEYOND * view.height
    in_sight: Truth = np.where(sign > 0, height > -beyond, height < view.height + beyond)
    return in_sight
