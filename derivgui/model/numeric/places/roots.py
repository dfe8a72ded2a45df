"""The exact places next to a double where a sub-function takes a level: simple numbers, or roots to any precision."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derivgui.model.language.tree import Call, Node, walk
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import Exact, PiNumber, UnwieldyError
from derivgui.model.numeric.germs.exact_functions import constant
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.monomials import PLACE
from derivgui.model.numeric.germs.numbers import Number, UndecidedError, ball, is_negligible, number_of, rational
from derivgui.model.numeric.germs.scales import ONE, STEP
from derivgui.model.numeric.levels import WITHIN_UNITS, Level, stands_for
from derivgui.model.numeric.places.exact_places import exact_place, named_place
from derivgui.model.numeric.places.simple_places import simple_level
from derivgui.model.numeric.suspects.equation import Equation
from derivgui.model.numeric.suspects.equations import Equations
from derivgui.model.numeric.suspects.suspects import Suspect

LARGEST_DENOMINATOR = 720
# Units of rounding about a double within which its place is meant.
BENDS_WITHIN = 64.0
EXACT_BITS = 400
POLISHING_BITS = 200
GUARD_BITS = 20
MOST_STEPS = 200
# Terms of an expansion that all are 0 where a sub-function rests on its level.
SHORT_REST, LONGEST_REST = 2, 6

_WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc", "frac", "mod"})
_TURN = 2 * math.pi
_PERIODS = {"frac": 1.0, "tan": math.pi, "cot": math.pi}
# Parts of a unit of rounding beside a root, in no proportion to each other.
_SHARES = (0.11, 0.23, 0.37, 0.53, 0.71, 0.97, 1.31)


@dataclass(frozen=True, slots=True)
class Root:
    """The place where a sub-function takes a level, near a double; as many digits as are asked for.

    ``slope`` is the sub-function's there. Where it only touches the level (``touching``), the place is the root of its
    derivative, ``slope`` the derivative's slope, and that it is the level that is touched is an assumption. None is
    needed where the place is known as an ``exact`` number.
    """

    tree: Node
    variable: str
    level: Level
    near: float
    slope: float
    touching: bool = False
    exact: Exact | None = None

    def number(self) -> Number:
        """The root as a coefficient of germs: the exact number that it is, or that stands for it; a ball next to 0."""
        if self.exact is not None:
            return self.exact
        try:
            return constant(PLACE, self)
        except UnwieldyError:
            return self.ball()

    def __str__(self) -> str:
        return repr(self.near)

    def ball(self) -> Any:
        """A ball around the root in the current precision, by the chord method; UndecidedError where that fails.

        The ball is certain: the sub-function (less its level) changes its sign between its ends.
        """
        if self.exact is not None:
            return self.exact.ball()
        bits = flint.ctx.prec
        # A slope of 2^-n takes as many bits away.
        flat = max(0, -math.frexp(self.slope)[1])
        with flint.ctx.workprec((3 if self.touching else 1) * bits + 2 * GUARD_BITS + flat):
            slope, x = flint.arb(self.slope), flint.arb(self.near)
            width = flint.arb(math.ldexp(math.ulp(self.near), 4))
            smallest = abs(x) * flint.arb(2) ** -bits + flint.arb(2) ** (-bits - 1000)
            longest = width
            for _ in range(MOST_STEPS):
                step = self._value(x) / slope
                # The slope is right to ten digits and more, so each step gains as many.
                if not (abs(step) < longest or step.is_zero()):
                    break
                longest = abs(step) / 4
                x = (x - step).mid()
                width = abs(step) * flint.arb(2) ** -GUARD_BITS
                if abs(step) < smallest or step.is_zero():
                    return self._certain(x, abs(smallest) + width)
        raise UndecidedError("a root is not found")

    def _value(self, x: Any) -> Any:
        if self.touching:
            h = flint.arb(2) ** -(flint.ctx.prec // 3)
            up, down = (balls.ball(self.tree, {self.variable: x + step}) for step in (h, -h))
            return (up - down) / (2 * h)
        return self.gap(x)

    def gap(self, x: Any) -> Any:
        """How far the sub-function is from its level at a ball."""
        return balls.ball(self.tree, {self.variable: x}) - ball(number_of(self.level))

    def _certain(self, x: Any, radius: Any) -> Any:
        low, high = self._value(x - radius), self._value(x + radius)
        # Where it rests on its level, any place in there would do.
        on_level = self._value(x).is_zero() and not (low.is_zero() or high.is_zero())
        if (low < 0 and high > 0) or (low > 0 and high < 0) or on_level:
            return flint.arb(x.mid(), radius.upper())
        raise UndecidedError("a root is not certain")


def exact_levels(suspect: Suspect, inner: RealFunction, x: float) -> Iterator[tuple[Level, bool]]:
    """The simple numbers next to x at which the sub-function takes its level exactly.

    Beside each whether the sub-function rests on the level around it: 0 is what min(x, 0) is far and wide, and only
    its corner is a place.
    """
    with flint.ctx.workprec(EXACT_BITS):
        for candidate in simple_numbers(x):
            value = _exact_value(inner, candidate)
            if value is None:
                continue
            difference = value + -number_of(suspect.nearest(_as_float(value)))
            if not isinstance(difference, (PiNumber, flint.arb)) and difference == 0:
                yield candidate, _rests(inner, candidate)


def _rests(inner: RealFunction, place: Level) -> bool:
    """Whether a sub-function is constant on both sides of a place, or moves more slowly than any power looked at."""
    return all(_rests_beside(inner, place, side) for side in (-1, 1))


def _rests_beside(inner: RealFunction, place: Level, side: int) -> bool:
    """The same on one side. Most move at once or not at all, and a long expansion takes several times as long."""
    for length in (SHORT_REST, LONGEST_REST):
        germ = _expanded(inner, place, side, Algebra(length))
        if germ is not None and (germ.growth or any(scale != ONE for scale, _ in germ.terms)):
            return False
        if germ is not None and germ.rest is None:
            return True
    return germ is not None and germ.rest is not None and germ.rest > STEP


def _as_float(value: Number) -> float:
    return float(ball(value).mid())


def _exact_value(inner: RealFunction, place: Level) -> Number | None:
    """The exact value at a place, None where it is not known."""
    germ = _expanded(inner, place, 0, Algebra(1))
    if germ is None or germ.rest is not None or germ.growth or any(scale != ONE for scale, _ in germ.terms):
        return None
    return germ.terms[0][1] if germ.terms else rational(0)


def _expanded(inner: RealFunction, place: Level, side: int, algebra: Algebra) -> Germ | None:
    bound = {inner.variable: moving(number_of(place), side)}
    try:
        germ = algebra.settled(germ_of(algebra, inner.program.tree, bound, inner.program.variables))
    except (UndefinedError, UndecidedError):
        return None
    # What is merely taken for 0 is not exact.
    return None if algebra.assumed else germ


def simple_numbers(x: float) -> Iterator[Level]:
    """What a double near x may mean: its decimal, a fraction, a multiple of π, itself."""
    decimal = Fraction(repr(x))
    yield Level(decimal)
    exact = Fraction(x)
    simple = exact.limit_denominator(LARGEST_DENOMINATOR)
    if simple != decimal and stands_for(x, float(simple)):
        yield Level(simple)
    turns = Fraction(x / math.pi).limit_denominator(LARGEST_DENOMINATOR)
    multiple = Level(pi=turns)
    if turns and stands_for(x, float(multiple)):
        yield multiple
    if exact != decimal:
        yield Level(exact)


def crossing_near(
    suspect: Suspect, inner: RealFunction, x: float, slope: float, units: float = WITHIN_UNITS
) -> Root | None:
    """The sub-function's own root within so many units of rounding of x, where it passes its level."""
    if not (math.isfinite(slope) and slope):
        return None
    return _certain(inner, Root(inner.program.tree, inner.variable, suspect.nearest(inner.at(x)), x, slope), units)


