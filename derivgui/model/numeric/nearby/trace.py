"""A curve over [-1, 1] from few, costly values: what the microscope shows.

Like ``sampling``, but each value is worth microseconds and not nanoseconds: intervals are halved until their chords
lie on the curve or the budget is spent; what is restless then becomes columns. Everything is measured in the half
width of a picture that shows [-1, 1] both ways; what lies far outside it asks for no detail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.bisection import goes_right
from derivgui.model.numeric.golden import uneven_shares
from derivgui.model.numeric.neighbours import with_neighbours
from derivgui.model.numeric.sampling.refinement import SPLIT, TORN_SHARE

Evaluate: TypeAlias = Callable[[Array], Array]

FIRST_INTERVALS = 32
TOLERANCE = 0.005
SMALLEST_STEP = 1 / 400
# Beyond this height the curve is out of sight.
OUTSIDE = 1.5
JOINED = 0.02
HALVINGS = 24
# A block of the picture with so many turning points, or intervals that never got straight, is shown as columns.
MOST_TURNS = 4
MOST_OPEN = 3
# Blocks beside these that are not settled either are counted among them, so far.
SPREAD = 2
COLUMNS_PER_BLOCK = 2
# Columns on either side whose values count for a column, so that few values make an even edge.
REACH = 2
# With fewer values the edges would dance from one magnification to the next.
LEAST_A_COLUMN = 3
# A curve that turns at more than this share of its points will not get straight by more of them.
HOPELESS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A curve over [-1, 1].

    Attributes:
        pieces: float64 arrays of shape (n, 2), t increasing; no piece crosses a gap or a jump.
        columns: float64 of shape (n, 3), t, lowest and highest value seen about t, where lines cannot show the curve.
        column_width: width of a column.
        samples: all points seen, shape (n, 2), t increasing; NaN where undefined.
    """

    pieces: tuple[Array, ...]
    columns: Array
    column_width: float
    samples: Array

    @property
    def restless_share(self) -> float:
        """How much of the width is columns, from 0 to 1."""
        return len(self.columns) * self.column_width / 2


def trace(evaluate: Evaluate, budget: int) -> Trace:
    """Trace ``evaluate`` (float64 array to float64 array, NaN where undefined).

    Lines take at most ``budget`` values, columns as many or ``LEAST_A_COLUMN`` each, jumps and gaps ``HALVINGS`` each.
    """
    return _Tracer(evaluate, budget).run()


