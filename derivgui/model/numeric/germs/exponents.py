"""Exponents of scales: rational numbers, irrational ones that are known exactly, and floats for all others."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.numeric.germs.exact import PI, Constant, E, Exact, PiNumber
from derivgui.model.numeric.germs.numbers import Number, ball, fraction, is_rational, is_whole, rational, sign, to_float

# Nearer to each other than this, two exponents are compared exactly.
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Irrational:
    """An exponent such as √2, π - 1 or 1/e, of which it is known that it is no rational number.

    Attributes:
        number: the exponent; equal exponents are written in one way.
        value: the double next to it.
    """

    number: Exact | PiNumber
    value: float = field(compare=False)

    def __float__(self) -> float:
        return self.value

    def __add__(self, other: Exponent) -> Exponent:
        return self.value + other if isinstance(other, float) else exponent_of(self.number + _number(other))

    __radd__ = __add__

    def __mul__(self, other: Exponent) -> Exponent:
        return self.value * other if isinstance(other, float) else exponent_of(self.number * _number(other))

    __rmul__ = __mul__

    def __neg__(self) -> Irrational:
        return Irrational(-self.number, -self.value)

    def __sub__(self, other: Exponent) -> Exponent:
        return self + -other

    def __lt__(self, other: Exponent) -> bool:
        return self._side_of(other) < 0

    def __le__(self, other: Exponent) -> bool:
        return self._side_of(other) <= 0

    def __gt__(self, other: Exponent) -> bool:
        return self._side_of(other) > 0

    def __ge__(self, other: Exponent) -> bool:
        return self._side_of(other) >= 0

    def _side_of(self, other: Exponent) -> float:
        gap = self.value - float(other)
        if isinstance(other, float) or abs(gap) > NEAR * (1.0 + abs(self.value)):
            return gap
        return sign(self.number + -_number(other)) or 0


# Whole exponents are ints, which are added and hashed much faster than fractions.
Exponent: TypeAlias = int | Fraction | Irrational | float


def exponent_of(number: Number) -> Exponent:
    """A number as an exponent; as a float where it is not known whether it is rational."""
    if is_rational(number):
        return int(number.p) if is_whole(number) else fraction(number)
    return Irrational(number, to_float(number)) if _is_irrational(number) else to_float(number)


def number_of_exponent(exponent: Exponent, exact: Number | None = None) -> Number:
    """An exponent as a number; a float is the ball ``exact`` where that is given."""
    if isinstance(exponent, float):
        return ball(rational(Fraction(exponent)) if exact is None else exact)
    return _number(exponent)


def _number(exponent: int | Fraction | Irrational) -> Number:
    return exponent.number if isinstance(exponent, Irrational) else rational(exponent)


def _is_irrational(number: Number) -> bool:
    """Whether that is certain: of sums of roots and powers of e, and of polynomials in π and 1/π with roots in them."""
    if isinstance(number, PiNumber):
        return True
    if not isinstance(number, Exact):
        return False
    bases = {base for monomial, _ in number.terms for base, _ in monomial}
    constants = {base for base in bases if isinstance(base, Constant)}
    return not constants or (constants == {PI} and E not in bases)
