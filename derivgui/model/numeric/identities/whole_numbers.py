"""What whole numbers tell of steps and waves: floor(floor x) is floor x, floor(frac x) is 0, and so is sin(π floor x).

In doubles none of that is certain: frac(-10^-17) is 1, and sin(π floor x) is not 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from derivgui.model.language.constants import exact
from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Sum,
    symbols,
)

NOTHING, ONE = Number(Fraction(0)), Number(Fraction(1))
_STEPS = frozenset({"floor", "ceil", "round"})
_WHOLE = _STEPS | {"sign"}
_OF_WHOLE = frozenset({"abs", "min", "max"})


def is_whole(node: Node) -> bool:
    """Whether a tree is a whole number wherever it has a value, as far as its shape shows it."""
    match node:
        case Number(value):
            return value.denominator == 1
        case Negative(operand):
            return is_whole(operand)
        case Sum(parts) | Product(parts):
            return all(map(is_whole, parts))
        case Power(base, Number(exponent)):
            return exponent.denominator == 1 and is_whole(base)
        case Call(name, arguments):
            return name in _WHOLE or (name in _OF_WHOLE and all(map(is_whole, arguments)))
        case Piecewise(branches):
            return all(is_whole(branch.value) for branch in branches)
        case _:
            return False


def without_whole_numbers(node: Node) -> Node:
    """A step, a fractional part or a wave without what whole numbers make superfluous; other nodes as they are."""
    match node:
        case Call(name, (u,)) if name in _STEPS:
            return _step(node, u)
        case Call("frac", (u,)) | Call("mod", (u, Number(Fraction(numerator=1, denominator=1)))):
            return _fractional_part(node, u)
        case Call("sin" | "cos" | "tan" as name, (angle,)):
            return _wave(node, name, angle)
        case Power(Call("cos", (angle,)), Number(exponent)) if exponent % 2 == 0 and exponent > 0:
            half_turns, rest = _half_turns(angle)
            return node if rest or not half_turns else _with_domain(ONE, half_turns)
        case _:
            return node


def _step(node: Call, u: Node) -> Node:
    whole, rest = _parted(u)
    if node.name == "floor" and len(rest) == 1 and _is_fractional_part(rest[0]):
        return _with_domain(_sum(whole), rest)
    if not rest:
        return u
    return _sum([*whole, Call(node.name, (_sum(rest),))]) if _vary(whole) else node


def _fractional_part(node: Call, u: Node) -> Node:
    whole, rest = _parted(u)
    if len(rest) == 1 and _is_fractional_part(rest[0]):
        return _with_domain(rest[0], whole)
    if not rest:
        return _with_domain(NOTHING, whole)
    return _with_domain(Call("frac", (_sum(rest),)), whole) if _vary(whole) else node


def _wave(node: Call, name: str, angle: Node) -> Node:
    half_turns, rest = _half_turns(angle)
    if not _vary(half_turns):
        return node
    if name == "tan" or all(map(_is_even, half_turns)):
        return _with_domain(Call(name, (_sum(rest),)), half_turns)
    return _with_domain(NOTHING, half_turns) if name == "sin" and not rest else node


def _parted(node: Node) -> tuple[list[Node], list[Node]]:
    """The terms that are whole numbers, and the others."""
    terms = node.terms if isinstance(node, Sum) else (node,)
    whole = [term for term in terms if is_whole(term)]
    return whole, [term for term in terms if not is_whole(term)]


def _half_turns(angle: Node) -> tuple[list[Node], list[Node]]:
    """Whole numbers that stand with π in an angle, and the terms without one."""
    whole, rest = [], []
    for term in angle.terms if isinstance(angle, Sum) else (angle,):
        number = _number_of_half_turns(term)
        if number is None:
            rest.append(term)
        else:
            whole.append(number)
    return whole, rest


def _number_of_half_turns(term: Node) -> Node | None:
    match term:
        case Negative(operand):
            return _number_of_half_turns(operand)
        case Product(factors):
            turns = [factor for factor in factors if factor in (Constant("pi"), Constant("tau"))]
            others = tuple(factor for factor in factors if factor not in turns)
            if len(turns) != 1 or not all(map(is_whole, others)):
                return None
            return Product((Number(Fraction(2)), *others)) if turns[0] == Constant("tau") else Product((ONE, *others))
        case _:
            return None


def _is_even(number: Node) -> bool:
    return isinstance(number, Product) and any(
        isinstance(factor, Number) and factor.value % 2 == 0 for factor in number.factors
    )


def _is_fractional_part(node: Node) -> bool:
    """Whether a tree is at least 0 and less than 1."""
    match node:
        case Call("frac") | Call("mod", (_, Number(Fraction(numerator=1, denominator=1)))):
            return True
        case Product(factors):
            return all(map(_is_fractional_part, factors))
        case Power(base, Number(exponent)):
            return exponent > 0 and _is_fractional_part(base)
        case _:
            return False


def _vary(nodes: Iterable[Node]) -> bool:
    return any(symbols(node) for node in nodes)


def _sum(terms: list[Node]) -> Node:
    return NOTHING if not terms else terms[0] if len(terms) == 1 else Sum(tuple(terms))


def _with_domain(value: Node, owners: list[Node]) -> Node:
    """A value where all that was left out has one."""
    if all(exact(owner) is not None for owner in owners):
        return value
    # What follows is needed for few functions, and takes a while to import.
    from derivgui.model.numeric.identities.guards import within

    return within(value, *owners)
