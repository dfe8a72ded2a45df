"""Results in textbook shape, with the values put in that every table lists: sin(π/6), ln e, sin(arcsin u)."""

from __future__ import annotations

from derivgui.model.language.tree import Call, Node, Number, Power, rebuild
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.special_values import power_of_e, value_of
from derivgui.model.symbolic.tidy.term import UndefinedError
from derivgui.model.symbolic.tidy.tidy import tidy as in_textbook_shape

PLANE = ("x", "y")

__all__ = ["UndefinedError", "is_zero", "tidy"]


def tidy(node: Node, variable: str = "x", like: Node | None = None) -> Node:
    """The tree in its tidy shape, with the sums and decimals of ``like``.

    Raises:
        UndefinedError: where it is undefined for every value of its letters.
    """
    # The one that is held constant is written like a variable, 2xy, and not like a parameter, 2ax.
    return in_textbook_shape(_known(node), PLANE if variable in PLANE else (variable,), like)


def is_zero(node: Node) -> bool:
    """Whether the tree is seen to be 0; False also where it cannot be seen."""
    try:
        return tidy(node) == build.ZERO
    except UndefinedError:
        return False


def _known(node: Node) -> Node:
    inner = rebuild(node, _known)
    match inner:
        case Call("cbrt", (Power(base, Number(n)),)) if n.denominator == 1:
            # An odd root of any power: the same real number for either sign.
            return Power(base, build.number(n / 3))
        case Call():
            return value_of(inner) or inner
        case Power():
            return power_of_e(inner) or inner
        case _:
            return inner
