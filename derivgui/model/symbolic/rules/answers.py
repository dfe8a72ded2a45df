"""The verbs "closed form", "derive by rules" and "check derivative": requests read, answers as JSON types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from derivgui.model.language.expression import Expression
from derivgui.model.language.latex import to_latex
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.language.words import to_words
from derivgui.model.symbolic.rules.closed_form import ClosedForm, closed_form
from derivgui.model.symbolic.rules.conditions import shown
from derivgui.model.symbolic.rules.differentiate import NoDerivativeError
from derivgui.model.symbolic.rules.pages import page
from derivgui.model.symbolic.rules.slips import check_derivative
from derivgui.model.symbolic.tidy.tidy import Tidier, tidier

HIGHEST_ORDER = 2


def closed_forms(request: dict[str, Any]) -> dict[str, Any]:
    """Derivatives as formulas.

    ``request`` holds "text"; "orders", a list of lists of one or two variables to differentiate by (default: once by
    the first variable); "angle", "radians" or "degrees". Each form of the answer holds text, latex, words, status,
    conditions (each text, latex, words) and problem, a sentence where there is no formula.
    """
    expression = parse(request["text"])
    orders = request.get("orders") or [[expression.variables[0]]]
    degrees = request.get("angle") == "degrees"
    return {
        "variables": list(expression.variables),
        "forms": [_form(expression, tuple(by)[:HIGHEST_ORDER], degrees) for by in orders],
    }


def _form(expression: Expression, by: tuple[str, ...], degrees: bool) -> dict[str, Any]:
    nothing = {"by": list(by), "text": "", "latex": "", "words": "", "conditions": [], "status": "not determined"}
    try:
        found = closed_form(expression.tree, by, expression.variables, degrees)
    except NoDerivativeError as error:
        return {**nothing, "problem": str(error)}
    if found.status == "not determined":
        return {**nothing, "problem": "The formula found could not be confirmed."}
    return {**nothing, **facts(found, tidier(expression.variables, expression.tree)), "problem": ""}


def facts(found: ClosedForm, tidy: Tidier) -> dict[str, Any]:
    """A closed form as JSON types."""
    return {
        "by": list(found.by),
        **spelled(found.tree),
        "conditions": [shown(condition, tidy) for condition in found.conditions],
        "status": found.status,
    }


def spelled(tree: Any) -> dict[str, str]:
    """A tree as plain text, LaTeX and words."""
    return {"text": to_text(tree), "latex": to_latex(tree), "words": to_words(tree)}


def derivation(request: dict[str, Any]) -> dict[str, Any]:
    """The page of a derivation by rules; ``request`` holds "text", "variable" and "angle", the last two optional."""
    expression = parse(request["text"])
    variable = request.get("variable") or expression.variables[0]
    return page(expression, variable, request.get("angle") == "degrees")


def checked_derivative(request: dict[str, Any]) -> dict[str, Any]:
    """Whether a reader's own derivative is right, and the rule used wrongly where it is not.

    ``request`` holds "of" (what is differentiated), "expected" and "typed" as text, "variable", and perhaps "whole",
    the derivative of the whole function. The answer holds the fields of ``Verdict``, and "is_whole".

    Raises:
        ParseError: where the typed line cannot be read.
    """
    variable = request.get("variable") or "x"
    of, expected, typed = (parse(request[name], variables=(variable,)).tree for name in ("of", "expected", "typed"))
    whole = parse(request["whole"], variables=(variable,)).tree if request.get("whole") else None
    found = check_derivative(of, expected, typed, variable, whole)
    return {**asdict(found.verdict), "is_whole": found.is_whole}
