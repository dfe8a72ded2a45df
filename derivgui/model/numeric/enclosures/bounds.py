"""Closed intervals of the extended line, rounded outward: what a quantity is certain to lie between.

Ends are doubles, ±inf included. Functions are taken by ball arithmetic at the ends. An interval stands for a quantity
that need not reach its ends, so 1/[0, b] is [1/b, inf] where the quantity is known not to be 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivgui.model.numeric.arithmetic import flint

_INF = math.inf


def _down(value: float) -> float:
    return math.nextafter(value, -_INF)


def _up(value: float) -> float:
    return math.nextafter(value, _INF)


@dataclass(frozen=True, slots=True)
class Bounds:
    """All numbers from ``low`` to ``high``."""

    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 or -1 where every number in it has that sign, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0

    @property
    def size(self) -> Bounds:
        """The absolute value."""
        return self if self.low >= 0 else -self if self.high <= 0 else Bounds(0.0, max(-self.low, self.high))

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def is_vast(self) -> bool:
        """Whether one end is so much larger than the other that a ball would not tell them apart from 0."""
        return self.low <= 0 <= self.high and self.high - self.low > VAST

    def ball(self) -> Any:
        """A ball of python-flint around bounded ones, in its current precision."""
        return flint.arb(self.low).union(flint.arb(self.high))

    def __neg__(self) -> Bounds:
        return Bounds(-self.high, -self.low)

    def __add__(self, other: Bounds) -> Bounds:
        low, high = self.low + other.low, self.high + other.high
        return Bounds(-_INF if math.isnan(low) else _down(low), _INF if math.isnan(high) else _up(high))

    def __mul__(self, other: Bounds) -> Bounds:
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Bounds(min(_product(a, b, -1) for a, b in ends), max(_product(a, b, 1) for a, b in ends))

    def met(self, other: Bounds) -> Bounds:
        """What both allow, for bounds of one quantity."""
        return Bounds(max(self.low, other.low), min(self.high, other.high))

    def joined(self, other: Bounds) -> Bounds:
        """What either allows."""
        return Bounds(min(self.low, other.low), max(self.high, other.high))

    def inverted(self, sign: int) -> Bounds:
        """1/u for a quantity u that is never 0 and has this sign."""
        if sign < 0:
            return -(-self).inverted(1)
        low, high = max(self.low, 0.0), self.high
        return Bounds(
            0.0 if high == _INF else max(_down(1.0 / high), 0.0), _INF if low < 1 / LARGEST else _up(1.0 / low)
        )

    def power(self, exponent: Fraction) -> Bounds:
        """u^q for a quantity u >= 0 (> 0 where q < 0)."""
        if exponent < 0:
            return self.power(-exponent).inverted(1)
        q = flint.fmpq(exponent.numerator, exponent.denominator)
        return Bounds(max(self.low, 0.0), max(self.high, 0.0)).mapped(lambda u: u**q, 0.0, _INF)

    def mapped(self, function: Callable[[Any], Any], lowest: float, highest: float) -> Bounds:
        """An increasing function, from balls to balls, with these limits at the ends of its domain."""
        low, high = (_mapped(function, end, lowest, highest) for end in (self.low, self.high))
        return Bounds(
            lowest if low is None else max(_outward(low, -1), lowest),
            highest if high is None else min(_outward(high, 1), highest),
        )


@dataclass(frozen=True, slots=True)
class Range(Bounds):
    """Bounds of a function on a stretch; without steps it is continuous there."""

    has_steps: bool = False


# Heights of no window.
VAST = 1e13
LARGEST = 1.7e308
EVERYTHING = Bounds(-_INF, _INF)
ONLY_ONE = Bounds(1.0, 1.0)


def around(ball: Any) -> Bounds:
    """The bounds of a ball."""
    return Bounds(_outward(ball, -1), _outward(ball, 1)) if ball.is_finite() else EVERYTHING


def _outward(ball: Any, side: int) -> float:
    """A double at or beyond the lower (-1) or upper (1) end of a ball; infinite where it has none."""
    if not ball.is_finite():
        return side * _INF
    if ball.is_zero():
        return 0.0
    end = float(ball.lower() if side < 0 else ball.upper())
    return _down(end) if side < 0 else _up(end)


def _mapped(function: Callable[[Any], Any], end: float, lowest: float, highest: float) -> Any:
    """The value at an end; None where the function has only a limit there, or none that is known."""
    if math.isinf(end):
        limit = lowest if end < 0 else highest
        return flint.arb(limit) if math.isfinite(limit) else None
    value = function(flint.arb(end))
    return value if value.is_finite() else None


def _product(a: float, b: float, side: int) -> float:
    """a b, rounded down (-1) or up (1); of 0 and an end at infinity 0, as of 0 and any number before that end."""
    if a == 0.0 or b == 0.0:
        return 0.0
    rounded = _down(a * b) if side < 0 else _up(a * b)
    # What is too small for a double still has its sign.
    if (a > 0) == (b > 0):
        return max(rounded, 0.0)
    return min(rounded, 0.0)
