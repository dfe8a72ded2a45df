"""A function of x and y opens its contour map; its point is dragged, and the gradient follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from derivgui.app import make_window
from derivgui.model.scene.contour import Relief
from tests.journeys.driver import LEFT, NO_KEYS, App
from tests.journeys.heart import Heart

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


# In seconds, twice what it takes on a machine of today: of some tries the best counts, since who shares the processor
# makes any turn longer.
LONGEST_TURN, TRIES = 0.06, 5


@pytest.fixture
def course(app: App) -> App:
    """The course's example, with gradient (2xy, x² + 3y²)."""
    app.type_function("x^2 y + y^3")
    return app


def test_a_function_of_two_variables_opens_the_map_and_one_of_x_the_curve(course: App) -> None:
    assert course.map.isVisible()
    course.type_function("x^2")
    assert course.canvas.isVisible()


def test_the_first_map_is_made_and_painted_in_turns_of_their_own(app: App, qtbot: QtBot) -> None:
    def longest_turn() -> float:
        fresh, heart = App(qtbot, make_window("")), Heart()
        QTest.qWait(400)
        edit = fresh.active_edit()
        edit.setFocus()
        QTest.keyClicks(edit, "x ")
        QTest.qWait(100)
        heart.start()
        QTest.keyClicks(edit, "y")
        QTest.qWait(200)
        assert fresh.map.isVisible()
        return heart.stop()

    assert any(longest_turn() < LONGEST_TURN for _ in range(TRIES))


def test_a_text_that_cannot_be_read_leaves_the_view_that_is_open(course: App) -> None:
    course.type_function("x^2 y + ")
    assert course.map.isVisible()


def test_dragging_the_point_moves_value_and_partial_derivatives(course: App) -> None:
    course.drag_point(to=(1.0, 2.0))
    assert (course.point.x, course.point.y) == (1.0, 2.0)
    assert course.point.value == 10.0
    assert course.point.gradient == (4.0, 13.0)
    assert course.map_readout.splitlines()[:3] == ["f(1, 2) = 10", "fx(1, 2) = 4", "fy(1, 2) = 13"]


def test_the_course_in_other_notations(course: App) -> None:
    course.drag_point(to=(1.0, 2.0))
    course.press("leibniz")
    assert "∂f/∂x(1, 2) = 4" in course.map_readout
    course.press("operator")
    assert "Dyf(1, 2) = 13" in course.map_readout


def test_one_drag_is_one_step_of_undo(course: App) -> None:
    before = (course.point.x, course.point.y)
    course.drag_point(to=(-2.0, 1.0))
    course.press("undo")
    assert (course.point.x, course.point.y) == before


def test_with_control_the_point_is_free_of_the_grid(course: App) -> None:
    course.drag_point(to=(1.003, 2.004), keys=CONTROL)
    assert (course.point.x, course.point.y) != (1.0, 2.0)
    course.drag_point(to=(1.0, 2.0))
    assert (course.point.x, course.point.y) == (1.0, 2.0)


def test_arrow_keys_move_the_point_both_ways(course: App) -> None:
    course.drag_point(to=(1.0, 2.0))
    course.keys(Qt.Key.Key_Right, Qt.Key.Key_Up)
    small = course.point.x - 1.0
    assert course.point.y - 2.0 == pytest.approx(small)
    course.keys(Qt.Key.Key_Left, modifiers=SHIFT)
    assert course.point.x == pytest.approx(1.0 - 4 * small)


def test_the_curve_of_the_slice_and_the_map_share_the_point(course: App) -> None:
    course.drag_point(to=(1.0, 2.0))
    course.press("view-curve")
    assert course.canvas.isVisible()
    assert (course.tangent.value, course.tangent.slope) == (10.0, 4.0)
    assert course.window.session.scene.statics.height == "z"
    course.type_into("Value of y", "1")
    assert course.tangent.slope == 2.0
    course.press("view-contour")
    assert course.point.gradient == (2.0, 4.0)
    course.type_into("Point y", "2")
    assert course.point.gradient == (4.0, 13.0)


def test_the_map_is_asked_for_without_a_function_of_two_variables(app: App) -> None:
    app.press("view-contour")
    assert app.canvas.isVisible()
    texts = [label.text() for label in app.window.notices.findChildren(QLabel) if label.isVisible()]
    assert "A contour map needs a function of two variables." in texts


def test_the_map_is_chosen_while_another_row_is_active(course: App) -> None:
    course.press("add-function")
    course.type_function("sin x")
    assert course.canvas.isVisible()
    course.press("view-contour")
    assert course.map.isVisible()


