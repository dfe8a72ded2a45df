"""Slopes beside poles: that a function of two variables has no critical point in a box with a pole in it.

Next to a pole values and slopes are beyond every bound, but a partial derivative is a fraction whose numerator is not:
that of 1/(x y) by x is -1 over x·x·y. Where the numerator is certain not to be 0, neither is the derivative, wherever f
is defined. Numerators and denominators are balls; a denominator is never 0 where f is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from derivgui.model.language.tree import Call, Negative, Node, Power, Product, Quotient, Sum
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.plane.plane_series import jet_over
from derivgui.model.numeric.powers import exact_rational


@dataclass(frozen=True, slots=True, eq=False)
class _Fraction:
    """above/below."""

    above: Ball
    below: Ball

    @property
    def is_zero(self) -> bool:
        return bool(self.above.is_zero())

    def __neg__(self) -> _Fraction:
        return _Fraction(-self.above, self.below)

    def __add__(self, other: _Fraction) -> _Fraction:
        # A denominator that is not needed would be one more place at which the numerator seems to be 0.
        if self.is_zero:
            return other
        if other.is_zero:
            return self
        return _Fraction(self.above * other.below + other.above * self.below, self.below * other.below)

    def __mul__(self, other: _Fraction) -> _Fraction:
        if self.is_zero or other.is_zero:
            return self if self.is_zero else other
        return _Fraction(self.above * other.above, self.below * other.below)

    def over(self, other: _Fraction) -> _Fraction:
        """The quotient of both."""
        return self if self.is_zero else _Fraction(self.above * other.below, self.below * other.above)

    def times(self, factor: int) -> _Fraction:
        """A multiple."""
        return _Fraction(self.above * factor, self.below)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A sub-tree: its value, None where that is no fraction of finite parts, and its partial derivatives."""

    value: _Fraction | None
    slopes: tuple[_Fraction, _Fraction]


def is_steep(tree: Node, variables: tuple[str, str], x: Ball, y: Ball) -> bool:
    """Whether, all over a box, one partial derivative is certain not to be 0 wherever f is defined."""
    part = _Slopes(variables, x, y).part(tree)
    return part is not None and any(not slope.above.contains(0) for slope in part.slopes)


class _Slopes:
    """Trees over one box."""

    def __init__(self, variables: tuple[str, str], x: Ball, y: Ball) -> None:
        self._variables = variables
        self._x, self._y = x, y
        self._one = x * 0 + 1

    def part(self, node: Node) -> _Part | None:
        """A sub-tree, None where nothing is known of its slopes."""
        jet = jet_over(node, self._variables, self._x, self._y)
        if jet is None:
            return self._by_rule(node)
        one = self._one
        enclosed = _Part(_Fraction(jet[0], one), (_Fraction(jet[1], one), _Fraction(jet[2], one)))
        if any(slope.above.contains(0) and not slope.is_zero for slope in enclosed.slopes):
            # Beside a pole a fraction tells more than a wide enclosure.
            return self._by_rule(node) or enclosed
        return enclosed

    def _by_rule(self, node: Node) -> _Part | None:
        match node:
            case Negative(operand):
                return self._scaled(self.part(operand), -1)
            case Sum(terms):
                return _folded(map(self.part, terms), _sum)
            case Product(factors):
                return _folded(map(self.part, factors), _product)
            case Quotient(above, below):
                return self._quotient(self.part(above), below)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call("ln" | "log", (inner,)):
                growth = self._growth(inner)
                return None if growth is None else _Part(None, growth)
            case Call("tan", (inner,)):
                return self._quotient(self.part(Call("sin", (inner,))), Call("cos", (inner,)))
            case Call("cot", (inner,)):
                return self._quotient(self.part(Call("cos", (inner,))), Call("sin", (inner,)))
            case _:
                return None

    @staticmethod
    def _scaled(part: _Part | None, factor: int) -> _Part | None:
        if part is None:
            return None
        value = None if part.value is None else part.value.times(factor)
        return _Part(value, (part.slopes[0].times(factor), part.slopes[1].times(factor)))

    def _quotient(self, above: _Part | None, below: Node) -> _Part | None:
        """(u/v)' = (u' - u v'/v)/v, where v'/v takes a product apart."""
        divisor, growth = self.part(below), self._growth(below)
        if above is None or above.value is None or divisor is None or divisor.value is None or growth is None:
            return None
        value, below_value = above.value, divisor.value
        slopes = [(slope + -(value * rate)).over(below_value) for slope, rate in zip(above.slopes, growth, strict=True)]
        return _Part(value.over(below_value), (slopes[0], slopes[1]))

    def _power(self, base: Node, exponent: Node) -> _Part | None:
        """(1/u^m)' = -m u'/u / u^m for whole exponents below 0, and (u^m)' = m u^(m-1) u' for those above."""
        power, inner = exact_rational(exponent), self.part(base)
        if power is None or power.denominator != 1 or power == 0 or inner is None or inner.value is None:
            return None
        n = power.numerator
        raised = reduce(_Fraction.__mul__, [inner.value] * (abs(n) - 1), _Fraction(self._one, self._one))
        if n > 0:
            return _Part(raised * inner.value, (raised * inner.slopes[0].times(n), raised * inner.slopes[1].times(n)))
        growth = self._growth(base)
        if growth is None:
            return None
        whole = raised * inner.value
        one = _Fraction(self._one, self._one)
        return _Part(one.over(whole), (growth[0].times(n).over(whole), growth[1].times(n).over(whole)))

    def _growth(self, node: Node) -> tuple[_Fraction, _Fraction] | None:
        """u'/u by both variables: sums over the factors of a product."""
        match node:
            case Negative(operand):
                return self._growth(operand)
            case Product(factors):
                rates = [self._growth(factor) for factor in factors]
                known = [rate for rate in rates if rate is not None]
                if len(known) < len(rates):
                    return None
                return reduce(_Fraction.__add__, (r[0] for r in known)), reduce(
                    _Fraction.__add__, (r[1] for r in known)
                )
            case Power(base, exponent) if (power := exact_rational(exponent)) is not None and power.denominator == 1:
                rate = self._growth(base)
                n = power.numerator
                return None if rate is None else (rate[0].times(n), rate[1].times(n))
            case _:
                part = self.part(node)
                if part is None or part.value is None:
                    return None
                return part.slopes[0].over(part.value), part.slopes[1].over(part.value)


def _folded(parts: Iterable[_Part | None], combine: Callable[[_Part, _Part], _Part | None]) -> _Part | None:
    total: _Part | None = None
    for part in parts:
        if part is None:
            return None
        total = part if total is None else combine(total, part)
        if total is None:
            return None
    return total


def _sum(a: _Part, b: _Part) -> _Part:
    value = None if a.value is None or b.value is None else a.value + b.value
    return _Part(value, (a.slopes[0] + b.slopes[0], a.slopes[1] + b.slopes[1]))


def _product(a: _Part, b: _Part) -> _Part | None:
    if a.value is None or b.value is None:
        return None
    first, second = a.value, b.value
    slopes = [u * second + first * v for u, v in zip(a.slopes, b.slopes, strict=True)]
    return _Part(first * second, (slopes[0], slopes[1]))
