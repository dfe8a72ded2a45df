"""Sampling a curve with its marks over a whole window, the first time and again, and reading a text."""

from __future__ import annotations

import time
from statistics import median

from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import certifying
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from tests.bench.figures import Figure

VIEW = Viewport(-10, 10, -6, 6, 900, 600)
RUNS = 15
# What a hand pans through at full speed, and what costs more but still fits a frame.
ORDINARY_MS = 8.0
FRAME_MS = 16.0
CERTIFIED_MS = 50.0
ORDINARY = ("x^2", "x^3 - 3x", "sin(x) e^(x/4)", "tan x", "1/x", "floor x", "sqrt x", "|x|", "{x < 0: -x, x^2}", "ln x")
OTHERS = (
    "(x^2 - 1)/(x - 1)",
    "x/(x^2 - 2)",
    "floor(10x)",
    "floor(x^2)",
    "e^(1/x)",
    "tan(1/x)",
    "sin(1/x)",
    "floor(1000x)",
)


def sampling_times() -> list[Figure]:
    """One line a curve with its evaluations and marks, and the time to read a text."""
    balls.preload()
    found = [_figure(text, ORDINARY_MS) for text in ORDINARY] + [_figure(text, FRAME_MS) for text in OTHERS]
    found += [_certificate(text, CERTIFIED_MS) for text in (*ORDINARY, "1/(1 + 10^12 (x - 1/3)^2)")]
    found.append(Figure("sample the derivative of |sin x|", _slope_time(), limit=ORDINARY_MS))
    times = [_timed(lambda: parse("(x^2 - 3x) sin(2x) / sqrt(x + 1)")) for _ in range(200)]
    found.append(Figure("read (x^2 - 3x) sin(2x) / sqrt(x + 1)", median(times), limit=2.0))
    return found


def _figure(text: str, limit: float) -> Figure:
    function = RealFunction(Program(parse(text).tree))
    first = _timed(lambda: sample(function, VIEW))
    curve = sample(function, VIEW)
    name = f"sample {text} ({curve.evaluations} evaluations, {len(curve.markers)} marks; first {first:.1f})"
    return Figure(name, median(_timed(lambda: sample(function, VIEW)) for _ in range(RUNS)), limit=limit)


def _certificate(text: str, limit: float) -> Figure:
    """All enclosures of a window in processor time, which others on the machine do not lengthen."""
    times, longest, enclosures = [], [], 0
    for _ in range(RUNS):
        function = RealFunction(Program(parse(text).tree))
        curve, steps = sample(function, VIEW), []
        inspection = certifying(function, curve, VIEW)
        while True:
            began = time.process_time()
            try:
                next(inspection)
            except StopIteration as end:
                enclosures = end.value.enclosures
                break
            finally:
                steps.append(1000 * (time.process_time() - began))
        times.append(sum(steps))
        longest.append(max(steps))
    name = f"certify {text} ({enclosures} enclosures, longest {median(longest):.1f})"
    return Figure(name, median(times), limit=limit)


def _slope_time() -> float:
    function = RealFunction(Program(parse("|sin x|").tree))
    return median(_timed(lambda: sample(function.derivative, VIEW, function)) for _ in range(RUNS))


def _timed(work) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
