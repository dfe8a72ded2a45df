"""Exact numbers typed by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from derivgui.model.language.parser import parse_number
from derivgui.model.scene.numbers import format_typed
from derivgui.ui.number_field import NumberField


class Changes(QObject):
    """Counts the tooltips that a widget gets."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.ToolTipChange
        return False


@pytest.fixture
def field(qtbot: QtBot) -> NumberField:
    made = NumberField(parse_number, format_typed, "x")
    qtbot.addWidget(made)
    made.set_value(2.0)
    made.show()
    qtbot.waitExposed(made)
    return made


def enter(field: NumberField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "value"), [("0.5", 0.5), ("pi/2", 1.5707963267948966), ("-1/3", -1 / 3), ("1e-3", 0.001), ("2^-3", 0.125)]
)
def test_a_constant_expression_is_a_number(qtbot: QtBot, field: NumberField, text: str, value: float) -> None:
    with qtbot.waitSignal(field.entered) as heard:
        enter(field, text)
    assert heard.args == [value]


@pytest.mark.parametrize("text", ["x", "1/0", "two", "1,5", "", "9^9^9"])
def test_what_is_no_number_is_explained_and_not_taken(qtbot: QtBot, field: NumberField, text: str) -> None:
    with qtbot.assertNotEmitted(field.entered):
        enter(field, text)
    assert field.property("invalid")
    assert field.toolTip()


def test_after_a_problem_the_tooltip_says_again_what_the_field_is_for(field: NumberField) -> None:
    field.setToolTip("Where it starts")
    field.set_value(3.0)
    assert field.toolTip() == "Where it starts"
    enter(field, "two")
    assert field.toolTip() != "Where it starts"
    enter(field, "2.5")
    assert field.toolTip() == "Where it starts"


def test_a_number_that_follows_a_drag_changes_no_tooltip(qtbot: QtBot, field: NumberField) -> None:
    field.setToolTip("Where it starts")
    told = Changes()
    field.installEventFilter(told)
    for number in range(20):
        field.set_value(number / 8)
    assert told.count == 0
    enter(field, "two")
    assert told.count == 1


def test_escape_takes_the_typing_back(field: NumberField) -> None:
    field.setFocus()
    QTest.keyClicks(field, "77")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "2"
    assert not field.property("invalid")


def test_a_new_value_does_not_disturb_typing(field: NumberField) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3.")
    field.set_value(5.0)
    assert field.text() == "3."
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "5"


def test_a_number_that_is_too_long_is_shown_in_fewer_digits_and_kept(qtbot: QtBot, field: NumberField) -> None:
    field.resize(300, field.height())
    field.set_value(1.938653e-10)
    assert field.text() == "1.938653e-10"
    field.resize(field.fontMetrics().horizontalAdvance("1.939e-10") + 24, field.height())
    shown = field.text()
    assert len(shown) < len("1.938653e-10")
    assert float(shown) == pytest.approx(1.938653e-10, rel=1e-2)
    with qtbot.assertNotEmitted(field.entered):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        field.clearFocus()
    field.resize(300, field.height())
    assert field.text() == "1.938653e-10"


def test_what_is_being_typed_is_left_alone_by_another_size(field: NumberField) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.123456789")
    field.resize(40, field.height())
    assert field.text() == "0.123456789"
