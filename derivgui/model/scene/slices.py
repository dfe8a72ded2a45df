"""Slices through the point of a contour map, as scenes of curves: f(x, y0), f(x0, y), and the one along u.

Their windows do not move with the point: each spans what the map spans, in its own variable and in height. While the
point moves, a curve without jumps is drawn from evenly spaced points (jumps have dots that show which side the point
belongs to); when the hand rests, it is sampled with care.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np

from derivgui.model.calculus.tangent import Secant, Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.document.document import Document
from derivgui.model.language.real import Array
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.quick_curve import quick_curve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import SMALLEST_SPAN, Viewport
from derivgui.model.scene.contour import ContourScene, Detail, Relief
from derivgui.model.scene.notation import height_name
from derivgui.model.scene.scene import CurveShape, Scene, Statics
from derivgui.model.scene.touches import Touches

Size: TypeAlias = tuple[float, float]

MARGIN = 0.08
DISTANCE = "s"
PROBES = 61
# So long a verdict may take while the point moves; when the hand rests it is waited for.
STEP_SECONDS = 0.004
USUAL = (0.2, 0.8)
NEAR = 0.5
# What is added where heights are chosen anew, so that they suit for a while.
ROOM = 0.1
# A slice that needs less than this share of the heights it has got gets others.
STILL_SUITS = 0.4


@dataclass(frozen=True, slots=True)
class _Line:
    """A function along a line through the plane: values alone. ``places`` maps its parameter to coordinates."""

    function: PlaneFunction
    places: Callable[[Array], tuple[Array | float, Array | float]]

    def __call__(self, t: Array) -> Array:
        return self.function(*self.places(t))

    def quick_curve(self, view: Viewport) -> SampledCurve | None:
        """The curve for one frame, None where it needs more care than that."""
        breaks = [(suspect, _Line(sub, self.places)) for suspect, sub in self.function.suspects]
        return quick_curve(self, breaks, view)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One slice: its variable and the bounds of it, what its curve depends on, and what stands on the curve.

    ``function`` makes the function of one variable for ``line``, with a tree of its own, where it is asked for.
    """

    variable: str
    span: tuple[float, float]
    curve_key: tuple[object, ...]
    line: _Line
    function: Callable[[], RealFunction]
    tangent: Tangent
    verdict: Verdict
    secant: Secant | None = None


