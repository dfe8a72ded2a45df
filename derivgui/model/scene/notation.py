"""Derivatives in the chosen notation: runs for the readout, plain text, LaTeX, words."""

from __future__ import annotations

from derivgui.model.document.document import Notation
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.scene import Held, RoleName, Run

PRIME = "\N{PRIME}"


def height_name(variable: str, is_slice: bool) -> str:
    """What the vertical axis over the axis of ``variable`` is called: y, but z above a slice or where y goes across."""
    return "z" if is_slice or variable == "y" else "y"


def value_runs(name: str, at: str) -> tuple[Run, ...]:
    """f(2) as runs."""
    return (Run(name, "function", "italic"), Run(f"({at})"))


def place_text(x: float, held: Held | None = None) -> str:
    """The point at which a function is taken: "2", or "2, 1" where a second variable is held fast."""
    return format_number(x) if held is None else f"{format_number(x)}, {format_number(held.value)}"


def partial_runs(name: str, variable: str, at: str, notation: Notation) -> tuple[Run, ...]:
    """A partial derivative at a point as runs: f with index x at (2, 1), ∂f/∂x (2, 1), or D with index x."""
    role: RoleName = "tangent"
    place = Run(f"({at})")
    if notation == "leibniz":
        return (Run(f"∂{name}/∂{variable}", role, "italic"), place)
    if notation == "operator":
        return (Run("D", role), Run(variable, role, "sub"), Run(name, role, "italic"), place)
    return (Run(name, role, "italic"), Run(variable, role, "sub"), place)


def derivative_runs(name: str, variable: str, at: str, notation: Notation, is_partial: bool = False) -> tuple[Run, ...]:
    """The derivative at a point as runs: f'(2), df/dx with x = 2 below the bar, or Df(2)."""
    if is_partial:
        return partial_runs(name, variable, at, notation)
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


def derivative_latex(name: str, variable: str, notation: Notation, second: str = "") -> str:
    """The derivative as a function, in LaTeX; the partial one where there is a second variable."""
    if second:
        return partial_latex(name, variable, (variable, second), notation)
    if notation == "leibniz":
        return rf"\frac{{d{name}}}{{d{variable}}}"
    if notation == "operator":
        return rf"D{name}({variable})"
    return rf"{name}'({variable})"


def partial_latex(name: str, variable: str, variables: tuple[str, str], notation: Notation) -> str:
    """A partial derivative as a function of both variables, in LaTeX."""
    if notation == "leibniz":
        return rf"\frac{{\partial {name}}}{{\partial {variable}}}"
    both = ",".join(variables)
    if notation == "operator":
        return rf"D_{{{variable}}}{name}({both})"
    return rf"{name}_{{{variable}}}({both})"
