"""Coordinates as short text: so many digits as a picture can show."""

from __future__ import annotations

import math
from collections.abc import Iterable

from derivgui.model.language.real import Array

# A hundred thousandth of the window is a hundredth of a pixel.
FINENESS = 1e-5


def decimals(span: float) -> int:
    """Places behind the point that are worth writing for values in a window so wide; negative for large ones."""
    return math.ceil(-math.log10(span * FINENESS))


def short(value: float, places: int) -> str:
    """The value rounded to so many places, without trailing zeros; an exponent where that is shorter."""
    text = f"{value:.{max(places, 0)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    short_form = (
        f"{value:.{max(places + _size(value), 1)}g}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
    )
    return short_form if len(short_form) < len(text) else text


def _size(value: float) -> int:
    """Digits in front of the point."""
    return math.floor(math.log10(abs(value))) + 1 if value else 1


def pairs(points: Array, places: tuple[int, int]) -> Iterable[tuple[str, str]]:
    """Each point, of shape (n, 2), as two texts."""
    for x, y in points.tolist():
        yield short(x, places[0]), short(y, places[1])
