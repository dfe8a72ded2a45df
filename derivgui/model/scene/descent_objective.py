"""The function of a row as something to descend on."""

from __future__ import annotations

import math
from collections.abc import Mapping

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.descent.objective import Decide, Objective
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.plane.plane_function import PlaneFunction


def objective_of(tree: Node, variables: tuple[str, ...], parameters: Mapping[str, float] | None = None) -> Objective:
    """An objective that, in one variable, asks for a verdict where the tree alone does not tell the slope.

    So a run passes the joints of a piecewise definition that fit smoothly (Huber's loss), and stops at a corner.
    """
    values = dict(parameters or {})
    return Objective(tree, variables, values, _decide(tree, variables, values) if len(variables) == 1 else None)


def objective_of_function(function: RealFunction | PlaneFunction) -> Objective:
    """The function that a canvas shows, as something to descend on."""
    tree = function.program.tree
    if isinstance(function, PlaneFunction):
        return objective_of(tree, function.variables, function.parameters)
    return objective_of(tree, (function.variable,), function.parameters)


def _decide(tree: Node, variables: tuple[str, ...], parameters: Mapping[str, float]) -> Decide:
    function = RealFunction(Program(tree, variables), variables[0], parameters)

    def decide(at: tuple[float, ...]) -> tuple[float, ...] | None:
        verdict = verdict_at(function, at[0])
        return (verdict.slope,) if verdict.differentiable and math.isfinite(verdict.slope) else None

    return decide
