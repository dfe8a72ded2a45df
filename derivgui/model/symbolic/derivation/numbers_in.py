"""Numbers in place of x: sums, products and powers of numbers worked out, values that every table lists put in."""

from __future__ import annotations

from fractions import Fraction

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
    children,
    rebuild,
    symbols,
    walk,
)
from derivgui.model.numeric.rational import rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.special_values import power_of_e, value_of

LARGEST_NUMBER = 10**12


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
            # sin(arctan h) stays: beside arctan h it is a standard limit.
            return node if symbols(node) else value_of(node) or node
        case Sum():
            return _sum(node)
        case Power(Call("sqrt", (inside,)), Number(n)) if n == 2 and not symbols(inside):
            return inside
        case Power() if (found_ := power_of_e(node)) is not None:
            return found_
        case Power(base, exponent) if base == build.ONE or (exponent == build.ZERO and base != build.ZERO):
            return build.ONE
        case _:
            return build.joined(node)


def _is_short(node: Node) -> bool:
    """Whether all parts are numbers already."""
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
    """``3 + h + 1 + 2h`` as ``4 + 3h``; numbers that cancel are left for a line of their own."""
    values = [_number(term) for term in node.terms]
    known = [value for value in values if value is not None]
    total = sum(known, Fraction(0))
    if len(known) == 1 or (known and not total):
        return build.total(*node.terms)
    counts: dict[Node, Fraction] = {}
    for term in node.terms:
        number, core = _counted(term)
        counts[core] = counts.get(core, Fraction(0)) + number
    return build.total(*(build.product(build.number(count), core) for core, count in counts.items()))


def _counted(term: Node) -> tuple[Fraction, Node]:
    """A term as a number times a letter or its power; other terms count once."""
    value = _number(term)
    if value is not None:
        return value, build.ONE
    match term:
        case Negative(operand):
            number, core = _counted(operand)
            return (-number, core) if _is_letter_power(core) else (Fraction(1), term)
        case Product((Number(value), Symbol() | Power(Symbol(), _) as core)):
            return value, core
        case _:
            return Fraction(1), term


def _is_letter_power(node: Node) -> bool:
    return isinstance(node, Symbol) or (isinstance(node, Power) and isinstance(node.base, Symbol))


def holds_decimals(node: Node) -> bool:
    """Whether numbers such as 0.5 were typed."""
    return any(isinstance(part, Number) and part.decimal and part.value.denominator > 1 for part in walk(node))


def in_decimals(node: Node) -> Node:
    """``x^2/2`` as ``0.5x^2`` and ``1/4`` as ``0.25``, where the decimals come to an end; x^(1/2) stays a root."""
    if isinstance(node, Power):
        return Power(in_decimals(node.base), in_decimals(node.exponent) if symbols(node.exponent) else node.exponent)
    inner = rebuild(node, in_decimals)
    match inner:
        case Quotient(Negative(above), below):
            return build.opposite(in_decimals(Quotient(above, below)))
        case Quotient(Number(above), Number(below)) if _ends(below):
            return Number(above / below, True)
        case Quotient(Product((Number(above), *rest)), Number(below)) if _ends(below):
            return build.product(Number(above / below, True), *rest)
        case Quotient(above, Number(below)) if _ends(below) and not isinstance(above, Number):
            return build.product(Number(1 / below, True), above)
        case _:
            return inner


def _ends(divisor: Fraction) -> bool:
    """Whether 1/divisor has finitely many decimals, and few."""
    return divisor.denominator == 1 and 1 < divisor <= 10_000 and 10_000_000 % divisor.numerator == 0
