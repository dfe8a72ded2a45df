"""Waves made of lines: acos(cos u) is |u| from -π to π and so on, to the last bit where u is.

In doubles and in balls acos(cos x) - x is next to 0 between 0 and π, and nobody can tell on which side.
"""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Negative, Node, Number, Product, Quotient, Sum, rebuild

ONE, TWO = (Number(Fraction(n)) for n in (1, 2))


def with_lines(node: Node) -> Node:
    """The tree with these waves written as lines, each defined where it was."""
    match node:
        case Call("acos", (Call("cos", (u,)),)):
            return Call("abs", (_from_nearest(with_lines(u), Constant("tau")),))
        case Call("asin", (Call("sin", (u,)),)):
            inner = with_lines(u)
            turns = Call("mod", (_nearest(inner, Constant("pi")), TWO))
            falling = Sum((ONE, Negative(Product((TWO, turns)))))
            return Product((falling, _from_nearest(inner, Constant("pi"))))
        case _:
            return rebuild(node, with_lines)


def _nearest(u: Node, period: Node) -> Node:
    return Call("round", (Quotient(u, period),))


def _from_nearest(u: Node, period: Node) -> Node:
    """How far u is from the nearest multiple of a period."""
    return Sum((u, Negative(Product((period, _nearest(u, period))))))
