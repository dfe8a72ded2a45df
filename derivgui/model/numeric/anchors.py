"""The exact place that a double stands for.

No double is 1/10, and none is π: where f has its corner at 1/10 or its pole at π/2, a point that is dragged or typed
there is meant to be that place. A double within rounding of a critical place of the tree (see ``suspects``) stands for
it; every other double stands for the decimal it is written as.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from derivgui.model.language.tree import Node, Symbol
from derivgui.model.numeric import balls
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.expand import germ_of
from derivgui.model.numeric.germs.germ import Algebra, Germ, UndefinedError, constant
from derivgui.model.numeric.germs.numbers import (
    Number,
    PiNumber,
    UndecidedError,
    ball,
    is_negligible,
    pi_number,
    rational,
)
from derivgui.model.numeric.levels import Level
from derivgui.model.numeric.suspects import Suspect

# A double this many units of rounding beside a place stands for it.
WITHIN_UNITS = 2.0
ROUNDING = 8.0
# Coarser than any rounding: what is further off needs no closer look.
FAR = 1e-6
LARGEST_DENOMINATOR = 720
# From here on doubles are whole numbers, and the shortest decimal of one may be another one's neighbour by far.
WHOLE = 2.0**53
EXACT_BITS = 400
GUARD_BITS = 20
MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Root:
    """The place where a sub-function takes a level, near a double; as many digits as are asked for.

    ``slope`` is the sub-function's there. Where it only touches the level (``touching``), the place is the root of its
    derivative, ``slope`` the derivative's slope, and that it is the level that is touched is an assumption.
    """

    tree: Node
    variable: str
    level: Level
    near: float
    slope: float
    touching: bool = False

    def ball(self) -> Any:
        """A ball around the root in the current precision, by the chord method; UndecidedError where that fails.

        The ball is certain: the sub-function (less its level) changes its sign between its ends.
        """
        import flint

        bits = flint.ctx.prec
        with flint.ctx.workprec((3 if self.touching else 1) * bits + 2 * GUARD_BITS):
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
        import flint

        if self.touching:
            h = flint.arb(2) ** -(flint.ctx.prec // 3)
            up, down = (balls.ball(self.tree, {self.variable: x + step}) for step in (h, -h))
            return (up - down) / (2 * h)
        return self.gap(x)

    def gap(self, x: Any) -> Any:
        """How far the sub-function is from its level at a ball."""
        return balls.ball(self.tree, {self.variable: x}) - ball(number_of(self.level))

    def _certain(self, x: Any, radius: Any) -> Any:
        import flint

        low, high = self._value(x - radius), self._value(x + radius)
        if (low < 0 and high > 0) or (low > 0 and high < 0) or self._value(x).is_zero():
            return flint.arb(x.mid(), radius.upper())
        raise UndecidedError("a root is not certain")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place on the axis.

    Attributes:
        x: the double that stands for it.
        is_critical: whether something may happen to f there.
        level: the place where it is a rational number or a multiple of π, else None.
        root: the place as a root, where there is no level.
        exact: sub-trees whose value there is known exactly.
    """

    x: float
    is_critical: bool
    level: Level | None = None
    root: Root | None = None
    exact: Mapping[Node, Germ] = field(default_factory=dict)

    @property
    def is_assumed(self) -> bool:
        """Whether the place rests on numbers: that a sub-function touches a level there cannot be proven by them."""
        return self.root is not None and self.root.touching

    def number(self) -> Number:
        """The place as a coefficient of germs: exact, or a ball in the current precision."""
        if self.level is not None:
            return number_of(self.level)
        assert self.root is not None
        return self.root.ball()

    def ball(self) -> Any:
        """The place as a ball in the current precision."""
        return ball(self.number())


def number_of(level: Level) -> Number:
    """A level as a coefficient of germs."""
    return pi_number(rational(level.rational), rational(level.pi))


def anchor_of(function: RealFunction, x: float) -> Anchor:
    """The place that x stands for on the curve of f. A few ten microseconds where nothing is near."""
    near: list[tuple[Suspect, RealFunction, float]] = []
    for suspect, inner in function.suspects:
        if isinstance(suspect.tree, Symbol):
            place = _nearest(suspect, x)
            if _stands_for(x, float(place)) and _is_alone(suspect, place, x):
                return Anchor(x, True, place)
        else:
            slope = _slope_if_near(suspect, inner, x)
            if slope is not None:
                near.append((suspect, inner, slope))
    # A step takes its level far and wide; where another sub-function passes through its own is the place.
    for suspect, inner, slope in sorted(near, key=lambda found: not (math.isfinite(found[2]) and found[2])):
        anchor = _exact_place(suspect, inner, x) or _root(suspect, inner, x, slope)
        if anchor is not None:
            return anchor
    return Anchor(x, bool(near), Level(Fraction(x) if abs(x) >= WHOLE else Fraction(repr(x))))


