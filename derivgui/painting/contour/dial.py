"""The dial around the point of a map."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import Directed, PlanePoint
from derivgui.painting.contour.arrows import paint_arrow
from derivgui.painting.contour.handles import RING, ray
from derivgui.painting.contour.pens import casing, flat_pen
from derivgui.painting.palette import Palette
from derivgui.painting.points import HANDLE_RADIUS

RING_TICK = 5.0


def paint_dial(
    painter: QPainter, view: Viewport, spot: QPointF, point: PlanePoint, directed: Directed, palette: Palette
) -> None:
    """A circle, its unit vector u, and marks at steepest ascent, descent and no change."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (flat_pen(casing(palette), 3.5), flat_pen(palette.text, 1.0)):
        painter.setPen(pen)
        painter.drawEllipse(spot, RING, RING)
    if point.has_gradient and point.norm > 0:
        fx, fy = point.gradient
        for (dx, dy), colour in (
            ((fx, fy), palette.descent),
            ((-fx, -fy), palette.descent),
            ((-fy, fx), palette.function),
            ((fy, -fx), palette.function),
        ):
            outwards = ray(view, dx, dy)
            for pen in (flat_pen(casing(palette), 6.0), flat_pen(colour, 3.0)):
                painter.setPen(pen)
                painter.drawLine(QLineF(spot + outwards * (RING - RING_TICK), spot + outwards * (RING + RING_TICK)))
    u = ray(view, *directed.u)
    paint_arrow(painter, spot, spot + u * (RING - HANDLE_RADIUS), palette.text, palette.canvas, 2.0)
