"""Adaptive sampling of a curve y = f(x) in pixel space.

A coarse grid is refined by halving until every chord lies within a fraction of a pixel of the curve; what is steep is
followed by bisection until it proves to be connected or a jump; the ends of the domain are bracketed to double
precision. What cannot be resolved at the scale of a pixel becomes a band, not made-up lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport

Function: TypeAlias = Callable[[Array], Array]
Mask: TypeAlias = NDArray[np.bool_]

FIRST_STEP_PIXELS = 8.0
SMALLEST_STEP_PIXELS = 0.2
TOLERANCE_PIXELS = 0.12
# An uneven split does not fall into step with a periodic function.
SPLIT = 0.4783
# A steep stretch that still jumps by this much when doubles can halve it no more is torn.
JOINED_PIXELS = 1.0
HALVINGS = 64
# A chord that misses its middle by this share of its rise, and rises visibly, may hide a jump.
TORN_SHARE = 0.2
# So many neighbouring intervals of the smallest step without a straight chord are a band,
LONGEST_RESTLESS_RUN = 10
# and so are blocks of pixels in which the curve turns more often than lines can show.
BLOCK_PIXELS = 8.0
MOST_TURNS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A stretch too restless for lines: columns at ``x`` between ``low`` and ``high`` (arrays of one length)."""

    x: Array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True, eq=False)
class SampledCurve:
    """What is known of a curve in a window.

    Attributes:
        pieces: float64 arrays of shape (n, 2), n >= 2, x increasing; no piece crosses a gap or a jump.
        bands: stretches that lines cannot show.
        evaluations: how often f was evaluated.
    """

    pieces: tuple[Array, ...]
    bands: tuple[Band, ...]
    evaluations: int


def sample(function: Function, viewport: Viewport) -> SampledCurve:
    """Sample ``function`` (float64 array to float64 array, NaN where undefined) over a window."""
    return _Sampler(function, viewport).run()


