"""The window that a contour map opens with, fits to, or had when it was saved."""

from __future__ import annotations

from derivgui.model.document.file_format import Bounds
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene

FIRST_HEIGHT = 8.0
# A saved map that another canvas would skew by no more than this is taken to have had equal units.
NEARLY_EQUAL = 2.0
# Critical points farther out than this from the origin do not widen the window that "fit" chooses.
FARTHEST = 7.0
PADDING = 0.2


def first_map(width: float, height: float) -> Viewport:
    """Equal units on both axes around the origin."""
    half = FIRST_HEIGHT / 2
    across = half * width / height
    return Viewport(-across, across, -half, half, width, height)


def fitted_map(scene: ContourScene, width: float, height: float) -> Viewport:
    """Equal units around the point and the critical points that are known, those not too far out."""
    point, survey = scene.point, scene.statics.critical
    near = [p for p in survey.points if max(abs(p.x), abs(p.y)) <= FARTHEST] if survey is not None else []
    if point is None or not near:
        view = first_map(width, height)
        return view if point is None or _contains(view, point.x, point.y) else _around(view, point.x, point.y)
    xs, ys = [point.x, *(p.x for p in near)], [point.y, *(p.y for p in near)]
    half = max(max(xs) - min(xs), max(ys) - min(ys)) * PADDING
    bounds = (min(xs) - half - 1.0, max(xs) + half + 1.0, min(ys) - half - 1.0, max(ys) + half + 1.0)
    return _with_equal_units(bounds, width, height)


def _contains(view: Viewport, x: float, y: float) -> bool:
    return view.x0 < x < view.x1 and view.y0 < y < view.y1


def _around(view: Viewport, x: float, y: float) -> Viewport:
    """A window about the origin, made so large that a point far out is in it."""
    factor = 1.25 * max(abs(x) / view.x1, abs(y) / view.y1)
    return view.zoomed(factor, factor, view.width / 2, view.height / 2)


def _with_equal_units(bounds: Bounds, width: float, height: float) -> Viewport:
    """All of the bounds, and more where the canvas has another shape."""
    view = Viewport(*bounds, width, height)
    unit = min(view.pixels_per_x, view.pixels_per_y)
    return view.zoomed(view.pixels_per_x / unit, view.pixels_per_y / unit, width / 2, height / 2)


def opened_map(bounds: Bounds, width: float, height: float) -> Viewport:
    """All of the window that was saved; equal units where it had nearly equal ones on a canvas of another shape."""
    view = Viewport(*bounds, width, height)
    if not 1 / NEARLY_EQUAL < view.pixels_per_x / view.pixels_per_y < NEARLY_EQUAL:
        return view
    return _with_equal_units(bounds, width, height)
