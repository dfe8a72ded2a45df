"""What has a derivative at every real number, as its shape shows, however large its values are."""

from __future__ import annotations

import math

from derivgui.model.language.signs import is_not_negative, is_positive
from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import ball
from derivgui.model.numeric.powers import exact_rational, has_no_symbols

_ENTIRE = frozenset(("sin", "cos", "exp", "sinh", "cosh", "tanh", "sech", "atan", "acot", "asinh"))
_ENTIRE_OF_POSITIVE = frozenset(("ln", "log", "sqrt", "cbrt"))


def is_analytic_everywhere(node: Node) -> bool:
    """Whether the rules of differentiation allow every step for all real values of its letters; else it is open."""
    if has_no_symbols(node):
        return _is_a_number(node)
    match node:
        case Symbol():
            return True
        case Negative(part):
            return is_analytic_everywhere(part)
        case Sum(parts) | Product(parts):
            return all(map(is_analytic_everywhere, parts))
        case Quotient(above, below):
            return is_analytic_everywhere(above) and is_analytic_everywhere(below) and _is_never_zero(below)
        case Power(base, exponent):
            power = exact_rational(exponent)
            is_whole = power is not None and power.denominator == 1 and power >= 0
            parts = (base,) if is_whole else (base, exponent)
            return all(map(is_analytic_everywhere, parts)) and (is_whole or _is_certain_sign(base, 1))
        case Call("abs", (part,)):
            return is_not_negative(part) and is_analytic_everywhere(part)
        case Call(name, (part,)):
            is_allowed = name in _ENTIRE or (name in _ENTIRE_OF_POSITIVE and _is_certain_sign(part, 1))
            return is_allowed and is_analytic_everywhere(part)
        case _:
            return False


def _is_never_zero(node: Node) -> bool:
    return _is_certain_sign(node, 1) or _is_certain_sign(node, -1)


def _is_certain_sign(node: Node, sign: int) -> bool:
    """By its shape, or by a ball around all that it can be."""
    if sign > 0 and is_positive(node):
        return True
    try:
        found = sign * ball(node, dict.fromkeys(symbols(node), flint.arb(0, math.inf)))
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
    return bool(found > 0)


def _is_a_number(node: Node) -> bool:
    if isinstance(node, (Number, Constant)):
        return True
    try:
        return bool(ball(node, {}).is_finite())
    except (ValueError, ZeroDivisionError, OverflowError):
        return False
