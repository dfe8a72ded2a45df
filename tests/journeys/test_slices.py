"""The two slices beside the map: their slopes are the partial derivatives, and dragging any of the three drags all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.journeys.driver import App


@pytest.fixture
def course(app: App) -> App:
    """The course's example at (1, 2), with gradient (2xy, x² + 3y²) = (4, 13)."""
    app.type_function("x^2 y + y^3")
    app.drag_point(to=(1.0, 2.0))
    return app


def test_the_slopes_of_the_slices_are_the_partial_derivatives(course: App) -> None:
    assert course.slice_slope("x") == 4.0
    assert course.slice_slope("y") == 13.0


def test_dragging_on_a_slice_moves_the_one_point(course: App) -> None:
    course.drag_on_slice("x", "tangent", to=-2.0)
    assert (course.point.x, course.point.y) == (-2.0, 2.0)
    course.drag_on_slice("y", "tangent", to=1.0)
    assert (course.point.x, course.point.y) == (-2.0, 1.0)
    assert course.point.gradient == (-4.0, 7.0)
    assert (course.slice_slope("x"), course.slice_slope("y")) == (-4.0, 7.0)


def test_a_drag_on_a_slice_is_one_step_of_undo(course: App) -> None:
    course.drag_on_slice("y", "tangent", to=-1.0)
    course.press("undo")
    assert (course.point.x, course.point.y) == (1.0, 2.0)


def test_the_secant_on_the_first_slice_is_the_limit_definition_of_the_partial(course: App, qtbot: QtBot) -> None:
    course.drag_on_slice("x", "secant", to=2.0)
    assert course.secant.slope == 6.0
    assert course.table(0) == ("1", "6", "2")
    course.type_into("Step h", "1e-15")
    course.press("play")
    qtbot.waitUntil(lambda: course.secant.h == 1e-16)
    assert course.secant.slope == 4.0


def test_arrow_keys_move_the_point_along_a_slice(course: App) -> None:
    canvas = course.slice("y")
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert course.point.x == 1.0
    assert course.point.y > 2.0


def test_the_slices_fold_away_and_come_back(course: App) -> None:
    width = course.map.canvas.width()
    course.press("slices")
    assert not course.map.slices.isVisible()
    assert course.map.canvas.width() > width
    course.press("slices")
    assert course.slice_slope("y") == 13.0


def test_a_slice_spans_what_the_map_spans(course: App) -> None:
    view = course.map.session.viewport
    shown = course.slice("y").shown
    assert shown is not None
    slice_view = shown.statics.viewport
    assert (slice_view.x0, slice_view.x1) == (view.y0, view.y1)


def test_a_slice_through_a_jump_is_torn_there_also_while_the_point_moves(app: App) -> None:
    app.type_function("floor(x) + 0y")
    app.drag_point(to=(0.5, 1.0))
    shown = app.slice("x").shown
    assert shown is not None
    assert all(piece[:, 1].max() - piece[:, 1].min() < 0.5 for piece in shown.statics.curves[0].sampled.pieces)
