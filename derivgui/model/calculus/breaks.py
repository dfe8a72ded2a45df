"""Where a curve breaks or bends sharply, as points of interest: holes, jumps, poles, ends of the domain, corners."""

from __future__ import annotations

import math
from collections.abc import Iterable

from derivgui.model.calculus.landmarks import Kind, Landmark, Status
from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling import SampledCurve

_KINDS: dict[str, Kind] = {
    "removable": "hole",
    "jump": "jump",
    "pole": "pole",
    "endpoint": "endpoint",
    "corner": "corner",
    "cusp": "corner",
}
# Ends of two pieces that meet are neighbouring doubles.
SAME = 1e-9
DECIMALS = 14


def break_places(curve: SampledCurve, x0: float, x1: float) -> tuple[float, ...]:
    """Where pieces of a curve end inside a window x0 < x < x1, by x."""
    margin = SAME * (x1 - x0)
    ends = sorted(float(x) for piece in curve.pieces for x in (piece[0, 0], piece[-1, 0]))
    found: list[float] = []
    for x in ends:
        if x0 + margin < x < x1 - margin and not (found and x - found[-1] <= margin):
            found.append(round(x, DECIMALS) + 0.0)
    return tuple(found)


def breaks(function: RealFunction, places: Iterable[float]) -> tuple[Landmark, ...]:
    """The verdicts at these places that are worth stopping at, about a millisecond each."""
    marks = (_mark(verdict_at(function, x)) for x in places)
    return tuple(mark for mark in marks if mark is not None)


def _mark(verdict: Verdict) -> Landmark | None:
    kind = _KINDS.get(verdict.kind)
    if kind is None or verdict.status == "not determined":
        return None
    status: Status = verdict.status
    height = math.nan if kind == "pole" else verdict.height
    return Landmark(kind, verdict.x, height, status)
