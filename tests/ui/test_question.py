"""Names of files are shown as they are, whatever stands in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from derivgui.ui.question import Buttons, ask

NAME = "<b>bold</b> &amp; <img src='none'>.derivgui"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def when_asked(answer: Callable[[QMessageBox], None]) -> None:
    """Answer the next question as soon as it is shown."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isVisible():
            timer.stop()
            answer(box)

    timer = QTimer(QApplication.instance(), interval=5)
    timer.timeout.connect(look)
    timer.start()


def test_a_question_shows_a_name_as_it_is(parent: QWidget) -> None:
    seen: list[tuple[str, Qt.TextFormat]] = []

    def press(box: QMessageBox) -> None:
        seen.extend((label.text(), label.textFormat()) for label in box.findChildren(QLabel) if label.text())
        QTest.mouseClick(box.button(Buttons.Yes), Qt.MouseButton.LeftButton)

    when_asked(press)
    assert ask(parent, "Replace?", NAME, Buttons.Yes | Buttons.No, Buttons.No) == Buttons.Yes
    assert seen == [(NAME, Qt.TextFormat.PlainText)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_are_the_careful_answers(parent: QWidget, key: Qt.Key) -> None:
    when_asked(lambda box: QTest.keyClick(box, key))
    assert ask(parent, "Replace?", NAME, Buttons.Yes | Buttons.No, Buttons.No) == Buttons.No
