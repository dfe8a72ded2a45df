"""The strip that tells where a curve rises and falls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.model.calculus.sign_runs import Run
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.palette import LIGHT
from derivgui.painting.slopes import STRIP, paint_slopes

WIDTH, HEIGHT = 600, 300
VIEW = Viewport(1.0, 7.0, 0.0, 3.0, WIDTH, HEIGHT)


def inked(taken: QRectF) -> list[int]:
    """The columns of the strip in which a word or an arrow stands."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_slopes(painter, (Run(0.0, 8.0, 1),), VIEW, LIGHT, QFont(), taken)
    painter.end()
    bare = image.pixelColor(1, 1)
    return [x for x in range(WIDTH) if any(image.pixelColor(x, y) != bare for y in range(int(STRIP)))]


@pytest.mark.parametrize("taken", [QRectF(280, 12, 300, 200), QRectF(0, 12, 320, 200)])
def test_the_word_stands_beside_what_lies_over_the_strip(qtbot: QtBot, taken: QRectF) -> None:
    beside = inked(taken)
    assert len(beside) > 20
    assert not any(taken.left() <= x <= taken.right() for x in beside)


def test_what_lies_below_the_strip_moves_no_word(qtbot: QtBot) -> None:
    assert inked(QRectF(280, 40, 300, 200)) == inked(QRectF())
