"""Adaptive sampling of a curve y = f(x) in pixel space.

The critical places of a function (``places``) cut the window, and each piece is sampled up to its own ends, which are
known (``ends``). In between, a coarse grid is refined by halving until every chord lies within a fraction of a pixel of
the curve. Where there is no tree to ask, or it leaves a doubt, what is steep is followed by bisection until it proves
to be connected or torn. What cannot be resolved at the scale of a pixel becomes a band, not made-up lines.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array
from derivgui.model.numeric.ends import PATIENCE, Ends, Examiner, FunctionSubject, SlopeSubject
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.markers import Marker, markers_at
from derivgui.model.numeric.places import Places, Watch, merged
from derivgui.model.numeric.search import Indices, Interval
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
# Where places crowd, columns of pixels need no more than this.
CROWD_STEP_PIXELS = 1.0
# So many neighbouring intervals of the smallest step without a straight chord are a band,
LONGEST_RESTLESS_RUN = 10
# and so are blocks of pixels in which the curve turns more often than lines can show.
BLOCK_PIXELS = 8.0
MOST_TURNS = 4
# Towards a pole each sample is so many times closer,
POLE_STEP = 8.0
POLE_STEPS = 20
# until it is this share of the window's height above or below it.
BEYOND = 0.5
FINAL_SHARE = 2.0**-40


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
        pieces: float64 arrays of shape (n, 2), n >= 2, x increasing; no piece crosses a gap, a jump or a pole, and each
            ends at its one-sided limit where there is one.
        bands: stretches that lines cannot show.
        evaluations: how often f was evaluated.
        markers: holes, dots, poles and ends of the domain, by x.
        unresolved: the x ranges in which the picture is not determined, by x.
        waits: whether some of these are left open for want of time only: ``finished`` looks at them.
    """

    pieces: tuple[Array, ...]
    bands: tuple[Band, ...]
    evaluations: int
    markers: tuple[Marker, ...] = ()
    unresolved: tuple[Interval, ...] = ()
    waits: bool = False


def sample(
    function: Function, viewport: Viewport, source: RealFunction | None = None, patience: float = PATIENCE
) -> SampledCurve:
    """Sample ``function`` over a window.

    Parameters
    ----------
    function: float64 array to float64 array, NaN where undefined. The tree of a ``RealFunction`` tells where to look
        for breaks; those of any other callable are found by bisection alone, and are not marked.
    viewport: the window.
    source: the function whose derivative ``function`` is; its tree then tells where to look.
    patience: the seconds for places that have to be examined at length; the others wait, unresolved, for the next call.
    """
    return _Sampler(function, viewport, _examiner(function, source), patience).run()


def finished(
    function: Function, curve: SampledCurve, viewport: Viewport, source: RealFunction | None = None
) -> Generator[None, None, SampledCurve]:
    """A curve of ``sample`` with nothing left open for want of time; pauses every few milliseconds."""
    known = _examiner(function, source) if curve.waits else None
    if known is None:
        return curve
    watch, examiner = known
    places = watch.places(viewport)
    while examiner.waits(places):
        yield
        examiner.ends(places, 1.0 / viewport.pixels_per_x)
    yield
    return sample(function, viewport, source)


def _examiner(function: Function, source: RealFunction | None) -> tuple[Watch, Examiner] | None:
    owner = function if isinstance(function, RealFunction) else source
    if owner is None:
        return None
    if "watch" not in owner.notes:
        watch = Watch(owner)
        whole = Examiner(FunctionSubject(owner, watch))
        owner.notes |= {"watch": watch, "ends": whole, "slope ends": Examiner(SlopeSubject(owner, watch, whole))}
    return owner.notes["watch"], owner.notes["ends" if owner is function else "slope ends"]


_NO_PLACES = Places(np.zeros(0), (), ())


