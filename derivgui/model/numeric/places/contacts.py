"""What becomes of a level that a sub-function seems to touch: it is touched, missed by a hair, or passed twice.

Doubles tell a turning point and a level apart to half their digits at best. Here the turning point is enclosed by balls
of some hundred bits, and so is the height there. Where that cannot be told from the level, exact algebra decides: the
equation is solved for this very level, or the place is a simple number, or the level is a double zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np

from derivgui.model.language.real import EPSILON, Array
from derivgui.model.language.tree import Negative, Node, Sum, Symbol
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.germ import Germ, constant
from derivgui.model.numeric.germs.numbers import (
    UndecidedError,
    ball,
    is_negligible,
    number_of,
)
from derivgui.model.numeric.levels import Level, tree_of_level
from derivgui.model.numeric.places.double_zeros import double_zeros
from derivgui.model.numeric.places.roots import EXACT_BITS, Root, exactly
from derivgui.model.numeric.places.simple_places import meets_exactly, simple_level
from derivgui.model.numeric.suspects.equation import Equation
from derivgui.model.numeric.suspects.equations import Equations
from derivgui.model.numeric.suspects.suspects import Suspect

ContactKind: TypeAlias = Literal["touched", "missed", "passed", "unknown"]

NEWTON_STEPS = 8
# A turning point found in doubles is off by no more than this, and so is the place that an equation names.
NEAR_UNITS = 4096.0
# Balls of turning points are as narrow as this.
PLACE_BITS = 360
# Two passages that are closer than this are not told apart by doubles.
APART_UNITS = 16.0
# Nothing else happens for so many times the distance of the two passages.
BEYOND = 2.0
# Shares of the way from a turning point to where it may be in truth, and in how many spreads a level is seen there.
BETWEEN: Array = np.array([0.0, 0.29, 0.53, 0.83])
RESTS_WITHIN = 8.0
# A level that is touched is met to second order.
SECOND = (2, 0)


@dataclass(frozen=True, slots=True)
class Contact:
    """A turning point of a sub-function next to one of its levels.

    Attributes:
        kind: "unknown" where the level is touched as far as some hundred bits tell and no algebra proves it, or passed
            twice within rounding of one double.
        x: the double next to the turning point.
        reach: how far the sub-function bends to one side, on both sides of ``x``.
        level, root: the exact place where it is touched.
        exact: sub-trees of which more is known there.
        passages: the two places where it is passed.
    """

    kind: ContactKind
    x: float
    reach: float
    level: Level | None = None
    root: Root | None = None
    exact: Mapping[Node, Germ] = field(default_factory=dict)
    passages: tuple[Root, ...] = ()


def contact_at(suspect: Suspect, inner: RealFunction, x: float) -> Contact:
    """What the sub-function does about the level that its turning point next to the double x is next to."""
    level = suspect.nearest(inner.at(x))
    with flint.ctx.workprec(EXACT_BITS):
        try:
            return _Decision(suspect, inner, level, x).contact()
        except (ArithmeticError, ValueError, UndecidedError):
            return Contact("unknown", x, 0.0)


class _Decision:
    """One turning point; runs in a fixed working precision."""

    def __init__(self, suspect: Suspect, inner: RealFunction, level: Level, x: float) -> None:
        self._suspect, self._inner = suspect, inner
        self._tree, self._variable = inner.program.tree, inner.variable
        self._variables = inner.program.variables
        self._level = level
        self._x = x
        self._near = NEAR_UNITS * math.ulp(x)

    def contact(self) -> Contact:
        turning = self._turning_point()
        if turning is None:
            # A corner, or flatter than a parabola.
            return next(self._solved(None), Contact("unknown", self._x, 0.0))
        place, bend = turning
        gap = self._value(place)
        if not is_negligible(gap):
            return self._apart(place, gap, bend)
        for found in (self._solved(place), self._recognized(place), self._doubled(place)):
            for contact in found:
                return contact
        return Contact("unknown", float(place.mid()), self._near)

    # The turning point

    def _turning_point(self) -> tuple[Any, Any] | None:
        """A ball around it and one around half the second derivative there; None where there is none to be found."""
        point, unit = flint.arb(self._x), flint.arb(math.ulp(self._x))
        smallest = (abs(point) + unit) * flint.arb(2) ** -PLACE_BITS
        for _ in range(NEWTON_STEPS):
            found = self._series(point, 2)
            if found is None or found[2].contains(0):
                return None
            step = found[1] / (2 * found[2])
            point = (point - step).mid()
            if not abs(point - flint.arb(self._x)) < self._near:
                return None
            if abs(step) < smallest:
                break
        else:
            return None
        ends = [self._series(point + side * smallest, 1) for side in (-1, 1)]
        if any(end is None for end in ends):
            return None
        low, high = (end[1] for end in ends if end is not None)
        if not ((low < 0 and high > 0) or (low > 0 and high < 0)):
            return None
        around = self._series(flint.arb(point, self._near), 2)
        if around is None or around[2].contains(0):
            return None
        return flint.arb(point, smallest), found[2]

    def _series(self, x: Any, order: int) -> Any:
        return enclosed_series(self._tree, {self._variable: x}, self._variable, order)

    def _value(self, x: Any) -> Any:
        return balls.ball(self._tree, {self._variable: x}) - ball(number_of(self._level))

    # Certainly not touched

    def _apart(self, place: Any, gap: Any, bend: Any) -> Contact:
        x = float(place.mid())
        if (gap > 0 and bend > 0) or (gap < 0 and bend < 0):
            return Contact("missed", x, self._near)
        if not ((gap > 0 and bend < 0) or (gap < 0 and bend > 0)):
            return Contact("unknown", x, self._near)
        half = (-gap / bend).sqrt()
        if not half > APART_UNITS * math.ulp(x):
            return Contact("unknown", x, self._near)
        reach = float(half.mid()) * BEYOND
        around = self._series(flint.arb(place.mid(), reach), 2)
        if around is None or around[2].contains(0):
            return Contact("unknown", x, self._near)
        roots = tuple(self._passage(place, side, half) for side in (-1, 1))
        return Contact("passed", x, reach, passages=roots)

    def _passage(self, place: Any, side: int, half: Any) -> Root:
        point = (place + side * half).mid()
        for _ in range(NEWTON_STEPS):
            found = self._series(point, 1)
            if found is None:
                break
            point = (point - (found[0] - ball(number_of(self._level))) / found[1]).mid()
        root = Root(self._tree, self._variable, self._level, float(point), float(found[1].mid()) if found else math.nan)
        root.ball()
        return root

    # Exactly touched

    def _solved(self, place: Any) -> Iterator[Contact]:
        """By the equation for this level, where its solution next to the place gives the level exactly."""
        for part in Equations(self._variable).solve(Equation(self._tree, self._level)):
            suspect = Suspect(part.tree, "corner", part.offset, part.period)
            if isinstance(part.tree, Symbol):
                level = suspect.nearest(self._x)
                if self._is_here(ball(number_of(level)), place) and meets_exactly(
                    self._inner, self._level, number_of(level)
                ):
                    yield Contact("touched", float(level), self._near, level)
            elif part.tree != self._tree:
                yield from self._at_root(suspect, place)

    def _at_root(self, suspect: Suspect, place: Any, exact: Mapping[Node, Germ] | None = None) -> Iterator[Contact]:
        """At the root of a simpler tree; what is exact there, where that is known before."""
        simple = RealFunction(Program(suspect.tree, self._variables), self._variable)
        near = self._x if place is None else float(place.mid())
        value, slope = (float(c) for c in simple.jet(near, 1))
        if not (math.isfinite(value) and math.isfinite(slope) and slope):
            return
        level = suspect.nearest(value)
        root = Root(suspect.tree, self._variable, level, near, slope)
        try:
            found = root.ball()
        except (ArithmeticError, ValueError, UndecidedError):
            return
        if not self._is_here(found, place):
            return
        known = {suspect.tree: constant(number_of(level)), **(exact or {})}
        root = exactly(root, simple, found)
        if exact or meets_exactly(self._inner, self._level, root.number(), known):
            yield Contact("touched", float(found.mid()), self._near, None, root, known)

    def _recognized(self, place: Any) -> Iterator[Contact]:
        """Where the digits of the place are those of a simple number r + s·π."""
        level = simple_level(self._inner, self._level, place)
        if level is not None:
            yield Contact("touched", float(level), self._near, level)

    def _doubled(self, place: Any) -> Iterator[Contact]:
        """Where the level is a double zero."""
        exact = {self._tree: Germ(constant(number_of(self._level)).terms, SECOND)}
        # Turning points at one level are many, and its double zeros the same for all.
        known: dict[Level, tuple[Node, ...]] = self._inner.notes.setdefault(double_zeros, {})
        if self._level not in known:
            gap = Sum((self._tree, Negative(tree_of_level(self._level))))
            known[self._level] = tuple(double_zeros(gap, self._variable))
        for tree in known[self._level]:
            yield from self._at_root(Suspect(tree, "corner"), place, exact)

    def _is_here(self, found: Any, place: Any) -> bool:
        return is_negligible(found - place) if place is not None else self._rests_between(float(found.mid()))

    def _rests_between(self, place: float) -> bool:
        """Whether doubles see the level from the turning point that they found to a place, so that it may be meant."""
        x = self._x + BETWEEN * (place - self._x)
        off, suspect = np.absolute(self._inner(x) - float(self._level)), self._suspect
        # The offset is taken away before the step is asked.
        size = sum(abs(float(part)) for part in (self._level, suspect.offset, suspect.period or self._level))
        return bool((off <= RESTS_WITHIN * self._inner.value_spread(x) + EPSILON * size).all())
