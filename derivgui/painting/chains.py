"""Long lines in short chains: Qt's rasteriser strokes one long wiggly path in quadratic time."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.painting.geometry import is_raster

# So many segments a chain.
CHAIN = 48
# Beyond half the pen's width this much of a pixel is tinted.
SOFT_EDGE = 1.5


def chain_length(painter: QPainter, pen: QPen, points: int) -> int:
    """Only the rasteriser is slow: a vector file gets each piece whole, and dashes are whole where that is quick."""
    whole = not is_raster(painter) or (pen.style() is Qt.PenStyle.CustomDashLine and points < 8 * CHAIN)
    return max(points, 1) if whole else CHAIN


def draw_chains(painter: QPainter, points: list[QPointF], length: int = CHAIN, shared: int = 1) -> None:
    """Paint a line as chains of ``length`` segments, each with so many points in ``shared`` with the next."""
    for start in range(0, len(points) - 1, length):
        painter.drawPolyline(points[start : start + length + shared])


def draw_graph(painter: QPainter, px: Array, py: Array) -> None:
    """Paint a line whose ``px`` never falls, in pixels, with the pen that is set.

    Each chain is painted a little longer than it is, and cut where a column of pixels ends: the ends of chains that
    overlap would show as dark dots.
    """
    points = [QPointF(x, y) for x, y in zip(px.tolist(), py.tolist(), strict=True)]
    if len(points) <= CHAIN:
        painter.drawPolyline(points)
        return
    pen = painter.pen()
    length = chain_length(painter, pen, len(points))
    if length >= len(points) or pen.style() is not Qt.PenStyle.SolidLine:
        draw_chains(painter, points, length)
        return
    reach = 0.5 * pen.widthF() + SOFT_EDGE
    top, bottom = float(py.min()) - reach, float(py.max()) + reach
    ends = np.ceil(px[length:-1:length])
    cuts = [-math.inf, *ends[np.diff(ends, prepend=-math.inf) > 0].tolist(), math.inf]
    firsts = np.maximum(np.searchsorted(px, np.array(cuts[:-1]) - reach) - 1, 0).tolist()
    lasts = (np.searchsorted(px, np.array(cuts[1:]) + reach) + 1).tolist()
    left, right = float(px[0]) - reach, float(px[-1]) + reach
    for start, end, first, last in zip(cuts[:-1], cuts[1:], firsts, lasts, strict=True):
        painter.save()
        box = QRectF(QPointF(max(start, left), top), QPointF(min(end, right), bottom))
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.drawPolyline(points[first:last])
        painter.restore()
