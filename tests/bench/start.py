"""From nothing to the first frame: derivgui beside a bare pyqtgraph window, in turn, each in a fresh process.

And the turns of the event loop after it, in which modules are imported ahead of the hand.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

from tests.bench.figures import Figure

RUNS = 11
LARGEST_RATIO = 1.25
QUIET_RUNS = 5
LONGEST_TURN_MS = 30.0
TAIL = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: (print("painted", "sympy" in sys.modules, flush=True), application.exit()))
            watched.removeEventFilter(self)
        return False
painted = Painted()
canvas.viewport().installEventFilter(painted)
window.show()
application.exec()
"""
BARE = """
import pyqtgraph
application = pyqtgraph.mkQApp()
window = pyqtgraph.PlotWidget()
window.resize(1280, 800)
window.plot([0, 1, 2, 3], [0, 1, 4, 9])
canvas = window
"""
OURS = """
from derivgui import app
application = app.make_application()
window = app.make_window()
canvas = window.canvas
"""
AHEAD = """
import sys, time
window.show()
def longest(seconds):
    passed, worked, end = 0.0, 0.0, time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        at_work = time.thread_time()
        application.processEvents()
        passed, worked = max(passed, time.perf_counter() - began), max(worked, time.thread_time() - at_work)
        time.sleep(0.001)
    return passed, worked
longest(0.2)
print(*longest(1.5), "derivgui.ui.contour.view" in sys.modules, flush=True)
"""


def start_times() -> list[Figure]:
    """Median start of both and their ratio; sympy must not have been imported. The longest turn after it."""
    bare, ours = [], []
    for script in (BARE, OURS):
        _first_frame(script)
    for _ in range(RUNS):
        bare.append(_first_frame(BARE))
        ours.append(_first_frame(OURS))
    passed, worked = zip(*(_longest_turn() for _ in range(QUIET_RUNS)), strict=True)
    ratios = [a / b for a, b in zip(ours, bare, strict=True)]
    return [
        Figure("bare pyqtgraph window, first frame", 1000 * median(bare)),
        Figure("derivgui, first frame", 1000 * median(ours)),
        Figure("derivgui to bare pyqtgraph", median(ratios), "times", LARGEST_RATIO),
        Figure("longest turn after the first frame", 1000 * median(passed)),
        Figure("longest turn after the first frame, its own work", 1000 * median(worked), limit=LONGEST_TURN_MS),
    ]


def _longest_turn() -> tuple[float, float]:
    """In seconds, and in those of the processor; a map must have been imported by then."""
    passed, worked, is_imported = _answer(OURS + AHEAD)[0]
    if is_imported != "True":
        raise RuntimeError("a map is not imported ahead")
    return float(passed), float(worked)


def _first_frame(script: str) -> float:
    words, elapsed = _answer(script + TAIL)
    if words != ["painted", "False"]:
        raise RuntimeError(f"the window did not start as it should: {words!r}")
    return elapsed


def _answer(script: str) -> tuple[list[str], float]:
    """The words of the first line that a fresh process prints, and the seconds until then."""
    began = time.perf_counter()
    # As users have it: compiled modules are kept.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        elapsed = time.perf_counter() - began
    return line.split(), elapsed