class _Sampler:
    """One run over one window; arrays ``x``, ``y`` stay sorted and of one length.

    At a critical place where the curve is torn three points share an abscissa: the limit from the left, NaN, the limit
    from the right. An infinite limit is an infinite y until the branch has been followed out of the window.
    """

    def __init__(
        self, function: Function, viewport: Viewport, known: tuple[Watch, Examiner] | None, patience: float
    ) -> None:
        self._function = function
        self._view = viewport
        self._known = known
        self._patience = patience
        self._evaluations = 0
        self._places = _NO_PLACES
        self._ends: list[Ends] = []
        self._waits = False

    def run(self) -> SampledCurve:
        """The curve in this window."""
        # Differences of values near the largest double overflow; they are off the window then and nothing else.
        with np.errstate(all="ignore"):
            return self._run()

    def _run(self) -> SampledCurve:
        view = self._view
        self._look_for_places()
        x, y, restless = self._refine(*self._first_points())
        crowded = (restless & ~self._beside_poles(y)) | self._turns_too_often(x, y) | self._is_crowded(x)
        run_starts, run_ends = self._without_gaps(x, *_long_runs(crowded, self._is_crowded(x)))
        bands = [_band(x[i : j + 1], y[i : j + 1], view) for i, j in zip(run_starts, run_ends, strict=True)]
        unresolved = [(float(x[i]), float(x[j])) for i, j in zip(run_starts, run_ends, strict=True)]
        isolated = restless.copy()
        for i, j in zip(run_starts, run_ends, strict=True):
            isolated[i:j] = False
        hidden = _inner_points(x.size, run_starts, run_ends)
        x, y, isolated, hidden = self._approach_poles(x, y, isolated, hidden)
        x, y = self._follow(x, y, isolated, hidden)
        seen = tuple(band for band in bands if band.x.size)
        return SampledCurve(
            _pieces(x, y), seen, self._evaluations, self._markers(), self._unresolved(unresolved), self._waits
        )

    def _look_for_places(self) -> None:
        if self._known is None:
            return
        watch, examiner = self._known
        before = examiner.evaluations
        self._places = watch.places(self._view)
        if self._places.x.size:
            self._ends = examiner.ends(self._places, 1.0 / self._view.pixels_per_x, self._patience)
            self._waits = examiner.waits(self._places)
        self._evaluations += examiner.evaluations - before

    def _first_points(self) -> tuple[Array, Array]:
        """A coarse grid with the critical places in it."""
        view, places = self._view, self._places.x
        count = max(16, int(view.width / FIRST_STEP_PIXELS)) + 1
        grid = np.linspace(view.x0, view.x1, count)
        if places.size == 0:
            return grid, self._evaluate(grid)
        nearest = np.minimum(np.searchsorted(places, grid), places.size - 1)
        distance = np.minimum(
            np.absolute(grid - places[nearest]), np.absolute(grid - places[np.maximum(nearest - 1, 0)])
        )
        grid = grid[distance * view.pixels_per_x > SMALLEST_STEP_PIXELS]
        joined = np.array([ends.joined for ends in self._ends])
        torn = [ends for ends in self._ends if not ends.joined]
        gap = np.full(len(torn), np.nan)
        left, right = np.array([ends.left.limit for ends in torn]), np.array([ends.right.limit for ends in torn])
        whole = np.array([ends.value for ends in self._ends if ends.joined])
        x = np.concatenate((grid, places[joined], places[~joined], places[~joined], places[~joined]))
        y = np.concatenate((self._evaluate(grid), whole, left, gap, right))
        # Equal abscissas keep their order.
        order = np.argsort(x, kind="stable")
        return x[order], y[order]

    def _without_gaps(self, x: Array, starts: Indices, ends: Indices) -> tuple[Indices, Indices]:
        """Runs a few pixels apart as one: what is left between them tells nothing."""
        apart = (x[starts[1:]] - x[ends[:-1]]) * self._view.pixels_per_x > BLOCK_PIXELS
        return starts[np.concatenate(([True], apart))[: starts.size]], ends[
            np.concatenate((apart, [True]))[: ends.size]
        ]

    def _markers(self) -> tuple[Marker, ...]:
        return tuple(
            marker
            for x, ends in zip(self._places.x.tolist(), self._ends, strict=True)
            for marker in markers_at(x, ends)
        )

    def _unresolved(self, bands: list[Interval]) -> tuple[Interval, ...]:
        """Bands, and the pixel around a place of which nothing is known."""
        half = 0.5 / self._view.pixels_per_x
        doubtful = [
            (x - half, x + half)
            for x, ends in zip(self._places.x.tolist(), self._ends, strict=True)
            if "not determined" in (ends.left.kind, ends.right.kind)
        ]
        return merged([*bands, *doubtful], 0.0)

    def _is_crowded(self, x: Array) -> Mask:
        """Intervals in stretches with more critical places than pixels."""
        crowded = np.zeros(x.size - 1, dtype=bool)
        for start, end in self._places.crowded:
            crowded |= (x[:-1] < end) & (x[1:] > start)
        return crowded

    @staticmethod
    def _beside_poles(y: Array) -> Mask:
        beside: Mask = np.isinf(y[1:]) | np.isinf(y[:-1])
        return beside

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
        open_ = np.diff(x) > 0
        crowds = bool(self._places.crowded)
        while True:
            split = open_ & (np.diff(x) * self._view.pixels_per_x > SMALLEST_STEP_PIXELS)
            left = np.flatnonzero(split)
            if left.size == 0:
                return x, y, open_
            middle = x[left] + SPLIT * (x[left + 1] - x[left])
            value = self._evaluate(middle)
            still_open = ~self._is_straight(x, y, left, middle, value)
            if crowds:
                still_open |= (self._is_crowded(x) & (np.diff(x) * self._view.pixels_per_x > CROWD_STEP_PIXELS))[left]
            open_[left] = still_open
            open_ = np.insert(open_, left + 1, still_open)
            x = np.insert(x, left + 1, middle)
            y = np.insert(y, left + 1, value)

    def _is_straight(self, x: Array, y: Array, left: Indices, middle: Array, value: Array) -> Mask:
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

    def _approach_poles(self, x: Array, y: Array, isolated: Mask, hidden: Mask) -> tuple[Array, Array, Mask, Mask]:
        """Follow each branch geometrically closer to its pole until it has left the window, then to the last double."""
        poles = np.flatnonzero(np.isinf(y))
        # The left branch ends before its separator, the right branch begins behind it.
        beside = np.where(x[np.maximum(poles - 1, 0)] < x[poles], poles - 1, poles + 1)
        signs = np.sign(y[poles])
        y[poles] = np.nan
        inside = (beside >= 0) & (beside < y.size)
        poles, beside, signs = poles[inside], beside[inside], signs[inside]
        gaps = np.minimum(poles, beside)
        isolated[gaps] = False
        seen = ~(hidden[beside] | hidden[poles])
        poles, beside, gaps, signs = poles[seen], beside[seen], gaps[seen], signs[seen]
        if poles.size == 0:
            return x, y, isolated, hidden
        index, new_x, new_y = self._closer_points(x[beside], y[beside], x[poles], signs)
        index = gaps[index] + 1
        order = np.lexsort((new_x, index))
        index, new_x, new_y = index[order], new_x[order], new_y[order]
        isolated = np.insert(isolated, index - 1, False)
        return np.insert(x, index, new_x), np.insert(y, index, new_y), isolated, np.insert(hidden, index, False)

    def _closer_points(self, x: Array, y: Array, poles: Array, signs: Array) -> tuple[Indices, Array, Array]:
        """Samples between the last ones, (x, y), and their poles: which branch, where, and the value."""
        short = np.flatnonzero(self._is_in_sight(y, signs))
        closer = poles[short, None] + (x - poles)[short, None] * POLE_STEP ** -np.arange(1.0, POLE_STEPS + 1)
        # Beside 0 the last double overflows, and a point a good way closer must do.
        last = np.concatenate((np.nextafter(poles, x), poles + (x - poles) * FINAL_SHARE))
        value = self._evaluate(np.concatenate((closer.ravel(), last)))
        at_last, value = value[closer.size :], value[: closer.size].reshape(closer.shape)
        usable = (at_last - np.tile(y, 2)) * np.tile(signs, 2) > 0
        final = np.where(usable[: poles.size], 0, poles.size) + np.arange(poles.size)
        last, at_last, usable = last[final], at_last[final], usable[final]
        in_sight = self._is_in_sight(value, signs[short, None])
        useful = np.cumsum(np.pad(~in_sight, ((0, 0), (1, 0)))[:, :-1], axis=1) == 0
        useful &= (closer != poles[short, None]) & (closer != last[short, None]) & ~np.isnan(value)
        final = np.flatnonzero(usable)
        # A logarithm is still in sight at the last double; between that and its pole it leaves the window.
        beyond = final[self._is_in_sight(at_last[final], signs[final])]
        out = np.where(signs > 0, self._view.y1, self._view.y0) + signs * (self._view.y1 - self._view.y0)
        branch = np.concatenate((np.broadcast_to(short[:, None], closer.shape)[useful], final, beyond))
        new_x = np.concatenate((closer[useful], last[final], poles[beyond]))
        return branch, new_x, np.concatenate((value[useful], at_last[final], out[beyond]))

    def _is_in_sight(self, y: Array, sign: Array) -> Mask:
        """Whether a branch that goes to infinity with this sign has not yet left the window by some way."""
        height = (self._view.y1 - y) * self._view.pixels_per_y
        beyond = BEYOND * self._view.height
        in_sight: Mask = np.where(sign > 0, height > -beyond, height < self._view.height + beyond)
        return in_sight

    def _ends_at_place(self, x: Array) -> Mask:
        """Intervals that end at a critical place, where all is known that can be."""
        if self._places.x.size == 0:
            return np.zeros(x.size - 1, dtype=bool)
        places = self._places.x
        at_place = places[np.minimum(np.searchsorted(places, x), places.size - 1)] == x
        ends: Mask = at_place[1:] | at_place[:-1]
        return ends

    def _follow(self, x: Array, y: Array, restless: Mask, hidden: Mask) -> tuple[Array, Array]:
        """Bisect gaps and steep places down to neighbouring doubles; NaN separates what is not connected."""
        edge = (np.isnan(y[1:]) != np.isnan(y[:-1])) & ~self._ends_at_place(x)
        steep = restless & (np.absolute(np.diff(y)) * self._view.pixels_per_y > JOINED_PIXELS)
        if self._known is not None and self._known[0].is_exact:
            # The tree knows every break: what is steep here is joined.
            steep &= self._is_crowded(x)
        left = np.flatnonzero(edge | steep)
        y = np.where(hidden, np.nan, y)
        if left.size == 0:
            return x, y
        a, b, ya, yb = x[left], x[left + 1], y[left].copy(), y[left + 1].copy()
        xs, ys = [], []
        for _ in range(HALVINGS):
            middle = a + 0.5 * (b - a)
            value = self._evaluate(middle)
            # Neighbouring doubles have none between them, and at an end that is a place the limit is known better.
            inside = (a < middle) & (middle < b)
            xs.append(middle[inside])
            ys.append(value[inside])
            move_left = _keeps_right_half(ya, value, yb)
            a, ya = np.where(inside & move_left, middle, a), np.where(inside & move_left, value, ya)
            b, yb = np.where(inside & ~move_left, middle, b), np.where(inside & ~move_left, value, yb)
            if (np.absolute(yb - ya) * self._view.pixels_per_y <= JOINED_PIXELS).all():
                break
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


def _long_runs(restless: Mask, forced: Mask) -> tuple[Indices, Indices]:
    """Half-open ranges of interval indices: runs of restless intervals that are long, or forced to be bands."""
    padded = np.concatenate(([False], restless, [False])).astype(np.int8)
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    count = np.concatenate(([0], np.cumsum(forced)))
    long = (ends - starts > LONGEST_RESTLESS_RUN) | (count[ends] > count[starts])
    return starts[long], ends[long]


def _inner_points(size: int, starts: Indices, ends: Indices) -> Mask:
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
    known = ~np.isnan(y)
    fresh = known & np.concatenate(([True], (np.diff(x) > 0) | ~known[:-1]))
    points = np.column_stack((x, y))
    edges = np.diff(np.concatenate(([0], known.astype(np.int8), [0])))
    runs = zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True)
    pieces = (points[start:end][fresh[start:end]] for start, end in runs if end - start > 1)
    return tuple(piece for piece in pieces if len(piece) > 1)
