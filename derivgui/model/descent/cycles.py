"""Runs that come back: Brent's algorithm on the iterates, and the period at the end of a history."""

from __future__ import annotations

import numpy as np

from derivgui.model.descent.history import History
from derivgui.model.descent.vectors import Vector
from derivgui.model.language.real import EPSILON, Array

# Two iterates this close, relative to their size, are the same one.
SAME = 4 * EPSILON
LONGEST_PERIOD = 64
# A cycle narrower than this, relative to where it is, is rounding around one point.
NARROW = 1e-12


class Returns:
    """Says after each step whether the run may have come back, at the cost of one comparison.

    R. P. Brent, An improved Monte Carlo factorization algorithm, BIT 20 (1980): each point is compared with the one at
    the last power of two.
    """

    def __init__(self, start: Vector) -> None:
        self._mark = start
        self._power = 1
        self._since = 0

    def came_back(self, at: Vector) -> int:
        """The period that this point suggests, 0 where it suggests none."""
        self._since += 1
        period = self._since if self._is_same(at) else 0
        if self._since == self._power:
            self._mark = at
            self._power *= 2
            self._since = 0
        return period

    def _is_same(self, at: Vector) -> bool:
        for x, mark in zip(at, self._mark, strict=True):
            gap = x - mark
            if gap and not -SAME * abs(mark) <= gap <= SAME * abs(mark):
                return False
        return True


def trailing_period(history: History, longest: int = LONGEST_PERIOD, least: int = 0) -> int:
    """The period with which the last iterates repeat, seen through at least twice; 0 where they do not.

    ``least`` iterates beyond the first round are enough where that is more certain than it looks (a method without
    memory comes back for ever once it has come back).
    """
    rows = history.tail(2 * longest)[:, : history.dimension]
    for period in range(2, min(longest, len(rows) - 1) + 1):
        seen = least or period
        if len(rows) >= period + seen and _repeats(rows[-period - seen :], period):
            return period
    return 0


def _repeats(rows: Array, period: int) -> bool:
    early, late = rows[:-period], rows[period:]
    return bool((np.abs(late - early) <= SAME * np.abs(early)).all())


def is_narrow(history: History, period: int) -> bool:
    """Whether a cycle is nothing but rounding."""
    rows = history.tail(period)[:, : history.dimension]
    return bool((np.ptp(rows, axis=0) <= NARROW * np.abs(rows).max(axis=0)).all())
