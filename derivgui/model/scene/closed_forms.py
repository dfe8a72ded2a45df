"""A closed form as it stands below its function: f'(x) = 2x, with its condition behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derivgui.model.document.document import Notation
from derivgui.model.language.latex import symbol_latex
from derivgui.model.language.plain import symbol_text
from derivgui.model.scene.notation import PRIME


def derivative_formula(
    form: Mapping[str, Any], name: str, variables: tuple[str, ...], notation: Notation
) -> tuple[str, str, str]:
    """LaTeX, words and plain text of one form of the symbolic room's answer."""
    by = tuple(form["by"])
    latex = f"{head_latex(name, variables, by, notation)} = {form['latex']}"
    words = f"{head_words(name, variables, by)} is {form['words']}"
    text = f"{head_text(name, variables, by, notation)} = {form['text']}"
    conditions = form["conditions"]
    if conditions:
        latex += r"\quad\text{for } " + r",\ ".join(condition["latex"] for condition in conditions)
        words += ", for " + " and ".join(condition["words"] for condition in conditions)
        text += " for " + " and ".join(condition["text"] for condition in conditions)
    return latex, words, text


def head_latex(name: str, variables: tuple[str, ...], by: tuple[str, ...], notation: Notation) -> str:
    """A first or second derivative as a function, in LaTeX; partial where there are several variables."""
    name, letters, order = symbol_latex(name), list(map(symbol_latex, by)), len(by)
    inside = f"({','.join(map(symbol_latex, variables))})"
    if notation == "leibniz":
        d = r"\partial " if len(variables) > 1 else "d"
        above = f"{d.strip()}^{{{order}}} {name}" if order > 1 else f"{d}{name}"
        is_pure = order > 1 and len(set(by)) == 1
        below = f"{d}{letters[0]}^{{{order}}}" if is_pure else r"\,".join(f"{d}{letter}" for letter in letters[::-1])
        return rf"\frac{{{above}}}{{{below}}}"
    if len(variables) > 1:
        index = f"_{{{' '.join(letters)}}}"
        return f"D{index}{name}{inside}" if notation == "operator" else f"{name}{index}{inside}"
    if notation == "operator":
        return f"D{f'^{{{order}}}' if order > 1 else ''}{name}{inside}"
    return f"{name}{order * chr(39)}{inside}"


def head_text(name: str, variables: tuple[str, ...], by: tuple[str, ...], notation: Notation) -> str:
    """The same in plain text: f′(x), d^2f/dx^2, D_x f(x, y)."""
    name, letters, order = symbol_text(name), list(map(symbol_text, by)), len(by)
    inside = f"({', '.join(map(symbol_text, variables))})"
    if notation == "leibniz":
        d = "∂" if len(variables) > 1 else "d"
        is_pure = order > 1 and len(set(by)) == 1
        below = f"{d}{letters[0]}^{order}" if is_pure else " ".join(f"{d}{letter}" for letter in letters[::-1])
        return f"{d}{f'^{order}' if order > 1 else ''}{name}/{f'({below})' if ' ' in below else below}"
    if len(variables) > 1:
        index = f"_{''.join(letters)}"
        return f"D{index} {name}{inside}" if notation == "operator" else f"{name}{index}{inside}"
    if notation == "operator":
        return f"D{f'^{order} ' if order > 1 else ''}{name}{inside}"
    return f"{name}{PRIME * order}{inside}"


def head_words(name: str, variables: tuple[str, ...], by: tuple[str, ...]) -> str:
    """The same for the ear."""
    order = "second " if len(by) > 1 else ""
    if len(variables) == 1:
        return f"the {order}derivative of {name}"
    return f"the {order}partial derivative of {name} with respect to {' and '.join(by)}"
