"""Stretches too restless for lines: what cannot be resolved at the scale of a pixel becomes a band."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.sampling.curve import Band
from derivgui.model.numeric.sampling.probe import JOINED_PIXELS, Mask, Probe
from derivgui.model.numeric.search import Indices
from derivgui.model.numeric.viewport import Viewport

# So many neighbouring intervals of the smallest step without a straight chord are a band,
LONGEST_RESTLESS_RUN = 10
# and so are blocks of pixels in which the curve turns more often than lines can show.
BLOCK_PIXELS = 8.0
MOST_TURNS = 4


def turns_too_often(probe: Probe, x: Array, y: Array) -> Mask:
    """Intervals in blocks of pixels that hold too many visible turning points."""
    rise = np.diff(probe.height_in_pixels(y))
    turns = (rise[1:] * rise[:-1] < 0) & (np.absolute(rise[1:]) + np.absolute(rise[:-1]) > JOINED_PIXELS)
    block = ((x[1:] - probe.view.x0) * probe.view.pixels_per_x / BLOCK_PIXELS).astype(int)
    counts = np.bincount(block[:-1][turns], minlength=int(block.max()) + 1)
    crowded: Mask = (counts >= MOST_TURNS)[block]
    return crowded


def stretches(x: Array, restless: Mask, forced: Mask, view: Viewport) -> tuple[Indices, Indices]:
    """First and last points of runs of restless intervals that are long, or forced to be bands.

    Runs a few pixels apart are one: what is left between them tells nothing.
    """
    starts, ends = _long_runs(restless, forced)
    apart = (x[starts[1:]] - x[ends[:-1]]) * view.pixels_per_x > BLOCK_PIXELS
    return starts[np.concatenate(([True], apart))[: starts.size]], ends[np.concatenate((apart, [True]))[: ends.size]]


def _long_runs(restless: Mask, forced: Mask) -> tuple[Indices, Indices]:
    """Half-open ranges of interval indices."""
    padded = np.concatenate(([False], restless, [False])).astype(np.int8)
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    count = np.concatenate(([0], np.cumsum(forced)))
    long = (ends - starts > LONGEST_RESTLESS_RUN) | (count[ends] > count[starts])
    return starts[long], ends[long]


def inner_points(size: int, starts: Indices, ends: Indices) -> Mask:
    """Those of ``size`` points that lie within a stretch and not at its ends."""
    hidden = np.zeros(size, dtype=bool)
    for i, j in zip(starts, ends, strict=True):
        hidden[i + 1 : j] = True
    return hidden


def band(x: Array, y: Array, view: Viewport) -> Band:
    """Lowest and highest value seen in each pixel column and its two neighbours."""
    column = np.floor((x - view.x0) * view.pixels_per_x).astype(int)
    column -= column[0]
    low, high = np.full(column[-1] + 1, np.inf), np.full(column[-1] + 1, -np.inf)
    known = ~np.isnan(y)
    np.minimum.at(low, column[known], y[known])
    np.maximum.at(high, column[known], y[known])
    low, high = _widened(low, np.minimum), _widened(high, np.maximum)
    centre = x[0] + (np.arange(low.size) + 0.5) / view.pixels_per_x
    filled = high >= low
    return Band(centre[filled], low[filled], high[filled])


def _widened(values: Array, pick: np.ufunc) -> Array:
    padded = np.pad(values, 1, mode="edge")
    widened: Array = pick(pick(padded[:-2], padded[1:-1]), padded[2:])
    return widened
