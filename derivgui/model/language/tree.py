"""The expression tree: small frozen nodes that keep what was typed.

Nothing is simplified here, so ``x(x-2)/(x-2)`` keeps its hole and ``1+(2+3)`` its brackets. Sums and products are
n-ary, one node for one chain as typed; a difference is a sum with a ``Negative`` term. Equality is structural.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, TypeAlias


class _Remembering:
    """A node, whose hash and symbols are found once: trees are looked up all the time, and large ones take a while."""

    __slots__ = ("_hash", "_symbols")
    __match_args__: ClassVar[tuple[str, ...]] = ()
    _hash: int
    _symbols: tuple[str, ...]

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            found = hash((type(self), *map(self.__getattribute__, self.__match_args__)))
            object.__setattr__(self, "_hash", found)
            return found


@dataclass(frozen=True, slots=True)
class Number(_Remembering):
    """A literal, never negative. ``decimal`` tells 0.5 from 1/2: a decimal exponent wants a base >= 0."""

    __hash__ = _Remembering.__hash__
    value: Fraction
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class Constant(_Remembering):
    """One of the named constants: "e", "pi", "tau"."""

    __hash__ = _Remembering.__hash__
    name: str


@dataclass(frozen=True, slots=True)
class Symbol(_Remembering):
    """A variable or a parameter: one letter, Latin or Greek, perhaps with a subscript ("a", "α", "x_0")."""

    __hash__ = _Remembering.__hash__
    name: str


@dataclass(frozen=True, slots=True)
class Sum(_Remembering):
    """Two or more terms, in the order typed."""

    __hash__ = _Remembering.__hash__
    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product(_Remembering):
    """Two or more factors, in the order typed."""

    __hash__ = _Remembering.__hash__
    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Quotient(_Remembering):
    """A fraction; undefined where the denominator is 0, whatever the numerator does."""

    __hash__ = _Remembering.__hash__
    numerator: Node
    denominator: Node


@dataclass(frozen=True, slots=True)
class Negative(_Remembering):
    """The opposite of its operand."""

    __hash__ = _Remembering.__hash__
    operand: Node


@dataclass(frozen=True, slots=True)
class Power(_Remembering):
    """``base ^ exponent`` with the real-valued rules of ``model.numeric.powers``."""

    __hash__ = _Remembering.__hash__
    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Call(_Remembering):
    """A function of the catalogue, by its canonical name, applied to its arguments."""

    __hash__ = _Remembering.__hash__
    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison(_Remembering):
    """A chain such as ``0 <= x < 1``: one relation fewer than operands, each of = != < <= > >=."""

    __hash__ = _Remembering.__hash__
    operands: tuple[Node, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch(_Remembering):
    """One line of a piecewise definition; ``condition`` is None in a last branch that takes all the rest."""

    __hash__ = _Remembering.__hash__
    condition: Comparison | None
    value: Node


@dataclass(frozen=True, slots=True)
class Piecewise(_Remembering):
    """The first branch whose condition holds; undefined where none does."""

    __hash__ = _Remembering.__hash__
    branches: tuple[Branch, ...]


Node: TypeAlias = Number | Constant | Symbol | Sum | Product | Quotient | Negative | Power | Call | Piecewise


def children(node: Node) -> tuple[Node, ...]:
    """The direct sub-expressions in reading order, conditions of a piecewise definition included."""
    match node:
        case Sum(parts) | Product(parts) | Call(_, parts):
            return parts
        case Quotient(first, second) | Power(first, second):
            return (first, second)
        case Negative(operand):
            return (operand,)
        case Piecewise(branches):
            found: list[Node] = []
            for branch in branches:
                found.extend(branch.condition.operands if branch.condition else ())
                found.append(branch.value)
            return tuple(found)
        case _:
            return ()


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node with ``change`` applied to each direct sub-expression."""
    match node:
        case Sum(terms):
            return Sum(tuple(map(change, terms)))
        case Product(factors):
            return Product(tuple(map(change, factors)))
        case Call(name, arguments):
            return Call(name, tuple(map(change, arguments)))
        case Quotient(first, second):
            return Quotient(change(first), change(second))
        case Power(first, second):
            return Power(change(first), change(second))
        case Negative(operand):
            return Negative(change(operand))
        case Piecewise(branches):
            return Piecewise(tuple(_rebuild_branch(branch, change) for branch in branches))
        case _:
            return node


def _rebuild_branch(branch: Branch, change: Callable[[Node], Node]) -> Branch:
    condition = branch.condition
    if condition is not None:
        condition = Comparison(tuple(map(change, condition.operands)), condition.relations)
    return Branch(condition, change(branch.value))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, parents first, in reading order."""
    yield node
    for child in children(node):
        yield from walk(child)


def symbols(node: Node) -> tuple[str, ...]:
    """Names of the symbols in order of first appearance."""
    if isinstance(node, Symbol):
        return (node.name,)
    try:
        return node._symbols
    except AttributeError:
        found = tuple(dict.fromkeys(name for child in children(node) for name in symbols(child)))
        object.__setattr__(node, "_symbols", found)
        return found


def substitute(node: Node, values: dict[str, Node]) -> Node:
    """The tree with each named symbol replaced by another tree."""
    if isinstance(node, Symbol):
        return values.get(node.name, node)
    return rebuild(node, lambda child: substitute(child, values))
