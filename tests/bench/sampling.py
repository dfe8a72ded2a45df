"""Sampling a curve over a whole window, and reading a text."""

from __future__ import annotations

import time
from statistics import median

from derivgui.model.language.parser import parse
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.program import Program
from derivgui.model.numeric.sampling import sample
from derivgui.model.numeric.viewport import Viewport
from tests.bench.figures import Figure

VIEW = Viewport(-10, 10, -6, 6, 1000, 600)
RUNS = 15
FRAME_MS = 16.0
CURVES = ("x^2", "x^3 - 3x", "sin(x) e^(x/4)", "tan x", "1/x", "floor x", "sin(1/x)")


def sampling_times() -> list[Figure]:
    """One line a curve with its evaluations, and the time to read a text."""
    found = []
    for text in CURVES:
        function = RealFunction(Program(parse(text).tree))
        evaluations = sample(function, VIEW).evaluations
        times = [_timed(lambda f=function: sample(f, VIEW)) for _ in range(RUNS)]
        found.append(Figure(f"sample {text} ({evaluations} evaluations)", median(times), limit=FRAME_MS))
    times = [_timed(lambda: parse("(x^2 - 3x) sin(2x) / sqrt(x + 1)")) for _ in range(200)]
    found.append(Figure("read (x^2 - 3x) sin(2x) / sqrt(x + 1)", median(times), limit=2.0))
    return found


def _timed(work) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
