"""Vectorised bracketing: many changes of a state followed to neighbouring doubles at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from derivgui.model.language.real import Array, Truth

# About so many points in one call: a call costs as much as they do.
POINTS_PER_CALL = 512
FEWEST_SECTIONS = 3
MOST_SECTIONS = 63
ROUNDS = 80
# Towards 0 doubles never end; this share of the first bracket is as good as 0.
SMALLEST_SHARE = 2.0**-100


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


def goes_right(left: Array, middle: Array, right: Array) -> Truth:
    """Which half of each interval to look into, by the values at its ends and in its middle; False for the left half.

    Towards the end of the domain where one side is undefined (NaN), else towards the larger difference. All float64 of
    one shape.
    """
    ends = np.where(np.isnan(middle), np.isnan(left), np.isnan(right))
    larger = np.absolute(right - middle) > np.absolute(middle - left)
    chosen: Truth = np.where(np.isnan(left) | np.isnan(right), ends, larger)
    return chosen
