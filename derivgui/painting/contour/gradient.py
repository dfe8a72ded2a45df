"""The gradient at the point of a map: its arrow, its opposite, and its length in numbers."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, PlanePoint
from derivgui.model.scene.numbers import format_number
from derivgui.painting.contour.arrows import paint_arrow
from derivgui.painting.contour.bar import Bar
from derivgui.painting.contour.handles import ray
from derivgui.painting.contour.pens import casing, flat_pen
from derivgui.painting.contour.tag import paint_tag, tag_size
from derivgui.painting.palette import Palette

LONGEST_ARROW = 116.0
SHORTEST_ARROW = 3.0
ARROW_WIDTH = 3.0
RIGHT_ANGLE = 15.0
TAG_GAP = 8.0


def paint_gradient(
    painter: QPainter, scene: ContourScene, point: PlanePoint, spot: QPointF, palette: Palette, bar: Bar | None
) -> None:
    """The gradient, its opposite, the right angle to the level line, and the length in numbers."""
    view = scene.statics.viewport
    length = arrow_length(point.norm, scene.usual_norm)
    if length < SHORTEST_ARROW:
        return
    fx, fy = point.gradient
    uphill, level = ray(view, fx, fy), ray(view, -fy, fx)
    edge = palette.canvas if palette.is_dark else palette.text
    corner = [spot + uphill * RIGHT_ANGLE, spot + (uphill + level) * RIGHT_ANGLE, spot + level * RIGHT_ANGLE]
    if length > RIGHT_ANGLE + 6:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (flat_pen(casing(palette), 3.5), flat_pen(palette.text, 1.25)):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(corner))
    paint_arrow(painter, spot, spot - uphill * (0.72 * length), palette.descent, edge, 1.5, is_filled=False)
    paint_arrow(painter, spot, spot + uphill * length, palette.descent, edge, ARROW_WIDTH)
    text = f"|∇{scene.name}| = {format_number(point.norm, 4)}"
    place = _tag_place(painter, view, spot, uphill, length + TAG_GAP, text, bar)
    paint_tag(painter, palette, place, text, palette.descent_text)


def arrow_length(norm: float, usual: float) -> float:
    """In pixels: grows with the norm, half-way at a usual one, and never runs off."""
    return LONGEST_ARROW * math.sqrt(norm / (norm + usual)) if norm > 0 else 0.0


def _tag_place(
    painter: QPainter, view: Viewport, spot: QPointF, uphill: QPointF, reach: float, text: str, bar: Bar | None
) -> QRectF:
    """Where a small text stands: beyond the tip of the arrow, or beside it where the window ends or the bar is."""
    size = tag_size(painter, text)
    width, height = size.width(), size.height()
    window = QRectF(0, 0, view.width, view.height).adjusted(2, 2, -2, -2)
    level = QPointF(-uphill.y(), uphill.x())
    places = []
    for anchor, away in (
        (spot + uphill * reach, uphill),
        (spot + uphill * (reach / 2) + level * TAG_GAP, level),
        (spot + uphill * (reach / 2) - level * TAG_GAP, -level),
        (spot - uphill * reach, -uphill),
    ):
        centre = anchor + QPointF(away.x() * width / 2, away.y() * height / 2)
        box = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        places.append(box)
        if window.contains(box) and (bar is None or not box.intersects(bar.card)):
            return box
    return _moved_into(places[0], window)


def _moved_into(box: QRectF, window: QRectF) -> QRectF:
    left = min(max(box.left(), window.left()), max(window.right() - box.width(), window.left()))
    top = min(max(box.top(), window.top()), max(window.bottom() - box.height(), window.top()))
    return QRectF(left, top, box.width(), box.height())
