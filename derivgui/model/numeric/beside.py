"""What f is certain to lie between on one side of a place, arbitrarily close to the place included.

An enclosure of the whole stretch (p, p + e] holds even where f has its pole, its jump or its hole at p. Each part of
the tree is bounded twice: by numbers, and as t^r W for the distance t from p, with bounds W. Where a part is analytic
around p, the second form is its Taylor expansion with Lagrange's remainder, begun at the first coefficient that does
not vanish at p, so that 0/0 is no riddle. Which coefficient that is a germ tells by exact algebra.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivgui.model.language import tree
from derivgui.model.language.tree import Call, Negative, Node, Power, Product, Quotient, Sum, symbols
from derivgui.model.numeric.anchors import Anchor, anchor_of
from derivgui.model.numeric.ball_series import Coefficients, enclosed_series
from derivgui.model.numeric.balls import RULES, ball
from derivgui.model.numeric.bounds import EVERYTHING, ONLY_ONE, Bounds, around
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Algebra, UndefinedError
from derivgui.model.numeric.germs.numbers import Number, Spread, UndecidedError
from derivgui.model.numeric.germs.numbers import ball as number_ball
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.standing import HiddenError, NowhereError, Standing

PRECISION = 400
ORDER = 9
GERM_LENGTH = 10
MOST_REMEMBERED = 2000
# |ln t| <= 1/(e s) t^-s for t <= 1, here with s = 1/4.
LOGARITHM_SHARE = Fraction(1, 4)
LOGARITHM_BOUND = 1.4716
# e^z >= z^n/n! for z >= 0.
EXPONENTIAL_ORDER = 8
_GROWING = {
    "exp": (0.0, math.inf), "ln": (-math.inf, math.inf), "atan": (-1.5708, 1.5708), "asinh": (-math.inf, math.inf),
    "sinh": (-math.inf, math.inf), "tanh": (-1.0, 1.0), "acosh": (0.0, math.inf), "asin": (-1.5708, 1.5708),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scaled:
    """A quantity on (0, e]: within ``bounds``, and t^rate times something within ``factor``."""

    bounds: Bounds
    rate: Fraction
    factor: Bounds

    @property
    def sign(self) -> int:
        """1 or -1 where it has that sign for every t, else 0."""
        return self.factor.sign or self.bounds.sign


def bounds_beside(function: RealFunction, x: float, side: int, width: float) -> Bounds | None:
    """Bounds of f strictly beside the exact place that x stands for, up to ``width`` beyond the double.

    Returns None where f has no values there. HiddenError where neither is certain.
    """
    import flint

    with flint.ctx.workprec(PRECISION):
        try:
            return _Side(function, _place(function, x), side, width).bounds()
        except NowhereError:
            return None
        except (ValueError, OverflowError, ZeroDivisionError, UndecidedError, UndefinedError) as error:
            raise HiddenError from error


@dataclass(frozen=True, slots=True)
class _Place:
    """A critical place with itself as a number and as a ball."""

    anchor: Anchor
    number: Number
    ball: Any


def _place(function: RealFunction, x: float) -> _Place:
    """Remembered, since a root takes a millisecond."""
    known: dict[float, _Place] = function.notes.setdefault(_Place, {})
    if x not in known:
        anchor = anchor_of(function, x)
        if anchor.is_assumed:
            raise HiddenError
        if len(known) > MOST_REMEMBERED:
            known.clear()
        number = anchor.number()
        known[x] = _Place(anchor, number, number_ball(number))
    return known[x]


class _Side:
    """One side of one place."""

    def __init__(self, function: RealFunction, place: _Place, side: int, width: float) -> None:
        import flint

        self._function = function
        self._variable = function.variable
        self._place = place
        self._side = side
        # The place is a hair off its double.
        self._reach = around(abs(flint.arb(place.anchor.x) + side * flint.arb(width) - place.ball)).high
        self._around = place.ball + flint.arb(0, self._reach)
        self._known: dict[Node, Scaled] = {}

    def bounds(self) -> Bounds:
        standing = Standing(self._sign_of, lambda node: self.scaled(node).bounds)
        return self.scaled(standing.tree(self._function.concrete)).bounds

    def _sign_of(self, node: Node) -> int:
        found = self.scaled(node)
        if found.factor == Bounds(0.0, 0.0):
            return 0
        if not found.sign:
            raise HiddenError
        return found.sign

    def scaled(self, node: Node) -> Scaled:
        """Bounds of a standing tree."""
        if node not in self._known:
            self._known[node] = self._analytic(node) or self._combined(node)
        return self._known[node]

    # Analytic parts

    def _analytic(self, node: Node) -> Scaled | None:
        if self._variable not in symbols(node):
            value = around(ball(node, {}))
            return Scaled(value, Fraction(0), value) if value.is_bounded else None
        at = {self._variable: self._around}
        found = enclosed_series(node, at, self._variable, ORDER)
        if found is None:
            return None
        bounds = around(found[0])
        if bounds.sign:
            return Scaled(bounds, Fraction(0), bounds)
        order = self._vanishing_order(node)
        if order is None:
            return Scaled(bounds, Fraction(0), bounds)
        if order > ORDER:
            return Scaled(Bounds(0.0, 0.0), Fraction(0), Bounds(0.0, 0.0))
        factor = self._expansion(found, node, order)
        return Scaled(bounds.met(_times_power(factor, Fraction(order), self._reach)), Fraction(order), factor)

    def _expansion(self, wide: Coefficients, node: Node, order: int) -> Bounds:
        """u/t^order, where the coefficients before that vanish at the place."""
        mirrored = -1 if order % 2 and self._side < 0 else 1
        return around(wide[order] * mirrored)

    def _vanishing_order(self, node: Node) -> int | None:
        """How many Taylor coefficients are exactly 0 at the place; more than ``ORDER`` for the function that is 0."""
        algebra = Algebra(GERM_LENGTH)
        try:
            bound = {self._variable: moving(self._place.number, self._side)}
            germ = algebra.settled(
                germ_of(algebra, node, bound, self._function.program.variables, self._place.anchor.exact)
            )
        except (UndecidedError, UndefinedError):
            return None
        if algebra.assumed or germ.growth:
            return None
        if germ.is_zero:
            return ORDER + 1
        if not germ.terms or isinstance(germ.terms[0][1], Spread):
            return None
        (rate, logarithms), _ = germ.terms[0]
        return rate if isinstance(rate, int) and 0 <= rate <= ORDER and not logarithms else None

    # Rules

    def _combined(self, node: Node) -> Scaled:
        match node:
            case Negative(operand):
                inner = self.scaled(operand)
                return Scaled(-inner.bounds, inner.rate, -inner.factor)
            case Sum(terms):
                return self._sum(terms)
            case Product(factors):
                product = self.scaled(factors[0])
                for factor in factors[1:]:
                    product = self._product(product, self.scaled(factor))
                return product
            case Quotient(above, below):
                return self._product(self.scaled(above), self._inverse(self.scaled(below)))
            case Power(base, exponent):
                power = exact_rational(exponent)
                if power is None:
                    raise HiddenError
                return self._power(self.scaled(base), power)
            case Call(name, (argument,)):
                return self._call(name, argument)
            case _:
                raise HiddenError

    def _made(self, bounds: Bounds, rate: Fraction, factor: Bounds) -> Scaled:
        return Scaled(bounds.met(_times_power(factor, rate, self._reach)), rate, factor)

    def _sum(self, terms: tuple[Node, ...]) -> Scaled:
        fraction = _as_one_fraction(terms)
        if fraction is not None:
            try:
                return self.scaled(fraction)
            except HiddenError:
                pass
        total = self.scaled(terms[0])
        for term in terms[1:]:
            other = self.scaled(term)
            rate = min(total.rate, other.rate)
            parts = [_times_power(part.factor, part.rate - rate, self._reach) for part in (total, other)]
            total = self._made(total.bounds + other.bounds, rate, parts[0] + parts[1])
        return total

    def _product(self, first: Scaled, second: Scaled) -> Scaled:
        return self._made(first.bounds * second.bounds, first.rate + second.rate, first.factor * second.factor)

    def _inverse(self, u: Scaled) -> Scaled:
        sign = u.sign
        if u.factor == Bounds(0.0, 0.0):
            raise NowhereError
        if not sign:
            raise HiddenError
        bounds = u.bounds.inverted(sign)
        factor = u.factor.inverted(sign) if u.factor.sign else None
        return Scaled(bounds, Fraction(0), bounds) if factor is None else self._made(bounds, -u.rate, factor)

    def _power(self, u: Scaled, exponent: Fraction) -> Scaled:
        if exponent.denominator == 1:
            return self._whole_power(u, exponent.numerator)
        if u.factor == Bounds(0.0, 0.0) and exponent > 0:
            return u
        if u.sign > 0:
            factor = u.factor.power(exponent) if u.factor.sign > 0 else None
            bounds = u.bounds.power(exponent)
            if factor is None:
                return Scaled(bounds, Fraction(0), bounds)
            return self._made(bounds, u.rate * exponent, factor)
        if u.sign < 0 and exponent.denominator % 2 == 0:
            raise NowhereError
        if u.sign < 0:
            mirrored = self._power(Scaled(-u.bounds, u.rate, -u.factor), exponent)
            return mirrored if exponent.numerator % 2 == 0 else _negative(mirrored)
        raise HiddenError

    def _whole_power(self, u: Scaled, n: int) -> Scaled:
        if n < 0:
            return self._inverse(self._whole_power(u, -n))
        if u.sign and n:
            size = u if u.sign > 0 else _negative(u)
            factor = size.factor.power(Fraction(n)) if size.factor.sign > 0 else EVERYTHING
            power = self._made(size.bounds.power(Fraction(n)), u.rate * n, factor)
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
        if name in ("asin", "acos", "acosh"):
            self._require_domain(name, argument)
        if name in _GROWING:
            limits = _GROWING[name]
            clipped = u.bounds.met(Bounds(-1.0, 1.0)) if name == "asin" else u.bounds
            clipped = u.bounds.met(Bounds(1.0, math.inf)) if name == "acosh" else clipped
            return _plain(clipped.mapped(RULES[name], *limits))
        if name == "acos":
            clipped = u.bounds.met(Bounds(-1.0, 1.0))
            return _plain(Bounds(1.5707963, 1.5707964) + -clipped.mapped(RULES["asin"], *_GROWING["asin"]))
        if name in ("sin", "cos"):
            if not u.bounds.is_bounded:
                return _plain(Bounds(-1.0, 1.0))
            return _plain(around(RULES[name](u.bounds.ball())).met(Bounds(-1.0, 1.0)))
        if name == "cosh":
            return _plain(Bounds(1.0, math.inf).met(_cosh(u.bounds)))
        raise HiddenError

    def _require_domain(self, name: str, argument: Node) -> None:
        one = tree.Number(Fraction(1))
        edges = [Sum((argument, Negative(one)))] if name == "acosh" else [
            Sum((one, Negative(argument))), Sum((one, argument)),
        ]  # fmt: skip
        if any(self._sign_of(edge) < 0 for edge in edges):
            raise NowhereError

    def _logarithm(self, u: Scaled) -> Scaled:
        if u.sign < 0 or u.factor == Bounds(0.0, 0.0):
            raise NowhereError
        if not u.sign:
            raise HiddenError
        bounds = u.bounds.met(Bounds(0.0, math.inf)).mapped(RULES["ln"], *_GROWING["ln"])
        if u.factor.sign <= 0 or not u.rate or self._reach > 1:
            return _plain(bounds)
        inner = u.factor.mapped(RULES["ln"], *_GROWING["ln"])
        sign = 1.0 if u.rate > 0 else -1.0
        steep = Bounds(-LOGARITHM_BOUND, 0.0) * Bounds(sign, sign) * around(_arb(abs(u.rate)))
        return self._made(bounds, -LOGARITHM_SHARE, steep + _times_power(inner, LOGARITHM_SHARE, self._reach))

    def _exponential(self, u: Scaled) -> Scaled:
        bounds = u.bounds.mapped(RULES["exp"], *_GROWING["exp"])
        if u.rate >= 0 or not u.factor.sign:
            return _plain(bounds)
        n = EXPONENTIAL_ORDER
        size = u.factor if u.factor.sign > 0 else -u.factor
        low = size.low**n / math.factorial(n) * (1 - 1e-12)
        growing = Bounds(low, math.inf)
        rate = u.rate * n
        if u.factor.sign > 0:
            return self._made(bounds, rate, growing)
        return self._made(bounds, -rate, growing.inverted(1) if low > 0 else Bounds(0.0, math.inf))


def _plain(bounds: Bounds) -> Scaled:
    return Scaled(bounds, Fraction(0), bounds)


def _negative(u: Scaled) -> Scaled:
    return Scaled(-u.bounds, u.rate, -u.factor)


def _times_power(factor: Bounds, rate: Fraction, reach: float) -> Bounds:
    """Bounds of t^rate w for 0 < t <= reach."""
    if not rate:
        return factor
    power = Bounds(reach, reach).power(abs(rate))
    spread = Bounds(0.0, power.high) if rate > 0 else Bounds(power.inverted(1).low, math.inf)
    return factor * spread


def _arb(number: Fraction) -> Any:
    import flint

    return flint.arb(flint.fmpq(number.numerator, number.denominator))


def _cosh(u: Bounds) -> Bounds:
    if not u.is_bounded:
        return EVERYTHING
    return around(u.ball().cosh())


def _as_one_fraction(terms: tuple[Node, ...]) -> Node | None:
    """a/b + c/d as (a d + c b)/(b d): two poles may cancel."""
    parts = [_fraction_of(term) for term in terms]
    if sum(below is not None for _, below in parts) < 2:
        return None
    belows = [below for _, below in parts]
    above = tuple(
        Product((part, *(b for j, b in enumerate(belows) if j != i and b is not None), tree.Number(Fraction(1))))
        for i, (part, _) in enumerate(parts)
    )
    return Quotient(Sum(above), Product((*(b for b in belows if b is not None), tree.Number(Fraction(1)))))


def _fraction_of(term: Node) -> tuple[Node, Node | None]:
    match term:
        case Negative(operand):
            above, below = _fraction_of(operand)
            return Negative(above), below
        case Quotient(above, below):
            return above, below
        case Product(factors):
            parts = [_fraction_of(factor) for factor in factors]
            belows = [below for _, below in parts if below is not None]
            if not belows:
                return term, None
            return Product(tuple(above for above, _ in parts)), belows[0] if len(belows) == 1 else Product(
                tuple(belows)
            )
        case Power(base, exponent):
            power = exact_rational(exponent)
            if power is not None and power < 0:
                return tree.Number(Fraction(1)), Power(base, tree.Number(-power)) if power.denominator == 1 else None
            return term, None
        case _:
            return term, None
