"""One picture of the microscope at 10^300, at a point where it was not before."""

from __future__ import annotations

import time
from statistics import median

from derivgui.model.calculus.magnified import magnified
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.function import RealFunction
from tests.bench.figures import Figure

K = 300.0
RUNS = 15
LIMIT_MS = 8.0
SCENES = (
    ("x^2", 2.0),
    ("sin x", 1.0),
    ("|x|", 0.0),
    ("x^(2/3)", 0.0),
    ("x sin(1/x)", 0.0),
    ("e^x/(1+x^2)", 0.3),
)


def magnifications() -> list[Figure]:
    """One line a curve; the point moves by a hair from run to run where the curve is smooth."""
    balls.preload()
    found = []
    for text, x in SCENES:
        function = RealFunction(Program(parse(text).tree))
        places = [x + (run / 1000 if x else 0.0) for run in range(RUNS)]
        times = [_timed(function, place) for place in places]
        found.append(Figure(f"{text} at 10^{K:g}", median(times), limit=LIMIT_MS))
    return found


def _timed(function: RealFunction, x: float) -> float:
    began = time.perf_counter()
    magnified(function, x, K)
    return 1000 * (time.perf_counter() - began)
