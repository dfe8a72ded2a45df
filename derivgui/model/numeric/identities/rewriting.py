"""A node put as what it is all along: by its parts' forms, for all signs that these turn on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from derivgui.model.language.relations import HOLDS
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
)
from derivgui.model.numeric.identities.forms import Form, Work
from derivgui.model.numeric.identities.guards import NOTHING, ONE, UNDEFINED, within
from derivgui.model.numeric.identities.kernels import Settings
from derivgui.model.numeric.identities.met import jumps, levels_met, varies
from derivgui.model.numeric.identities.normal_form import NormalForms
from derivgui.model.numeric.identities.proofs import MOST_WORK, Answer, Case, cases
from derivgui.model.numeric.identities.typed import as_typed
from derivgui.model.numeric.rational import rational
from derivgui.model.numeric.suspects.equation import Equation
from derivgui.model.numeric.suspects.suspects import difference

# Signs of differences by which they are known.
DECIDED: dict[int, Node] = {0: NOTHING, 1: ONE, -1: Negative(ONE)}
HALF = Fraction(1, 2)
# So many conditions of one definition are decided one inside the other.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What stands for a node.

    Attributes:
        strict: whether that holds for strict signs only, and may not where these turn.
        is_void: whether it stands where a condition has no truth value: continuity tells nothing of the boundary.
    """

    node: Node
    strict: bool = False
    is_void: bool = False


def without_levels(node: Node, levels: list[Fraction]) -> Node:
    """The node without levels that it seems to be on; the same where they cannot be told from it."""
    return _of_piecewise(node, 0) if isinstance(node, Piecewise) else _of_node(node, levels)


# Calls, quotients and powers


def _of_node(node: Node, levels: list[Fraction]) -> Node:
    settings = Settings(Work(MOST_WORK))
    found = cases(lambda forms: _finding(forms, node, levels), settings=settings)
    if found is None:
        return node
    known = [case.answer for case in found if case.answer is not None]
    if known and not any(_tells_more(answer, node) for answer in known):
        return node
    parts = children(node)
    put = as_typed(node, settings)
    found = _changed(found, put, lambda finding: replace(finding, node=put(finding.node)))
    return within(_joined(found, node, any(map(jumps, parts))).node, *parts)


def _changed(
    found: list[Case[Answer]], put: Callable[[Node], Node], change: Callable[[Answer], Answer]
) -> list[Case[Answer]]:
    """With other trees of the same signs, and other answers."""
    return [
        Case(
            {put(tree): sign for tree, sign in case.signs.items()}, None if case.answer is None else change(case.answer)
        )
        for case in found
    ]


def _tells_more(found: Finding, node: Node) -> bool:
    """Whether anything is settled: a constant, a level kept off, one argument of two that are the same or multiples."""
    if found.strict or found.node == UNDEFINED:
        return True
    if isinstance(node, Call) and node.name in ("min", "max", "mod"):
        return found.node != node
    return isinstance(node, (Call, Power)) and not varies(found.node) and found.node != node


def _finding(forms: NormalForms, node: Node, levels: list[Fraction]) -> Finding:
    clear = _kept_clear(forms, node, levels)
    return Finding(_outcome(forms, node)) if clear is None else Finding(clear, strict=True)


def _kept_clear(forms: NormalForms, node: Node, levels: list[Fraction]) -> Node | None:
    """A step of what only comes close to levels, a sign that is never 0; None for anything else."""
    match node:
        case Call("mod", (number, modulus)):
            share = Quotient(number, modulus)
            inside = _between(forms, share, forms.of(share), levels)
            return None if inside is None else Sum((number, Negative(Product((modulus, Call("floor", (inside,)))))))
        case Call("sign" | "abs" as name, (argument,)):
            sign = forms.asked_sign(forms.of(argument))
            size = argument if name == "abs" else ONE
            return size if sign > 0 else Negative(size) if sign else None
        case Call("floor" | "ceil" | "round" | "frac" as name, (argument,)):
            inside = _between(forms, argument, forms.of(argument), levels)
            if inside is None:
                return None
            return Sum((argument, Negative(Call("floor", (inside,))))) if name == "frac" else Call(name, (inside,))
        case _:
            return None


