"""Document and window to contour scene, remembering what has not changed.

While the window moves, the map is made on a coarse grid; ``rest`` makes the fine one. A drag of the point asks for one
level line and two tangents.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from typing import TypeAlias

import numpy as np

from derivgui.model.calculus.critical.points import CriticalPoint, CriticalSurvey
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.contours import NO_POINTS, level_line
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.approximation import ghost_lines
from derivgui.model.scene.at_rest import Resting
from derivgui.model.scene.contour import (
    Arrows,
    ContourScene,
    ContourStatics,
    Directed,
    PlanePoint,
    Relief,
)
from derivgui.model.scene.contour_critical import CriticalSearch
from derivgui.model.scene.contour_readout import contour_readout
from derivgui.model.scene.contour_relief import coarse_relief, making_relief
from derivgui.model.scene.resolve import Resolver

_Key: TypeAlias = tuple[object, ...]

# While the point moves, its level line is carried to the curve by one step of Newton: less than a pixel is left.
MOVING_STEPS = 1
ARROW_PIXELS = 56.0
PROBES = 12
STEP_SECONDS = 0.003
# A point this share of the window away from another is at it.
SAME = 1e-9
# Units so unlike that a right angle looks skewed.
SKEWED = 1.02


class ContourResolver:
    """Makes contour scenes for one window."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._relief: Relief | None = None
        self._relief_key: _Key = ()
        self._finer: tuple[_Key, Generator[None, None, Relief]] | None = None
        self._statics: ContourStatics | None = None
        self._statics_key: _Key = ()
        self._norm = 0.0
        self._norm_key: _Key = ()
        self._point: PlanePoint | None = None
        self._point_key: _Key = ()
        self._line: Array = NO_POINTS
        self._line_key: _Key = ()
        self._line_is_fine = False
        self._critical = CriticalSearch()

    def resolve(self, document: Document, view: Viewport, until: float = math.inf) -> ContourScene:
        """The contour scene of this document in this window; verdicts not there by then are left to ``rest``."""
        item = document.item(document.active)
        function = self._resolver.plane_function(document, document.active)
        name = self._resolver.names(document).get(document.active, "f")
        statics = self._resolve_statics(document, view, item, function)
        shown = document.shown
        if item is None or function is None or statics.relief is None:
            nothing = (None, NO_POINTS, 0.0, False, shown.slices, None, ())
            colour = 0 if item is None else item.colour
            return ContourScene(
                statics, document.active, name, colour, *nothing, self._resolver.earlier_lines(document)
            )
        point = self._touch(document, function, until)
        directed = _directed(function, document) if shown.direction else None
        critical_here = _critical_here(statics, point)
        skewed = max(view.pixels_per_x / view.pixels_per_y, view.pixels_per_y / view.pixels_per_x) > SKEWED
        return ContourScene(
            statics,
            document.active,
            name,
            item.colour,
            point,
            self._level_line(function, statics.relief, point),
            self._usual_norm(function, view),
            shown.gradient,
            shown.slices,
            directed,
            ghost_lines(function, point, view, statics.relief.levels.heights) if shown.approximation else (),
            contour_readout(name, function.variables, point, directed, critical_here, document.notation, skewed),
        )

    def rest(self, document: Document, view: Viewport) -> Resting:
        """A step towards verdicts, the fine map, its critical points, while the hand rests; see ``Resolver.rest``."""
        if self._point is not None and self._point.is_awaited:
            # Whoever draws the curve may have finished them.
            is_told = self._resolver.touches.complete(time.perf_counter() + STEP_SECONDS)
            return "changed" if is_told else "more"
        refined, function = self.refine(document, view), self._resolver.plane_function(document, document.active)
        if refined != "done" or function is None or self._relief is None or self._relief.detail != "fine":
            return refined
        return self._critical.step(function, view) if document.shown.critical else "done"

    def refine(self, document: Document, view: Viewport) -> Resting:
        """A step towards the fine map of the scene that was resolved last; "done" where that is fine."""
        function = self._resolver.plane_function(document, document.active)
        item = document.item(document.active)
        if function is None or item is None or not item.visible:
            return "done"
        key = _relief_key(function, document, view)
        relief = self._relief
        if relief is None or key != self._relief_key:
            return "done"
        if relief.detail == "fine":
            return self._refine_line(function, relief)
        if self._finer is None or self._finer[0] != key:
            self._finer = key, making_relief(function, view, document.shown.logarithmic, "fine", relief.contours)
        try:
            next(self._finer[1])
        except StopIteration as end:
            self._relief, self._finer = end.value, None
            return "changed"
        return "more"

    def _refine_line(self, function: PlaneFunction, relief: Relief) -> Resting:
        """The level line through a point at rest, on the fine grid."""
        if self._point is None or self._line_is_fine or self._line_key[:2] != (function, relief):
            return "done"
        if relief.levels.heights:
            self._line = level_line(function, relief.contours, self._point.x, self._point.y)
        self._line_is_fine = True
        return "changed"

    def take(self, document: Document, survey: CriticalSurvey) -> None:
        """Show these critical points of the active function, found elsewhere, without a search of its own."""
        self._critical.take(self._resolver.plane_function(document, document.active), survey)

    def _resolve_statics(
        self, document: Document, view: Viewport, item: FunctionItem | None, function: PlaneFunction | None
    ) -> ContourStatics:
        relief = None
        drawn = self._resolver.earlier_plane(document) if function is None else function
        if item is not None and item.visible and drawn is not None:
            relief = self._heights(drawn, document, view)
        shown = document.shown
        variables = ("x", "y") if drawn is None else drawn.variables
        critical = self._critical.known(function) if shown.critical else None
        searched = self._critical.is_finished(function, view)
        marks = (critical, searched, shown.grid, shown.pi_ticks)
        is_stale = relief is not None and function is None
        key = (relief, view, variables, marks, shown.gradient_field, is_stale)
        if self._statics is None or key != self._statics_key:
            arrows = None
            if function is not None and relief is not None and shown.gradient_field:
                arrows = _arrows(function, view)
            self._statics_key = key
            self._statics = ContourStatics(view, variables, relief, arrows, *marks, is_stale)
        return self._statics

    def _heights(self, function: PlaneFunction, document: Document, view: Viewport) -> Relief:
        key = _relief_key(function, document, view)
        if self._relief is None or key != self._relief_key:
            self._relief, self._relief_key = coarse_relief(function, view, document.shown.logarithmic), key
        return self._relief

    def _touch(self, document: Document, function: PlaneFunction, until: float) -> PlanePoint:
        x, y = document.x, document.y
        key = (function, x, y)
        known = self._point if key == self._point_key else None
        if self._point is None or known is None or known.is_awaited:
            # The curve view has been at the first slice already.
            across = self._resolver.function(document, document.active)
            slices = known.slices if known else (across or function.slice_x(y), function.slice_y(x))
            touches = self._resolver.touches
            along_x, verdict_x = touches.at(document.active, slices[0], x, until)
            along_y, verdict_y = touches.at("up", slices[1], y, until)
            self._point = PlanePoint(x, y, along_x, along_y, verdict_x, verdict_y, slices)
            self._point_key = key
        return self._point

    def _level_line(self, function: PlaneFunction, relief: Relief, point: PlanePoint) -> Array:
        key = (function, relief, point.x, point.y)
        if key != self._line_key:
            # Where every line of the map would be a tangle, so would this one.
            drawn = (
                level_line(function, relief.sketch, point.x, point.y, MOVING_STEPS)
                if relief.levels.heights
                else NO_POINTS
            )
            self._line, self._line_key = drawn, key
            self._line_is_fine = False
        return self._line

    def _usual_norm(self, function: PlaneFunction, view: Viewport) -> float:
        key = (function, view)
        if key != self._norm_key:
            self._norm, self._norm_key = _usual_norm(function, view), key
        return self._norm


