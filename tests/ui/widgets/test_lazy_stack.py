"""Pages that are made when they are first shown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.lazy_stack import LazyStack


class Page(QWidget):
    """Counts how often it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.paintings = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paintings += 1


@pytest.fixture
def stack(qtbot: QtBot) -> LazyStack:
    shown = LazyStack()
    qtbot.addWidget(shown)
    shown.add_page("first", lambda: QLabel("first"))
    shown.add_page("second", Page)
    shown.show_page("first")
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_a_page_is_made_once_when_it_is_shown(stack: LazyStack) -> None:
    assert stack.page("second") is None
    page = stack.show_page("second")
    assert stack.currentWidget() is page
    assert page.isVisible()
    stack.show_page("first")
    assert stack.show_page("second") is page is stack.page("second")


def test_what_is_made_in_a_turn_is_painted_in_another_one(stack: LazyStack, qtbot: QtBot) -> None:
    page = stack.show_page("second")
    assert isinstance(page, Page)
    page.repaint()
    assert page.paintings == 0
    qtbot.waitUntil(lambda: page.paintings > 0)
    assert stack.updatesEnabled()
    stack.show_page("first")
    before = page.paintings
    stack.show_page("second").repaint()
    assert page.paintings > before


def test_before_it_is_shown_nothing_waits(qtbot: QtBot) -> None:
    stack = LazyStack()
    qtbot.addWidget(stack)
    stack.add_page("second", Page)
    stack.show_page("second")
    assert stack.updatesEnabled()
