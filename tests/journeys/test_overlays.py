"""A layer of another feature over a canvas: it knows the window, paints, and its handles answer the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.ui.overlay import Overlay
from tests.journeys.driver import LEFT, NO_KEYS, App

BALL = (-3.0, 4.0)
RED = QColor("#FF0000")


class Ball(Overlay):
    """A red square that can be grabbed."""

    def handles(self) -> dict[str, QPointF]:
        return {"ball": self.to_pixel(*BALL)}

    def paint_over(self, painter: QPainter, view: Viewport, palette: Palette, grip: Grip) -> None:
        spot = self.to_pixel(*BALL)
        painter.fillRect(int(spot.x()) - 4, int(spot.y()) - 4, 9, 9, RED)


@pytest.fixture
def ball(app: App) -> Ball:
    overlay = Ball(app.window.colours)
    app.window.canvas.add_overlay(overlay)
    return overlay


def colour_at_the_ball(app: App) -> QColor:
    x, y = app.window.session.viewport.to_pixel(*BALL)
    return app.canvas.grab().toImage().pixelColor(QPoint(int(x), int(y)))


def test_it_is_painted_where_its_data_point_is_in_every_window(app: App, ball: Ball) -> None:
    assert colour_at_the_ball(app) == RED
    app.press("zoom-out")
    assert colour_at_the_ball(app) == RED


def test_its_handle_is_dragged_in_data_coordinates_and_moves_nothing_else(app: App, ball: Ball) -> None:
    moved: list[tuple[str, float, float, bool]] = []
    canvas = app.window.canvas
    canvas.handle_dragged.connect(lambda *drag: moved.append(drag))
    start = ball.handles()["ball"].toPoint()
    QTest.mouseMove(canvas.viewport(), start)
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEYS, start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(30, -20))
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEYS, start + QPoint(30, -20))
    view = app.window.session.viewport
    name, x, y, _ = moved[-1]
    assert name == "ball"
    assert x == pytest.approx(BALL[0] + 30 / view.pixels_per_x)
    assert y == pytest.approx(BALL[1] + 20 / view.pixels_per_y)
    assert app.tangent.x == 2.0


def test_the_keyboard_reaches_its_handle_after_those_of_the_canvas(app: App, ball: Ball) -> None:
    nudged: list[str] = []
    app.window.canvas.handle_nudged.connect(lambda name, *_: nudged.append(name))
    app.keys(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Left)
    assert nudged == ["ball"]
