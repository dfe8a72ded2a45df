"""Trees put together as one writes them on the board: no 1 as a factor, no 0 as a term, signs in front.

Nothing is expanded or cancelled here beyond that. Every function answers a tree that has the value of what its name
says, wherever the parts are defined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    rebuild,
    walk,
)
from derivgui.model.numeric.powers import exact_rational

ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
TWO = Number(Fraction(2))
E = Constant("e")
# Letters that nobody can type.
PLACEHOLDER = "\N{WHITE SQUARE}"


def is_placeholder(node: Node) -> bool:
    """Whether the tree stands for a difference quotient that is still to be worked out."""
    return isinstance(node, Symbol) and node.name.startswith(PLACEHOLDER)


def number(value: Fraction | int) -> Node:
    """A literal: ``3``, ``-3``, ``1/3``, ``-1/3``."""
    value = Fraction(value)
    size: Node = Number(Fraction(abs(value.numerator)))
    if value.denominator != 1:
        size = Quotient(size, Number(Fraction(value.denominator)))
    return Negative(size) if value < 0 else size


def whole(node: Node) -> int | None:
    """The whole number that arithmetic of literals spells, such as 4/2; None for any other tree."""
    value = exact_rational(node)
    return value.numerator if value is not None and value.denominator == 1 else None


def opposite(node: Node) -> Node:
    """``-a``."""
    match node:
        case Negative(operand):
            return operand
        case _:
            return node if node == ZERO else Negative(node)


def total(*terms: Node) -> Node:
    """``a + b + …`` as one chain; terms that are 0 are left out."""
    flat: list[Node] = []
    for term in terms:
        flat.extend(part for part in (term.terms if isinstance(term, Sum) else (term,)) if part != ZERO)
    if not flat:
        return ZERO
    return flat[0] if len(flat) == 1 else Sum(tuple(flat))


def difference(left: Node, right: Node) -> Node:
    """``a - b``."""
    return total(left, opposite(right))


def product(*factors: Node) -> Node:
    """``a b …`` as one chain, its sign and its whole numbers in front."""
    sign, coefficient, flat = 1, Fraction(1), list[Node]()
    decimal = False
    waiting = list(reversed(factors))
    while waiting:
        match waiting.pop():
            case Negative(operand):
                sign = -sign
                waiting.append(operand)
            case Product(parts):
                waiting.extend(reversed(parts))
            case Number(value, is_decimal):
                coefficient *= value
                decimal |= is_decimal and value.denominator > 1
            case factor:
                flat.append(factor)
    if not coefficient:
        return ZERO
    flat = _reciprocals_joined(flat)
    if coefficient != 1 or not flat:
        flat.insert(0, Number(coefficient, decimal) if decimal else number(coefficient))
    node = flat[0] if len(flat) == 1 else Product(tuple(flat))
    return opposite(node) if sign < 0 else node


def gathered(node: Node) -> Node:
    """``-x·x·sin x`` as ``-x^2 sin x``: equal factors as one power."""
    match node:
        case Negative(operand):
            return opposite(gathered(operand))
        case Product(factors):
            counts: dict[Node, int] = {}
            for factor in factors:
                base, n = _counted(factor)
                counts[base] = counts.get(base, 0) + n
            return product(*(power(base, n) for base, n in counts.items()))
        case _:
            return node


def _counted(factor: Node) -> tuple[Node, int]:
    """A factor as a base and how often it stands there."""
    if isinstance(factor, Power):
        n = whole(factor.exponent)
        if n is not None and n > 0:
            return factor.base, n
    return factor, 1


def _reciprocals_joined(factors: list[Node]) -> list[Node]:
    """``a·(1/b)·(c/d)·(1/e)`` as ``a/(be)·(c/d)``: reciprocals go below the factors that are no fractions."""
    below = [factor.denominator for factor in factors if isinstance(factor, Quotient) and factor.numerator == ONE]
    if not below:
        return factors
    plain = [factor for factor in factors if not isinstance(factor, Quotient) and not is_placeholder(factor)]
    others = [factor for factor in factors if isinstance(factor, Quotient) or is_placeholder(factor)]
    fractions = [factor for factor in others if not (isinstance(factor, Quotient) and factor.numerator == ONE)]
    united = Quotient(product(*plain) if plain else ONE, product(*below))
    return [united, *fractions]


def quotient(above: Node, below: Node) -> Node:
    """``a/b`` with the sign of a in front; no fraction where b is 1 or a is 0.

    A sign of b stays: in (e^(-h) - 1)/(-h) it is what makes the limit known.
    """
    match above, below:
        case Negative(operand), _:
            return opposite(quotient(operand, below))
        case _, Number() if below == ONE:
            return above
        case Number(), _ if above == ZERO:
            return ZERO
        case Quotient(Number(), inner), _:
            return Quotient(above.numerator, product(below, inner))
        case _:
            return Quotient(above, below)


def power(base: Node, exponent: Node | int) -> Node:
    """``a^n``; a itself where n is 1, 1 where n is the number 0."""
    if isinstance(exponent, int):
        exponent = number(exponent)
    if exponent == ONE:
        return base
    return ONE if exponent == ZERO else Power(base, exponent)


def call(name: str, *arguments: Node) -> Node:
    """A function of the catalogue."""
    return Call(name, arguments)


def depends_on(node: Node, name: str) -> bool:
    """Whether the symbol occurs in the tree."""
    return any(isinstance(part, Symbol) and part.name == name for part in walk(node))


def put(node: Node, values: Mapping[str, Node]) -> Node:
    """Trees in place of symbols, sums and products joined where one lands inside another."""
    if isinstance(node, Symbol):
        return values.get(node.name, node)
    changed = rebuild(node, lambda child: put(child, values))
    return node if changed == node else joined(changed)


def joined(node: Node) -> Node:
    """The node itself put together anew by the functions of this module."""
    match node:
        case Sum(terms):
            return total(*terms)
        case Product(factors):
            return product(*factors)
        case Quotient(above, below):
            return quotient(above, below)
        case Negative(operand):
            return opposite(operand)
        case _:
            return node


def replace(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """The tree with each topmost node for which ``change`` has an answer replaced by it."""
    found = change(node)
    if found is not None:
        return found
    changed = rebuild(node, lambda child: replace(child, change))
    return node if changed == node else joined(changed)