def touching_near(suspect: Suspect, inner: RealFunction, x: float, units: float = WITHIN_UNITS) -> Root | None:
    """The same where it seems to touch its level."""
    bend = 2.0 * float(inner.jet(x, 2)[2])
    if not (math.isfinite(bend) and bend):
        return None
    level = suspect.nearest(inner.at(x))
    return _certain(inner, Root(inner.program.tree, inner.variable, level, x, bend, touching=True), units)


def _certain(inner: RealFunction, root: Root, units: float) -> Root | None:
    with flint.ctx.workprec(EXACT_BITS):
        try:
            found = root.ball()
        except (UndecidedError, ValueError, ZeroDivisionError, OverflowError):
            return None
        # Digits are counted below what the sub-function rises to over a distance as long as x, where that is much.
        rise = 1.0 if root.touching else max(1.0, abs(root.slope * root.near))
        if not (stands_for(root.near, float(found.mid()), units) and is_negligible(root.gap(found) / rise)):
            return None
        return exactly(root, inner, found)


def is_amid_others(suspect: Suspect, inner: RealFunction, x: float, place: Any) -> bool:
    """Whether a wave takes its level again and again on both sides of a place (a ball) within rounding of x.

    None of these places is meant then.
    """
    tree = inner.program.tree
    waves = [part for part in walk(tree) if isinstance(part, Call) and part.name in _WAVES]
    if not waves:
        return False
    middle, unit, level = place.mid(), math.ulp(x), ball(number_of(suspect.nearest(inner.at(x))))
    if any(_runs_through_periods(wave, inner.variable, middle, unit) for wave in waves):
        return True
    for side in (-1, 1):
        beside = (middle + side * share * unit for share in _SHARES)
        gaps = [balls.ball(tree, {inner.variable: there}) - level for there in beside]
        if not (any(gap > 0 for gap in gaps) and any(gap < 0 for gap in gaps)):
            return False
    return True


