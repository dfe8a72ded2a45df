"""The badge of the window: what is proven, and the way to what is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from derivgui.painting.plane import numbers_across
from derivgui.ui.certificate.badge import CertificateBadge
from tests.journeys.driver import LEFT, NO_KEYS, App


def rest(app: App, qtbot: QtBot, text: str) -> CertificateBadge:
    """Type a function, fit it, and let the hand rest until the badge is there."""
    app.type_function(text)
    app.press("fit")
    return badge(app, qtbot)


def badge(app: App, qtbot: QtBot) -> CertificateBadge:
    qtbot.waitUntil(lambda: app.window.session.scene.certificate is not None, timeout=20_000)
    found = app.window.certificate.badge
    assert found is not None
    return found


def rows(shown: CertificateBadge) -> list[str]:
    """What can be chosen in the list."""
    return [action.text() for action in shown.stretches.actions() if action.isEnabled() and action.text()]


def test_a_rest_brings_the_badge_and_a_pan_takes_it_away(app: App, qtbot: QtBot) -> None:
    shown = rest(app, qtbot, "x^3 - 3x")
    assert shown.isVisible()
    assert shown.text() == "proven: nothing hidden in this window"
    app.window.session.look(app.window.session.viewport.panned(30, 0))
    assert not shown.isVisible()
    badge(app, qtbot)
    assert shown.isVisible()


def test_dragging_the_point_leaves_the_badge(app: App, qtbot: QtBot) -> None:
    shown = rest(app, qtbot, "x^2")
    app.drag_tangent(to=1.0)
    assert shown.isVisible()


def test_a_needle_between_the_samples_is_drawn(app: App, qtbot: QtBot) -> None:
    app.type_function("2/(e^(10^6(x-0.371))+e^(10^6(0.371-x)))")
    shown = badge(app, qtbot)
    assert shown.text() == "proven: nothing hidden in this window (1 found between the samples)"
    view, image = app.window.session.viewport, app.canvas.grab().toImage()
    px, py = view.to_pixel(0.371, 0.7)
    inks = [image.pixelColor(QPoint(round(px) + shift, round(py))).blueF() for shift in (-1, 0, 1)]
    reds = [image.pixelColor(QPoint(round(px) + shift, round(py))).redF() for shift in (-1, 0, 1)]
    assert max(b - r for b, r in zip(inks, reds, strict=True)) > 0.4


def test_a_click_lists_what_is_open_and_a_click_there_looks_at_it(app: App, qtbot: QtBot) -> None:
    shown = rest(app, qtbot, "sin(1/x)")
    assert shown.text() == "not determined: 1 stretch"
    QTest.mouseClick(shown, LEFT, NO_KEYS, shown.rect().center())
    qtbot.waitUntil(shown.stretches.isVisible)
    (row,) = rows(shown)
    assert row.startswith("swings faster than pixels show, x from −0.")
    before = app.window.session.viewport
    action = next(a for a in shown.stretches.actions() if a.text() == row)
    QTest.mouseClick(shown.stretches, LEFT, NO_KEYS, shown.stretches.actionGeometry(action).center())
    after = app.window.session.viewport
    assert after.x1 - after.x0 < 0.5 * (before.x1 - before.x0)
    assert after.x0 < 0 < after.x1
    assert (after.y0, after.y1) == (before.y0, before.y1)


def test_keys_open_the_list_and_choose(app: App, qtbot: QtBot) -> None:
    shown = rest(app, qtbot, "sin(1/x)")
    before = app.window.session.viewport
    QTest.keyClick(app.canvas, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shown.stretches.isVisible)
    QTest.keyClick(shown.stretches, Qt.Key.Key_Return)
    assert app.window.session.viewport.x1 - app.window.session.viewport.x0 < before.x1 - before.x0
    badge(app, qtbot)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    qtbot.waitUntil(shown.stretches.isVisible)
    QTest.keyClick(shown.stretches, Qt.Key.Key_Escape)
    assert not shown.stretches.isVisible()


def test_it_says_the_same_to_a_screen_reader(app: App, qtbot: QtBot) -> None:
    shown = rest(app, qtbot, "tan x")
    assert shown.accessibleName() == "proven: nothing hidden in this window"
    assert shown.accessibleDescription().startswith("Ball arithmetic encloses f ")


def put_the_point(app: App, qtbot: QtBot, spot: QPoint) -> None:
    """Move the point along the curve below ``spot``, and the window until it is there; the secant's stays far away."""
    session = app.window.session
    app.type_into("Step h", "-6")
    app.type_into("Tangent point x", f"{session.viewport.to_data(spot.x(), 0.0)[0]:.6f}")
    session.look(session.viewport.panned(0.0, spot.y() - app.spot("tangent").y()))
    qtbot.waitUntil(lambda: session.scene.certificate is not None, timeout=20_000)