def test_a_corner_along_one_axis_is_named(app: App) -> None:
    app.type_function("|x| + y^2")
    app.drag_point(to=(0.0, 1.0))
    assert "fx(0, 1) does not exist" in app.map_readout
    assert "corner along x" in app.map_readout.lower()
    assert "fy(0, 1) = 2" in app.map_readout


def test_where_the_function_is_undefined_the_readout_says_so(app: App) -> None:
    app.type_function("sqrt(x y)")
    app.drag_point(to=(-1.0, 1.0))
    assert app.map_readout == "f(−1, 1) is undefined\nno derivatives where f is undefined"


def test_panning_zooming_and_fitting(course: App) -> None:
    session, viewport = course.map.session, course.map.canvas.viewport()
    before = session.viewport
    spot = QPoint(500, 60)
    QTest.mousePress(viewport, LEFT, NO_KEYS, spot)
    QTest.mouseMove(viewport, spot + QPoint(40, 10))
    QTest.mouseRelease(viewport, LEFT, NO_KEYS, spot + QPoint(40, 10))
    assert session.viewport.x0 == pytest.approx(before.x0 - 40 / before.pixels_per_x)
    course.press("zoom-in")
    assert session.viewport.pixels_per_x > before.pixels_per_x
    course.press("fit")
    assert session.viewport.pixels_per_x == pytest.approx(session.viewport.pixels_per_y)


def relief(app: App) -> Relief:
    shown = app.map.session.scene.statics.relief
    assert shown is not None
    return shown


def test_the_map_is_coarse_at_first_and_fine_at_rest(course: App, qtbot: QtBot) -> None:
    course.press("zoom-out")
    assert relief(course).detail == "coarse"
    qtbot.waitUntil(lambda: relief(course).detail == "fine")
    assert relief(course).labels


def test_moving_the_point_does_not_touch_the_map(course: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: course.map.session.scene.statics.searched)
    before = course.map.session.scene.statics
    course.drag_point(to=(-1.0, -1.0))
    assert course.map.session.scene.statics is before


def test_point_and_window_come_back_from_a_file(course: App, tmp_path: Path) -> None:
    course.drag_point(to=(1.0, 2.0))
    course.press("zoom-in")
    looked = course.map.session.viewport
    file = tmp_path / "map.derivgui"
    assert course.window.file.save_path(file)
    other = make_window(file=file)
    other.resize(course.window.size())
    other.show()
    assert other.contour is not None
    scene = other.contour.session.scene
    assert scene.point is not None
    assert (scene.point.x, scene.point.y) == (1.0, 2.0)
    seen = scene.statics.viewport
    assert (seen.x0 + seen.x1, seen.y0 + seen.y1) == pytest.approx((looked.x0 + looked.x1, looked.y0 + looked.y1))
    other.close()


def test_the_map_takes_the_focus_of_the_curve_and_gives_it_back(app: App) -> None:
    app.canvas.setFocus()
    app.press("plane-saddle")
    assert app.window.focusWidget() is app.map.canvas
    app.press("undo")
    assert app.window.focusWidget() is app.canvas


def offer(app: App) -> QToolButton | None:
    found = [w for w in app.map.findChildren(QToolButton) if w.accessibleName() == "Show the valley floor"]
    return found[0] if found and found[0].isVisible() else None


def test_a_map_that_hides_its_floor_offers_levels_in_powers_of_ten(app: App, qtbot: QtBot) -> None:
    app.type_function("(1 - x)^2 + 100(y - x^2)^2")
    qtbot.waitUntil(lambda: offer(app) is not None)
    before = len(relief(app).levels.heights)
    app.click("Show the valley floor")
    assert app.action("logarithmic").isChecked()
    assert relief(app).levels.spacing == "logarithmic"
    assert before
    assert offer(app) is None
    app.press("undo")
    assert not app.action("logarithmic").isChecked()
    qtbot.waitUntil(lambda: offer(app) is not None)


def test_the_offer_is_reached_by_keys_and_covers_no_point(app: App, qtbot: QtBot) -> None:
    app.type_function("(1 - x)^2 + 100(y - x^2)^2")
    qtbot.waitUntil(lambda: offer(app) is not None)
    button = offer(app)
    assert button is not None
    under = app.map.session.viewport.to_data(button.geometry().center().x(), button.geometry().center().y())
    app.drag_point(to=under, keys=CONTROL)
    spot = app.map.canvas.handles()["point"].toPoint()
    assert button.isVisible()
    assert not button.geometry().contains(spot)
    app.drag_point(to=(-1.0, 1.0), keys=CONTROL)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert app.action("logarithmic").isChecked()


def test_an_ordinary_bowl_offers_nothing(app: App, qtbot: QtBot) -> None:
    app.type_function("x^2 + y^2")
    qtbot.waitUntil(lambda: relief(app).detail == "fine")
    assert offer(app) is None