class SliceResolver:
    """Makes the scenes of the slices for one window; a curve is sampled again only when it changes.

    Their heights are those of the map, so that they can be compared while a hand moves; or each slice's own.
    """

    def __init__(self, own_heights: bool = False) -> None:
        self._own_heights = own_heights
        self._statics: dict[str, tuple[tuple[object, ...], Detail, Statics]] = {}
        self._bounds: dict[str, tuple[Viewport, float, float]] = {}
        self.detail: Detail = "fine"
        self._touches = Touches()
        self._along: tuple[tuple[object, ...], Callable[[], RealFunction]] | None = None

    def along_x(
        self, document: Document, shown: ContourScene, function: PlaneFunction, size: Size, secant: Secant | None
    ) -> Scene | None:
        """x -> f(x, y0), with a secant; None where there is no point."""
        point, view = shown.point, shown.statics.viewport
        if point is None:
            return None
        cut = _Cut(
            function.variables[0],
            (view.x0, view.x1),
            (function, point.y),
            _Line(function, lambda x: (x, point.y)),
            lambda: point.slices[0],
            point.along_x,
            point.verdict_x,
            secant,
        )
        return self._scene("x", document, shown, cut, size)

    def along_y(self, document: Document, shown: ContourScene, function: PlaneFunction, size: Size) -> Scene | None:
        """y -> f(x0, y); None where there is no point."""
        point, view = shown.point, shown.statics.viewport
        if point is None:
            return None
        cut = _Cut(
            function.variables[1],
            (view.y0, view.y1),
            (function, point.x),
            _Line(function, lambda y: (point.x, y)),
            lambda: point.slices[1],
            point.along_y,
            point.verdict_y,
        )
        return self._scene("y", document, shown, cut, size)

    def along_u(self, document: Document, shown: ContourScene, function: PlaneFunction, size: Size) -> Scene | None:
        """The distance s from the point -> f(point + s u); None where there is no point or no direction."""
        point, directed, view = shown.point, shown.directed, shown.statics.viewport
        if point is None or directed is None:
            return None
        half = min(view.x1 - view.x0, view.y1 - view.y0) / 2
        ux, uy = directed.u
        key = (function, point.x, point.y, directed.u)
        line = _Line(function, lambda s: (point.x + s * ux, point.y + s * uy))
        if self._along is None or self._along[0] != key:
            self._along = key, cache(lambda: function.along(point.x, point.y, directed.u))
        along, is_moving = self._along[1], self.detail == "coarse"
        if is_moving and math.isfinite(directed.slope) and function.is_calm_at(point.x, point.y):
            touched = Tangent(0.0, point.value, directed.slope), point.verdict_x
        else:
            touched = self._touches.at("u", along(), 0.0, time.perf_counter() + STEP_SECONDS if is_moving else math.inf)
        cut = _Cut(DISTANCE, (-half, half), key, line, along, *touched)
        return self._scene("u", document, shown, cut, size)

    def _scene(self, place: str, document: Document, shown: ContourScene, cut: _Cut, size: Size) -> Scene | None:
        relief = shown.statics.relief
        if relief is None or min(size) < 2:
            return None
        view = Viewport(*cut.span, *self._heights(place, relief, cut), *size)
        statics = self._curve(place, document, shown, cut, view)
        switches = document.shown
        return Scene(
            statics,
            shown.function,
            shown.name,
            shown.colour,
            cut.tangent,
            cut.verdict,
            cut.secant,
            document.h,
            switches.tangent,
            switches.triangle,
            (),
            (),
            None,
        )

    def _heights(self, place: str, relief: Relief, cut: _Cut) -> tuple[float, float]:
        """Those of the map's shading; where that spans powers of ten, round ones that suit this slice.

        They stay while they still suit it, so that the axis does not run along with the point.
        """
        if relief.levels.spacing == "linear" and not self._own_heights:
            return heights(relief)
        wanted = _suitable_heights(cut)
        if wanted is None:
            return heights(relief)
        (low, high), known = wanted, self._bounds.get(place)
        if known is not None and known[0] is relief.view:
            _, bottom, top = known
            if bottom <= low and high <= top and high - low > STILL_SUITS * (top - bottom):
                return bottom, top
        room = ROOM * (high - low)
        bottom, top = _rounded(low - room, high + room)
        self._bounds[place] = relief.view, bottom, top
        return bottom, top

    def _curve(self, place: str, document: Document, shown: ContourScene, cut: _Cut, view: Viewport) -> Statics:
        grid = document.shown.grid
        key = (*cut.curve_key, view, shown.name, shown.colour, grid)
        known = self._statics.get(place)
        if known is None or known[0] != key or (known[1] == "coarse" and self.detail == "fine"):
            quick = cut.line.quick_curve(view) if self.detail == "coarse" else None
            sampled = quick or sample(cut.function(), view)
            curve = CurveShape(shown.function, shown.name, shown.colour, True, sampled)
            known = self._statics[place] = (
                key,
                "coarse" if quick else "fine",
                Statics(view, (curve,), None, grid, False, cut.variable, height=height_name(cut.variable, True)),
            )
        return known[2]


def heights(relief: Relief) -> tuple[float, float]:
    """The heights that the map's shading spans, with a margin; one unit around the only height of a level function."""
    low, high = relief.levels.low, relief.levels.high
    margin = MARGIN * (high - low)
    # Too near each other, or too far apart, for a picture.
    if not SMALLEST_SPAN < margin < math.inf:
        middle = low if math.isfinite(low) else 0.0
        return middle - 1.0, middle + 1.0
    return low - margin, high + margin


def _suitable_heights(cut: _Cut) -> tuple[float, float] | None:
    """The usual heights of a slice and that of its point, with a margin; None where it is undefined or level."""
    values = cut.line(np.linspace(*cut.span, PROBES))
    values = values[np.isfinite(values)]
    if not values.size:
        return None
    least, low, high, most = (float(value) for value in np.quantile(values, (0.0, *USUAL, 1.0)))
    spread = high - low
    # An end that is near the usual heights is shown; an arm that runs away is not.
    bottom = least if low - least <= NEAR * spread else low - MARGIN * spread
    top = most if most - high <= NEAR * spread else high + MARGIN * spread
    if math.isfinite(cut.tangent.value):
        bottom, top = min(bottom, cut.tangent.value), max(top, cut.tangent.value)
    margin = MARGIN * (top - bottom)
    return (bottom - margin, top + margin) if margin > SMALLEST_SPAN else None


def _rounded(low: float, high: float) -> tuple[float, float]:
    """Outwards, to a tenth of the power of ten that the distance has."""
    step = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    return math.floor(low / step) * step, math.ceil(high / step) * step
