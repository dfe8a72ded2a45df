"""Numbers as people read them: a true minus sign, no more digits than are known, no trailing zeros."""

from __future__ import annotations

import math
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
UNDEFINED = "undefined"
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PLAIN_EXPONENTS = range(-5, 9)
LONGEST_TYPED = 10
# 17 digits round-trip a double; a few last ones are rounding.
MOST_DIGITS = 15


def format_number(value: float | Decimal, digits: int = 6) -> str:
    """``value`` to so many significant digits: "−0.125", "1.2·10⁻⁷", "∞", "undefined" for NaN.

    A Decimal may be smaller or larger than any double.
    """
    if math.isnan(value):
        return UNDEFINED
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    mantissa, exponent = _scientific(
        value.copy_abs() if isinstance(value, Decimal) else abs(value), min(digits, MOST_DIGITS)
    )
    text = _plain(mantissa, exponent) if exponent in _PLAIN_EXPONENTS else _times_power(mantissa, exponent)
    return (MINUS if value < 0 else "") + text


def format_fixed(value: float, decimals: int) -> str:
    """A fixed number of decimals, for columns whose points line up."""
    if not math.isfinite(value):
        return format_number(value)
    text = f"{abs(value):.{decimals}f}"
    return (MINUS if value < 0 and text.strip("0.") else "") + text


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
    power = "10" + str(exponent).translate(_SUPERSCRIPTS)
    if mantissa == "1":
        return power
    head = mantissa[0] + ("." + mantissa[1:] if len(mantissa) > 1 else "")
    return f"{head}·{power}"
