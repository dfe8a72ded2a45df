"""Points of interest of a sampled curve: zeros, extrema, inflections, refined to double precision.

Extrema are named by the sign change of f', inflections by that of f''; where the derivative jumps instead of passing
through 0, the point is a corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from derivgui.model.calculus.beneath import turning_points
from derivgui.model.calculus.sign_runs import Run, SignPattern, finding_patterns
from derivgui.model.calculus.tidy import vanishes
from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.steps import Steps, at_once, quietly

Kind: TypeAlias = Literal[
    "zero", "minimum", "maximum", "horizontal inflection", "inflection", "flat",
    "intersection", "corner", "hole", "jump", "pole", "endpoint",
]  # fmt: skip
Status: TypeAlias = Literal["proven", "numerical"]
Shape: TypeAlias = Literal["", "corner", "cusp", "vertical tangent"]

STATIONARY: frozenset[Kind] = frozenset(("minimum", "maximum", "horizontal inflection"))
_ORDER: tuple[Kind, ...] = (
    "hole", "jump", "pole", "endpoint", "zero", "intersection", "minimum", "maximum", "horizontal inflection",
    "inflection", "corner", "flat",
)  # fmt: skip
ROUNDING_STEPS = 8.0
# A slope is looked at from so far beside a point, relative to 1 or to its size.
NEAR, FAR = 1e-9, 1e-6
# Beside a sample is this share of the distance to the next.
HAIR = 1e-3
# By this factor at least it shrinks from there to there where it tends to 0.
SHRINKS = 0.6
# Points that are the same but for rounding: relative to 1 or to their size.
SAME = 1e-7


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point of the curve worth stopping at.

    Attributes:
        kind: what it is; "flat" is a stretch from ``x`` to ``end`` on which the curve is level.
        x, y: where; y is NaN at a pole.
        status: "proven" only where ball arithmetic has shown that there is such a point within rounding of x.
        sharp: an extremum where f' jumps.
        shape: why f has no derivative there, "" where it has one or where nobody has asked.
        end: the end of a stretch, elsewhere None.
        partner: for an intersection the number that the caller gave the other curve, else 0.
    """

    kind: Kind
    x: float
    y: float
    status: Status = "numerical"
    sharp: bool = False
    end: float | None = None
    partner: int = 0
    shape: Shape = ""

    @property
    def title(self) -> str:
        """ "minimum", "minimum (cusp)"; a cusp that is nothing else is one."""
        if self.kind == "corner":
            return self.shape or self.kind
        return f"{self.kind} ({self.shape})" if self.shape else self.kind


@dataclass(frozen=True, slots=True)
class Survey:
    """What one look at a curve gives: its landmarks by x, and the stretches on which it rises and falls."""

    marks: tuple[Landmark, ...]
    slopes: tuple[Run, ...]


def landmarks(function: RealFunction, curve: SampledCurve) -> tuple[Landmark, ...]:
    """All of them between neighbouring samples, by x; none inside bands. Nothing is proven here."""
    return survey(function, curve).marks


def survey(function: RealFunction, curve: SampledCurve) -> Survey:
    """Landmarks, and the runs of the sign of f' that they come from."""
    return at_once(surveying(function, curve))


def surveying(function: RealFunction, curve: SampledCurve) -> Steps[Survey]:
    """The same, pausing every few milliseconds."""
    return (yield from quietly(_surveying(function, curve)))


def _surveying(function: RealFunction, curve: SampledCurve) -> Steps[Survey]:
    values, slopes, bends = yield from finding_patterns(function, curve.pieces, 2)
    found = _extrema(slopes) + _inflections(function, bends, slopes)
    found += _zeros(function, values, found)
    yield
    beneath: list[Landmark] = []
    for run in (*slopes.runs, *_brief_stretches(function, curve.pieces)):
        if run.sign == 0 and not any(run.x0 <= mark.x <= run.x1 for mark in beneath):
            kinds = dict(turning_points(function, run))
            height = 0.0 if "zero" in kinds else math.nan
            beneath += [Landmark(kind, x, _height(function, x, height)) for kind, x in kinds.items()]
            if kinds:
                # Doubles find the middle of such a stretch.
                found = [place for place in found if not run.x0 < place.x < run.x1]
            yield
    marks = in_order((*_with_heights(function, found), *beneath, *_flat_stretches(function, slopes)))
    return Survey(marks, tuple(_parted(slopes.runs, sorted({mark.x for mark in beneath}))))


class _Found(NamedTuple):
    kind: Kind
    x: float
    sharp: bool = False


def in_order(marks: Iterable[Landmark]) -> tuple[Landmark, ...]:
    """By x; at one x those that break the curve first, then zeros, extrema and inflections."""
    return tuple(sorted(marks, key=lambda mark: (mark.x, _ORDER.index(mark.kind))))


def meeting_places(difference: RealFunction, curve: SampledCurve) -> tuple[float, ...]:
    """Zeros of a difference of two functions: where their curves meet, crossing or touching."""
    return at_once(quietly(_meeting(difference, curve)))


def _meeting(difference: RealFunction, curve: SampledCurve) -> Steps[tuple[float, ...]]:
    values, slopes = yield from finding_patterns(difference, curve.pieces, 1)
    return tuple(sorted(zero.x for zero in _zeros(difference, values, _extrema(slopes))))


