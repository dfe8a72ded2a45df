"""A function around one exact place: differences f(x0 + h) - f(x0) at steps far below what doubles can tell apart.

All by ball arithmetic (``balls``), with more bits until the answer is narrow. Where f(x0) itself is out of reach of
balls (a domain that ends at x0, a hole) f is asked next to x0, nearer than anything the lens shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.language.tree import Call, Node, Number, Power, Product, Quotient, rebuild, symbols
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs import numbers
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import UndefinedError
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.levels import Level
from derivgui.model.numeric.places.anchors import Anchor, anchor_of
from derivgui.model.numeric.rational import UNDEFINED, Answer, rational
from derivgui.model.numeric.wide import bits_before_point

CentreKind: TypeAlias = Literal["value", "hole", "undefined", "unknown"]

BITS_PER_DECADE = math.log2(10)
GUARD_BITS = 80
# Levels of precision: multiples of the bits that the scale takes, and bits on top. The last lets a curve and a line
# that agree to the eighth order be told apart.
LEVELS = ((1, GUARD_BITS), (2, 200), (4, 600), (8, 2000))
# Beside the centre: so near that even a seventh root of the distance is far below the scale.
NEXT_DOOR_POWER = 8
NEXT_DOOR_BITS = 400
# Values next door that agree to this many bits below the scale have a common limit.
LIMIT_BITS = 20
NARROW = 1e-12
NARROW_BITS = 40
SAME_VALUE = 1e-6
SAME_BITS = 60
LIMIT_TERMS = 4
LIMIT_PRECISION = 400


class Lens:
    """f around the place that x0 stands for (see ``anchors``) at the scale s = 10^-k; lengths are in units of s.

    Attributes:
        centre: "value" where f(x0) is known; "hole" where f has a limit at x0 but no value, which then takes its
            place; "undefined" where there is neither, and every difference is NaN.
        value: f(x0), or the limit, as a double; NaN where undefined.
    """

    def __init__(self, function: RealFunction, x0: float, k: float, value: float) -> None:
        """``value`` is f(x0) as it was found elsewhere, NaN where there is none; asked where balls do not decide."""
        self._arb, self._work = flint.arb, flint.ctx.workprec
        self._function = function
        self._tree = _prepared(function.concrete, function.program.variables)
        self._anchor = anchor_of(function, x0)
        self._known_value = value
        self._value_bits = bits_before_point(value)
        self.k = k
        self.scale = 10.0**-k
        self._scale_bits = math.ceil(k * BITS_PER_DECADE)
        self._values: dict[int, Ball | None] = {}
        self._places: dict[int, Ball] = {}
        self._beside = 0.0
        # A value that is known without asking f by balls.
        self._fixed: Any = None
        # The limit at a hole, where the expansion knows it exactly.
        self._exact: numbers.Number | None = None
        self.centre, self.value = self._find_centre(self._exact_value())

    @property
    def is_direct(self) -> bool:
        """True where f(x0) itself was computed, not a limit beside it."""
        return self.centre == "value" and self._beside == 0

    def working(self, bits: int) -> AbstractContextManager[None]:
        """A block in which balls have this many bits."""
        context: AbstractContextManager[None] = self._work(bits)
        return context

    def step(self, t: float, exponent: int) -> Ball:
        """The length s t 2^exponent, in the precision in force."""
        length = self._arb(self.scale) * self._arb(t)
        return length * self._arb(2) ** exponent if exponent else length

    def is_straight(self) -> bool:
        """Whether f is proven to be a straight line over the picture: analytic, with the second derivative 0."""
        with self._work(self.bits(1)):
            picture = self._place(self.bits(1)) + self._arb(0, self.scale)
            found = enclosed_series(
                self._function.concrete, {self._function.variable: picture}, self._function.variable, 2
            )
            return found is not None and bool(found[2].is_zero())

    def bits(self, level: int) -> int:
        """Precision of a level of ``LEVELS``."""
        factor, more = LEVELS[level]
        return factor * self._scale_bits + more + self._value_bits

    def quotients(self, t: Array) -> Array:
        """(f(x0 + s t) - f(x0))/s as float64 in the shape of ``t``, which is flat.

        NaN where undefined or not decided, infinite beyond doubles.
        """
        found = np.full(t.size, math.nan)
        if self.centre == "undefined":
            return found
        places = {place: step for place, step in enumerate(t.tolist()) if step != 0}
        found[t == 0] = 0.0
        for level in range(len(LEVELS)):
            places = self._ask_all(places, level, found)
        return found

    def _ask_all(self, places: dict[int, float], level: int, found: Array) -> dict[int, float]:
        """Fill in what this level of precision decides; the places that want a higher one."""
        wanting, bits = {}, self.bits(level)
        with self._work(bits):
            scale = self._arb(self.scale)
            for place, t in places.items():
                rise = self.difference(t, bits)
                if rise is None:
                    # Undecided deserves one more look; undefined stays so.
                    if level == 0:
                        wanting[place] = t
                    continue
                quotient = rise / scale
                if float(quotient.rad()) <= NARROW or quotient.rel_accuracy_bits() >= NARROW_BITS:
                    found[place] = float(quotient.mid())
                else:
                    wanting[place] = t
        return wanting

    def difference(self, t: float, bits: int, exponent: int = 0) -> Ball | None:
        """f(x0 + s t 2^exponent) - f(x0) in the precision in force, which is ``bits``; None where undefined."""
        centre = self._centre_value(bits)
        if centre is None:
            return None
        moved = self._at(self._place(bits) + self.step(t, exponent))
        return None if moved is None else moved - centre

    def _place(self, bits: int) -> Ball:
        """x0 in the precision in force."""
        if bits not in self._places:
            self._places[bits] = self._anchor.ball()
        return self._places[bits]

    def _at(self, x: Ball) -> Ball | None:
        try:
            found = balls.ball(self._tree, {self._function.variable: x})
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
        return found if found.is_finite() else None

    # The centre

    def _centre_value(self, bits: int) -> Ball | None:
        if self._exact is not None:
            return numbers.ball(self._exact)
        if bits not in self._values:
            fixed = self._fixed is not None
            self._values[bits] = self._arb(self._fixed) if fixed else self._ask_beside(self._beside, bits)
        return self._values[bits]

    def _ask_beside(self, side: float, bits: int, share: float = 1.0) -> Ball | None:
        """f at x0 (side 0) or next door to it on one side."""
        if side == 0:
            return self._at(self._place(bits))
        away = NEXT_DOOR_POWER * self._scale_bits + NEXT_DOOR_BITS
        found = None
        # Next door to a hole up to the third power of the distance is lost by cancellation.
        for lost in (1, 4):
            enough = bits + lost * away
            with self._work(enough):
                step = self._arb(side * share) * self._arb(2) ** -away
                found = self._at(self._place(enough) + step)
                if found is not None and self._is_sharp(found):
                    break
        return found

    def _exact_value(self) -> Answer:
        """f(x0) in rational arithmetic, where x0 is a rational number."""
        level = self._anchor.level
        if level is None or level.pi:
            return None
        return rational(self._function.concrete, {self._function.variable: level.rational})

    def _find_centre(self, exact: Answer) -> tuple[CentreKind, float]:
        """By rational arithmetic, by balls, or from what is next door."""
        if isinstance(exact, Fraction):
            self._fixed = flint.fmpq(exact.numerator, exact.denominator)
            return "value", float(Level(exact))
        if exact == UNDEFINED:
            return self._find_limit(self._limits())
        for level in range(len(LEVELS)):
            bits = self.bits(level)
            with self._work(bits):
                found = self._ask_beside(0.0, bits)
                sharp = found is not None and self._is_sharp(found)
            if found is not None and sharp:
                return "value", float(found.mid())
            if found is None and level:
                break
        return self._find_undecided()

    def _is_sharp(self, value: Ball) -> bool:
        return bool(value.rad() * 2**LIMIT_BITS < self._arb(self.scale))

    def _find_undecided(self) -> tuple[CentreKind, float]:
        """Where balls cannot decide: the value that is known otherwise, in the limit's own digits if it is one."""
        limits, value = self._limits(), self._known_value
        if not math.isfinite(value):
            return self._find_limit(limits)
        for side, limit in limits.items():
            if abs(float(limit.mid()) - value) <= SAME_VALUE * (1.0 + abs(value)):
                self._beside = side
                return "value", value
        self._fixed = value
        return "value", value

    def _find_limit(self, limits: Mapping[float, Ball]) -> tuple[CentreKind, float]:
        """No value: the limit takes its place, where both sides have one."""
        if not limits:
            return "undefined", math.nan
        self._beside, limit = next(iter(limits.items()))
        if not all(self._agree(limit, other) for other in limits.values()):
            return "undefined", math.nan
        exact = _exact_limit(self._function, self._anchor, int(self._beside))
        with self._work(self.bits(0)):
            if exact is None or not self._is_same(limit, numbers.ball(exact)):
                return "hole", float(limit.mid())
            self._exact = exact
            return "hole", float(numbers.ball(exact).mid())

    def _limits(self) -> dict[float, Ball]:
        """The limits from the right (1) and from the left (-1), as far as there are any."""
        found = {side: self._limit(side) for side in (1.0, -1.0)}
        return {side: limit for side, limit in found.items() if limit is not None}

    def _limit(self, side: float) -> Ball | None:
        bits = self.bits(0)
        near, nearer = (self._ask_beside(side, bits, share) for share in (1.0, 0.43))
        if near is None or nearer is None or not self._agree(near, nearer):
            return None
        return nearer

    def _is_same(self, limit: Ball, exact: Ball) -> bool:
        return self._agree(limit, exact) and bool(abs(limit - exact) * 2**SAME_BITS < 1 + abs(exact))

    def _agree(self, first: Ball, second: Ball) -> bool:
        return bool(abs(first - second) * 2**LIMIT_BITS < self._arb(self.scale))


