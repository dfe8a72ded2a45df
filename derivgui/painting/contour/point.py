"""The point of the contour map and what stands on it: slices, level line, gradient, direction, handles."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, PlanePoint
from derivgui.painting.contour.bar import Bar, beside_bar
from derivgui.painting.contour.dial import paint_dial
from derivgui.painting.contour.ghost import paint_ghost
from derivgui.painting.contour.gradient import paint_gradient
from derivgui.painting.contour.handles import contour_handles, is_in_sight, paint_handles
from derivgui.painting.contour.level_line import paint_level_line
from derivgui.painting.contour.pens import flat_pen
from derivgui.painting.geometry import draw_strokes, pixel_of
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.painting.plane import crisp
from derivgui.painting.points import DOT_EDGE, DOT_RADIUS


def paint_point(
    painter: QPainter, scene: ContourScene, palette: Palette, font: QFont, grip: Grip, bar: Bar | None
) -> None:
    """Lines below, handles above."""
    paint_standing(painter, scene, palette, font, bar)
    if scene.point is not None:
        paint_handles(painter, scene, palette, grip)


def paint_standing(painter: QPainter, scene: ContourScene, palette: Palette, font: QFont, bar: Bar | None) -> None:
    """What stands on the point: slices, level line, dial, gradient. No line runs over the colour bar."""
    point = scene.point
    if point is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setFont(font)
    view = scene.statics.viewport
    if scene.show_slices:
        _paint_slices(painter, view, point, palette, bar)
    paint_ghost(painter, scene, palette)
    paint_level_line(painter, scene, palette, bar)
    spot = contour_handles(scene)["point"]
    if scene.directed is not None:
        paint_dial(painter, view, spot, point, scene.directed, palette)
    if scene.show_gradient and point.has_gradient:
        paint_gradient(painter, scene, point, spot, palette, bar)


def paint_dot(painter: QPainter, scene: ContourScene, palette: Palette) -> None:
    """The point itself, for figures: nothing to hold."""
    point = scene.point
    if point is None or not is_in_sight(scene):
        return
    defined = math.isfinite(point.value)
    painter.setPen(QPen(QColor(palette.canvas if defined else palette.tangent), DOT_EDGE))
    painter.setBrush(QColor(palette.tangent if defined else palette.canvas))
    painter.drawEllipse(pixel_of(scene.statics.viewport, point.x, point.y), DOT_RADIUS, DOT_RADIUS)


def _paint_slices(painter: QPainter, view: Viewport, point: PlanePoint, palette: Palette, bar: Bar | None) -> None:
    """Where the two slices lie: the lines y = y0 and x = x0."""
    spot = pixel_of(view, point.x, point.y)
    x, y = crisp(spot.x()), crisp(spot.y())
    pen = flat_pen(palette.tangent, 1.0)
    pen.setDashPattern([7.0, 4.0])
    painter.setPen(pen)
    draw_strokes(painter, beside_bar(np.array([[0, y, view.width, y], [x, 0, x, view.height]]), bar))
