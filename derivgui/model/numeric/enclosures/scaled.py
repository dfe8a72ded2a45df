"""Bounds of trees on a stretch (0, e] of a distance t: every part by numbers, and as t^r W with bounds W.

The second form survives where the first breaks down: beside a place where a part vanishes or grows without end. The
trees stand (``standing``); what their parts are at the bottom a subclass tells.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivgui.model.language import tree
from derivgui.model.language.tree import Call, Negative, Node, Power, Product, Quotient, Sum, symbols
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import RULES, ball
from derivgui.model.numeric.enclosures.bounds import EVERYTHING, LARGEST, ONLY_ONE, Bounds, Range, around
from derivgui.model.numeric.enclosures.exponentials import exponents_of, over_exponential
from derivgui.model.numeric.nearby.standing import STEPS_LEFT, HiddenError, NowhereError, Standing
from derivgui.model.numeric.powers import exact_rational

# |ln t| <= 1/(e s) t^-s for t <= 1, here with s = 1/4.
LOGARITHM_SHARE = Fraction(1, 4)
LOGARITHM_BOUND = 1.4716
LOGARITHM_RISES = 0.018
# An exponential of more than this is cancelled from quotients.
CANCELLED_GROWTH = 16.0
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


@dataclass(frozen=True, slots=True)
class Scaled:
    """A quantity on (0, e]: within ``bounds``, and t^rate times something within ``factor``.

    ``side`` is its sign where that is known although doubles have no number as small.
    """

    bounds: Bounds
    rate: Fraction
    factor: Bounds
    side: int = 0

    @property
    def sign(self) -> int:
        """1 or -1 where it has that sign for every t, else 0."""
        return self.factor.sign or self.bounds.sign or self.side


NOTHING = Bounds(0.0, 0.0)


class Rules:
    """Bounds of trees; a subclass knows the leaves, and perhaps larger parts at once."""

    def __init__(self, variable: str, reach: float) -> None:
        self.variable = variable
        # The largest t.
        self.reach = reach
        self.standing = Standing(self.sign_of, lambda node: self.scaled(node).bounds)
        self._known: dict[Node, Scaled] = {}

    def forget(self) -> None:
        """Ask again for every part."""
        self._known.clear()

    def sign_of(self, node: Node) -> int:
        """The sign of a standing tree for every t, 0 for what is 0 all along; HiddenError."""
        found = self.scaled(node)
        if found.factor == NOTHING:
            return 0
        if found.sign:
            return found.sign
        # sin(t)/t - 1 has a sign as (sin(t) - t)/t.
        fraction = as_one_fraction(node.terms, 1) if isinstance(node, Sum) else None
        if fraction is None or not self.scaled(fraction).sign:
            raise HiddenError
        return self.scaled(fraction).sign

    def scaled(self, node: Node) -> Scaled:
        """Bounds of a standing tree."""
        if node not in self._known:
            self._known[node] = self._constant(node) or self.part(node) or self._combined(node)
        return self._known[node]

    def range_of(self, node: Node) -> Range:
        """The bounds of a standing tree, and whether it has steps."""
        bounds = self.scaled(node).bounds
        return Range(bounds.low, bounds.high, any(map(self._is_step, tree.walk(node))))

    def _is_step(self, node: Node) -> bool:
        return isinstance(node, Call) and node.name in STEPS_LEFT and self.variable in symbols(node)

    def part(self, node: Node) -> Scaled | None:
        """What is known of a part by itself; None where it has to be taken apart."""
        raise NotImplementedError

    def _constant(self, node: Node) -> Scaled | None:
        if self.variable in symbols(node):
            return None
        value = around(ball(node, {}))
        return plain(value) if value.is_bounded else None

    def _combined(self, node: Node) -> Scaled:
        match node:
            case Negative(operand):
                return _negative(self.scaled(operand))
            case Sum(terms):
                return self._sum(terms)
            case Product(factors):
                product = self.scaled(factors[0])
                for factor in factors[1:]:
                    product = self._product(product, self.scaled(factor))
                return product
            case Quotient(above, below):
                return self._quotient(above, below)
            case Power(base, exponent):
                power = exact_rational(exponent)
                if power is None:
                    raise HiddenError
                return self._power(self.scaled(base), power)
            case Call(name, (argument,)):
                return self._call(name, argument)
            case _:
                raise HiddenError

    def made(self, bounds: Bounds, rate: Fraction, factor: Bounds, side: int = 0) -> Scaled:
        """A value from its bounds and those of its factor, which may narrow the first."""
        return Scaled(bounds.met(times_power(factor, rate, self.reach)), rate, factor, side)

    def _sum(self, terms: tuple[Node, ...]) -> Scaled:
        fraction = as_one_fraction(terms)
        if fraction is None:
            return self._term_by_term(terms)
        try:
            found = self.scaled(fraction)
        except HiddenError:
            return self._term_by_term(terms)
        if found.bounds.is_bounded and found.factor.is_bounded:
            return found
        # What a fraction adds up may be too large to tell what its terms do.
        with suppress(HiddenError):
            apart = self._term_by_term(terms)
            kept = found if found.factor.sign or not apart.factor.sign else apart
            return self.made(found.bounds.met(apart.bounds), kept.rate, kept.factor, found.side or apart.side)
        return found

    def _term_by_term(self, terms: tuple[Node, ...]) -> Scaled:
        total = self.scaled(terms[0])
        for term in terms[1:]:
            other = self.scaled(term)
            rate = min(total.rate, other.rate)
            parts = [times_power(part.factor, part.rate - rate, self.reach) for part in (total, other)]
            total = self.made(total.bounds + other.bounds, rate, parts[0] + parts[1])
        return total

    def _product(self, first: Scaled, second: Scaled) -> Scaled:
        bounds, factor = first.bounds * second.bounds, first.factor * second.factor
        return self.made(bounds, first.rate + second.rate, factor, first.sign * second.sign)

    def _inverse(self, u: Scaled) -> Scaled:
        sign = u.sign
        if u.factor == NOTHING:
            raise NowhereError
        if not sign:
            raise HiddenError
        bounds = u.bounds.inverted(sign)
        factor = u.factor.inverted(sign) if u.factor.sign else None
        if factor is None:
            return Scaled(bounds, Fraction(0), bounds, sign)
        return self.made(bounds, -u.rate, factor, sign)

    def _quotient(self, above: Node, below: Node) -> Scaled:
        """Of what grows as fast on both sides, after cancelling the exponential that grows fastest."""
        if below in (above, Negative(above)) or above == Negative(below):
            if not self.scaled(below).sign:
                raise HiddenError
            return plain(ONLY_ONE if above == below else -ONLY_ONE)
        growth = [self.scaled(argument).bounds.high for argument in exponents_of(below)]
        if growth and max(growth) > CANCELLED_GROWTH:
            fastest = exponents_of(below)[growth.index(max(growth))]
            above, below = over_exponential(above, fastest), over_exponential(below, fastest)
        return self._product(self.scaled(above), self._inverse(self.scaled(below)))

    def _power(self, u: Scaled, exponent: Fraction) -> Scaled:
        if exponent.denominator == 1:
            return self._whole_power(u, exponent.numerator)
        if u.factor == NOTHING and exponent > 0:
            return u
        if u.sign > 0:
            factor = u.factor.power(exponent) if u.factor.sign > 0 else None
            bounds = u.bounds.power(exponent)
            if factor is None:
                return Scaled(bounds, Fraction(0), bounds, 1)
            return self.made(bounds, u.rate * exponent, factor, 1)
        if u.sign < 0 and exponent.denominator % 2 == 0:
            raise NowhereError
        if u.sign < 0:
            mirrored = self._power(_negative(u), exponent)
            return mirrored if exponent.numerator % 2 == 0 else _negative(mirrored)
        raise HiddenError

    def _whole_power(self, u: Scaled, n: int) -> Scaled:
        if n < 0:
            return self._inverse(self._whole_power(u, -n))
        if u.sign and n:
            size = u if u.sign > 0 else _negative(u)
            factor = size.factor.power(Fraction(n)) if size.factor.sign > 0 else EVERYTHING
            power = self.made(size.bounds.power(Fraction(n)), u.rate * n, factor, 1)
            return power if u.sign > 0 or n % 2 == 0 else _negative(power)
        power = Scaled(ONLY_ONE, Fraction(0), ONLY_ONE)
        for _ in range(n):
            power = self._product(power, u)
        return power

    def _call(self, name: str, argument: Node) -> Scaled:
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
            half = self._call(name, Power(Quotient(gap, TWO), Quotient(ONE, TWO)))
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


def plain(bounds: Bounds, side: int = 0) -> Scaled:
    """A value of which nothing but its bounds is known, and perhaps its sign."""
    return Scaled(bounds, Fraction(0), bounds, side)


def _largest_logarithm(reach: float) -> float:
    """What |ln t| t^s is at most for t <= reach <= 1: it rises up to t = e^(-1/s)."""
    if reach >= LOGARITHM_RISES:
        return LOGARITHM_BOUND
    t = flint.arb(reach)
    return around(-t.log() * t ** _arb(LOGARITHM_SHARE)).high


def _negative(u: Scaled) -> Scaled:
    return Scaled(-u.bounds, u.rate, -u.factor, -u.side)


def times_power(factor: Bounds, rate: Fraction, reach: float) -> Bounds:
    """Bounds of t^rate w for 0 < t <= reach."""
    if not rate:
        return factor
    power = Bounds(reach, reach).power(abs(rate))
    spread = Bounds(0.0, power.high) if rate > 0 else Bounds(power.inverted(1).low, math.inf)
    return factor * spread


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


def as_one_fraction(terms: tuple[Node, ...], fewest: int = 2) -> Node | None:
    """a/b + c/d as (a d + c b)/(b d): two poles may cancel. None for less than ``fewest`` fractions."""
    parts = [fraction_of(term) for term in terms]
    if sum(below is not None for _, below in parts) < fewest:
        return None
    belows = [below for _, below in parts]
    above = tuple(
        Product((part, *(b for j, b in enumerate(belows) if j != i and b is not None), tree.Number(Fraction(1))))
        for i, (part, _) in enumerate(parts)
    )
    return Quotient(Sum(above), Product((*(b for b in belows if b is not None), tree.Number(Fraction(1)))))


def _literal(power: Fraction) -> Node:
    """A positive exponent as it is typed."""
    above, below = tree.Number(Fraction(power.numerator)), tree.Number(Fraction(power.denominator))
    return above if power.denominator == 1 else Quotient(above, below)


def fraction_of(term: Node) -> tuple[Node, Node | None]:
    """What stands above and below in a term; None below where it is no fraction."""
    match term:
        case Negative(operand):
            above, below = fraction_of(operand)
            return Negative(above), below
        case Quotient(above, below):
            return above, below
        case Product(factors):
            parts = [fraction_of(factor) for factor in factors]
            belows = [below for _, below in parts if below is not None]
            if not belows:
                return term, None
            return Product(tuple(above for above, _ in parts)), belows[0] if len(belows) == 1 else Product(
                tuple(belows)
            )
        case Power(base, exponent):
            power = exact_rational(exponent)
            if power is not None and power < 0:
                return tree.Number(Fraction(1)), Power(base, _literal(-power))
            return term, None
        case _:
            return term, None
