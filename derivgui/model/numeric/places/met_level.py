"""The level of a sub-function as doubles tell it: how far they know it, and where exactly it is met."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from derivgui.model.language.real import EPSILON, Array, Truth
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.held import passage, rests
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.suspects.suspects import Suspect

# A level so many times its rounding off may still be met.
TOUCHES_WITHIN = 8.0
# Beyond this share of a period a level says nothing.
CERTAIN_SHARE = 1e-4
# What a square root makes of rounding.
EDGE_ROUNDING = 1e-7
TIDY_DECIMALS = (12, 6, 3)
TIDY_PARTS_OF_PI = 12.0
# Where a level is still so many times its rounding off, between two doubles, it is jumped over and not met.
JUMPED_SPREADS = 1e6
STEP_SPREAD = 1e-7
# A place is looked at more closely where rounding may have carried it so far, and where these are not too many;
# it is not farther than so many times that.
CARRIED_UNITS = 0.75
CARRIED_TIMES = 8.0
MOST_POLISHED = 512
# A place takes a fifth of a millisecond; there is a pause after so many.
POLISHED_AT_ONCE = 16
# Where rounding carries a place farther than this, it is looked for by balls, but so often at most.
FLAT_UNITS = 4096.0
MOST_FLAT = 16
WIDENED = (0.0, 1.0, 4.0)


class MetLevel:
    """(tree - offset)/period, which is whole at the places of a suspect; without a period tree - offset, 0 there.

    A goal is such a number. Arrays are float64 of one shape, (n,) where goals are asked for.
    """

    def __init__(self, suspect: Suspect, inner: RealFunction) -> None:
        self.inner = inner
        self._suspect = suspect
        self._offset = float(suspect.offset)
        self.period = float(suspect.period) if suspect.period is not None else 1.0
        self.is_periodic = suspect.period is not None

    def __call__(self, x: Array) -> Array:
        """The level at some points."""
        level: Array = (self.inner(x) - self._offset) / self.period
        return level

    def place(self, goal: Array) -> Array:
        """Where the variable itself is at some goals, as doubles tell it."""
        return self._offset + self.period * goal

    def goals(self, level: Array) -> Array:
        """The goals nearest to some levels."""
        return np.round(level) if self.is_periodic else np.zeros(level.size)

    def spread(self, x: Array) -> Array:
        """How far rounding may have carried the level, the offset's among it."""
        spread: Array = (self.inner.value_spread(x) + EPSILON * abs(self._offset)) / self.period
        return spread

    def is_met(self, x: Array) -> Truth:
        """Where a goal is met as far as doubles tell."""
        level = self(x)
        off = np.absolute(level - np.round(level)) if self.is_periodic else np.absolute(level)
        # At the edge of a domain rounding may leave nothing to compare; at a step of its own the sub-function is as
        # uncertain as the step is high.
        rounding = np.nan_to_num(self.spread(x), nan=EDGE_ROUNDING)
        met: Truth = (off <= TOUCHES_WITHIN * rounding + np.finfo(float).tiny) & (rounding < CERTAIN_SHARE)
        return met

    def is_passed(self, x: Array) -> Truth:
        """Where it is certain on which side of its goals the level is."""
        passed: Truth = (self.spread(x) < CERTAIN_SHARE) & ~self.is_met(x)
        return passed

    def jump(self, x: Array) -> Array:
        """A difference of levels that no rounding, be it of x, explains."""
        # At a step of its own the sub-function is as uncertain as the step is high.
        rounding = np.minimum(self.spread(x), STEP_SPREAD)
        rounding = rounding + EPSILON * (np.absolute(self(x)) + abs(self._offset) / self.period)
        slope = np.nan_to_num(np.absolute(self.inner.derivative(x)), posinf=0.0) / self.period
        jump: Array = JUMPED_SPREADS * (rounding + slope * np.spacing(np.absolute(x))) + np.finfo(float).tiny
        return jump

    def polished(self, x: Array, goal: Array, step: float) -> Steps[Array]:
        """Places that rounding may have carried to another double, by ball arithmetic; the others as they are."""
        slope = self.inner.derivative(x)
        carried = self.spread(x) * self.period / np.absolute(slope)
        doubtful = np.flatnonzero((carried > CARRIED_UNITS * np.spacing(np.absolute(x))) & np.isfinite(carried))
        if doubtful.size > MOST_POLISHED:
            doubtful = doubtful[is_apart(x, step)[doubtful]]
        if not 0 < doubtful.size <= MOST_POLISHED:
            return x
        from derivgui.model.numeric.places.roots import Root, polished

        found, program = x.copy(), self.inner.program
        for number, index in enumerate(doubtful.tolist()):
            if number % POLISHED_AT_ONCE == 0:
                yield
            level = self._suspect.level(int(goal[index]))
            root = Root(program.tree, self.inner.variable, level, float(x[index]), float(slope[index]))
            found[index] = polished(root, CARRIED_TIMES * float(carried[index]))
        return found

    def told_by_balls(self, x: Array, a: Array, b: Array, goal: Array) -> Steps[Array]:
        """Places so flat that doubles meet the goal far and wide, as balls find them between a and b; others as given.

        Of floor(1 + x^5) is 0 meant, and not 0.0004.
        """
        rounding = self.spread(x) + EPSILON * (np.absolute(self(x)) + abs(self._offset) / self.period)
        carried = rounding * self.period / np.absolute(self.inner.derivative(x))
        flat = np.flatnonzero(~(carried <= FLAT_UNITS * np.spacing(np.absolute(x))))[:MOST_FLAT]
        found = x.copy()
        for index in flat.tolist():
            if not rests(self._suspect, self.inner, float(x[index]), int(goal[index])):
                found[index] = self._passage(float(x[index]), float(a[index]), float(b[index]), int(goal[index]))
            yield
        return found

    def told_at_edges(self, x: Array, edges: tuple[float, float], units: float) -> Array:
        """Places without those that balls see beyond an edge; doubles tell only that they are so many units near it."""
        goal, hair = self.goals(self(x)), units * np.spacing(np.absolute(x))
        first, last = edges
        kept = np.ones(x.size, dtype=bool)
        for edge in edges:
            for index in np.flatnonzero(np.absolute(x - edge) <= hair).tolist():
                near = 2.0 * float(hair[index])
                place = passage(self._suspect, self.inner, edge - near, edge + near, int(goal[index]))
                kept[index] = place is None or first <= place <= last
        found: Array = x[kept]
        return found

    def _passage(self, x: float, a: float, b: float, goal: int) -> float:
        """Between a and b, or next to them where doubles only see the end of a stretch on the level; else x."""
        for share in WIDENED:
            beside = share * (b - a)
            place = passage(self._suspect, self.inner, a - beside, b + beside, goal)
            if place is not None:
                return place
        return x

    def tidy(self, x: Array, goal: Array, a: Array, b: Array, places: Sequence[int] = TIDY_DECIMALS) -> Array:
        """The shortest decimal in each interval [a, b] at which the level meets its goal within rounding, else x.

        Beside a flat place many doubles meet the goal as far as rounding shows, and 0 is meant, not 2e-5.
        """
        for decimals in places:
            short: Array = np.asarray(np.round(x, decimals) + 0.0, dtype=float)
            off, rounding = np.absolute(self(short) - goal), self.spread(short)
            x = np.where((off <= rounding) & (a <= short) & (short <= b), short, x)
        return x


def part_of_pi(x: Array) -> Array:
    """The nearest simple multiples of π."""
    nearest: Array = np.round(x * TIDY_PARTS_OF_PI / np.pi) / TIDY_PARTS_OF_PI * np.pi
    return nearest


def is_apart(x: Array, step: float) -> Truth:
    """Places that do not crowd: those that do are not shown one by one."""
    order = np.argsort(x)
    gaps = np.concatenate(([np.inf], np.diff(x[order]), [np.inf]))
    apart = np.zeros(x.size, dtype=bool)
    apart[order] = np.maximum(gaps[1:], gaps[:-1]) >= step
    return apart
