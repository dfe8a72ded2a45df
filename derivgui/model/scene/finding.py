"""Finding the points of interest of a curve in a window, quickly for a drag or thoroughly for a hand that rests."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np

from derivgui.model.calculus.breaks import break_places, breaking, shaping
from derivgui.model.calculus.certainty import certified, certifying
from derivgui.model.calculus.landmarks import Landmark, Survey, in_order, meeting_places
from derivgui.model.calculus.slopes import slope_stretches
from derivgui.model.language.tree import Negative, Sum, Symbol, substitute
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.interest import MOST_MARKS, Interest, Judged, Spot, label_text

T = TypeVar("T")

# Every one costs a verdict, about a millisecond.
MOST_BREAKS = 24
MOST_PARTNERS = 6
# Level stretches narrower than this are not worth an entry; of many (a staircase) there is none.
SHORTEST_FLAT_PIXELS = 6.0
MOST_FLATS = 3
SAME_PIXELS = 0.5
# So many places within so many pixels.
CROWD = 6
CROWD_PIXELS = 6.0


def finding(
    function: RealFunction,
    seen: Survey,
    view: Viewport,
    partners: Mapping[int, tuple[str, RealFunction]],
    judged: Judged,
) -> Generator[None, None, Interest]:
    """All of it, proven where that can be, for when the hand rests: it pauses every few milliseconds.

    ``seen`` is what a survey of the curve has found; ``partners`` are the other visible functions with their names, by
    a number of the caller's.
    """
    clear = _uncrowded(seen.marks, view)
    marks = _without_staircase([mark for mark in clear if mark.kind != "flat" or _is_wide(mark, view)])
    # A corner that is an extremum is listed as one.
    sharp = [mark.x for mark in marks if mark.sharp]
    places = [x for x in break_places(function, view) if not _is_at(x, sharp, view)]
    asked = _nearest_to_the_middle(places, view, lambda x: x, MOST_BREAKS)
    # Where the curve rests on 0 no point of it is a zero of its own.
    resting = [end for mark in seen.marks if mark.kind == "flat" and mark.y == 0 for end in (mark.x, mark.end or 0.0)]
    zeros = [*resting, *(mark.x for mark in marks if mark.kind == "zero")]
    broken = yield from _breaks(function, asked, judged)
    marks += [mark for mark in broken if mark.kind != "zero" or not _is_at(mark.x, zeros, view)]
    nearest = _nearest_to_the_middle(marks, view, _abscissa, MOST_MARKS)
    proven = yield from _proven(function, nearest, judged)
    for number, (_, partner) in list(partners.items())[:MOST_PARTNERS]:
        proven += _intersections(function, partner, number, view)
        yield
    shown = _nearest_to_the_middle(proven, view, _abscissa, MOST_MARKS)
    left_off = (
        len(seen.marks) - len(clear) + len(places) - len(asked) + len(marks) - len(nearest) + len(proven) - len(shown)
    )
    ordered, names = in_order(shown), {number: name for number, (name, _) in partners.items()}
    return Interest(ordered, _spots(ordered, view, names), left_off, slope_stretches(function, seen.slopes), names)


def _spots(marks: tuple[Landmark, ...], view: Viewport, names: Mapping[int, str]) -> tuple[Spot, ...]:
    groups: list[list[Landmark]] = []
    for mark in marks:
        if mark.kind == "flat" or math.isnan(mark.y):
            continue
        if groups and _is_at(mark.x, (groups[-1][0].x,), view) and mark.y == groups[-1][0].y:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return tuple(Spot(g[0].x, g[0].y, tuple(g), label_text(tuple(g), names)) for g in groups)


def _uncrowded(marks: tuple[Landmark, ...], view: Viewport) -> list[Landmark]:
    """Without those among which no eye can choose: where so many crowd, others have been missed between them."""
    x = np.unique([mark.x for mark in marks if mark.kind != "flat"])
    narrow = np.flatnonzero((x[CROWD - 1 :] - x[: 1 - CROWD]) * view.pixels_per_x < CROWD_PIXELS)
    crowded = set(x[np.unique(narrow[:, None] + np.arange(CROWD))].tolist())
    return [mark for mark in marks if mark.kind == "flat" or mark.x not in crowded]


def _is_wide(mark: Landmark, view: Viewport) -> bool:
    return mark.end is not None and (mark.end - mark.x) * view.pixels_per_x >= SHORTEST_FLAT_PIXELS


def _is_at(x: float, others: Iterable[float], view: Viewport) -> bool:
    return any(abs(x - other) * view.pixels_per_x < SAME_PIXELS for other in others)


def _without_staircase(marks: list[Landmark]) -> list[Landmark]:
    flats = sum(mark.kind == "flat" for mark in marks)
    return marks if flats <= MOST_FLATS else [mark for mark in marks if mark.kind != "flat"]


def _abscissa(mark: Landmark) -> float:
    return mark.x


def _nearest_to_the_middle(found: list[T], view: Viewport, place: Callable[[T], float], most: int) -> list[T]:
    if len(found) <= most:
        return found
    middle = 0.5 * (view.x0 + view.x1)
    return sorted(found, key=lambda one: abs(place(one) - middle))[:most]


def _breaks(function: RealFunction, places: list[float], judged: Judged) -> Generator[None, None, list[Landmark]]:
    found: list[Landmark] = []
    for x in places:
        if x not in judged.breaks:
            judged.breaks[x] = yield from breaking(function, x)
            yield
        found += judged.breaks[x]
    return found


def _proven(function: RealFunction, marks: list[Landmark], judged: Judged) -> Generator[None, None, list[Landmark]]:
    found: list[Landmark] = []
    for mark in marks:
        if mark.status != "proven" and mark not in judged.proven:
            sure = yield from certifying(function, (mark,))
            yield
            shaped: list[Landmark] = []
            for certain in sure:
                shaped.append((yield from shaping(function, certain)))
            judged.proven[mark] = tuple(shaped)
            yield
        found += (mark,) if mark.status == "proven" else judged.proven[mark]
    return found


def _intersections(function: RealFunction, partner: RealFunction, number: int, view: Viewport) -> list[Landmark]:
    """Zeros of the difference, sampled in a window of the same scale about 0."""
    difference = difference_of(function, partner)
    half = 0.5 * (view.y1 - view.y0)
    curve = sample(difference, replace(view, y0=-half, y1=half))
    marks = [
        Landmark("intersection", x, function.at(x), partner=number)
        for x in meeting_places(difference, curve)[:MOST_MARKS]
    ]
    return [
        replace(mark, status=zero.status)
        for mark in marks
        for zero in certified(difference, (replace(mark, kind="zero"),))
        if math.isfinite(mark.y)
    ]


def difference_of(first: RealFunction, second: RealFunction) -> RealFunction:
    """first - second as one function of the first one's variable; parameters keep their values."""
    tree = second.concrete
    if second.variable != first.variable:
        tree = substitute(tree, {second.variable: Symbol(first.variable)})
    return RealFunction(Program(Sum((first.concrete, Negative(tree))), (first.variable,)), first.variable)
