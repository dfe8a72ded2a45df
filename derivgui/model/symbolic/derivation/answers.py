"""The verbs "derive by definition" and "check line": requests read, answers as JSON types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from derivgui.model.language.angles import in_degrees
from derivgui.model.language.errors import ParseError
from derivgui.model.language.expression import Expression
from derivgui.model.language.latex import symbol_latex, to_latex
from derivgui.model.language.parser import parse, parse_exact
from derivgui.model.language.plain import definition_text, symbol_text, to_text
from derivgui.model.language.tree import Node, symbols
from derivgui.model.symbolic.derivation.derive import derive
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.slips import check_line
from derivgui.model.symbolic.rules.closed_form import closed_form
from derivgui.model.symbolic.rules.differentiate import NoDerivativeError

DEFAULT_NAME = "f"


def derivation(request: dict[str, Any]) -> dict[str, Any]:
    """The derivation of one function.

    ``request`` holds "text"; "variable" (default: the first), "at" (a constant as text; default: every x), "name" (of
    the function) and "angle" ("degrees" or "radians") are optional. The answer holds the fields of ``Derivation``, and
    "expression", "latex", "head" (the derivative's name, text and LaTeX; also in each step where the lines begin anew),
    "definition" (the function with its name) and "constants" (all other letters).

    Raises:
        ParseError: where a text cannot be read, or the variable does not occur.
    """
    expression = parse(request["text"])
    variable = _variable(expression, request.get("variable"))
    at = parse_exact(request["at"]) if request.get("at") else None
    tree = in_degrees(expression.tree) if request.get("angle") == "degrees" else expression.tree
    known = _closed_form(expression, variable) if at is None and tree is expression.tree else None
    name = request.get("name") or expression.name or DEFAULT_NAME
    found = derive(tree, variable, at, known, name, expression.variables)
    place = None if at is None else (to_text(at), to_latex(at))
    facts = found.facts()
    for step in facts["steps"]:
        if step["place"] is not None:
            step["head"] = _head(expression, variable, (step["place"]["text"], step["place"]["latex"]))
    return {
        **facts,
        "expression": to_text(expression.tree),
        "latex": to_latex(expression.tree),
        "head": _head(expression, variable, place),
        "definition": _definition(expression, variable),
        "constants": [symbol_text(name) for name in symbols(expression.tree) if name != variable],
    }


def checked_line(request: dict[str, Any]) -> dict[str, Any]:
    """Whether a reader's own line is right, and the usual slip where it is not.

    ``request`` holds "previous", "expected" and "typed" (lines as text), "variable" and "step" (letters, default x and
    h), and "is_result" where the line expected is the last. The answer holds the fields of ``Verdict``.

    Raises:
        ParseError: where the typed line cannot be read.
    """
    setting = Setting(request.get("variable") or "x", request.get("step") or "h")
    letters = (setting.variable, setting.step)
    previous, expected, typed = (
        parse(request[name], variables=letters).tree for name in ("previous", "expected", "typed")
    )
    return asdict(check_line(previous, expected, typed, setting, bool(request.get("is_result"))))


def _closed_form(expression: Expression, variable: str) -> Node | None:
    """The derivative as the function list shows it; None where there is none."""
    try:
        found = closed_form(expression.tree, (variable,), expression.variables)
    except NoDerivativeError:
        return None
    return None if found.status == "not determined" else found.tree


def _variable(expression: Expression, asked: str | None) -> str:
    if asked is None:
        return expression.variables[0]
    named = parse(asked).tree
    names = symbols(named)
    if len(names) != 1 or to_text(named) != symbol_text(names[0]):
        raise ParseError(f"“{asked}” is no variable.", "Give one letter, such as x.", (0, len(asked)))
    return names[0]


def _definition(expression: Expression, variable: str) -> str:
    name = expression.name or DEFAULT_NAME
    if variable in expression.variables:
        return definition_text(expression, name)
    return f"{symbol_text(name)} = {to_text(expression.tree)}"


def _head(expression: Expression, variable: str, at: tuple[str, str] | None) -> dict[str, str]:
    name = expression.name or DEFAULT_NAME
    text, latex = symbol_text(name), symbol_latex(name)
    place = at or (symbol_text(variable), symbol_latex(variable))
    if len(expression.variables) < 2:
        return {"text": f"{text}'({place[0]})", "latex": f"{latex}'({place[1]})"}
    by = (symbol_text(variable), symbol_latex(variable))
    where = ("", "") if at is None else (f" at {by[0]} = {at[0]}", rf"\Big|_{{{by[1]} = {at[1]}}}")
    return {
        "text": f"∂{text}/∂{by[0]}{where[0]}",
        "latex": rf"\frac{{\partial {latex}}}{{\partial {by[1]}}}{where[1]}",
    }
