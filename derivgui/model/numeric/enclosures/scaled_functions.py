"""Bounds of functions on a stretch (0, e], as numbers and as t^r W: what they make of what grows or vanishes."""

from __future__ import annotations

import math
from contextlib import suppress
from fractions import Fraction
from typing import Any

from derivgui.model.language import tree
from derivgui.model.language.tree import Call, Negative, Node, Power, Quotient, Sum
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import RULES
from derivgui.model.numeric.enclosures.bounds import LARGEST, ONLY_ONE, Bounds, around
from derivgui.model.numeric.enclosures.scaled import NOTHING, Scaled, plain, times_power
from derivgui.model.numeric.enclosures.scaled_arithmetic import Arithmetic
from derivgui.model.numeric.nearby.standing import HiddenError, NowhereError

# |ln t| <= 1/(e s) t^-s for t <= 1, here with s = 1/4.
LOGARITHM_SHARE = Fraction(1, 4)
LOGARITHM_BOUND = 1.4716
LOGARITHM_RISES = 0.018
# From here on an exponential is larger than all doubles, and below the opposite smaller than this.
LARGEST_EXPONENT = 800.0
SMALLEST = 1e-300
# e^z >= z^n/n! for z >= 0, closest for n = z; n! is a double.
FEWEST_ORDER = 8
MOST_ORDER = 150
# π/2 from above; the double next to π/2 lies below it.
RIGHT_ANGLE = math.nextafter(math.pi / 2, 2.0)
_ALL = (-math.inf, math.inf)
_HALF_TURN = (-RIGHT_ANGLE, RIGHT_ANGLE)
_GROWING = {
    "exp": (0.0, math.inf), "ln": _ALL, "atan": _HALF_TURN, "asinh": _ALL, "sinh": _ALL, "tanh": (-1.0, 1.0),
    "acosh": (0.0, math.inf), "asin": _HALF_TURN,
}  # fmt: skip
# What has values from -1 to 1 only.
_WITHIN_ONE = frozenset({"sin", "cos", "tanh"})
# Those of them that are odd: what vanishes like t^r does so afterwards.
_ODD = frozenset({"atan", "asinh", "sinh", "tanh", "asin"})

ONE, TWO = (tree.Number(Fraction(n)) for n in (1, 2))


