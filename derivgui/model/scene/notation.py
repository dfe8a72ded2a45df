"""Derivatives in the chosen notation: runs for the readout, plain text, LaTeX, words."""

from __future__ import annotations

from derivgui.model.document.document import Notation
from derivgui.model.language.latex import symbol_latex
from derivgui.model.scene.scene import RoleName, Run

PRIME = "\N{PRIME}"


def value_runs(name: str, at: str) -> tuple[Run, ...]:
    """f(2) as runs."""
    return (Run(name, "function", "italic"), Run(f"({at})"))


def derivative_runs(name: str, variable: str, at: str, notation: Notation) -> tuple[Run, ...]:
    """The derivative at a point as runs: f'(2), df/dx with x = 2 below the bar, or Df(2)."""
    role: RoleName = "tangent"
    if notation == "leibniz":
        return (
            Run(f"d{name}/d{variable}", role, "italic"),
            Run("|"),
            Run(f"{variable} = {at}", "text", "sub"),
        )
    if notation == "operator":
        return (Run("D", role), Run(name, role, "italic"), Run(f"({at})"))
    return (Run(name, role, "italic"), Run(PRIME, role), Run(f"({at})"))


def derivative_text(name: str, variable: str, notation: Notation) -> str:
    """The derivative as a function, in plain text."""
    if notation == "leibniz":
        return f"d{name}/d{variable}"
    if notation == "operator":
        return f"D{name}({variable})"
    return f"{name}{PRIME}({variable})"


def derivative_latex(name: str, variable: str, notation: Notation) -> str:
    """The derivative as a function, in LaTeX."""
    if notation == "leibniz":
        return rf"\frac{{d{name}}}{{d{variable}}}"
    if notation == "operator":
        return rf"D{name}({variable})"
    return rf"{name}'({variable})"


def partial_latex(name: str, variables: tuple[str, ...], by: tuple[str, ...], notation: Notation) -> str:
    """A first or second derivative as a function, in LaTeX; partial where there are several variables."""
    head, order = symbol_latex(name), len(by)
    if notation == "operator":
        below = " ".join(map(symbol_latex, by)) if len(variables) > 1 else ""
        letter = "D" + (f"_{{{below}}}" if below else f"^{{{order}}}" if order > 1 else "")
        return rf"{letter}{head}({', '.join(map(symbol_latex, variables))})"
    if notation == "lagrange" and len(variables) == 1:
        return rf"{head}{order * chr(39)}({symbol_latex(variables[0])})"
    d = r"\partial " if len(variables) > 1 else "d"
    above = rf"{d.strip()}^{{{order}}} {head}" if order > 1 else f"{d}{head}"
    same = len(set(by)) == 1 and order > 1
    below = (
        rf"{d}{symbol_latex(by[0])}^{{{order}}}" if same else r"\,".join(f"{d}{symbol_latex(v)}" for v in reversed(by))
    )
    return rf"\frac{{{above}}}{{{below}}}"


def partial_text(name: str, variables: tuple[str, ...], by: tuple[str, ...], notation: Notation) -> str:
    """The same in plain text."""
    order, inside = len(by), ", ".join(variables)
    if notation == "operator":
        return f"D{f'_{chr(32).join(by)} ' if len(variables) > 1 else '^2 ' if order > 1 else ''}{name}({inside})"
    if notation == "lagrange" and len(variables) == 1:
        return f"{name}{PRIME * order}({inside})"
    d = "∂" if len(variables) > 1 else "d"
    above = f"{d}{'^2' if order > 1 else ''}{name}"
    same = len(set(by)) == 1 and order > 1
    below = f"{d}{by[0]}^2" if same else " ".join(f"{d}{v}" for v in reversed(by))
    return f"{above}/({below})" if " " in below else f"{above}/{below}"


def partial_words(name: str, variables: tuple[str, ...], by: tuple[str, ...]) -> str:
    """The same for the ear."""
    order = "second " if len(by) > 1 else ""
    if len(variables) == 1:
        return f"the {order}derivative of {name}"
    return f"the {order}partial derivative of {name} by {' and '.join(by)}"