def _critical_here(statics: ContourStatics, point: PlanePoint) -> CriticalPoint | None:
    """The critical point that the point is at, if it is known."""
    view = statics.viewport
    hair = SAME * math.hypot(view.x1 - view.x0, view.y1 - view.y0)
    points = statics.critical.points if statics.critical is not None else ()
    return next((p for p in points if math.hypot(p.x - point.x, p.y - point.y) <= hair), None)


def _relief_key(function: PlaneFunction, document: Document, view: Viewport) -> _Key:
    return (function, document.shown.logarithmic, view)


def _arrows(function: PlaneFunction, view: Viewport) -> Arrows:
    """Gradients in the middle of squares of ``ARROW_PIXELS``, which stand still in the plane while the window moves."""
    across, up = ARROW_PIXELS / view.pixels_per_x, ARROW_PIXELS / view.pixels_per_y
    x = (np.arange(math.floor(view.x0 / across), math.ceil(view.x1 / across)) + 0.5) * across
    y = (np.arange(math.floor(view.y0 / up), math.ceil(view.y1 / up)) + 0.5) * up
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    vectors = function.value_and_gradient(places[:, 0], places[:, 1])[1].T
    known = np.isfinite(vectors).all(axis=1)
    return Arrows(places[known], vectors[known])


def _usual_norm(function: PlaneFunction, view: Viewport) -> float:
    """The median length of the gradient over the window, 0 where there is none."""
    x, y = np.linspace(view.x0, view.x1, PROBES), np.linspace(view.y0, view.y1, PROBES)
    with np.errstate(all="ignore"):
        norms = np.hypot(*function.value_and_gradient(x[None, :], y[:, None])[1])
    known = norms[np.isfinite(norms) & (norms > 0)]
    return float(np.median(known)) if known.size else 0.0


def _directed(function: PlaneFunction, document: Document) -> Directed:
    u = (math.cos(document.direction), math.sin(document.direction))
    return Directed(document.direction, u, float(function.directional(document.x, document.y, u)))
