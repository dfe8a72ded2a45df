"""``derivgui.explore`` from Python: blocking in a script, beside the prompt in IPython and beside a running loop."""

from __future__ import annotations

import sys
import types

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import derivgui


def test_a_script_waits_until_the_window_is_closed(qtbot: QtBot) -> None:
    seen: list[str] = []

    def look_and_close() -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                seen.append(window.windowTitle())
                window.close()

    QTimer.singleShot(200, look_and_close)
    window = derivgui.explore("x^3 - 3x")
    qtbot.addWidget(window)
    assert seen
    assert window.session.document.functions[0].text == "x^3 - 3x"
    assert not window.isVisible()


def test_beside_a_running_event_loop_it_returns_at_once(qtbot: QtBot) -> None:
    opened: list[bool] = []

    def open_another() -> None:
        window = derivgui.explore()
        qtbot.addWidget(window)
        opened.append(window.isVisible())

    QTimer.singleShot(0, open_another)
    qtbot.waitUntil(lambda: opened == [True])


def test_ipython_keeps_its_prompt(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    shell = types.SimpleNamespace(enable_gui=asked.append)
    module = types.ModuleType("IPython")
    monkeypatch.setattr(module, "get_ipython", lambda: shell, raising=False)
    monkeypatch.setitem(sys.modules, "IPython", module)
    window = derivgui.explore("sin x")
    qtbot.addWidget(window)
    assert asked == ["qt6"]
    assert window.isVisible()
