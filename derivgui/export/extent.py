"""How large a figure is: on paper, in pixels, and in the units that it is painted in."""

from __future__ import annotations

import re
from dataclasses import dataclass

CSS_DPI = 96.0
"""Units of painting to the inch: the pixels in which lines are 2 wide and letters 13 high."""

POINTS = 72.0
POINTS_PER_UNIT = POINTS / CSS_DPI
LARGEST_SIDE = 20_000.0
MOST_PIXELS = 100e6
# Larger pictures are not finer but larger: lines and letters grow with them.
USUAL_WIDTH, USUAL_HEIGHT = 1200.0, 900.0
PAPER_DPI = 300.0
_LENGTHS = {"px": 0.0, "": 0.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72}
_LENGTH = re.compile(r"\s*((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(px|cm|mm|in|pt|)\s*", re.IGNORECASE)


class ExtentError(ValueError):
    """A size that no figure can have; ``hint`` says what can be done."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Extent:
    """A figure's size.

    Attributes:
        width, height: in pixels of the picture.
        dpi: pixels to the inch, which makes the size on paper.
        scale: pixels to one unit of painting.
    """

    width: float
    height: float
    dpi: float = CSS_DPI
    scale: float = 1.0

    @property
    def pixels(self) -> tuple[int, int]:
        """Whole pixels, at least one."""
        return max(round(self.width), 1), max(round(self.height), 1)

    @property
    def units(self) -> tuple[float, float]:
        """The size in units of painting."""
        return self.width / self.scale, self.height / self.scale

    @property
    def inches(self) -> tuple[float, float]:
        """The size on paper."""
        return self.width / self.dpi, self.height / self.dpi


def extent(width: str, height: str, dpi: float | None = None) -> Extent:
    """The size that is meant by "800" "600", "16cm" "9cm" and so on.

    With lengths, ``dpi`` makes the number of pixels (300 where it is not given). With pixels it says how fine they are;
    where it is not given, letters keep a readable share of the picture. Raises ``ExtentError``.
    """
    if dpi is not None and not 10 <= dpi <= 2400:
        raise ExtentError(f"{dpi:g} dots to the inch cannot be.", "Between 10 and 2400 they can.")
    (across, across_inches), (up, up_inches) = _length(width), _length(height)
    if bool(across_inches) != bool(up_inches):
        raise ExtentError(
            "Width and height are given in pixels and on paper at once.", "Write both in one unit: 16cm 9cm"
        )
    if across_inches:
        fine = dpi or PAPER_DPI
        found = Extent(across * across_inches * fine, up * up_inches * fine, fine, fine / CSS_DPI)
    elif dpi is None:
        found = Extent(across, up, CSS_DPI, max(1.0, min(across / USUAL_WIDTH, up / USUAL_HEIGHT)))
    else:
        found = Extent(across, up, dpi, dpi / CSS_DPI)
    _check(found)
    return found


def _length(text: str) -> tuple[float, float]:
    """A number, and inches to its unit (0 for pixels)."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ExtentError(f"“{text.strip()}” is no length.", "Write pixels (800) or a length on paper (16cm, 6.3in).")
    return float(match[1]), _LENGTHS[match[2].lower()]


def _check(found: Extent) -> None:
    if min(found.width, found.height) < 1 or min(found.units) < 1:
        raise ExtentError("The picture has no size.", "Try 800 600.")
    if max(found.width, found.height) > LARGEST_SIDE or found.width * found.height > MOST_PIXELS:
        raise ExtentError(
            f"{found.width:.0f} by {found.height:.0f} pixels are too many.",
            "Take a smaller size or fewer dots to the inch.",
        )
