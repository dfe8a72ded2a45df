"""Functions of two variables by their text, for tests."""

from __future__ import annotations

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport

SQUARE = Viewport(-5, 5, -5, 5, 600, 600)


def plane(text: str, **parameters: float) -> PlaneFunction:
    """The function of x and y, or of the two variables that it declares, that a text means."""
    expression = parse(text)
    declared = expression.variables
    variables = (declared[0], declared[1]) if len(declared) == 2 else ("x", "y")
    return PlaneFunction(Program(expression.tree, variables), variables, parameters)
