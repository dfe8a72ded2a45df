"""A quantity on a stretch (0, e] of a distance t: bounds as numbers, and as t^r W with bounds W.

The second form survives where the first breaks down: beside a place where a part vanishes or grows without end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.numeric.enclosures.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Scaled:
    """A quantity on (0, e]: within ``bounds``, and t^rate times something within ``factor``.

    ``side`` is its sign where that is known although doubles have no number as small.
    """

    bounds: Bounds
    rate: Fraction
    factor: Bounds
    side: int = 0

    @property
    def sign(self) -> int:
        """1 or -1 where it has that sign for every t, else 0."""
        return self.factor.sign or self.bounds.sign or self.side


NOTHING = Bounds(0.0, 0.0)


def plain(bounds: Bounds, side: int = 0) -> Scaled:
    """A value of which nothing but its bounds is known, and perhaps its sign."""
    return Scaled(bounds, Fraction(0), bounds, side)


def negative(u: Scaled) -> Scaled:
    """The opposite."""
    return Scaled(-u.bounds, u.rate, -u.factor, -u.side)


def times_power(factor: Bounds, rate: Fraction, reach: float) -> Bounds:
    """Bounds of t^rate w for 0 < t <= reach."""
    if not rate:
        return factor
    power = Bounds(reach, reach).power(abs(rate))
    spread = Bounds(0.0, power.high) if rate > 0 else Bounds(power.inverted(1).low, math.inf)
    return factor * spread
