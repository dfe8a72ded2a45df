"""Closed forms of a function of two variables below it: partial derivatives, gradient, Hessian.

The variable that is held fast is set apart: pale among the arguments, or as the index that Leibniz has for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from derivgui.model.document.document import Notation
from derivgui.model.language.latex import symbol_latex
from derivgui.model.language.plain import symbol_text
from derivgui.model.scene.closed_forms import derivative_formula

Form: TypeAlias = Mapping[str, Any]
Formula: TypeAlias = tuple[str, str, str]

# Readable on light and dark grounds, and paler than either's text.
HELD_COLOUR = "#7A838C"


def orders(variables: tuple[str, str], first: bool, second: bool) -> tuple[tuple[str, ...], ...]:
    """What has to be asked for."""
    x, y = variables
    return ((x,), (y,)) * first + ((x, x), (x, y), (y, y)) * second


def partial_formulas(
    forms: Sequence[Form], name: str, variables: tuple[str, str], notation: Notation
) -> tuple[Formula, ...]:
    """As LaTeX, words and plain text: both partial derivatives and the gradient, then the Hessian, as far as known."""
    known = {tuple(form["by"]): form for form in forms if form["text"]}
    x, y = variables
    firsts = [known[by] for by in ((x,), (y,)) if by in known]
    found = [_partial(form, name, variables, notation) for form in firsts]
    if len(firsts) == 2:
        found.append(_gradient(firsts, name, variables))
    seconds = [known[by] for by in ((x, x), (x, y), (y, y)) if by in known]
    if len(seconds) == 3:
        found.append(_hessian(seconds, name, variables))
    return tuple(found)


def _partial(form: Form, name: str, variables: tuple[str, str], notation: Notation) -> Formula:
    latex, words, text = derivative_formula(form, name, variables, notation)
    (by,) = form["by"]
    held = variables[1] if by == variables[0] else variables[0]
    plain = f"({','.join(map(symbol_latex, variables))})"
    head, sign, body = latex.partition(" = ")
    if notation == "leibniz":
        head = rf"\left({head}\right)_{{\textcolor{{{HELD_COLOUR}}}{{{symbol_latex(held)}}}}}"
    else:
        head = head.replace(plain, f"({','.join(_argument(variable, held) for variable in variables)})")
    return head + sign + body, words.replace(" is ", f", with {held} held fast, is ", 1), text


def _argument(variable: str, held: str) -> str:
    letter = symbol_latex(variable)
    return rf"\textcolor{{{HELD_COLOUR}}}{{{letter}}}" if variable == held else letter


def _gradient(firsts: Sequence[Form], name: str, variables: tuple[str, str]) -> Formula:
    inside = ",".join(map(symbol_latex, variables))
    across, up = firsts
    column = rf"\begin{{pmatrix}} {across['latex']} \\ {up['latex']} \end{{pmatrix}}"
    latex = rf"\nabla {symbol_latex(name)}({inside}) = {column}"
    words = f"the gradient of {name} is {across['words']}, {up['words']}"
    text = f"∇{symbol_text(name)}({', '.join(variables)}) = ({across['text']}, {up['text']})"
    return latex, words, text


def _hessian(seconds: Sequence[Form], name: str, variables: tuple[str, str]) -> Formula:
    inside = ",".join(map(symbol_latex, variables))
    a, b, d = (form["latex"] for form in seconds)
    latex = rf"H_{{{symbol_latex(name)}}}({inside}) = \begin{{pmatrix}} {a} & {b} \\ {b} & {d} \end{{pmatrix}}"
    a, b, d = (form["words"] for form in seconds)
    words = f"the Hessian of {name} has the rows {a}, {b}, and {b}, {d}"
    a, b, d = (form["text"] for form in seconds)
    text = f"H({', '.join(variables)}) = [[{a}, {b}], [{b}, {d}]]"
    return latex, words, text
