"""Stretches on which a function has values that nobody knows, such as sin(e^e^e^x) beyond x = 2."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import ball
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.search import Interval
from derivgui.model.numeric.sampling.curve import Band
from derivgui.model.numeric.sampling.probe import Probe
from derivgui.model.numeric.viewport import Viewport

BITS = 64


# Bands nearer to each other are joined.
NEAR_PIXELS = 8.0
# So narrow are the parts of which bounds are found.
MOST_PARTS = 64


def unknown_stretches(
    probe: Probe, x: Array, y: Array, known: list[Interval], bands: list[Band]
) -> list[tuple[Interval, Band]]:
    """Runs of points without a value of what has one everywhere, outside the stretches ``known``, and their bands.

    ``bands`` are those of the stretches that are known.
    """
    function = probe.of
    missing = np.isnan(y)
    if not (missing.any() and isinstance(function, RealFunction) and function.is_analytic_everywhere):
        return []
    for start, end in known:
        missing &= (x < start) | (x > end)
    edges = np.diff(np.concatenate(([0], missing.astype(np.int8), [0])))
    firsts, lasts = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    starts, ends = x[np.maximum(firsts - 1, 0)], x[np.minimum(lasts + 1, x.size - 1)]
    found = zip(starts.tolist(), ends.tolist(), strict=True)
    return [(stretch, _band(function, _reaching(stretch, bands, probe.view), probe.view)) for stretch in found]


def _reaching(stretch: Interval, bands: list[Band], view: Viewport) -> Interval:
    """The stretch up to the columns of the bands on both sides of it."""
    start, end = stretch
    near, half = NEAR_PIXELS / view.pixels_per_x, 0.5 / view.pixels_per_x
    lasts = [float(seen.x[-1]) + half for seen in bands if seen.x.size and abs(seen.x[-1] - start) <= near]
    firsts = [float(seen.x[0]) - half for seen in bands if seen.x.size and abs(seen.x[0] - end) <= near]
    return max(lasts, default=start), min(firsts, default=end)


def _band(function: RealFunction, stretch: Interval, view: Viewport) -> Band:
    """As high as the function may be there, if that is known, else as the window."""
    start, end = stretch
    columns = int((end - start) * view.pixels_per_x) + 1
    centre = np.asarray(start + (np.arange(columns) + 0.5) / view.pixels_per_x, dtype=float)
    ends = np.linspace(start, end, min(columns, MOST_PARTS) + 1)
    bounds = [_bounds(function, part) or (view.y0, view.y1) for part in pairwise(ends.tolist())]
    part = np.clip(np.searchsorted(ends, centre) - 1, 0, len(bounds) - 1)
    low, high = np.array(bounds)[part].T
    return Band(centre, low, high)


def _bounds(function: RealFunction, stretch: Interval) -> Interval | None:
    with flint.ctx.workprec(BITS):
        whole = flint.arb(stretch[0]).union(flint.arb(stretch[1]))
        found = ball(function.concrete, {function.variable: whole})
        return (float(found.lower()), float(found.upper())) if found.is_finite() else None
