"""Whatever a user does in whatever order: no error, no word from Qt, no hang, nothing that piles up.

pytest-qt fails a test for any exception in an event handler and any warning of Qt. The long walk is another one each
time: ``-m slow --hypothesis-profile=soak``.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from derivgui.ui import question
from tests.journeys.driver import App
from tests.journeys.wanderer import Wanderer

pytestmark = [pytest.mark.usefixtures("dialogs_that_answer"), pytest.mark.timeout(7200)]

STEPS = 160
# Of processor time in one turn of the event loop; the first use of a part imports it.
HANG = 2.0
# Widgets of everything that opens only when it is first asked for.
MOST_WIDGETS = 2500


@pytest.fixture
def dialogs_that_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The system's dialogs take one file, and changes may be lost."""
    path = str(tmp_path / "wandering.derivgui")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    monkeypatch.setattr(question, "ask", lambda *_: QMessageBox.StandardButton.Discard)


def _wander(app: App, seed: int, steps: int) -> None:
    wanderer = Wanderer(app, seed)
    for _ in range(steps):
        wanderer.step()
    print(f"seed {seed}", *wanderer.diary[-20:], wanderer.slowest, sep="\n")
    assert wanderer.slowest[0] < HANG
    assert len(QApplication.allWidgets()) < MOST_WIDGETS


@pytest.mark.parametrize("seed", [1, 2])
def test_wandering_about_breaks_nothing(app: App, seed: int) -> None:
    _wander(app, seed, STEPS)


@pytest.mark.slow
def test_wandering_for_long_breaks_nothing(app: App) -> None:
    steps = settings().max_examples
    _wander(app, random.randrange(10**6) if steps > 100 else 3, steps if steps > 100 else STEPS // 4)