class Rules(Arithmetic):
    """Bounds of trees; a subclass knows the leaves, and perhaps larger parts at once."""

    def call(self, name: str, argument: Node) -> Scaled:
        u = self.scaled(argument)
        if name == "ln":
            return self._logarithm(u)
        if name == "exp":
            return self._exponential(u)
        if name == "floor":
            return self._floor(u)
        if name == "frac":
            return plain(Bounds(0.0, 1.0))
        if name in ("asin", "acos", "acosh"):
            self._require_domain(name, argument)
        if name in _GROWING:
            limits = _GROWING[name]
            clipped = u.bounds.met(Bounds(-1.0, 1.0)) if name == "asin" else u.bounds
            clipped = u.bounds.met(Bounds(1.0, math.inf)) if name == "acosh" else clipped
            bounds = clipped.mapped(RULES[name], *limits)
            if name == "sinh":
                bounds = -_beyond_doubles(-_beyond_doubles(bounds, clipped), -clipped)
            if name == "acosh":
                return self._rooted("asinh", Sum((argument, Negative(ONE))), bounds)
            return self.made(bounds, u.rate, u.factor * _odd_share(name, clipped)) if name in _ODD else plain(bounds)
        if name == "acos":
            return self._arc_cosine(u, argument)
        if name == "sin" and u.bounds.is_bounded and max(-u.bounds.low, u.bounds.high) < 1:
            return self.made(_sine(u.bounds), u.rate, u.factor * _odd_share(name, u.bounds))
        if name in ("sin", "cos"):
            if not u.bounds.is_bounded:
                return plain(Bounds(-1.0, 1.0))
            return plain(around(RULES[name](u.bounds.ball())).met(Bounds(-1.0, 1.0)))
        if name == "cosh":
            return self._hyperbolic_cosine(u)
        raise HiddenError

    def _floor(self, u: Scaled) -> Scaled:
        """Any of the steps that the bounds allow, and never a whole one below."""
        low, high = (math.floor(end) if math.isfinite(end) else end for end in (u.bounds.low, u.bounds.high))
        bounds = Bounds(float(low), float(high))
        if u.rate >= 0:
            return plain(bounds)
        return self.made(bounds, u.rate, u.factor + times_power(Bounds(-1.0, 0.0), -u.rate, self.reach))

    def _arc_cosine(self, u: Scaled, argument: Node) -> Scaled:
        clipped = u.bounds.met(Bounds(-1.0, 1.0))
        angle = Bounds(math.pi / 2, RIGHT_ANGLE) + -clipped.mapped(RULES["asin"], *_GROWING["asin"])
        return self._rooted("asin", Sum((ONE, Negative(argument))), angle.met(Bounds(0.0, 2 * RIGHT_ANGLE)))

    def _rooted(self, name: str, gap: Node, bounds: Bounds) -> Scaled:
        """acos u = 2 asin √((1 - u)/2) and acosh u = 2 asinh √((u - 1)/2) by the ``gap`` below the root, too."""
        with suppress(HiddenError):
            half = self.call(name, Power(Quotient(gap, TWO), Quotient(ONE, TWO)))
            found = self._product(plain(Bounds(2.0, 2.0)), half)
            return self.made(bounds.met(found.bounds), found.rate, found.factor, found.side)
        return plain(bounds)

    def _require_domain(self, name: str, argument: Node) -> None:
        if name != "acosh" and isinstance(argument, Call) and argument.name in _WITHIN_ONE:
            return
        edges = [Sum((argument, Negative(ONE)))] if name == "acosh" else [
            Sum((ONE, Negative(argument))), Sum((ONE, argument)),
        ]  # fmt: skip
        if any(self.sign_of(edge) < 0 for edge in edges):
            raise NowhereError

    def _logarithm(self, u: Scaled) -> Scaled:
        if u.sign < 0 or u.factor == NOTHING:
            raise NowhereError
        if not u.sign:
            raise HiddenError
        bounds = u.bounds.met(Bounds(0.0, math.inf)).mapped(RULES["ln"], *_GROWING["ln"])
        if u.factor.sign <= 0 or not u.rate or self.reach > 1:
            return plain(bounds)
        inner = u.factor.mapped(RULES["ln"], *_GROWING["ln"])
        sign = 1.0 if u.rate > 0 else -1.0
        steep = Bounds(-_largest_logarithm(self.reach), 0.0) * Bounds(sign, sign) * around(_arb(abs(u.rate)))
        return self.made(bounds, -LOGARITHM_SHARE, steep + times_power(inner, LOGARITHM_SHARE, self.reach))

    def _hyperbolic_cosine(self, u: Scaled) -> Scaled:
        bounds = _beyond_doubles(u.bounds.size.mapped(RULES["cosh"], 1.0, math.inf), u.bounds.size)
        if u.rate >= 0 or not u.factor.sign:
            return plain(bounds)
        # cosh z >= z^n/n! for an even n.
        order = self._order_of(u)
        return self.made(bounds, u.rate * order, _least_exponential(u.factor.size.low, order), 1)

    def _exponential(self, u: Scaled) -> Scaled:
        bounds = _beyond_doubles(u.bounds.mapped(RULES["exp"], *_GROWING["exp"]), u.bounds)
        if u.rate >= 0 or not u.factor.sign:
            return plain(bounds, 1)
        order = self._order_of(u)
        growing, rate = _least_exponential(u.factor.size.low, order), u.rate * order
        if u.factor.sign > 0:
            return self.made(bounds, rate, growing, 1)
        return self.made(bounds, -rate, growing.inverted(1) if growing.sign else Bounds(0.0, math.inf), 1)

    def _order_of(self, u: Scaled) -> int:
        """The even power of what grows like t^rate, rate < 0, that tells most of its exponential."""
        least = times_power(u.factor.size, u.rate, self.reach).low
        return 2 * int(min(max(least, FEWEST_ORDER), MOST_ORDER) / 2)


def _largest_logarithm(reach: float) -> float:
    """What |ln t| t^s is at most for t <= reach <= 1: it rises up to t = e^(-1/s)."""
    if reach >= LOGARITHM_RISES:
        return LOGARITHM_BOUND
    t = flint.arb(reach)
    return around(-t.log() * t ** _arb(LOGARITHM_SHARE)).high


def _arb(number: Fraction) -> Any:
    return flint.arb(flint.fmpq(number.numerator, number.denominator))


def _odd_share(name: str, u: Bounds) -> Bounds:
    """f(u)/u for an odd function with slope 1 at 0, whose share rises or falls all along from there."""
    reach = max(-u.low, u.high)
    if not reach:
        return ONLY_ONE
    if math.isfinite(reach):
        at_reach = around(RULES[name](flint.arb(reach)) / flint.arb(reach))
        if at_reach.is_bounded:
            return ONLY_ONE.joined(at_reach)
    return Bounds(1.0, math.inf) if name in ("sinh", "asin") else Bounds(0.0, 1.0)


def _sine(u: Bounds) -> Bounds:
    return around(u.ball().sin())


def _beyond_doubles(bounds: Bounds, exponent: Bounds) -> Bounds:
    """Bounds of what grows like an exponential where balls have no number as large or as small."""
    if exponent.low > LARGEST_EXPONENT:
        return bounds.met(Bounds(LARGEST, math.inf))
    return bounds.met(Bounds(-math.inf, SMALLEST)) if exponent.high < -LARGEST_EXPONENT else bounds


def _least_exponential(low: float, order: int) -> Bounds:
    """z^n/n! and more for z >= low >= 0."""
    return Bounds(around(flint.arb(low) ** order / flint.arb(order).fac()).low, math.inf)
