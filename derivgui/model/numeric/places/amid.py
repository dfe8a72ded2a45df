"""Places amid a crowd: of the thousands in one column of pixels one of each kind, found when it is asked for."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.language.tree import Symbol
from derivgui.model.numeric.bisection import bracket
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.golden import uneven_shares
from derivgui.model.numeric.places.met_level import MetLevel
from derivgui.model.numeric.suspects.suspects import Suspect

# At so many points of a column it is seen whether the level is passed.
SAMPLES = 12
# Beside a place it is looked at so many shares of a column away, where needles of any width are seen.
_CLOSER = 0.3 * 10.0 ** -np.arange(0.0, 8.0, 0.5)
BESIDE: Array = np.concatenate((-_CLOSER, _CLOSER))
# A level that is farther off its goal between two doubles is jumped over and not met.
MET_WITHIN = 0.01


def places_within(suspect: Suspect, inner: RealFunction, starts: Array, ends: Array) -> Array:
    """A place of the suspect in each column, NaN where none is seen; float64 of one shape, (n,)."""
    level = MetLevel(suspect, inner)
    points = starts[:, None] + (ends - starts)[:, None] * np.sort(uneven_shares(SAMPLES))
    levels = level(points)
    low, high = np.minimum(levels[:, 1:], levels[:, :-1]), np.maximum(levels[:, 1:], levels[:, :-1])
    goals = np.ceil(low) if level.is_periodic else np.zeros(low.shape)
    passed = (low <= goals) & (goals <= high) & (low < high)
    found = np.full(starts.shape, np.nan)
    (rows,) = np.nonzero(passed.any(axis=1))
    if not rows.size:
        return found
    first = passed[rows].argmax(axis=1)
    # What rounding alone may have carried over its level passes nothing.
    told = ~(level.is_met(points[rows, first]) | level.is_met(points[rows, first + 1]))
    rows, first = rows[told], first[told]
    if not rows.size:
        return found
    goal = goals[rows, first]
    if isinstance(suspect.tree, Symbol):
        # Within a unit of rounding: what happens there is asked of its equation.
        found[rows] = level.place(goal)
        return found
    a, b = bracket(lambda x: np.sign(level(x) - goal[:, None]), points[rows, first], points[rows, first + 1])
    nearer = np.where(np.absolute(level(a) - goal) < np.absolute(level(b) - goal), a, b)
    found[rows] = np.where(np.absolute(level(nearer) - goal) <= MET_WITHIN, nearer, np.nan)
    return found
