"""Small texts, set where every device shows them alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter


def draw_centred(painter: QPainter, box: QRectF, text: str) -> None:
    """One line in the middle of an upright box, in the font and pen that are set; it may stand over.

    Its baseline is at a whole pixel. Where it is not, rasterisers shift letters to a row of pixels, but some to the row
    above and some to the nearest: a figure would look different in each reader.
    """
    metrics = QFontMetricsF(painter.font())
    left = box.center().x() - metrics.horizontalAdvance(text) / 2
    baseline = round(box.center().y() + (metrics.ascent() - metrics.descent()) / 2)
    painter.drawText(QPointF(left, baseline), text)
