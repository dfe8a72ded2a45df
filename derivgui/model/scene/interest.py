"""Points of interest of the active curve in a window, ready to be listed, marked and spoken."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace

from derivgui.model.calculus.breaks import break_places, breaks
from derivgui.model.calculus.certainty import certified
from derivgui.model.calculus.landmarks import Landmark, in_order, meeting_places, survey
from derivgui.model.calculus.sign_runs import Run
from derivgui.model.calculus.slopes import slope_stretches
from derivgui.model.language.tree import Negative, Sum, Symbol, substitute
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.program import Program
from derivgui.model.numeric.sampling import SampledCurve, sample
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.exact_names import named, named_and_measured
from derivgui.model.scene.numbers import format_number

MOST_MARKS = 80
# Every one costs a verdict, about a millisecond.
MOST_BREAKS = 24
MOST_PARTNERS = 6
# Level stretches narrower than this are not worth an entry; of many (a staircase) there is none.
SHORTEST_FLAT_PIXELS = 6.0
MOST_FLATS = 3
SAME_PIXELS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Interest:
    """What is worth stopping at, by x.

    Attributes:
        marks: at most ``MOST_MARKS``, the nearest to the middle of the window.
        spots: the places of the marks that have a height, with what is said of them.
        left_off: how many more marks there are.
        slopes: where the curve rises, falls and is level.
        names: the other functions' names, by the numbers of ``Landmark.partner``.
    """

    marks: tuple[Landmark, ...] = ()
    spots: tuple[Spot, ...] = ()
    left_off: int = 0
    slopes: tuple[Run, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """All marks at one place of the plane, and what is said of them in a line."""

    x: float
    y: float
    marks: tuple[Landmark, ...]
    label: str


@dataclass(slots=True)
class Judged:
    """Answers about one function that hold in every window, so that panning does not ask for them again."""

    breaks: dict[float, tuple[Landmark, ...]] = field(default_factory=dict)
    proven: dict[Landmark, tuple[Landmark, ...]] = field(default_factory=dict)


def quick_marks(function: RealFunction, curve: SampledCurve) -> tuple[Landmark, ...]:
    """What a drag can wait for: zeros, extrema and inflections without proof."""
    return tuple(mark for mark in survey(function, curve).marks if mark.kind != "flat")


def finding(
    function: RealFunction,
    curve: SampledCurve,
    view: Viewport,
    partners: Mapping[int, tuple[str, RealFunction]],
    judged: Judged,
) -> Generator[None, None, Interest]:
    """All of it, proven where that can be, for when the hand rests: it pauses every few milliseconds.

    ``partners`` are the other visible functions with their names, by a number of the caller's.
    """
    seen = survey(function, curve)
    yield
    marks = _without_staircase([mark for mark in seen.marks if mark.kind != "flat" or _is_wide(mark, view)])
    marks += yield from _breaks(function, curve, view, judged)
    sharp = [mark.x for mark in marks if mark.sharp]
    marks = [mark for mark in marks if mark.kind != "corner" or not _is_at(mark.x, sharp, view)]
    nearest = _nearest_to_the_middle(marks, view)
    proven = yield from _proven(function, nearest, judged)
    for number, (_, partner) in list(partners.items())[:MOST_PARTNERS]:
        proven += _intersections(function, partner, number, view)
        yield
    shown = _nearest_to_the_middle(proven, view)
    left_off = len(marks) - len(nearest) + len(proven) - len(shown)
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


def _is_wide(mark: Landmark, view: Viewport) -> bool:
    return mark.end is not None and (mark.end - mark.x) * view.pixels_per_x >= SHORTEST_FLAT_PIXELS


def _is_at(x: float, others: Iterable[float], view: Viewport) -> bool:
    return any(abs(x - other) * view.pixels_per_x < SAME_PIXELS for other in others)


def _without_staircase(marks: list[Landmark]) -> list[Landmark]:
    flats = sum(mark.kind == "flat" for mark in marks)
    return marks if flats <= MOST_FLATS else [mark for mark in marks if mark.kind != "flat"]


def _nearest_to_the_middle(marks: list[Landmark], view: Viewport) -> list[Landmark]:
    if len(marks) <= MOST_MARKS:
        return marks
    middle = 0.5 * (view.x0 + view.x1)
    return sorted(marks, key=lambda mark: abs(mark.x - middle))[:MOST_MARKS]


def _breaks(
    function: RealFunction, curve: SampledCurve, view: Viewport, judged: Judged
) -> Generator[None, None, list[Landmark]]:
    places = break_places(curve, view.x0, view.x1)
    found: list[Landmark] = []
    for x in places if len(places) <= MOST_BREAKS else ():
        if x not in judged.breaks:
            judged.breaks[x] = breaks(function, (x,))
            yield
        found += judged.breaks[x]
    return found


def _proven(function: RealFunction, marks: list[Landmark], judged: Judged) -> Generator[None, None, list[Landmark]]:
    found: list[Landmark] = []
    for mark in marks:
        if mark.status != "proven" and mark not in judged.proven:
            judged.proven[mark] = certified(function, (mark,))
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


# Words


def place_text(mark: Landmark, variable: str) -> str:
    """ "x = π/2, y = 1" for a list."""
    if mark.end is not None:
        return f"{variable} from {named(mark.x)} to {named(mark.end)}"
    height = "" if math.isnan(mark.y) else f", y = {named(mark.y)}"
    return f"{variable} = {named(mark.x)}{height}"


def short_place_text(mark: Landmark) -> str:
    """ "(π/2, 1)" for a narrow list."""
    if mark.end is not None:
        return f"{named(mark.x)} … {named(mark.end)}"
    return f"({named(mark.x)})" if math.isnan(mark.y) else f"({named(mark.x)}, {named(mark.y)})"


def kind_text(mark: Landmark, partners: Mapping[int, str]) -> str:
    """ "minimum", "minimum (corner)", "meets g"."""
    if mark.kind == "intersection":
        return f"meets {partners.get(mark.partner, 'another curve')}"
    return f"{mark.kind} (corner)" if mark.sharp else mark.kind


def label_text(marks: tuple[Landmark, ...], partners: Mapping[int, str]) -> str:
    """ "zero, minimum (1, −2) · proven" for marks at one place; the weakest status counts."""
    first = marks[0]
    kinds = ", ".join(dict.fromkeys(kind_text(mark, partners) for mark in marks))
    height = next((mark.y for mark in marks if not math.isnan(mark.y)), math.nan)
    status = "proven" if all(mark.status == "proven" for mark in marks) else "numerical"
    across = named_and_measured(first.x)
    place = f"{across}, {format_number(height)}" if not math.isnan(height) else across
    return f"{kinds} ({place}) · {status}"
