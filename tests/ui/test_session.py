"""While a hand moves, the table of quotients may lag behind; never the tangent, and never after the hand is still."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from derivgui.model.calculus.quotient import QuotientTable
from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.scene.scene import Scene
from derivgui.ui.session import READING_MS, Session


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    session = Session(Document(functions=(FunctionItem(1, "x^2"),)))
    session.resize(800, 600)
    return session


def drag(session: Session, to: float) -> None:
    session.drag("Move the point", lambda d: edits.move_point(d, to), "drag tangent")


def settled(session: Session) -> float:
    """The quotient on the right in the table's last row: f' but for rounding."""
    table = session.scene.quotients
    assert table is not None
    return float(table.right[8])


def test_the_tangent_and_the_secant_follow_every_move(session: Session) -> None:
    for to in (3.0, 3.5, 4.25):
        drag(session, to)
        assert session.scene.tangent is not None
        assert session.scene.tangent.slope == pytest.approx(2 * to)
        assert session.scene.secant is not None
        assert session.scene.secant.slope == pytest.approx(2 * to + session.document.h)


def test_the_table_is_right_as_soon_as_the_gesture_ends(session: Session) -> None:
    for to in (3.0, 3.5, 4.25):
        drag(session, to)
    session.seal()
    assert settled(session) == pytest.approx(8.5, abs=0.1)


def test_the_table_catches_up_while_the_hand_holds_still(session: Session, qtbot: QtBot) -> None:
    for to in (3.0, 3.5, 4.25):
        drag(session, to)
    assert settled(session) == pytest.approx(6.0, abs=0.1)
    qtbot.waitUntil(lambda: settled(session) == pytest.approx(8.5, abs=0.1))


def test_while_the_hand_moves_the_table_is_made_once_in_each_reading_time(session: Session) -> None:
    made: list[QuotientTable | None] = []

    def keep(scene: Scene) -> None:
        if scene.quotients is not (made[-1] if made else None):
            made.append(scene.quotients)

    session.scene_changed.connect(keep)
    began, moves = time.perf_counter(), 0
    while time.perf_counter() - began < 12 * READING_MS / 1000:
        moves += 1
        drag(session, 2.0 + moves / 1000)
        QApplication.processEvents()
    passed = 1000 * (time.perf_counter() - began)
    # Timers may be a twentieth early.
    assert 3 < len(made) <= 2 + passed / (0.95 * READING_MS)


def test_an_edit_that_is_no_drag_is_told_at_once(session: Session) -> None:
    drag(session, 3.0)
    drag(session, 3.5)
    session.edit("Move the point", lambda d: edits.move_point(d, 1.0))
    assert settled(session) == pytest.approx(2.0, abs=0.1)


def test_a_tiny_step_is_right_in_every_move(session: Session) -> None:
    session.edit("Change h", lambda d: edits.set_step(d, 1e-14))
    for to in (3.0, 3.1, 3.2):
        drag(session, to)
        assert session.scene.secant is not None
        assert session.scene.secant.slope == pytest.approx(2 * to, rel=1e-12)
