"""Trees without steps, joints and edges that rounding alone would make.

sin² x + cos² x is 1, and in doubles it is a little less here and there: floor(sin² x + cos² x) would flicker. Where the
argument of such a function seems to stay at a level at which something happens, its form is asked for. What is proven
is put in its place, and has no value where there was none. What is not proven is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np

from derivgui.model.language.literals import decimal
from derivgui.model.language.real import Array
from derivgui.model.language.tree import (
    Branch,
    Call,
    Comparison,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    children,
    rebuild,
    substitute,
    symbols,
    walk,
)
from derivgui.model.numeric.equations import Equation
from derivgui.model.numeric.identities.guards import NOTHING, UNDEFINED, within
from derivgui.model.numeric.identities.normal_form import NormalForms
from derivgui.model.numeric.identities.proofs import Case, cases
from derivgui.model.numeric.program import Program
from derivgui.model.numeric.rational import rational
from derivgui.model.numeric.suspects import SuspectKind, accusations_of, difference, holds_at_single_places

# Points at which a level is looked for: most of them near 0, some farther out; each symbol has its own.
POINTS = 48
NEAR_POINTS = 36
NEAR, FAR = 4.0, 100.0
GOLDEN = 0.6180339887498949
# Met at so many of them, a level may be met all along. First within a coarse distance, then within rounding.
FEWEST_MET = 4
COARSE = 1e-9
WITHIN_SPREADS = 8.0
STEPS: tuple[SuspectKind, ...] = ("jump",)
ANY: tuple[SuspectKind, ...] = ("pole", "jump", "edge", "corner")
HOLDS = {"=": True, "!=": False, "<": False, "<=": True, ">": False, ">=": True}
_JUMPING = frozenset({"sign", "floor", "ceil", "round", "frac", "mod", "factorial", "atan2"})


def settled(tree: Node, kinds: tuple[SuspectKind, ...] = ANY) -> Node:
    """The tree with all that is certain to stay at a level put as what it is; the same object where nothing is.

    ``kinds`` of suspicions are looked into. It costs a tenth of a millisecond for each.
    """
    found = _settled(tree, kinds)
    return tree if found == tree else found


def specific(program: Program, parameters: Mapping[str, float]) -> Program:
    """A program with the parameters in place where steps and joints settle for these very numbers, else the same."""
    if not parameters or not any(True for node in walk(program.tree) for _ in _touchy(node, STEPS)):
        return program
    concrete = substitute(program.tree, {name: decimal(value) for name, value in parameters.items()})
    found = settled(concrete, STEPS)
    return program if found is concrete else Program(found, program.variables)


def _touchy(node: Node, kinds: tuple[SuspectKind, ...]) -> Iterable[Equation]:
    return (
        equation
        for kind, equation in accusations_of(node, _varies)
        # A bare symbol does not stay anywhere.
        if kind in kinds and children(equation.tree) and _varies(equation.tree)
    )


def _varies(node: Node) -> bool:
    return bool(symbols(node))


def _settled(node: Node, kinds: tuple[SuspectKind, ...]) -> Node:
    if not _varies(node):
        return node
    node = _with_settled_parts(node, kinds)
    if not any(map(_seems_met, _touchy(node, kinds))):
        return node
    return _of_piecewise(node) if isinstance(node, Piecewise) else _of_node(node)


def _with_settled_parts(node: Node, kinds: tuple[SuspectKind, ...]) -> Node:
    if not isinstance(node, Piecewise):
        return rebuild(node, lambda child: _settled(child, kinds))
    branches = []
    for branch in node.branches:
        condition = branch.condition
        if condition is not None:
            operands = tuple(_settled(operand, kinds) for operand in condition.operands)
            condition = Comparison(operands, condition.relations)
        value = branch.value if holds_at_single_places(branch) else _settled(branch.value, kinds)
        branches.append(Branch(condition, value))
    return Piecewise(tuple(branches))


def _seems_met(equation: Equation) -> bool:
    """Whether doubles see the level at several points."""
    names = symbols(equation.tree)
    program = Program(equation.tree, names)
    at = {name: _points(number) for number, name in enumerate(names)}
    values = program.value(at)
    close = np.flatnonzero(_off(values, equation) <= COARSE * (1.0 + np.absolute(values)))
    if close.size < FEWEST_MET:
        return False
    value, spread = program.value_and_spread({name: points[close] for name, points in at.items()})
    met = _off(value, equation) <= WITHIN_SPREADS * spread + np.finfo(float).tiny
    return int(np.count_nonzero(met)) >= FEWEST_MET


def _points(number: int) -> Array:
    shares = (np.arange(1, POINTS + 1) * GOLDEN * (1.0 + 0.37 * number)) % 1.0
    points: Array = np.where(np.arange(POINTS) < NEAR_POINTS, NEAR * (2.0 * shares - 1.0), NEAR + (FAR - NEAR) * shares)
    return points


def _off(values: Array, equation: Equation) -> Array:
    shifted = values - float(equation.offset)
    if equation.period is not None:
        period = float(equation.period)
        shifted = shifted - period * np.round(shifted / period)
    off: Array = np.absolute(shifted)
    return off


# Calls, quotients and powers


def _of_node(node: Node) -> Node:
    found = cases(lambda forms: _outcome(forms, node))
    if found is None or all(case.answer == node for case in found):
        return node
    parts = children(node)
    return within(_joined(found, node, parts), *parts)


def _outcome(forms: NormalForms, node: Node) -> Node:
    """What a node is by the forms of its parts; Asks, NowhereError."""
    match node:
        case Quotient(above, below):
            form = forms.of(below)
            return UNDEFINED if form.is_zero else Quotient(above, forms.tree(form, below))
        case Power(base, exponent):
            return Power(forms.tree(forms.of(base), base), exponent)
        case Call("min" | "max" as name, arguments):
            kept = [arguments[0]]
            for argument in arguments[1:]:
                if not any(forms.of(difference(other, argument)).is_zero for other in kept):
                    kept.append(argument)
            return kept[0] if len(kept) == 1 else Call(name, tuple(kept))
        case Call("mod", (number, modulus)):
            share = forms.ring.rational(forms.of(Quotient(number, modulus)))
            return node if share is None else Product((modulus, Number(share % 1)))
        case Call(name, arguments):
            call = Call(name, tuple(forms.tree(forms.of(argument), argument) for argument in arguments))
            value = rational(call, {}) if not _varies(call) else None
            return call if value is None else UNDEFINED if isinstance(value, str) else _number(value)
        case _:
            return node


def _number(value: Fraction) -> Node:
    return Negative(Number(-value)) if value < 0 else Number(value)


def _joined(found: list[Case[Node]], original: Node, parts: Iterable[Node]) -> Node:
    """One tree for all cases; where the trees on which they turn are 0, continuity decides, or the original tree."""
    answers = [case.answer for case in found if case.answer is not None]
    if not answers:
        return UNDEFINED
    if all(answer == answers[0] for answer in answers):
        return answers[0]
    first = next(iter(found[0].signs))
    up, down = (
        _joined([_without(case, first) for case in found if case.signs[first] == sign], original, parts)
        for sign in (1, -1)
    )
    if any(_jumps(part) for part in parts):
        return Piecewise((_branch(first, ">", up), _branch(first, "<", down), _branch(first, "=", original)))
    if down != UNDEFINED and (up == UNDEFINED or (_varies(up) and not _varies(down))):
        return Piecewise((_branch(first, ">", up), _branch(first, "<=", down)))
    return Piecewise((_branch(first, ">=", up), _branch(first, "<", down)))


def _without(case: Case[Node], tree: Node) -> Case[Node]:
    return replace(case, signs={other: sign for other, sign in case.signs.items() if other != tree})


def _branch(tree: Node, relation: str, value: Node) -> Branch:
    return Branch(Comparison((tree, NOTHING), (relation,)), value)


def _jumps(tree: Node) -> bool:
    return any(isinstance(node, Piecewise) or (isinstance(node, Call) and node.name in _JUMPING) for node in walk(tree))


# Conditions


def _of_piecewise(node: Piecewise) -> Node:
    """With the first condition decided that can be, and then the next."""
    for number, branch in enumerate(node.branches):
        operands = branch.condition.operands if branch.condition else ()
        for place, (left, right) in enumerate(pairwise(operands)):
            gap = Sum((left, Negative(right)))
            if not (_varies(gap) and _seems_met(Equation(gap))):
                continue
            found = cases(lambda forms, gap=gap: _gap(forms, gap))  # type: ignore[misc]
            if found is None or not any(case.answer in (None, NOTHING) for case in found):
                continue
            parts: list[Case[Node]] = [Case(case.signs, _with_gap(node, number, place, case.answer)) for case in found]
            decided = _joined(parts, node, (gap,))
            return _settled(decided, ANY) if decided != node else node
    return node


def _gap(forms: NormalForms, gap: Sum) -> Node:
    left, right = gap.terms
    if right == Negative(left):
        return NOTHING
    form = forms.of(gap)
    return NOTHING if form.is_zero else forms.tree(form, gap)


def _with_gap(node: Piecewise, number: int, place: int, gap: Node | None) -> Node:
    """With what is known of the difference of two neighbours in one condition; None where it has no value."""
    before, branch, after = node.branches[:number], node.branches[number], node.branches[number + 1 :]
    condition = branch.condition
    assert condition is not None
    if gap is None:
        return _chosen([*before, Branch(None, UNDEFINED)])
    if gap != NOTHING:
        if len(condition.operands) > 2:
            return node
        gap = within(gap, *condition.operands)
        return Piecewise((*before, Branch(Comparison((gap, NOTHING), condition.relations), branch.value), *after))
    if not HOLDS[condition.relations[place]]:
        rest = _chosen([*after]) if after else UNDEFINED
        return _chosen([*before, Branch(None, within(rest, *condition.operands))])
    shorter = _without_end(condition, place)
    if shorter is None:
        return _chosen([*before, Branch(None, within(branch.value, *condition.operands))])
    return Piecewise((*before, Branch(shorter, branch.value), *after))


def _without_end(condition: Comparison, place: int) -> Comparison | None:
    """A chain without a relation that holds anyway, if it stands at one of its ends; None where none is left."""
    operands, relations = condition.operands, condition.relations
    if len(relations) == 1:
        return None
    if place == 0:
        return Comparison((within(operands[1], operands[0]), *operands[2:]), relations[1:])
    if place == len(relations) - 1:
        return Comparison((*operands[:-2], within(operands[-2], operands[-1])), relations[:-1])
    return condition


def _chosen(branches: list[Branch]) -> Node:
    return branches[0].value if branches[0].condition is None else Piecewise(tuple(branches))
