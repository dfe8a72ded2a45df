"""The way to the limit: beyond doubles, and the picture of what numerical differences get wrong."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from derivgui.ui.limit.error_view import ErrorView
from tests.journeys.driver import App

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def show_errors(app: App) -> ErrorView:
    """Click the switch, as a user does."""
    (button,) = [b for b in app.window.limit.choice.findChildren(QToolButton) if b.text() == "Errors"]
    QTest.mouseClick(button, LEFT)
    app.settle()
    return app.window.limit.errors


def test_a_tiny_h_is_taken_as_typed_and_the_readout_says_how(app: App) -> None:
    app.type_into("Step h", "1e-100")
    assert app.secant.h == 1e-100
    assert app.secant.slope == 4
    assert "148-digit arithmetic; doubles give 0" in app.readout
    app.type_into("Step h", "0.1")
    assert "doubles" not in app.readout


def test_dragging_the_secant_point_onto_the_other_goes_beyond_doubles(app: App) -> None:
    app.drag_secant(to=2.0)
    assert abs(app.secant.h) == 1e-16
    assert app.secant.slope == 4
    assert "doubles give 0" in app.readout


def test_the_player_ends_at_the_last_row(app: App, qtbot: QtBot) -> None:
    app.type_into("Step h", "1e-15")
    app.press("play")
    qtbot.waitUntil(lambda: app.secant.h == 1e-16)
    app.press("step-back")
    assert app.secant.h == 1e-15
    app.press("step-forward")
    assert app.secant.h == 1e-16


def test_the_errors_take_the_tables_place_and_give_it_back(app: App) -> None:
    view = show_errors(app)
    assert view.isVisible()
    assert not app.window.limit.table.isVisible()
    assert view.errors is not None
    assert view.errors.slope == 4.0
    errors = app.window.limit.choice.findChildren(QToolButton)[1]
    errors.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(errors, Qt.Key.Key_Left)
    assert app.window.limit.table.isVisible()
    assert app.table(0) == ("1", "5", "3")


def test_old_errors_pale_during_a_drag_and_are_computed_when_the_hand_rests(app: App, qtbot: QtBot) -> None:
    view = show_errors(app)
    app.drag_tangent(to=-1.0)
    assert view.is_stale
    qtbot.waitUntil(lambda: not view.is_stale)
    assert view.errors is not None
    assert view.errors.slope == -2.0


def test_h_alone_leaves_the_errors_true(app: App) -> None:
    view = show_errors(app)
    shown = view.errors
    app.type_into("Step h", "1e-5")
    assert not view.is_stale
    assert view.errors is shown


def test_a_click_into_the_picture_sets_h_on_its_side_and_undo_takes_it_back(app: App) -> None:
    app.type_into("Step h", "-0.5")
    view = show_errors(app)
    QTest.mouseClick(view, LEFT, NO_KEYS, QPoint(round(view.position(1e-8)), view.height() // 2))
    assert app.secant.h == -1e-8
    QTest.keyClick(view, Qt.Key.Key_End)
    assert app.secant.h == -1e-16
    app.press("undo")
    app.press("undo")
    assert app.secant.h == -0.5


@pytest.mark.parametrize(
    ("text", "x", "part"), [("|x|", "0", "no derivative at 0 (corner)"), ("ln x", "-1", "not defined")]
)
def test_where_there_is_no_slope_the_picture_says_why(app: App, qtbot: QtBot, text: str, x: str, part: str) -> None:
    app.type_function(text)
    app.type_into("Tangent point x", x)
    view = show_errors(app)
    qtbot.waitUntil(lambda: part in view.reason)
    assert view.errors is None


def test_the_sentence_explains_what_is_seen(app: App, qtbot: QtBot) -> None:
    app.type_function("sin x")
    app.type_into("Tangent point x", "1")
    view = show_errors(app)
    qtbot.waitUntil(lambda: "1 + 10⁻¹⁶ rounds to 1" in view.accessibleDescription())
    assert view.errors is not None
    assert view.errors.slope == math.cos(1)
    app.press("limit-panel")
    app.press("limit-panel")
    assert view.isVisible()
