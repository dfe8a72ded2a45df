"""Where a formula holds: x != 0, x > 0, x no whole number; said only where the formula does not show it itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias

from derivgui.model.language.constants import exact
from derivgui.model.language.latex import to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.signs import is_positive
from derivgui.model.language.tree import (
    Call,
    Negative,
    Node,
    Piecewise,
    Power,
    Quotient,
    Sum,
    Symbol,
    children,
    substitute,
    symbols,
)
from derivgui.model.language.words import to_words
from derivgui.model.numeric.suspects.polynomials import coefficients_of, rational_zeros
from derivgui.model.symbolic.rules import table
from derivgui.model.symbolic.tidy.term import ONE, Term, UndefinedError, is_exponential
from derivgui.model.symbolic.tidy.tidy import Tidier

Kind: TypeAlias = Literal["!=", ">", ">=", "whole"]

_LATEX = {"!=": r"\ne", ">": ">", "<": "<", ">=": r"\ge", "<=": r"\le"}
_WORDS = {
    "!=": "is not equal to",
    ">": "is greater than",
    "<": "is less than",
    ">=": "is at least",
    "<=": "is at most",
}
_OF_DOMAINS = frozenset((">", ">="))
_TURNED = {"!=": "!=", ">": "<", ">=": "<="}
_NO_POLES = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}


@dataclass(frozen=True, slots=True)
class Condition:
    """``node`` compared with 0; "whole" asks that it be no whole number."""

    kind: Kind
    node: Node


def unsaid(differentiated: Sequence[tuple[Node, str]], result: Node, tidy: Tidier) -> tuple[Condition, ...]:
    """What the derivatives of these trees, each by its variable, need and ``result`` does not show by itself."""
    needed = dict.fromkeys(
        condition for tree, variable in differentiated for condition in _conditions(tree, variable, tidy, smooth=True)
    )
    shown = {
        condition for _, variable in differentiated for condition in _conditions(result, variable, tidy, smooth=False)
    }
    missing = [condition for condition in needed if not _follows(condition, shown)]
    return tuple(condition for condition in missing if not _follows(condition, {*missing} - {condition}))


def left_out(condition: Condition, variable: str) -> tuple[Fraction, ...]:
    """The numbers that a condition leaves out, where these are known and it does nothing else."""
    p = coefficients_of(condition.node, variable) if condition.kind == "!=" else None
    return (rational_zeros(p) or ()) if p is not None and len(p) > 1 else ()


def _follows(condition: Condition, known: set[Condition]) -> bool:
    node, kind = condition.node, condition.kind
    if condition in known:
        return True
    positive = Condition(">", node) in known
    if kind in ("!=", ">="):
        return positive
    return kind == ">" and {Condition(">=", node), Condition("!=", node)} <= known


def _conditions(tree: Node, variable: str, tidy: Tidier, smooth: bool) -> Iterator[Condition]:
    for node, in_branch in _nodes(tree):
        if variable not in symbols(node):
            continue
        for kind, part in _needed(node, variable, smooth):
            if variable in symbols(part) and not (in_branch and smooth and kind in _OF_DOMAINS):
                yield from _split(kind, part, variable, tidy)


def _nodes(tree: Node, in_branch: bool = False) -> Iterator[tuple[Node, bool]]:
    """All nodes, and whether they stand in a branch of a piecewise definition.

    Conditions hold in a branch only. Places that are left out everywhere leave a true statement, domains do not.
    """
    yield tree, in_branch
    if isinstance(tree, Piecewise):
        for branch in tree.branches:
            yield from _nodes(branch.value, True)
        return
    for child in children(tree):
        yield from _nodes(child, in_branch)


def _needed(node: Node, variable: str, smooth: bool) -> Iterator[tuple[Kind, Node]]:
    match node:
        case Quotient(_, below):
            yield "!=", below
        case Power(base, exponent):
            yield from _of_power(base, exponent, variable, smooth)
        case Call("sqrt", (inside,)):
            yield (">" if smooth else ">="), inside
        case Call("ln" | "log", (inside,)) | Call("log_base", (inside, _)):
            yield ">", inside
        case Call(name, (inside,)) if name in _NO_POLES:
            yield "!=", Call(_NO_POLES[name], (inside,))
        case Call("coth" | "csch", (inside,)):
            yield "!=", inside
        case Call("min" | "max", (first, *others)) if smooth:
            for other in others:
                yield "!=", Sum((first, Negative(other)))
        case Call() if smooth:
            yield from _of_call(node)
        case Piecewise(branches) if smooth:
            for branch in branches:
                operands = branch.condition.operands if branch.condition else ()
                for left, right in pairwise(operands):
                    yield "!=", Sum((left, Negative(right)))


def _of_power(base: Node, exponent: Node, variable: str, smooth: bool) -> Iterator[tuple[Kind, Node]]:
    # None for decimals and letters, which want a positive base.
    fixed = exact(exponent)
    if variable in symbols(exponent) or fixed is None:
        yield ">", base
    elif fixed.denominator == 1:
        if fixed <= 0:
            yield "!=", base
    elif fixed.denominator % 2 == 0:
        yield (">" if smooth or fixed < 0 else ">="), base
    elif fixed < (1 if smooth else 0):
        yield "!=", base


def _of_call(node: Call) -> Iterator[tuple[Kind, Node]]:
    letters = dict(zip(table.LETTERS, node.arguments, strict=False))
    if node.name == "atan2" and is_positive(node.arguments[1]):
        return
    wanted = table.condition(node.name)
    if wanted is not None:
        for relation, left, right in zip(wanted.relations, wanted.operands, wanted.operands[1:], strict=False):
            left, right = substitute(left, letters), substitute(right, letters)
            if relation == "<":
                left, right = right, left
            yield ("!=" if relation == "!=" else ">"), Sum((left, Negative(right)))
    row = table.ROWS.get(node.name)
    if row is not None and row.whole:
        yield "whole", substitute(table.whole(node.name), letters)
    if node.name == "root":
        degree = exact(node.arguments[1])
        yield ("!=" if degree is not None and degree.numerator % 2 else ">"), node.arguments[0]


def _split(kind: Kind, node: Node, variable: str, tidy: Tidier) -> Iterator[Condition]:
    """A product differs from 0 where every factor does; what is always so is left out."""
    if kind == "whole":
        yield Condition(kind, tidy.node(node))
        return
    try:
        one = tidy.one(node)
    except (UndefinedError, OverflowError):
        return
    moving = [(atom, power) for atom, power in one.factors if variable in symbols(atom)]
    signed = []
    for atom, power in moving:
        if is_exponential(atom) or is_positive(atom):
            continue
        if kind == "!=" or power.numerator % 2 == 0 or _is_absolute(atom):
            bare = atom.arguments[0] if _is_absolute(atom) and isinstance(atom, Call) else atom
            yield Condition("!=", bare)
        else:
            signed.append((atom, ONE))
    if kind == "!=" or not signed:
        return
    rest = tuple(factor for factor in one.factors if factor not in moving)
    sign = Term(ONE if one.coefficient > 0 else -ONE, (*rest, *signed))
    yield Condition(kind, tidy.node(tidy.layout.term(sign)))


def _is_absolute(atom: Node) -> bool:
    return isinstance(atom, Call) and atom.name == "abs"


@dataclass(frozen=True, slots=True)
class Sides:
    """A condition as it is written: left, relation, right."""

    left: Node
    relation: str
    right: Node


def written(condition: Condition, tidy: Tidier) -> Sides:
    """x > 2 instead of x - 2 > 0, x^2 < 1 instead of 1 - x^2 > 0."""
    terms = tidy.terms(condition.node)
    moving = tuple(one for one in terms if any(symbols(atom) for atom, _ in one.factors))
    fixed = tuple(one for one in terms if one not in moving)
    factor = moving[0].coefficient
    if len(moving) > 1 or not all(isinstance(atom, Symbol) for atom, _ in moving[0].factors):
        factor = Fraction(1 if factor > 0 else -1)
    left = tuple(Term(one.coefficient / factor, one.factors) for one in moving)
    relation = condition.kind if factor > 0 else _TURNED[condition.kind]
    right = tuple(Term(-one.coefficient / factor, one.factors) for one in fixed)
    return Sides(tidy.layout.total(left), relation, tidy.layout.total(right))


def shown(condition: Condition, tidy: Tidier) -> dict[str, str]:
    """The condition as plain text, LaTeX and words."""
    if condition.kind == "whole":
        node = condition.node
        return {
            "text": f"{to_text(node)} no whole number",
            "latex": rf"{to_latex(node)} \notin \mathbb{{Z}}",
            "words": f"{to_words(node)} is no whole number",
        }
    sides = written(condition, tidy)
    left, right = sides.left, sides.right
    return {
        "text": f"{to_text(left)} {sides.relation} {to_text(right)}",
        "latex": f"{to_latex(left)} {_LATEX[sides.relation]} {to_latex(right)}",
        "words": f"{to_words(left)} {_WORDS[sides.relation]} {to_words(right)}",
    }
