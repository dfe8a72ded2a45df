"""The table of actions holds together."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from derivgui.ui.actions import TABLE, fill_menu_bar, make_actions


def test_no_key_stands_for_two_actions(qtbot: QtBot) -> None:
    parent = QObject()
    actions = make_actions(parent, {row.id: lambda: None for row in TABLE})
    keys = Counter(sequence.toString() for action in actions.values() for sequence in action.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_letter_opens_two_menus(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    fill_menu_bar(bar, make_actions(bar, {row.id: lambda: None for row in TABLE}))
    titles = [action.text() for action in bar.actions()]
    assert [title.replace("&", "") for title in titles] == list(dict.fromkeys(row.menu for row in TABLE))
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert len(set(letters)) == len(letters)
