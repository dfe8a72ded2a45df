"""Small texts keep off each other, off lines, handles and the numbers of the axis."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from derivgui.painting.tags import FARTHEST, Axis, Tag, crosses, note_tag, rise_tag, run_tag

WINDOW = QRectF(0, 0, 400, 300)
SPOT = QPointF(200, 150)
HANDLE = QRectF(SPOT.x() - 7, SPOT.y() - 7, 14, 14)
UPRIGHT = QLineF(SPOT, SPOT - QPointF(0, 150))
RISING = QLineF(SPOT - QPointF(150, -150), SPOT + QPointF(150, -150))


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetricsF:
    return QFontMetricsF(QFont())


def note(metrics: QFontMetricsF, *lines: QLineF, busy: tuple[QRectF, ...] = (), spot: QPointF = SPOT) -> Tag:
    return note_tag(metrics, spot, "zero, minimum (cusp)", WINDOW, (HANDLE, *busy), lines)


def test_a_note_stands_above_its_point_where_nothing_else_does(metrics: QFontMetricsF) -> None:
    middle = note(metrics).place.center()
    assert (middle.x(), middle.y()) == (SPOT.x(), SPOT.y() - 26)


@pytest.mark.parametrize("lines", [(UPRIGHT,), (RISING,), (UPRIGHT, RISING)])
def test_a_note_keeps_off_lines_through_its_point(metrics: QFontMetricsF, lines: tuple[QLineF, ...]) -> None:
    place = note(metrics, *lines).patch
    assert not any(crosses(line, place) for line in lines)
    assert not place.intersects(HANDLE)


def test_a_note_keeps_off_what_stands_around(metrics: QFontMetricsF) -> None:
    number = QRectF(205, 125, 40, 15)
    place = note(metrics, UPRIGHT, busy=(number,)).patch
    assert not place.intersects(number)
    assert not crosses(UPRIGHT, place)


@pytest.mark.parametrize("spot", [QPointF(3, 3), QPointF(397, 3), QPointF(3, 297), QPointF(397, 297)])
def test_a_note_in_a_corner_of_the_window_is_whole(metrics: QFontMetricsF, spot: QPointF) -> None:
    assert WINDOW.contains(note(metrics, UPRIGHT, spot=spot).patch)


@pytest.mark.parametrize("axis_at", range(60, 240, 3))
@pytest.mark.parametrize("rises", [True, False])
def test_the_number_of_a_run_keeps_off_those_of_the_axis(metrics: QFontMetricsF, axis_at: int, rises: bool) -> None:
    numbers = QRectF(0, axis_at + 4, 400, metrics.height())
    shown = run_tag(metrics, SPOT, 120, rises, "h = 1", 7, Axis(numbers, 300))
    assert shown is not None
    assert not shown.place.intersects(numbers)
    assert abs(shown.place.center().y() - SPOT.y()) <= FARTHEST


def test_below_a_point_on_the_axis_the_number_of_a_run_stands_beyond_those_of_the_axis(metrics: QFontMetricsF) -> None:
    numbers = QRectF(0, SPOT.y() + 4, 400, metrics.height())
    shown = run_tag(metrics, SPOT, 120, True, "h = 1", 7, Axis(numbers, 300))
    assert shown is not None
    assert shown.place.top() >= numbers.bottom()
    inside = run_tag(metrics, SPOT, 120, True, "h = 1", 7, Axis(numbers, SPOT.y() + 30))
    assert inside is not None
    assert inside.place.bottom() < SPOT.y()


def test_a_run_shorter_than_its_number_has_none(metrics: QFontMetricsF) -> None:
    axis = Axis(QRectF(0, 20, 400, 15), 300)
    assert run_tag(metrics, SPOT, 12, True, "h = 0.25", 7, axis) is None
    assert run_tag(metrics, SPOT, -12, True, "h = −0.25", 7, axis) is None


@pytest.mark.parametrize("outwards", [1.0, -1.0])
def test_the_number_of_a_rise_stays_in_the_window(metrics: QFontMetricsF, outwards: float) -> None:
    corner = QPointF(395 if outwards > 0 else 5, 200)
    shown = rise_tag(metrics, corner, corner - QPointF(0, 80), outwards, "12.2", 400)
    assert WINDOW.contains(shown.place)
