"""Where a curve breaks or bends sharply, as points of interest: holes, jumps, poles, ends of the domain, corners."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from derivgui.model.calculus.landmarks import Kind, Landmark, Status
from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places import Watch
from derivgui.model.numeric.viewport import Viewport

_KINDS: dict[str, Kind] = {
    "removable": "hole",
    "jump": "jump",
    "pole": "pole",
    "endpoint": "endpoint",
    "corner": "corner",
    "cusp": "corner",
}


def break_places(function: RealFunction, view: Viewport) -> tuple[float, ...]:
    """Where the curve may break or bend sharply inside a window, by x; what crowds is left out."""
    found = (function.notes.get("watch") or Watch(function)).places(view)
    return tuple(x for x in found.x.tolist() if view.x0 < x < view.x1)


def breaks(function: RealFunction, places: Iterable[float]) -> tuple[Landmark, ...]:
    """The verdicts at these places that are worth stopping at, about a millisecond each."""
    return tuple(mark for x in places for mark in _marks(verdict_at(function, x)))


def _marks(verdict: Verdict) -> Iterator[Landmark]:
    kind = _KINDS.get(verdict.kind)
    if kind is None or verdict.status == "not determined":
        return
    status: Status = verdict.status
    yield Landmark(kind, verdict.x, math.nan if kind == "pole" else verdict.height + 0.0, status)
    if kind != "corner" and verdict.value == 0:
        yield Landmark("zero", verdict.x, 0.0, status)
