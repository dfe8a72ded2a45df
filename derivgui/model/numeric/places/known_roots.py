"""Places at which a sub-function meets its levels, kept from one window to the next."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array

# So many levels passed between two points of the grid are a crowd.
MOST_BETWEEN = 3
MOST_REMEMBERED = 5000


class Roots:
    """Places found before, sorted, each with the level (in periods) that it meets."""

    def __init__(self) -> None:
        self._x = np.zeros(0)
        self._goal = np.zeros(0)

    def between(self, a: Array, b: Array, goal: Array) -> Array:
        """For each interval its known place, NaN where there is none."""
        if self._x.size == 0:
            return np.full(a.size, np.nan)
        found = np.full(a.size, np.nan)
        first = np.searchsorted(self._x, a)
        for further in range(MOST_BETWEEN):
            index = np.minimum(first + further, self._x.size - 1)
            hit = (self._x[index] >= a) & (self._x[index] <= b) & (self._goal[index] == goal)
            found = np.where(hit, self._x[index], found)
        return found

    def add(self, x: Array, goal: Array) -> None:
        """Remember more, and forget all when they have become too many."""
        if self._x.size > MOST_REMEMBERED:
            self._x, self._goal = np.zeros(0), np.zeros(0)
        both, goals = np.concatenate((self._x, x)), np.concatenate((self._goal, goal))
        order = np.argsort(both, kind="stable")
        self._x, self._goal = both[order], goals[order]