class _Tracer:
    """One run; ``t`` stays sorted, with the values ``v`` beside it."""

    def __init__(self, evaluate: Evaluate, budget: int) -> None:
        self._evaluate = evaluate
        self._budget = budget

    def run(self) -> Trace:
        t = np.linspace(-1.0, 1.0, FIRST_INTERVALS + 1)
        with np.errstate(all="ignore"):
            t, v, open_ = self._refine(t, self._evaluate(t))
            restless = _restless_blocks(t, v, open_)
            columns, seen = self._columns(t, v, restless)
            hidden = restless[_block(t)]
            joint = hidden[1:] | hidden[:-1]
            t_line, v_line = self._follow(t, np.where(hidden, np.nan, v), open_ & ~joint)
        samples = np.column_stack((t, v))
        if len(seen):
            samples = np.concatenate((samples, seen))
            samples = samples[np.argsort(samples[:, 0], kind="stable")]
        return Trace(_pieces(t_line, v_line), columns, 2 / (FIRST_INTERVALS * COLUMNS_PER_BLOCK), samples)

    def _refine(self, t: Array, v: Array) -> tuple[Array, Array, Truth]:
        """Split intervals off their chords; the mask tells which are still open when step or budget end."""
        open_: Truth = np.ones(t.size - 1, dtype=bool)
        while True:
            left = np.flatnonzero(open_ & (np.diff(t) > SMALLEST_STEP))
            if left.size == 0 or t.size + left.size > self._budget or _is_hopeless(v):
                return t, v, open_
            middle = t[left] + SPLIT * (t[left + 1] - t[left])
            value = self._evaluate(middle)
            still_open = ~_is_straight(v[left], v[left + 1], value, t[left + 1] - t[left])
            open_[left] = still_open
            open_ = np.insert(open_, left + 1, still_open)
            t, v = np.insert(t, left + 1, middle), np.insert(v, left + 1, value)

    def _columns(self, t: Array, v: Array, restless: Truth) -> tuple[Array, Array]:
        """Lowest and highest value about each column of the restless blocks, and the points asked for it."""
        wide = np.repeat(restless, COLUMNS_PER_BLOCK)
        if not wide.any():
            return np.empty((0, 3)), np.empty((0, 2))
        count, width = wide.size, 2 / wide.size
        share = max(LEAST_A_COLUMN, self._budget // count)
        # They fill every column evenly and never in time with the curve.
        inside = uneven_shares(count * share) / share
        new = -1.0 + (np.arange(count * share) / share + inside) * width
        new = new[np.repeat(wide, share)]
        seen = np.column_stack((new, self._evaluate(new)))
        everything = np.concatenate((np.column_stack((t, v)), seen))
        everything = everything[np.isfinite(everything[:, 1])]
        place = np.clip(((everything[:, 0] + 1) / width).astype(int), 0, count - 1)
        low, high = np.full(count, np.inf), np.full(count, -np.inf)
        np.minimum.at(low, place, everything[:, 1])
        np.maximum.at(high, place, everything[:, 1])
        low, high = with_neighbours(low, np.minimum, REACH), with_neighbours(high, np.maximum, REACH)
        shown = wide & (low <= high)
        centres = -1.0 + (np.arange(count) + 0.5) * width
        return np.column_stack((centres, low, high))[shown], seen

    def _follow(self, t: Array, v: Array, open_: Truth) -> tuple[Array, Array]:
        """Bisect gaps and steep places; NaN separates what stays apart."""
        edge = np.isnan(v[1:]) != np.isnan(v[:-1])
        steep = open_ & (np.absolute(np.diff(np.clip(v, -OUTSIDE, OUTSIDE))) > JOINED)
        left = np.flatnonzero((edge & open_) | steep)
        if left.size == 0 or left.size > FIRST_INTERVALS:
            return t, v
        a, b, va, vb = t[left], t[left + 1], v[left], v[left + 1]
        found_t, found_v = [t], [v]
        for _ in range(HALVINGS):
            middle = a + 0.5 * (b - a)
            value = self._evaluate(middle)
            found_t.append(middle)
            found_v.append(value)
            right = goes_right(va, value, vb)
            a, va = np.where(right, middle, a), np.where(right, value, va)
            b, vb = np.where(right, b, middle), np.where(right, vb, value)
        torn = ~(np.absolute(np.clip(vb, -OUTSIDE, OUTSIDE) - np.clip(va, -OUTSIDE, OUTSIDE)) <= JOINED)
        # Of equal abscissas the gap comes behind the left end.
        found_t.append(a[torn])
        found_v.append(np.full(int(torn.sum()), np.nan))
        every_t, every_v = np.concatenate(found_t), np.concatenate(found_v)
        order = np.argsort(every_t, kind="stable")
        return every_t[order], every_v[order]


def _is_straight(start: Array, end: Array, middle: Array, run: Array) -> Truth:
    """The middle lies on the chord as far as the eye can tell; or there is nothing at all."""
    a, b, m = (np.clip(value, -OUTSIDE, OUTSIDE) for value in (start, end, middle))
    rise, off = b - a, m - a - SPLIT * (b - a)
    near = np.absolute(off) * run < TOLERANCE * np.hypot(rise, run)
    torn = (np.absolute(rise) > JOINED) & (np.absolute(off) > TORN_SHARE * np.absolute(rise))
    straight: Truth = (near & ~torn) | (np.isnan(start) & np.isnan(end) & np.isnan(middle))
    return straight


def _block(t: Array) -> Indices:
    block: Indices = np.clip(((t + 1) * FIRST_INTERVALS / 2).astype(int), 0, FIRST_INTERVALS - 1)
    return block


def _restless_blocks(t: Array, v: Array, open_: Truth) -> Truth:
    """Blocks of the first grid that hold too many turning points and open intervals.

    Where refining ended before the smallest step, one turning point will do.
    """
    spent = bool((np.diff(t)[open_] > SMALLEST_STEP).any())
    block = _block(t[:-1])
    turning = np.bincount(block[1:][_turns(v)], minlength=FIRST_INTERVALS)
    unsettled = np.bincount(block[open_], minlength=FIRST_INTERVALS)
    # What happens next door counts as well: a calm block between restless ones only looks calm.
    restless: Truth = (_near(unsettled) >= MOST_OPEN) & (_near(turning) >= (1 if spent else MOST_TURNS))
    # Where nearly every point is a turn, an interval that looks straight does so by chance.
    doubtful = (unsettled > 0) | _is_hopeless(v)
    for _ in range(SPREAD):
        restless |= doubtful & (_near(restless.astype(np.intp)) > 0)
    return restless


def _turns(v: Array) -> Truth:
    """At which inner points the curve turns visibly."""
    rise = np.diff(np.clip(v, -OUTSIDE, OUTSIDE))
    turns: Truth = (rise[1:] * rise[:-1] < 0) & (np.absolute(rise[1:]) + np.absolute(rise[:-1]) > JOINED)
    return turns


def _is_hopeless(v: Array) -> bool:
    return v.size > 2 * FIRST_INTERVALS and bool(_turns(v).mean() > HOPELESS)


def _near(counts: Indices) -> Indices:
    """Those of each block and of the blocks beside it."""
    return with_neighbours(counts, np.add)


def _pieces(t: Array, v: Array) -> tuple[Array, ...]:
    points = np.column_stack((t, v))
    parts = np.split(points, np.flatnonzero(np.isnan(v)))
    defined = [part[~np.isnan(part[:, 1])] for part in parts]
    return tuple(part for part in defined if len(part) > 1)
