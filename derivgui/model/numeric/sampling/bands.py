"""Bands: how far a curve goes up and down in columns of pixels that no line can show."""

from __future__ import annotations

import math

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.golden import GOLDEN, golden_shares, uneven_shares
from derivgui.model.numeric.neighbours import distinct, with_neighbours
from derivgui.model.numeric.places.places import merged
from derivgui.model.numeric.places.search import Interval
from derivgui.model.numeric.sampling.crowding import BLOCK_PIXELS, Amid
from derivgui.model.numeric.sampling.curve import Band
from derivgui.model.numeric.sampling.dips import climbed
from derivgui.model.numeric.sampling.probe import JOINED_PIXELS, Probe
from derivgui.model.numeric.viewport import Viewport

# How far the curve goes up and down in a column is seen by so many more samples.
MOST_SAMPLES = 16
# An edge of a band as wide as this is ragged where it rises by so many pixels within so many beyond the next.
FEWEST_RAGGED = 64
RAGGED_PIXELS = 2.0
RAGGED_REACH = 4
# What touches an edge of the window is in sight.
SLACK_PIXELS = 0.5
# So many columns of a band are asked whether doubles tell the truth.
FEW = 8
# Beside the columns of a band that are in sight the next may be.
SEEN_PIXELS = 1.5
THIN_PIXELS = 6.0
# A column is as wide as that with its neighbours, and half of it.
AMID_PIXELS = 2.0
# No column is lower than that.
LEAST_PIXELS = 3.0


def inner_points(size: int, starts: Indices, ends: Indices) -> Truth:
    """Those of ``size`` points that lie within a stretch and not at its ends."""
    hidden = np.zeros(size, dtype=bool)
    for i, j in zip(starts, ends, strict=True):
        hidden[i + 1 : j] = True
    return hidden


def band(probe: Probe, x: Array, y: Array, heights_amid: Amid | None) -> Band:
    """Lowest and highest value in each pixel column and its two neighbours, at the points of a stretch and at more.

    ``heights_amid`` tells those at places that crowd between two points, as the function itself does not.
    """
    seen = _seen(probe, x, y, heights_amid)
    if heights_amid is None:
        return seen
    if _is_false(probe, seen):
        probe.distrust(float(x[0]), float(x[-1]))
        seen = _seen(probe, x, np.full_like(y, np.nan), heights_amid)
    return _with_limits(probe, seen, (float(x[0]), float(x[-1])), heights_amid)


def _with_limits(probe: Probe, seen: Band, stretch: Interval, heights_amid: Amid) -> Band:
    """Each column as high as the limits at a place in it, which no double may meet."""
    half = 0.5 / probe.view.pixels_per_x
    heights = heights_amid(np.maximum(seen.x - half, stretch[0]), np.minimum(seen.x + half, stretch[1]), False)
    return Band(seen.x, np.fmin(seen.low, np.fmin.reduce(heights)), np.fmax(seen.high, np.fmax.reduce(heights)))


def _is_false(probe: Probe, seen: Band) -> bool:
    """Whether the curve leaves a band where it is asked with more digits: doubles see x^2 - floor(x^2) as 0."""
    if not seen.x.size:
        return False
    view = probe.view
    # Where little is seen to happen it is asked as often again.
    (thin,) = np.nonzero((seen.high - seen.low) * view.pixels_per_y < THIN_PIXELS)
    some = distinct(_few(np.arange(seen.x.size)), _few(thin))
    # No round numbers.
    height = np.clip(probe.exact(seen.x[some] + (GOLDEN - 0.5) / view.pixels_per_x), view.y0, view.y1)
    low, high = (np.clip(edge[some], view.y0, view.y1) for edge in (seen.low, seen.high))
    slack = JOINED_PIXELS / view.pixels_per_y
    return bool(((height < low - slack) | (height > high + slack)).any())


def _few(columns: Indices) -> Indices:
    return columns[(columns.size * golden_shares(FEW)).astype(int)] if columns.size else columns


