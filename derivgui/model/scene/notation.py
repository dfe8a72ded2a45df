"""Derivatives in the chosen notation: runs for the readout, plain text, LaTeX, words."""

from __future__ import annotations

from derivgui.model.document.document import Notation
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
