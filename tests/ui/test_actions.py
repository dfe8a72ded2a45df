"""The table of actions holds together."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from derivgui.ui.actions import TABLE, make_actions


def test_no_key_stands_for_two_actions(qtbot: QtBot) -> None:
    parent = QObject()
    actions = make_actions(parent, {row.id: lambda: None for row in TABLE})
    keys = Counter(sequence.toString() for action in actions.values() for sequence in action.shortcuts())
    assert [key for key, count in keys.items() if count > 1] == []
