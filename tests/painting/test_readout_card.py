"""The card of numbers on the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import ReadoutLine, Run
from derivgui.painting.palette import LIGHT
from derivgui.painting.readout_card import ReadoutCard

pytestmark = pytest.mark.usefixtures("qtbot")

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


def test_a_small_canvas_leaves_out_what_stands_elsewhere_too() -> None:
    large, small, smallest = covered(900, 600), covered(350, 350), covered(200, 200)
    assert large > small > smallest > 0


def test_the_card_gives_way_to_what_lies_on_the_canvas_and_still_hides_no_handle() -> None:
    view = Viewport(-1.0, 1.0, -1.0, 1.0, 900.0, 500.0)
    card = ReadoutCard(QFont())
    lower_left = card.place(view, LINES, [])
    card.keep_clear_of(lower_left.adjusted(10.0, -200.0, 10.0, -10.0))
    beside = card.place(view, LINES, [])
    assert not beside.intersects(lower_left.adjusted(10.0, -200.0, 10.0, -10.0))
    assert not card.place(view, LINES, [beside.center()]).contains(beside.center())
    card.keep_clear_of(QRectF())
    assert not card.place(view, LINES, [lower_left.center()]).contains(lower_left.center())


def test_where_even_a_short_card_would_lie_under_something_there_is_none() -> None:
    view = Viewport(-1.0, 1.0, -1.0, 1.0, 400.0, 340.0)
    card = ReadoutCard(QFont())
    whole = card.place(view, LINES, [])
    card.keep_clear_of(QRectF(0.0, 0.0, 400.0, 340.0 - whole.height() - 5.0))
    short = card.place(view, LINES, [])
    assert 0 < short.height() < whole.height()
    card.keep_clear_of(QRectF(0.0, 0.0, 400.0, 340.0))
    assert card.place(view, LINES, []).isEmpty()


def test_where_not_even_a_short_card_fits_the_slope_alone_is_told() -> None:
    view = Viewport(-1.0, 1.0, -1.0, 1.0, 268.0, 344.0)
    card = ReadoutCard(QFont())
    short = card.place(view, tuple(line for line in LINES if not line.spare), [])
    card.keep_clear_of(QRectF(12.0, 12.0, 216.0, 344.0 - 12.0 - short.height() + 10.0 - 12.0))
    alone = card.place(view, LINES, [])
    assert 0 < alone.height() < short.height()


def test_a_card_that_was_wide_stays_inside_a_canvas_that_becomes_narrow() -> None:
    wide = (*LINES, ReadoutLine("secant", (Run("40-digit arithmetic; doubles give 4.99"),), "", spare=True))
    card = ReadoutCard(QFont())
    card.place(Viewport(-1.0, 1.0, -1.0, 1.0, 900.0, 600.0), wide, [])
    needed = ReadoutCard(QFont()).place(Viewport(-1.0, 1.0, -1.0, 1.0, 900.0, 600.0), LINES, []).width()
    narrow = Viewport(-1.0, 1.0, -1.0, 1.0, needed + 24.0, 344.0)
    for handles in ([], [QPointF(40.0, 330.0)], [QPointF(40.0, 330.0), QPointF(40.0, 20.0)]):
        place = card.place(narrow, LINES, handles)
        assert 0.0 <= place.left() < place.right() <= narrow.width


def test_the_card_leaves_a_strip_along_the_top_uncovered() -> None:
    view = Viewport(-1.0, 1.0, -1.0, 1.0, 900.0, 500.0)
    card = ReadoutCard(QFont())
    beside = [QPointF(40.0, 480.0)]
    assert card.place(view, LINES, beside).top() < 20.0
    card.stand_below(20.0)
    assert card.place(view, LINES, beside).top() > 20.0
