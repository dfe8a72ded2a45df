"""The light around a handle that the pointer is over or the arrow keys move."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter

RADIUS = 15.0


def paint_halo(painter: QPainter, spot: QPointF, colour: str, opacity: float, radius: float = RADIUS) -> None:
    """A disc about a pixel, to be painted before the handle itself."""
    halo = QColor(colour)
    halo.setAlphaF(opacity)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(halo)
    painter.drawEllipse(spot, radius, radius)
