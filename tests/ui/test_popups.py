"""The lists that combo boxes open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from derivgui.app import make_application
from derivgui.painting.palette import LIGHT
from derivgui.ui.theme import apply_theme


@pytest.mark.parametrize("count", [2, 5, 10])
def test_a_list_that_opens_shows_its_last_entry_whole(qtbot: QtBot, count: int) -> None:
    apply_theme(make_application(), LIGHT)
    page = QWidget()
    qtbot.addWidget(page)
    box = QComboBox(page)
    box.addItems([f"{number} a second" for number in range(count)])
    QVBoxLayout(page).addWidget(box)
    page.show()
    qtbot.waitExposed(page)
    box.showPopup()
    qtbot.waitUntil(lambda: box.view().isVisible())
    last = box.view().visualRect(box.model().index(count - 1, 0))
    assert 0 <= last.top() < last.bottom() < box.view().viewport().height()
    box.hidePopup()
