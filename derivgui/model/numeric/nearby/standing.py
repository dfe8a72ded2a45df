"""A tree as it stands on one side of a place, with every choice made: no corners, branches or tangents in it.

Beside a place floor u is one whole number, |u| is u or -u, and one branch of a piecewise definition holds. The signs
that decide are asked of the caller. What is left are sums, products, quotients, powers and functions that are analytic
inside their domains, poles being quotients; and of steps without end, or too close to tell, floor and frac themselves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.language.relations import HOLDS
from derivgui.model.language.tree import (
    Branch,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    rebuild,
)
from derivgui.model.numeric.enclosures.bounds import Bounds
from derivgui.model.numeric.enclosures.complements import complement
from derivgui.model.numeric.levels import level_of
from derivgui.model.numeric.powers import exact_rational

# Sign (1, -1, or 0 for what is 0 all along) of a standing tree, and its bounds; both raise where that is not certain.
SignOf: TypeAlias = Callable[[Node], int]
BoundsOf: TypeAlias = Callable[[Node], Bounds]

ZERO, ONE, TWO, TEN = (Number(Fraction(n)) for n in (0, 1, 2, 10))
HALF = Quotient(ONE, TWO)
_LARGEST_STEP = 2.0**52
# What a standing tree has left of its steps.
STEPS_LEFT = frozenset({"floor", "frac"})


class HiddenError(ArithmeticError):
    """What happens on this side is not certain."""


class NowhereError(ArithmeticError):
    """There are no values on this side."""


class Standing:
    """Rewrites trees from the leaves up."""

    def __init__(self, sign_of: SignOf, bounds_of: BoundsOf) -> None:
        self._sign_of = sign_of
        self._bounds_of = bounds_of

    def tree(self, node: Node) -> Node:
        """The tree with all choices made; HiddenError, NowhereError."""
        match node:
            case Piecewise(branches):
                return self._branch(branches)
            case Call(name, arguments):
                return self._call(name, [self.tree(argument) for argument in arguments])
            case Power(base, exponent):
                return self._power(self.tree(base), self.tree(exponent))
            case Negative(operand):
                return _opposite(self.tree(operand))
            case Quotient(above, below):
                return self._quotient(self.tree(above), self.tree(below))
            case Sum(terms):
                parts = tuple(map(self.tree, terms))
                return complement(parts) or Sum(parts)
            case _:
                return rebuild(node, self.tree)

    def _quotient(self, above: Node, below: Node) -> Node:
        """Of a tree by itself 1: acos(|u|/u) would have no values to its bounds."""
        if above not in (below, _opposite(below)):
            return Quotient(above, below)
        try:
            sign = self._sign_of(below)
        except HiddenError:
            return Quotient(above, below)
        if not sign:
            raise NowhereError
        return ONE if above == below else Negative(ONE)

    def _power(self, base: Node, exponent: Node) -> Node:
        """With a whole or fractional exponent, or as an exponential."""
        known = exact_rational(exponent)
        if known is not None:
            return self._of_power(base, known) or Power(base, exponent)
        if isinstance(exponent, Number):
            return self._fractional(base, exponent.value)
        if base == Constant("e"):
            return Call("exp", (exponent,))
        if self._sign_of(base) <= 0:
            raise NowhereError
        return Call("exp", (Product((exponent, Call("ln", (base,)))),))

    def _of_power(self, base: Node, exponent: Fraction) -> Node | None:
        """A root of an even power as a power of what is positive: of x^200 doubles see little but 0."""
        match base:
            case Power(inner, Number(power)) if power.denominator == 1 and power % 2 == 0 and exponent.denominator > 1:
                product = power * exponent
                size = Quotient(Number(Fraction(abs(product.numerator))), Number(Fraction(product.denominator)))
                return Power(self._positive(inner), Negative(size) if product < 0 else size)
        return None

    def _positive(self, node: Node) -> Node:
        """What is not 0 with the sign that makes it positive."""
        sign = self._sign_of(node)
        if not sign:
            raise HiddenError
        return node if sign > 0 else _opposite(node)

    def _fractional(self, base: Node, exponent: Fraction) -> Node:
        """A decimal exponent wants a base >= 0."""
        if self._sign_of(base) < 0:
            raise NowhereError
        return Power(base, Quotient(Number(Fraction(exponent.numerator)), Number(Fraction(exponent.denominator))))

    def _branch(self, branches: tuple[Branch, ...]) -> Node:
        for branch in branches:
            condition = branch.condition
            if condition is None:
                return self.tree(branch.value)
            operands = [self.tree(operand) for operand in condition.operands]
            pairs = zip(condition.relations, operands, operands[1:], strict=False)
            if all(self._side_of(left, right) in HOLDS[relation] for relation, left, right in pairs):
                return self.tree(branch.value)
        raise NowhereError

    def _call(self, name: str, u: list[Node]) -> Node:
        match name:
            case "abs":
                return u[0] if self._side_of(u[0], ZERO) >= 0 else Negative(u[0])
            case "sign":
                return _whole(self._side_of(u[0], ZERO))
            case "min" | "max":
                return self._chosen(u, 1 if name == "max" else -1)
            case "floor" | "frac" | "mod" | "ceil" | "round":
                return self._stepped(name, u)
            case "root":
                degree = exact_rational(u[1])
                if degree is None or degree.denominator != 1 or degree < 1:
                    raise HiddenError
                return Power(u[0], Quotient(ONE, u[1]))
            case "cbrt":
                return Power(u[0], Quotient(ONE, Number(Fraction(3))))
            case "sqrt":
                return self._of_power(u[0], Fraction(1, 2)) or Power(u[0], HALF)
            case "ln" if isinstance(u[0], Power) and (n := exact_rational(u[0].exponent)) and n.numerator % 2 == 0:
                return Product((u[0].exponent, Call("ln", (self._positive(u[0].base),))))
            case _:
                return _rewritten(name, u)

    def _chosen(self, candidates: list[Node], sign: int) -> Node:
        chosen = candidates[0]
        for other in candidates[1:]:
            if sign * self._side_of(chosen, other) < 0:
                chosen = other
        return chosen

    def _stepped(self, name: str, u: list[Node]) -> Node:
        match name:
            case "floor":
                return self._floor(u[0])
            case "ceil":
                return Negative(self._floor(Negative(u[0])))
            case "round":
                return self._floor(Sum((u[0], HALF)))
            case "frac":
                step = self._floor(u[0])
                return Call("frac", (u[0],)) if isinstance(step, Call) else _difference(u[0], step)
            case _:
                turns = Quotient(u[0], u[1])
                step = self._floor(turns)
                if isinstance(step, Call):
                    return Product((u[1], Call("frac", (turns,))))
                return _difference(u[0], Product((u[1], step)))

    def _floor(self, u: Node) -> Node:
        """The step, or where there may be several the floor itself."""
        bounds, unknown = self._bounds_of(u), Call("floor", (u,))
        if not bounds.is_bounded or max(abs(bounds.low), abs(bounds.high)) > _LARGEST_STEP:
            return unknown
        low, high = math.floor(bounds.low), math.floor(bounds.high)
        if low == high:
            return _whole(low)
        if high - low > 1:
            return unknown
        try:
            return _whole(high if self._side_of(u, _whole(high)) >= 0 else low)
        except HiddenError:
            return unknown

    def _side_of(self, left: Node, right: Node) -> int:
        """Whether one tree is above (1) or below (-1) another one that it may come close to."""
        gap = _difference(left, right)
        try:
            return self._sign_of(gap)
        except HiddenError:
            return self._sign_of(_flattened(gap))


def _rewritten(name: str, u: list[Node]) -> Node:
    """Functions with poles, and those of another base, by those without."""
    first = u[0]
    match name:
        case "sin" | "cos":
            return _circular(name, first)
        case "tan":
            return Quotient(_circular("sin", first), _circular("cos", first))
        case "cot":
            return Quotient(_circular("cos", first), _circular("sin", first))
        case "sec" | "csc":
            return Quotient(ONE, _circular("cos" if name == "sec" else "sin", first))
        case "sech" | "csch":
            return Quotient(ONE, Call("cosh" if name == "sech" else "sinh", (first,)))
        case "coth":
            return Quotient(ONE, Call("tanh", (first,)))
        case "asec" | "acsc" | "asech" | "acsch":
            inverse = {"asec": "acos", "acsc": "asin", "asech": "acosh", "acsch": "asinh"}[name]
            return Call(inverse, (Quotient(ONE, first),))
        case "atanh":
            return Product((HALF, Call("ln", (Quotient(Sum((ONE, first)), _difference(ONE, first)),))))
        case "acoth":
            return Product((HALF, Call("ln", (Quotient(Sum((first, ONE)), _difference(first, ONE)),))))
        case "log":
            return Quotient(Call("ln", (first,)), Call("ln", (TEN,)))
        case "log_base":
            return Quotient(Call("ln", (first,)), Call("ln", (u[1],)))
        case "acot":
            return _difference(Quotient(Constant("pi"), TWO), Call("atan", (first,)))
        case _:
            return Call(name, tuple(u))


def _circular(name: str, u: Node) -> Node:
    """cos(asin v) and sin(acos v) are √(1 - v²), which is seen to be 0 at 1 only."""
    match name, u:
        case ("cos", Call("asin", (inner,))) | ("sin", Call("acos", (inner,))):
            return Power(_difference(ONE, Power(inner, TWO)), HALF)
        case _:
            return Call(name, (u,))


def _difference(left: Node, right: Node) -> Node:
    if isinstance(right, Number) and not right.value:
        return left
    return Sum((left, _opposite(right)))


def _flattened(node: Node) -> Node:
    """A sum of sums as one, its fractions added up, without what cancels: their sizes would hide what is left."""
    constant = Fraction(0)
    rest: list[Node] = []
    for term in _terms(node):
        number = exact_rational(term)
        constant += number or 0
        if number is None and _opposite(term) in rest:
            rest.remove(_opposite(term))
        elif number is None:
            rest.append(term)
    if constant or not rest:
        size = Number(abs(constant))
        rest.append(Negative(size) if constant < 0 else size)
    return rest[0] if len(rest) == 1 else Sum(tuple(rest))


def _terms(node: Node) -> Iterator[Node]:
    match node:
        case Sum(terms):
            for term in terms:
                yield from _terms(term)
        case Negative(Sum(terms)):
            for term in terms:
                yield from _terms(_opposite(term))
        case Product(factors) | Negative(Product(factors)):
            yield from _terms_of_product(node, factors)
        case _:
            yield node


def _terms_of_product(node: Node, factors: tuple[Node, ...]) -> Iterator[Node]:
    """What is left of a product with the factor 0 or 1, else the product itself."""
    levels = [level_of(factor) for factor in factors]
    scale = math.prod((level.rational for level in levels if level is not None and not level.pi), start=Fraction(1))
    rest = [factor for factor, level in zip(factors, levels, strict=True) if level is None or level.pi]
    if not scale:
        yield ZERO
    elif abs(scale) == 1 and len(rest) == 1:
        yield from _terms(rest[0] if (scale > 0) is isinstance(node, Product) else _opposite(rest[0]))
    else:
        yield node


def _opposite(node: Node) -> Node:
    return node.operand if isinstance(node, Negative) else Negative(node)


def _whole(number: int) -> Node:
    size = Number(Fraction(abs(number)))
    return Negative(size) if number < 0 else size
