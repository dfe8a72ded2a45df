"""Bounds of sums, products, quotients and powers on a stretch (0, e], as numbers and as t^r W.

The trees stand (``standing``); what their parts are at the bottom, and what functions make of them, subclasses tell.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from fractions import Fraction

from derivgui.model.language import tree
from derivgui.model.language.tree import Call, Negative, Node, Power, Product, Quotient, Sum, symbols
from derivgui.model.numeric.enclosures.balls import ball
from derivgui.model.numeric.enclosures.bounds import EVERYTHING, ONLY_ONE, Bounds, Range, around
from derivgui.model.numeric.enclosures.exponentials import exponents_of, over_exponential
from derivgui.model.numeric.enclosures.one_fraction import as_one_fraction
from derivgui.model.numeric.enclosures.scaled import NOTHING, Scaled, negative, plain, times_power
from derivgui.model.numeric.nearby.standing import STEPS_LEFT, HiddenError, NowhereError, Standing
from derivgui.model.numeric.powers import exact_rational

# An exponential of more than this is cancelled from quotients.
CANCELLED_GROWTH = 16.0


class Arithmetic(ABC):
    """Bounds of trees; subclasses know functions and the leaves, and perhaps larger parts at once."""

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

    @abstractmethod
    def part(self, node: Node) -> Scaled | None:
        """What is known of a part by itself; None where it has to be taken apart."""

    @abstractmethod
    def call(self, name: str, argument: Node) -> Scaled:
        """A function of a part."""

    def _constant(self, node: Node) -> Scaled | None:
        if self.variable in symbols(node):
            return None
        value = around(ball(node, {}))
        return plain(value) if value.is_bounded else None

    def _combined(self, node: Node) -> Scaled:
        match node:
            case Negative(operand):
                return negative(self.scaled(operand))
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
                return self.call(name, argument)
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
            mirrored = self._power(negative(u), exponent)
            return mirrored if exponent.numerator % 2 == 0 else negative(mirrored)
        raise HiddenError

    def _whole_power(self, u: Scaled, n: int) -> Scaled:
        if n < 0:
            return self._inverse(self._whole_power(u, -n))
        if u.sign and n:
            size = u if u.sign > 0 else negative(u)
            factor = size.factor.power(Fraction(n)) if size.factor.sign > 0 else EVERYTHING
            power = self.made(size.bounds.power(Fraction(n)), u.rate * n, factor, 1)
            return power if u.sign > 0 or n % 2 == 0 else negative(power)
        power = Scaled(ONLY_ONE, Fraction(0), ONLY_ONE)
        for _ in range(n):
            power = self._product(power, u)
        return power