def _runs_through_periods(wave: Call, variable: str, middle: Any, unit: float) -> bool:
    """Whether a wave runs through a whole period between neighbouring doubles: it meets all its levels there."""
    period = balls.ball(wave.arguments[1], {variable: middle}) if wave.name == "mod" else _PERIODS.get(wave.name, _TURN)
    here, *beside = (balls.ball(wave.arguments[0], {variable: middle + share * unit}) for share in (0.0, 0.37, 1.0))
    return any(abs(there - here) > abs(period) for there in beside)


def named_root(suspect: Suspect, inner: RealFunction, x: float, units: float) -> Root | None:
    """The number with a name within so many units of rounding of x at which a sub-function takes its level exactly."""
    level = suspect.nearest(inner.at(x))
    with flint.ctx.workprec(EXACT_BITS):
        near = flint.arb(x, units * math.ulp(x))
        known = named_place(inner, number_of(level), near, x)
    return None if known is None else Root(inner.program.tree, inner.variable, level, x, 0.0, exact=known)


def exactly(root: Root, inner: RealFunction, found: Any) -> Root:
    """The root of a sub-function in the ball ``found`` with the exact number that it is, where that is known."""
    known = exact_place(inner, number_of(root.level), found, root.near)
    return root if known is None else replace(root, exact=known, touching=False)


def simple_number(root: Root, inner: RealFunction) -> Level | None:
    """The simple number that a root of a sub-function is, told by its digits."""
    if root.exact is not None:
        return None
    with flint.ctx.workprec(EXACT_BITS):
        return simple_level(inner, root.level, root.ball())


def parts_at(root: Root) -> dict[Node, Level]:
    """The part of a root's tree that takes a level of its own there: of 1/(x - √2), which is 1, x - √2 is 1.

    The equation for this level is taken apart; of its parts, one of which must hold, all but one do certainly not.
    """
    with flint.ctx.workprec(EXACT_BITS):
        place = root.ball()
        found = []
        for part in Equations(root.variable).solve(Equation(root.tree, root.level)):
            value = balls.ball(part.tree, {root.variable: place})
            level = Suspect(part.tree, "corner", part.offset, part.period).nearest(float(value.mid()))
            if not value.is_finite() or (value - ball(number_of(level))).contains(0):
                found.append((part.tree, level))
    return dict(found) if len(found) == 1 and found[0][0] != root.tree else {}


def polished(root: Root, reach: float) -> float:
    """The double next to a root, not farther than ``reach`` from ``near``; ``near`` itself where that is not certain.

    One of Newton's steps with a value from ball arithmetic: ``near`` is right to half its digits and more.
    """
    x, unit = root.near, math.ulp(root.near)
    with flint.ctx.workprec(POLISHING_BITS):
        try:
            step = root.gap(flint.arb(x)) / root.slope
        except (ValueError, ZeroDivisionError, OverflowError):
            return x
        if not step.is_finite() or step.rad() > unit / 2:
            return x
        found = float((flint.arb(x) - step).mid())
    return found if abs(found - x) <= max(reach, BENDS_WITHIN * unit) else x