def _seen(probe: Probe, x: Array, y: Array, heights_amid: Amid | None) -> Band:
    view = probe.view
    columns = int((x[-1] - x[0]) * view.pixels_per_x) + 1
    samples = min(MOST_SAMPLES, max(1, probe.most_samples(x[0], x[-1]) // columns))
    inside = _inside(x[0], x[-1], columns, samples)
    more = probe.evaluate(inside)
    low, high = (_farthest(probe, inside, more, side) for side in (-1.0, 1.0))
    column = np.minimum(((x - x[0]) * view.pixels_per_x).astype(int), columns - 1)
    np.fmin.at(low, column, y)
    np.fmax.at(high, column, y)
    if heights_amid is not None:
        _reach_places(probe, low, high, (x[0], x[-1]), heights_amid)
    # Few samples in each make ragged edges.
    reach = math.ceil(math.sqrt(MOST_SAMPLES / samples))
    low, high = with_neighbours(low, np.fmin, reach), with_neighbours(high, np.fmax, reach)
    # A stretch on which nothing is seen to happen is to be seen itself.
    middle, half = 0.5 * (low + high), 0.5 * LEAST_PIXELS / view.pixels_per_y
    low, high = np.fmin(low, middle - half), np.fmax(high, middle + half)
    centre = x[0] + (np.arange(columns) + 0.5) / view.pixels_per_x
    filled = ~np.isnan(low)
    return Band(centre[filled], low[filled], high[filled])


def _reach_places(probe: Probe, low: Array, high: Array, stretch: Interval, heights_amid: Amid) -> None:
    """Let columns out of sight, or in which nothing is seen, reach as far as the places in them do."""
    view = probe.view
    (columns,) = np.nonzero((low > view.y1) | (high < view.y0) | ((high - low) * view.pixels_per_y < LEAST_PIXELS))
    if columns.size:
        starts = stretch[0] + columns / view.pixels_per_x
        heights = heights_amid(starts, np.minimum(starts + 1.0 / view.pixels_per_x, stretch[1]), True)
        probe.evaluations += heights.size
        low[columns] = np.fmin(low[columns], np.fmin.reduce(heights))
        high[columns] = np.fmax(high[columns], np.fmax.reduce(heights))


def in_sight(stretch: Interval, seen: Band, view: Viewport, amid: tuple[float, ...]) -> list[Interval]:
    """The parts of a stretch in which its band comes into the window.

    At places ``amid`` it, poles perhaps, a curve that leaves the window upwards and comes back from below passes
    nothing between. A stretch without values may be anything.
    """
    if not seen.x.size:
        return [stretch]
    pixel = 1.0 / view.pixels_per_x
    slack = SLACK_PIXELS / view.pixels_per_y
    passes = (seen.high >= view.y0 - slack) & (seen.low <= view.y1 + slack)
    for place in amid:
        beside = np.absolute(seen.x - place) <= AMID_PIXELS * pixel
        around = passes[~beside & (np.absolute(seen.x - place) <= 2 * AMID_PIXELS * pixel)]
        passes &= ~beside | around.any() | (around.size == 0)
    edges = np.diff(np.concatenate(([0], passes.astype(np.int8), [0])))
    firsts, lasts = seen.x[np.flatnonzero(edges == 1)], seen.x[np.flatnonzero(edges == -1) - 1]
    parts = zip((firsts - SEEN_PIXELS * pixel).tolist(), (lasts + SEEN_PIXELS * pixel).tolist(), strict=True)
    start, end = stretch
    return list(merged([(max(start, first), min(end, last)) for first, last in parts], BLOCK_PIXELS * pixel))


def _farthest(probe: Probe, x: Array, y: Array, side: float) -> Array:
    """The highest value (side 1) or the lowest (-1) of each row; turning points where samples tell too little."""
    found: Array = (np.fmax if side > 0 else np.fmin).reduce(y, axis=1)
    if not probe.has_jets:
        return found
    # Out of sight, or ragged beside what is seen a few pixels away.
    view = probe.view
    short = found < view.y0 if side > 0 else found > view.y1
    if len(found) > FEWEST_RAGGED:
        height = np.nan_to_num(side * found, nan=-np.inf)
        near, around = (with_neighbours(height, np.maximum, reach) for reach in (1, RAGGED_REACH))
        short |= around - near > RAGGED_PIXELS / view.pixels_per_y
    (rows,) = np.nonzero(short)
    if rows.size:
        start = x[rows, np.argmax(y[rows] == found[rows, None], axis=1)]
        found[rows] = climbed(probe, start, found[rows], np.full(rows.size, side), 1.0 / view.pixels_per_x)[1]
    return found


def _inside(a: float, b: float, columns: int, samples: int) -> Array:
    """Rows of points in equal parts of an interval, at distances that fall in step with no oscillation."""
    count = columns * samples
    points: Array = a + (b - a) * (np.arange(count) + uneven_shares(count)) / count
    return points.reshape(columns, samples)
