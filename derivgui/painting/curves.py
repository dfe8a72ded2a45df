"""Curves: pieces as polylines, restless stretches as bands, and the marks of holes, jumps, ends and poles."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from derivgui.model.numeric.sampling.markers import Marker
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import CurveShape, Statics
from derivgui.painting.chains import draw_graph
from derivgui.painting.geometry import draw_strokes, is_raster, most_ink, pixels, strokes, without_crowds
from derivgui.painting.palette import Palette

CURVE_WIDTH = 2.5
OTHER_WIDTH = 2.0
MARKER_RADIUS = 4.5
MARKER_LINE = 1.75
POLE_OPACITY = 0.6
# What is no more, and not yet something else.
STALE_OPACITY = 0.35
# In logical pixels; a device that has four pixels for one does not make a shorter curve slow.
LITTLE_INK = 3000.0
# Paths of more points than these are slow, however short.
MANY_POINTS = 1500
FILLED = ("closed", "endpoint")


def paint_moving_curve(painter: QPainter, statics: Statics, palette: Palette) -> None:
    """The active curve with its marks, in the quickest way: for a curve that is another one in each frame of a drag."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for shape in statics.curves:
        pen = function_pen(palette, shape.colour, CURVE_WIDTH)
        if shape.sampled.bands or pen.style() is Qt.PenStyle.CustomDashLine:
            _paint_curve(painter, statics.viewport, shape, pen)
        else:
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            painter.setPen(pen)
            for piece in shape.sampled.pieces:
                draw_strokes(painter, strokes(statics.viewport, piece))
        _paint_markers(painter, statics.viewport, shape.sampled.markers, pen.color().name(), palette.canvas)


def paint_curves(painter: QPainter, statics: Statics, palette: Palette) -> None:
    """Poles below, then all curves with their marks, the active one last, the curve of f' beneath it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if statics.asymptotes:
        for shape in statics.curves:
            _paint_poles(painter, statics.viewport, shape.sampled.markers, palette.cycle(shape.colour))
    view = statics.viewport
    for shape in statics.curves:
        if not shape.active:
            _paint_shape(painter, view, shape, palette, function_pen(palette, shape.colour, OTHER_WIDTH))
    if statics.derivative is not None:
        _paint_shape(painter, view, statics.derivative, palette, derivative_pen(palette))
    for shape in statics.curves:
        if shape.active:
            _paint_shape(painter, view, shape, palette, function_pen(palette, shape.colour, CURVE_WIDTH))


def paint_earlier_curves(painter: QPainter, statics: Statics, palette: Palette) -> None:
    """The curves of texts that cannot be read, as they last could: faded, below all that is true now."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for shape in statics.earlier:
        _paint_shape(painter, statics.viewport, shape, palette, function_pen(palette, shape.colour, OTHER_WIDTH))


def function_pen(palette: Palette, colour: int, width: float) -> QPen:
    """The pen of the function with this place in the cycle."""
    return _pen(palette.cycle(colour), width, palette.dash(colour))


def derivative_pen(palette: Palette) -> QPen:
    """The pen of the curve of f'."""
    return _pen(palette.derivative, OTHER_WIDTH, palette.derivative_dash)


def _pen(colour: str, width: float, dash: tuple[float, ...]) -> QPen:
    cap = Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap
    pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern(list(dash))
    return pen


def _paint_shape(
    painter: QPainter,
    view: Viewport,
    shape: CurveShape,
    palette: Palette,
    pen: QPen,
) -> None:
    opacity = painter.opacity()
    painter.setOpacity(STALE_OPACITY * opacity if shape.stale else opacity)
    _paint_curve(painter, view, shape, pen)
    _paint_markers(painter, view, shape.sampled.markers, pen.color().name(), palette.canvas)
    painter.setOpacity(opacity)


def _paint_markers(painter: QPainter, view: Viewport, markers: tuple[Marker, ...], colour: str, ground: str) -> None:
    """Dots: open where the point does not belong to the curve, and above these, filled where it does."""
    painter.setPen(QPen(QColor(colour), MARKER_LINE))
    for filled, fill in ((False, ground), (True, colour)):
        painter.setBrush(QColor(fill))
        for marker in markers:
            if (marker.kind in FILLED) is filled:
                px, py = view.to_pixel(marker.x, marker.y)
                # Also false for a pole, whose y is NaN.
                if _is_near(px, view.width) and _is_near(py, view.height):
                    painter.drawEllipse(QPointF(px, py), MARKER_RADIUS, MARKER_RADIUS)


def _is_near(position: float, size: float) -> bool:
    return -MARKER_RADIUS <= position <= size + MARKER_RADIUS


def _paint_poles(painter: QPainter, view: Viewport, markers: tuple[Marker, ...], colour: str) -> None:
    """Dashed lines from top to bottom."""
    tint = QColor(colour)
    tint.setAlphaF(POLE_OPACITY)
    pen = QPen(tint, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([6.0, 4.0])
    painter.setPen(pen)
    for marker in markers:
        if marker.kind == "pole":
            # In the middle of a pixel a thin line is crisp.
            px = math.floor(view.to_pixel(marker.x, 0.0)[0]) + 0.5
            painter.drawLine(QLineF(px, 0.0, px, view.height))


def _paint_curve(painter: QPainter, view: Viewport, shape: CurveShape, pen: QPen) -> None:
    pieces = shape.sampled.pieces
    if shape.sampled.bands:
        from derivgui.painting.bands import paint_bands

        paint_bands(painter, view, shape.sampled.bands, pen.color())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    is_dashed = pen.style() is Qt.PenStyle.CustomDashLine
    if is_raster(painter):
        pieces = without_crowds(view, pieces)
    is_fine = sum(map(len, pieces)) > MANY_POINTS
    if is_raster(painter) and (is_dashed or is_fine or most_ink(view, pieces) > LITTLE_INK):
        # Few curves are so long that it is worth the import.
        from derivgui.painting.strokes import draw_pieces, has_much_ink

        if is_dashed or is_fine or has_much_ink(painter, view, pieces):
            draw_pieces(painter, view, pieces, pen)
            return
    painter.setPen(pen)
    for piece in pieces:
        draw_graph(painter, *pixels(view, piece))
