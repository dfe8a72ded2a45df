"""``derivgui evaluate``: values and gradients."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import exact_assignments, require_all
from derivgui.model.language.latex import to_latex
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Node, symbols
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.places.exact_value import ZERO, Digits
from derivgui.model.numeric.places.typed_place import TypedPlace
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.readout import UNKNOWN, number_text

DIGITS = 12


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
        at = exact_assignments(text, names)
        require_all(at, used, f"--at {text},")
        points.append(_point(program, expression.variables, at))
    if not used and not points:
        points.append(_point(program, expression.variables, {}))
    facts = {
        "expression": to_text(expression.tree),
        "latex": to_latex(expression.tree),
        "variables": list(expression.variables),
        "parameters": list(expression.parameters),
        "values": [point.facts for point in points],
    }
    lines = [facts["expression"], *(point.line(expression.variables) for point in points)]
    return Answer(facts, "\n".join(map(str, lines)))


@dataclass(frozen=True, slots=True)
class _Point:
    """What was found at one place."""

    at: dict[str, float]
    value: Digits
    gradient: tuple[Digits, ...]

    @property
    def facts(self) -> dict[str, Any]:
        slopes = [slope.number for slope in self.gradient]
        return {"at": self.at, "value": self.value.number, "gradient": slopes}

    def line(self, variables: tuple[str, ...]) -> str:
        """Digits also of what no double can hold."""
        if not self.at:
            return f"  = {_text(self.value)}"
        where = ", ".join(f"{name} = {format_number(value, DIGITS)}" for name, value in self.at.items())
        slopes = ", ".join(f"to {name}: {_text(slope)}" for name, slope in zip(variables, self.gradient, strict=True))
        return f"  at {where}: {_text(self.value)}   derivative with respect {slopes}"


def _point(program: Program, variables: tuple[str, ...], at: dict[str, tuple[Node, float]]) -> _Point:
    place = TypedPlace(program, {name: node for name, (node, _) in at.items()})
    gradient = tuple(place.slope(name) if name in at else ZERO for name in variables)
    return _Point({name: number + 0.0 for name, (_, number) in at.items()}, place.value, gradient)


def _text(found: Digits) -> str:
    if not found.is_known:
        return UNKNOWN
    return format_number(found.decimal, DIGITS) if found.decimal.is_finite() else number_text(found.number, DIGITS)