def test_it_says_less_where_the_point_stands_and_all_again_when_it_has_passed(app: App, qtbot: QtBot) -> None:
    shown = rest(app, qtbot, "-|x|")
    whole, corner = shown.text(), shown.geometry()
    left = QPoint(corner.left() + 30, corner.center().y())
    for spot, words in ((left, "proven"), (QPoint(corner.left() - 60, left.y()), whole)):
        put_the_point(app, qtbot, spot)
        assert shown.isVisible()
        assert shown.text() == words
        assert shown.geometry().bottomRight() == corner.bottomRight()


def test_it_gives_way_to_the_point_in_its_corner(app: App, qtbot: QtBot) -> None:
    shown = rest(app, qtbot, "-|x|")
    corner = shown.geometry()
    put_the_point(app, qtbot, QPoint(corner.right() - 10, corner.center().y()))
    assert not shown.isVisible()
    put_the_point(app, qtbot, QPoint(corner.left() - 60, corner.center().y()))
    assert shown.isVisible()


@pytest.mark.parametrize("above", [-200, 10, 25, 35, 45, 60, 200])
def test_it_leaves_the_numbers_of_the_axis_whole(app: App, qtbot: QtBot, above: int) -> None:
    """With the x axis so many pixels above the lower edge of the canvas, or below it."""
    shown = rest(app, qtbot, "x^2 + 1")
    view = app.window.session.viewport
    app.window.session.look(view.panned(0.0, view.height - above - view.to_pixel(0.0, 0.0)[1]))
    badge(app, qtbot)
    numbers = numbers_across(app.window.session.viewport, 14.0).toAlignedRect()
    assert shown.isVisible()
    assert not shown.geometry().intersects(numbers)
    assert app.canvas.height() - shown.geometry().bottom() < 100


def test_before_anything_is_known_a_key_says_so(app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.window.session.notice_raised):
        app.window.session.look(app.window.session.viewport.panned(5, 0))
        app.action("certificate").trigger()


def test_without_a_curve_there_is_nothing_to_prove(app: App, qtbot: QtBot) -> None:
    app.type_function("x +")
    with qtbot.waitSignal(app.window.session.notice_raised) as raised:
        app.action("certificate").trigger()
    assert raised.args is not None
    assert raised.args[1] == "There is no curve to be examined."


@pytest.mark.parametrize("size", [(1280, 800), (1000, 650), (900, 600)])
def test_it_stands_in_its_corner_at_every_size(app: App, qtbot: QtBot, size: tuple[int, int]) -> None:
    app.window.resize(*size)
    shown = rest(app, qtbot, "x^3 - 3x")
    corner = shown.geometry().bottomRight()
    assert app.canvas.width() - 12 <= corner.x() <= app.canvas.width()
    assert app.canvas.height() - 12 <= corner.y() <= app.canvas.height()
    assert shown.width() <= app.canvas.width() / 2


def test_on_a_narrow_canvas_it_leaves_the_other_corner_to_the_readout(app: App, qtbot: QtBot) -> None:
    app.window.resize(900, 600)
    app.press("page-derivation")
    shown = rest(app, qtbot, "x^3 - 3x")
    qtbot.waitUntil(lambda: app.canvas.width() < 320)
    assert shown.isVisible()
    assert shown.text() == ""
    assert shown.width() < 48
    assert shown.accessibleName() == "proven: nothing hidden in this window"
