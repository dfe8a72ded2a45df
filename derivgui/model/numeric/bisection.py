"""Vectorised bracketing: many changes of a state followed to neighbouring doubles at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.neighbours import distinct

Values: TypeAlias = Callable[[Array], Array]

# About so many points in one call: a call costs as much as they do.
POINTS_PER_CALL = 512
FEWEST_SECTIONS = 3
MOST_SECTIONS = 63
ROUNDS = 80
# Towards 0 doubles never end; this share of the first bracket is as good as 0.
SMALLEST_SHARE = 2.0**-100
# A smooth change of sign needs fewer.
FALSE_POSITIONS = 16


def bracket(state: Callable[[Array], Array], a: Array, b: Array) -> tuple[Array, Array]:
    """Narrow each interval [a, b] to the first place where the state is no longer that of a.

    Parameters
    ----------
    state: array of shape (n, k), whose row i lies in the i-th interval, to states of that shape (floats; NaN differs
        from everything).
    a, b: shape (n,), a < b, with different states at both ends.

    Returns
    -------
    The narrowed ends, neighbouring doubles except next to 0.
    """
    if a.size == 0:
        return a, b
    first = state(a[:, None])
    sections = min(max(POINTS_PER_CALL // a.size, FEWEST_SECTIONS), MOST_SECTIONS)
    shares = np.arange(1, sections + 1) / (sections + 1)
    rows = np.arange(a.size)
    floor = (b - a) * SMALLEST_SHARE
    for _ in range(ROUNDS):
        if (b - a <= np.maximum(np.spacing(np.maximum(np.absolute(a), np.absolute(b))), floor)).all():
            break
        inner = a[:, None] + (b - a)[:, None] * shares
        differs = state(inner) != first
        index = np.where(differs.any(axis=1), differs.argmax(axis=1), sections)
        points = np.column_stack((a, inner, b))
        a, b = points[rows, index], points[rows, index + 1]
    return a, b


def sign_changes(ask: Values, a: Array, b: Array, at_a: Array, at_b: Array) -> Array:
    """Where a value changes its sign between a and b, at which it is ``at_a`` and ``at_b``; all of shape (n,).

    By the false position in which an end kept twice counts for half as much (M. Dowell, P. Jarratt, A modified regula
    falsi method, BIT 11, 1971), and where that does not arrive, at a jump or from 0 on, by ``bracket``.
    """
    found, first, last, low, high = a.copy(), a.copy(), b.copy(), at_a.copy(), at_b.copy()
    changes = np.sign(at_a) * np.sign(at_b) < 0
    moving, went_on = np.flatnonzero(changes), np.full(a.size, np.nan)
    for _ in range(FALSE_POSITIONS):
        if not moving.size:
            break
        start, end, at_start, at_end = first[moving], last[moving], low[moving], high[moving]
        # Next to one end the other side of what is sought may be a hair away.
        hair = np.minimum(2.0 * np.spacing(np.maximum(np.absolute(start), np.absolute(end))), 0.5 * (end - start))
        middle = end - at_end * ((end - start) / (at_end - at_start))
        middle = np.where(np.isnan(middle), start + 0.5 * (end - start), middle)
        middle = np.clip(middle, start + hair, end - hair)
        value = ask(middle)
        goes_on = np.sign(value) == np.sign(at_start)
        first[moving], last[moving] = np.where(goes_on, middle, start), np.where(goes_on, end, middle)
        kept = np.where(went_on[moving] == goes_on, 0.5, 1.0)
        low[moving], high[moving] = np.where(goes_on, value, kept * at_start), np.where(goes_on, kept * at_end, value)
        found[moving], went_on[moving] = middle, goes_on
        moving = moving[(value != 0) & (last[moving] - first[moving] > 2.0 * hair)]
    rest = distinct(moving, np.flatnonzero(~changes))
    # From a stretch of 0 on the last change is meant.
    side = np.where(at_a[rest] == 0, -1.0, 1.0)
    start, end = np.where(side > 0, first[rest], -last[rest]), np.where(side > 0, last[rest], -first[rest])
    found[rest] = side * bracket(lambda x: np.sign(ask(side[:, None] * x)), start, end)[0]
    return found


def goes_right(left: Array, middle: Array, right: Array) -> Truth:
    """Which half of each interval to look into, by the values at its ends and in its middle; False for the left half.

    Towards the end of the domain where one side is undefined (NaN), else towards the larger difference. All float64 of
    one shape.
    """
    ends = np.where(np.isnan(middle), np.isnan(left), np.isnan(right))
    larger = np.absolute(right - middle) > np.absolute(middle - left)
    chosen: Truth = np.where(np.isnan(left) | np.isnan(right), ends, larger)
    return chosen
