"""Garbage is found between two events, by the thread of the window alone."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from derivgui.ui.garbage import GarbageTimer
from derivgui.ui.windows import windows

PATIENCE = 60
# A user's minute: the first frame, imports beside it, child processes with answers, a map, the end.
MINUTE = """
import gc, json, threading, time
from derivgui import app
from derivgui.model.document import edits

main, seen = threading.get_ident(), []
gc.callbacks.append(lambda phase, _: phase == "start" and seen.append(threading.get_ident() == main))
application = app.make_application()
window = app.make_window("x^2")
window.show()
started = set()

def live(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()
        started.update(thread.name for thread in threading.enumerate())

def many():
    for _ in range(20_000):
        kept = [[number] for number in range(50)]

live(1.2)
beside = threading.Thread(target=many)
beside.start()
window.actions_by_id["page-derivation"].trigger()
live(0.8)
window.session.edit("Type", lambda d: edits.set_text(d, d.active, "x^2 y + sin(1/y)"))
live(0.8)
beside.join()
print(json.dumps([len(started), len(seen), sum(seen)]))
"""


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def usual(qtbot: QtBot) -> Iterator[None]:
    """Python looks by itself, and nothing waits to be looked at."""
    qtbot.waitUntil(lambda: not windows().is_looking)
    gc.collect()
    gc.freeze()
    gc.enable()
    yield
    gc.enable()
    gc.unfreeze()


def turns(timer: GarbageTimer, count: int) -> None:
    for _ in range(count):
        timer.timeout.emit()


def test_garbage_is_found_in_turns_of_its_own() -> None:
    parent = QObject()
    timer = GarbageTimer(parent)
    assert timer.isActive()
    ring = Ring()
    gone = weakref.ref(ring)
    del ring
    kept = [[number] for number in range(2000)]
    assert gone() is not None
    turns(timer, 1)
    assert gone() is None
    del kept


def test_what_has_grown_old_before_it_is_garbage_is_found_as_well() -> None:
    parent = QObject()
    timer = GarbageTimer(parent)
    ring = Ring()
    gone = weakref.ref(ring)
    kept = [[number] for number in range(2000)]
    turns(timer, 1)
    del ring
    assert gone() is not None
    turns(timer, 1)
    assert gone() is None
    del kept


def test_what_stays_and_is_much_is_looked_at_once() -> None:
    parent = QObject()
    timer = GarbageTimer(parent)
    before = gc.get_freeze_count()
    kept = [[number] for number in range(400_000)]
    turns(timer, 2)
    assert gc.get_freeze_count() - before > len(kept)
    ring = Ring()
    gone = weakref.ref(ring)
    del ring
    younger = [[number] for number in range(2000)]
    turns(timer, 2)
    assert gone() is None
    del kept, younger


def test_nothing_is_set_aside_while_a_closed_window_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("derivgui.ui.garbage.LONG_SECONDS", 0.0)
    parent = QObject()
    timer = GarbageTimer(parent)
    windows().let_go(QWidget())
    kept = [[number] for number in range(2000)]
    turns(timer, 2)
    assert gc.get_freeze_count() == 0
    qtbot.waitUntil(lambda: not windows().is_looking)
    kept += [[number] for number in range(2000)]
    turns(timer, 2)
    assert gc.get_freeze_count() > 0
    del kept


def test_garbage_among_what_was_set_aside_is_found_when_twice_as_much_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivgui.ui.garbage.LONG_SECONDS", 0.0)
    parent = QObject()
    timer = GarbageTimer(parent)
    ring = Ring()
    gone = weakref.ref(ring)
    kept = [[number] for number in range(2000)]
    turns(timer, 2)
    del ring
    kept += [[number] for number in range(2000)]
    turns(timer, 2)
    assert gone() is not None
    kept += [[number] for number in range(gc.get_freeze_count())]
    turns(timer, 2)
    assert gone() is None


def test_a_turn_in_which_little_was_made_looks_at_nothing() -> None:
    parent = QObject()
    timer = GarbageTimer(parent)
    before = [generation["collections"] for generation in gc.get_stats()]
    turns(timer, 3)
    assert [generation["collections"] for generation in gc.get_stats()] == before


def test_nobody_else_looks_for_garbage_in_any_thread() -> None:
    parent = QObject()
    GarbageTimer(parent)
    threads: list[int] = []
    gc.callbacks.append(note := lambda phase, _: threads.append(threading.get_ident()))
    with ThreadPoolExecutor(2) as pool:
        kept = list(pool.map(lambda _: [[number] for number in range(50_000)], range(2)))
    kept.append([[number] for number in range(50_000)])
    gc.callbacks.remove(note)
    assert threads == []


def test_with_the_window_all_is_as_before() -> None:
    parent = QObject()
    GarbageTimer(parent)
    assert not gc.isenabled()
    del parent
    assert gc.isenabled()


def test_with_two_windows_the_other_one_takes_over() -> None:
    parents = [QObject(), QObject()]
    timers = [GarbageTimer(parent) for parent in parents]
    del parents[0]
    turns(timers[1], 1)
    assert not gc.isenabled()
    del parents[0]
    assert gc.isenabled()


def test_while_the_program_runs_only_the_thread_of_the_window_looks_for_garbage() -> None:
    process = subprocess.run(
        [sys.executable, "-W", "error", "-c", MINUTE], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    threads, looks, looks_of_the_window = json.loads(process.stdout)
    assert threads >= 4
    assert looks == looks_of_the_window > 0
