"""``derivgui gradient``: partial derivatives, the gradient and the Hessian at a point of the plane."""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.cli.child import ask_child
from derivgui.cli.functions import add_let, typed_plane_function
from derivgui.cli.places import place
from derivgui.model.calculus.gradient import GradientAt, gradient_at
from derivgui.model.calculus.tangent_plane import tangent_plane
from derivgui.model.numeric.places.typed_place import TypedPlace
from derivgui.model.numeric.wide import is_told
from derivgui.model.scene.gradient_words import described
from derivgui.model.scene.numbers import format_number

DIGITS = 12
SECONDS = 5.0


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument("--at", required=True, metavar="X,Y", help="the point, e.g. 1,2 or pi/2,0")
    add_let(command)


def run(options: argparse.Namespace) -> Answer:
    """Numbers by automatic differentiation, formulas by the rules in a child process."""
    function, text, parameters = typed_plane_function(options)
    (x, x_number), (y, y_number) = place(options.at, function.variables)
    typed = TypedPlace(function.program, {**parameters, **dict(zip(function.variables, (x, y), strict=True))})
    found = _with_true_digits(gradient_at(function, x_number, y_number), typed, function.variables)
    forms = _closed_forms(text, function.variables)
    ascent = found.steepest_ascent
    plane = tangent_plane(found, function.variables)
    facts = {
        "at": dict(zip(function.variables, (found.x, found.y), strict=True)),
        "value": found.value,
        "partials": {
            name: {**forms[name], "value": slope}
            for name, slope in zip(function.variables, found.gradient, strict=True)
        },
        "gradient": list(found.gradient),
        "norm": found.norm,
        "steepest_ascent": None if ascent is None else list(ascent),
        "hessian": [list(row) for row in found.hessian],
        "stationary": found.stationary,
        "differentiable": found.differentiable,
        "tangent_plane": plane,
    }
    return Answer(facts, _text(found, facts, function.variables))


def _with_true_digits(found: GradientAt, typed: TypedPlace, variables: tuple[str, str]) -> GradientAt:
    """Where a plane touches, its height and its slopes at the very place that was typed."""
    if not found.differentiable:
        return found
    value, first, second = typed.value.number, *(typed.slope(name).number for name in variables)
    if not all(map(is_told, (value, first, second))):
        return found
    hessian = typed.hessian(variables) or found.hessian
    return replace(found, value=value, gradient=(first, second), hessian=hessian)


def _closed_forms(text: str, variables: tuple[str, str]) -> dict[str, dict[str, Any]]:
    """Text and LaTeX of both partial derivatives; None where there is no formula, or none in time."""
    nothing: dict[str, dict[str, Any]] = {name: {"text": None, "latex": None, "conditions": []} for name in variables}
    outcome = ask_child({"verb": "closed form", "text": text, "orders": [[name] for name in variables]}, SECONDS)
    if outcome.kind != "answer" or "forms" not in outcome.data:
        return nothing
    return nothing | {
        form["by"][0]: {
            "text": form["text"] or None,
            "latex": form["latex"] or None,
            "conditions": [condition["text"] for condition in form["conditions"]],
        }
        for form in outcome.data["forms"]
    }


def _text(found: GradientAt, facts: dict[str, Any], variables: tuple[str, str]) -> str:
    lines = [described(found, variables, digits=DIGITS)]
    lines.append(f"  value            {_number(found.value)}")
    for name, partial in facts["partials"].items():
        formula = f"   ∂f/∂{name} = {partial['text']}" if partial["text"] else ""
        formula += f" for {', '.join(partial['conditions'])}" if formula and partial["conditions"] else ""
        lines.append(f"  ∂f/∂{name}            {_number(partial['value'])}{formula}")
    lines.append(f"  |∇f|             {_number(found.norm)}")
    if not math.isnan(found.angle):
        ux, uy = found.steepest_ascent or (math.nan, math.nan)
        lines.append(f"  steepest ascent  ({_number(ux)}, {_number(uy)}), {_number(math.degrees(found.angle))}°")
    (a, b), (c, d) = found.hessian
    lines.append(f"  Hessian          [[{_number(a)}, {_number(b)}], [{_number(c)}, {_number(d)}]]")
    if facts["tangent_plane"]:
        lines.append(f"  tangent plane    {facts['tangent_plane']}")
    if found.stationary:
        lines.append(f"  stationary       {found.stationary}")
    return "\n".join(lines)


def _number(value: float) -> str:
    return format_number(value, DIGITS)
