"""Colours, dashes and strokes of runs: the main one orange with an edge, its rivals each in a colour of their own."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from derivgui.painting.geometry import FAR_PIXELS
from derivgui.painting.palette import Palette, Role

# So many dots of all paths are painted within a frame, also at two device pixels a pixel.
MOST_DOTS = 240
# On a path longer than so many pixels, or of more corners, nobody follows the dashes.
MOST_DASHED, MOST_DASHED_CORNERS = 3000.0, 160
# A rest of a dash this short, in pixels, is none.
ROUNDING = 1e-6
WIDTH, EDGE = 1.8, 1.4
# A path of many steps is drawn finer, lest a zigzag become a blot.
FINE, MANY = 1.1, 48
ARROW = 9.0
APART = 2.2
_DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 2.5), (1.5, 2.0), (9.0, 2.5, 1.5, 2.5), (3.5, 1.5), (12.0, 4.0))


def runner_colour(palette: Palette, number: int) -> str:
    """The colour of a contestant; the first of the functions' colours is taken by the curve itself."""
    return palette.descent if number == 0 else palette.cycle(number)


def runner_edge(palette: Palette, number: int) -> str | None:
    """The edge without which the main one's colour would fade into a light ground."""
    return palette.text_colour(Role.DESCENT) if number == 0 and not palette.is_dark else None


def runner_dash(number: int) -> tuple[float, ...]:
    """The dashes of a contestant, () for a whole line."""
    return _DASHES[number % len(_DASHES)]


def is_near(spot: QPointF) -> bool:
    """Whether Qt can count as far as there."""
    return abs(spot.x()) < FAR_PIXELS and abs(spot.y()) < FAR_PIXELS


def reach(start: QPointF, end: QPointF) -> QLineF | None:
    """The part of a segment that is no farther away than Qt can count, in its true direction; None where none is.

    Liang and Barsky's clipping (1984) to a square about the window.
    """
    enters, leaves = 0.0, 1.0
    for position, change in ((start.x(), end.x() - start.x()), (start.y(), end.y() - start.y())):
        if not math.isfinite(position + change):
            return None
        if change == 0:
            if abs(position) > FAR_PIXELS:
                return None
            continue
        first, second = sorted(((-FAR_PIXELS - position) / change, (FAR_PIXELS - position) / change))
        enters, leaves = max(enters, first), min(leaves, second)
    if enters > leaves:
        return None
    along = end - start
    return QLineF(start + along * enters if enters else start, start + along * leaves if leaves < 1 else end)


def stroke(painter: QPainter, corners: list[QPointF], palette: Palette, number: int, width: float = WIDTH) -> None:
    """A path in a contestant's colour; dashes where it is short enough for them."""
    if len(corners) < 2:
        return
    if all(map(is_near, corners)):
        lines = [QLineF(a, b) for a, b in pairwise(corners)]
    else:
        lines = [line for a, b in pairwise(corners) if (line := reach(a, b)) is not None]
    edge, rim = runner_edge(palette, number), EDGE
    if len(corners) > MANY:
        width, rim = min(width, FINE), EDGE / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if edge is not None:
        painter.setPen(_pen(edge, width + rim))
        painter.drawLines(lines)
    dash = runner_dash(number)
    if dash and len(lines) < MOST_DASHED_CORNERS and sum(line.length() for line in lines) <= MOST_DASHED:
        lines = _dashed(lines, [width * part for part in dash])
    painter.setPen(_pen(runner_colour(palette, number), width))
    painter.drawLines(lines)


def _pen(colour: str, width: float) -> QPen:
    """For single lines: with round caps Qt's rasteriser needs thirty times as long for them."""
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.BevelJoin)


def _dashed(lines: list[QLineF], pattern: list[float]) -> list[QLineF]:
    """The dashes along a path; ``pattern`` are the lengths of dashes and gaps by turns, caps left out of account."""
    dashes: list[QLineF] = []
    place, left = 0, pattern[0]
    for line in lines:
        length, at = line.length(), 0.0
        while at < length:
            end = min(at + left, length)
            if place % 2 == 0:
                dashes.append(QLineF(line.pointAt(at / length), line.pointAt(end / length)))
            left -= end - at
            at = end
            if left < ROUNDING:
                place = (place + 1) % len(pattern)
                left = pattern[place]
    return dashes


def dots(
    painter: QPainter, corners: list[QPointF], palette: Palette, number: int, radius: float, most: int = MOST_DOTS
) -> None:
    """A dot at each corner that is a step away from the one before, the last ones; what runs together is a line."""
    painter.setPen(QPen(QColor(palette.canvas), 1.0))
    painter.setBrush(QColor(runner_edge(palette, number) or runner_colour(palette, number)))
    apart: list[QPointF] = []
    last: QPointF | None = None
    for spot in corners:
        if not is_near(spot):
            continue
        if last is None or math.hypot(spot.x() - last.x(), spot.y() - last.y()) > APART * radius:
            apart.append(spot)
        last = spot
    for spot in apart[-most:]:
        painter.drawEllipse(spot, radius, radius)


def arrow(painter: QPainter, start: QPointF, end: QPointF, palette: Palette, number: int, width: float) -> None:
    """A line with a head at its end; nothing where there is no room for the head."""
    line = reach(start, end)
    length = 0.0 if line is None else line.length()
    if line is None or length < 2.0:
        return
    end = line.p2()
    along = QPointF(line.dx() / length, line.dy() / length)
    size = min(ARROW, 0.6 * length)
    neck = end - along * size
    stroke(painter, [start, neck], palette, number, width)
    across = QPointF(-along.y(), along.x()) * size * 0.5
    edge = runner_edge(palette, number)
    painter.setPen(QPen(QColor(edge), EDGE / 2 + 0.5) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(runner_colour(palette, number)))
    painter.drawPolygon(QPolygonF([end, neck + across, neck - across]))


def ball(painter: QPainter, spot: QPointF, palette: Palette, number: int, radius: float) -> None:
    """Where a run is."""
    edge = runner_edge(palette, number)
    painter.setPen(QPen(QColor(edge or palette.canvas), 1.6))
    painter.setBrush(QColor(runner_colour(palette, number)))
    painter.drawEllipse(spot, radius, radius)


def ring(painter: QPainter, spot: QPointF, palette: Palette, radius: float) -> None:
    """A place where no ball is: the start, or where the next step lands."""
    if not is_near(spot):
        return
    painter.setPen(QPen(QColor(palette.text_colour(Role.DESCENT)), 1.8))
    painter.setBrush(QColor(palette.canvas))
    painter.drawEllipse(spot, radius, radius)
