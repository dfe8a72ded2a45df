"""Critical points and lines on the map: a shape for each kind, and the card of the one below the pointer."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from derivgui.model.calculus.critical.points import CriticalPoint, CriticalSurvey
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.critical_words import point_label
from derivgui.painting.contour.levels import paint_line
from derivgui.painting.marks import paint_card, paint_cross
from derivgui.painting.palette import Palette

SIZE = 5.5
EDGE = 1.5
LINE_WIDTH = 2.5
CROWDED_PIXELS = 5.0


def paint_critical(painter: QPainter, survey: CriticalSurvey, view: Viewport, palette: Palette) -> None:
    """All of them: triangles with the tip down for minima, up for maxima, crosses for saddles, squares for the rest."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for line in survey.lines:
        pen = QPen(QColor(palette.text), LINE_WIDTH, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.0, 1.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_line(painter, view, line.points)
    for point in survey.points:
        spot = QPointF(*view.to_pixel(point.x, point.y))
        if -SIZE < spot.x() < view.width + SIZE and -SIZE < spot.y() < view.height + SIZE:
            _paint_point(painter, spot, point, palette)


def critical_at(survey: CriticalSurvey | None, view: Viewport, position: QPointF, reach: float) -> CriticalPoint | None:
    """The critical point nearest to a pixel, None where none is within reach."""
    nearest: tuple[float, CriticalPoint | None] = (reach, None)
    for point in survey.points if survey is not None else ():
        px, py = view.to_pixel(point.x, point.y)
        distance = math.hypot(px - position.x(), py - position.y())
        if distance < nearest[0]:
            nearest = (distance, point)
    return nearest[1]


def paint_critical_label(
    painter: QPainter, point: CriticalPoint, view: Viewport, palette: Palette, font: QFont
) -> None:
    """What the point below the pointer is."""
    paint_card(painter, QPointF(*view.to_pixel(point.x, point.y)), point_label(point), view, palette, font)


def _paint_point(painter: QPainter, spot: QPointF, point: CriticalPoint, palette: Palette) -> None:
    ink, ground = QColor(palette.text), QColor(palette.canvas)
    shape: str = point.nature or point.kind
    painter.setPen(QPen(ground, EDGE))
    painter.setBrush(ink)
    if point.kind == "degenerate":
        painter.setPen(QPen(ink, EDGE))
        painter.setBrush(ground)
        painter.drawRect(QRectF(spot.x() - SIZE + 1, spot.y() - SIZE + 1, 2 * SIZE - 2, 2 * SIZE - 2))
    elif shape == "saddle":
        paint_cross(painter, spot, palette, 0.9 * SIZE, 2.5)
    else:
        painter.drawPolygon(_triangle(spot, -1.0 if shape == "maximum" else 1.0))


def _triangle(spot: QPointF, down: float) -> QPolygonF:
    tip, base, half = 1.1 * SIZE * down, -0.75 * SIZE * down, 1.1 * SIZE
    return QPolygonF([spot + QPointF(0, tip), spot + QPointF(-half, base), spot + QPointF(half, base)])
