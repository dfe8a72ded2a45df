"""A function typed over another may leave the window: the canvas says so, and a click shows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from derivgui.ui.curve.absence import REST_MS
from tests.journeys.driver import App


def hint(app: App) -> QToolButton | None:
    found = [w for w in app.window.findChildren(QToolButton) if w.accessibleName() == "Show the curve"]
    return found[0] if found and found[0].isVisible() else None


def is_about_to_speak(app: App) -> bool:
    return any(timer.isActive() for timer in app.canvas.findChildren(QTimer) if timer.interval() == REST_MS)


def test_a_curve_out_of_sight_is_shown_by_a_click(app: App, qtbot: QtBot) -> None:
    app.type_function("x^2 + 500")
    before = app.window.session.viewport
    qtbot.waitUntil(lambda: hint(app) is not None, timeout=20_000)
    button = hint(app)
    assert button is not None
    assert button.text() == "f(x) runs above this window. Show it"
    assert app.window.session.viewport == before
    app.click("Show the curve")
    assert hint(app) is None
    view = app.window.session.viewport
    assert view.y0 < 500 < view.y1


def test_the_hint_is_reached_by_keys_and_goes_when_the_curve_comes(app: App, qtbot: QtBot) -> None:
    app.type_function("x - 900")
    qtbot.waitUntil(lambda: hint(app) is not None, timeout=20_000)
    app.type_function("x^3")
    assert hint(app) is None
    app.type_function("-900")
    qtbot.waitUntil(lambda: hint(app) is not None, timeout=20_000)
    button = hint(app)
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    app.settle()
    assert hint(app) is None


def test_panning_away_and_back_needs_no_word(app: App) -> None:
    app.type_function("x^2")
    session = app.window.session
    start = session.viewport
    session.look(start.panned(0, -5000))
    assert is_about_to_speak(app)
    session.look(start)
    assert not is_about_to_speak(app)
    assert hint(app) is None


@pytest.mark.parametrize("text", ["1/0", "sqrt(-1 - x^2)"])
def test_what_has_no_values_anywhere_is_not_offered_to_be_shown(app: App, qtbot: QtBot, text: str) -> None:
    app.type_function(text)
    sentence = "f(x) has no values in this window."
    qtbot.waitUntil(lambda: any(w.text() == sentence for w in app.window.findChildren(QToolButton)), timeout=20_000)
    assert hint(app) is None
    app.press("fit")
    (said,) = [w for w in app.window.findChildren(QToolButton) if w.text() == sentence]
    handles = app.window.canvas.handles().values()
    qtbot.waitUntil(lambda: not any(said.geometry().contains(handle.toPoint()) for handle in handles))
    assert said.isVisible()
    app.type_function("x^2 + 500")
    qtbot.waitUntil(lambda: hint(app) is not None, timeout=20_000)
    assert app.find(QToolButton, "Show the curve").isEnabled()
