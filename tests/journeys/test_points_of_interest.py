"""Looking for what is worth stopping at: marks, the list, keys, shading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from derivgui.model.scene.interest import Interest
from tests.journeys.driver import LEFT, NO_KEYS, App

SHIFT = Qt.KeyboardModifier.ShiftModifier


def look(app: App, qtbot: QtBot, text: str) -> Interest:
    """Type a function, show its points of interest, and let the hand rest."""
    app.type_function(text)
    app.press("fit")
    if not app.action("interest").isChecked():
        app.press("interest")
    qtbot.waitUntil(lambda: app.window.session.scene.statics.interest is not None, timeout=20_000)
    found = app.window.session.scene.statics.interest
    assert found is not None
    return found


def pixel(app: App, x: float, y: float) -> QPoint:
    px, py = app.window.session.viewport.to_pixel(x, y)
    return QPoint(round(px), round(py))


def rows(app: App) -> list[tuple[str, str]]:
    return [(row.kind, row.place) for row in app.window.interest.rows]


def test_the_list_names_what_the_curve_has(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 3x")
    assert rows(app) == [
        ("zero", "x = −1.73205, y = 0"),
        ("maximum", "x = −1, y = 2"),
        ("zero", "x = 0, y = 0"),
        ("inflection", "x = 0, y = 0"),
        ("minimum", "x = 1, y = −2"),
        ("zero", "x = 1.73205, y = 0"),
    ]
    assert all(row.is_proven for row in app.window.interest.rows)


def test_arrows_walk_the_list_and_enter_goes_there(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 3x")
    listed = app.find(QListWidget, "Points of interest")
    listed.setFocus()
    for _ in range(5):
        QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Up)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    app.settle()
    assert (app.tangent.x, app.tangent.slope) == (1.0, 0.0)
    app.press("undo")
    assert app.tangent.x == 2.0


def test_a_click_in_the_list_goes_there(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 3x")
    listed = app.find(QListWidget, "Points of interest")
    QTest.mouseClick(listed.viewport(), LEFT, NO_KEYS, listed.visualItemRect(listed.item(1)).center())
    app.settle()
    assert app.tangent.x == -1.0


def test_keys_go_from_point_to_point_and_round(app: App, qtbot: QtBot) -> None:
    app.type_function("x^3 - 3x")
    app.press("fit")
    app.type_into("Tangent point x", "0.5")
    seen = []
    for _ in range(3):
        QTest.keyClick(app.canvas, Qt.Key.Key_F3)
        seen.append(round(app.tangent.x, 5))
    QTest.keyClick(app.canvas, Qt.Key.Key_F3, SHIFT)
    seen.append(round(app.tangent.x, 5))
    assert seen == [1.0, 1.73205, -1.73205, 1.73205]


def test_a_click_on_a_mark_moves_the_point_there(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 3x")
    viewport = app.window.canvas.viewport()
    spot = pixel(app, -1.0, 2.0)
    QTest.mouseMove(viewport, spot)
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    QTest.mouseClick(viewport, LEFT, NO_KEYS, spot)
    app.settle()
    assert (app.tangent.x, app.tangent.value, app.tangent.slope) == (-1.0, 2.0, 0.0)


def test_dragging_the_plane_by_a_mark_is_no_click(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 3x")
    viewport = app.window.canvas.viewport()
    spot = pixel(app, -1.0, 2.0)
    QTest.mousePress(viewport, LEFT, NO_KEYS, spot)
    QTest.mouseMove(viewport, spot + QPoint(30, 0))
    QTest.mouseRelease(viewport, LEFT, NO_KEYS, spot + QPoint(30, 0))
    app.settle()
    assert app.tangent.x == 2.0


def test_hovering_names_the_mark_on_the_canvas(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 3x")
    viewport = app.window.canvas.viewport()
    QTest.mouseMove(viewport, QPoint(5, 5))
    app.settle()
    before = app.picture()
    QTest.mouseMove(viewport, pixel(app, 1.0, -2.0) + QPoint(3, 4))
    qtbot.waitUntil(lambda: app.picture() != before)
    QTest.mouseMove(viewport, QPoint(5, 5))
    qtbot.waitUntil(lambda: app.picture() == before)


def test_a_point_out_of_sight_comes_into_sight(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 30x")
    app.press("equal")
    app.press("zoom-in")
    app.type_into("Tangent point x", "-4")
    app.settle()
    app.press("next-interest")
    view = app.window.session.viewport
    assert app.tangent.x == pytest.approx(-(10**0.5))
    assert view.y0 < app.tangent.value < view.y1


def test_a_drag_snaps_to_an_inflection_and_says_so(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x e^-x")
    app.type_into("Tangent point x", "1.5")
    reach = 7 / app.window.session.viewport.pixels_per_x
    app.drag_tangent(to=2.0 + reach)
    assert app.tangent.x == 2.0
    app.drag_tangent(to=2.0 + reach, keys=Qt.KeyboardModifier.ControlModifier)
    assert app.tangent.x == pytest.approx(2.0 + reach, abs=reach)
    assert app.tangent.x != 2.0


def test_the_section_and_the_switch_are_one(app: App, qtbot: QtBot) -> None:
    section = app.window.side.sections["Points of interest"]
    assert not app.window.interest.isVisible()
    look(app, qtbot, "x^2")
    assert section.is_open
    app.press("undo")
    assert not app.action("interest").isChecked()
    assert not app.window.interest.isVisible()
    assert app.window.session.scene.statics.interest is None


def test_rising_and_falling_are_shaded_when_the_hand_rests(app: App, qtbot: QtBot) -> None:
    app.press("slope-signs")
    qtbot.waitUntil(lambda: len(app.window.session.scene.statics.slopes) == 2, timeout=20_000)
    view, image = app.window.session.viewport, app.canvas.grab().toImage()
    falling, rising = (image.pixelColor(pixel(app, x, view.y1 - 0.1)) for x in (-5.3, 5.3))
    assert falling.red() > falling.blue()
    assert rising.blue() > rising.red()


def test_dragging_the_point_paints_no_mark_again(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "x^3 - 3x")
    statics = app.window.session.scene.statics
    app.drag_tangent(to=0.4)
    assert app.window.session.scene.statics is statics


def test_nothing_in_the_window_is_said_in_words(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "e^x")
    assert rows(app) == []
    assert app.window.interest.note == "None found in this window."
    app.press("next-interest")
    assert app.tangent.x == 2.0


def test_while_a_curve_is_looked_at_nobody_says_that_there_is_nothing(app: App, qtbot: QtBot) -> None:
    look(app, qtbot, "e^x")
    said: list[tuple[bool, str]] = []
    app.window.session.scene_changed.connect(
        lambda scene: (
            said.append((scene.statics.interest is None, app.window.interest.note)) if scene.statics.curves else None
        )
    )
    look(app, qtbot, "x^3 - 3x")
    assert {note for is_unknown, note in said if is_unknown} == {"Looking…"}
    assert said[-1] == (False, "")


def test_arrow_keys_stop_at_a_corner_on_their_way(app: App) -> None:
    app.type_function("|x - 1/3|")
    app.type_into("Tangent point x", "0.3")
    app.keys(Qt.Key.Key_Right)
    assert app.tangent.x == 1 / 3
    assert "corner  slopes −1 | 1  proven" in app.readout
    app.keys(Qt.Key.Key_Right)
    assert app.tangent.x > 0.4
    app.press("undo")
    assert app.tangent.x == 0.3


def test_the_picture_names_what_the_keys_have_come_to(app: App, qtbot: QtBot) -> None:
    """A word near the point, which goes when the point does."""
    look(app, qtbot, "x^(2/3)")
    app.type_into("Tangent point x", "2")
    app.keys(Qt.Key.Key_F3)
    app.settle()
    named = app.picture()
    app.window.canvas.set_note("")
    app.settle()
    assert app.tangent.x == 0.0
    assert app.picture() != named
    app.window.canvas.set_note("zero, minimum (cusp)")
    app.settle()
    assert app.picture() == named
    app.press("undo")
    app.type_into("Tangent point x", "0")
    app.canvas.setFocus()
    app.settle()
    assert app.picture() != named


def test_arrow_keys_pass_a_crowd(app: App) -> None:
    app.type_function("sin(40x)")
    app.type_into("Tangent point x", "0.5")
    app.keys(Qt.Key.Key_Left)
    assert app.tangent.x < 0.49
