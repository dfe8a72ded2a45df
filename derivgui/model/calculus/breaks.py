"""Where a curve breaks or bends sharply, as points of interest: holes, jumps, poles, ends of the domain, corners."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from derivgui.model.calculus.landmarks import Kind, Landmark, Shape, Status
from derivgui.model.calculus.verdict import Verdict, judging
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.anchors import anchor_of
from derivgui.model.numeric.places.places import Watch
from derivgui.model.numeric.steps import Steps, at_once
from derivgui.model.numeric.viewport import Viewport

_KINDS: dict[str, Kind] = {
    "removable": "hole",
    "jump": "jump",
    "pole": "pole",
    "endpoint": "endpoint",
    "corner": "corner",
    "cusp": "corner",
}
_SHAPES: dict[str, Shape] = {"corner": "corner", "cusp": "cusp", "vertical tangent": "vertical tangent"}

EXTREMA: frozenset[Kind] = frozenset(("minimum", "maximum"))
_PERHAPS_SHARP = EXTREMA | {"inflection"}
# Where an extremum has no derivative.
_SHARP = frozenset(("corner", "cusp", "oscillation"))


def break_places(function: RealFunction, view: Viewport) -> tuple[float, ...]:
    """Where the curve may break or bend sharply inside a window, by x; what crowds is left out."""
    found = (function.notes.get("watch") or Watch(function)).places(view)
    return tuple(x for x in found.x.tolist() if view.x0 < x < view.x1)


def breaks(function: RealFunction, places: Iterable[float]) -> tuple[Landmark, ...]:
    """The verdicts at these places that are worth stopping at, about a millisecond each."""
    return tuple(mark for x in places for mark in at_once(breaking(function, x)))


def breaking(function: RealFunction, x: float) -> Steps[tuple[Landmark, ...]]:
    """That at one place, in steps."""
    return tuple(_marks((yield from judging(function, x))))


def shaped(function: RealFunction, mark: Landmark) -> Landmark:
    """The same, with the word for a point without a derivative, where it may be one: a corner, a cusp, upright."""
    return at_once(shaping(function, mark))


def shaping(function: RealFunction, mark: Landmark) -> Steps[Landmark]:
    """The same in steps of a few milliseconds."""
    may_break = mark.kind in _PERHAPS_SHARP and anchor_of(function, mark.x).is_critical
    if not mark.sharp and not may_break:
        return mark
    kind = (yield from judging(function, mark.x)).kind
    is_sharp = mark.sharp if kind == "not determined" else mark.kind in EXTREMA and kind in _SHARP
    return replace(mark, shape=_SHAPES.get(kind, ""), sharp=is_sharp)


def _marks(verdict: Verdict) -> Iterator[Landmark]:
    kind = _KINDS.get(verdict.kind)
    if verdict.status == "not determined":
        return
    status: Status = verdict.status
    if kind is not None:
        height = math.nan if kind == "pole" else verdict.height + 0.0
        yield Landmark(kind, verdict.x, height, status, shape=_SHAPES.get(verdict.kind, ""))
    if verdict.value == 0:
        yield Landmark("zero", verdict.x, 0.0, status)
