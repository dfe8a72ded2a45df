"""Level lines and their labels.

Qt strokes one long wiggly path in quadratic time; chains of some points are quick and look the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.numeric.contours import pieces
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import Relief
from derivgui.model.scene.numbers import format_number
from derivgui.painting.contour.shading import SHADES, shade
from derivgui.painting.geometry import polyline
from derivgui.painting.palette import Palette

CHAIN = 48
LINE_WIDTH = 1.0
LINE_SHARE = 0.42
# A label needs this much line, and this much of it straight.
SHORTEST_LABELLED = 90.0
# Labels keep this far from each other and from the edge.
APART = 84.0
EDGE = 30.0
STEP = 6.0
# How far the line may turn below its label, in radians.
STRAIGHT = 0.5
MOST_LABELS = 40
DIGITS = 5


@dataclass(frozen=True, slots=True)
class Label:
    """The height of a line, written along it: the middle in pixels and the angle in degrees, clockwise."""

    text: str
    share: float
    x: float
    y: float
    angle: float


def paint_level_lines(painter: QPainter, relief: Relief, palette: Palette) -> None:
    """All lines of the map, thin, in a mixture of ink and ground."""
    colour = QColor(palette.text)
    colour.setAlphaF(LINE_SHARE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(colour, LINE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin))
    for line in relief.lines:
        paint_line(painter, relief.view, line)


def paint_line(painter: QPainter, view: Viewport, line: Array) -> None:
    """One line in data coordinates, with the pen that is set."""
    for piece in pieces(line):
        points = polyline(view, piece)
        for start in range(0, len(points) - 1, CHAIN):
            painter.drawPolyline(points[start : start + CHAIN + 1])


def paint_labels(painter: QPainter, relief: Relief, palette: Palette, font: QFont) -> None:
    """The heights, each on a patch in the colour of its own height, so that the line seems to part for it."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for label in place_labels(relief, metrics):
        width, height = metrics.horizontalAdvance(label.text), metrics.ascent()
        box = QRectF(-width / 2 - 3, -height / 2, width + 6, height)
        painter.save()
        painter.translate(label.x, label.y)
        painter.rotate(label.angle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade(palette, label.share)))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(palette.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label.text)
        painter.restore()


def place_labels(relief: Relief, metrics: QFontMetricsF) -> tuple[Label, ...]:
    """At most one label for each piece of a line, where it is straight, most upright, and no other label is near."""
    taken: list[tuple[float, float]] = []
    found: list[Label] = []
    for height, line in zip(relief.levels.heights, relief.lines, strict=True):
        text = format_number(height, DIGITS)
        room = metrics.horizontalAdvance(text) + 12
        for piece in sorted(pieces(line), key=len, reverse=True):
            if len(found) >= MOST_LABELS:
                return tuple(found)
            place = _best_place(relief.view, piece, room, taken)
            if place is not None:
                taken.append(place[:2])
                found.append(Label(text, height_share(relief, height), *place))
    return tuple(found)


def height_share(relief: Relief, height: float) -> float:
    """Where a height stands in the shading, 0 to 1: each band between two levels takes as many shades as any other."""
    levels = relief.levels
    knots = np.unique((levels.low, *levels.heights, levels.high))
    if knots.size < 2:
        return 0.5
    return float(np.interp(height, knots, np.linspace(0.0, 1.0, knots.size)) * (SHADES - 1) / SHADES)


def _best_place(
    view: Viewport, piece: Array, room: float, taken: list[tuple[float, float]]
) -> tuple[float, float, float] | None:
    """Middle and angle of the flattest straight stretch that is free, None where there is none."""
    best: tuple[float, tuple[float, float, float]] | None = None
    for x, y, angle in _stretches(view, piece, max(room, SHORTEST_LABELLED / 3)):
        inside = EDGE < x < view.width - EDGE and EDGE < y < view.height - EDGE
        if inside and all(abs(x - a) > APART or abs(y - b) > APART / 2 for a, b in taken):
            tilt = abs(angle)
            if best is None or tilt < best[0]:
                best = tilt, (x, y, angle)
    return None if best is None else best[1]


def _stretches(view: Viewport, piece: Array, room: float) -> Iterator[tuple[float, float, float]]:
    """Places on a line that is straight for ``room`` pixels around them, with its angle there in degrees."""
    px, py = (piece[:, 0] - view.x0) * view.pixels_per_x, (view.y1 - piece[:, 1]) * view.pixels_per_y
    steps = np.hypot(np.diff(px), np.diff(py))
    walked = np.concatenate(([0.0], np.cumsum(steps)))
    if walked[-1] < SHORTEST_LABELLED:
        return
    marks = np.arange(0.0, walked[-1], STEP)
    x, y = np.interp(marks, walked, px), np.interp(marks, walked, py)
    half = max(1, round(room / 2 / STEP))
    for middle in range(half, len(marks) - half, max(1, half)):
        dx, dy = x[middle + half] - x[middle - half], y[middle + half] - y[middle - half]
        chord = math.hypot(dx, dy)
        if chord < 2 * half * STEP * math.cos(STRAIGHT):
            continue
        angle = math.degrees(math.atan2(dy, dx))
        angle = angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle
        yield float(x[middle]), float(y[middle]), angle
