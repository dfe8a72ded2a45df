"""The critical places of a function in a window: where its suspects meet their levels, to double precision.

Places on the bare variable are computed exactly; the others are bracketed on a grid of the window. Zeros without a
change of sign are found where the derivative vanishes together with the value. Where places crowd, a stretch is
reported instead of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array, Truth
from derivgui.model.language.tree import Symbol, walk
from derivgui.model.numeric.bisection import bracket
from derivgui.model.numeric.forced import Forced
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.suspects import KINDS, Suspect, SuspectKind
from derivgui.model.numeric.viewport import Viewport

GRID_PIXELS = 2.0
# Places closer than this, so many in a row, cannot be told apart.
CROWDED_PIXELS = 2.0
CROWDED_RUN = 8
MERGED_PIXELS = 8.0
# So many levels passed between two points of the grid are a crowd.
MOST_BETWEEN = 3
MOST_TOUCHES = 64
# A local minimum so small against the bend of its neighbourhood may touch its level.
TOUCHING_SHARE = 0.5
TOUCHES_WITHIN = 8.0
# Beyond this share of a period a level says nothing.
CERTAIN_SHARE = 1e-4
# What a square root makes of rounding.
EDGE_ROUNDING = 1e-7
# Places that differ by fewer units of rounding are one.
SAME_WITHIN = 8.0
# Beside 0 units of rounding are next to nothing; no search comes closer than this share of a window.
SAME_SHARE = 2.0**-60
TIDY_DECIMALS = (12, 6, 3)
TIDY_PARTS_OF_PI = 12.0
TIDY_UNITS = 4.0
# Where a level is still so many times its rounding off, between two doubles, it is jumped over and not met.
JUMPED_SPREADS = 1e6
STEP_SPREAD = 1e-7
# A place is looked at more closely where rounding may have carried it so far, and where these are not too many;
# it is not farther than so many times that.
CARRIED_UNITS = 0.75
CARRIED_TIMES = 8.0
MOST_POLISHED = 512

MOST_REMEMBERED = 5000
MOST_NOTED = 100

Interval: TypeAlias = tuple[float, float]
Indices: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Critical places in a window.

    Attributes:
        x: sorted abscissas, float64.
        accused: for each place the indices (into ``Watch.suspects``) of all that meet their level there.
        crowded: stretches with more places than pixels can show; these are not in ``x``.
    """

    x: Array
    accused: tuple[tuple[int, ...], ...]
    crowded: tuple[Interval, ...]


