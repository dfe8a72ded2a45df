"""Values of constant trees in double precision, without ever computing a big integer.

NaN means undefined, infinity means too large for a double.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np

from derivgui.model.language import real
from derivgui.model.language.catalogue import BY_NAME
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
)

VALUES: dict[str, float] = {"e": math.e, "pi": math.pi, "tau": math.tau}


def combine(node: Node, parts: Sequence[float]) -> float:
    """Value of a constant node from those of its parts, in the order of ``tree.children``."""
    match node:
        case Number(value):
            return float(value)
        case Constant(name):
            return VALUES[name]
        case Sum():
            return sum(parts)
        case Product():
            return math.prod(parts)
        case Negative():
            return -parts[0]
        case Quotient():
            return parts[0] / parts[1] if parts[1] else math.nan
        case Power(_, exponent):
            return power(parts[0], parts[1], exact(exponent))
        case Call(name):
            with np.errstate(all="ignore"):
                return float(BY_NAME[name].value(*map(np.float64, parts)))
        case Piecewise():
            return _piecewise(node, parts)
        case _:
            return math.nan


def _piecewise(node: Piecewise, parts: Sequence[float]) -> float:
    """Value of the first branch whose condition holds; a condition without a truth value ends the search."""
    remaining = iter(parts)
    for branch in node.branches:
        operands = [next(remaining) for _ in branch.condition.operands] if branch.condition else []
        value = next(remaining)
        if any(map(math.isnan, operands)):
            return math.nan
        if branch.condition is None or _holds(branch.condition, operands):
            return value
    return math.nan


def _holds(condition: Comparison, values: Sequence[float]) -> bool:
    return all(
        RELATIONS[relation](left, right)
        for relation, (left, right) in zip(condition.relations, pairwise(values), strict=True)
    )


def exact(node: Node) -> Fraction | None:
    """Value of a tree of whole numbers and fractions; None where it holds more, or gets long."""
    value: Fraction | None = None
    match node:
        case Number(literal, decimal):
            value = literal if not decimal or literal.denominator == 1 else None
        case Negative(operand):
            value = exact(operand)
            value = None if value is None else -value
        case Quotient(above, below):
            first, second = exact(above), exact(below)
            value = first / second if first is not None and second else None
        case Sum(parts) | Product(parts):
            values = [exact(part) for part in parts]
            known = [part for part in values if part is not None]
            if len(known) == len(values):
                value = sum(known, Fraction()) if isinstance(node, Sum) else math.prod(known, start=Fraction(1))
    if value is None or max(abs(value.numerator), value.denominator) > 10**9:
        return None
    return value


def power(base: float, exponent: float, fraction: Fraction | None) -> float:
    """Real power; ``fraction`` is the exponent where that is known in lowest terms."""
    if math.isnan(base) or math.isnan(exponent) or (base == 0 and exponent <= 0):
        return math.nan
    if base < 0 or (fraction is not None and 1 < fraction.denominator < 100):
        return _power_by_root(base, exponent, fraction)
    return _power(base, exponent)


def _power_by_root(base: float, exponent: float, fraction: Fraction | None) -> float:
    if fraction is None:
        return _power(base, exponent) if exponent % 1 == 0 else math.nan
    if fraction.denominator == 1:
        return _power(base, exponent)
    with np.errstate(all="ignore"):
        root = float(real.root(np.asarray(base), np.asarray(float(fraction.denominator))))
    return _power(root, float(fraction.numerator))


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        odd = base < 0 and exponent % 2 == 1
        return -math.inf if odd else math.inf
    except ValueError:
        return math.nan
