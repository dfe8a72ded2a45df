"""Numbers along the edges of a plane keep off each other and off a title above them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.palette import LIGHT
from derivgui.painting.plane import Frame, paint_framed_axes, plane_ticks

WIDTH, HEIGHT = 200, 180
NUMBERS_ACROSS = 24
"""Height of the line with the numbers across, in pixels."""


def numbers_at_the_left(headroom: float, y0: float) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    # No number across is near the left edge, and neither axis is in sight.
    view = Viewport(1.01, 2.01, y0, y0 + 90, WIDTH, HEIGHT)
    font = QFont()
    font.setPixelSize(11)
    paint_framed_axes(painter, Frame(view, "x", "z", at_edges=True, headroom=headroom), LIGHT, font)
    painter.end()
    return image.copy(QRect(0, 0, 24, HEIGHT))


def rows_with_ink(image: QImage) -> list[int]:
    dark = range(image.width())
    return [y for y in range(image.height()) if any(image.pixelColor(x, y).lightness() < 160 for x in dark)]


@pytest.mark.parametrize("y0", range(30, 50, 2))
def test_no_number_upwards_stands_in_the_line_of_those_across(qtbot: QtBot, y0: float) -> None:
    rows = rows_with_ink(numbers_at_the_left(0.0, y0))
    assert rows
    assert max(rows) < HEIGHT - NUMBERS_ACROSS + 8


@pytest.mark.parametrize("y0", range(30, 50, 2))
def test_no_number_stands_in_the_headroom(qtbot: QtBot, y0: float) -> None:
    rows = rows_with_ink(numbers_at_the_left(25.0, y0))
    assert rows
    assert min(rows) >= 25


def test_no_number_stands_where_something_covers_it(qtbot: QtBot) -> None:
    inks = []
    for covered in (None, QRectF(0.0, 60.0, 30.0, 40.0)):
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        view = Viewport(1.01, 2.01, 30.0, 120.0, WIDTH, HEIGHT)
        paint_framed_axes(painter, Frame(view, "x", "z", at_edges=True, covered=covered), LIGHT, QFont())
        painter.end()
        inks.append(rows_with_ink(image.copy(QRect(0, 0, 24, HEIGHT))))
    free, parted = inks
    assert any(60 <= y <= 100 for y in free)
    assert not any(60 <= y <= 100 for y in parted)
    assert min(free) == min(parted) < 60


def test_a_low_plane_has_several_numbers_upwards() -> None:
    for height, bounds in ((150, (-1.1, 1.1)), (120, (-0.3, 15.0)), (180, (0.0, 7.0))):
        assert len(plane_ticks(Viewport(-5, 5, *bounds, 200, height), pi=False)[1].major) >= 3
