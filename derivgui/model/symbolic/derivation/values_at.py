"""Trees at constants: their values, the formulas that hold there, and whether there is a value at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from derivgui.model.language.relations import HOLDS
from derivgui.model.language.tree import (
    Comparison,
    Constant,
    Node,
    Number,
    Piecewise,
    Symbol,
    children,
    rebuild,
    substitute,
)
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.rational import rational
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.tidy import UndefinedError, is_zero, tidy

BITS = 400


class UnknownBranchError(ArithmeticError):
    """Which formula holds at a number, or beside it, is not decided."""


def number_at(node: Node, at: Mapping[str, Node]) -> Any:
    """The value of a tree at a constant: a fraction where that is known exactly, else a ball.

    None where it is undefined, or where no ball is small enough to tell.
    """
    import flint

    placed = substitute(node, dict(at))
    exact = rational(placed, {})
    if exact == "undefined":
        return None
    if isinstance(exact, Fraction):
        return exact
    with flint.ctx.workprec(BITS):
        try:
            value = balls.ball(placed, {})
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
        if not value.is_finite():
            return None
        return value


def value_tree(node: Node, at: Mapping[str, Node]) -> Node:
    """The tree at constants, each function in pieces by the formula that holds there.

    Raises:
        UnknownBranchError: where it is not decided which one does.
    """
    match node:
        case Piecewise(branches):
            for branch in branches:
                if branch.condition is None or holds_at(branch.condition, at):
                    return value_tree(branch.value, at)
            raise UnknownBranchError
        case Symbol(name):
            return at.get(name, node)
        case _:
            changed = rebuild(node, lambda child: value_tree(child, at))
            return node if changed == node else build.joined(changed)


def holds_at(condition: Comparison, at: Mapping[str, Node]) -> bool:
    """Whether a condition holds at constants.

    Raises:
        UnknownBranchError: where no enclosure is small enough to tell.
    """
    for relation, left, right in zip(condition.relations, condition.operands, condition.operands[1:], strict=False):
        gap = build.difference(value_tree(left, at), value_tree(right, at))
        value = Fraction(0) if is_zero(gap) else number_at(gap, {})
        if value is None or not (value == 0 or value > 0 or value < 0):
            raise UnknownBranchError
        sign = 0 if value == 0 else 1 if value > 0 else -1
        if sign not in HOLDS[relation]:
            return False
    return True


def settled(node: Node) -> Node:
    """A constant with the parts that are exact fractions as such: √(5 − √5²) is √0, whatever rounding makes of it.

    Only what is made of parts with values counts, so (√-1)² stays as it is.
    """
    inner = rebuild(node, settled)
    if isinstance(inner, Number | Constant | Piecewise):
        return inner
    if any(number_at(part, {}) is None for part in children(inner)):
        return inner
    try:
        found = rational(tidy(inner), {})
    except UndefinedError:
        return inner
    return build.number(found) if isinstance(found, Fraction) else inner


def has_no_value(node: Node, at: Mapping[str, Node]) -> Literal["proven", "numerical"] | None:
    """How it is known that a tree has no value at constants; None where it has one, or where that is open."""
    if number_at(node, at) is not None:
        return None
    placed = substitute(node, dict(at))
    if rational(placed, {}) == "undefined":
        return "proven"
    exact = settled(placed)
    if number_at(exact, {}) is not None:
        return None
    if rational(exact, {}) == "undefined":
        return "proven"
    places = {name: float(Program(place).value({})) for name, place in at.items()}
    return "numerical" if math.isnan(float(Program(node, tuple(at)).value(places))) else None
