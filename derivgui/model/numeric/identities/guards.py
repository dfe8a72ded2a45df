"""Where a tree has values, told by trees that are 0 there and undefined elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivgui.model.language.constants import exact
from derivgui.model.language.signs import is_not_negative, is_positive
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
    children,
    symbols,
)
from derivgui.model.numeric.identities.proofs import cases
from derivgui.model.numeric.powers import exact_rational

NOTHING, ONE = Number(Fraction(0)), Number(Fraction(1))
UNDEFINED = Quotient(ONE, NOTHING)
_EVERYWHERE = frozenset(
    {"sin", "cos", "atan", "acot", "sinh", "cosh", "tanh", "sech", "asinh", "exp", "cbrt", "abs", "sign", "floor"}
    | {"ceil", "round", "frac", "min", "max"}
)


def within(value: Node, *owners: Node) -> Node:
    """A value where all the owners have one."""
    found = dict.fromkeys(guard for owner in owners for guard in guards(owner))
    return Sum((value, *found)) if found else value


def guards(node: Node) -> Iterator[Node]:
    """Trees that are 0 where this one has a value; at least one is undefined elsewhere."""
    if not _is_partial(node):
        for part in children(node):
            yield from guards(part)
        return
    yield _guard(node)
    if isinstance(node, Quotient):
        yield from guards(node.numerator)


def _guard(node: Node) -> Node:
    # A value that is too large for doubles is one all the same.
    return Quotient(NOTHING, node.denominator) if isinstance(node, Quotient) else Product((NOTHING, node))


def _is_partial(node: Node) -> bool:
    """Whether a node may have no value where its parts have one; a constant, whether it may have none."""
    if not symbols(node):
        return not is_number(node)
    match node:
        case Quotient(_, below) | Call("mod", (_, below)):
            return not (is_positive(below) if symbols(below) else is_number(Quotient(ONE, below)))
        case Power(base, exponent):
            power = exact_rational(exponent)
            if power is None:
                return not is_positive(base)
            if power < 0:
                return not is_positive(base)
            return power.denominator % 2 == 0 and not _is_never_negative(base)
        case Call("ln" | "log", (inner,)):
            return not is_positive(inner)
        case Call("sqrt", (inner,)):
            return not _is_never_negative(inner)
        case Call(name):
            return name not in _EVERYWHERE
        case Negative() | Sum() | Product():
            return False
        case _:
            return bool(children(node))


def is_number(node: Node) -> bool:
    """Whether a constant tree certainly has a value."""
    if isinstance(node, (Constant, Number)) or exact(node) is not None:
        return True
    # What follows is needed for few functions, and takes a while to import.
    from derivgui.model.numeric.places.exact_value import constant_value

    found = constant_value(node)
    return found is not None and found.number == found.number


def _is_never_negative(node: Node) -> bool:
    if is_not_negative(node):
        return True
    found = cases(lambda forms: forms.is_never_negative(forms.of(node)))
    return found is not None and len(found) == 1 and bool(found[0].answer)