def _nearest(suspect: Suspect, value: float) -> Level:
    """The level of a suspect that is nearest to a value."""
    if suspect.period is None:
        return suspect.offset
    count = (value - float(suspect.offset)) / float(suspect.period)
    return suspect.offset + suspect.period.scaled(round(count)) if math.isfinite(count) else suspect.offset


def _stands_for(x: float, place: float) -> bool:
    return abs(x - place) <= WITHIN_UNITS * math.ulp(max(abs(x), abs(place)))


def _is_alone(suspect: Suspect, place: Level, x: float) -> bool:
    """False where rounding covers a period: next to any double beyond 1e16 tan x has a pole, and none is meant."""
    if suspect.period is None or (not place.pi and place.rational == Fraction(x)):
        return True
    return 2 * WITHIN_UNITS * math.ulp(x) < abs(float(suspect.period))


def _slope_if_near(suspect: Suspect, inner: RealFunction, x: float) -> float | None:
    """The sub-function's slope where its value cannot be told from the level by doubles, else None."""
    value, slope = (float(c) for c in inner.jet(x, 1))
    if not math.isfinite(value):
        # A pole of the sub-function is another suspect's place.
        return None
    level = float(_nearest(suspect, value))
    off = abs(value - level)
    if off > FAR * (1.0 + abs(level)):
        return None
    rounding = float(np.nan_to_num(inner.value_spread(x))) + ROUNDING * math.ulp(level)
    reach = ROUNDING * abs(slope) * math.ulp(x) if math.isfinite(slope) else math.inf
    return slope if off <= reach + ROUNDING * rounding else None


def _exact_place(suspect: Suspect, inner: RealFunction, x: float) -> Anchor | None:
    """A simple number next to x at which the sub-function takes its level exactly."""
    import flint

    with flint.ctx.workprec(EXACT_BITS):
        for candidate in _simple_numbers(x):
            value = _exact_value(inner, candidate)
            if value is None:
                continue
            difference = value + -number_of(_nearest(suspect, _as_float(value)))
            if not isinstance(difference, (PiNumber, flint.arb)) and difference == 0:
                return Anchor(x, True, candidate)
    return None


def _as_float(value: Number) -> float:
    return float(ball(value).mid())


def _exact_value(inner: RealFunction, place: Level) -> Number | None:
    algebra = Algebra(1)
    bound = {inner.variable: constant(number_of(place))}
    try:
        germ = algebra.settled(germ_of(algebra, inner.program.tree, bound, inner.program.variables))
    except (UndefinedError, UndecidedError):
        return None
    return germ.terms[0][1] if germ.terms else rational(0)


def _simple_numbers(x: float) -> Iterator[Level]:
    """What a double near x may mean: its decimal, a fraction, a multiple of π, itself."""
    decimal = Fraction(repr(x))
    yield Level(decimal)
    exact = Fraction(x)
    simple = exact.limit_denominator(LARGEST_DENOMINATOR)
    if simple != decimal and _stands_for(x, float(simple)):
        yield Level(simple)
    turns = Fraction(x / math.pi).limit_denominator(LARGEST_DENOMINATOR)
    multiple = Level(pi=turns)
    if turns and _stands_for(x, float(multiple)):
        yield multiple
    if exact != decimal:
        yield Level(exact)


def _root(suspect: Suspect, inner: RealFunction, x: float, slope: float) -> Anchor | None:
    """The sub-function's own root next to x, where it crosses or touches its level there."""
    import flint

    level = _nearest(suspect, inner.at(x))
    place = (inner.program.tree, inner.variable, level, x)
    bend = 2.0 * float(inner.jet(x, 2)[2])
    roots = [Root(*place, slope)] if math.isfinite(slope) and slope else []
    roots += [Root(*place, bend, touching=True)] if math.isfinite(bend) and bend else []
    with flint.ctx.workprec(EXACT_BITS):
        value = constant(number_of(level))
        for root in roots:
            try:
                found = root.ball()
            except (UndecidedError, ValueError, ZeroDivisionError, OverflowError):
                continue
            if _stands_for(x, float(found.mid())) and is_negligible(root.gap(found)):
                return Anchor(x, True, None, root, {suspect.tree: value})
    return None
