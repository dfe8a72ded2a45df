"""Numbers by their exact names where they are known to double precision: "π/2", "1/3"."""

from __future__ import annotations

import math
from fractions import Fraction

from derivgui.model.calculus.tidy import PI_DENOMINATORS
from derivgui.model.scene.numbers import MINUS, format_number

LARGEST_DENOMINATOR = 12
LARGEST_NUMERATOR = 10_000
ROUNDING_STEPS = 3.0
# A number with fewer decimals is its own best name.
SHORT_DECIMALS = 6


def exact_name(value: float) -> str:
    """ "π/2", "−1/3", or "" where a decimal says it as well or no simple name fits."""
    if not math.isfinite(value) or value == 0 or round(value, SHORT_DECIMALS) == value:
        return ""
    for unit, letter, denominators in ((math.pi, "π", PI_DENOMINATORS), (1.0, "", range(3, LARGEST_DENOMINATOR + 1))):
        for denominator in denominators:
            numerator = round(value / unit * denominator)
            exact = numerator * unit / denominator
            known = abs(exact - value) <= ROUNDING_STEPS * math.ulp(value)
            if known and numerator and abs(numerator) <= LARGEST_NUMERATOR:
                return _fraction(Fraction(numerator, denominator), letter)
    return ""


def named(value: float) -> str:
    """The exact name, else the number to six digits."""
    return exact_name(value) or format_number(value)


def named_and_measured(value: float) -> str:
    """ "π/2 ≈ 1.5708", or the number alone where it has no other name."""
    name = exact_name(value)
    return f"{name} ≈ {format_number(value)}" if name else format_number(value)


def _fraction(value: Fraction, letter: str) -> str:
    sign = MINUS if value < 0 else ""
    above = letter if letter and abs(value.numerator) == 1 else f"{abs(value.numerator)}{letter}"
    return f"{sign}{above}" if value.denominator == 1 else f"{sign}{above}/{value.denominator}"
