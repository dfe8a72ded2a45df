"""A new user: something to grab at once, and everything can be taken back."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from derivgui.app import make_application, make_window
from derivgui.painting.points import HandleName
from derivgui.ui.functions import presenter
from derivgui.ui.functions.slider_row import SliderRow
from tests.journeys.driver import App

CTRL = Qt.KeyboardModifier.ControlModifier
ROW_OF_ONE = 0


def test_the_window_opens_with_x_squared_a_tangent_at_two_and_a_secant(app: App) -> None:
    assert "f(2) = 4" in app.readout
    assert "f′(2) = 4" in app.readout
    assert "y = 4x − 4" in app.readout
    assert "secant slope = 5" in app.readout
    assert "h = 1" in app.readout
    assert app.table(ROW_OF_ONE) == ("1", "5", "3")


OPENED = """
import sys, time
from derivgui import app
application = app.make_application()
window = app.make_window("x^2")
window.show()
until = time.monotonic() + 1.0
while time.monotonic() < until:
    application.processEvents()
print("sympy" in sys.modules)
window.close()
"""


def test_a_window_at_work_has_not_imported_sympy() -> None:
    done = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_type_drag_play_and_undo_everything(app: App, qtbot: QtBot) -> None:
    app.type_function("x^3 - 3x")
    app.drag_tangent(to=-0.5, keys=CTRL)
    assert app.tangent.x == pytest.approx(-0.5, abs=0.03)
    assert app.tangent.slope == pytest.approx(3 * app.tangent.x**2 - 3)
    app.drag_secant(to=app.tangent.x + 0.1, keys=CTRL)
    assert abs(app.secant.h) < 0.15
    app.press("play")
    qtbot.waitUntil(lambda: abs(app.secant.h) <= 1e-8, timeout=20_000)
    app.press("play")
    reached = app.secant.h
    assert app.secant.slope == pytest.approx(app.tangent.slope, rel=1e-6)
    while app.action("undo").isEnabled():
        app.press("undo")
    assert app.active_edit().text() == "x^2"
    assert (app.tangent.x, app.secant.h) == (2.0, 1.0)
    while app.action("redo").isEnabled():
        app.press("redo")
    assert app.active_edit().text() == "x^3 - 3x"
    assert app.secant.h == reached


def test_exercise_two_by_hand(app: App) -> None:
    for x, slope in ((-1, "−2"), (0, "0"), (2, "4")):
        app.drag_tangent(to=x)
        assert app.tangent.x == x
        assert f"f′({str(x).replace('-', '−')}) = {slope}" in app.readout
        app.press("pin")
    assert [pin.tangent.slope for pin in app.window.session.scene.pins] == [-2, 0, 4]


def test_undo_and_redo_work_while_the_cursor_is_in_a_field(app: App) -> None:
    app.type_function("x^3")
    edit = app.active_edit()
    QTest.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert edit.text() == "x^2"
    QTest.keyClick(edit, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert edit.text() == "x^3"
    app.type_into("Tangent point x", "pi/2")
    field = app.find(QLineEdit, "Tangent point x")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert app.tangent.x == 2.0


def test_undo_while_the_player_runs_stops_it(app: App, qtbot: QtBot) -> None:
    app.press("play")
    qtbot.waitUntil(lambda: app.secant.h < 0.9)
    assert app.find(QToolButton, "Pause")
    app.press("undo")
    # It shows what it does next, so nothing will move h any more.
    assert app.find(QToolButton, "Let h go to 0")
    assert app.secant.h == 1.0


def test_a_new_row_far_down_the_list_is_brought_into_sight(app: App, qtbot: QtBot) -> None:
    for number in range(16):
        app.press("add-function")
        app.type_function(f"x + {number}")
    edit = app.active_edit()
    qtbot.waitUntil(lambda: edit.visibleRegion().boundingRect().height() >= edit.height() - 1)


def test_resizing_a_window_that_was_only_fitted_fits_it_again(app: App) -> None:
    app.press("fit")
    app.window.resize(1000, 650)
    app.settle()
    view = app.window.session.viewport
    assert view.y0 < 0 < 9 < view.y1


def test_a_drag_is_one_step_of_undo(app: App) -> None:
    app.drag_tangent(to=-1.5)
    app.drag_tangent(to=1.0)
    app.press("undo")
    assert app.tangent.x == pytest.approx(-1.5)
    app.press("undo")
    assert app.tangent.x == 2.0
    assert not app.action("undo").isEnabled()


def test_grabbing_a_point_without_moving_changes_nothing(app: App) -> None:
    app.drag_tangent(to=2.0)
    assert app.tangent.x == 2.0


def test_a_dragged_point_rests_on_zeros_and_stationary_points_unless_ctrl_is_held(app: App) -> None:
    app.type_function("x^2 - 2x - 1")
    pixel = 1 / app.window.session.viewport.pixels_per_x
    zero = 1 - math.sqrt(2)
    app.drag_tangent(to=zero + 5 * pixel)
    assert app.tangent.x == pytest.approx(zero, abs=1e-14)
    app.drag_tangent(to=zero + 5 * pixel, keys=CTRL)
    assert app.tangent.x != pytest.approx(zero, abs=pixel)


def test_a_text_that_cannot_be_read_is_explained_in_its_row_and_nothing_is_lost(app: App) -> None:
    app.type_function("sinn(x)")
    row = app.window.functions.row(1)
    assert row is not None
    assert "sin" in row.problem()
    assert app.active_edit().text() == "sinn(x)"
    app.type_function("sin(x)")
    assert row.problem() == ""
    assert app.tangent.slope == pytest.approx(math.cos(2))


def test_while_a_name_is_typed_nothing_is_said_of_its_beginnings(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenter, "HESITATION_MS", 300)
    make_application()
    app = App(qtbot, make_window())
    row = app.window.functions.row(1)
    assert row is not None
    app.active_edit().selectAll()
    for key in "sqrt(x)/":
        QTest.keyClicks(app.active_edit(), key)
        assert row.problem() == ""
        assert not app.window.findChildren(SliderRow)
    height = row.sizeHint().height()
    QTest.keyClicks(app.active_edit(), "(")
    assert row.sizeHint().height() == height
    qtbot.waitUntil(lambda: row.problem() != "", timeout=2000)
    QTest.keyClicks(app.active_edit(), "a)")
    qtbot.waitUntil(lambda: bool(app.window.findChildren(SliderRow)), timeout=2000)
    assert row.problem() == ""


def test_leaving_a_row_ends_the_waiting(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenter, "HESITATION_MS", 60_000)
    make_application()
    app = App(qtbot, make_window())
    row = app.window.functions.row(1)
    assert row is not None
    app.type_function("sin(")
    assert row.problem() == ""
    app.find(QLineEdit, "Step h").setFocus()
    qtbot.waitUntil(lambda: row.problem() != "", timeout=2000)


def test_points_are_typed_exactly(app: App) -> None:
    app.type_function("sin x")
    app.type_into("Tangent point x", "pi/3")
    assert app.tangent.x == math.pi / 3
    assert "f′(1.0472) = 0.5" in app.readout
    app.type_into("Step h", "-1/4")
    assert app.secant.h == -0.25


def test_a_step_of_zero_is_explained_and_not_taken(app: App) -> None:
    app.type_into("Step h", "0")
    assert app.secant.h == 1.0


@pytest.mark.parametrize(
    ("handle", "words"), [("tangent", "Drag it along the curve"), ("secant", "secant becomes the tangent")]
)
def test_a_point_tells_what_it_is_there_for(app: App, qtbot: QtBot, handle: HandleName, words: str) -> None:
    QToolTip.hideText()
    ask_for_a_tip(app, app.spot(handle))
    assert words in QToolTip.text()
    ask_for_a_tip(app, QPoint(5, 5))
    qtbot.waitUntil(lambda: QToolTip.text() == "")


def test_who_hears_the_window_is_told_what_the_arrow_keys_move(app: App) -> None:
    app.keys(Qt.Key.Key_Right)
    assert "tangent goes with it" in app.canvas.accessibleDescription()
    app.keys(Qt.Key.Key_Tab)
    assert "secant becomes the tangent" in app.canvas.accessibleDescription()


def ask_for_a_tip(app: App, spot: QPoint) -> None:
    """Let the pointer rest."""
    viewport = app.window.canvas.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot))
    QApplication.sendEvent(viewport, event)


def test_arrow_keys_move_the_point_coarser_and_finer(app: App) -> None:
    steps = {}
    for name, keys in (
        ("normal", Qt.KeyboardModifier.NoModifier),
        ("coarse", Qt.KeyboardModifier.ShiftModifier),
        ("fine", Qt.KeyboardModifier.AltModifier),
    ):
        before = app.tangent.x
        app.keys(Qt.Key.Key_Right, modifiers=keys)
        steps[name] = app.tangent.x - before
    assert steps["coarse"] > steps["normal"] > steps["fine"] > 0
    app.keys(Qt.Key.Key_Tab, Qt.Key.Key_Left)
    assert app.secant.h < 1.0


def test_a_letter_becomes_a_slider(app: App) -> None:
    app.type_function("a x^2 + b")
    assert app.tangent.slope == pytest.approx(4.0)
    app.type_into("Value of a", "3")
    assert app.tangent.slope == pytest.approx(12.0)
    app.press("undo")
    assert app.tangent.slope == pytest.approx(4.0)


def test_a_second_function_takes_the_points_when_it_is_chosen(app: App) -> None:
    app.press("add-function")
    app.type_function("x^3")
    assert app.tangent.slope == pytest.approx(12.0)
    first = app.window.functions.row(1)
    assert first is not None
    app.click("Function 1")
    assert app.tangent.slope == pytest.approx(4.0)


@pytest.mark.parametrize("beside", ["the dot of the row", "Side panel", "Canvas"])
def test_what_is_typed_after_a_click_beside_an_empty_row_is_not_lost(app: App, beside: str) -> None:
    app.press("add-function")
    if beside == "the dot of the row":
        dot = app.window.childAt(app.active_edit().mapTo(app.window, QPoint(-14, 14)))
        assert dot is not None
        QTest.mouseClick(dot, Qt.MouseButton.LeftButton)
    else:
        app.click(beside)
    type_at_once(app, "x^3")
    assert app.active_edit().text() == "x^3"
    assert all(item.visible for item in app.window.session.document.functions)
    assert app.tangent.slope == pytest.approx(12.0)


def test_typing_over_a_picture_leaves_a_function_that_is_there_alone(app: App) -> None:
    app.canvas.setFocus()
    type_at_once(app, "sin")
    assert app.active_edit().text() == "x^2"
    app.click("Delete this function")
    type_at_once(app, "sin x")
    assert app.active_edit().text() == "sin x"


def type_at_once(app: App, text: str) -> None:
    """Type wherever the cursor is, without a look."""
    for character in text:
        QTest.keyClicks(app.window.focusWidget() or app.window, character)
    app.settle()


def test_the_notation_follows_the_switch(app: App) -> None:
    app.press("leibniz")
    assert "df/dx|x = 2 = 4" in app.readout
    app.press("operator")
    assert "Df(2) = 4" in app.readout
    app.press("lagrange")
    assert "f′(2) = 4" in app.readout


def test_every_switch_changes_the_picture_and_back(app: App) -> None:
    for switch in ("tangent", "secant", "triangle", "derivative", "grid", "pi-ticks"):
        before = app.picture()
        app.press(switch)
        assert app.picture() != before, switch
        app.press(switch)
        assert app.picture() == before, switch


def test_degrees_change_what_sine_means(app: App) -> None:
    app.type_function("sin x")
    app.type_into("Tangent point x", "30")
    app.press("degrees")
    assert "f(30) = 0.5" in app.readout


@pytest.mark.parametrize("text", ["", "x^", "9^9^9^9", "\u202e", "__import__('os')", "(" * 100, "x" * 3000])
def test_nothing_that_is_typed_breaks_the_window(app: App, text: str) -> None:
    app.type_function(text)
    app.type_function("x^2")
    assert "f′(2) = 4" in app.readout


def test_all_functions_can_be_deleted_and_brought_back(app: App) -> None:
    app.click("Delete this function")
    assert app.window.session.document.functions == ()
    assert app.readout == ""
    app.press("play")
    app.press("play")
    app.press("fit")
    while app.action("undo").isEnabled():
        app.press("undo")
    assert "f(2) = 4" in app.readout
