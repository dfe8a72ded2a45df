"""Where a value has passed through something that no double can hold, and may have come back changed.

e^-800 is 0 to doubles, which is right to 300 decimals as long as nothing magnifies it; but √(e^-800) e^400 is 1. Trees
in which that can happen are run once more where numbers have been lost, with NaN for whatever has left the doubles.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from derivgui.model.language.real import NAN, Array, where
from derivgui.model.language.tree import Call, Node, Power, Product, Quotient, children, symbols
from derivgui.model.numeric.powers import exact_rational

SMALLEST_NORMAL = float(np.finfo(np.float64).tiny)
# Functions that leave the doubles, and those that bring back what has left them.
GROWING = frozenset({"exp", "sinh", "cosh", "sech", "csch", "coth", "cot", "csc", "acoth", "acsch"})
SHRINKING = frozenset({"ln", "log", "log_base", "sqrt", "cbrt", "root", "asinh", "acosh"})


def can_leave_doubles(node: Node) -> bool:
    """Whether this operation itself may overflow or underflow for ordinary operands."""
    match node:
        case Power():
            return bool(symbols(node))
        case Product(factors):
            return sum(bool(symbols(factor)) for factor in factors) > 1
        case Quotient(_, below):
            return bool(symbols(below))
        case Call(name):
            return name in GROWING
        case _:
            return False


def can_come_back(node: Node) -> bool:
    """Whether something in the tree may magnify, or shrink to ordinary size, what has left the doubles below it."""
    parts = children(node)
    if sum(map(_holds_growth, parts)) > 1 and isinstance(node, (Product, Quotient)):
        return True
    is_root = isinstance(node, Power) and _is_root(node)
    if ((isinstance(node, Call) and node.name in SHRINKING) or is_root) and any(map(_holds_growth, parts)):
        return True
    return any(map(can_come_back, parts))


def _is_root(node: Power) -> bool:
    exponent = exact_rational(node.exponent)
    return exponent is None or abs(exponent) < 1


def _holds_growth(node: Node) -> bool:
    return can_leave_doubles(node) or any(map(_holds_growth, children(node)))


def kept(node: Node, value: Array, operands: Callable[[], list[Array]]) -> Array:
    """The value of an operation, NaN where it has left the doubles although its operands had not."""
    size = np.absolute(value)
    gone = np.isinf(value) | (size < SMALLEST_NORMAL)
    if not gone.any():
        return value
    match node:
        case Product():
            zero = np.any([np.asarray(operand) == 0 for operand in np.broadcast_arrays(*operands())], axis=0)
        case Quotient() | Power():
            zero = operands()[0] == 0
        case _:
            zero = np.asarray(False)
    return where(~gone | (zero & (value == 0)), value, NAN)
