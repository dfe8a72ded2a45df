"""Exact numbers of the form r + s·π with rational r and s: the levels at which something happens to a function."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from derivgui.model.language.tree import Constant, Negative, Node, Number, Power, Product, Quotient, Sum

# 60 digits, so that a sum is rounded once, at the end.
PI = Fraction(3141592653589793238462643383279502884197169399375105820974945, 10**60)
# Exact arithmetic with longer fractions than these costs more than it tells.
LONGEST_PART = 10**40
LARGEST_POWER = 128
REMEMBERED = 4096
# A double this many units of rounding beside a place stands for it.
WITHIN_UNITS = 2.0


@dataclass(frozen=True, slots=True)
class Level:
    """The number ``rational + pi·π``."""

    rational: Fraction = Fraction(0)
    pi: Fraction = Fraction(0)

    def __add__(self, other: Level) -> Level:
        return Level(self.rational + other.rational, self.pi + other.pi)

    def __neg__(self) -> Level:
        return Level(-self.rational, -self.pi)

    def __sub__(self, other: Level) -> Level:
        return self + -other

    def __abs__(self) -> Level:
        return -self if float(self) < 0 else self

    def __float__(self) -> float:
        return _rounded(self)

    def __bool__(self) -> bool:
        return bool(self.rational or self.pi)

    def scaled(self, factor: Fraction | int) -> Level:
        """The product with a rational number."""
        return Level(self.rational * factor, self.pi * factor)

    def times(self, other: Level) -> Level | None:
        """The product, None where π² would occur in it."""
        if not other.pi:
            return self.scaled(other.rational)
        return other.scaled(self.rational) if not self.pi else None

    def over(self, other: Level) -> Level | None:
        """The quotient, None where it is not of this form or ``other`` is 0."""
        if not other.pi:
            return self.scaled(1 / other.rational) if other.rational else None
        if other.rational:
            return None
        return Level(self.pi / other.pi) if not self.rational else None


@lru_cache(REMEMBERED)
def _rounded(level: Level) -> float:
    """The nearest double; infinite where that is too large."""
    try:
        return float(level.rational + level.pi * PI)
    except OverflowError:
        return float("inf") if level.rational + level.pi * PI > 0 else float("-inf")


ZERO = Level()
ONE = Level(Fraction(1))


def stands_for(x: float, place: float, units: float = WITHIN_UNITS) -> bool:
    """Whether a double is within rounding of a place."""
    return abs(x - place) <= units * math.ulp(max(abs(x), abs(place)))


def level_of(node: Node) -> Level | None:
    """The exact value of a tree of rational literals and π, None for any other tree or an unwieldy value."""
    match node:
        case Number(value):
            return _wieldy(Level(value))
        case Constant("pi"):
            return Level(pi=Fraction(1))
        case Constant("tau"):
            return Level(pi=Fraction(2))
        case Negative(operand):
            inner = level_of(operand)
            return None if inner is None else -inner
        case Sum(terms):
            return _total(map(level_of, terms))
        case Product(factors):
            return _product(map(level_of, factors))
        case Quotient(above, below):
            numerator, denominator = level_of(above), level_of(below)
            if numerator is None or denominator is None:
                return None
            return _wieldy(numerator.over(denominator))
        case Power(base, exponent):
            return _power(level_of(base), level_of(exponent))
        case _:
            return None


def tree_of_level(level: Level) -> Node:
    """A tree with this value."""
    if not level.pi:
        return _literal(level.rational)
    return Sum((_literal(level.rational), Product((_literal(level.pi), Constant("pi")))))


def _literal(value: Fraction) -> Node:
    size = Quotient(Number(Fraction(abs(value.numerator))), Number(Fraction(value.denominator)))
    return Negative(size) if value < 0 else size


def _power(base: Level | None, exponent: Level | None) -> Level | None:
    """A whole power of a rational number other than 0."""
    if base is None or exponent is None or not base.rational or base.pi or exponent.pi:
        return None
    n = exponent.rational
    if n.denominator != 1 or abs(n) > LARGEST_POWER:
        return None
    return _wieldy(Level(base.rational ** int(n)))


def _total(parts: Iterable[Level | None]) -> Level | None:
    total = ZERO
    for part in parts:
        if part is None:
            return None
        total = total + part
    return _wieldy(total)


def _product(parts: Iterable[Level | None]) -> Level | None:
    product: Level | None = ONE
    for part in parts:
        if part is None or product is None:
            return None
        product = _wieldy(product.times(part))
    return product


def _wieldy(level: Level | None) -> Level | None:
    if level is None:
        return None
    parts = (level.rational.numerator, level.rational.denominator, level.pi.numerator, level.pi.denominator)
    return level if max(map(abs, parts)) <= LONGEST_PART else None
