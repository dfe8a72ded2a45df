"""The legend: what each line is, in the corner where it covers least, or below the plot where no corner has room."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from derivgui.export.chart import Chart, Series
from derivgui.export.lettering import SetLine, set_line
from derivgui.export.look import LABEL_PIXELS, Look
from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport

PADDING = 8.0
SWATCH = 28.0
MARGIN = 10.0
LEADING = 7.0
APART = 18.0
RADIUS = 5.0
DOT = 4.0
# A legend larger than this share of the plot would hide what it explains.
LARGEST_AREA = 0.14
LARGEST_WIDTH = 0.62
# Lines may be hidden by it over this share of its width.
LONGEST_HIDDEN = 0.1
# Below the plot it may take this share of the figure.
LARGEST_HEIGHT = 0.4
STEP = 5.0
# The numbers of an axis lie about so far from it, and its name reaches so far above it; to cover them is so much less
# of a loss than to cover a line.
NUMBER = 13.0
NAME = 26.0
NUMBERS = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A series with what is said of it; ``width`` holds both, ``height`` is without the room between lines."""

    series: Series
    line: SetLine

    @property
    def width(self) -> float:
        """In units of painting."""
        return SWATCH + PADDING + self.line.width

    @property
    def height(self) -> float:
        """In units of painting."""
        return self.line.ascent + self.line.descent

    def paint(self, painter: QPainter, x: float, top: float, ground: str) -> None:
        """The swatch, then the words."""
        middle = round(top + self.height / 2)
        _paint_swatch(painter, self.series, x, middle, ground)
        self.line.paint(painter, x + SWATCH + PADDING, round(top + self.line.ascent))


def entries_of(chart: Chart, look: Look) -> tuple[Entry, ...]:
    """One for each line that the chart names."""
    return tuple(
        Entry(series, set_line(series.label.tex, look, LABEL_PIXELS, look.palette.ink(series.colour)))
        for series in chart.legend
        if series.label is not None
    )


class CornerLegend:
    """A card of ground with one line for each series."""

    def __init__(self, entries: tuple[Entry, ...], least_width: int = 0) -> None:
        self._entries = entries
        self.width = max(round(2 * PADDING + max(entry.width for entry in entries)), least_width)
        self.height = round(2 * PADDING - LEADING + sum(entry.height + LEADING for entry in entries))

    def place(self, plot: QRectF, chart: Chart, view: Viewport, at_any_cost: bool = False) -> QRectF | None:
        """The corner with least below it; None where no corner has the room.

        Nor has one that holds much of the lines, unless ``at_any_cost``.
        """
        is_large = self.width * self.height > LARGEST_AREA * plot.width() * plot.height()
        if is_large or self.width > LARGEST_WIDTH * plot.width():
            return None
        lines, numbers = (
            spots + np.array([plot.left(), plot.top()]) for spots in (_spots(chart, view), _numbers(view))
        )
        best = min(
            self._places(plot, chart, view),
            key=lambda place: _inside(lines, place) + NUMBERS * _inside(numbers, place),
        )
        if not at_any_cost and _inside(lines, best) * STEP > LONGEST_HIDDEN * self.width:
            return None
        # In the middle of pixels, where a hairline is crisp.
        return best.translated(0.5, 0.5)

    def _places(self, plot: QRectF, chart: Chart, view: Viewport) -> list[QRectF]:
        """The corners, and beside the right and left edge just above and below the numbers of the axis across."""
        left, right = plot.left() + MARGIN, plot.right() - MARGIN - self.width
        top, bottom = plot.top() + MARGIN, plot.bottom() - MARGIN - self.height
        corners = [QRectF(x, y, self.width, self.height) for y in (top, bottom) for x in (right, left)]
        if chart.reserved is not None:
            del corners[chart.reserved]
            return corners
        axis = plot.top() + view.to_pixel(0.0, 0.0)[1]
        beside = [y for y in (axis - NAME - self.height, axis + 2 * NUMBER) if top <= y <= bottom]
        return corners + [QRectF(x, y, self.width, self.height) for y in beside for x in (right, left)]

    def placed_like(self, other: QRectF, plot: QRectF) -> QRectF:
        """The corner in which ``other`` is."""
        left = other.left() if other.center().x() < plot.center().x() else other.right() - self.width
        top = other.top() if other.center().y() < plot.center().y() else other.bottom() - self.height
        return QRectF(left, top, self.width, self.height)

    def paint(self, painter: QPainter, place: QRectF, look: Look) -> None:
        """Paint into the place that ``place`` gave."""
        palette = look.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(QColor(palette.border), 1.0))
        painter.setBrush(QColor(palette.canvas))
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        top = place.top() + PADDING
        for entry in self._entries:
            entry.paint(painter, round(place.left() + PADDING), top, palette.canvas)
            top += entry.height + LEADING


