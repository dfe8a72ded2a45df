"""Pens that lines over a map are drawn with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from derivgui.painting.palette import Palette

CASING_SHARE = 0.75
# Looked up once: of the time that it takes to make a pen, naming them takes half.
FLAT = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)


def flat_pen(colour: str | QColor, width: float) -> QPen:
    """Ends where the line ends; round at corners."""
    return QPen(QColor(colour), width, *FLAT)


def casing(palette: Palette) -> QColor:
    """What is painted below a line so that it stands off the map."""
    ground = QColor(palette.canvas)
    ground.setAlphaF(CASING_SHARE)
    return ground
