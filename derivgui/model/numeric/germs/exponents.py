"""Exponents of scales: rational numbers, and irrational ones; (t^√2)^√2 is t²."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.numbers import Number, UndecidedError, fraction, is_rational, rational, sign, to_float

# Doubles that are so far apart tell which one is larger, whatever their last digits are.
CLEAR = 1e-9
# Of the exponent of a power; longer ones stand for what lies between powers and logarithms (``slow``).
LONGEST_DENOMINATOR = 2**200


class Irrational:
    """An exact number that is not rational, or a ball that need not be; ordered by digits, equal by what is exact."""

    __slots__ = ("_value", "number")

    def __init__(self, number: Number) -> None:
        self.number = number
        self._value = to_float(number)

    def __float__(self) -> float:
        return self._value

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        same_kind = isinstance(other, Irrational) and type(self.number) is type(other.number)
        return same_kind and not self.is_ball and bool(self.number == other.number)  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash(self._value)

    @property
    def is_ball(self) -> bool:
        """Whether only its digits are known."""
        return isinstance(self.number, flint.arb)

    def compared(self, other: Exponent) -> int | None:
        """The sign of the difference; None where no digits tell."""
        gap = self._value - float(other)
        if abs(gap) > CLEAR * (1.0 + abs(self._value)):
            return 1 if gap > 0 else -1
        return sign(self.number + -number_of_exponent(other))

    def __lt__(self, other: Exponent) -> bool:
        return self.compared(other) == -1

    def __gt__(self, other: Exponent) -> bool:
        return self.compared(other) == 1

    def __le__(self, other: Exponent) -> bool:
        return not self > other

    def __ge__(self, other: Exponent) -> bool:
        return not self < other

    def __add__(self, other: Exponent) -> Exponent:
        _refuse_slow(other)
        return exponent_of(self.number + number_of_exponent(other))

    __radd__ = __add__

    def __mul__(self, other: Exponent) -> Exponent:
        _refuse_slow(other)
        return exponent_of(self.number * number_of_exponent(other)) if other != 0 else 0

    __rmul__ = __mul__

    def __neg__(self) -> Irrational:
        return Irrational(-self.number)


# Whole exponents are ints, which are added and hashed much faster than fractions.
Exponent: TypeAlias = int | Fraction | Irrational


def exponent_of(number: Number) -> Exponent:
    """A number as an exponent."""
    return plain(fraction(number)) if is_rational(number) else Irrational(number)


def number_of_exponent(exponent: Exponent) -> Number:
    """An exponent as a number."""
    return exponent.number if isinstance(exponent, Irrational) else rational(exponent)


def is_slow(exponent: Exponent) -> bool:
    """Whether more stands in an exponent than a power of t."""
    return isinstance(exponent, Fraction) and exponent.denominator > LONGEST_DENOMINATOR


def _refuse_slow(exponent: Exponent) -> None:
    if is_slow(exponent):
        raise UndecidedError("an irrational power beside an exponential that grows more slowly")


def plain(exponent: Exponent) -> Exponent:
    """An exponent, as an int where it is whole."""
    return exponent.numerator if isinstance(exponent, Fraction) and exponent.denominator == 1 else exponent
