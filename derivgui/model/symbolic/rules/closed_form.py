"""The derivative as one formula: found by rules, tidy, with its conditions, checked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from derivgui.model.language.angles import in_degrees
from derivgui.model.language.tree import Node, Piecewise, children, symbols, walk
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.symbolic.derivation.exact import equal
from derivgui.model.symbolic.derivation.pieces import is_in_pieces, is_smooth_at, joined_by_rules
from derivgui.model.symbolic.derivation.setting import setting_for
from derivgui.model.symbolic.rules.conditions import Condition, left_out, unsaid
from derivgui.model.symbolic.rules.differentiate import NoDerivativeError, as_the_rules_give_it, differentiate
from derivgui.model.symbolic.second_witness import dissents
from derivgui.model.symbolic.tidy.term import UndefinedError
from derivgui.model.symbolic.tidy.tidy import tidier
from derivgui.model.symbolic.witness import RefutedError, Status, agree

MOST_NODES = 1500
MOST_PLACES = 3
MOST_AT_PLACES = 80
NO_VALUE = "A part of this formula has no value."


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """One derivative; ``by`` names the variables in the order of differentiation."""

    by: tuple[str, ...]
    tree: Node
    conditions: tuple[Condition, ...]
    status: Status


def closed_form(tree: Node, by: tuple[str, ...], variables: tuple[str, ...], degrees: bool = False) -> ClosedForm:
    """The derivative of ``tree`` by each variable of ``by`` in turn (one or two).

    Raises:
        NoDerivativeError: there is none, or it is too long to read; the text says which.
    """
    if _has_undefined_constant(tree):
        raise NoDerivativeError(NO_VALUE)
    stages = [tree]
    for variable in by:
        try:
            stages.append(differentiate(stages[-1], variable, variables, degrees, like=tree).derivative)
        except (UndefinedError, ZeroDivisionError):
            raise NoDerivativeError(NO_VALUE) from None
        except OverflowError:
            raise NoDerivativeError("The numbers in this derivative are too long.") from None
        if sum(1 for _ in walk(stages[-1])) > MOST_NODES:
            raise NoDerivativeError("The derivative is too long to read.")
    found = stages[-1]
    conditions = unsaid(list(zip(stages, by, strict=False)), found, tidier(variables, tree))
    form = ClosedForm(by, found, conditions, _status(stages, by, variables, degrees))
    if degrees or len(by) > 1 or sum(1 for _ in walk(tree)) > MOST_AT_PLACES:
        return form
    try:
        return _with_smooth_places(form, tree, variables)
    except (NoDerivativeError, ArithmeticError, RecursionError):
        return form


def _with_smooth_places(form: ClosedForm, tree: Node, variables: tuple[str, ...]) -> ClosedForm:
    """The form without the conditions that leave out numbers at which there is a derivative after all."""
    (variable,) = form.by
    setting = setting_for(tree, variable)
    if form.status == "not determined" or set(symbols(tree)) != {variable}:
        return form
    found, smooth = form.tree, set[Fraction]()
    statuses: list[Status] = [form.status]
    if is_in_pieces(tree, setting):

        def slope(formula: Node) -> Node:
            return differentiate(formula, variable, variables, like=tree).derivative

        joined = joined_by_rules(tree, setting, slope)
        if joined is not None:
            found, smooth = joined[0], set(joined[1])
            statuses.append(joined[2])
    kept = []
    for condition in form.conditions:
        zeros = left_out(condition, variable)
        known = ["proven" if a in smooth else is_smooth_at(tree, found, setting, a) for a in zeros[:MOST_PLACES]]
        if not zeros or len(zeros) > MOST_PLACES or "not determined" in known:
            kept.append(condition)
        else:
            statuses += [status for status in known if status == "numerical"]
    return ClosedForm(form.by, found, tuple(kept), "numerical" if "numerical" in statuses else form.status)


def _status(stages: list[Node], by: tuple[str, ...], variables: tuple[str, ...], degrees: bool) -> Status:
    first, last = (in_degrees(tree) if degrees else tree for tree in (stages[0], stages[-1]))
    try:
        status = agree(first, last, by, variables)
    except RefutedError:
        return "not determined"
    steps = zip(stages, stages[1:], by, strict=False)
    if all(is_proven(tree, derivative, name, degrees) for tree, derivative, name in steps):
        return "proven"
    return "not determined" if status == "numerical" and dissents(first, last, by) else status


def _has_undefined_constant(tree: Node) -> bool:
    """Whether a part without letters has no real value, such as 1/0 or ln(-1): then nothing has."""
    if not symbols(tree):
        return bool(np.isnan(Program(tree, ()).value({})))
    return not isinstance(tree, Piecewise) and any(map(_has_undefined_constant, children(tree)))


def is_proven(tree: Node, derivative: Node, variable: str, degrees: bool = False) -> bool:
    """Whether exact algebra shows that the rules, nothing tidied, give this derivative; False proves nothing."""
    given = as_the_rules_give_it(tree, variable, degrees)
    if isinstance(given, Piecewise) and isinstance(derivative, Piecewise):
        pairs = list(zip(given.branches, derivative.branches, strict=False))
        return len(pairs) == len(derivative.branches) and all(equal(a.value, b.value) for a, b in pairs)
    return given == derivative or equal(given, derivative)
