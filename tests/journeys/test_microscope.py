"""The microscope in the window: opened, turned by wheel, keys, field and player, and never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from derivgui.ui.examples import EXAMPLES
from tests.journeys.driver import App

CTRL = Qt.KeyboardModifier.ControlModifier


def inset(app: App) -> QWidget:
    return app.find(QWidget, "Microscope inset")


def words(app: App) -> str:
    return app.find(QWidget, "The curve at the point, magnified").accessibleDescription()


def magnify(app: App, k: str) -> None:
    app.type_into("Magnification, power of ten", k)


def wheel(widget: QWidget, notches: int) -> None:
    spot = widget.rect().center()
    event = QWheelEvent(
        QPointF(spot),
        QPointF(widget.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_it_opens_beside_the_point_and_closes_by_its_cross(app: App, qtbot: QtBot) -> None:
    app.press("microscope")
    assert inset(app).isVisible()
    qtbot.waitUntil(lambda: "Nearly straight" in words(app))
    app.click("Close the microscope")
    assert not app.window.session.document.shown.microscope
    assert not app.action("microscope").isChecked()
    app.press("undo")
    assert inset(app).isVisible()


def test_the_parabola_becomes_a_line_and_the_corner_stays(app: App, qtbot: QtBot) -> None:
    app.press("microscope")
    magnify(app, "300")
    qtbot.waitUntil(lambda: "nothing is left of the bend" in words(app))
    app.type_function("|x|")
    app.type_into("Tangent point x", "0")
    qtbot.waitUntil(lambda: words(app) == "The corner stays, however far you zoom. (Proven.)")


def test_the_wheel_over_it_magnifies_and_leaves_the_plane_alone(app: App) -> None:
    app.press("microscope")
    before = app.window.session.viewport
    k = app.window.microscope.k
    wheel(inset(app), 4)
    assert app.window.microscope.k == k + 1
    wheel(inset(app), -40)
    assert app.window.microscope.k == 0
    assert app.window.session.viewport == before


def test_keys_on_the_slider_step_decades(app: App) -> None:
    app.press("microscope")
    slider = app.find(QSlider, "Magnification")
    slider.setFocus()
    for key, k in (
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_PageUp, 11),
        (Qt.Key.Key_Left, 10),
        (Qt.Key.Key_End, 300),
    ):
        QTest.keyClick(slider, key)
        assert app.window.microscope.k == k


def test_a_magnification_out_of_range_is_explained_and_not_taken(app: App) -> None:
    app.press("microscope")
    magnify(app, "12")
    magnify(app, "400")
    assert app.window.microscope.k == 12
    assert "from 0 to 300" in app.find(QLineEdit, "Magnification, power of ten").toolTip()


def test_it_plays_through_the_decades_and_pauses(app: App, qtbot: QtBot) -> None:
    app.press("microscope")
    magnify(app, "0")
    app.click("Zoom in through all magnifications")
    qtbot.waitUntil(lambda: app.window.microscope.k > 2)
    app.click("Pause")
    k = app.window.microscope.k
    assert not app.window.microscope.is_playing
    app.settle()
    assert app.window.microscope.k == k
    magnify(app, "299")
    app.click("Zoom in through all magnifications")
    qtbot.waitUntil(lambda: app.window.microscope.k == 300 and not app.window.microscope.is_playing)


def test_a_press_on_it_moves_neither_plane_nor_point(app: App) -> None:
    app.press("microscope")
    before = app.window.session.viewport
    card = inset(app)
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    QTest.mouseMove(card, QPoint(60, 60))
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert app.window.session.viewport == before


def test_it_stays_while_a_hand_drags_and_goes_out_of_the_way_when_it_rests(app: App, qtbot: QtBot) -> None:
    app.press("microscope")
    home = inset(app).geometry()
    under = app.window.session.viewport.to_data(home.center().x(), home.center().y())
    app.type_function(f"{under[1]:.3f} + 0 x")
    canvas, start = app.window.canvas.viewport(), app.spot("tangent")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, CTRL, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(canvas, start + (QPoint(home.center().x(), start.y()) - start) * share)
        assert inset(app).geometry() == home
    qtbot.waitUntil(lambda: not inset(app).geometry().contains(app.spot("tangent")))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, CTRL, QPoint(home.center().x(), start.y()))
    away = inset(app).geometry()
    app.drag_tangent(to=app.tangent.x - 0.5, keys=CTRL)
    lens = app.window.microscope.inset
    assert lens is not None
    lens.settle()
    assert lens.geometry() == away


@pytest.mark.parametrize("x", [-3.0, -1.5, 0.0, 1.0, 2.0, 3.0])
def test_in_a_small_window_beside_a_derivation_it_hides_no_point(app: App, qtbot: QtBot, x: float) -> None:
    app.type_function("x^3 - 3x")
    app.press("microscope")
    app.press("page-derivation")
    app.window.resize(1000, 650)
    app.type_into("Tangent point x", f"{x}")
    qtbot.waitUntil(lambda: not inset(app).geometry().contains(app.spot("tangent")))
    assert app.canvas.rect().contains(inset(app).geometry())
    for child in inset(app).findChildren(QToolButton):
        assert inset(app).rect().contains(child.geometry())


def test_in_its_smallest_form_the_sentence_is_in_the_tooltip(app: App, qtbot: QtBot) -> None:
    app.type_function("x^3 - 3x")
    app.press("microscope")
    app.press("page-derivation")
    app.window.resize(1000, 650)
    view = app.find(QWidget, "The curve at the point, magnified")
    qtbot.waitUntil(lambda: "still bends" in words(app) and inset(app).width() < 200)
    assert view.toolTip().startswith(words(app))


def test_it_fits_a_small_window(app: App, qtbot: QtBot) -> None:
    app.press("microscope")
    app.window.resize(1000, 650)
    app.settle()
    assert app.canvas.rect().contains(inset(app).geometry())
    qtbot.waitUntil(lambda: not inset(app).geometry().contains(app.spot("tangent")))
    for child in inset(app).findChildren(QToolButton):
        assert inset(app).rect().contains(child.geometry())


def test_it_follows_the_theme(app: App, qtbot: QtBot) -> None:
    app.press("microscope")
    app.press("theme-light")
    light = inset(app).grab().toImage().pixelColor(60, 60).lightness()
    app.press("theme-dark")
    dark = inset(app).grab().toImage().pixelColor(60, 60).lightness()
    app.press("theme-system")
    assert dark < 60 < 200 < light


def test_without_a_function_it_says_so(app: App, qtbot: QtBot) -> None:
    app.press("microscope")
    app.type_function("sinn(x)")
    qtbot.waitUntil(lambda: "Choose a function" in words(app))


def test_every_example_can_be_read_and_taken_back(app: App) -> None:
    for example in EXAMPLES:
        app.press(example.id)
        assert app.window.session.function is not None
        assert app.tangent.x == example.x
        app.press("undo")
        assert len(app.window.session.document.functions) == 1


def test_the_weierstrass_example_says_that_it_is_a_finite_sum(app: App, qtbot: QtBot) -> None:
    app.press("example-weierstrass")
    texts = [label.text() for label in app.window.notices.findChildren(QLabel) if label.isVisible()]
    assert any("finite sum is smooth" in text for text in texts)
    app.press("microscope")
    magnify(app, "10")
    qtbot.waitUntil(lambda: "Far from straight" in words(app))
    magnify(app, "17")
    qtbot.waitUntil(lambda: "Nearly straight" in words(app))


@pytest.mark.parametrize("below", [-30, 12, 25, 38, 60])
def test_it_leaves_room_for_the_badge_that_stands_above_the_axis(app: App, qtbot: QtBot, below: int) -> None:
    """With a point in its favourite corner and the x axis so many pixels above the lower edge of the canvas."""
    app.type_function("5")
    app.press("microscope")
    session = app.window.session
    view = session.viewport
    unit = (view.height - below - 60) / 5.0
    session.look(view.showing(-5.0, 5.0, -below / unit, (view.height - below) / unit))
    app.type_into("Tangent point x", f"{session.viewport.to_data(view.width - 80, 0.0)[0]:.6f}")
    qtbot.waitUntil(lambda: session.scene.certificate is not None, timeout=5000)
    badge = app.window.certificate.badge
    assert badge is not None
    assert badge.isVisible()
    qtbot.waitUntil(lambda: inset(app).geometry().top() > 20)
    assert not inset(app).geometry().intersects(badge.geometry())
