"""From nothing to the first frame: derivgui beside a bare pyqtgraph window, in turn, each in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

from tests.bench.figures import Figure

RUNS = 11
LARGEST_RATIO = 1.25
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


def start_times() -> list[Figure]:
    """Median start of both and their ratio; sympy must not have been imported."""
    bare, ours = [], []
    for script in (BARE, OURS):
        _first_frame(script)
    for _ in range(RUNS):
        bare.append(_first_frame(BARE))
        ours.append(_first_frame(OURS))
    ratios = [a / b for a, b in zip(ours, bare, strict=True)]
    return [
        Figure("bare pyqtgraph window, first frame", 1000 * median(bare)),
        Figure("derivgui, first frame", 1000 * median(ours)),
        Figure("derivgui to bare pyqtgraph", median(ratios), "times", LARGEST_RATIO),
    ]


def _first_frame(script: str) -> float:
    began = time.perf_counter()
    # As users have it: compiled modules are kept.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", script + TAIL]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        elapsed = time.perf_counter() - began
    if line.split() != ["painted", "False"]:
        raise RuntimeError(f"the window did not start as it should: {line!r}")
    return elapsed
