"""Exponents of scales: rational numbers, irrational ones, since (t^√2)^√2 is t², and others that differ by less."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.numbers import (
    Number,
    UndecidedError,
    fraction,
    is_exact,
    is_rational,
    rational,
    sign,
    to_float,
)

# Doubles that are so far apart tell which one is larger, whatever their last digits are.
CLEAR = 1e-9


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
        return NotImplemented if isinstance(other, Layered) else self.compared(other) == -1

    def __gt__(self, other: Exponent) -> bool:
        return NotImplemented if isinstance(other, Layered) else self.compared(other) == 1

    def __le__(self, other: Exponent) -> bool:
        return not self > other

    def __ge__(self, other: Exponent) -> bool:
        return not self < other

    def __add__(self, other: Exponent) -> Exponent:
        if isinstance(other, Layered):
            return NotImplemented
        return exponent_of(self.number + number_of_exponent(other))

    __radd__ = __add__

    def __mul__(self, other: Exponent) -> Exponent:
        if isinstance(other, Layered):
            return NotImplemented
        return exponent_of(self.number * number_of_exponent(other)) if other != 0 else 0

    __rmul__ = __mul__

    def __neg__(self) -> Irrational:
        return Irrational(-self.number)


class Layered:
    """An exponent p + Σ c_k ε_k with exact numbers c_k and infinitely small ε_k, the smaller the larger their key k is.

    Of t, ε_k stands for what lies between powers of t and of L = ln(1/t): t^(c ε_k) is exp(-c L^-k) for -1 < k < 0. Of
    L^-1, ε_n stands for the n-th logarithm of L: L^-(c ε_1) is (ln L)^-c.
    """

    __slots__ = ("finer", "main")

    def __init__(self, main: Exponent, finer: Mapping[Any, Number]) -> None:
        """UndecidedError for numbers of which only digits are known: their order is not certain."""
        if (isinstance(main, Irrational) and main.is_ball) or not all(map(is_exact, finer.values())):
            raise UndecidedError("an irrational power beside an exponential that grows more slowly")
        self.main = main
        self.finer = tuple((k, finer[k]) for k in sorted(finer))

    def __float__(self) -> float:
        return float(self.main)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Layered) and self.main == other.main and self.finer == other.finer

    def __hash__(self) -> int:
        return hash((self.main, self.finer))

    def _side(self, other: Exponent) -> int:
        """The sign of the difference."""
        if self.main != _main(other):
            return 1 if self.main > _main(other) else -1
        difference = self + -other
        side = sign(difference.finer[0][1]) if isinstance(difference, Layered) else 0
        if side is None:
            raise UndecidedError("the order of two exponents")
        return side

    def __lt__(self, other: Exponent) -> bool:
        return self._side(other) < 0

    def __gt__(self, other: Exponent) -> bool:
        return self._side(other) > 0

    def __le__(self, other: Exponent) -> bool:
        return self._side(other) <= 0

    def __ge__(self, other: Exponent) -> bool:
        return self._side(other) >= 0

    def __add__(self, other: Exponent) -> Exponent:
        sums = dict(self.finer)
        for k, number in other.finer if isinstance(other, Layered) else ():
            sums[k] = sums[k] + number if k in sums else number
        return layered(self.main + _main(other), sums)

    __radd__ = __add__

    def __mul__(self, other: Exponent) -> Exponent:
        number = number_of_exponent(other)
        return layered(self.main * other, {k: c * number for k, c in self.finer})

    __rmul__ = __mul__

    def __neg__(self) -> Exponent:
        return layered(-self.main, {k: -c for k, c in self.finer})


# Whole exponents are ints, which are added and hashed much faster than fractions.
Exponent: TypeAlias = int | Fraction | Irrational | Layered


def layered(main: Exponent, finer: Mapping[Any, Number]) -> Exponent:
    """An exponent with what is infinitely small in it, if anything is."""
    kept = {k: number for k, number in finer.items() if not (is_rational(number) and number == 0)}
    return Layered(main, kept) if kept else plain(main)


def taken_apart(exponent: Exponent) -> tuple[Exponent, tuple[tuple[Any, Number], ...]]:
    """The exponent without what is infinitely small in it, and that."""
    return (exponent.main, exponent.finer) if isinstance(exponent, Layered) else (exponent, ())


def _main(exponent: Exponent) -> Exponent:
    return exponent.main if isinstance(exponent, Layered) else exponent


def exponent_of(number: Number) -> Exponent:
    """A number as an exponent."""
    return plain(fraction(number)) if is_rational(number) else Irrational(number)


def number_of_exponent(exponent: Exponent) -> Number:
    """An exponent as a number; UndecidedError for what is none."""
    if isinstance(exponent, Layered):
        raise UndecidedError("an exponent that is no number")
    return exponent.number if isinstance(exponent, Irrational) else rational(exponent)


def plain(exponent: Exponent) -> Exponent:
    """An exponent, as an int where it is whole."""
    return exponent.numerator if isinstance(exponent, Fraction) and exponent.denominator == 1 else exponent
