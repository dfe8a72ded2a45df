"""Garbage is found between two events, not in the middle of one."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from derivgui.ui.garbage import GarbageTimer

USUAL = (700, 10, 10)


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def usual_thresholds(qapp: QApplication) -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_old_garbage_is_found_in_a_turn_of_its_own() -> None:
    parent = QObject()
    timer = GarbageTimer(parent)
    assert timer.isActive()
    ring = Ring()
    gone = weakref.ref(ring)
    # What survives two collections is old.
    gc.collect(0)
    gc.collect(1)
    del ring
    assert gone() is not None
    timer.timeout.emit()
    assert gone() is None


def test_nobody_else_looks_for_old_garbage() -> None:
    parent = QObject()
    GarbageTimer(parent)
    gc.collect()
    before = gc.get_stats()[2]["collections"]
    kept = [[number] for number in range(200_000)]
    assert gc.get_stats()[2]["collections"] == before
    del kept


def test_with_the_window_all_is_as_before() -> None:
    parent = QObject()
    GarbageTimer(parent)
    assert gc.get_threshold() != USUAL
    del parent
    assert gc.get_threshold() == USUAL
