"""Values of a tree in exact rational arithmetic, as far as that goes.

What balls cannot decide (is x - 0.1 zero at 0.1? is 10x whole?) rational numbers can. Three answers: a fraction,
undefined, or not known because an irrational number or a very long one turns up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, TypeAlias

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
)
from derivgui.model.numeric.powers import exact_rational, has_no_symbols

UNDEFINED: Final = "undefined"
Answer: TypeAlias = Fraction | Literal["undefined"] | None

# Numbers beyond so many bits are no longer carried exactly.
LONGEST_BITS = 4000
LARGEST_POWER = 200
_ZERO, _ONE = Fraction(0), Fraction(1)
# Values that are rational at 0.
_AT_ZERO: Mapping[str, Fraction] = dict.fromkeys(
    ("sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh"), _ZERO
)
_AT_ZERO = {**_AT_ZERO, **dict.fromkeys(("cos", "sec", "cosh", "sech", "exp", "factorial"), _ONE)}
_PLAIN: Mapping[str, Callable[..., Fraction]] = {
    "abs": abs,
    "sign": lambda u: Fraction((u > 0) - (u < 0)),
    "floor": lambda u: Fraction(math.floor(u)),
    "ceil": lambda u: Fraction(math.ceil(u)),
    "round": lambda u: Fraction(math.floor(u + Fraction(1, 2))),
    "frac": lambda u: u - math.floor(u),
    "min": min,
    "max": max,
}


def rational(node: Node, at: Mapping[str, Fraction]) -> Answer:
    """The exact value of a tree at rational numbers; "undefined"; or None where that is not known."""
    found = _value(node, at)
    if isinstance(found, Fraction) and max(found.numerator.bit_length(), found.denominator.bit_length()) > LONGEST_BITS:
        return None
    return found


def _value(node: Node, at: Mapping[str, Fraction]) -> Answer:
    match node:
        case Number(number):
            return number
        case Constant():
            return None
        case Symbol(name):
            return at.get(name)
        case Piecewise():
            return _piecewise(node, at)
        case Power():
            return _power(node, rational(node.base, at))
        case Negative(operand):
            parts = [rational(operand, at)]
        case Sum(operands) | Product(operands) | Call(_, operands):
            parts = [rational(operand, at) for operand in operands]
        case Quotient(above, below):
            parts = [rational(above, at), rational(below, at)]
    if UNDEFINED in parts:
        return UNDEFINED
    known = [part for part in parts if isinstance(part, Fraction)]
    if isinstance(node, Quotient) and parts[1] == 0:
        return UNDEFINED
    return _combine(node, known) if len(known) == len(parts) else None


def _combine(node: Node, parts: list[Fraction]) -> Answer:
    match node:
        case Negative():
            return -parts[0]
        case Sum():
            return sum(parts, _ZERO)
        case Product():
            return math.prod(parts, start=_ONE)
        case Quotient():
            return parts[0] / parts[1]
        case Call(name):
            return _call(name, parts)
        case _:
            return None


def _call(name: str, parts: list[Fraction]) -> Answer:
    first = parts[0]
    if name in _PLAIN:
        return _PLAIN[name](*parts)
    if name == "mod":
        return first - parts[1] * math.floor(first / parts[1]) if parts[1] else UNDEFINED
    if name in ("sqrt", "cbrt"):
        return _root(first, 2 if name == "sqrt" else 3)
    if name in ("ln", "log"):
        return UNDEFINED if first <= 0 else _ZERO if first == 1 else None
    return _AT_ZERO.get(name) if first == 0 else None


def _power(node: Power, base: Answer) -> Answer:
    exponent = exact_rational(node.exponent)
    if not isinstance(base, Fraction) or exponent is None:
        return UNDEFINED if base == UNDEFINED else None
    if base == 0 and (exponent < 0 or (exponent == 0 and has_no_symbols(node.base))):
        return UNDEFINED
    if abs(exponent.numerator) > LARGEST_POWER or exponent.denominator > LARGEST_POWER:
        return None
    root = _root(base, exponent.denominator)
    return root**exponent.numerator if isinstance(root, Fraction) else root


def _root(value: Fraction, degree: int) -> Answer:
    """The real root where it is rational."""
    if value < 0:
        if degree % 2 == 0:
            return UNDEFINED
        opposite = _root(-value, degree)
        return -opposite if isinstance(opposite, Fraction) else opposite
    above, below = (_whole_root(number, degree) for number in value.as_integer_ratio())
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(number: int, degree: int) -> int | None:
    if degree == 1 or number < 2:
        return number
    if number.bit_length() > LONGEST_BITS:
        return None
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low if low**degree == number else None


def _piecewise(node: Piecewise, at: Mapping[str, Fraction]) -> Answer:
    for branch in node.branches:
        holds = True if branch.condition is None else _holds(branch.condition, at)
        if not isinstance(holds, bool):
            return holds
        if holds:
            return rational(branch.value, at)
    return UNDEFINED


def _holds(comparison: Comparison, at: Mapping[str, Fraction]) -> bool | Literal["undefined"] | None:
    operands = [rational(operand, at) for operand in comparison.operands]
    if UNDEFINED in operands:
        return UNDEFINED
    known = [operand for operand in operands if isinstance(operand, Fraction)]
    if len(known) < len(operands):
        return None
    return all(
        RELATIONS[relation](left, right)
        for relation, (left, right) in zip(comparison.relations, pairwise(known), strict=True)
    )