def _exact_limit(function: RealFunction, anchor: Anchor, side: int) -> numbers.Number | None:
    """The limit of f on one side of a place at which it has one, None where its expansion does not know it exactly."""
    algebra = Algebra(LIMIT_TERMS)
    with flint.ctx.workprec(LIMIT_PRECISION + anchor.bits):
        if anchor.is_assumed:
            return None
        bound = {function.variable: moving(anchor.number(), side)}
        try:
            germ = germ_of(algebra, function.concrete, bound, function.program.variables, anchor.exact)
        except (numbers.UndecidedError, UndefinedError):
            return None
    found = next((number for scale, number in germ.terms if scale == ONE), numbers.NOTHING)
    return found if numbers.is_exact(found) and not germ.growth else None


def _prepared(node: Node, variables: tuple[str, ...]) -> Node:
    """The tree with its rational constants worked out, and u^v with a variable in v spelled exp(v ln u).

    A real power wants u > 0 there, which balls do not know.
    """
    constant = rational(node, {})
    if isinstance(constant, Fraction):
        return Number(constant)
    if constant == UNDEFINED:
        return Quotient(Number(Fraction(1)), Number(Fraction(0)))
    node = rebuild(node, lambda child: _prepared(child, variables))
    if isinstance(node, Power) and not set(symbols(node.exponent)).isdisjoint(variables):
        return Call("exp", (Product((node.exponent, Call("ln", (node.base,)))),))
    return node
