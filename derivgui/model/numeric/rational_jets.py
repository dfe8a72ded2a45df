"""Taylor coefficients of a tree along a line in exact rational arithmetic: fractions in, fractions out.

For rational functions, and for |u|, min, max and piecewise definitions made of them. What leads out of the fractions
is an exception here, because it may happen anywhere in a tree and always ends the whole answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from derivgui.model.language.relations import RELATIONS
from derivgui.model.language.tree import (
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    walk,
)
from derivgui.model.numeric.powers import exact_rational, has_no_symbols
from derivgui.model.numeric.rational import LONGEST_BITS

Coefficients: TypeAlias = tuple[Fraction, ...]

LARGEST_POWER = 64
LARGEST_POWER_OF_A_NUMBER = 1000
_CHOICES = ("abs", "min", "max")
_ZERO, _ONE = Fraction(0), Fraction(1)


class UndefinedError(ArithmeticError):
    """There is no value here (``has_value`` False), or a value without a derivative."""

    def __init__(self, has_value: bool) -> None:
        super().__init__("no derivative" if has_value else "no value")
        self.has_value = has_value


class TooLongError(ArithmeticError):
    """A fraction with more digits than anyone would read."""


def is_rational(tree: Node) -> bool:
    """Whether fractions stay fractions all through this tree."""
    return all(_stays_rational(node) for node in walk(tree))


def _stays_rational(node: Node) -> bool:
    match node:
        case Constant():
            return False
        case Call(name):
            return name in _CHOICES
        case Power(base, exponent):
            power = exact_rational(exponent)
            largest = LARGEST_POWER_OF_A_NUMBER if has_no_symbols(base) else LARGEST_POWER
            return power is not None and power.denominator == 1 and abs(power) <= largest
        case _:
            return True


def rational_jet(
    node: Node, at: Mapping[str, Fraction], direction: Mapping[str, Fraction], order: int
) -> tuple[Fraction, ...]:
    """Coefficients f^(k)/k! for k = 0 ... ``order`` along ``at + t direction``, for a tree that ``is_rational``.

    Raises
    ------
    UndefinedError: where there is no value or no derivative.
    TooLongError: where a fraction grows beyond ``LONGEST_BITS``.
    """
    return _Line(at, direction, order).jet(node)


class _Line:
    def __init__(self, at: Mapping[str, Fraction], direction: Mapping[str, Fraction], order: int) -> None:
        self._at = at
        self._direction = direction
        self._length = order + 1

    def jet(self, node: Node) -> Coefficients:
        found = self._jet(node)
        if any(max(c.numerator.bit_length(), c.denominator.bit_length()) > LONGEST_BITS for c in found):
            raise TooLongError
        return found

    def _jet(self, node: Node) -> Coefficients:
        match node:
            case Number(value):
                return self._constant(value)
            case Symbol(name):
                return (self._at[name], self._direction.get(name, _ZERO), *self._zeros(2))[: self._length]
            case Negative(operand):
                return tuple(-c for c in self.jet(operand))
            case Sum(terms):
                return tuple(sum(column, _ZERO) for column in zip(*map(self.jet, terms), strict=True))
            case Product(factors):
                return self._product([self.jet(factor) for factor in factors])
            case Quotient(above, below):
                return self._divide(self.jet(above), self.jet(below))
            case Power():
                return self._power(node)
            case Call(name, arguments):
                return self._choice(name, [self.jet(argument) for argument in arguments])
            case Piecewise():
                return self._piecewise(node)
        raise TypeError(f"{type(node).__name__} does not stay rational")

    def _constant(self, value: Fraction) -> Coefficients:
        return (value, *self._zeros(1))

    def _zeros(self, known: int) -> Coefficients:
        return (_ZERO,) * (self._length - known)

    def _product(self, factors: list[Coefficients]) -> Coefficients:
        total = factors[0]
        for factor in factors[1:]:
            total = self._multiply(total, factor)
        return total

    def _multiply(self, u: Coefficients, v: Coefficients) -> Coefficients:
        return tuple(sum((u[j] * v[k - j] for j in range(k + 1)), _ZERO) for k in range(self._length))

    def _divide(self, u: Coefficients, v: Coefficients) -> Coefficients:
        if v[0] == 0:
            raise UndefinedError(has_value=False)
        w: list[Fraction] = []
        for k in range(self._length):
            w.append((u[k] - sum((v[j] * w[k - j] for j in range(1, k + 1)), _ZERO)) / v[0])
        return tuple(w)

    def _power(self, node: Power) -> Coefficients:
        exponent = exact_rational(node.exponent)
        if exponent is None:
            raise TypeError("this power does not stay rational")
        base = self.jet(node.base)
        if base[0] == 0 and exponent == 0 and has_no_symbols(node.base):
            raise UndefinedError(has_value=False)
        raised = self._constant(_ONE)
        for _ in range(abs(exponent.numerator)):
            raised = self._multiply(raised, base)
        return raised if exponent >= 0 else self._divide(self._constant(_ONE), raised)

    def _choice(self, name: str, arguments: list[Coefficients]) -> Coefficients:
        first = arguments[0]
        if name == "abs":
            return self._larger(first, tuple(-c for c in first))
        for other in arguments[1:]:
            if name == "max":
                first = self._larger(first, other)
            else:
                first = tuple(-c for c in self._larger(tuple(-c for c in first), tuple(-c for c in other)))
        return first

    def _larger(self, u: Coefficients, v: Coefficients) -> Coefficients:
        if u[0] == v[0] and u != v:
            raise UndefinedError(has_value=True)
        return u if u[0] >= v[0] else v

    def _piecewise(self, node: Piecewise) -> Coefficients:
        is_joint = False
        for branch in node.branches:
            holds, at_joint = (True, False) if branch.condition is None else self._holds(branch.condition)
            is_joint = is_joint or at_joint
            if holds:
                found = self.jet(branch.value)
                if is_joint and self._length > 1:
                    raise UndefinedError(has_value=True)
                return found
        raise UndefinedError(has_value=False)

    def _holds(self, comparison: Comparison) -> tuple[bool, bool]:
        """Whether a chain holds, and whether moving on may change that."""
        jets = [self.jet(operand) for operand in comparison.operands]
        pairs = list(zip(comparison.relations, pairwise(jets), strict=True))
        holds = all(RELATIONS[relation](u[0], v[0]) for relation, (u, v) in pairs)
        return holds, any(u[0] == v[0] and u != v for _, (u, v) in pairs)


def as_fraction(value: float) -> Fraction:
    """The decimal that a double is written as: 0.1 is 1/10."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no fraction")
    return Fraction(repr(float(value)))
