"""The card of numbers on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import ReadoutLine, Run
from derivgui.painting.palette import LIGHT
from derivgui.painting.readout_card import ReadoutCard

LINES = (
    ReadoutLine("function", (Run("f(2) = 4"),), "f of 2 is 4"),
    ReadoutLine("tangent", (Run("y = 4x - 4"),), "the tangent is y = 4x - 4", spare=True),
    ReadoutLine("secant", (Run("secant slope = 5"),), "the slope is 5"),
    ReadoutLine("secant", (Run("h = 1"),), "h is 1", spare=True),
)


def covered(width: int, height: int) -> int:
    """How many rows of pixels the card covers."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    view = Viewport(-1, 1, -1, 1, width, height)
    ReadoutCard(QFont()).paint(painter, view, LINES, LIGHT, 0, [QPointF(width / 2, height / 2)])
    painter.end()
    return sum(image.pixelColor(15, y).lightness() > 0 for y in range(height))


def test_a_small_canvas_leaves_out_what_stands_elsewhere_too(qtbot: QtBot) -> None:
    large, small, smallest = covered(900, 600), covered(350, 350), covered(200, 200)
    assert large > small > smallest > 0
