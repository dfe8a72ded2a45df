"""Questions to the symbolic processes, and what the page of the derivation shows while one of them hangs."""

from __future__ import annotations

import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from derivgui.jobs.outcome import Budget
from derivgui.jobs.supervisor import Supervisor
from derivgui.model.document import edits
from derivgui.model.document.document import Document
from derivgui.painting.palette import LIGHT
from derivgui.ui.derivation.page import DerivationPage
from derivgui.ui.derivation.presenter import DerivationPresenter
from derivgui.ui.session import Session
from derivgui.ui.symbolic import SymbolicService
from derivgui.ui.theme import number_font

LONG = 20_000
QUICK = Budget(soft=0.1, hard=0.2)


@pytest.fixture
def misbehaving(qtbot: QtBot) -> Iterator[SymbolicService]:
    service = SymbolicService(supervisor=Supervisor("tests.jobs.misbehaving:answer"))
    yield service
    service.close()


@pytest.fixture
def slow(qtbot: QtBot) -> Iterator[SymbolicService]:
    service = SymbolicService(supervisor=Supervisor("tests.jobs.slow:answer"))
    yield service
    service.close()


def test_an_answer_comes_back_to_the_asker(qtbot: QtBot, misbehaving: SymbolicService) -> None:
    answers: list[str] = []
    misbehaving.ask(misbehaving, {"verb": "echo", "text": "π"}, lambda answer: answers.append(answer["said"]))
    qtbot.waitUntil(lambda: answers == ["π"], timeout=LONG)


def test_a_hang_is_told_in_a_sentence(qtbot: QtBot, misbehaving: SymbolicService) -> None:
    told: list[str] = []
    misbehaving.ask(misbehaving, {"verb": "hang"}, print, told.append, budget=QUICK)
    qtbot.waitUntil(lambda: told == ["This takes too long to work out."], timeout=LONG)


def test_nobody_is_told_who_is_gone(qtbot: QtBot, misbehaving: SymbolicService) -> None:
    answers: list[object] = []
    owner = QObject()
    misbehaving.ask(owner, {"verb": "echo", "text": "late"}, answers.append)
    owner.deleteLater()
    del owner
    last: list[object] = []
    misbehaving.ask(misbehaving, {"verb": "echo", "text": "last"}, last.append)
    # Answers come in the order of the questions.
    qtbot.waitUntil(lambda: bool(last), timeout=LONG)
    assert answers == []


def test_a_question_that_another_one_has_followed_is_forgotten(misbehaving: SymbolicService) -> None:
    owner = QObject()
    forgotten = weakref.ref(owner)
    misbehaving.ask(owner, {"verb": "sleep", "seconds": 0}, print, topic="same")
    misbehaving.ask(misbehaving, {"verb": "sleep", "seconds": 0}, print, topic="same")
    del owner
    assert forgotten() is None


def test_asking_takes_no_time(misbehaving: SymbolicService) -> None:
    begun = time.thread_time()
    for _ in range(100):
        misbehaving.ask(misbehaving, {"verb": "sleep", "seconds": 0}, print, topic="same")
    assert time.thread_time() - begun < 0.1


@pytest.fixture
def session() -> Session:
    return Session(Document(page="derivation"))


@pytest.fixture
def page(qtbot: QtBot, slow: SymbolicService, session: Session) -> DerivationPage:
    page = DerivationPage(LIGHT, number_font())
    qtbot.addWidget(page)
    DerivationPresenter(session, page, slow)
    page.resize(360, 600)
    page.show()
    qtbot.waitUntil(lambda: len(page.lines) == 5, timeout=LONG)
    return page


def type_text(session: Session, text: str) -> None:
    session.edit("Type", lambda d: edits.set_text(d, 1, text))


def test_thinking_is_shown_and_can_be_stopped(qtbot: QtBot, page: DerivationPage, session: Session) -> None:
    assert not page.is_busy
    type_text(session, "x^7")
    qtbot.waitUntil(lambda: page.is_busy, timeout=LONG)
    page.cancel_asked.emit()
    assert not page.is_busy
    assert page.message.startswith("Stopped.")


def test_the_old_lines_stay_while_the_new_ones_are_worked_out(
    qtbot: QtBot, page: DerivationPage, session: Session
) -> None:
    type_text(session, "x^7")
    qtbot.waitUntil(lambda: page.is_busy, timeout=LONG)
    assert len(page.lines) == 5


def test_a_derivation_that_hangs_makes_way_for_the_next_one(
    qtbot: QtBot, page: DerivationPage, session: Session
) -> None:
    type_text(session, "x^7")
    qtbot.waitUntil(lambda: page.is_busy, timeout=LONG)
    type_text(session, "5x")
    qtbot.waitUntil(lambda: bool(page.lines) and page.lines[-1].formula.tex.endswith("{5}"), timeout=LONG)
    assert not page.is_busy


def test_a_derivation_that_never_ends_is_given_up(qtbot: QtBot, page: DerivationPage, session: Session) -> None:
    type_text(session, "x^7")
    qtbot.waitUntil(lambda: page.message == "This takes too long to work out.", timeout=LONG)
    type_text(session, "x^2 + 1")
    qtbot.waitUntil(lambda: len(page.lines) >= 5, timeout=LONG)
