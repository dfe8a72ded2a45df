"""Telling what is steep from what is torn: bisection down to neighbouring doubles."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.bisection import goes_right
from derivgui.model.numeric.sampling.probe import Probe
from derivgui.model.numeric.steps import Steps

HALVINGS = 64
# A slope that begins upright, as that of a root, rises so much more from one double to the next at most.
STEEPEST_TIMES = 8.0
# There is a pause after so many points.
POINTS_AT_ONCE = 2000


def following(probe: Probe, x: Array, y: Array, doubtful: Truth, joined: Array) -> Steps[tuple[Array, Array]]:
    """Bisect the doubtful intervals, gaps and steep places; in the result NaN separates what is not connected.

    However steep it is, the curve arrives at its values at ``joined``, float64 of shape (n,): doubles next to 0 are not
    next enough to tell that of a ninth root.
    """
    left = np.flatnonzero(doubtful)
    if left.size == 0:
        return x, y
    a, b, ya, yb = x[left], x[left + 1], y[left].copy(), y[left + 1].copy()
    xs, ys = [], []
    pause = max(1, POINTS_AT_ONCE // left.size)
    for halving in range(HALVINGS):
        if halving % pause == 0:
            yield
        middle = a + 0.5 * (b - a)
        value = probe.evaluate(middle)
        # Neighbouring doubles have none between them, and at an end that is a place the limit is known better.
        inside = (a < middle) & (middle < b)
        xs.append(middle[inside])
        ys.append(value[inside])
        move_left = goes_right(ya, value, yb)
        a, ya = np.where(inside & move_left, middle, a), np.where(inside & move_left, value, ya)
        b, yb = np.where(inside & ~move_left, middle, b), np.where(inside & ~move_left, value, yb)
        if probe.is_joined(ya, yb).all():
            break
    torn = ~(probe.is_joined(ya, yb) | ((np.isin(a, joined) | np.isin(b, joined)) & ~np.isnan(yb - ya)))
    torn[torn] = _stands_out(probe, a[torn], ya[torn], b[torn], yb[torn])
    return _merged(probe, (x, y), (np.concatenate(xs), np.concatenate(ys)), (a, ya, b, yb), torn)


def _stands_out(probe: Probe, a: Array, ya: Array, b: Array, yb: Array) -> Truth:
    """Whether a rise between neighbouring doubles is much more than those on both sides of it: else it is a slope."""
    if a.size == 0:
        return np.zeros(0, dtype=bool)
    # From here on each double is visible.
    beyond = probe.evaluate(np.concatenate((np.nextafter(a, -np.inf), np.nextafter(b, np.inf))))
    beside = np.fmax(np.absolute(ya - beyond[: a.size]), np.absolute(beyond[a.size :] - yb))
    alone: Truth = ~(np.absolute(yb - ya) <= STEEPEST_TIMES * beside)
    return alone


def _merged(
    probe: Probe,
    base: tuple[Array, Array],
    visited: tuple[Array, Array],
    ends: tuple[Array, Array, Array, Array],
    torn: Truth,
) -> tuple[Array, Array]:
    a, ya, b, yb = ends
    height = probe.height_in_pixels(visited[1])
    shown = (height > -0.5 * probe.view.height) & (height < 1.5 * probe.view.height)
    gap = np.full(int(torn.sum()), np.nan)
    # Equal abscissas keep this order: the left end, the separator, the right end.
    x = np.concatenate((base[0], visited[0][shown], a, a[torn], b))
    y = np.concatenate((base[1], visited[1][shown], ya, gap, yb))
    order = np.argsort(x, kind="stable")
    return x[order], y[order]
