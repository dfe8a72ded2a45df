"""``derivgui evaluate``: values and gradients."""

from __future__ import annotations

import argparse
import math
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import assignments, require_all
from derivgui.model.calculus.doubt import doubtful
from derivgui.model.language.latex import to_latex
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import symbols
from derivgui.model.numeric import balls
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.program import Program
from derivgui.model.scene.numbers import format_number

DIGITS = 12
# Rounding that carries a value by so large a part of it makes it jump.
FLICKERS = 1e-3


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument("--at", action="append", default=[], metavar="x=1[,y=2]", help="a point; may be given again")


def run(options: argparse.Namespace) -> Answer:
    """Value and gradient (by the variables, in their order) at each point."""
    expression = parse(options.expression.strip())
    program = Program(settled(expression.tree), expression.variables)
    used = symbols(expression.tree)
    names = tuple(dict.fromkeys((*expression.variables, *expression.parameters)))
    points = []
    for text in options.at:
        at = assignments(text, names)
        require_all(at, used, f"--at {text},")
        points.append(_point(program, expression.variables, at))
    if not used and not points:
        points.append(_point(program, expression.variables, {}))
    facts = {
        "expression": to_text(expression.tree),
        "latex": to_latex(expression.tree),
        "variables": list(expression.variables),
        "parameters": list(expression.parameters),
        "values": points,
    }
    lines = [facts["expression"], *(_line(point, expression.variables) for point in points)]
    return Answer(facts, "\n".join(map(str, lines)))


def _point(program: Program, variables: tuple[str, ...], at: dict[str, float]) -> dict[str, Any]:
    gradient = [_slope(program, at, name) if name in at else 0.0 for name in variables]
    return {"at": at, "value": _value(program, at), "gradient": gradient}


def _value(program: Program, at: dict[str, float]) -> float:
    """With exact digits where doubles have lost them; NaN where nobody can tell on which step it is."""
    value, spread = map(float, program.value_and_spread(at))
    if not doubtful(value, spread):
        return value
    exact = balls.value(program.tree, at)
    if exact is not None:
        return exact
    return math.nan if spread > FLICKERS * (1.0 + abs(value)) else value


def _slope(program: Program, at: dict[str, float], name: str) -> float:
    """The same for a partial derivative."""
    coefficients, spread = program.jet_and_spread(at, {name: 1.0}, 1)
    slope = float(coefficients[1])
    if not doubtful(slope, float(spread[1])):
        return slope
    exact = balls.slope(program.tree, at, name)
    return slope if exact is None else exact


def _line(point: dict[str, Any], variables: tuple[str, ...]) -> str:
    if not point["at"]:
        return f"  = {format_number(point['value'], DIGITS)}"
    where = ", ".join(f"{name} = {format_number(value, DIGITS)}" for name, value in point["at"].items())
    slopes = ", ".join(
        f"to {name}: {format_number(slope, DIGITS)}" for name, slope in zip(variables, point["gradient"], strict=True)
    )
    return f"  at {where}: {format_number(point['value'], DIGITS)}   derivative with respect {slopes}"
