"""Garbage is found between two events, not in the middle of one."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from derivgui.ui.garbage import GarbageTimer


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def timer() -> Iterator[GarbageTimer]:
    before = gc.get_threshold()
    parent = QObject()
    yield GarbageTimer(parent)
    gc.set_threshold(*before)


def test_old_garbage_is_found_in_a_turn_of_its_own(qtbot: QtBot, timer: GarbageTimer) -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    # What survives two collections is old.
    gc.collect(0)
    gc.collect(1)
    del ring
    assert gone() is not None
    qtbot.waitUntil(lambda: gone() is None)


def test_nobody_else_looks_for_old_garbage(timer: GarbageTimer) -> None:
    gc.collect()
    before = gc.get_stats()[2]["collections"]
    kept = [[number] for number in range(200_000)]
    assert gc.get_stats()[2]["collections"] == before
    del kept
