"""Points of interest: a small shape for each kind, and the label of the one below the pointer."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.interest import Interest, Spot
from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Kind

RADIUS = 4.5
# Both sides together, in pixels.
RIM = 2.5
RING_AROUND = 8.0
EDGE = 1.5
LABEL_RISE = 28.0
LABEL_MARGIN = 8.0
PADDING = 8.0
# Marks nearer than this to the one before are left out: a row of them would be a smear.
CROWDED_PIXELS = 9.0
RECENT = 6


def spot_pixel(view: Viewport, spot: Spot) -> QPointF:
    """Where a spot is in the window."""
    return QPointF(*view.to_pixel(spot.x, spot.y))


def spot_at(interest: Interest | None, view: Viewport, position: QPointF, reach: float) -> Spot | None:
    """The spot nearest to a pixel, None where none is within reach."""
    nearest: tuple[float, Spot | None] = (reach, None)
    for spot in interest.spots if interest else ():
        distance = _distance(spot_pixel(view, spot), position)
        if distance <= nearest[0]:
            nearest = (distance, spot)
    return nearest[1]


def _distance(a: QPointF, b: QPointF) -> float:
    return math.hypot(a.x() - b.x(), a.y() - b.y())


def paint_marks(painter: QPainter, interest: Interest, view: Viewport, palette: Palette) -> None:
    """All marks in the window."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    recent: deque[QPointF] = deque(maxlen=RECENT)
    for spot in interest.spots:
        place = spot_pixel(view, spot)
        inside = -RADIUS < place.x() < view.width + RADIUS and -RADIUS < place.y() < view.height + RADIUS
        if inside and all(_distance(place, other) >= CROWDED_PIXELS for other in recent):
            _paint_spot(painter, place, {mark.kind for mark in spot.marks}, palette)
            recent.append(place)


def _paint_spot(painter: QPainter, place: QPointF, kinds: set[Kind], palette: Palette) -> None:
    ink = QColor(palette.text)
    painter.setPen(QPen(ink, EDGE))
    painter.setBrush(QColor(palette.canvas))
    bent = kinds & {"minimum", "maximum", "inflection", "horizontal inflection", "corner"}
    if "zero" in kinds:
        radius = RING_AROUND if bent else RADIUS
        painter.drawEllipse(place, radius, radius)
    if "intersection" in kinds:
        paint_cross(painter, place, palette, RADIUS, 2.0)
    if "minimum" in kinds or "maximum" in kinds:
        painter.setPen(QPen(QColor(palette.canvas), 1.0))
        painter.setBrush(ink)
        painter.drawPolygon(_triangle(place, -1.0 if "maximum" in kinds else 1.0))
    elif "inflection" in kinds or "horizontal inflection" in kinds:
        painter.setBrush(ink if "horizontal inflection" in kinds else QColor(palette.canvas))
        painter.drawPolygon(_diamond(place))
    elif "corner" in kinds:
        painter.drawRect(QRectF(place.x() - 3.5, place.y() - 3.5, 7.0, 7.0))


def _triangle(place: QPointF, down: float) -> QPolygonF:
    """Its tip points where the curve would have to go on: up at a maximum, down at a minimum."""
    height, half = 5.0 * down, 5.0
    return QPolygonF(
        [place + QPointF(0, height), place + QPointF(-half, -height * 0.7), place + QPointF(half, -height * 0.7)]
    )


def _diamond(place: QPointF) -> QPolygonF:
    r = RADIUS
    return QPolygonF([place + QPointF(0, -r), place + QPointF(r, 0), place + QPointF(0, r), place + QPointF(-r, 0)])


def paint_cross(painter: QPainter, place: QPointF, palette: Palette, reach: float, width: float) -> None:
    """Two strokes that cross at a pixel, ``reach`` to each side, with a rim in the colour of the canvas."""
    lines = [
        QLineF(place + QPointF(-reach, -reach), place + QPointF(reach, reach)),
        QLineF(place + QPointF(-reach, reach), place + QPointF(reach, -reach)),
    ]
    for colour, wide in ((palette.canvas, width + RIM), (palette.text, width)):
        painter.setPen(QPen(QColor(colour), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLines(lines)


def paint_label(painter: QPainter, spot: Spot, view: Viewport, palette: Palette, font: QFont) -> None:
    """What the spot below the pointer is."""
    paint_card(painter, spot_pixel(view, spot), spot.label, view, palette, font)


def paint_card(painter: QPainter, place: QPointF, text: str, view: Viewport, palette: Palette, font: QFont) -> None:
    """A text in a small card above a pixel; it stays in the window."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + PADDING
    left = min(max(place.x() - width / 2, LABEL_MARGIN), max(view.width - width - LABEL_MARGIN, LABEL_MARGIN))
    top = place.y() - LABEL_RISE - height / 2
    if top < LABEL_MARGIN:
        top = place.y() + LABEL_RISE - height / 2
    card = QRectF(round(left) + 0.5, round(top) + 0.5, width, height)
    ground = QColor(palette.surface)
    ground.setAlphaF(0.95)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(palette.border), 1.0))
    painter.setBrush(ground)
    painter.drawRoundedRect(card, 6, 6)
    painter.setFont(font)
    painter.setPen(QColor(palette.text))
    draw_centred(painter, card, text)