def _extrema(slopes: SignPattern) -> list[_Found]:
    return [_Found("minimum" if c.right > 0 else "maximum", c.x, c.sharp) for c in slopes.crossings if c.continuous]


def _inflections(function: RealFunction, bends: SignPattern, slopes: SignPattern) -> list[_Found]:
    """Where f'' changes its sign and the curve has a tangent; horizontal ones where f' vanishes as well."""
    turning = [crossing.x for crossing in slopes.crossings]
    places = [crossing.x for crossing in bends.crossings if crossing.continuous and crossing.tangent]
    places = _apart(places, turning)
    if not places:
        return []
    x = np.array(places)
    level = _is_level(function, x)
    kinds: list[Kind] = ["horizontal inflection" if is_level else "inflection" for is_level in level]
    return [_Found(kind, place) for kind, place in zip(kinds, places, strict=True)]


def _is_level(function: RealFunction, x: Array) -> Truth:
    """Where f' vanishes, as far as rounding of x lets one see; where it has no value it shrinks from both sides."""
    slope, size = np.absolute(function.derivative(x)), np.maximum(1.0, np.absolute(x))
    wobble, near, far = (
        np.maximum(np.absolute(function.derivative(x - step)), np.absolute(function.derivative(x + step)))
        for step in (ROUNDING_STEPS * np.spacing(np.absolute(x)), NEAR * size, FAR * size)
    )
    vanishing = vanishes(slope, function.jet_spread(x)[1]) | (2.0 * slope < wobble)
    level: Truth = np.where(np.isfinite(slope), vanishing, near < SHRINKS * far)
    # Where the slope grows without end, its rounding may hide that.
    return level & (near <= far)


def _zeros(function: RealFunction, values: SignPattern, touching: list[_Found]) -> list[_Found]:
    """Sign changes, and points with a horizontal tangent or a corner whose height cannot be told from 0."""
    zeros = [crossing.x for crossing in values.crossings if crossing.vanishing and crossing.continuous]
    if touching:
        x = np.array([found.x for found in touching])
        # A corner is found to a unit of rounding in x, which its slope carries into y.
        aside = x + ROUNDING_STEPS * np.spacing(np.absolute(x))
        carried = np.nan_to_num(np.absolute(function.derivative(aside) * (aside - x)))
        level = x[vanishes(function(x), function.value_spread(x) + carried)]
        zeros += _apart(level.tolist(), zeros)
    return [_Found("zero", place) for place in zeros]


def _apart(places: Sequence[float], others: Sequence[float]) -> list[float]:
    """Those places that are at none of the others."""
    if not others:
        return list(places)
    x, known = np.array(places, dtype=float), np.sort(np.array(others, dtype=float))
    above = np.minimum(np.searchsorted(known, x), known.size - 1)
    away = np.minimum(np.absolute(x - known[above]), np.absolute(x - known[np.maximum(above - 1, 0)]))
    found: list[float] = x[away > SAME * np.maximum(1.0, np.absolute(x))].tolist()
    return found


def _with_heights(function: RealFunction, places: list[_Found]) -> list[Landmark]:
    if not places:
        return []
    x = np.array([found.x for found in places])
    heights, slopes = function.jet(x, 1)
    # At the double next to pi the sine is no 0, but that is as near as doubles come.
    carried = np.nan_to_num(np.absolute(slopes)) * np.spacing(np.absolute(x))
    heights[vanishes(heights, function.value_spread(x) + carried)] = 0.0
    return [
        Landmark(found.kind, found.x, 0.0 if found.kind == "zero" else y + 0.0, sharp=found.sharp)
        for found, y in zip(places, heights.tolist(), strict=True)
    ]


def _height(function: RealFunction, x: float, known: float) -> float:
    """The height of what doubles do not see, unless it is known."""
    found = function.wide_value(x) if math.isnan(known) else known
    return function.at(x) + 0.0 if found is None else found


def _parted(runs: Iterable[Run], places: Sequence[float]) -> Iterable[Run]:
    """The runs, those without a sign ended at the places where something happens on them."""
    for run in runs:
        inside = [x for x in places if run.sign == 0 and run.x0 < x < run.x1]
        ends = [run.x0, *inside, run.x1]
        yield from (replace(run, x0=a, x1=b) for a, b in pairwise(ends))


def _brief_stretches(function: RealFunction, pieces: Iterable[Array]) -> list[Run]:
    """From sample to sample where between two with a slope few have none, nor beside them."""
    runs = []
    for piece in pieces:
        x = piece[:, 0]
        level = function.derivative(x) == 0
        if not level.any():
            continue
        aside = HAIR * np.gradient(x)[level]
        level[level] = (function.derivative(x[level] - aside) == 0) | (function.derivative(x[level] + aside) == 0)
        edges = np.diff(np.concatenate(([0], level.astype(np.int8), [0])))
        firsts, lasts = np.flatnonzero(edges == 1) - 1, np.flatnonzero(edges == -1)
        inside = (firsts >= 0) & (lasts < x.size)
        runs += [Run(float(x[i]), float(x[j]), 0) for i, j in zip(firsts[inside], lasts[inside], strict=True)]
    return runs


def _flat_stretches(function: RealFunction, slopes: SignPattern) -> list[Landmark]:
    return [
        Landmark("flat", run.x0, function.at(0.5 * (run.x0 + run.x1)), end=run.x1)
        for run in slopes.runs
        if run.sign == 0
    ]
