"""Points of a window at which a curve may turn within less than a pixel: where parts of its tree are 0 or turn.

Those known exactly are computed, the others searched for on a grid that is refined about all that has been found, so
that what happens within one column of pixels is found from the inside out. Where points crowd there is one of each kind
in a column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from derivgui.model.language.real import Array, Indices
from derivgui.model.numeric.bisection import Values, sign_changes
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.golden import uneven_shares
from derivgui.model.numeric.neighbours import distinct
from derivgui.model.numeric.places.forced import Forced
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.suspects.suspects import Suspect
from derivgui.model.numeric.suspects.turning import turning_parts
from derivgui.model.numeric.viewport import Viewport

GRID_PIXELS = 2.0
# So many points of a kind in a window are each looked at closely: at distances that shrink by such a factor.
MOST_ALONE = 24
SHRINKING = 8.0
NEAREST_UNITS = 4.0
NEAREST_SHARE = 2.0**-60
# Where points are closer than this, a few in each column of pixels stand for them.
CROWDED_PIXELS = 2.0
CROWDED_SHARE = 0.2
SAMPLES = 12
# A height is seen from here on.
SEEN_PIXELS = 0.25
# A point so many times as far from one of the grid as others need be to be other ones is another.
KNOWN_TIMES = 2.0
IN_EACH = 8
# There is a pause after so many.
AT_ONCE = 256


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """Points worth a look: sorted ``x``, and the heights ``y`` where these are known better than f tells, else NaN."""

    x: Array
    y: Array

    def unknown(self) -> Turned:
        """The same points for another function."""
        return Turned(self.x, np.full(self.x.size, np.nan))


class Turns:
    """The points of one function; asked again for the same window it is quick."""

    def __init__(self, function: RealFunction) -> None:
        self._function = function
        turning = turning_parts(function.concrete, function.variable)
        origins = dict.fromkeys(spot.origins for spot in turning.spots)
        forced = {equations: Forced(function, equations) for equations in origins}
        self._spots = [(spot, forced[spot.origins]) for spot in turning.spots]
        variables = function.program.variables
        self._searched = [
            (RealFunction(Program(part, variables), function.variable), is_bent) for part, is_bent in turning.searched
        ]
        self._is_hidden = turning.is_hidden
        self._last: tuple[Viewport, Turned] | None = None

    def looking(self, view: Viewport) -> Steps[Turned]:
        """All that is found in a window; it pauses every few milliseconds."""
        if self._last is None or self._last[0] != view:
            found = yield from self._looking(view)
            self._last = view, found
        return self._last[1]

    def _looking(self, view: Viewport) -> Steps[Turned]:
        window = _Window(view)
        for spot, forced in self._spots:
            x = _lattice(spot, view)
            if x.size:
                window.add(x, np.where(np.isfinite(y := forced.value(x)), y, np.nan))
                yield
        for part, is_bent in self._searched:
            for x in (yield from window.turned(part, is_bent)):
                window.add(x, np.full(x.size, np.nan))
        if self._is_hidden:
            x = yield from window.visibly_turned(self._function)
            window.add(x, np.full(x.size, np.nan))
        return window.found()


class _Window:
    """What has been found so far, and a grid that knows of it."""

    def __init__(self, view: Viewport) -> None:
        self._view = view
        count = max(64, int(view.width / GRID_PIXELS))
        inner = np.arange(1.0, count) + 0.5 * (uneven_shares(count - 1) - 0.5)
        self._grid = np.concatenate(([view.x0], view.x0 + (view.x1 - view.x0) * inner / count, [view.x1]))
        self._x: list[Array] = []
        self._y: list[Array] = []

    def add(self, x: Array, y: Array) -> None:
        """Take note of points, and of others about them if they are few."""
        self._x.append(x)
        self._y.append(y)
        fresh = self._fresh(x)
        if fresh.size <= MOST_ALONE:
            around = self._around(fresh)
            self._grid = distinct(self._grid, fresh, around)
            self._x.append(around)
            self._y.append(np.full(around.size, np.nan))

    def found(self) -> Turned:
        if not self._x:
            return Turned(np.zeros(0), np.zeros(0))
        x, y = np.concatenate(self._x), np.concatenate(self._y)
        order = np.lexsort((np.isnan(y), x))
        x, y = x[order], y[order]
        fresh = np.diff(x, prepend=-np.inf) > 0
        # Of a point found twice the height known is kept.
        known = np.concatenate(([-np.inf], x[~np.isnan(y)], [np.inf]))
        after = np.searchsorted(known, x)
        near = np.minimum(known[after] - x, x - known[after - 1]) <= self._nearest(x)
        fresh &= ~(np.isnan(y) & near)
        return Turned(x[fresh], y[fresh])

    def _nearest(self, x: Array) -> Array:
        """How far from points others are no other ones."""
        return np.maximum(NEAREST_UNITS * np.spacing(np.absolute(x)), NEAREST_SHARE * (self._view.x1 - self._view.x0))

    def _fresh(self, x: Array) -> Array:
        """Points that the grid does not know."""
        after = np.clip(np.searchsorted(self._grid, x), 1, self._grid.size - 1)
        distance = np.minimum(np.absolute(self._grid[after - 1] - x), np.absolute(self._grid[after] - x))
        return x[distance > self._nearest(x)]

    def _around(self, x: Array) -> Array:
        """Points closer and closer to each of some points."""
        view = self._view
        first = GRID_PIXELS / view.pixels_per_x
        nearest = self._nearest(x)
        count = int(np.log(first / nearest.min(initial=first)) / np.log(SHRINKING)) + 1
        distance = first * SHRINKING ** -np.arange(0.0, count)
        beside = np.concatenate([x[:, None] - distance, x[:, None] + distance], axis=1)
        beside = beside[np.absolute(beside - x[:, None]) >= nearest[:, None]]
        return distinct(beside[(view.x0 < beside) & (beside < view.x1)])

    def turned(self, part: RealFunction, is_bent: bool) -> Steps[list[Array]]:
        """Where a part turns, and where it is 0 if something bends there."""
        value, slope = part.jet(self._grid, 1)
        asked: list[tuple[Values, Array]] = [(part.derivative, slope), *([(part, value)] if is_bent else [])]
        found = []
        for ask, known in asked:
            left = self._changes(known)
            if left.size > CROWDED_SHARE * self._grid.size:
                found.append((yield from self._one_in_each(ask)))
            else:
                found.append((yield from self._narrowed(ask, left, known)))
        return found

    def visibly_turned(self, function: RealFunction) -> Steps[Array]:
        """Where the curve turns by more than the grid shows already."""
        value, slope = function.jet(self._grid, 1)
        left = self._changes(slope)
        # No curve that bends to one side goes beyond its tangents.
        beyond = np.fmin(np.absolute(slope[left]), np.absolute(slope[left + 1])) * np.diff(self._grid)[left]
        unseen = beyond * self._view.pixels_per_y < SEEN_PIXELS
        steep = np.absolute(value[left + 1] - value[left]) * self._view.pixels_per_y >= SEEN_PIXELS
        left = left[~unseen | steep]
        if left.size > CROWDED_SHARE * self._grid.size:
            left = left[:0]
        return (yield from self._narrowed(function.derivative, left, slope))

    def _changes(self, values: Array) -> Indices:
        """Left ends (indices) of the steps of the grid over which a value changes its sign, or from 0."""
        sign, grid = np.sign(values), self._grid
        changes = (sign[1:] != sign[:-1]) & ~np.isnan(sign[1:]) & ~np.isnan(sign[:-1])
        # What is 0 at a single point of the grid is known there.
        alone = (sign[1:-1] == 0) & (sign[:-2] != 0) & (sign[2:] != 0)
        changes[1:] &= ~alone
        changes[:-1] &= ~alone
        left = np.flatnonzero(changes)
        return left[grid[left + 1] - grid[left] > KNOWN_TIMES * self._nearest(grid[left])]

    def _narrowed(self, ask: Values, left: Indices, known: Array) -> Steps[Array]:
        grid = self._grid
        return (yield from _located(ask, grid[left], grid[left + 1], known[left], known[left + 1]))

    def _one_in_each(self, ask: Values) -> Steps[Array]:
        """One change of sign of each kind in each column that has some."""
        view = self._view
        columns = max(1, int(view.width))
        starts = view.x0 + (view.x1 - view.x0) * np.arange(columns) / columns
        points = starts[:, None] + np.append(np.sort(uneven_shares(SAMPLES)), 1.0) / view.pixels_per_x
        values = ask(points)
        sign = np.sign(values)
        found = []
        for side in (1.0, -1.0):
            changes = (sign[:, :-1] == side) & (sign[:, 1:] == -side)
            (rows,) = np.nonzero(changes.any(axis=1))
            at = changes[rows].argmax(axis=1)
            ends = points[rows, at], points[rows, at + 1]
            found.append((yield from _located(ask, *ends, values[rows, at], values[rows, at + 1])))
        return np.concatenate(found)


def _located(ask: Values, a: Array, b: Array, at_a: Array, at_b: Array) -> Steps[Array]:
    """``sign_changes`` that pauses after every so many."""
    found = [a[:0]]
    for start in range(0, a.size, AT_ONCE):
        part = slice(start, start + AT_ONCE)
        found.append(sign_changes(ask, a[part], b[part], at_a[part], at_b[part]))
        yield
    return np.concatenate(found)


def _lattice(spot: Suspect, view: Viewport) -> Array:
    """The points of a suspect on the bare variable; where they crowd, some in each column of pixels."""
    offset = float(spot.offset)
    if spot.period is None:
        return np.array([offset] if view.x0 < offset < view.x1 else [])
    period = float(spot.period)
    if period * view.pixels_per_x < CROWDED_PIXELS:
        parts = IN_EACH * max(1, int(view.width))
        starts = view.x0 + (view.x1 - view.x0) * (np.arange(parts) + 0.5 * uneven_shares(parts)) / parts
        first = np.ceil((starts - offset) / period)
        # Of a wave the even points may be tops and the odd ones bottoms.
        count = distinct(first, first + 1)
    else:
        count = np.arange(np.ceil((view.x0 - offset) / period), np.floor((view.x1 - offset) / period) + 1)
    x = offset + period * count
    return x[(view.x0 < x) & (x < view.x1)]
