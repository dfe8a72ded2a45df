"""A function of its inverse: sin(arcsin u) is u, arccos(cos u) is u but for its sign and whole turns, √(u²) is |u|.

The series of each of the two breaks off; what they are together does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.language.tree import Call, Constant, Node, Power
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import pi_number
from derivgui.model.numeric.germs.functions import RULES
from derivgui.model.numeric.germs.germ import Germ, constant
from derivgui.model.numeric.germs.numbers import HALF, Spread, is_whole, rational
from derivgui.model.numeric.germs.powers import absolute, root_power
from derivgui.model.numeric.germs.steps import floor, rounded
from derivgui.model.numeric.germs.trigonometry import pi_times
from derivgui.model.numeric.powers import exact_rational

Expand: TypeAlias = Callable[[Node], Germ]

# By the outer function, the inner one that it undoes wherever that has a value,
_UNDOES: Mapping[str, str] = {
    "sin": "asin", "cos": "acos", "tan": "atan", "cot": "acot", "sec": "asec", "csc": "acsc",
    "sinh": "asinh", "cosh": "acosh", "tanh": "atanh", "coth": "acoth", "sech": "asech", "csch": "acsch",
    "asinh": "sinh", "atanh": "tanh", "acoth": "coth", "acsch": "csch", "exp": "ln", "ln": "exp",
}  # fmt: skip
# or undoes but for the sign.
_UNDOES_SIZE: Mapping[str, str] = {"acosh": "cosh", "asech": "sech"}
# Inverse functions by the two that all are made of: arcsec(sec u) is arccos(cos u).
_ANGLES: Mapping[str, str] = {
    "asin": "asin",
    "acos": "acos",
    "atan": "atan",
    "acot": "acot",
    "asec": "acos",
    "acsc": "asin",
}
_CIRCULAR: Mapping[str, Mapping[str, str]] = {
    "asin": {"sin": "asin", "cos": "acos"}, "acos": {"sin": "asin", "cos": "acos"},
    "asec": {"csc": "asin", "sec": "acos"}, "acsc": {"csc": "asin", "sec": "acos"},
    "atan": {"tan": "atan", "cot": "acot"}, "acot": {"tan": "atan", "cot": "acot"},
}  # fmt: skip
ROOTS: Mapping[str, Fraction] = {"sqrt": HALF, "cbrt": Fraction(1, 3)}


def of_inverse(algebra: Algebra, outer: str, node: Node, expand: Expand) -> Germ | None:
    """The germ of a function at a node that is made by its inverse; None where it is not, or not one all along."""
    found = _taken_apart(node)
    if found is None:
        return None
    inner, part = found
    undone, sized, folds = _UNDOES.get(outer) == inner, _UNDOES_SIZE.get(outer) == inner, _CIRCULAR.get(outer, {})
    if not (undone or sized or inner in folds):
        return None
    u = expand(part)
    # It must have a value for all that.
    RULES[inner](algebra, u)
    if inner in folds:
        return _folded(algebra, _ANGLES[outer], folds[inner], u)
    return u if undone else absolute(algebra, u)


def _taken_apart(node: Node) -> tuple[str, Node] | None:
    match node:
        case Call(name, (part,)):
            return name, part
        case Power(Constant("e"), exponent):
            return "exp", exponent
        case _:
            return None


def _folded(algebra: Algebra, outer: str, own: str, u: Germ) -> Germ | None:
    """Arccos(cos u) and its like, by the half turns that are in u; ``own`` is what would undo the inner function."""
    infinite, middle, _ = algebra.parts(u)
    if algebra.settled(infinite).terms or isinstance(middle, Spread):
        return None
    count = _whole_number(
        (floor if own in ("acos", "acot") else rounded)(algebra, algebra.divide(u, pi_times(Fraction(1))))
    )
    if count is None:
        return None
    angle = algebra.subtract(u, constant(pi_number(rational(0), rational(count))))
    if count % 2 and own == "acos":
        angle = algebra.subtract(pi_times(Fraction(1)), angle)
    elif count % 2 and own == "asin":
        angle = algebra.negate(angle)
    return angle if outer == own else algebra.subtract(pi_times(HALF), angle)


def _whole_number(germ: Germ) -> int | None:
    if germ.is_zero:
        return 0
    ((_, number), *more) = germ.terms
    return None if more or germ.rest is not None or not is_whole(number) else int(number.p)


def root_of_power(algebra: Algebra, node: Node, exponent: Fraction, expand: Expand) -> Germ | None:
    """(u^n)^exponent for a whole n; None for any other node."""
    n = exact_rational(node.exponent) if isinstance(node, Power) else None
    if not isinstance(node, Power) or not n or n.denominator != 1 or exponent.denominator == 1:
        return None
    u = expand(node.base)
    return root_power(algebra, absolute(algebra, u) if n % 2 == 0 else u, n * exponent)