def _outcome(forms: NormalForms, node: Node) -> Node:
    """What a node is by the forms of its parts; Asks, NowhereError."""
    match node:
        case Quotient(above, below):
            form = forms.of(below)
            return UNDEFINED if form.is_zero else Quotient(above, forms.tree(form, below))
        case Power(base, exponent):
            return Power(forms.tree(forms.of(base), base), exponent)
        case Call("min" | "max" as name, arguments):
            different = [arguments[0]]
            for argument in arguments[1:]:
                if not any(forms.of(difference(other, argument)).is_zero for other in different):
                    different.append(argument)
            return different[0] if len(different) == 1 else Call(name, tuple(different))
        case Call("mod", (number, modulus)):
            ratio = Quotient(number, modulus)
            share = forms.ring.rational(forms.of(ratio))
            return node if share is None else within(Product((modulus, Number(share % 1))), ratio)
        case Call(name, arguments):
            call = Call(name, tuple(forms.tree(forms.of(argument), argument) for argument in arguments))
            value = rational(call, {}) if not varies(call) else None
            return call if value is None else UNDEFINED if isinstance(value, str) else _number(value)
        case _:
            return node


def _between(forms: NormalForms, node: Node, form: Form, levels: list[Fraction]) -> Node | None:
    """A tree on the same steps that keeps off the levels that it only comes close to; None where there are none.

    What is less than 1 and what is at most 1/2 are on the same step.
    """
    clear = node
    for level in levels if forms.ring.varies(form) else ():
        side = forms.asked_sign(forms.ring.subtract(form, forms.ring.number(level)))
        if side:
            clear = Call("max" if side > 0 else "min", (clear, _number(level + side * HALF)))
    return None if clear is node else clear


def _number(value: Fraction) -> Node:
    return Negative(Number(-value)) if value < 0 else Number(value)


def _joined(found: list[Case[Finding]], original: Node, jumps: bool) -> Finding:
    """One tree for all cases; where the trees on which they turn are 0, continuity decides, or the original tree."""
    answers = [case.answer for case in found if case.answer is not None]
    if not answers:
        return Finding(UNDEFINED)
    torn = jumps or any(answer.strict for answer in answers)
    if all(answer.node == answers[0].node for answer in answers) and not (found[0].signs and torn):
        return answers[0]
    first = next(iter(found[0].signs))
    above, below = ([_without(case, first) for case in found if case.signs[first] == sign] for sign in (1, -1))
    up, down = (_joined(side, original, jumps) for side in (above, below))
    is_void = up.is_void or down.is_void
    between = _between_sides(above, below) if is_void and not torn else None
    here = Finding(original) if between is None else _joined(between, original, jumps)
    relations = _closed(up, down, jumps) if between is None else _closed_as(here, up, down)
    sides: tuple[Branch, ...]
    if relations is not None:
        sides = _branch(first, relations[0], up.node), _branch(first, relations[1], down.node)
    elif up.node == down.node:
        sides = _branch(first, "=", here.node), Branch(None, up.node)
    else:
        sides = _branch(first, "=", here.node), _branch(first, ">", up.node), _branch(first, "<", down.node)
    return Finding(Piecewise(sides), torn, is_void)


def _closed(up: Finding, down: Finding, jumps: bool) -> tuple[str, str] | None:
    """With which side a boundary goes: with one that continuity tells; None for neither."""
    goes_up, goes_down = (not (jumps or side.strict or side.is_void or side.node == UNDEFINED) for side in (up, down))
    if goes_up and goes_down:
        # A number is better known than a tree.
        goes_up = not varies(up.node) or varies(down.node)
    return (">=", "<") if goes_up else (">", "<=") if goes_down else None


def _closed_as(here: Finding, up: Finding, down: Finding) -> tuple[str, str] | None:
    return (">=", "<") if here.node == up.node else (">", "<=") if here.node == down.node else None


