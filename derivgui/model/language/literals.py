"""Number literals: digits to ``Number``, with limits that hold before anything big is computed."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from derivgui.model.language.errors import ParseError
from derivgui.model.language.tree import Negative, Node, Number

MOST_DIGITS = 400
LARGEST_EXPONENT = 400


def number(literal: str, start: int) -> Number:
    """The number written as ``12``, ``.5``, ``1.`` or ``1.5e-3`` at place ``start``.

    Whole numbers without a point are no decimals whatever their notation: ``1e5`` is 100000.
    """
    if literal.isdigit() and len(literal) < 16:
        return Number(Fraction(int(literal)))
    span = (start, start + len(literal))
    mantissa, _, power = literal.lower().partition("e")
    exponent = _exponent(power, span)
    whole, point, fraction = mantissa.partition(".")
    if len(whole) + len(fraction) > MOST_DIGITS:
        raise ParseError(f"This number has more than {MOST_DIGITS} digits.", "Type a shorter number.", span)
    value = Fraction(int(whole + fraction)) * Fraction(10) ** (exponent - len(fraction))
    try:
        float(value)
    except OverflowError:
        raise too_large(span) from None
    return Number(value, decimal=bool(point) or value.denominator != 1)


def _exponent(digits: str, span: tuple[int, int]) -> int:
    magnitude = digits.lstrip("+-0")
    if len(magnitude) > 3 or int(magnitude or "0") > LARGEST_EXPONENT:
        if digits.startswith("-"):
            raise ParseError("This number is too small to mean anything.", "Type 0, or a larger number.", span)
        raise too_large(span)
    return int(digits or "0")


def too_large(span: tuple[int, int]) -> ParseError:
    """The refusal of a constant beyond double precision."""
    return ParseError(
        "This number is too large to mean anything here.",
        "Numbers up to about 1.8e308 can be used.",
        span,
    )


def decimal(value: float) -> Node:
    """The shortest decimal that is this double, as a tree."""
    size = Number(Fraction(repr(abs(value))), decimal=True)
    return Negative(size) if value < 0 else size


def written(value: float) -> float | Fraction:
    """The number that a double stands for: the shortest decimal that it is read from, itself where it is whole.

    From 2^53 on doubles are whole, and the shortest decimal of one may be another one's neighbour by far.
    """
    if value.is_integer() or not math.isfinite(value):
        return value
    # Ten times as fast as reading the text as a fraction.
    return Fraction(*Decimal(repr(value)).as_integer_ratio())
