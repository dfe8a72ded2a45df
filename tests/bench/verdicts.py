"""A verdict at a point: asked when the hand rests, so it may cost what a still hand does not notice."""

from __future__ import annotations

import time
from statistics import median

from derivgui.model.calculus.verdict import verdict_at
from tests.bench.figures import Figure
from tests.oracle.verdicts.row import Row
from tests.oracle.verdicts.table import TABLE

LIMIT_MS = 50.0


def verdict_times() -> list[Figure]:
    """The median over the whole table and the slowest three, each the better of two runs."""
    _timed(TABLE[0])
    times = sorted(((min(_timed(row), _timed(row)), str(row)) for row in TABLE), reverse=True)
    slowest = [Figure(f"verdict on {text}", ms, limit=LIMIT_MS) for ms, text in times[:3]]
    return [Figure(f"verdict, median of {len(times)}", median(ms for ms, _ in times), limit=5.0), *slowest]


def _timed(row: Row) -> float:
    function, x = row.function, row.x
    began = time.perf_counter()
    verdict_at(function, x)
    return 1000 * (time.perf_counter() - began)
