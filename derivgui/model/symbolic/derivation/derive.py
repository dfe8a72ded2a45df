"""``derive``: the derivative from the definition, every line checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derivgui.model.language.limits import LONGEST_TEXT
from derivgui.model.language.tree import Node, Piecewise, walk
from derivgui.model.symbolic.derivation import domain, exact, truth
from derivgui.model.symbolic.derivation.at_number import derive_at
from derivgui.model.symbolic.derivation.derivation import Derivation, Formula
from derivgui.model.symbolic.derivation.engine import Line, UnknownDerivationError, lines_of
from derivgui.model.symbolic.derivation.limit import Limit, NoLimitError, in_the_shape_of, limit_of
from derivgui.model.symbolic.derivation.numbers_in import holds_decimals, in_decimals
from derivgui.model.symbolic.derivation.pieces import derive_in_pieces, is_in_pieces
from derivgui.model.symbolic.derivation.setting import Setting, setting_for
from derivgui.model.symbolic.derivation.tidy import UndefinedError
from derivgui.model.symbolic.derivation.values_at import UnknownBranchError
from derivgui.model.symbolic.derivation.written_steps import UNKNOWN, known_limits, result_step, steps_of, unknown

IN_PIECES = "For a function in pieces no derivation at every x is known here; ask at a number."


def derive(
    tree: Node,
    variable: str = "x",
    at: Node | None = None,
    known: Node | None = None,
    name: str = "f",
    variables: tuple[str, ...] = (),
) -> Derivation:
    """The derivative of a tree by one variable, all other letters held constant, line by line from the definition.

    Parameters:
        tree: the function.
        variable: the letter that moves.
        at: a constant tree, for the derivative at one number; None for the derivative at every x.
        name, variables: of the function, where a line names it.
        known: the derivative as it is written elsewhere; the last line ends with it where it is proven to be the same.

    Where no derivation is known, the answer has no result and a message, and its only line is the quotient.
    """
    setting = setting_for(tree, variable, name, variables)
    if at is not None:
        return derive_at(tree, setting, at)
    try:
        if is_in_pieces(tree, setting):
            return derive_in_pieces(tree, setting)
    except (
        UnknownDerivationError,
        NoLimitError,
        UnknownBranchError,
        UndefinedError,
        truth.RefutedError,
        RecursionError,
    ):
        pass
    try:
        lines = lines_of(tree, setting)
        if holds_decimals(tree):
            lines = (lines[0], *(replace(line, tree=in_decimals(line.tree)) for line in lines[1:]))
        limit = limit_of(lines[-1].tree, setting)
        limit = replace(limit, value=_as_written(known, in_the_shape_of(tree, limit.value, setting)))
        return written(tree, lines, limit, setting)
    except (UnknownDerivationError, NoLimitError, truth.RefutedError, RecursionError):
        return unknown(tree, setting, IN_PIECES if any(isinstance(p, Piecewise) for p in walk(tree)) else UNKNOWN)


def _as_written(known: Node | None, value: Node) -> Node:
    return value if known is None or not exact.equal(known, value) else known


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
