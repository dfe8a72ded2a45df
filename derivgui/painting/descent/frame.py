"""A small plot's frame: two axes, linear or logarithmic, with their grid and labels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.scene.numbers import format_number, power_of_ten
from derivgui.painting.palette import Palette
from derivgui.painting.ticks import decimal_ticks

X_SPACING, Y_SPACING = 56.0, 24.0
GAP = 4.0
# Labels with more digits than this would not fit beside a small plot.
DIGITS = 4
# An axis is no longer, and no shorter, than what pixels can be counted in.
LARGEST, SMALLEST = 1e307, 1e-290


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of numbers laid along pixels; logarithmic axes count in decades inside."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    @property
    def pixels_per_unit(self) -> float:
        """Pixels a unit (a decade on a logarithmic axis), always positive."""
        return abs(self.end - self.start) / (self.high - self.low)

    def place(self, value: float) -> float:
        """Where a number is, in pixels; NaN for what has no logarithm."""
        return float(self.places(np.array([value]))[0])

    def places(self, values: Array) -> Array:
        """The same for an array."""
        with np.errstate(all="ignore"):
            counted = np.log10(np.where(values > 0, values, np.nan)) if self.log else values
            shares = (counted - self.low) / (self.high - self.low)
        return self.start + shares * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """The number at a pixel."""
        counted = self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)
        return float(10.0**counted) if self.log else counted

    def ticks(self, spacing: float) -> list[tuple[float, str]]:
        """Pixels and texts of the labels."""
        if self.log and self.high - self.low >= 1:
            every = max(1, math.ceil(spacing / self.pixels_per_unit))
            first = math.ceil(self.low / every) * every
            return [
                (self.start + (d - self.low) / (self.high - self.low) * (self.end - self.start), _decade(d))
                for d in range(first, math.floor(self.high) + 1, every)
            ]
        ticks = decimal_ticks(self.low, self.high, self.pixels_per_unit, spacing)
        shown = [10.0**t if self.log else t for t in ticks.major]
        return [(self.place(value), format_number(value, DIGITS)) for value in shown]


def _decade(exponent: int) -> str:
    return format_number(10.0**exponent) if -3 <= exponent <= 3 else power_of_ten(exponent)


def extremes(values: Array, log: bool) -> Array:
    """The smallest and the largest finite value, of positive ones where ``log``; nothing where there is none."""
    with np.errstate(invalid="ignore"):
        found = np.array([values.min(), values.max()]) if len(values) else values
    if np.isfinite(found).all() and not (log and (found <= 0).any()):
        return found
    finite = values[np.isfinite(values) & ((values > 0) if log else True)]
    return np.array([finite.min(), finite.max()]) if len(finite) else finite


def ranged(values: Array, start: float, end: float, log: bool) -> Axis:
    """An axis that holds all finite values with a little room; from 0 to 1 where there are none."""
    held = extremes(values, log)
    if not held.size:
        return Axis(0.0, 1.0, start, end, log)
    low, high = (min(max(float(value), -LARGEST), LARGEST) for value in (held.min(), held.max()))
    if log:
        low, high = math.log10(low), math.log10(high)
    if high - low <= max(1e-12 * max(abs(low), abs(high)), SMALLEST):
        room = max(abs(low), 1.0) * 0.5
        low, high = low - room, high + room
    margin = 0.06 * (high - low)
    return Axis(low - margin, high + margin, start, end, log)


def paint_frame(painter: QPainter, area: QRectF, across: Axis, up: Axis, palette: Palette, labels: bool = True) -> None:
    """Grid lines with labels left of and, where ``labels``, below the area."""
    metrics = QFontMetricsF(painter.font())
    grid, ink = QPen(QColor(palette.grid_major), 1.0), QColor(palette.muted)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for y, text in up.ticks(Y_SPACING):
        painter.setPen(grid)
        painter.drawLine(QLineF(area.left(), y, area.right(), y))
        painter.setPen(ink)
        box = QRectF(area.left() - 200, y - metrics.height() / 2, 200 - GAP, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    for x, text in across.ticks(X_SPACING):
        painter.setPen(grid)
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        if labels:
            painter.setPen(ink)
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0.0), area.right() + GAP * 2 - width)
            painter.drawText(QPointF(left, area.bottom() + metrics.ascent() + 1), text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
