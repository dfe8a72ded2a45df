"""Curves: pieces as polylines, restless stretches as bands."""

from __future__ import annotations

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from derivgui.model.numeric.sampling import Band
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import CurveShape, Statics
from derivgui.painting.geometry import FAR_PIXELS, polyline
from derivgui.painting.palette import Palette

CURVE_WIDTH = 2.5
OTHER_WIDTH = 2.0
# Qt strokes one long wiggly path in quadratic time; short chains with round ends look the same.
CHAIN = 48
BAND_OPACITY = 0.35


def paint_curves(painter: QPainter, statics: Statics, palette: Palette) -> None:
    """All curves, the active one last, the curve of f' beneath it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for shape in statics.curves:
        if not shape.active:
            _paint_curve(painter, statics.viewport, shape, palette.cycle(shape.colour), OTHER_WIDTH)
    if statics.derivative is not None:
        pen_style = Qt.PenStyle.DashLine
        _paint_curve(
            painter,
            statics.viewport,
            statics.derivative,
            palette.derivative,
            OTHER_WIDTH,
            pen_style,
        )
    for shape in statics.curves:
        if shape.active:
            _paint_curve(painter, statics.viewport, shape, palette.cycle(shape.colour), CURVE_WIDTH)


def _paint_curve(
    painter: QPainter,
    view: Viewport,
    shape: CurveShape,
    colour: str,
    width: float,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    for band in shape.sampled.bands:
        _paint_band(painter, view, band, colour)
    dashed = style is not Qt.PenStyle.SolidLine
    cap = Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap
    pen = QPen(QColor(colour), width, style, cap, Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([5.0, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for piece in shape.sampled.pieces:
        points = polyline(view, piece)
        length = len(points) if dashed and len(points) < 8 * CHAIN else CHAIN
        for start in range(0, len(points) - 1, length):
            painter.drawPolyline(points[start : start + length + 1])


def _paint_band(painter: QPainter, view: Viewport, band: Band, colour: str) -> None:
    """One vertical line a column: many short lines are quick where a zigzag path is not."""
    tint = QColor(colour)
    tint.setAlphaF(BAND_OPACITY)
    painter.setPen(QPen(tint, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    lines = []
    for x, low, high in zip(band.x.tolist(), band.low.tolist(), band.high.tolist(), strict=True):
        px, bottom = view.to_pixel(x, low)
        top = view.to_pixel(x, high)[1]
        lines.append(QLineF(px, max(top, -FAR_PIXELS), px, min(bottom, FAR_PIXELS)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawLines(lines)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
