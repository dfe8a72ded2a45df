"""Windows that show what matters: the first one, and the one that "fit" asks for."""

from __future__ import annotations

import math

import numpy as np

from derivgui.model.document.document import Document
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.viewport import Viewport

FIRST_CENTRE = (0.6, 4.0)
FIRST_HEIGHT = 13.6
PROBES = 400
MARGIN = 0.12
# Beyond this ratio equal units on both axes would flatten the curve to a line.
LARGEST_STRETCH = 6.0
TAME_SHARE = (4.0, 96.0)


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
    """A window around the point, its secant and the tame part of the curve; equal units where that is sensible."""
    if function is None:
        return first_viewport(view.width, view.height)
    half = max(5.0, 2.2 * abs(document.h), 1.2 * abs(document.x))
    x0, x1 = min(-half, document.x - half), max(half, document.x + half)
    y = function(np.linspace(x0, x1, PROBES))
    tame = y[np.isfinite(y)]
    if tame.size == 0:
        return view.showing(x0, x1, -half, half)
    points = [function.at(document.x), function.at(document.x + document.h)]
    low, high = _span(tame, [p for p in points if math.isfinite(p)])
    return _with_equal_units(view, x0, x1, low, high)


def _span(values: np.ndarray, extra: list[float]) -> tuple[float, float]:
    low, high = (float(v) for v in np.percentile(values, TAME_SHARE))
    inner = float(values.max()) - float(values.min())
    # A curve without poles is shown whole.
    if inner < 4 * (high - low):
        low, high = float(values.min()), float(values.max())
    low, high = min(low, 0.0, *extra), max(high, 0.0, *extra)
    room = MARGIN * (high - low) or 1.0
    return low - room, high + room


def _with_equal_units(view: Viewport, x0: float, x1: float, y0: float, y1: float) -> Viewport:
    unit_x, unit_y = view.width / (x1 - x0), view.height / (y1 - y0)
    if max(unit_x / unit_y, unit_y / unit_x) > LARGEST_STRETCH:
        return view.showing(x0, x1, y0, y1)
    unit = min(unit_x, unit_y)
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    dx, dy = view.width / unit / 2, view.height / unit / 2
    return view.showing(cx - dx, cx + dx, cy - dy, cy + dy)
