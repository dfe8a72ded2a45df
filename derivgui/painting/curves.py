"""Curves: pieces as polylines, restless stretches as bands, and the marks of holes, jumps, ends and poles."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.numeric.markers import Marker
from derivgui.model.numeric.sampling.curve import Band
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import CurveShape, Statics
from derivgui.painting.chains import draw_graph
from derivgui.painting.geometry import draw_strokes, pixels, strokes
from derivgui.painting.palette import Palette

CURVE_WIDTH = 2.5
OTHER_WIDTH = 2.0
BAND_OPACITY = 0.35
# Columns of a band are a pixel apart, if there is nothing between them.
COLUMN_GAP = 1.5
MARKER_RADIUS = 4.5
MARKER_LINE = 1.75
POLE_OPACITY = 0.6
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
    _paint_curve(painter, view, shape, pen)
    _paint_markers(painter, view, shape.sampled.markers, pen.color().name(), palette.canvas)


def _paint_markers(painter: QPainter, view: Viewport, markers: tuple[Marker, ...], colour: str, ground: str) -> None:
    """Dots: filled where the point belongs to the curve, open where it does not."""
    painter.setPen(QPen(QColor(colour), MARKER_LINE))
    for marker in sorted(markers, key=lambda marker: marker.kind in FILLED):
        px, py = view.to_pixel(marker.x, marker.y)
        # Also false for a pole, whose y is NaN.
        if not (
            -MARKER_RADIUS <= px <= view.width + MARKER_RADIUS and -MARKER_RADIUS <= py <= view.height + MARKER_RADIUS
        ):
            continue
        painter.setBrush(QColor(colour if marker.kind in FILLED else ground))
        painter.drawEllipse(QPointF(px, py), MARKER_RADIUS, MARKER_RADIUS)


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
    for band in shape.sampled.bands:
        _paint_band(painter, view, band, pen.color().name())
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for piece in shape.sampled.pieces:
        draw_graph(painter, *pixels(view, piece))


def _paint_band(painter: QPainter, view: Viewport, band: Band, colour: str) -> None:
    """Each run of columns as one area: the rasteriser fills rows, and lines from top to bottom cross them all."""
    tint = QColor(colour)
    tint.setAlphaF(BAND_OPACITY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    left = (band.x - view.x0) * view.pixels_per_x - 0.5
    cuts = np.flatnonzero(np.diff(left) > COLUMN_GAP) + 1
    tops, bottoms = (_heights(view, y) for y in (band.high, band.low))
    for x, top, bottom in zip(*(np.split(one, cuts) for one in (left, tops, bottoms)), strict=True):
        edges = np.repeat(np.append(x, x[-1] + 1.0), 2)[1:-1]
        there = np.column_stack((edges, np.repeat(top, 2)))
        back = np.column_stack((edges, np.repeat(bottom, 2)))[::-1]
        painter.drawPolygon([QPointF(a, b) for a, b in np.concatenate((there, back)).tolist()])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _heights(view: Viewport, y: Array) -> Array:
    """Pixels below the top, a little beyond the window at most."""
    with np.errstate(over="ignore"):
        pixels: Array = np.clip((view.y1 - y) * view.pixels_per_y, -1.0, view.height + 1.0)
    return pixels