class RowLegend:
    """The same as rows below the plot, as wide as the figure."""

    def __init__(self, entries: tuple[Entry, ...], room: float) -> None:
        self._rows: list[list[Entry]] = [[]]
        width = 0.0
        for entry in entries:
            if self._rows[-1] and width + APART + entry.width > room:
                self._rows.append([])
                width = 0.0
            width += entry.width + (APART if self._rows[-1] else 0.0)
            self._rows[-1].append(entry)
        self.fits = all(entry.width <= room for entry in entries)
        self.height = sum(_tallest(row) + LEADING for row in self._rows)

    def paint(self, painter: QPainter, place: QRectF, look: Look) -> None:
        """Each row in the middle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        top = place.top() + LEADING
        for row in self._rows:
            x = place.center().x() - (sum(entry.width + APART for entry in row) - APART) / 2
            for entry in row:
                entry.paint(painter, round(x), top + (_tallest(row) - entry.height) / 2, look.palette.canvas)
                x += entry.width + APART
            top += _tallest(row) + LEADING


def _tallest(row: list[Entry]) -> float:
    return max((entry.height for entry in row), default=0.0)


def _paint_swatch(painter: QPainter, series: Series, x: float, y: float, ground: str) -> None:
    colour = QColor(series.colour)
    if series.width:
        pen = QPen(colour, series.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if series.dash:
            pen.setDashPattern(list(series.dash))
        painter.setPen(pen)
        painter.drawLine(QLineF(x, y, x + SWATCH, y))
    if series.mark != "none":
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(QColor(ground) if series.mark == "ring" else colour)
        painter.drawEllipse(QPointF(x + SWATCH / 2, y), DOT, DOT)


def _spots(chart: Chart, view: Viewport) -> Array:
    """Points of all lines in pixels of the plot, no farther apart than a few pixels; shape (n, 2)."""
    found = [np.empty((0, 2))]
    for series in chart.series:
        for piece in series.pieces:
            if not len(piece):
                continue
            # What is endlessly far away is cut off next.
            with np.errstate(over="ignore"):
                points = (piece - [view.x0, view.y1]) * [view.pixels_per_x, -view.pixels_per_y]
            points = np.clip(points, -1.0, [view.width + 1.0, view.height + 1.0])
            along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
            at = np.arange(0.0, along[-1] + STEP, STEP)
            found.append(np.column_stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)]))
    return np.concatenate(found)


def _numbers(view: Viewport) -> Array:
    """Points where the numbers of both axes stand, as ``_spots``."""
    x, y = view.to_pixel(0.0, 0.0)
    across, up = np.arange(0.0, view.width, STEP), np.arange(0.0, view.height, STEP)
    return np.concatenate(
        (
            np.column_stack((across, np.full_like(across, y + NUMBER))),
            np.column_stack((np.full_like(up, x - NUMBER), up)),
        )
    )


def _inside(spots: Array, corner: QRectF) -> int:
    x, y = spots.T
    inside = (x > corner.left()) & (x < corner.right()) & (y > corner.top()) & (y < corner.bottom())
    return int(inside.sum())
