"""Small texts beside points and lines: where each stands, so that none covers another, a handle or a line.

Rectangles and lines are in pixels; nothing here knows a document.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette

PADDING = 4.0
# From a line of the triangle to the middle of its number across, and to its edge beside it.
BELOW, BESIDE = 13.0, 9.0
# Farther from its line than this nobody sees to which line a number belongs.
FARTHEST = 36.0
# From a point to the middle of a note above it, and to the edge of one beside it.
NOTE_RISE, NOTE_ASIDE = 26.0, 14.0
# Below a point on the x axis stand the numbers of the axis.
NOTE_FALL = 31.0
# What a note may cover, from what is hardly seen to what must not be.
_LINE, _BUSY, _OUTSIDE = 1.0, 4.0, 16.0


@dataclass(frozen=True, slots=True)
class Tag:
    """A text on a patch of ground."""

    place: QRectF
    text: str

    @property
    def patch(self) -> QRectF:
        """The ground below it."""
        return self.place.adjusted(-PADDING, -1.0, PADDING, 1.0)

    def paint(self, painter: QPainter, palette: Palette, colour: str) -> None:
        """In the painter's font."""
        ground = QColor(palette.canvas)
        # Thin enough that a curve below a label does not look torn.
        ground.setAlphaF(0.6)
        painter.fillRect(self.patch, ground)
        painter.setPen(QColor(colour))
        draw_centred(painter, self.place, self.text)


@dataclass(frozen=True, slots=True)
class Axis:
    """The stripe of its numbers, and where the window ends below it."""

    numbers: QRectF
    lowest: float


def tag(metrics: QFontMetricsF, anchor: QPointF, text: str, side: float = 0.0) -> Tag:
    """Centred for side 0, else beginning (1) or ending (-1) at the anchor."""
    width, height = metrics.horizontalAdvance(text), metrics.height()
    return Tag(QRectF(anchor.x() + (side - 1.0) * width / 2, anchor.y() - height / 2, width, height), text)


def run_tag(
    metrics: QFontMetricsF, start: QPointF, along: float, rises: bool, text: str, clear: float, axis: Axis
) -> Tag | None:
    """The number of a run from ``start`` over ``along`` pixels; None where the run is shorter than its number.

    In the middle, but ``clear`` of the handle at the start; outside the triangle, or beyond the numbers of the axis
    where these are near; inside where that would be too far away or out of the window.
    """
    width = metrics.horizontalAdvance(text)
    if abs(along) < width + 2 * PADDING:
        return None
    x = start.x() + math.copysign(max(abs(along) / 2, clear + PADDING + width / 2), along)
    return tag(metrics, QPointF(x, start.y() + _aside(start.y(), rises, metrics.height(), axis)), text)


def _aside(y: float, rises: bool, height: float, axis: Axis) -> float:
    """How far below (above: < 0) a level line its number stands."""
    outside, room = (BELOW if rises else -BELOW), height / 2 + PADDING
    below, above = axis.numbers.bottom() + room - y, axis.numbers.top() - room - y
    for aside in (outside, below if rises else above, -outside, above if rises else below):
        is_free = not above < aside < below
        if is_free and abs(aside) <= FARTHEST and room <= y + aside <= axis.lowest - room:
            return aside
    return -outside


def rise_tag(metrics: QFontMetricsF, corner: QPointF, end: QPointF, outwards: float, text: str, width: float) -> Tag:
    """The number of a rise between two points, outside the triangle, or inside where the window of ``width`` ends."""
    room = metrics.horizontalAdvance(text) + BESIDE + PADDING
    if not 0 <= corner.x() + outwards * room <= width:
        outwards = -outwards
    return tag(metrics, QPointF(corner.x() + outwards * BESIDE, (corner.y() + end.y()) / 2), text, outwards)


def note_tag(
    metrics: QFontMetricsF, spot: QPointF, text: str, window: QRectF, busy: Iterable[QRectF], lines: Iterable[QLineF]
) -> Tag:
    """A note about a point where it covers least: above it, to either side, or below."""
    busy, lines = tuple(busy), tuple(lines)
    return min(
        (tag(metrics, spot + QPointF(x, y), text, side) for x, y, side in _PLACES),
        key=lambda place: _cost(place.patch, window, busy, lines),
    )


_PLACES = (
    (0.0, -NOTE_RISE, 0.0),
    (-NOTE_ASIDE, -NOTE_RISE + 4, -1.0),
    (NOTE_ASIDE, -NOTE_RISE + 4, 1.0),
    (-NOTE_ASIDE - 4, 0.0, -1.0),
    (NOTE_ASIDE + 4, 0.0, 1.0),
    (-NOTE_ASIDE, NOTE_FALL, -1.0),
    (NOTE_ASIDE, NOTE_FALL, 1.0),
    (0.0, NOTE_FALL, 0.0),
)


def _cost(patch: QRectF, window: QRectF, busy: tuple[QRectF, ...], lines: tuple[QLineF, ...]) -> float:
    cost = 0.0 if window.contains(patch) else _OUTSIDE
    cost += _BUSY * sum(patch.intersects(place) for place in busy)
    return cost + _LINE * sum(crosses(line, patch) for line in lines)


def crosses(line: QLineF, box: QRectF) -> bool:
    """Whether a line between two points meets a rectangle."""
    if box.contains(line.p1()) or box.contains(line.p2()):
        return True
    diagonals = QLineF(box.topLeft(), box.bottomRight()), QLineF(box.topRight(), box.bottomLeft())
    meets = QLineF.IntersectionType.BoundedIntersection
    return any(line.intersects(diagonal)[0] == meets for diagonal in diagonals)
