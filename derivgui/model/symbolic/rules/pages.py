"""A derivation by rules as a page: sub-results first, each line with its rule, then the whole, then its tidy shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.expression import Expression
from derivgui.model.language.latex import bracketed, symbol_latex, to_latex
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Constant, Node, Piecewise, Power
from derivgui.model.language.words import to_words
from derivgui.model.symbolic.derivation.large_fractions import with_large_fractions
from derivgui.model.symbolic.rules.closed_form import ClosedForm, closed_form, is_proven
from derivgui.model.symbolic.rules.conditions import shown
from derivgui.model.symbolic.rules.differentiate import NoDerivativeError, differentiate
from derivgui.model.symbolic.rules.steps import (
    BranchesStep,
    ChainStep,
    ConstantMultipleStep,
    ConstantStep,
    ExponentialStep,
    FunctionStep,
    IdentityStep,
    PowerStep,
    Step,
    SumStep,
)
from derivgui.model.symbolic.tidy.tidy import tidier

METHOD = "rules"
AT_JOINTS = "At a joint no rule decides but the definition: there both sides agree."


def page(expression: Expression, variable: str, degrees: bool = False) -> dict[str, Any]:
    """What ``derive --by rules`` prints: method, variable, status, result, conditions, steps, and a problem or ""."""
    nothing: dict[str, Any] = {
        "method": METHOD,
        "variable": variable,
        "status": "not determined",
        "result": None,
        "conditions": [],
        "steps": [],
        "problem": "",
    }
    try:
        found = closed_form(expression.tree, (variable,), expression.variables, degrees)
        step = differentiate(expression.tree, variable, expression.variables, degrees)
    except NoDerivativeError as error:
        return {**nothing, "problem": str(error)}
    tidy = tidier(expression.variables, expression.tree)
    conditions = [shown(condition, tidy) for condition in found.conditions]
    if found.status == "not determined":
        return {**nothing, "conditions": conditions, "problem": "The formula found could not be confirmed."}
    result = {"text": to_text(found.tree), "latex": to_latex(found.tree), "words": to_words(found.tree)}
    result_line = _result_line(expression, found, variable, conditions)
    if isinstance(found.tree, Piecewise) and found.tree != step.derivative:
        result_line["note"] = f"{AT_JOINTS} {result_line['note']}".strip()
    lines = [*_lines(step, variable, degrees), result_line]
    return {
        **nothing,
        "status": found.status,
        "result": result,
        "conditions": conditions,
        "steps": lines,
        "problem": "",
    }


def _lines(step: Step, variable: str, degrees: bool) -> Iterator[dict[str, Any]]:
    """One line a sub-result, each only once, parts before the whole.

    The note of a line tells the derivatives of its parts, so those that are read off need no line of their own.
    """
    seen: set[Node] = set()
    for inner in _in_order(step):
        if inner.of in seen or (inner is not step and _is_read_off(inner)):
            continue
        seen.add(inner.of)
        yield _line(inner, "rule", _title(inner), _note(inner), inner.raw, variable, degrees)
        if inner is not step and inner.raw != inner.derivative:
            yield _line(inner, "algebra", "Simplify", "", inner.derivative, variable, degrees)


def _title(step: Step) -> str:
    return f"Derivative of {BY_NAME[step.name].words}" if isinstance(step, FunctionStep) else step.title


def _is_read_off(step: Step) -> bool:
    """Constants, x, and polynomials: what a reader differentiates at a glance."""
    if isinstance(step, ConstantStep | IdentityStep | PowerStep):
        return True
    return isinstance(step, SumStep | ConstantMultipleStep) and all(_is_read_off(part) for _, part in step.parts)


def _in_order(step: Step) -> Iterator[Step]:
    for _, part in step.parts:
        yield from _in_order(part)
    yield step


def _line(step: Step, kind: str, title: str, note: str, right: Node, variable: str, degrees: bool) -> dict[str, Any]:
    return {
        "rule": type(step).__name__.removesuffix("Step"),
        "kind": kind,
        "title": title,
        "note": note,
        "of": {"text": to_text(step.of), "latex": to_latex(step.of)},
        "text": to_text(right),
        "latex": f"{_primed(step.of)} = {with_large_fractions(to_latex(right))}",
        "status": "proven" if is_proven(step.of, right, variable, degrees) else "numerical",
        "words": f"the derivative of {to_words(step.of)} is {to_words(right)}",
    }


def _primed(node: Node) -> str:
    """(x^2)' with the bracket it needs."""
    inside = to_latex(node)
    return f"{bracketed(inside)}'"


def _note(step: Step) -> str:
    """The rule's formula and what its letters stand for, formulas between dollar signs."""
    told = [_meaning(letter, part) for letter, part in step.parts if not isinstance(step, SumStep | BranchesStep)]
    if isinstance(step, FunctionStep):
        return ""
    if isinstance(step, ConstantMultipleStep):
        told.insert(0, f"$c = {to_latex(step.constant)}$")
    if isinstance(step, ChainStep):
        told.insert(0, f"$g = {to_latex(step.outer)}$, $g' = {to_latex(step.outer_derivative)}$")
    formula = f"${step.formula}$" if step.formula else "Each branch by itself, between the joints."
    match step.of:
        case Power(base, _) if base == Constant("e") and isinstance(step, ExponentialStep):
            told.append(r"$b = e$, $\ln e = 1$")
    return f"{formula} with {'; '.join(told)}" if told else formula


def _meaning(letter: str, part: Step) -> str:
    name = symbol_latex(letter)
    return f"${name} = {to_latex(part.of)}$, ${name}' = {to_latex(part.derivative)}$"


def _result_line(
    expression: Expression, found: ClosedForm, variable: str, conditions: list[dict[str, str]]
) -> dict[str, Any]:
    note = "for " + " and ".join(f"${condition['latex']}$" for condition in conditions) if conditions else ""
    return {
        "rule": "Result",
        "kind": "result",
        "title": "Result",
        "note": note,
        "of": {"text": to_text(expression.tree), "latex": to_latex(expression.tree)},
        "text": to_text(found.tree),
        "latex": f"{_primed(expression.tree)} = {to_latex(found.tree)}",
        "status": found.status,
        "words": f"the derivative with respect to {variable} is {to_words(found.tree)}",
    }
