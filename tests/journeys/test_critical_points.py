"""Critical points on the map: marked, listed with their kind and status, walked through with F3."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.journeys.driver import LEFT, NO_KEYS, App

HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"


def listed(app: App) -> list[tuple[str, str]]:
    return [(row.kind, row.place) for row in app.window.critical.rows]


def wait_for_all(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: app.map.session.scene.statics.searched, timeout=15_000)


@pytest.fixture
def himmelblau(app: App, qtbot: QtBot) -> App:
    app.type_function(HIMMELBLAU)
    wait_for_all(app, qtbot)
    return app


def test_all_nine_of_himmelblau_are_listed_and_none_can_be_missing(himmelblau: App) -> None:
    kinds = [kind for kind, _ in listed(himmelblau)]
    assert (kinds.count("minimum"), kinds.count("maximum"), kinds.count("saddle")) == (4, 1, 4)
    assert ("minimum", "(3, 2)") in listed(himmelblau)
    assert himmelblau.window.critical.note == "Proven: there are no others in this window."


def test_f3_walks_through_them_and_shift_f3_back(himmelblau: App) -> None:
    himmelblau.press("next-interest")
    first = (himmelblau.point.x, himmelblau.point.y)
    assert himmelblau.point.norm < 1e-9
    himmelblau.press("next-interest")
    assert (himmelblau.point.x, himmelblau.point.y) != first
    himmelblau.press("previous-interest")
    assert (himmelblau.point.x, himmelblau.point.y) == first


def test_a_click_on_a_mark_moves_the_point_there(himmelblau: App) -> None:
    spot = QPointF(*himmelblau.map.session.viewport.to_pixel(3.0, 2.0)).toPoint()
    viewport = himmelblau.map.canvas.viewport()
    QTest.mouseMove(viewport, spot)
    QTest.mouseClick(viewport, LEFT, NO_KEYS, spot)
    assert (himmelblau.point.x, himmelblau.point.y) == (3.0, 2.0)


def test_the_point_snaps_softly_to_a_critical_point(himmelblau: App) -> None:
    himmelblau.drag_point(to=(-2.80, 3.12))
    assert himmelblau.point.x == pytest.approx(-2.805118086952745, abs=1e-12)
    himmelblau.drag_point(to=(-2.80, 3.12), keys=Qt.KeyboardModifier.ControlModifier)
    assert abs(himmelblau.point.y - 3.131312518250573) > 1e-3


def test_a_whole_line_of_them_is_said_to_be_one(app: App, qtbot: QtBot) -> None:
    app.type_function("(x^2 + y^2 - 1)^2")
    wait_for_all(app, qtbot)
    assert ("line of minima", "") in listed(app)


def test_a_level_function_is_said_to_be_critical_everywhere(app: App, qtbot: QtBot) -> None:
    app.type_function("3 + 0x + 0y")
    qtbot.waitUntil(lambda: "every point there is critical" in app.window.critical.note)
    assert app.window.critical.rows == ()


def test_none_is_said_to_be_none(app: App, qtbot: QtBot) -> None:
    app.type_function("x + y^3 + y")
    wait_for_all(app, qtbot)
    assert listed(app) == []
    assert app.window.critical.note == "Proven: there is none."


def test_nothing_is_claimed_while_the_search_goes_on(himmelblau: App) -> None:
    himmelblau.press("zoom-out")
    assert himmelblau.window.critical.note == "Searching this window …"
    assert len(listed(himmelblau)) == 9


def test_in_the_curve_view_the_list_gives_way_to_the_points_of_interest(himmelblau: App) -> None:
    himmelblau.press("view-curve")
    assert not himmelblau.window.critical.isVisible()
