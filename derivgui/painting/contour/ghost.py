"""The level lines of the quadratic approximation, dashed, in a disc around the point."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from derivgui.model.scene.approximation import RADIUS
from derivgui.model.scene.contour import ContourScene
from derivgui.painting.contour.levels import paint_line
from derivgui.painting.palette import Palette

WIDTH = 1.5


def paint_ghost(painter: QPainter, scene: ContourScene, palette: Palette) -> None:
    """Nothing where there is no approximation."""
    point, view = scene.point, scene.statics.viewport
    if point is None or not scene.ghost:
        return
    disc = QPainterPath()
    disc.addEllipse(QPointF(*view.to_pixel(point.x, point.y)), RADIUS, RADIUS)
    painter.save()
    painter.setClipPath(disc, Qt.ClipOperation.IntersectClip)
    pen = QPen(QColor(palette.tangent), WIDTH, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([4.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in scene.ghost:
        paint_line(painter, view, line)
    painter.restore()
