"""Which way is downhill: where the curve rises, falls and is level, as columns of ground and a strip along the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette

if TYPE_CHECKING:
    from derivgui.model.calculus.sign_runs import Run

STRIP = 20.0
GROUND_OPACITY = 0.06
STRIP_OPACITY = 0.22
ARROW = 5.0
ARROW_ROOM = 16.0
GAP = 6.0
WORDS = {1: "rising", -1: "falling", 0: "flat"}
# The arrow at the top of the vertical axis, and its letter.
AXIS_ROOM = 24.0


def slope_colour(palette: Palette, sign: int) -> str:
    """Blue for rising, orange for falling (safe for colour-blind eyes), grey for level."""
    return {1: palette.function, -1: palette.descent, 0: palette.muted}[sign]


def slope_ink(palette: Palette, sign: int) -> str:
    """The same for words and arrows."""
    return {1: palette.function_text, -1: palette.descent_text, 0: palette.muted}[sign]


NOTHING = QRectF()


def paint_slopes(
    painter: QPainter,
    runs: tuple[Run, ...],
    view: Viewport,
    palette: Palette,
    font: QFont,
    taken: QRectF = NOTHING,
) -> None:
    """Below the curves, over the plane; the words stand beside what lies over the strip."""
    for run in runs:
        left, right = (min(max(view.to_pixel(x, 0.0)[0], 0.0), view.width) for x in (run.x0, run.x1))
        if right - left < 1.0:
            continue
        for opacity, height in ((GROUND_OPACITY, view.height), (STRIP_OPACITY, STRIP)):
            colour = QColor(slope_colour(palette, run.sign))
            colour.setAlphaF(opacity)
            painter.fillRect(QRectF(left, 0.0, right - left, height), colour)
        if right - left >= ARROW_ROOM:
            _paint_edges(painter, view, palette, (left, right))
        _paint_word(painter, view, palette, font, run.sign, *_free(left, right, taken))


def _free(left: float, right: float, taken: QRectF) -> tuple[float, float]:
    """The wider part of a stretch that is not covered."""
    if taken.isEmpty() or taken.top() >= STRIP or taken.right() <= left or taken.left() >= right:
        return left, right
    before, behind = (left, max(taken.left(), left)), (min(taken.right(), right), right)
    return max(before, behind, key=lambda part: part[1] - part[0])


def _paint_edges(painter: QPainter, view: Viewport, palette: Palette, edges: tuple[float, float]) -> None:
    colour = QColor(palette.muted)
    colour.setAlphaF(0.45)
    painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap))
    lines = [QLineF(x, 0.0, x, view.height) for x in edges if 0.0 < x < view.width]
    painter.drawLines(lines)


def _paint_word(
    painter: QPainter, view: Viewport, palette: Palette, font: QFont, sign: int, left: float, right: float
) -> None:
    """An arrow and, with room for it, the word, in the middle of the stretch but beside the vertical axis."""
    text = QFontMetricsF(font).horizontalAdvance(WORDS[sign])
    width = ARROW_ROOM + GAP + text
    start = _place(view, width, left + GAP, right - GAP)
    with_word = start is not None
    if start is None:
        start = _place(view, ARROW_ROOM, left, right)
    if start is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(slope_ink(palette, sign)), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    _paint_arrow(painter, QPointF(start + ARROW_ROOM / 2, STRIP / 2), sign)
    if with_word:
        painter.setFont(font)
        place = QRectF(start + ARROW_ROOM + GAP, 0.0, text, STRIP)
        draw_centred(painter, place, WORDS[sign])


def _place(view: Viewport, width: float, left: float, right: float) -> float | None:
    """Where something so wide begins: in the middle, or beside the vertical axis; None where there is no room."""
    axis = view.to_pixel(0.0, 0.0)[0]
    for start in (0.5 * (left + right - width), axis + AXIS_ROOM, axis - GAP - width):
        fits = left <= start and start + width <= right
        if fits and (start + width <= axis - GAP or start >= axis + AXIS_ROOM):
            return start
    return None


def _paint_arrow(painter: QPainter, middle: QPointF, sign: int) -> None:
    tip = middle + QPointF(ARROW, -ARROW * sign)
    painter.drawLine(QLineF(middle - QPointF(ARROW, -ARROW * sign), tip))
    backs = {
        1: (QPointF(-ARROW, 0.0), QPointF(0.0, ARROW)),
        -1: (QPointF(-ARROW, 0.0), QPointF(0.0, -ARROW)),
        0: (QPointF(-0.8 * ARROW, -0.7 * ARROW), QPointF(-0.8 * ARROW, 0.7 * ARROW)),
    }
    for back in backs[sign]:
        painter.drawLine(QLineF(tip, tip + back))