class _Sampler:
    """One run over one window; arrays ``x``, ``y`` stay sorted and of one length."""

    def __init__(self, function: Function, viewport: Viewport) -> None:
        self._function = function
        self._view = viewport
        self._evaluations = 0
        self._scale = np.array([viewport.pixels_per_x, viewport.pixels_per_y])

    def run(self) -> SampledCurve:
        # Differences of values near the largest double overflow; they are off the window then and nothing else.
        with np.errstate(all="ignore"):
            return self._run()

    def _run(self) -> SampledCurve:
        view = self._view
        count = max(16, int(view.width / FIRST_STEP_PIXELS)) + 1
        x = np.linspace(view.x0, view.x1, count)
        x, y, restless = self._refine(x, self._evaluate(x))
        crowded = restless | self._turns_too_often(x, y)
        run_starts, run_ends = _long_runs(crowded)
        bands = tuple(_band(x[i : j + 1], y[i : j + 1], view) for i, j in zip(run_starts, run_ends, strict=True))
        isolated = restless.copy()
        for i, j in zip(run_starts, run_ends, strict=True):
            isolated[i:j] = False
        x, y = self._follow(x, y, isolated, _inner_points(x.size, run_starts, run_ends))
        return SampledCurve(_pieces(x, y), bands, self._evaluations)

    def _evaluate(self, x: Array) -> Array:
        self._evaluations += x.size
        y = np.array(self._function(x), dtype=float)
        y[~np.isfinite(y)] = np.nan
        return y

    def _height_in_pixels(self, y: Array) -> Array:
        """Pixels below the top, clipped outside the window: poles must not ask for endless detail."""
        height = self._view.height
        return np.clip((self._view.y1 - y) * self._view.pixels_per_y, -0.5 * height, 1.5 * height)

    def _refine(self, x: Array, y: Array) -> tuple[Array, Array, Mask]:
        """Halve every interval whose middle is off its chord; the mask tells which never got straight."""
        open_ = np.ones(x.size - 1, dtype=bool)
        while True:
            split = open_ & (np.diff(x) * self._view.pixels_per_x > SMALLEST_STEP_PIXELS)
            left = np.flatnonzero(split)
            if left.size == 0:
                return x, y, open_
            middle = x[left] + SPLIT * (x[left + 1] - x[left])
            value = self._evaluate(middle)
            still_open = ~self._is_straight(x, y, left, middle, value)
            open_[left] = still_open
            open_ = np.insert(open_, left + 1, still_open)
            x = np.insert(x, left + 1, middle)
            y = np.insert(y, left + 1, value)

    def _is_straight(self, x: Array, y: Array, left: NDArray[np.intp], middle: Array, value: Array) -> Mask:
        """Distance of the middle point from its chord, in pixels, below the tolerance; or nothing there at all."""
        start, end = self._height_in_pixels(y[left]), self._height_in_pixels(y[left + 1])
        rise, run = end - start, (x[left + 1] - x[left]) * self._view.pixels_per_x
        off = (self._height_in_pixels(value) - start) - rise * SPLIT
        missing = np.isnan(y[left]) & np.isnan(y[left + 1]) & np.isnan(value)
        empty = missing & (run < FIRST_STEP_PIXELS)
        near = np.absolute(off) * run < TOLERANCE_PIXELS * np.hypot(rise, run)
        torn = (np.absolute(rise) > JOINED_PIXELS) & (np.absolute(off) > TORN_SHARE * np.absolute(rise))
        straight: Mask = empty | (near & ~torn)
        return straight

    def _turns_too_often(self, x: Array, y: Array) -> Mask:
        """Intervals in blocks of pixels that hold too many visible turning points."""
        height = self._height_in_pixels(y)
        rise = np.diff(height)
        turns = (rise[1:] * rise[:-1] < 0) & (np.absolute(rise[1:]) + np.absolute(rise[:-1]) > JOINED_PIXELS)
        block = ((x[1:] - self._view.x0) * self._view.pixels_per_x / BLOCK_PIXELS).astype(int)
        counts = np.bincount(block[:-1][turns], minlength=int(block.max()) + 1)
        crowded: Mask = (counts >= MOST_TURNS)[block]
        return crowded

    def _follow(self, x: Array, y: Array, restless: Mask, hidden: Mask) -> tuple[Array, Array]:
        """Bisect gaps and steep places down to neighbouring doubles; NaN separates what is not connected."""
        edge = np.isnan(y[1:]) != np.isnan(y[:-1])
        steep = restless & (np.absolute(np.diff(y)) * self._view.pixels_per_y > JOINED_PIXELS)
        left = np.flatnonzero(edge | steep)
        y = np.where(hidden, np.nan, y)
        if left.size == 0:
            return x, y
        a, b, ya, yb = x[left], x[left + 1], y[left].copy(), y[left + 1].copy()
        xs, ys = [], []
        for _ in range(HALVINGS):
            middle = a + 0.5 * (b - a)
            value = self._evaluate(middle)
            xs.append(middle)
            ys.append(value)
            move_left = _keeps_right_half(ya, value, yb)
            a, ya = np.where(move_left, middle, a), np.where(move_left, value, ya)
            b, yb = np.where(move_left, b, middle), np.where(move_left, yb, value)
        torn = ~(np.absolute(yb - ya) * self._view.pixels_per_y <= JOINED_PIXELS)
        return self._merge((x, y), (np.concatenate(xs), np.concatenate(ys)), (a, ya, b, yb), torn)

    def _merge(
        self,
        base: tuple[Array, Array],
        visited: tuple[Array, Array],
        ends: tuple[Array, Array, Array, Array],
        torn: Mask,
    ) -> tuple[Array, Array]:
        a, ya, b, yb = ends
        height = self._height_in_pixels(visited[1])
        shown = (height > -0.5 * self._view.height) & (height < 1.5 * self._view.height)
        gap = np.full(int(torn.sum()), np.nan)
        # Equal abscissas keep this order: the left end, the separator, the right end.
        x = np.concatenate((base[0], visited[0][shown], a, a[torn], b))
        y = np.concatenate((base[1], visited[1][shown], ya, gap, yb))
        order = np.argsort(x, kind="stable")
        return x[order], y[order]


def _keeps_right_half(ya: Array, value: Array, yb: Array) -> Mask:
    """Towards the end of the domain where one side is undefined, else towards the larger difference."""
    undefined_a, undefined_b, undefined_m = np.isnan(ya), np.isnan(yb), np.isnan(value)
    larger = np.absolute(yb - value) > np.absolute(value - ya)
    chosen: Mask = np.where(undefined_a | undefined_b, np.where(undefined_m, undefined_a, undefined_b), larger)
    return chosen


def _long_runs(restless: Mask) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Half-open ranges of interval indices: runs of restless intervals longer than the limit."""
    padded = np.concatenate(([False], restless, [False])).astype(np.int8)
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    long = ends - starts > LONGEST_RESTLESS_RUN
    return starts[long], ends[long]


def _inner_points(size: int, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Mask:
    hidden = np.zeros(size, dtype=bool)
    for i, j in zip(starts, ends, strict=True):
        hidden[i + 1 : j] = True
    return hidden


def _band(x: Array, y: Array, view: Viewport) -> Band:
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


def _pieces(x: Array, y: Array) -> tuple[Array, ...]:
    """Runs of defined points, without repeated abscissas."""
    fresh = np.concatenate(([True], (np.diff(x) > 0) | np.isnan(y[1:]) | np.isnan(y[:-1])))
    points = np.column_stack((x, y))[fresh]
    gaps = np.flatnonzero(np.isnan(points[:, 1]))
    found = []
    for part in np.split(points, gaps):
        piece = part[~np.isnan(part[:, 1])]
        if len(piece) > 1:
            found.append(piece)
    return tuple(found)
