"""A few words over a map, on a patch of ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette

PADDING = 5.0
PATCH_SHARE = 0.82
ROUNDING = 4.0


def tag_size(painter: QPainter, text: str) -> QSizeF:
    """How much room a text takes in the painter's font."""
    metrics = QFontMetricsF(painter.font())
    return QSizeF(metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 2)


def paint_tag(painter: QPainter, palette: Palette, box: QRectF, text: str, colour: str) -> None:
    """In the middle of a box of ``tag_size``."""
    ground = QColor(palette.canvas)
    ground.setAlphaF(PATCH_SHARE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, ROUNDING, ROUNDING)
    painter.setPen(QColor(colour))
    draw_centred(painter, box, text)
