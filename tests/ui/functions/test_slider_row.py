"""A parameter's slider: its positions are numbers of few digits, and a typed number stays what it is."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from derivgui.model.document.document import Slider
from derivgui.model.scene.numbers import format_number
from derivgui.ui.functions.slider_row import SliderRow
from derivgui.ui.theme import number_font

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def row(qtbot: QtBot) -> SliderRow:
    row = SliderRow("a", float, format_number, number_font())
    qtbot.addWidget(row)
    row.show()
    return row


def found_in(row: SliderRow, kind: type[W]) -> W:
    (widget,) = row.findChildren(kind)
    return widget


def positions(row: SliderRow, minimum: float, maximum: float, count: int) -> list[float]:
    """What the first steps to the right from the left end emit."""
    row.show_slider(Slider("a", minimum, minimum, maximum))
    found: list[float] = []
    row.moved.connect(found.append)
    slider = found_in(row, QSlider)
    for _ in range(count):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    row.moved.disconnect(found.append)
    return found


def test_the_usual_slider_moves_in_short_decimals(row: SliderRow) -> None:
    assert positions(row, -10.0, 10.0, 3) == [-9.8, -9.6, -9.4]


@pytest.mark.parametrize("width", [1e-6, 0.01, 1.0, 30.0, 1e7])
def test_however_narrow_the_range_each_position_is_another_number(row: SliderRow, width: float) -> None:
    found = positions(row, 0.0, width, 4)
    assert found == pytest.approx([width * k / 100 for k in (1, 2, 3, 4)], rel=0.01)


def test_a_typed_number_is_taken_with_all_its_digits(row: SliderRow, qtbot: QtBot) -> None:
    row.show_slider(Slider("a", 1.0, -10.0, 10.0))
    field = found_in(row, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "0.123456789")
    with qtbot.assertNotEmitted(row.moved), qtbot.waitSignal(row.entered) as heard:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.args == [0.123456789]
    with qtbot.assertNotEmitted(row.moved):
        row.show_slider(Slider("a", 0.123456789, -10.0, 10.0))
