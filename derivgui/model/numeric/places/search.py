"""Where one sub-function meets its level in a window: bracketed on a grid, told from jumps, polished to the last digit.

Zeros without a change of sign are found where the derivative vanishes together with the value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from derivgui.model.language.real import EPSILON, Array, Indices, Truth
from derivgui.model.numeric.bisection import bracket
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.golden import uneven_shares
from derivgui.model.numeric.neighbours import distinct
from derivgui.model.numeric.places.held import runs
from derivgui.model.numeric.places.known_roots import MOST_BETWEEN, Roots
from derivgui.model.numeric.places.met_level import CARRIED_TIMES, TIDY_DECIMALS, TOUCHES_WITHIN, MetLevel, part_of_pi
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.suspects.suspects import Suspect
from derivgui.model.numeric.viewport import Viewport

GRID_PIXELS = 2.0
HAIR_OF_STEP = 1e-9
# More ends of a sub-function in one window are not looked at closely.
MOST_EDGES = 32
MOST_TOUCHES = 64
# A local minimum so small against the bend of its neighbourhood may touch its level.
TOUCHING_SHARE = 0.5
# The same for a turning point that seems to lie beyond its level.
PASSED_CLOSELY = 1e6
FLAT = 1e-9
CLOSEST_UNITS = 4096.0
# Of so many intervals such a share with a place is dense; so many others are looked at so often each.
AROUND = 33
DENSE = 0.25
FEWEST_QUIET = 8
LOOKS = 8
# A level known to less than this share of the way to the next says nothing.
CERTAIN = 0.1
# Uneven shares of the way from one place to the next, and the start.
BETWEEN = (0.0, 0.29, 0.53, 0.83)
TIDY_UNITS = 4.0
# There is a pause after so many intervals.
BRACKETS_AT_ONCE = 256
QUIET_AT_ONCE = 64
# Places that differ by fewer units of rounding are one.
SAME_WITHIN = 8.0
# Beside 0 units of rounding are next to nothing; no search comes closer than this share of a window.
SAME_SHARE = 2.0**-60

Interval: TypeAlias = tuple[float, float]


class Search:
    """The places of one suspect in one window, found on a grid; its level is that of ``MetLevel``."""

    def __init__(
        self, suspect: Suspect, inner: RealFunction, roots: Roots, view: Viewport, turned: Array | None = None
    ) -> None:
        self._inner = inner
        self._level = MetLevel(suspect, inner)
        self._roots = roots
        count = max(64, int(view.width / GRID_PIXELS))
        # A step farther on both sides, for what stands at the very edge.
        step = (view.x1 - view.x0) / count
        grid = np.linspace(view.x0 - step, view.x1 + step, count + 3)
        # Rounding of the grid is no place of its own beside 0.
        grid[np.absolute(grid) < HAIR_OF_STEP * step] = 0.0
        self._step = step
        self._grid = self._with_edges(grid)
        if turned is not None and turned.size:
            self._grid = self._with_hidden(turned)
        self._ends = view.x0, view.x1
        # Stretches with the level that doubles cannot tell the sub-function from.
        self.held: list[tuple[float, float, int]] = []

    def _with_edges(self, grid: Array) -> Array:
        """The grid and the last points before which the sub-function ends: what happens there is seen, too."""
        missing = np.isnan(self._inner(grid))
        edges = np.flatnonzero(missing[1:] != missing[:-1])
        if not 0 < edges.size <= MOST_EDGES:
            return grid
        low, high = bracket(lambda x: np.isnan(self._inner(x)).astype(float), grid[edges], grid[edges + 1])
        return np.union1d(grid, np.where(missing[edges], high, low))

    def _with_hidden(self, turned: Array) -> Array:
        """The grid and those of some points at which the level is certain to be where it is not beside or between."""
        grid = self._grid
        after = np.clip(np.searchsorted(grid, turned), 1, grid.size - 1)
        side = np.floor if self._level.is_periodic else np.sign
        at, here = side(self._level(grid)), side(self._level(turned))
        low, high = np.fmin(at[after - 1], at[after]), np.fmax(at[after - 1], at[after])
        hidden = turned[(here < low) | (here > high)]
        return distinct(grid, hidden[self._level.is_passed(hidden)])

    def running(self, known: list[float]) -> Steps[tuple[list[float], list[float], list[Interval]]]:
        """Places where the level passes a goal, turning points next to one as doubles tell it, and crowds.

        At places that are ``known`` of simpler sub-functions the level may jump over many goals. It pauses after each
        part of the search.
        """
        x, level = self._grid, self._level(self._grid)
        goal = self._level.goals(level[1:-1])
        self.held = self._held(level, goal)
        dips = np.union1d(_dips(level, goal), self._flat_dips(level, goal))
        yield
        touching, (a, b, goals) = self._touches(dips, goal[dips], level)
        yield
        # A point of the grid that touches its goal passes it neither before nor behind.
        dips = dips[~self._slopes(dips, goal[dips], level)]
        level[1 + dips] = np.where(level[1 + dips] == goal[dips], level[dips], level[1 + dips])
        if known:
            x, level, hairs = self._parted(level, known)
        left, passed, crowded = self._passages(level)
        if known:
            crowded = crowded[~hairs[crowded]]
        overlooked = yield from self._overlooked(x, level, left)
        crowded = np.union1d(crowded, overlooked)
        yield
        a, b, goals = np.concatenate((a, x[left])), np.concatenate((b, x[left + 1])), np.concatenate((goals, passed))
        crossing = yield from self._cross(a, b, goals)
        crossing = self._level.told_at_edges(crossing, self._ends, SAME_WITHIN)
        return self._inside(crossing), self._inside(touching), [(float(x[i]), float(x[i + 1])) for i in crowded]

    def _inside(self, x: Array) -> list[float]:
        """Those in the window; a place at its very edge is not lost to rounding."""
        hair = SAME_WITHIN * np.spacing(np.absolute(x))
        first, last = self._ends
        inside: list[float] = np.clip(x, first, last)[(first <= x + hair) & (x - hair <= last)].tolist()
        return inside

    def _held(self, level: Array, goal: Array) -> list[tuple[float, float, int]]:
        inner = level[1:-1]
        found = []
        for first, last in runs(goal, np.absolute(inner - goal) <= FLAT * np.maximum(1.0, np.absolute(inner))):
            points = slice(first + 1, last + 2)
            for start, end in runs(goal[first : last + 1], self._level.is_met(self._grid[points])):
                # A step farther on both sides, where it may begin and end.
                a, b = self._grid[first + start], self._grid[first + end + 2]
                found.append((float(a), float(b), int(goal[first])))
        return found

    def _flat_dips(self, level: Array, goal: Array) -> Indices:
        """The same where the bend is lost in rounding, as close to a turning point it is: there the slope tells."""
        inner = level[1:-1]
        close = np.absolute(inner - goal) <= FLAT * np.maximum(1.0, np.absolute(inner))
        if not close.any():
            return np.zeros(0, dtype=np.intp)
        slope, met = np.sign(self._inner.derivative(self._grid)), self._level.is_met(self._grid)
        turns = slope[:-2] * slope[2:] < 0
        return np.flatnonzero(close & turns & met[:-2] & met[1:-1] & met[2:])[:MOST_TOUCHES]

    def reconciled(self, found: list[float], known: list[float], reach: float) -> list[float]:
        """Places found and those known otherwise at which the level is met as well, each place once.

        Where the level is flat or upright it is met, as far as doubles tell, beside its place too, up to ``reach``; so
        it is beside a hole of the sub-function.
        """
        if not known:
            return found
        places = np.array(known)
        met = self._level.is_met(places)
        meeting: list[float] = places[met].tolist()
        places = places[met | np.isnan(self._inner(places))]
        if places.size == 0 or not found:
            return [*meeting, *found]
        x = np.array(found)
        after = np.minimum(np.searchsorted(places, x), places.size - 1)
        before = np.maximum(after - 1, 0)
        nearest = np.where(np.absolute(places[before] - x) < np.absolute(places[after] - x), before, after)
        place = places[nearest]
        same = np.absolute(x - place) < reach
        for share in BETWEEN:
            same &= self._level.is_met(x + share * (place - x))
        return [*meeting, *x[~same].tolist()]

    def _passages(self, level: Array) -> tuple[Indices, Array, Indices]:
        """Left ends (indices) of the grid's intervals in which a goal is passed, the goals, the crowded intervals."""
        if not self._level.is_periodic:
            state = np.sign(level)
            left = np.flatnonzero((state[1:] != state[:-1]) & ~np.isnan(state[1:]) & ~np.isnan(state[:-1]))
            return left, np.zeros(left.size), left[:0]
        low, high = np.minimum(level[1:], level[:-1]), np.maximum(level[1:], level[:-1])
        first, last = np.ceil(low), np.floor(high)
        count = np.where(low < high, last - first + 1, 0)
        lefts = [np.flatnonzero((count > k) & (count <= MOST_BETWEEN)) for k in range(MOST_BETWEEN)]
        goals = [first[left] + k for k, left in enumerate(lefts)]
        return np.concatenate(lefts), np.concatenate(goals), np.flatnonzero(count > MOST_BETWEEN)

    def _overlooked(self, x: Array, level: Array, left: Indices) -> Steps[Indices]:
        """Left ends (indices) of intervals that the level passes back and forth, where it does so all around.

        A grid as coarse as the waves of the level sees it pass in every other interval or so.
        """
        passes = np.zeros(x.size - 1)
        # What rounding alone may have carried over its level passes nothing.
        met = self._level.is_met(x) if left.size >= FEWEST_QUIET else np.ones(x.size, dtype=bool)
        passes[left[~(met[left] | met[left + 1])]] = 1.0
        dense = np.convolve(passes, np.full(AROUND, 1.0 / AROUND), mode="same") >= DENSE
        (quiet,) = np.nonzero(dense & (passes == 0))
        if quiet.size < FEWEST_QUIET:
            return quiet[:0]
        inner = x[quiet, None] + np.diff(x)[quiet, None] * np.sort(uneven_shares(LOOKS))
        side = np.floor if self._level.is_periodic else np.sign
        before = side(level[quiet])
        passed = np.zeros(quiet.size, dtype=bool)
        for start in range(0, quiet.size, QUIET_AT_ONCE):
            rows = slice(start, start + QUIET_AT_ONCE)
            told = ~self._level.is_met(inner[rows].ravel()).reshape(inner[rows].shape) & ~np.isnan(before[rows, None])
            passed[rows] = (told & (side(self._level(inner[rows])) != before[rows, None])).any(axis=1)
            yield
        return quiet[passed] if passed.mean() >= DENSE else quiet[:0]

    def _parted(self, level: Array, known: list[float]) -> tuple[Array, Array, Truth]:
        """The grid and its levels with points close to known places, where the level may rise and fall back unseen.

        Beside them which intervals are no wider than the hair between the two points at a place.
        """
        places = np.array(known)
        unit = np.spacing(np.absolute(places))
        hair = np.maximum(SAME_WITHIN * unit, HAIR_OF_STEP * self._step)
        # In a wide window all may happen within a hair, as far as doubles can tell so close to a place.
        closer = np.maximum(CLOSEST_UNITS * unit, SAME_SHARE * (self._ends[1] - self._ends[0]))
        closest = np.concatenate((places - closer, places + closer))[np.tile(closer < hair, 2)]
        # Of frac x a hair below 0 doubles make 1, a level at which nothing happens.
        closest = closest[(self._level.spread(closest) < CERTAIN) & ~self._level.is_met(closest)]
        beside = np.concatenate((places - hair, places + hair, closest))
        grid, order = np.unique(np.concatenate((self._grid, beside)), return_index=True)
        levels = np.concatenate((level, self._level(beside)))[order]
        after = np.append(places, np.inf)[np.searchsorted(places, grid[:-1])]
        hairs: Truth = (after <= grid[1:]) & (np.diff(grid) <= 4.0 * hair.max())
        return grid, levels, hairs

    def _cross(self, a: Array, b: Array, goal: Array) -> Steps[Array]:
        """The place in each interval, unless the goal is jumped over there."""
        places = self._roots.between(a, b, goal)
        new = np.isnan(places)
        if new.any():
            places[new] = yield from self._found(a[new], b[new], goal[new])
            met = new & ~np.isnan(places)
            self._roots.add(places[met], goal[met])
        found: Array = places[~np.isnan(places)]
        return found

    def _found(self, a: Array, b: Array, goal: Array) -> Steps[Array]:
        low, high = yield from self._bracketed(a, b, goal)
        at_low, at_high = (np.absolute(self._level(end) - goal) for end in (low, high))
        nearer = np.where(at_low < at_high, low, high)
        best = self._level.tidy(nearer, goal, a, b)
        # A level that comes in a step is met at the foot of the step, however long it is kept.
        steps = np.maximum(at_low, at_high) > self._level.jump(low)
        best = np.where(steps & ((best < low) | (best > high)), nearer, best)
        of_pi = part_of_pi(best)
        chosen: Array = np.where(np.absolute(of_pi - best) <= TIDY_UNITS * np.spacing(np.absolute(best)), of_pi, best)
        nearest = np.minimum(np.minimum(at_low, at_high), np.absolute(self._level(best) - goal))
        yield
        polished = yield from self._level.polished(chosen, goal, self._step)
        # The level may be met at an end of the bracket as far as doubles tell, and beyond it in truth.
        hair = SAME_WITHIN * np.spacing(np.absolute(chosen))
        polished = np.where((a - hair <= polished) & (polished <= b + hair), polished, chosen)
        met = nearest <= self._level.jump(low)
        polished[met] = yield from self._level.told_by_balls(polished[met], a[met], b[met], goal[met])
        found: Array = np.where(met, polished, np.nan)
        return found

    def _bracketed(self, a: Array, b: Array, goal: Array) -> Steps[tuple[Array, Array]]:
        """Neighbouring doubles between which the level passes its goal; it pauses after every so many."""
        ends = []
        for start in range(0, max(a.size, 1), BRACKETS_AT_ONCE):
            part = slice(start, start + BRACKETS_AT_ONCE)
            ends.append(bracket(self._side_of(goal[part]), a[part], b[part]))
            yield
        low, high = (np.concatenate(rows) for rows in zip(*ends, strict=True))
        return low, high

    def _side_of(self, goal: Array) -> Callable[[Array], Array]:
        return lambda x: np.sign(self._level(x) - goal[:, None])

    def _slopes(self, dips: Indices, goal: Array, level: Array) -> Truth:
        """Dips that meet their goal at a point of the grid and go on through it, to turn back before the next."""
        x = self._grid[1 + dips]
        _, slope, bend = self._inner.jet(x, 2) / self._level.period
        deeper = slope**2 / np.absolute(4.0 * bend)
        spread = self._level.spread(x)
        passes: Truth = (level[1 + dips] == goal) & self._level.is_met(x) & (deeper > TOUCHES_WITHIN * spread + EPSILON)
        return passes

    def _touches(self, dips: Indices, goal: Array, level: Array) -> tuple[Array, tuple[Array, Array, Array]]:
        """Places that touch their goal or hardly pass it; and intervals with their goals, where one is passed twice."""
        if dips.size == 0:
            return goal, (goal, goal, goal)
        a, b = self._grid[dips], self._grid[dips + 2]
        lowest = self._lowest(goal, a, b)
        rest = (self._level(lowest) - goal) * np.sign(level[dips] - goal)
        spread = self._level.spread(lowest)
        # What is passed so closely is flat there, and doubles do not tell where.
        within = np.where(rest < 0, PASSED_CLOSELY, TOUCHES_WITHIN)
        touches = np.absolute(rest) <= within * spread + np.finfo(float).tiny
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
        long, *short = TIDY_DECIMALS
        tidied = (self._level.tidy(turning, goal, a, b, places) for places in ((long,), short))
        for candidate in (next(tidied), part_of_pi(turning), next(tidied)):
            found = np.where((candidate != turning) & (np.absolute(candidate - turning) <= reach), candidate, found)
        return found

    def _turning_point(self, a: Array, b: Array) -> Array:
        """Where the derivative changes its sign."""

        def rising(x: Array) -> Array:
            sign: Array = np.sign(np.nan_to_num(self._inner.derivative(x)))
            return sign

        return bracket(rising, a, b)[1]


def _dips(level: Array, goal: Array) -> Indices:
    """Left neighbours (indices) of points where the level comes close to its goal and turns back."""
    before, here, after = level[:-2] - goal, level[1:-1] - goal, level[2:] - goal
    bend = np.absolute(before) + np.absolute(after) - 2 * np.absolute(here)
    near = (before * after > 0) & (here * before >= 0) & (np.absolute(here) <= TOUCHING_SHARE * bend)
    dips = np.flatnonzero(near & (np.absolute(here) <= np.minimum(np.absolute(before), np.absolute(after))))
    return dips[:MOST_TOUCHES]
