"""Where steps and errors stand in the error picture, and the colour of each method."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from derivgui.model.calculus.difference_errors import DifferenceErrors
from derivgui.painting.palette import Palette

LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 28.0, 20.0
LABEL_GAP = 4.0
FEWEST_DECADES = 6
# Errors of exactly 0 have no logarithm: they lie on a line of their own, this share of the height below the others.
FLOOR_SHARE = 0.09
# Their places in the cycle of function colours; the forward difference is the secant's slope and has its colour.
_CYCLE = {"central": 1, "complex step": 4}


def method_colour(palette: Palette, name: str) -> str:
    """The colour of a method."""
    return palette.cycle(_CYCLE[name]) if name in _CYCLE else palette.secant


@dataclass(frozen=True, slots=True)
class ErrorAxes:
    """Maps steps and errors to pixels; ``low`` and ``high`` are decades, ``floor`` the height of errors of 0."""

    plot: QRectF
    low: int
    high: int
    decades: int
    floor: float

    def x(self, h: float) -> float:
        """Where a step is, inside the picture; h may be negative."""
        return self.plot.left() + min(max(self._share(h), 0.0), 1.0) * self.plot.width()

    def beyond(self, h: float) -> int:
        """-1 for steps wider than those of the picture, which stand at its left, 1 for smaller ones, 0 within."""
        share = self._share(h)
        return (share > 1) - (share < 0)

    def _share(self, h: float) -> float:
        return -math.log10(abs(h)) / self.decades

    def y(self, error: float) -> float:
        """Where an error is."""
        return self.floor if error == 0 else self.at_decade(math.log10(error))

    def at_decade(self, decade: float) -> float:
        """The height of a power of ten."""
        bottom = self.plot.bottom() - FLOOR_SHARE * self.plot.height()
        return bottom - (decade - self.low) / (self.high - self.low) * (bottom - self.plot.top())

    @property
    def decade_height(self) -> float:
        """Pixels of a factor of ten."""
        return self.at_decade(0.0) - self.at_decade(1.0)

    def place(self, px: float, count: int) -> int:
        """The number of the step nearest to a pixel, of ``count`` steps."""
        share = (px - self.plot.left()) / self.plot.width()
        return min(max(round(share * (count - 1)), 0), count - 1)


def error_axes(errors: DifferenceErrors | None, width: float, height: float) -> ErrorAxes:
    """Axes that hold all errors of a picture of this size."""
    plot = QRectF(LEFT, TOP, max(width - LEFT - RIGHT, 1.0), max(height - TOP - BOTTOM, 1.0))
    low, high, decades = -17, 1, 16
    if errors is not None:
        found = [error for _, method in errors.methods for error in method.errors.tolist() if 0 < error < math.inf]
        if found:
            low, high = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
        high = max(high, low + FEWEST_DECADES)
        decades = round(-math.log10(errors.steps[-1]))
    return ErrorAxes(plot, low, high, decades, plot.bottom() - LABEL_GAP)
