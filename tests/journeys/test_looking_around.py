"""Panning, zooming, fitting; themes and panels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from derivgui.app import make_window
from tests.journeys.driver import LEFT, App

EMPTY = QPoint(200, 60)


def wheel(app: App, spot: QPoint, steps: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    viewport = app.window.canvas.viewport()
    event = QWheelEvent(
        QPointF(spot),
        QPointF(viewport.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    app.settle()


def test_the_wheel_zooms_at_the_pointer(app: App) -> None:
    before = app.window.session.viewport
    x, y = before.to_data(EMPTY.x(), EMPTY.y())
    wheel(app, EMPTY, 3)
    after = app.window.session.viewport
    assert after.pixels_per_x > before.pixels_per_x
    assert after.to_pixel(x, y) == pytest.approx((EMPTY.x(), EMPTY.y()), abs=1e-6)


def test_the_wheel_over_a_handle_zooms_into_it_for_ever(app: App) -> None:
    app.type_function("|x - 1| + x^2")
    app.type_into("Tangent point x", "1")
    start = app.spot("tangent")
    for _ in range(40):
        wheel(app, start + QPoint(4, -3), 5)
    view = app.window.session.viewport
    assert view.x1 - view.x0 < 1e-10
    assert view.x0 < 1.0 < view.x1
    assert (app.spot("tangent") - start).manhattanLength() <= 4


def test_dragging_the_plane_moves_it_with_the_hand(app: App) -> None:
    before = app.window.session.viewport
    viewport = app.window.canvas.viewport()
    QTest.mousePress(viewport, LEFT, Qt.KeyboardModifier.NoModifier, EMPTY)
    QTest.mouseMove(viewport, EMPTY + QPoint(30, 10))
    QTest.mouseMove(viewport, EMPTY + QPoint(50, 20))
    QTest.mouseRelease(viewport, LEFT, Qt.KeyboardModifier.NoModifier, EMPTY + QPoint(50, 20))
    after = app.window.session.viewport
    assert (before.x0 - after.x0) * before.pixels_per_x == pytest.approx(50)
    assert (after.y0 - before.y0) * before.pixels_per_y == pytest.approx(20)


def test_looking_elsewhere_is_no_edit_and_undo_does_not_move_the_eye(app: App) -> None:
    app.drag_tangent(to=1.0)
    app.press("zoom-in")
    looked = app.window.session.viewport
    app.press("undo")
    assert app.tangent.x == 2.0
    assert app.window.session.viewport == looked


@pytest.mark.parametrize(
    "text", ["x^2", "1000x^2 + 5000", "sin x", "1/x", "e^x", "ln x", "0.001x", "tan x", "7", "sqrt(-x)"]
)
def test_fit_shows_the_curve_and_its_point(app: App, text: str) -> None:
    app.type_function(text)
    app.press("fit")
    view = app.window.session.viewport
    assert view.is_sound()
    tangent = app.tangent
    if tangent.exists:
        assert view.x0 < tangent.x < view.x1
        assert view.y0 < tangent.value < view.y1


def test_zooming_far_in_and_out_never_breaks(app: App) -> None:
    for steps in (-1, 1):
        for _ in range(120):
            wheel(app, QPoint(300, 200), 8 * steps)
    assert app.window.session.viewport.is_sound()
    app.press("fit")
    assert "f′(2) = 4" in app.readout


def test_resizing_keeps_the_scale(app: App) -> None:
    app.press("zoom-in")
    before = app.window.session.viewport
    app.window.resize(1000, 650)
    app.settle()
    after = app.window.session.viewport
    assert after.pixels_per_x == pytest.approx(before.pixels_per_x)
    assert after.width < before.width


def test_the_dark_theme_darkens_the_canvas(app: App) -> None:
    light = app.canvas.grab().toImage().pixelColor(EMPTY).lightness()
    app.press("theme-dark")
    dark = app.canvas.grab().toImage().pixelColor(EMPTY).lightness()
    app.press("theme-light")
    assert dark < 60 < 200 < light


def test_panels_fold_away(app: App) -> None:
    width = app.canvas.width()
    app.press("side-panel")
    app.press("limit-panel")
    assert app.canvas.width() > width
    assert not app.window.limit.isVisible()
    app.press("side-panel")
    app.press("limit-panel")
    assert app.window.limit.isVisible()


def test_help_lists_every_shortcut(app: App) -> None:
    app.press("shortcuts")
    app.press("about")


def test_the_theme_is_remembered_by_the_next_window(app: App) -> None:
    app.press("theme-dark")
    other = make_window()
    assert other.colours.is_dark
    app.press("theme-light")
    assert not make_window().colours.is_dark
    app.press("theme-system")
