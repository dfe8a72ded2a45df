"""Number literals as text: the exact value, positional where readable, else scientific."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

_LONGEST = 16


class Numeral(NamedTuple):
    """Digits with a point where needed, and a power of ten to multiply with (0: none)."""

    digits: str
    exponent: int


def numeral(value: Fraction, decimal: bool) -> Numeral | None:
    """The literal of a number >= 0, None where it has no finite decimal expansion.

    With ``decimal`` the digits always hold a point.
    """
    places = _decimal_places(value.denominator)
    if places is None:
        return None
    digits = str(value.numerator * 10**places // value.denominator)
    kept = digits.rstrip("0")
    order = len(digits) - 1 - places
    if value == 0 or (-5 <= order < _LONGEST) or (not decimal and len(kept) > _LONGEST):
        return Numeral(_positional(digits, places, decimal), 0)
    if not decimal:
        return Numeral(kept, len(digits) - len(kept))
    fraction = kept[1:] or ("0" if order >= 0 else "")
    return Numeral(kept[0] + ("." if fraction else "") + fraction, order)


def _decimal_places(denominator: int) -> int | None:
    places = 0
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        places = max(places, count)
    return places if denominator == 1 else None


def _positional(digits: str, places: int, decimal: bool) -> str:
    if places == 0:
        return digits + ".0" if decimal else digits
    padded = digits.rjust(places + 1, "0")
    return f"{padded[:-places]}.{padded[-places:]}"
