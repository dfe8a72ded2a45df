"""Roots of numbers: 8^(1/2) is 2 times 2^(1/2)."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Number
from derivgui.model.symbolic.tidy.term import LONGEST_BITS, ONE, Term, term

LARGEST_DEGREE = 12
# Numbers whose powers are looked for in a radicand.
LARGEST_ROOT = 1000


def root_of_number(value: Fraction, exponent: Fraction) -> Term | None:
    """``value ^ exponent`` for a positive value, what comes out of the root in front; None where it is too long."""
    size = max(value.numerator.bit_length(), value.denominator.bit_length())
    if value == 1:
        return Term(ONE)
    if exponent.denominator > LARGEST_DEGREE or size * max(ONE, abs(exponent)) > LONGEST_BITS:
        return None
    return _taken_out(value.numerator, exponent) * _taken_out(value.denominator, -exponent)


def _taken_out(number: int, exponent: Fraction) -> Term:
    inside, outside = number, 1
    for candidate in range(2, LARGEST_ROOT):
        power = candidate**exponent.denominator
        if power > inside:
            break
        while inside % power == 0:
            inside //= power
            outside *= candidate
    rest = term(ONE, {Number(Fraction(inside)): exponent}) if inside != 1 else Term(ONE)
    return Term(Fraction(outside) ** exponent.numerator) * rest
