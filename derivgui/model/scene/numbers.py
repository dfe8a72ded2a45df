"""Numbers as people read them: a true minus sign, no more digits than are known, no trailing zeros."""

from __future__ import annotations

import math
from decimal import Decimal

from derivgui.model.numeric.wide import SMALLEST, Wide

MINUS = "\N{MINUS SIGN}"
UNDEFINED = "undefined"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_SUPERSCRIPTS = str.maketrans("0123456789-", _RAISED)
_FROM_SUPERSCRIPTS = str.maketrans(_RAISED, "0123456789-")
_PLAIN_EXPONENTS = range(-5, 9)
LONGEST_TYPED = 10
# 17 digits round-trip a double; a few last ones are rounding.
MOST_DIGITS = 15


def format_number(value: float | Decimal, digits: int = 6) -> str:
    """``value`` to so many significant digits: "−0.125", "1.2·10⁻⁷", "∞", "undefined" for NaN.

    A Decimal may be smaller or larger than any double, and so may a ``Wide``: "1.3·10³⁵¹⁹", "10^(1.9·10⁷⁷)".
    """
    if isinstance(value, Wide):
        return _power_text(value, digits) if value.decimal.is_nan() else format_number(value.decimal, digits)
    if math.isnan(value):
        return UNDEFINED
    if value in (math.inf, -math.inf):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    if not isinstance(value, Decimal) and abs(value) < SMALLEST:
        # What is written as 10^-320 has fewer digits than its double seems to have.
        value = Decimal(repr(float(value)))
    mantissa, exponent = _scientific(
        value.copy_abs() if isinstance(value, Decimal) else abs(value), min(digits, MOST_DIGITS)
    )
    text = _plain(mantissa, exponent) if exponent in _PLAIN_EXPONENTS else _times_power(mantissa, exponent)
    return (MINUS if value < 0 else "") + text


def _power_text(value: Wide, digits: int) -> str:
    return f"{MINUS if value.is_negative else ''}10^({format_number(value.power, digits)})"


def power_of_ten(exponent: int) -> str:
    """ "10⁻⁸", also where a plain number would be shorter: for axes."""
    return "10" + str(exponent).translate(_SUPERSCRIPTS)


def settled_length(text: str, place: float) -> int:
    """How many leading characters of a text from ``format_number`` stand for digits worth 10^place and more.

    The whole text where its digits end before that place; 0 for ∞ and "undefined".
    """
    if not text[-1].isdigit() or place == math.inf:
        return 0
    if text[-1] not in _RAISED:
        return _length_down_to(text, place)
    head, _, power = text.rpartition("10")
    exponent = int(power.translate(_FROM_SUPERSCRIPTS))
    mantissa = head.removesuffix("·")
    if not mantissa.strip(MINUS):
        return len(text) if place <= exponent else 0
    length = _length_down_to(mantissa, place - exponent)
    return length if length < len(mantissa) else len(text)


def _length_down_to(text: str, place: float) -> int:
    """The same for a number without a power of ten."""
    whole = text.find(".") if "." in text else len(text)
    if place < 0:
        return int(min(len(text), whole + 1 - place))
    length = int(max(whole - place, 0))
    return length if length > text.startswith(MINUS) else 0


def format_typed(value: float) -> str:
    """Plain text for input fields, with an ASCII minus: exact where that is short, else to seven digits."""
    exact = repr(float(value)).removesuffix(".0")
    return exact if len(exact) <= LONGEST_TYPED else f"{value:.7g}"


def tidy(value: float, scale: float) -> float:
    """0 where the value is nothing but rounding at this scale."""
    return 0.0 if abs(value) < 1e-13 * scale else value


def _scientific(value: float | Decimal, digits: int) -> tuple[str, int]:
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return mantissa.replace(".", "").rstrip("0") or "0", int(exponent)


def _plain(mantissa: str, exponent: int) -> str:
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + mantissa
    if len(mantissa) <= exponent + 1:
        return mantissa + "0" * (exponent + 1 - len(mantissa))
    return f"{mantissa[: exponent + 1]}.{mantissa[exponent + 1 :]}"


def _times_power(mantissa: str, exponent: int) -> str:
    power = power_of_ten(exponent)
    if mantissa == "1":
        return power
    head = mantissa[0] + ("." + mantissa[1:] if len(mantissa) > 1 else "")
    return f"{head}·{power}"
