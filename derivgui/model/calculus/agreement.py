"""Which digits of the difference quotients have come to rest: those that no smaller step in the table changes again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from derivgui.model.language.real import Array

_Range: TypeAlias = tuple[float, float]
_EMPTY: _Range = (math.inf, -math.inf)


@dataclass(frozen=True, slots=True)
class Places:
    """Decimal places of one row: digits worth 10^place and more have come to rest; +inf means none, -inf all.

    Attributes:
        both: of the digits on which both sides agree from this step on.
        right, left: of the digits that one side alone keeps from this step on.
    """

    both: float
    right: float
    left: float

    def moved(self, places: int) -> Places:
        """The same of digits so many places higher."""
        return Places(self.both + places, self.right + places, self.left + places)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The places of each row of a table, and those of the step in use."""

    rows: tuple[Places, ...]
    now: Places

    def moved(self, places: int) -> Agreement:
        """The same of numbers 10^places as large."""
        return Agreement(tuple(row.moved(places) for row in self.rows), self.now.moved(places))


def agreement(steps: Array, right: Array, left: Array, limit: float) -> Agreement:
    """Agreement of a table of falling steps; the last entry of each array belongs to the step in use.

    Two sides that happen to be equal at one step (x^3 at 0) have not settled, so a row is compared with all rows of
    smaller steps and with ``limit``, which is f'(x); where that is NaN the last row has only the row above it.
    """
    rights, lefts = right.tolist(), left.tolist()
    now_right, now_left = rights.pop(), lefts.pop()
    ranges = list(zip(_from_each_row_on(rights, limit), _from_each_row_on(lefts, limit), strict=True))
    # A step smaller than all rows is compared with the last one.
    below = min(int((steps[:-1] >= steps[-1]).sum()), len(rights) - 1)
    now = _places(_with(ranges[below][0], now_right), _with(ranges[below][1], now_left), limit)
    return Agreement(tuple(_places(*pair, limit) for pair in ranges), now)


def _from_each_row_on(quotients: Sequence[float], limit: float) -> list[_Range]:
    """The range of the quotients in each row and all below it."""
    # Nothing comes after the last row: what it has changed is not at rest.
    reached = _with(_EMPTY, limit if math.isfinite(limit) else quotients[-2])
    found = []
    for quotient in reversed(quotients):
        reached = _with(reached, quotient)
        found.append(reached)
    return found[::-1]


def _with(reached: _Range, quotient: float) -> _Range:
    """A range that reaches to one more number; NaN once any is."""
    low, high = reached
    if quotient != quotient:
        return math.nan, math.nan
    return (quotient if quotient < low else low), (quotient if quotient > high else high)


def _places(right: _Range, left: _Range, limit: float) -> Places:
    both = (min(right[0], left[0]), max(right[1], left[1]))
    return Places(
        math.inf if left[0] != left[0] else _settled(both, limit), _settled(right, limit), _settled(left, limit)
    )


def _settled(reached: _Range, limit: float) -> float:
    """The last place on which a range agrees; none where that is above the first digit of the limit.

    10.24 and 9 round to one ten, but who is shown the 1 expects it to stay.
    """
    place = settled_place(reached[1] - reached[0])
    return math.inf if 0 < abs(limit) < 10.0 ** min(place, 308.0) else place


def settled_place(width: float) -> float:
    """The last decimal place on which numbers agree that lie within ``width`` of each other.

    To agree on the place 10^k means to differ by less than half of it, as 1.9999 and 2.0001 do for k = -3, whose digits
    are all different. +inf for an infinite or undefined width, -inf for none.
    """
    if not math.isfinite(2.0 * width):
        return math.inf
    return -math.inf if width == 0 else math.floor(math.log10(2.0 * width)) + 1.0
