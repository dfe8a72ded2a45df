"""``derivgui slope``: tangent and secants at points of a curve."""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.cli.assignments import exact_at
from derivgui.cli.functions import add_let, typed_function
from derivgui.model.calculus.quotient import one_quotient
from derivgui.model.calculus.tangent import Tangent
from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tree import Node
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.typed_place import TypedPlace
from derivgui.model.numeric.wide import is_told
from derivgui.model.scene.notation import height_name
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.readout import UNKNOWN, line_equation, slope_words, value_text

DIGITS = 12


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument("--at", nargs="+", required=True, metavar="A", help="points, e.g. 2 or pi/2")
    command.add_argument("--h", nargs="+", default=[], metavar="H", help="steps for secants")
    add_let(command)


def run(options: argparse.Namespace) -> Answer:
    """The verdict, the tangent and the secants at each point."""
    function, parameters = typed_function(options)
    steps = [_step(h) for h in options.h]
    points, texts = [], []
    for text in options.at:
        node, x = exact_at(text.strip())
        place = TypedPlace(function.program, {**parameters, function.variable: node})
        verdict = _with_true_digits(verdict_at(function, x), place, function.variable)
        point = _point(function, place, verdict, steps)
        points.append(point)
        texts.append(_text(point, verdict, function.variable))
    return Answer({"points": points}, "\n".join(texts))


def _step(text: str) -> tuple[Node, float]:
    step = exact_at(text.strip())
    if step[1] == 0:
        raise ParseError(
            "h cannot be 0.",
            "A secant needs two points: take a small h such as 1e-3.",
            (0, len(text)),
        )
    return step


def _point(
    function: RealFunction, place: TypedPlace, verdict: Verdict, steps: list[tuple[Node, float]]
) -> dict[str, Any]:
    return {
        "x": verdict.x,
        "value": verdict.value,
        "differentiable": verdict.differentiable,
        "kind": verdict.kind,
        "slope": verdict.slope,
        "left_slope": verdict.left_slope,
        "right_slope": verdict.right_slope,
        "reason": verdict.reason,
        "status": verdict.status,
        "tangent": _tangent(verdict, function.variable, "y" in function.parameters),
        "secants": [{"h": h, "quotient": _quotient(function, place, verdict, node, h)} for node, h in steps],
    }


def _with_true_digits(verdict: Verdict, place: TypedPlace, variable: str) -> Verdict:
    """Where the curve is smooth, its height and slope at the very place that was typed."""
    if verdict.kind != "smooth" or not is_told(place.value.number):
        return verdict
    value, slope = place.value.number, place.slope(variable).number
    if not is_told(slope):
        return verdict
    straight = replace(verdict, slope=slope, left_slope=slope, right_slope=slope)
    return replace(straight, value=value, left_limit=value, right_limit=value)


def _quotient(function: RealFunction, place: TypedPlace, verdict: Verdict, step: Node, h: float) -> float:
    """The secant's slope; where something happens to the curve, from the place that the double stands for."""
    exact = place.quotient(function.variable, step) if verdict.kind == "smooth" else None
    return one_quotient(function, verdict.x, h) if exact is None else exact.number


def _tangent(verdict: Verdict, variable: str, is_slice: bool) -> dict[str, Any] | None:
    tangent = Tangent(verdict.x, verdict.value, verdict.slope)
    if not (verdict.differentiable and tangent.is_told):
        return None
    height = height_name(variable, is_slice)
    return {
        "slope": tangent.slope,
        "intercept": tangent.intercept,
        "text": line_equation(tangent.slope, tangent.intercept, variable, DIGITS, height),
    }


def _text(point: dict[str, Any], verdict: Verdict, variable: str) -> str:
    lines = [f"at {variable} = {format_number(point['x'], DIGITS)}: {point['reason']} ({point['status']})"]
    lines.append(f"  value    {value_text(verdict.value, verdict, DIGITS)}")
    if point["kind"] not in ("smooth", "not determined"):
        lines.append(f"  kind     {point['kind']}")
        sides = [f"{name} {format_number(point[f'{name}_slope'], DIGITS)}" for name in ("left", "right")]
        lines.append(f"  slopes   {', '.join(sides)}")
    if verdict.differentiable:
        lines.append(f"  slope    {slope_words(Tangent(verdict.x, verdict.value, verdict.slope), verdict, DIGITS)}")
    if point["tangent"] is not None:
        lines.append(f"  tangent  {point['tangent']['text']}")
    lines += [
        f"  secant   h = {format_number(secant['h'])}: {_quotient_text(secant['quotient'], verdict)}"
        for secant in point["secants"]
    ]
    return "\n".join(lines)


def _quotient_text(quotient: float, verdict: Verdict) -> str:
    is_open = not verdict.is_value_told or (math.isinf(verdict.value) and not is_told(verdict.value))
    return UNKNOWN if is_open and math.isnan(quotient) else format_number(quotient, DIGITS)
