"""A segmented control always has one choice, made by mouse or keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.segmented_control import SegmentedControl

OPTIONS = (("lagrange", "f′"), ("leibniz", "df/dx"), ("operator", "Df"))


@pytest.fixture
def control(qtbot: QtBot) -> SegmentedControl:
    control = SegmentedControl(OPTIONS)
    qtbot.addWidget(control)
    control.show()
    qtbot.waitExposed(control)
    control.activateWindow()
    return control


def button(control: SegmentedControl, label: str) -> QToolButton:
    return next(b for b in control.findChildren(QToolButton) if b.text() == label)


def lit(control: SegmentedControl) -> list[str]:
    return [b.text() for b in control.findChildren(QToolButton) if b.isChecked()]


def test_the_first_option_is_chosen_at_the_start(control: SegmentedControl) -> None:
    assert control.choice == "lagrange"
    assert lit(control) == ["f′"]


def test_a_click_chooses_and_tells(control: SegmentedControl, qtbot: QtBot) -> None:
    with qtbot.waitSignal(control.chosen) as told:
        QTest.mouseClick(button(control, "Df"), Qt.MouseButton.LeftButton)
    assert told.args == ["operator"]
    assert control.choice == "operator"
    assert lit(control) == ["Df"]


def test_a_click_on_the_choice_tells_nothing(control: SegmentedControl, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(control.chosen):
        QTest.mouseClick(button(control, "f′"), Qt.MouseButton.LeftButton)
    assert lit(control) == ["f′"]


def test_arrow_keys_choose_the_neighbour(control: SegmentedControl, qtbot: QtBot) -> None:
    first = button(control, "f′")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(control.chosen) as told:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert told.args == ["leibniz"]
    with qtbot.waitSignal(control.chosen) as told:
        QTest.keyClick(button(control, "df/dx"), Qt.Key.Key_Left)
    assert told.args == ["lagrange"]


def test_choosing_from_outside_tells_nothing(control: SegmentedControl, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("leibniz")
    assert control.choice == "leibniz"
    assert lit(control) == ["df/dx"]
    with qtbot.waitSignal(control.chosen) as told:
        QTest.mouseClick(button(control, "f′"), Qt.MouseButton.LeftButton)
    assert told.args == ["lagrange"]


def test_an_unknown_option_is_an_error_and_changes_nothing(control: SegmentedControl) -> None:
    with pytest.raises(KeyError):
        control.choose("newton")
    assert control.choice == "lagrange"


def test_no_label_is_cut(control: SegmentedControl) -> None:
    for part in control.findChildren(QToolButton):
        assert part.width() > part.fontMetrics().horizontalAdvance(part.text()) + 8
