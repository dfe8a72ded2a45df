"""Equations with a function on their outside: where its argument must be for it to vanish, or to reach a level."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Node, Quotient
from derivgui.model.numeric.levels import ONE, ZERO, Level
from derivgui.model.numeric.suspects.equation import HALF_PI, PI, TWO_PI, Equation

_SAME_ZEROS = frozenset({"sqrt", "cbrt", "root", "abs", "sign", "sinh", "asinh", "atan", "asin", "tanh", "atanh"})
_ZERO_AT_ONE = frozenset({"ln", "log", "log_base", "acos", "acosh", "asec", "asech"})
# Without zeros, or constant in steps whose ends are suspects already.
_NO_ZEROS = frozenset(
    {"exp", "cosh", "sech", "sec", "csc", "csch", "coth", "acoth", "acot", "acsc", "acsch", "factorial"}
    | {"floor", "ceil", "round"}
)
# By the value of a cosine the angles that have it.
_ANGLES_OF_COSINE: dict[Fraction, tuple[Level, ...]] = {
    Fraction(1): (ZERO,),
    Fraction(1, 2): (PI.scaled(Fraction(1, 3)), PI.scaled(Fraction(-1, 3))),
    Fraction(-1, 2): (PI.scaled(Fraction(2, 3)), PI.scaled(Fraction(-2, 3))),
    Fraction(-1): (PI,),
}


def vanishes(name: str, arguments: tuple[Node, ...]) -> list[Equation] | None:
    """f(u) = 0."""
    inner = arguments[0]
    if name in _NO_ZEROS:
        return []
    if name in _SAME_ZEROS:
        return [Equation(inner)]
    if name in _ZERO_AT_ONE:
        return [Equation(inner, ONE)]
    if name in ("sin", "tan"):
        return [Equation(inner, ZERO, PI)]
    if name in ("cos", "cot"):
        return [Equation(inner, HALF_PI, PI)]
    if name == "frac":
        return [Equation(inner, ZERO, ONE)]
    if name == "mod":
        return [Equation(Quotient(*arguments), ZERO, ONE)]
    return None


def reaches(name: str, inner: Node, offset: Level) -> list[Equation] | None:
    """f(u) = offset for an offset other than 0, where the solutions are exact or a mere touch."""
    size = float(offset)
    if name in ("floor", "ceil", "round", "sign", "factorial"):
        return []
    if name == "abs":
        return [Equation(inner, offset), Equation(inner, -offset)] if size > 0 else []
    if name == "sqrt" and not offset.pi:
        return [Equation(inner, Level(offset.rational**2))] if size > 0 else []
    if name in ("exp", "cosh", "sech") and offset == ONE:
        return [Equation(inner)]
    if name in ("sin", "cos", "tanh") and abs(size) > 1:
        return []
    if name in ("sin", "cos"):
        angles = _ANGLES_OF_COSINE.get(offset.rational) if not offset.pi else None
        if angles is None:
            return None
        return [Equation(inner, HALF_PI - angle if name == "sin" else angle, TWO_PI) for angle in angles]
    return None