class Watch:
    """The suspects of one function and what has been found of them; asked again for another window it is quick."""

    def __init__(self, function: RealFunction) -> None:
        self._function = function
        self.suspects = tuple(suspect for suspect, _ in function.suspects)
        self._forced: dict[tuple[int, ...], Forced] = {}
        self._roots = [Roots() for _ in self.suspects]
        # Places on the bare variable are exact, and those of a part better known than those of the whole.
        sizes = [sum(1 for _ in walk(suspect.tree)) for suspect in self.suspects]
        self._simplest_first = sorted(range(len(sizes)), key=sizes.__getitem__)
        # Places that only a closer look found, with their suspects.
        self._noted: list[tuple[float, int]] = []
        self._missed: dict[tuple[int, float], bool] = {}
        self._last: tuple[Viewport, Places] | None = None

    @property
    def is_exact(self) -> bool:
        """Whether all places are known from the tree alone, so that none can be overlooked."""
        return all(isinstance(suspect.tree, Symbol) for suspect in self.suspects)

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """The strongest of the suspicions on a place."""
        return min((self.suspects[index].kind for index in accused), key=KINDS.index)

    def places(self, view: Viewport) -> Places:
        """All critical places between ``view.x0`` and ``view.x1``."""
        if self._last is None or self._last[0] != view:
            found, crowded = self._searched(view)
            found = sorted({*found, *((x, index) for x, index in self._noted if view.x0 <= x <= view.x1)})
            self._last = view, _sorted_out(_united(found, view), crowded, view)
        return self._last[1]

    def look_closer(self, closer: Viewport, view: Viewport) -> tuple[float, ...]:
        """Places in a narrow window that the search over ``view`` overlooked; from now on they are known."""
        before = self.places(view)
        found, _ = self._searched(closer)
        hair = SAME_SHARE * (view.x1 - view.x0)
        known = [(x, index) for x, accused in zip(before.x.tolist(), before.accused, strict=True) for index in accused]
        new = [
            (x, index)
            for x, index in found
            if view.x0 < x < view.x1
            and not any(index == other and abs(x - y) <= max(SAME_WITHIN * math.ulp(x), hair) for y, other in known)
        ]
        if not new or len(self._noted) + len(new) > MOST_NOTED:
            return ()
        self._noted += new
        self._last = None
        return tuple(x for x, _ in new)

    def _misses(self, index: int, x: float) -> bool:
        """Whether a level that seems to be touched is certain to be missed by a hair."""
        if (index, x) not in self._missed:
            from derivgui.model.numeric.roots import misses

            if len(self._missed) > MOST_REMEMBERED:
                self._missed.clear()
            self._missed[index, x] = misses(*self._function.suspects[index], x)
        return self._missed[index, x]

    def _searched(self, view: Viewport) -> tuple[list[tuple[float, int]], list[Interval]]:
        """Places with their suspects, and stretches where they crowd."""
        found: list[tuple[float, int]] = []
        crowded: list[Interval] = []
        with np.errstate(all="ignore"):
            for index in self._simplest_first:
                suspect, inner = self._function.suspects[index]
                if isinstance(suspect.tree, Symbol):
                    x, crowds = _lattice(suspect, view)
                else:
                    search = _Search(suspect, inner, self._roots[index], view)
                    crossing, touching, crowds = search.run()
                    x = [*crossing, *(place for place in touching if not self._misses(index, place))]
                    x = search.reconciled(x, sorted({place for place, _ in found}))
                found.extend((place, index) for place in x)
                crowded.extend(crowds)
        return found, crowded

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """f at places with the same suspects, whose equations are taken to hold exactly there."""
        return self._forced_by(accused).value(x)

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Points beside such places at which doubles cannot tell whether a step or a pole is behind or ahead."""
        return self._forced_by(accused).is_blurred(x)

    def _forced_by(self, accused: tuple[int, ...]) -> Forced:
        if accused not in self._forced:
            origins = dict.fromkeys(origin for index in accused for origin in self.suspects[index].origins)
            self._forced[accused] = Forced(self._function, tuple(origins))
        return self._forced[accused]


def _lattice(suspect: Suspect, view: Viewport) -> tuple[list[float], list[Interval]]:
    """The exact places of a suspect on the bare variable."""
    offset = float(suspect.offset)
    if suspect.period is None:
        return ([offset] if view.x0 <= offset <= view.x1 else []), []
    period = float(suspect.period)
    if period * view.pixels_per_x < CROWDED_PIXELS:
        return [], [(view.x0, view.x1)]
    first, last = math.ceil((view.x0 - offset) / period), math.floor((view.x1 - offset) / period)
    if not suspect.offset.pi and not suspect.period.pi:
        return _rational_lattice(suspect.offset.rational, suspect.period.rational, first, last), []
    return [float(suspect.offset + suspect.period.scaled(k)) for k in range(first, last + 1)], []


def _rational_lattice(offset: Fraction, period: Fraction, first: int, last: int) -> list[float]:
    """Quotients of whole numbers, so rounded once each."""
    below = math.lcm(offset.denominator, period.denominator)
    start, step = int(offset * below), int(period * below)
    return [(start + k * step) / below for k in range(first, last + 1)]


class Roots:
    """Places found before, sorted, each with the level (in periods) that it meets."""

    def __init__(self) -> None:
        self._x = np.zeros(0)
        self._goal = np.zeros(0)

    def between(self, a: Array, b: Array, goal: Array) -> Array:
        """For each interval its known place, NaN where there is none."""
        if self._x.size == 0:
            return np.full(a.size, np.nan)
        found = np.full(a.size, np.nan)
        first = np.searchsorted(self._x, a)
        for further in range(MOST_BETWEEN):
            index = np.minimum(first + further, self._x.size - 1)
            hit = (self._x[index] >= a) & (self._x[index] <= b) & (self._goal[index] == goal)
            found = np.where(hit, self._x[index], found)
        return found

    def add(self, x: Array, goal: Array) -> None:
        """Remember more, and forget all when they have become too many."""
        if self._x.size > MOST_REMEMBERED:
            self._x, self._goal = np.zeros(0), np.zeros(0)
        both, goals = np.concatenate((self._x, x)), np.concatenate((self._goal, goal))
        order = np.argsort(both, kind="stable")
        self._x, self._goal = both[order], goals[order]


class _Search:
    """The places of one suspect in one window, found on a grid.

    The level of x is (tree - offset)/period, which is whole at the places; without a period it is tree - offset, which
    is 0 there.
    """

    def __init__(self, suspect: Suspect, inner: RealFunction, roots: Roots, view: Viewport) -> None:
        self._suspect = suspect
        self._inner = inner
        self._roots = roots
        self._offset = float(suspect.offset)
        self._period = float(suspect.period) if suspect.period is not None else 1.0
        self._is_periodic = suspect.period is not None
        self._grid = np.linspace(view.x0, view.x1, max(64, int(view.width / GRID_PIXELS)) + 1)
        self._pixel = 1.0 / view.pixels_per_x

    def run(self) -> tuple[list[float], list[float], list[Interval]]:
        """Places where the level passes a goal, those where it only touches one as far as doubles tell, and crowds."""
        x, level = self._grid, self._level(self._grid)
        goal = np.round(level[1:-1]) if self._is_periodic else np.zeros(level.size - 2)
        dips = _dips(level, goal)
        touching, (a, b, goals) = self._touches(dips, goal[dips], level)
        # A point of the grid that touches its goal passes it neither before nor behind.
        level[1 + dips] = np.where(level[1 + dips] == goal[dips], level[dips], level[1 + dips])
        left, passed, crowded = self._passages(level)
        a, b, goals = np.concatenate((a, x[left])), np.concatenate((b, x[left + 1])), np.concatenate((goals, passed))
        crossing = self._cross(a, b, goals)
        return crossing.tolist(), touching.tolist(), [(float(x[i]), float(x[i + 1])) for i in crowded]

    def reconciled(self, found: list[float], known: list[float]) -> list[float]:
        """Places found and those known from other suspects at which the level is met as well, each place once.

        Where the level is flat or upright it is met, as far as doubles tell, beside its place too.
        """
        if not known:
            return found
        places = np.array(known)
        places = places[self._is_met(places)]
        if places.size == 0 or not found:
            return [*places.tolist(), *found]
        x = np.array(found)
        after = np.minimum(np.searchsorted(places, x), places.size - 1)
        before = np.maximum(after - 1, 0)
        nearest = np.where(np.absolute(places[before] - x) < np.absolute(places[after] - x), before, after)
        place = places[nearest]
        same = (np.absolute(x - place) < self._pixel) & self._is_met(x) & self._is_met(0.5 * (x + place))
        return [*places.tolist(), *x[~same].tolist()]

    def _is_met(self, x: Array) -> Truth:
        """Where a goal is met as far as doubles tell."""
        level = self._level(x)
        off = np.absolute(level - np.round(level)) if self._is_periodic else np.absolute(level)
        # At the edge of a domain rounding may leave nothing to compare; at a step of its own the sub-function is as
        # uncertain as the step is high.
        rounding = np.nan_to_num(self._inner.value_spread(x) / self._period, nan=EDGE_ROUNDING)
        met: Truth = (off <= TOUCHES_WITHIN * rounding + np.finfo(float).tiny) & (rounding < CERTAIN_SHARE)
        return met

    def _level(self, x: Array) -> Array:
        level: Array = (self._inner(x) - self._offset) / self._period
        return level

    def _passages(self, level: Array) -> tuple[Indices, Array, Indices]:
        """Left ends (indices) of the grid's intervals in which a goal is passed, the goals, the crowded intervals."""
        if not self._is_periodic:
            state = np.sign(level)
            left = np.flatnonzero((state[1:] != state[:-1]) & ~np.isnan(state[1:]) & ~np.isnan(state[:-1]))
            return left, np.zeros(left.size), left[:0]
        low, high = np.minimum(level[1:], level[:-1]), np.maximum(level[1:], level[:-1])
        first, last = np.ceil(low), np.floor(high)
        count = np.where(low < high, last - first + 1, 0)
        lefts = [np.flatnonzero((count > k) & (count <= MOST_BETWEEN)) for k in range(MOST_BETWEEN)]
        goals = [first[left] + k for k, left in enumerate(lefts)]
        return np.concatenate(lefts), np.concatenate(goals), np.flatnonzero(count > MOST_BETWEEN)

    def _cross(self, a: Array, b: Array, goal: Array) -> Array:
        """The place in each interval, unless the goal is jumped over there."""
        places = self._roots.between(a, b, goal)
        new = np.isnan(places)
        if new.any():
            places[new] = self._found(a[new], b[new], goal[new])
            met = new & ~np.isnan(places)
            self._roots.add(places[met], goal[met])
        found: Array = places[~np.isnan(places)]
        return found

    def _found(self, a: Array, b: Array, goal: Array) -> Array:
        low, high = bracket(lambda x: np.sign(self._level(x) - goal[:, None]), a, b)
        at_low, at_high = (np.absolute(self._level(end) - goal) for end in (low, high))
        nearer = np.where(at_low < at_high, low, high)
        best = self._tidy(nearer, goal, a, b)
        # A level that comes in a step is met at the foot of the step, however long it is kept.
        steps = np.maximum(at_low, at_high) > self._jump(low)
        best = np.where(steps & ((best < low) | (best > high)), nearer, best)
        of_pi = _part_of_pi(best)
        chosen: Array = np.where(np.absolute(of_pi - best) <= TIDY_UNITS * np.spacing(np.absolute(best)), of_pi, best)
        nearest = np.minimum(np.minimum(at_low, at_high), np.absolute(self._level(best) - goal))
        polished = self._polished(chosen, goal)
        polished = np.where((a <= polished) & (polished <= b), polished, chosen)
        found: Array = np.where(nearest > self._jump(low), np.nan, polished)
        return found

    def _jump(self, x: Array) -> Array:
        """A difference of levels that no rounding, be it of x, explains."""
        # At a step of its own the sub-function is as uncertain as the step is high.
        rounding = np.minimum(self._inner.value_spread(x) / self._period, STEP_SPREAD)
        slope = np.nan_to_num(np.absolute(self._inner.derivative(x)), posinf=0.0) / self._period
        jump: Array = JUMPED_SPREADS * (rounding + slope * np.spacing(np.absolute(x))) + np.finfo(float).tiny
        return jump

    def _polished(self, x: Array, goal: Array) -> Array:
        """Places that rounding may have carried to another double, by ball arithmetic; the others as they are."""
        slope = self._inner.derivative(x)
        carried = self._inner.value_spread(x) / np.absolute(slope)
        doubtful = np.flatnonzero((carried > CARRIED_UNITS * np.spacing(np.absolute(x))) & np.isfinite(carried))
        if not 0 < doubtful.size <= MOST_POLISHED:
            return x
        from derivgui.model.numeric.roots import Root, polished

        found, program = x.copy(), self._inner.program
        for index in doubtful.tolist():
            level = self._suspect.level(int(goal[index]))
            root = Root(program.tree, self._inner.variable, level, float(x[index]), float(slope[index]))
            found[index] = polished(root, CARRIED_TIMES * float(carried[index]))
        return found

    def _touches(self, dips: Indices, goal: Array, level: Array) -> tuple[Array, tuple[Array, Array, Array]]:
        """Places that only touch their goal; and intervals with their goals, where a dip turns out to pass it twice."""
        if dips.size == 0:
            return goal, (goal, goal, goal)
        a, b = self._grid[dips], self._grid[dips + 2]
        lowest = self._lowest(goal, a, b)
        rest = (self._level(lowest) - goal) * np.sign(level[dips] - goal)
        spread = self._inner.value_spread(lowest) / self._period
        touches = np.absolute(rest) <= TOUCHES_WITHIN * spread + np.finfo(float).tiny
        # Those that pass at a point of the grid are found there.
        passes = (rest < 0) & ~touches & ((level[dips + 1] - goal) * (level[dips] - goal) > 0)
        a, b, middle, goal = a[passes], b[passes], lowest[passes], goal[passes]
        twice = (np.concatenate((a, middle)), np.concatenate((middle, b)), np.concatenate((goal, goal)))
        return lowest[touches], twice

    def _lowest(self, goal: Array, a: Array, b: Array) -> Array:
        """The turning point in each interval, as the number that it seems to be."""
        turning = self._turning_point(a, b)
        # A point is known as well as the slope that changes its sign there; one of many bends not even so.
        bend = 2.0 * np.absolute(self._inner.jet(turning, 2)[2])
        carried = CARRIED_TIMES * self._inner.jet_spread(turning)[1] / bend
        reach = np.nan_to_num(carried, nan=np.inf) + np.maximum(
            TIDY_UNITS * np.spacing(np.absolute(turning)), SAME_SHARE * (b - a)
        )
        found = turning
        for candidate in (_part_of_pi(turning), self._tidy(turning, goal, a, b)):
            found = np.where(np.absolute(candidate - turning) <= reach, candidate, found)
        return found

    def _turning_point(self, a: Array, b: Array) -> Array:
        """Where the derivative changes its sign."""

        def rising(x: Array) -> Array:
            sign: Array = np.sign(np.nan_to_num(self._inner.derivative(x)))
            return sign

        return bracket(rising, a, b)[1]

    def _tidy(self, x: Array, goal: Array, a: Array, b: Array) -> Array:
        """The shortest decimal in each interval [a, b] at which the level meets its goal within rounding, else x.

        Beside a flat place many doubles meet the goal as far as rounding shows, and 0 is meant, not 2e-5.
        """
        for decimals in TIDY_DECIMALS:
            short: Array = np.asarray(np.round(x, decimals) + 0.0, dtype=float)
            off, rounding = np.absolute(self._level(short) - goal), self._inner.value_spread(short) / self._period
            x = np.where((off <= rounding) & (a <= short) & (short <= b), short, x)
        return x


