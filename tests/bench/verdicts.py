"""A verdict at a point: most are there at once, and none keeps a hand waiting that drags the point there."""

from __future__ import annotations

import time
from statistics import median

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.proofs import number_of
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.scene.touches import Touches
from tests.bench.figures import Figure
from tests.oracle.verdicts.row import Row
from tests.oracle.verdicts.table import TABLE

LIMIT_MS = 50.0
# What a turn has for its curves, and what one has that does nothing else.
TURN_SECONDS, STEP_SECONDS = 0.012, 0.008
ROOT = 2**0.5
# Compositions of waves, poles and steps that take longest, at their places.
WILD = (
    ("max(atan(cot(1/(x^2-2))) sin(sqrt(2)/(x^2-2)), e^(-1/(x^2-2)^2))", ROOT),
    ("ln|atan(cot(1/(x^2-2))/(1+|cot(1/(x^2-2))|))|", ROOT),
    ("tan(sin(e^(1/(x^2-2)) tan(1/(x^2-2))))", ROOT),
    ("1/sqrt|ln|tan(1/(x^2-2))||", ROOT),
    ("sin(floor(e^(1/(x^2-2))))", ROOT),
    ("ln|floor(1/(x^2-2))|/(1+|tan(1/(x^2-2))|) + (x^2-2)^2", ROOT),
    ("sqrt(ln|tan(1/x)|) floor(1/x)", 0.0),
    ("floor(max(sin(1/x)/x, cos(1/x^2)))", 0.0),
)


def verdict_times() -> list[Figure]:
    """The median over the whole table and the slowest three, each the better of two runs; and those in turns."""
    _timed(TABLE[0])
    times = sorted(((min(_timed(row), _timed(row)), str(row)) for row in TABLE), reverse=True)
    slowest = [Figure(f"verdict on {text}", ms, limit=LIMIT_MS) for ms, text in times[:3]]
    return [
        Figure(f"verdict, median of {len(times)}", median(ms for ms, _ in times), limit=5.0),
        *slowest,
        *_wild(),
    ]


def _wild() -> list[Figure]:
    """The longest turn that any of the wild ones takes, and the longest time in all."""
    found = [min(_turns(text, x), _turns(text, x), key=max) for text, x in WILD]
    first, longest = max(turns[0] for turns in found), max(map(max, found))
    total, steps = max((sum(turns), len(turns)) for turns in found)
    return [
        Figure("verdict while dragging, the slowest of the wildest", first, limit=LIMIT_MS),
        Figure(f"its longest turn, of up to {steps} ({total:.0f} ms)", longest, limit=LIMIT_MS),
    ]


def _turns(text: str, x: float) -> list[float]:
    """Milliseconds of all turns until there is a verdict, nothing being remembered."""
    expression = parse(text)
    number_of.cache_clear()
    function = RealFunction(Program(settled(expression.tree), expression.variables))
    touches, times = Touches(), []
    began = time.perf_counter()
    touches.at("f", function, x, began + TURN_SECONDS)
    times.append(1000 * (time.perf_counter() - began))
    while touches.waits:
        began = time.perf_counter()
        touches.complete(began + STEP_SECONDS)
        times.append(1000 * (time.perf_counter() - began))
    return times


def _timed(row: Row) -> float:
    function, x = row.function, row.x
    began = time.perf_counter()
    verdict_at(function, x)
    return 1000 * (time.perf_counter() - began)
