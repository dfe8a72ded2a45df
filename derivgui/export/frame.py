"""A frame around the plane, with ticks and numbers outside, as books have it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from derivgui.export.lettering import SetLine, set_line
from derivgui.export.look import TEXT_PIXELS, Look
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.plane import crisp, plane_ticks

TICK = 5.0
GAP = 4.0
LINE = 1.0


@dataclass(frozen=True, slots=True)
class Margins:
    """What a frame needs on each side."""

    left: float
    top: float
    right: float
    bottom: float


class Frame:
    """Numbers and names of both axes, outside the plot."""

    def __init__(self, look: Look, x_name: str, y_name: str) -> None:
        self._look = look
        self._font = look.font()
        self._metrics = QFontMetricsF(self._font)
        self._x_name = self._name(x_name)
        self._y_name = self._name(y_name)

    def _name(self, text: str) -> SetLine:
        return set_line(text, self._look, TEXT_PIXELS, self._look.palette.text)

    def margins(self, view: Viewport, pi: bool) -> Margins:
        """The room that numbers and names take around a plot that shows this window."""
        _, upright = plane_ticks(view, pi)
        widest = max((self._metrics.horizontalAdvance(label) for label in upright.labels), default=0.0)
        numbers = TICK + GAP + widest
        half = self._metrics.height() / 2
        below = TICK + self._metrics.height() + (self._x_name.height if self._x_name.pieces else 0.0)
        left = numbers + (self._y_name.height + GAP if self._y_name.pieces else 0.0)
        return Margins(left, half, 2 * half, below)

    def paint(self, painter: QPainter, plot: QRectF, view: Viewport, pi: bool) -> None:
        """The border, ticks, numbers and names; ``plot`` is where the window is shown."""
        palette = self._look.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.axis), LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawRect(plot.adjusted(-0.5, -0.5, 0.5, 0.5))
        across, upright = plane_ticks(view, pi)
        lines = []
        painter.setFont(self._font)
        for x, label in zip(across.major, across.labels, strict=True):
            px = plot.left() + crisp(view.to_pixel(x, 0.0)[0])
            lines.append(QLineF(px, plot.bottom(), px, plot.bottom() + TICK))
            width = self._metrics.horizontalAdvance(label)
            self._write(painter, QPointF(px - width / 2, plot.bottom() + TICK + self._metrics.ascent()), label)
        for y, label in zip(upright.major, upright.labels, strict=True):
            py = plot.top() + crisp(view.to_pixel(0.0, y)[1])
            lines.append(QLineF(plot.left() - TICK, py, plot.left(), py))
            width = self._metrics.horizontalAdvance(label)
            middle = py + (self._metrics.ascent() - self._metrics.descent()) / 2
            self._write(painter, QPointF(plot.left() - TICK - GAP - width, middle), label)
        painter.setPen(QPen(QColor(palette.axis), LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(lines)
        self._paint_names(painter, plot, self.margins(view, pi))

    def _write(self, painter: QPainter, place: QPointF, text: str) -> None:
        painter.setPen(QColor(self._look.palette.text))
        painter.drawText(place, text)

    def _paint_names(self, painter: QPainter, plot: QRectF, margins: Margins) -> None:
        below = plot.bottom() + TICK + self._metrics.height() + self._x_name.ascent
        self._x_name.paint(painter, round(plot.center().x() - self._x_name.width / 2), round(below))
        painter.save()
        painter.translate(plot.left() - margins.left + self._y_name.ascent, plot.center().y())
        painter.rotate(-90)
        self._y_name.paint(painter, -self._y_name.width / 2, 0.0)
        painter.restore()