def _part_of_pi(x: Array) -> Array:
    """The nearest simple multiples of π."""
    part = np.pi / TIDY_PARTS_OF_PI
    nearest: Array = np.round(x / part) * part
    return nearest


def _dips(level: Array, goal: Array) -> Indices:
    """Left neighbours (indices) of points where the level comes close to its goal and turns back."""
    before, here, after = level[:-2] - goal, level[1:-1] - goal, level[2:] - goal
    bend = np.absolute(before) + np.absolute(after) - 2 * np.absolute(here)
    near = (before * after > 0) & (here * before >= 0) & (np.absolute(here) <= TOUCHING_SHARE * bend)
    dips = np.flatnonzero(near & (np.absolute(here) <= np.minimum(np.absolute(before), np.absolute(after))))
    return dips[:MOST_TOUCHES]


def _united(found: list[tuple[float, int]], view: Viewport) -> list[tuple[float, tuple[int, ...]]]:
    """Places that are the same but for rounding as one, with all their suspects."""
    united: list[tuple[float, tuple[int, ...]]] = []
    for x, index in found:
        if united and x - united[-1][0] <= max(SAME_WITHIN * math.ulp(x), SAME_SHARE * (view.x1 - view.x0)):
            last, accused = united[-1]
            united[-1] = (min(last, x, key=_untidiness), tuple(sorted({*accused, index})))
        else:
            united.append((x, (index,)))
    return united


def _untidiness(x: float) -> int:
    """Decimals of a double: of 2 and 2.0000000000000004 the first is meant."""
    return len(repr(x))


def _sorted_out(places: list[tuple[float, tuple[int, ...]]], crowded: list[Interval], view: Viewport) -> Places:
    """Runs of places too close for pixels become stretches."""
    x = np.array([place for place, _ in places], dtype=float)
    close = np.diff(x) * view.pixels_per_x < CROWDED_PIXELS
    edges = np.diff(np.concatenate(([0], close.astype(np.int8), [0])))
    for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        if end - start >= CROWDED_RUN:
            crowded.append((float(x[start]), float(x[end])))
    stretches = merged(crowded, MERGED_PIXELS / view.pixels_per_x)
    free = [(place, accused) for place, accused in places if not any(a <= place <= b for a, b in stretches)]
    return Places(np.array([place for place, _ in free], dtype=float), tuple(accused for _, accused in free), stretches)


def merged(stretches: list[Interval], gap: float) -> tuple[Interval, ...]:
    """The same stretches in order, those less than ``gap`` apart as one."""
    found: list[Interval] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + gap:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
