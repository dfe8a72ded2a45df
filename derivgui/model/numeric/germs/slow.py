"""Growths between powers of t and powers of L = ln(1/t): exp(c L^p) for 0 < p < 1, as e^√(-ln x) is.

exp(c L^p) is t^-(c L^(p-1)), a power with an exponent smaller than all numbers. It is written as t^(-c ε), where ε is a
number that is smaller than any exponent met beside it, the more so the smaller p is: so scales are added, multiplied
and put in order as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivgui.model.numeric.germs.exponents import LONGEST_DENOMINATOR, Exponent, is_slow, plain
from derivgui.model.numeric.germs.numbers import Number, UndecidedError, fraction, is_rational

LARGEST_ORDER = 12
# Bits between the size of an exponent and that of the next smaller kind.
ROOM = 64
# Beyond these a factor c would reach into the room of others.
LARGEST_FACTOR = 2**20
LONGEST_FACTOR = 2**16
_POWERS = sorted({Fraction(k, n) for n in range(2, LARGEST_ORDER + 1) for k in range(1, n)}, reverse=True)
_SMALL: Mapping[Fraction, Fraction] = {
    p: Fraction(1, LONGEST_DENOMINATOR * 2 ** (ROOM * number)) for number, p in enumerate(_POWERS, 2)
}


def slow_exponent(c: Number, p: Exponent) -> Fraction:
    """The exponent of t that stands for exp(c L^p); UndecidedError where none does."""
    if not is_rational(c) or p not in _SMALL:
        raise UndecidedError("an exponential that grows more slowly than any power")
    return -_checked(fraction(c)) * _SMALL[Fraction(p)]  # type: ignore[arg-type]


def taken_apart(exponent: Exponent) -> tuple[Exponent, Mapping[Fraction, Fraction]]:
    """The exponent of t itself, and by p the factors c that stand beside it."""
    if not is_slow(exponent):
        return exponent, {}
    assert isinstance(exponent, Fraction)
    power = exponent.limit_denominator(LONGEST_DENOMINATOR)
    left, factors = exponent - power, {}
    for p, small in _SMALL.items():
        factor = (left / small).limit_denominator(LONGEST_FACTOR)
        if factor:
            factors[p] = -_checked(factor)
            left -= factor * small
    if left:
        raise UndecidedError("an exponential that grows more slowly than any power")
    return plain(power), factors


def _checked(factor: Fraction) -> Fraction:
    if abs(factor) > LARGEST_FACTOR or factor.denominator > LONGEST_FACTOR:
        raise UndecidedError("an exponential that grows more slowly than any power")
    return factor
