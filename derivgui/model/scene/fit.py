"""Windows that show what matters: the first one, and the one that "fit" asks for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from derivgui.model.document.document import Document
from derivgui.model.language.real import Array
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import LARGEST_COORDINATE, Viewport

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Landmark

FIRST_CENTRE = (0.6, 4.0)
FIRST_HEIGHT = 13.6
PROBES = 400
MARGIN = 0.12
SIDE_MARGIN = 0.3
SMALLEST_MARGIN = 2.0
# Landmarks are looked for this far from the origin, and those of a periodic function are shown this far.
WIDEST = 24.0
FARTHEST_MARK = 7.0
# The arms of a curve may add this share of the height that its landmarks need.
LARGEST_GROWTH = 0.5
# Up to this ratio both axes get equal units; beyond the second one that would squeeze the bends of a steep curve.
EQUAL_STRETCH, FREE_STRETCH = 3.5, 6.0
TAME_SHARE = (4.0, 96.0)
# A curve that spends most of its way near its extremes, as waves do, is shown whole.
USUAL_SHARE = (10.0, 90.0)
BOUNDED = 1.15
# Between its poles a curve needs not be seen whole, but so much of it that its bends show.
BETWEEN_POLES = (14.0, 86.0)
HIGHEST = 1e-3 * LARGEST_COORDINATE
# Beyond it, the widths of windows are no longer numbers.
FARTHEST = 1e300


def first_viewport(width: float, height: float) -> Viewport:
    """Equal units on both axes, with x^2, its tangent at 2 and a secant to 3 well in sight."""
    unit = height / FIRST_HEIGHT
    return Viewport(
        FIRST_CENTRE[0] - width / unit / 2,
        FIRST_CENTRE[0] + width / unit / 2,
        FIRST_CENTRE[1] - FIRST_HEIGHT / 2,
        FIRST_CENTRE[1] + FIRST_HEIGHT / 2,
        width,
        height,
    )


def fitted_viewport(document: Document, function: RealFunction | None, view: Viewport) -> Viewport:
    """A window around the points, the zeros and the stationary points; equal units where that is sensible."""
    if function is None:
        return first_viewport(view.width, view.height)
    ends = [x for x in (document.x, document.x + document.h) if _is_within_reach(function, x)]
    unit = 180 / math.pi if document.angle == "degrees" else 1.0
    curve = _wide_curve(function, view, WIDEST * unit)
    marks = [mark for mark in _marks(function, curve) if abs(mark.x) <= FARTHEST_MARK * unit]
    x0, x1 = _padded([0.0, *ends, *(mark.x for mark in marks)], SIDE_MARGIN, SMALLEST_MARGIN)
    heights = [0.0, *(mark.y for mark in marks), *(function.at(x) for x in ends)]
    breaks = [marker for marker in curve.markers if x0 < marker.x < x1]
    heights += [marker.y for marker in breaks]
    y = function(np.linspace(x0, x1, PROBES))
    if any(marker.kind == "pole" for marker in breaks) and np.isfinite(y).any():
        usual_low, usual_high = (float(height) for height in np.percentile(y[np.isfinite(y)], BETWEEN_POLES))
        # A point high up beside a pole is not worth the whole window.
        span = usual_high - usual_low
        heights = [min(max(height, usual_low - span), usual_high + span) for height in heights]
        heights += [usual_low, usual_high]
    heights = [height for height in heights if abs(height) <= HIGHEST]
    low, high = _with_curve(heights, y[np.abs(y) <= HIGHEST])
    return _with_equal_units(view, x0, x1, *_padded([low, high], MARGIN, 0.0))


def _is_within_reach(function: RealFunction, x: float) -> bool:
    """False where the curve is so far out or so high that no window shows it there together with the rest."""
    return abs(x) <= FARTHEST and not abs(function.at(x)) > HIGHEST


def has_values(function: RealFunction, view: Viewport) -> bool:
    """Whether there is anything of a function between both sides of a window, as far as probes tell."""
    return bool(np.isfinite(function(np.linspace(view.x0, view.x1, PROBES))).any())


def _wide_curve(function: RealFunction, view: Viewport, reach: float) -> SampledCurve:
    return sample(function, Viewport(-reach, reach, -reach, reach, view.width, view.height))


def _marks(function: RealFunction, curve: SampledCurve) -> tuple[Landmark, ...]:
    from derivgui.model.calculus.landmarks import STATIONARY, landmarks

    return tuple(mark for mark in landmarks(function, curve) if mark.kind == "zero" or mark.kind in STATIONARY)


def _padded(values: list[float], share: float, least: float) -> tuple[float, float]:
    low, high = min(values), max(values)
    margin = max(share * (high - low), least) or 1.0
    return low - margin, high + margin


def _with_curve(heights: list[float], y: Array) -> tuple[float, float]:
    """Heights of the curve that go with those that must be seen: all of a tame curve, not the arms of a wild one."""
    tame = y[np.isfinite(y)]
    low, high = min(heights), max(heights)
    if tame.size == 0:
        return low, high
    low_usual, high_usual = (float(v) for v in np.percentile(tame, USUAL_SHARE))
    if np.ptp(tame) <= BOUNDED * (high_usual - low_usual):
        return min(low, float(tame.min())), max(high, float(tame.max()))
    room = LARGEST_GROWTH * (high - low) if high > low else float(np.ptp(np.percentile(tame, TAME_SHARE)))
    return max(min(low, float(tame.min())), low - room), min(max(high, float(tame.max())), high + room)


def _with_equal_units(view: Viewport, x0: float, x1: float, y0: float, y1: float) -> Viewport:
    """The window, widened along one axis to equal units where that is sensible, for a steep curve in part."""
    unit_x, unit_y = view.width / (x1 - x0), view.height / (y1 - y0)
    half_x, half_y = (x1 - x0) / 2, (y1 - y0) / 2
    if unit_x > unit_y:
        half_x *= _widening(unit_x / unit_y)
    elif unit_y / unit_x <= EQUAL_STRETCH:
        half_y *= unit_y / unit_x
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    return view.showing(cx - half_x, cx + half_x, cy - half_y, cy + half_y)


def _widening(stretch: float) -> float:
    """By what a window is widened whose units differ by so much: all of it, a part, or nothing, without a leap."""
    share = math.log(FREE_STRETCH / stretch) / math.log(FREE_STRETCH / EQUAL_STRETCH)
    return float(stretch ** min(max(share, 0.0), 1.0))