def _between_sides(above: list[Case[Finding]], below: list[Case[Finding]]) -> list[Case[Finding]] | None:
    """The cases on a boundary: of two sides the one on which there is something; None where they are other cases."""
    above, below = _told_apart(above, below), _told_apart(below, above)
    others = {frozenset(case.signs.items()): case for case in below}
    pairs = [(case, others.pop(frozenset(case.signs.items()), None)) for case in above]
    if others or any(other is None for _, other in pairs):
        return None
    return [other if other is not None and _is_void(case) else case for case, other in pairs]


def _told_apart(side: list[Case[Finding]], other: list[Case[Finding]]) -> list[Case[Finding]]:
    """The one case of a side as the same in each of those that the other side tells apart."""
    if len(side) != 1 or side[0].signs:
        return side
    return [replace(side[0], signs=case.signs) for case in other]


def _is_void(case: Case[Finding]) -> bool:
    return case.answer is None or case.answer.is_void


def _without(case: Case[Finding], tree: Node) -> Case[Finding]:
    return replace(case, signs={other: sign for other, sign in case.signs.items() if other != tree})


def _branch(tree: Node, relation: str, value: Node) -> Branch:
    return Branch(Comparison((tree, NOTHING), (relation,)), value)


# Conditions


def _of_piecewise(node: Node, depth: int) -> Node:
    """With the first condition decided that can be, and then the next."""
    if not isinstance(node, Piecewise) or depth > DEEPEST:
        return node
    for number, branch in enumerate(node.branches):
        operands = branch.condition.operands if branch.condition else ()
        for place, (left, right) in enumerate(pairwise(operands)):
            gap = Sum((left, Negative(right)))
            if not levels_met(Equation(gap)):
                continue
            settings = Settings(Work(MOST_WORK))
            found = cases(lambda forms, gap=gap: _gap(forms, gap), settings=settings)  # type: ignore[misc]
            if found is None or not _is_decided([case.answer for case in found]):
                continue
            parts: list[Case[Finding]] = []
            put = as_typed(gap, settings)
            for case in _changed(found, put, lambda answer, put=put: answer and put(answer)):  # type: ignore[misc]
                decided = _with_gap(node, number, place, case.answer)
                further = _of_piecewise(decided.node, depth + 1) if decided.node != node else node
                parts.append(Case(case.signs, replace(decided, node=further)))
            return _joined(parts, node, jumps(gap)).node
    return node


def _is_decided(gaps: list[Node | None]) -> bool:
    """Whether a difference is known for some signs, or for none there is one."""
    return any(gap in DECIDED.values() for gap in gaps) or all(gap is None for gap in gaps)


def _gap(forms: NormalForms, gap: Sum) -> Node:
    left, right = gap.terms
    if right == Negative(left):
        return NOTHING
    form = forms.of(gap)
    sign = forms.asked_sign(form)
    return DECIDED[sign] if sign or form.is_zero else forms.tree(form, gap)


def _with_gap(node: Piecewise, number: int, place: int, gap: Node | None) -> Finding:
    sign = next((sign for sign, known in DECIDED.items() if known == gap), None)
    return Finding(_decided(node, number, place, gap, sign), strict=bool(sign), is_void=gap is None)


def _decided(node: Piecewise, number: int, place: int, gap: Node | None, sign: int | None) -> Node:
    """With what is known of the difference of two neighbours in one condition; None where it has no value."""
    before, branch, after = node.branches[:number], node.branches[number], node.branches[number + 1 :]
    condition = branch.condition
    assert condition is not None
    if gap is None:
        return _chosen([*before, Branch(None, UNDEFINED)])
    if sign is None:
        if len(condition.operands) > 2:
            return node
        gap = within(gap, *condition.operands)
        return Piecewise((*before, Branch(Comparison((gap, NOTHING), condition.relations), branch.value), *after))
    if sign not in HOLDS[condition.relations[place]]:
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
