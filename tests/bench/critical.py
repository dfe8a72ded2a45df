"""Critical points of well-known functions, proven, and the longest that a window would wait for one of the steps."""

from __future__ import annotations

import time
from statistics import quantiles

from derivgui.model.calculus.critical.search import critical_points
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from tests.bench.figures import Figure

VIEW = Viewport(-5, 5, -5, 5)
# Asked while the hand rests, in steps.
LIMIT_MS = 2000.0
STEP_MS = 16.0
FUNCTIONS = {
    "Himmelblau's nine": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "Rosenbrock's one": "(1 - x)^2 + 100(y - x^2)^2",
    "sin(x) cos(y)'s 24": "sin(x) cos(y)",
    "(x - y)²'s line": "(x - y)^2",
}


def critical_times() -> list[Figure]:
    """All of it, and the 95th percentile of the steps."""
    balls.preload()
    found: list[Figure] = []
    steps: list[float] = []
    for name, text in FUNCTIONS.items():
        times = _step_times(PlaneFunction(Program(parse(text).tree)))
        found.append(Figure(f"{name}, found and proven", sum(times), limit=LIMIT_MS))
        steps += times
    found.append(Figure("a step of them, 95th percentile", quantiles(steps, n=20)[-1], limit=STEP_MS))
    return found


def _step_times(function: PlaneFunction) -> list[float]:
    times: list[float] = []
    steps = critical_points(function, VIEW)
    while True:
        began = time.perf_counter()
        try:
            next(steps)
        except StopIteration:
            return times
        times.append(1000 * (time.perf_counter() - began))
