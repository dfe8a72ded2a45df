"""The derivative at one number: the lines for every x with the number put in, or one-sided limits at a corner."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Call, Node, symbols
from derivgui.model.symbolic.derivation import build, truth
from derivgui.model.symbolic.derivation.board import Move
from derivgui.model.symbolic.derivation.corners import Beside, Side, has_corner
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, Step
from derivgui.model.symbolic.derivation.endings import Ending, end_of, ending_at, no_limit, quotient_at
from derivgui.model.symbolic.derivation.engine import UnknownDerivationError
from derivgui.model.symbolic.derivation.limit import Limit, NoLimitError
from derivgui.model.symbolic.derivation.one_sided import from_both_sides, from_under_a_root
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import UndefinedError, is_zero
from derivgui.model.symbolic.derivation.typeset import named_quotient
from derivgui.model.symbolic.derivation.values_at import UnknownBranchError, has_no_value
from derivgui.model.symbolic.derivation.written_steps import known_limits, result_step, steps_of, unknown

SIDES: tuple[Side, Side] = (-1, 1)
NAMES: dict[Side, str] = {-1: "left", 1: "right"}
NEARBY = Fraction(1, 2**30)


def derive_at(f: Node, setting: Setting, at: Node) -> Derivation:
    """The derivative of f at a constant, line by line."""
    place = {setting.variable: at}
    missing = has_no_value(f, place) if set(symbols(f)) <= {setting.variable} else None
    if missing:
        message = f"The function has no value at {in_words(at)}, so it has no derivative there."
        return replace(unknown(f, setting, message, at), exists=False, status=missing)
    quotient = build.put(setting.quotient(f), place)
    sides = _sides_with_values(quotient, setting)
    if not sides:
        message = f"The function has values at {in_words(at)}, but nowhere near, so it has no derivative there."
        return replace(unknown(f, setting, message, at), exists=False, status="numerical")
    try:
        if has_corner(f) and len(sides) == 1:
            return _smooth(Beside(setting, at, sides[0]).tree(f), setting, at, f)
        if has_corner(f):
            left, right = (Beside(setting, at, side).tree(f) for side in SIDES)
            if left != right or left != f:
                return from_both_sides(f, left, right, setting, at)
        try:
            return _smooth(f, setting, at)
        except NoLimitError:
            if not isinstance(f, Call) or f.name != "sqrt" or not is_zero(build.put(f.arguments[0], place)):
                raise
            return from_under_a_root(f, setting, at)
    except (
        UnknownDerivationError,
        NoLimitError,
        UnknownBranchError,
        UndefinedError,
        truth.RefutedError,
        RecursionError,
    ):
        return unknown(f, setting, at=at)


def _smooth(f: Node, setting: Setting, at: Node, typed: Node | None = None) -> Derivation:
    """The lines of f, which is the part that counts here of the function as typed."""
    ending = ending_at(f, setting, at)
    quotient = ending.lines[0].tree if typed is None else quotient_at(typed, setting, at)
    if typed is not None and quotient != ending.lines[0].tree:
        first = ending.lines[0]
        note = f"Here the function is {in_words(f)}."
        counted = replace(first, move=Move("one-sided", "Look at the formula that counts here", note, first.tree))
        named = named_quotient(typed, setting, at)
        ending = replace(ending, lines=(replace(first, tree=quotient, named=named), counted, *ending.lines[1:]))
    steps = steps_of(ending.lines, ending.limit, setting)
    if any(step.status == "not determined" for step in steps):
        raise UnknownDerivationError("a line is defined nowhere near")
    sides = _sides_with_values(ending.lines[0].tree, setting)
    if ending.limit is None:
        return _unbounded(ending, steps, sides, setting, at)
    if len(sides) == 1:
        return _endpoint(ending.limit, steps, sides[0], setting, at)
    result = result_step(f, ending.lines[-1].tree, ending.limit, setting, at)
    return Derivation(
        variable=setting.variable,
        step=setting.step,
        at=to_text(at),
        steps=(*steps, result),
        result=Formula(result.text, result.latex),
        exists=True,
        message="",
        domain="",
        domain_latex="",
        limits=known_limits(ending.limit),
        status=truth.weakest([step.status for step in (*steps, result)]),
    )


def _sides_with_values(quotient: Node, setting: Setting) -> tuple[Side, ...]:
    """The sides on which the quotient has values for small steps; both where letters leave that open."""
    if set(symbols(quotient)) != {setting.step}:
        return SIDES
    return tuple(side for side in SIDES if not has_no_value(quotient, {setting.step: build.number(side * NEARBY)}))


def _unbounded(
    ending: Ending, steps: tuple[Step, ...], sides: tuple[Side, ...], setting: Setting, at: Node
) -> Derivation:
    """No derivative because the quotient grows; a side on which the function has no values is not spoken of."""
    if ending.swing is not None:
        return _none(no_limit(ending.swing, setting, at), steps, setting, at)
    ends = [end_of(ending, setting, side) for side in sides]
    told = [f"from the {NAMES[side]} to {end.text}" for side, end in zip(sides, ends, strict=True)]
    grows = f"The quotient grows beyond all bounds as {setting.step} tends to 0"
    found = _none(f"{grows} ({', '.join(told)}): no derivative at {in_words(at)}.", steps, setting, at)
    return found if all(end.is_proven for end in ends) else replace(found, status="numerical")


def _endpoint(limit: Limit, steps: tuple[Step, ...], side: Side, setting: Setting, at: Node) -> Derivation:
    """One-sided limits are not derivatives."""
    name, place = NAMES[side], in_words(at)
    message = f"The function has values only to the {name} of {place}: {in_words(limit.value)} is a one-sided limit."
    return _none(message, steps, setting, at)


def _none(message: str, steps: tuple[Step, ...], setting: Setting, at: Node) -> Derivation:
    return Derivation(
        variable=setting.variable,
        step=setting.step,
        at=to_text(at),
        steps=steps,
        result=None,
        exists=False,
        message=message,
        domain="",
        domain_latex="",
        limits=(),
        status=truth.weakest([step.status for step in steps]),
    )
