"""The slope over the angle: at a point with a tangent plane a cosine, whose peak is the direction of the gradient."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.scene.directions import Turn
from derivgui.model.scene.numbers import format_number
from derivgui.painting.geometry import draw_strokes
from derivgui.painting.halo import paint_halo
from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette
from derivgui.painting.points import HANDLE_RADIUS

LEFT, RIGHT, TOP, BOTTOM = 14.0, 14.0, 34.0, 22.0
QUARTERS = (-180, -90, 0, 90, 180)
HEADROOM = 1.12
CURVE_WIDTH = 2.5
MARK = 5.0


@dataclass(frozen=True, eq=False)
class AngleGraph:
    """What is drawn: the slopes (angle and slope, shape ``(n, 2)``), special directions, and where the dial is."""

    slopes: Array
    special: tuple[Turn, ...]
    angle: float
    slope: float

    @cached_property
    def reach(self) -> float:
        """The largest slope, by which the picture is scaled; 1 where all are 0 or unknown."""
        sizes = np.absolute(self.slopes[:, 1])
        known = sizes[np.isfinite(sizes)]
        return float(known.max()) if known.size and known.max() > 0 else 1.0


def to_graph(graph: AngleGraph, size: tuple[float, float], angle: float, slope: float) -> QPointF:
    """An angle in radians and a slope in pixels."""
    width, height = size[0] - LEFT - RIGHT, size[1] - TOP - BOTTOM
    x = LEFT + width * (angle + math.pi) / math.tau
    return QPointF(x, TOP + height / 2 * (1 - slope / (HEADROOM * graph.reach)))


def angle_at(size: tuple[float, float], px: float) -> float:
    """The angle in radians below a pixel, held in [-π, π]."""
    share = (px - LEFT) / (size[0] - LEFT - RIGHT)
    return math.tau * min(max(share, 0.0), 1.0) - math.pi


def paint_angle_graph(
    painter: QPainter,
    graph: AngleGraph,
    size: tuple[float, float],
    palette: Palette,
    font: QFont,
    is_lit: bool,
    is_focused: bool,
) -> None:
    """Axis, curve, special directions, and the dot that the dial moves."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setFont(font)
    _paint_axis(painter, graph, size, palette, font)
    _paint_curve(painter, graph, size, palette)
    for turn in graph.special:
        _paint_mark(painter, graph, size, palette, turn)
    slope = graph.slope if math.isfinite(graph.slope) else 0.0
    dot, foot = to_graph(graph, size, graph.angle, slope), to_graph(graph, size, graph.angle, 0.0)
    painter.setPen(QPen(QColor(palette.tangent), 1.5))
    painter.drawLine(QLineF(foot, dot))
    if is_lit or is_focused:
        paint_halo(painter, dot, palette.tangent, 0.24 if is_lit else 0.16)
    painter.setPen(QPen(QColor(palette.canvas), 2.0))
    painter.setBrush(QColor(palette.tangent if math.isfinite(graph.slope) else palette.canvas))
    painter.drawEllipse(dot, HANDLE_RADIUS, HANDLE_RADIUS)


def _paint_axis(painter: QPainter, graph: AngleGraph, size: tuple[float, float], palette: Palette, font: QFont) -> None:
    metrics = QFontMetricsF(font)
    painter.setPen(QPen(QColor(palette.grid_major), 1.0))
    for angle in QUARTERS:
        x = to_graph(graph, size, math.radians(angle), 0.0).x()
        painter.drawLine(QLineF(x, TOP, x, size[1] - BOTTOM))
    zero = to_graph(graph, size, 0.0, 0.0).y()
    painter.setPen(QPen(QColor(palette.axis), 1.25))
    painter.drawLine(QLineF(LEFT, zero, size[0] - RIGHT, zero))
    painter.setPen(QColor(palette.muted))
    for angle in QUARTERS:
        text = f"{format_number(angle)}°"
        width = metrics.horizontalAdvance(text)
        left = to_graph(graph, size, math.radians(angle), 0.0).x() - width / 2
        left = min(max(left, 2.0), size[0] - width - 2.0)
        box = QRectF(left, size[1] - BOTTOM + 3, width, metrics.height())
        draw_centred(painter, box, text)


def _paint_curve(painter: QPainter, graph: AngleGraph, size: tuple[float, float], palette: Palette) -> None:
    """As strokes whose square ends overlap; none where a slope is missing."""
    start, unit = to_graph(graph, size, 0.0, 0.0), to_graph(graph, size, 1.0, 1.0)
    scale = np.array([unit.x() - start.x(), unit.y() - start.y()])
    points = graph.slopes * scale + (start.x(), start.y())
    lines = np.concatenate([points[:-1], points[1:]], axis=1)
    painter.setPen(QPen(QColor(palette.derivative), CURVE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
    draw_strokes(painter, lines[np.isfinite(lines).all(axis=1)])


def _paint_mark(painter: QPainter, graph: AngleGraph, size: tuple[float, float], palette: Palette, turn: Turn) -> None:
    """Steepest ascent and descent in the gradient's colour, no change in that of the level line."""
    level = turn.note == "no change"
    height = 0.0 if level else graph.reach * (1.0 if turn.note == "steepest ascent" else -1.0)
    spot = to_graph(graph, size, turn.angle, height)
    for colour, width in ((palette.canvas, 6.0), (palette.function if level else palette.descent, 3.0)):
        painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(spot.x(), spot.y() - MARK, spot.x(), spot.y() + MARK))
