"""Numbers that no double holds: beyond 10^308, or so near to 0 that doubles lose their digits, or all of them."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Any

from derivgui.model.numeric.arithmetic import flint

# The smallest number with all the digits of a double.
SMALLEST = sys.float_info.min
DIGITS = 17
LARGEST_POWER = 308.0
# Of what is larger or smaller still the power of ten is told: decimals have exponents of 18 digits.
LONGEST_EXPONENT = 13
POWER_BITS = 128
ARITHMETIC = Context(prec=DIGITS + 3, Emax=MAX_EMAX, Emin=MIN_EMIN)
NO_DECIMAL = Decimal("NaN")


class Wide(float):
    """The nearest double of such a number: ±inf, ±0, or one with few digits; and what is known of the number itself.

    Attributes:
        decimal: its first 17 digits; NaN where its exponent is too long for that.
        power: there the logarithm of its size to base 10, else NaN.
        is_negative: its sign.
    """

    __slots__ = ("decimal", "is_negative", "power")
    decimal: Decimal
    power: Decimal
    is_negative: bool

    def __new__(cls, double: float, decimal: Decimal, power: Decimal = NO_DECIMAL, is_negative: bool = False) -> Wide:
        """The number with its decimal, or with its power and sign."""
        made = super().__new__(cls, double)
        made.decimal, made.power = decimal, power
        made.is_negative = is_negative if decimal.is_nan() else decimal < 0
        return made


def nearest(found: Any) -> float:
    """The middle of a ball (flint's arb) with the digits of a double as one, a ``Wide`` where none holds it."""
    double = float(found.mid()) + 0.0
    if SMALLEST <= abs(double) < math.inf or not (found.is_finite() and (found > 0 or found < 0)):
        return double
    middle = found.mid()
    text = middle.str(DIGITS, radius=False)
    if len(text.partition("e")[2]) <= LONGEST_EXPONENT:
        return Wide(double, Decimal(text))
    with flint.ctx.workprec(POWER_BITS):
        power = abs(middle).log() / flint.arb(10).log()
    return Wide(double, NO_DECIMAL, Decimal(power.mid().str(DIGITS, radius=False)), bool(middle < 0))


def is_out_of_doubles(number: float) -> bool:
    """Whether a double may stand for a number that none holds: 0, infinite, or one with few digits."""
    return not SMALLEST <= abs(number) < math.inf


def decimal_of(number: float) -> Decimal:
    """A number's digits, those that it is written with unless it is whole; NaN where they are not told."""
    if isinstance(number, Wide):
        return number.decimal
    return Decimal(int(number)) if float(number).is_integer() else Decimal(repr(float(number)))


def of_decimal(decimal: Decimal) -> float:
    """The double of a decimal, a ``Wide`` where none holds it."""
    double = float(decimal)
    return Wide(double, decimal) if decimal.is_finite() and decimal and is_out_of_doubles(double) else double


def bits_before_point(number: float) -> int:
    """How many bits a number beyond doubles has before its point; 0 for others, and where its digits are not told."""
    places = number.decimal.adjusted() if isinstance(number, Wide) and number.decimal.is_finite() else 0
    return max(0, math.ceil(places / math.log10(2)))


def ratio(number: float, other: float) -> float:
    """number/other for an other that is not 0, as a double; NaN where that is not told."""
    if not (decimal_of(number).is_nan() or decimal_of(other).is_nan()):
        return float(ARITHMETIC.divide(decimal_of(number), decimal_of(other)))
    if not (isinstance(number, Wide) and isinstance(other, Wide)):
        return math.nan
    power = float(ARITHMETIC.subtract(_power(number), _power(other)))
    size = 10.0**power if power < LARGEST_POWER else math.inf
    return size if number.is_negative == other.is_negative else -size


def digits_text(number: Wide) -> str:
    """ "1.3324046660727812e3519", or "10^(1.87e77)" where that is all that is known."""
    if number.decimal.is_nan():
        return f"{'-' if number.is_negative else ''}10^({_scientific(number.power)})"
    return _scientific(number.decimal)


def _scientific(decimal: Decimal) -> str:
    mantissa, _, exponent = f"{decimal:.{DIGITS - 1}e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"


def is_told(number: float) -> bool:
    """Whether a number is known, be it in the range of doubles or not."""
    return isinstance(number, Wide) or math.isfinite(number)


def is_zero(number: float) -> bool:
    """Whether a number is 0, and not only next to it."""
    return number == 0 and not isinstance(number, Wide)


def length(x: float, y: float) -> float:
    """The length of a vector, a ``Wide`` where no double holds it; ±inf where nothing more is known, NaN for NaN."""
    found = math.hypot(x, y)
    if not (is_out_of_doubles(found) and (isinstance(x, Wide) or isinstance(y, Wide))):
        return found
    squares = [ARITHMETIC.multiply(part, part) for part in map(decimal_of, (x, y))]
    return found if any(map(Decimal.is_nan, squares)) else of_decimal(ARITHMETIC.sqrt(ARITHMETIC.add(*squares)))


def direction(x: float, y: float) -> tuple[float, float]:
    """A vector in the direction of (x, y) that doubles hold; (0, 0) and NaN where it has none or none is known."""
    if not (isinstance(x, Wide) or isinstance(y, Wide)):
        return x, y
    first, second = in_one_unit((x, y))[1]
    return first, second


def in_one_unit(numbers: Sequence[float], unit: int | None = None) -> tuple[int, list[float]]:
    """k, and the numbers as doubles in units of 10^k, ±inf and NaN among them for what has no decimal.

    Unless k is given the largest one is about 1.
    """
    decimals = [decimal_of(number) for number in numbers]
    if unit is None:
        unit = max((decimal.adjusted() for decimal in decimals if decimal.is_finite() and decimal), default=0)
    return unit, [float(ARITHMETIC.scaleb(d, -unit) if d.is_finite() else d) for d in decimals]


def _power(number: Wide) -> Decimal:
    return ARITHMETIC.log10(abs(number.decimal)) if number.power.is_nan() else number.power
