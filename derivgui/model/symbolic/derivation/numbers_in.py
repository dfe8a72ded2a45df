"""Numbers in place of x: sums, products and powers of numbers worked out, values that every table lists put in."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language.tree import Call, Constant, Negative, Node, Number, Power, Quotient, Sum, rebuild
from derivgui.model.numeric.rational import rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.special_values import value_of

LARGEST_NUMBER = 10**12


def placed(node: Node, variable: str, at: Node) -> Node:
    """The tree at a number, nothing worked out but a 0 in front of a sum."""
    return build.put(node, {variable: at})


def worked_out(node: Node) -> Node:
    """The tree with what holds numbers only worked out, from the leaves up."""
    return _worked_out(rebuild(node, worked_out))


def _worked_out(node: Node) -> Node:
    if isinstance(node, Number | Constant):
        return node
    found = rational(node, {}) if _is_short(node) else None
    if isinstance(found, Fraction) and max(abs(found.numerator), found.denominator) <= LARGEST_NUMBER:
        return build.number(found)
    match node:
        case Call():
            return value_of(node) or node
        case Sum():
            return _sum(node)
        case Power(base, _) if base == build.ONE:
            return build.ONE
        case _:
            return build.joined(node)


def _is_short(node: Node) -> bool:
    """Whether all parts are numbers already."""
    from derivgui.model.language.tree import children

    return all(_number(part) is not None for part in children(node))


def _number(node: Node) -> Fraction | None:
    match node:
        case Number(value):
            return value
        case Negative(Number(value)):
            return -value
        case Quotient(Number(above), Number(below)) if below:
            return above / below
        case Negative(Quotient(Number(above), Number(below))) if below:
            return -above / below
        case _:
            return None


def _sum(node: Sum) -> Node:
    """``3 + h + 1`` as ``4 + h``; numbers that cancel are left for a line of their own."""
    values = [_number(term) for term in node.terms]
    known = [value for value in values if value is not None]
    total = sum(known, Fraction(0))
    if len(known) < 2 or not total:
        return build.total(*node.terms)
    first = next(place for place, value in enumerate(values) if value is not None)
    terms = [
        build.number(total) if place == first else term
        for place, term in enumerate(node.terms)
        if values[place] is None or place == first
    ]
    return build.total(*terms)
