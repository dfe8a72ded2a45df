"""``derivgui.explore`` from Python: blocking in a script, beside the prompt in IPython and beside a running loop."""

from __future__ import annotations

import gc
import sys
import time
import types
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import derivgui
from derivgui.app import make_application, make_window
from derivgui.painting.palette import DARK, LIGHT
from derivgui.ui.theme import apply_theme
from derivgui.ui.theme.apply import qt_palette, style_sheet
from derivgui.ui.widgets.formula_label import FormulaLabel
from derivgui.ui.window import MainWindow

# In seconds.
PATIENCE = 20.0


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
    assert gc.isenabled()


def test_a_window_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    """With its title bar: the lowest row of the panels is not below the edge."""
    frames: list[tuple[int, int, int, int]] = []

    def look_and_close() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                room = window.screen().availableSize()
                frames.append((window.width(), room.width(), window.height() + 30, room.height()))
                window.close()

    QTimer.singleShot(200, look_and_close)
    qtbot.addWidget(derivgui.explore("x^2"))
    ((width, widest, height, highest),) = frames
    assert width <= widest
    assert height <= highest


def test_each_window_of_a_script_gets_its_formulas(qtbot: QtBot) -> None:
    """The end of the first window's event loop also ends the processes that work them out."""
    seen: list[str] = []
    for text in ("x^3", "x^5"):
        QTimer.singleShot(0, lambda: _close_when_derived(seen, time.monotonic() + PATIENCE))
        qtbot.addWidget(derivgui.explore(text))
    assert seen == ["f'(x) = 3x^{2}", "f'(x) = 5x^{4}"]


def _close_when_derived(seen: list[str], until: float) -> None:
    """Close the window that is shown once a formula stands in it, or at a time of the monotonic clock."""
    windows = [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, MainWindow) and shown.isVisible()]
    labels = [label for window in windows for label in window.functions.findChildren(FormulaLabel)]
    formulas = [label.tex for label in labels if label.tex.startswith("f'")]
    if not formulas and time.monotonic() < until:
        QTimer.singleShot(20, lambda: _close_when_derived(seen, until))
        return
    seen.extend(formulas)
    for window in windows:
        window.close()


def test_a_later_window_is_not_dressed_like_an_earlier_one(qtbot: QtBot) -> None:
    application = make_application()
    for earlier in (DARK, LIGHT):
        apply_theme(application, earlier)
        window = make_window()
        qtbot.addWidget(window)
        assert application.styleSheet() == style_sheet(window.colours)
        assert application.palette() == qt_palette(window.colours)


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
    hooks: dict[str, Callable[..., object]] = {}
    shell = types.SimpleNamespace(enable_gui=asked.append, events=types.SimpleNamespace(register=hooks.__setitem__))
    module = types.ModuleType("IPython")
    monkeypatch.setattr(module, "get_ipython", lambda: shell, raising=False)
    monkeypatch.setitem(sys.modules, "IPython", module)
    window = derivgui.explore("sin x")
    qtbot.addWidget(window)
    assert asked == ["qt6"]
    assert window.isVisible()
    assert not gc.isenabled()
    hooks["pre_run_cell"](None)
    assert gc.isenabled()
