"""``derive``: the derivative from the definition, every line checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derivgui.model.language.latex import to_latex
from derivgui.model.language.limits import LONGEST_TEXT
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Negative, Node, Piecewise, Quotient, Sum, substitute, walk
from derivgui.model.symbolic.derivation import build, domain, truth
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula, KnownLimit, Step
from derivgui.model.symbolic.derivation.engine import Line, UnknownDerivationError, lines_of
from derivgui.model.symbolic.derivation.limit import Limit, NoLimitError, in_the_shape_of, limit_of
from derivgui.model.symbolic.derivation.numbers_in import holds_decimals, in_decimals
from derivgui.model.symbolic.derivation.setting import Setting, setting_for
from derivgui.model.symbolic.derivation.standard_limits import StandardLimit
from derivgui.model.symbolic.derivation.typeset import changed_parts, displayed, limit_line

UNKNOWN = "No derivation from the definition is known here."
IN_PIECES = "For a function in pieces no derivation at every x is known here; ask at a number."


def derive(tree: Node, variable: str = "x", at: Node | None = None) -> Derivation:
    """The derivative of a tree by one variable, all other letters held constant, line by line from the definition.

    Parameters:
        tree: the function.
        variable: the letter that moves.
        at: a constant tree, for the derivative at one number; None for the derivative at every x.

    Where no derivation is known, the answer has no result and a message, and its only line is the quotient.
    """
    setting = setting_for(tree, variable)
    if at is not None:
        from derivgui.model.symbolic.derivation.at_number import derive_at

        return derive_at(tree, setting, at)
    try:
        lines = lines_of(tree, setting)
        if holds_decimals(tree):
            lines = (lines[0], *(replace(line, tree=in_decimals(line.tree)) for line in lines[1:]))
        limit = limit_of(lines[-1].tree, setting)
        limit = replace(limit, value=in_the_shape_of(tree, limit.value, setting))
        return written(tree, lines, limit, setting)
    except (UnknownDerivationError, NoLimitError, truth.RefutedError, RecursionError):
        return unknown(tree, setting, IN_PIECES if any(isinstance(p, Piecewise) for p in walk(tree)) else UNKNOWN)


def written(f: Node, lines: Sequence[Line], limit: Limit, setting: Setting) -> Derivation:
    """Lines and limit as a derivation at every x.

    Raises:
        RefutedError: where a line turns out to be false.
    """
    conditions = domain.conditions(f, setting)
    text, latex = domain.in_words(conditions)
    steps = steps_of(lines, limit, setting)
    result = replace(result_step(f, lines[-1].tree, limit, setting), condition=text)
    status = truth.weakest([step.status for step in (*steps, result)])
    if status == "not determined" or any(len(step.text) > LONGEST_TEXT for step in steps):
        raise UnknownDerivationError("a line cannot be checked or read")
    return Derivation(
        setting.variable,
        setting.step,
        None,
        (*steps, result),
        Formula(result.text, result.latex),
        True,
        "",
        text,
        latex,
        known_limits(limit),
        status,
    )


def steps_of(lines: Sequence[Line], limit: Limit | None, setting: Setting) -> tuple[Step, ...]:
    """All lines but the result, each checked against the one before."""
    steps = []
    for place, line in enumerate(lines):
        before = lines[place - 1].tree if place else line.tree
        status = truth.same(before, line.tree, setting)
        tending = limit.used if limit is not None and place == len(lines) - 1 else ()
        latex = limit_line(line.tree, setting, tending)
        changed = map(to_latex, changed_parts(displayed(before), displayed(line.tree)) if place else ())
        move = line.move
        steps.append(
            Step(
                move.rule,
                "standard limit" if tending and place else move.kind,
                move.title,
                _with_limits(move.note, limit if tending else None, setting),
                to_text(line.tree),
                latex,
                True,
                move.condition,
                status,
                tuple(part for part in changed if part in latex),
            )
        )
    return tuple(steps)


def _with_limits(note: str, limit: Limit | None, setting: Setting) -> str:
    if limit is None:
        return note
    known = ", ".join(dict.fromkeys(occurrence.told(setting) for occurrence in limit.used))
    return f"{note} Standard limits: {known}." if note else f"Standard limits: {known}."


def result_step(f: Node, line: Node, limit: Limit, setting: Setting, at: Node | None = None) -> Step:
    """The result, after ``line``.

    Raises:
        RefutedError: where it is not the derivative.
    """
    tidied = truth.same(limit.working, limit.value, setting)
    agrees = truth.is_derivative(f, limit.value, setting, at)
    if at is not None and agrees == "not determined":
        quotient = build.put(setting.quotient(f), {setting.variable: at})
        agrees = truth.weakest([truth.tends(quotient, limit.value, setting, side) for side in (-1, 1)])
    status = tidied if agrees != "not determined" else agrees
    working = None
    if to_text(limit.working) != to_text(limit.value):
        working = Formula(to_text(limit.working), to_latex(limit.working))
    note = f"Everything left is continuous, so {setting.step} may become 0."
    if not setting.moves(line):
        note = f"There is no {setting.step} left."
    if limit.used:
        note = "Put in the standard limits; everything else is continuous."
    return Step(
        "limit",
        "result",
        f"Let {setting.step} tend to 0",
        note,
        to_text(limit.value),
        to_latex(limit.value),
        False,
        "",
        status,
        (),
        working,
    )


def known_limits(limit: Limit | None) -> tuple[KnownLimit, ...]:
    """The standard limits in use, each once."""
    used: dict[str, StandardLimit] = {} if limit is None else {found.limit.name: found.limit for found in limit.used}
    return tuple(KnownLimit(row.text, row.latex, row.reason) for row in used.values())


def unknown(f: Node, setting: Setting, message: str = UNKNOWN, at: Node | None = None) -> Derivation:
    """The answer where no derivation is known: the quotient alone."""
    quotient = setting.quotient(f)
    if at is not None:
        # Nothing is left out here, not even what has no value.
        ahead = build.put(setting.ahead(f), {setting.variable: at})
        quotient = Quotient(Sum((ahead, Negative(substitute(f, {setting.variable: at})))), setting.h)
    step = Step(
        "definition",
        "quotient",
        "Write the difference quotient",
        "",
        to_text(quotient),
        limit_line(quotient, setting),
        True,
        f"{setting.step} ≠ 0",
        "proven",
    )
    place = None if at is None else to_text(at)
    return Derivation(setting.variable, setting.step, place, (step,), None, None, message, "", "", (), "not determined")
