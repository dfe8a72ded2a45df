"""The microscope's picture: the curve blown up, its tangent or half-tangents, what the magnification is.

Painted from plain data into any rectangle, for the window and for figures.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.calculus.magnified import Magnified, has_tangents
from derivgui.model.calculus.one_sided import Side
from derivgui.model.language.real import Array
from derivgui.model.scene.microscope_words import gap_text, magnification_text, width_text
from derivgui.painting.chains import draw_graph
from derivgui.painting.palette import Palette

CURVE_WIDTH = 5.0
LINE_WIDTH = 2.0
DOT_RADIUS = 4.5
COLUMN_OPACITY = 0.45
# Far outside the frame values are cut here, in half widths.
FAR = 20.0
OUT_OF_SIGHT = 1.0
LEADING = 1.25
# What is said where there is nothing to paint.
NOTHING = {"undefined": "no value here", "unknown": "numbers too large"}


def caption_height(font: QFont) -> float:
    """Pixels that the two lines below the picture take."""
    return math.ceil(2 * LEADING * QFontMetricsF(font).height())


def paint_magnified(
    painter: QPainter, place: QRectF, shown: Magnified, palette: Palette, colour: str, font: QFont
) -> None:
    """Paint the picture with its caption into a rectangle; ``colour`` is the curve's."""
    below = caption_height(font)
    frame = QRectF(place.left() + 0.5, place.top() + 0.5, place.width() - 1, place.height() - below - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setFont(font)
    painter.fillRect(frame, QColor(palette.canvas))
    painter.save()
    painter.setClipRect(frame)
    _Picture(painter, frame, shown, palette).paint(colour)
    painter.restore()
    painter.setPen(QPen(QColor(palette.border), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)
    caption = QRectF(place.left(), frame.bottom() + 1, place.width(), below)
    _paint_caption(painter, caption, shown, palette)
    painter.restore()


class _Picture:
    """One picture in its frame; the point is in the middle, and half the frame's width is one unit on both axes."""

    def __init__(self, painter: QPainter, frame: QRectF, shown: Magnified, palette: Palette) -> None:
        self._painter = painter
        self._frame = frame
        self._shown = shown
        self._palette = palette
        self._unit = frame.width() / 2

    def paint(self, colour: str) -> None:
        """Cross lines, curve, lines, point, from below to above."""
        self._paint_cross()
        if self._shown.centre in NOTHING:
            self._painter.setPen(QColor(self._palette.muted))
            self._painter.drawText(self._frame, Qt.AlignmentFlag.AlignCenter, NOTHING[self._shown.centre])
            return
        self._paint_columns(colour)
        self._paint_curve(colour)
        self._paint_lines()
        self._paint_point()

    def _spot(self, t: float, v: float) -> QPointF:
        centre = self._frame.center()
        return QPointF(centre.x() + self._unit * t, centre.y() - self._unit * min(max(v, -FAR), FAR))

    def _paint_cross(self) -> None:
        self._painter.setPen(QPen(QColor(self._palette.grid_major), 1.0))
        self._painter.drawLines(
            [QLineF(self._spot(-1, 0), self._spot(1, 0)), QLineF(self._spot(0, -1), self._spot(0, 1))]
        )

    def _paint_columns(self, colour: str) -> None:
        """Neighbouring columns as one band, whose edges go from middle to middle and not in steps."""
        trace, painter = self._shown.trace, self._painter
        if not len(trace.columns):
            return
        tint = QColor(colour)
        tint.setAlphaF(COLUMN_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        apart = np.flatnonzero(np.diff(trace.columns[:, 0]) > 1.5 * trace.column_width) + 1
        for band in np.split(trace.columns, apart):
            painter.drawPolygon(self._band(band, trace.column_width / 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _band(self, columns: Array, aside: float) -> QPolygonF:
        """The outline of columns side by side, there along their tops and back along their feet."""
        t, low, high = columns.T
        t = np.concatenate(([t[0] - aside], t, [t[-1] + aside]))
        edges = (np.concatenate((edge[:1], edge, edge[-1:])) for edge in (high, low))
        top, foot = (list(map(self._spot, t.tolist(), edge.tolist())) for edge in edges)
        return QPolygonF([*top, *reversed(foot)])

    def _paint_curve(self, colour: str) -> None:
        painter = self._painter
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(colour), CURVE_WIDTH, Qt.PenStyle.SolidLine, cap, join))
        centre = self._frame.center()
        for piece in (*self._shown.trace.pieces, *_rays(self._shown)):
            t, v = piece.T
            draw_graph(painter, centre.x() + self._unit * t, centre.y() - self._unit * np.clip(v, -FAR, FAR))

    def _paint_lines(self) -> None:
        """The tangent; two half-tangents where the sides differ, upright ones where the quotients grow without end.

        None where the canvas draws none: at a jump, and where the secants never settle.
        """
        if not has_tangents(self._shown.left, self._shown.right):
            return
        pen = QPen(QColor(self._palette.tangent), LINE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        for sign, side in ((-1.0, self._shown.left), (1.0, self._shown.right)):
            if side.kind in ("slope", "vertical"):
                self._painter.drawLine(QLineF(self._spot(0, 0), self._end(sign, side)))

    def _end(self, sign: float, side: Side) -> QPointF:
        """A point of the half-tangent outside the frame."""
        if math.isinf(side.slope):
            return self._spot(0, math.copysign(2.0, side.slope) * sign)
        length = 2.0 / math.hypot(1.0, side.slope)
        return self._spot(sign * length, sign * length * side.slope)

    def _paint_point(self) -> None:
        is_hole = self._shown.centre == "hole"
        ground, ink = QColor(self._palette.canvas), QColor(self._palette.tangent)
        self._painter.setPen(QPen(ink, 2.0) if is_hole else QPen(ground, 1.5))
        self._painter.setBrush(ground if is_hole else ink)
        self._painter.drawEllipse(self._spot(0, 0), DOT_RADIUS, DOT_RADIUS)


def _rays(shown: Magnified) -> list[Array]:
    """Where a side too steep to see has left the picture before its first point: its way from the centre."""
    t, v = shown.trace.samples.T
    found = []
    for sign, side in ((-1.0, shown.left), (1.0, shown.right)):
        if side.kind not in ("slope", "vertical") or not math.isinf(side.slope):
            continue
        beside = np.flatnonzero(t * sign > 0)
        first = beside[-1 if sign < 0 else 0]
        if abs(v[first]) > OUT_OF_SIGHT:
            found.append(np.array([[0.0, 0.0], [0.0, math.copysign(FAR, side.slope) * sign]]))
    return found


def _paint_caption(painter: QPainter, place: QRectF, shown: Magnified, palette: Palette) -> None:
    line = place.height() / 2
    top = QRectF(place.left(), place.top(), place.width(), line)
    painter.setPen(QColor(palette.text))
    painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, magnification_text(shown.k))
    painter.setPen(QColor(palette.muted))
    painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, width_text(shown.k))
    painter.setPen(QColor(palette.tangent_text))
    painter.drawText(
        top.translated(0, line), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, gap_text(shown)
    )
