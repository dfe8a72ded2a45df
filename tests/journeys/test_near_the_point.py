"""The tangent plane and the quadratic approximation, examples with their stories, and what a minimum says."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from derivgui.model.scene.plane_examples import PLANE_EXAMPLES, PlaneExample
from tests.journeys.driver import App


@pytest.fixture
def near(app: App, qtbot: QtBot) -> App:
    app.type_function("x^2 y + y^3")
    app.drag_point(to=(1.0, 2.0))
    app.press("approximation")
    qtbot.waitUntil(lambda: app.map.near.plane != "")
    return app


def test_the_tangent_plane_and_the_paraboloid_are_written_out(near: App) -> None:
    assert near.map.near.plane == "z = 10 + 4(x - 1) + 13(y - 2)"
    assert "+2(x-1)^{2}+2(x-1)(y-2)+6(y-2)^{2}" in near.map.near.paraboloid.replace(" ", "")


def test_the_sentence_says_where_it_is_steepest(near: App) -> None:
    assert near.map.near.sentence.startswith("∇f(1, 2) = (4, 13): steepest ascent towards 72.9°")


def test_the_level_lines_of_a_paraboloid_are_its_own(app: App) -> None:
    app.type_function("x^2 + 3y^2")
    app.drag_point(to=(1.0, 1.0))
    app.press("approximation")
    ghost = app.map.session.scene.ghost
    assert ghost
    for line in ghost:
        x, y = line[~(line[:, 0] != line[:, 0])].T
        heights = x**2 + 3 * y**2
        assert heights == pytest.approx([heights.mean()] * len(heights), abs=0.05)


def test_of_a_text_that_cannot_be_read_nothing_is_said(near: App, qtbot: QtBot) -> None:
    near.type_function("x^2 y + y^3 + (")
    qtbot.waitUntil(lambda: near.map.near.plane == "")
    assert near.map.near.paraboloid == ""
    assert near.map.near.sentence == "Choose a function that can be read and is not hidden."
    near.type_function("x^2 y + y^3")
    qtbot.waitUntil(lambda: near.map.near.plane != "")


def test_a_corner_has_no_plane(near: App, qtbot: QtBot) -> None:
    near.type_function("|x| + y")
    near.drag_point(to=(0.0, 1.0))
    qtbot.waitUntil(lambda: near.map.near.plane == "")
    assert "does not exist" in near.map.near.sentence


def test_at_a_minimum_the_readout_tells_the_largest_safe_learning_rate(app: App, qtbot: QtBot) -> None:
    app.type_function("(x + 2y - 7)^2 + (2x + y - 5)^2")
    qtbot.waitUntil(lambda: app.map.session.scene.statics.searched, timeout=15_000)
    app.press("next-interest")
    assert (app.point.x, app.point.y) == (1.0, 3.0)
    assert "minimum  λ = 2 and 18" in app.map_readout
    assert "learning rates below 2/λmax = 0.11111" in app.map_readout


@pytest.mark.parametrize("example", PLANE_EXAMPLES, ids=lambda example: example.id)
def test_each_example_opens_its_map_in_its_window_with_its_story(app: App, example: PlaneExample) -> None:
    app.press(example.id)
    assert (app.point.x, app.point.y) == example.point
    view = app.map.session.viewport
    x0, x1, y0, y1 = example.window
    assert view.x0 <= x0 + 1e-9
    assert x1 - 1e-9 <= view.x1
    assert view.y0 <= y0 + 1e-9
    assert y1 - 1e-9 <= view.y1
    relief = app.map.session.scene.statics.relief
    assert relief is not None
    assert relief.levels.spacing == ("logarithmic" if example.logarithmic else "linear")
    texts = [label.text() for label in app.window.notices.findChildren(QLabel) if label.isVisible()]
    assert example.story in texts


def test_fit_shows_the_critical_points_and_stays_where_it_is(app: App, qtbot: QtBot) -> None:
    app.press("plane-himmelblau")
    qtbot.waitUntil(lambda: app.map.session.scene.statics.searched, timeout=15_000)
    app.press("fit")
    first = app.map.session.viewport
    assert first.x0 < -3.8 < 3.6 < first.x1
    qtbot.waitUntil(lambda: app.map.session.scene.statics.searched, timeout=15_000)
    app.press("fit")
    assert app.map.session.viewport == first
