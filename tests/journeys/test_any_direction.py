"""The dial: a unit vector u, the slope along it, its graph over the angle, and where it comes to rest."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from derivgui.model.scene.contour import Directed
from derivgui.painting.contour.angle_graph import AngleGraph
from tests.journeys.driver import LEFT, NO_KEYS, App

CONTROL = Qt.KeyboardModifier.ControlModifier
STEEPEST = math.atan2(13.0, 4.0)


@pytest.fixture
def dial(app: App) -> App:
    """The course's example at (1, 2), with gradient (4, 13), and the dial."""
    app.type_function("x^2 y + y^3")
    app.drag_point(to=(1.0, 2.0))
    app.press("direction")
    return app


def directed(app: App) -> Directed:
    found = app.map.session.scene.directed
    assert found is not None
    return found


def graph(app: App) -> AngleGraph:
    found = app.map.column.direction.angles.graph
    assert found is not None
    return found


def turn_to(app: App, angle: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Drag the tip of u to where it points at an angle (radians)."""
    app.drag_on_map("direction", (1.0 + math.cos(angle), 2.0 + math.sin(angle)), keys)


def test_along_the_first_axis_the_slope_is_the_first_partial_derivative(dial: App) -> None:
    assert directed(dial).slope == 4.0
    assert "Duf(1, 2) = 4" in dial.map_readout


def test_turned_to_the_second_axis_it_is_the_second(dial: App) -> None:
    turn_to(dial, math.pi / 2)
    assert directed(dial).slope == pytest.approx(13.0, abs=1e-12)


def test_the_dial_rests_at_steepest_ascent_where_the_slope_is_the_gradients_length(dial: App) -> None:
    turn_to(dial, STEEPEST + math.radians(3))
    assert directed(dial).angle == STEEPEST
    assert directed(dial).slope == pytest.approx(math.hypot(4, 13))


def test_it_rests_where_nothing_changes(dial: App) -> None:
    turn_to(dial, STEEPEST - math.pi / 2 - math.radians(2))
    assert directed(dial).slope == pytest.approx(0.0, abs=1e-12)


def test_with_control_it_is_free(dial: App) -> None:
    turn_to(dial, STEEPEST + math.radians(3), CONTROL)
    assert directed(dial).angle != STEEPEST


def test_the_graph_over_the_angle_is_a_cosine_with_its_peak_at_the_gradient(dial: App) -> None:
    angles, slopes = graph(dial).slopes.T
    assert slopes == pytest.approx([math.hypot(4, 13) * math.cos(angle - STEEPEST) for angle in angles])
    assert {turn.note for turn in graph(dial).special} == {"steepest ascent", "steepest descent", "no change"}


def test_dragging_in_the_graph_turns_the_dial_in_one_step_of_undo(dial: App) -> None:
    canvas = dial.map.column.direction.angles
    QTest.mousePress(canvas, LEFT, NO_KEYS, QPoint(40, 60))
    QTest.mouseMove(canvas, QPoint(90, 60))
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, QPoint(90, 60))
    assert directed(dial).angle < 0
    dial.press("undo")
    assert directed(dial).angle == 0.0


def test_arrow_keys_turn_it(dial: App) -> None:
    dial.keys(Qt.Key.Key_Tab, Qt.Key.Key_Left)
    assert directed(dial).angle == pytest.approx(math.radians(5))


def test_where_partial_derivatives_make_no_plane_the_graph_is_no_cosine(app: App) -> None:
    app.type_function("{x^2 + y^2 = 0: 0, x^2 y/(x^2 + y^2)}")
    app.drag_point(to=(0.0, 0.0))
    app.press("direction")
    angles, slopes = graph(app).slopes.T
    known = np.isfinite(slopes)
    assert slopes[known] == pytest.approx(np.cos(angles[known]) ** 2 * np.sin(angles[known]))
    assert not known.all()


def test_the_column_chooses_between_slices_and_any_direction(dial: App) -> None:
    assert dial.map.column.direction.isVisible()
    dial.press("direction")
    assert dial.map.slices.isVisible()
    assert dial.map.session.scene.directed is None
