"""``derivgui critical``: critical points in a window, classified, with how far they are proven."""

from __future__ import annotations

import argparse
import math
from typing import Any

from derivgui.cli.answers import Answer
from derivgui.cli.functions import add_let, is_of_one_variable, plane_function, real_function
from derivgui.cli.windows import bounds, interval
from derivgui.model.calculus.critical.one_variable import critical_landmarks
from derivgui.model.calculus.critical.points import CriticalPoint, CriticalSurvey
from derivgui.model.calculus.critical.search import survey_of
from derivgui.model.calculus.landmarks import Landmark
from derivgui.model.language.errors import ParseError
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.critical_words import LEVEL, completeness, line_words, point_words
from derivgui.model.scene.numbers import format_number

DIGITS = 12


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of this verb."""
    command.add_argument(
        "--window", nargs="+", required=True, metavar="B", help="X0 X1 for a curve, X0 X1 Y0 Y1 for the plane"
    )
    add_let(command)


def run(options: argparse.Namespace) -> Answer:
    """Along a curve for two bounds, in the plane for four."""
    window = options.window
    if len(window) == 2 and is_of_one_variable(options):
        return _on_a_curve(real_function(options), *interval(window))
    if len(window) != 4:
        names = " ".join(window)
        raise ParseError(
            "A window in the plane has four bounds, x from and to, y from and to.",
            "Write them all: --window -5 5 -5 5. A slice has two, and --let holds the other variable fast: --let y=1.",
            (0, len(names)),
        )
    function, _ = plane_function(options)
    return _in_the_plane(survey_of(function, Viewport(*bounds(window))))


def _in_the_plane(survey: CriticalSurvey) -> Answer:
    facts = {
        "points": [_point(point) for point in survey.points],
        "lines": [
            {
                "points": line.points.tolist(),
                "value": line.value,
                "kind": line.kind,
                "status": line.status,
            }
            for line in survey.lines
        ],
        "level": survey.level,
        "complete": survey.complete,
        "gaps": [{"near": [gap.x, gap.y], "reason": gap.reason} for gap in survey.gaps],
    }
    lines = [point_words(point, DIGITS) for point in survey.points]
    lines += [line_words(line) for line in survey.lines]
    lines += [LEVEL] if survey.level else []
    lines = lines or ["No critical point was found in this window."]
    return Answer(facts, "\n".join([*lines, completeness(survey)]))


def _point(point: CriticalPoint) -> dict[str, Any]:
    rate = point.safe_rate
    return {
        "at": [point.x, point.y],
        "value": point.value,
        "kind": point.kind,
        "status": point.status,
        "eigenvalues": list(point.eigenvalues),
        "safe_rate": None if math.isnan(rate) else rate,
        "nature": point.nature or None,
    }


def _on_a_curve(function: RealFunction, x0: float, x1: float) -> Answer:
    survey = critical_landmarks(function, x0, x1)
    marks = survey.marks
    points = [mark for mark in marks if mark.kind != "flat"]
    flats = [mark for mark in marks if mark.kind == "flat"]
    facts = {
        "points": [
            {
                "at": [mark.x],
                "value": mark.y,
                "kind": mark.kind,
                "status": mark.status,
                "differentiable": not mark.sharp,
            }
            for mark in points
        ],
        "level": [[mark.x, mark.end] for mark in flats],
        "restless": [list(stretch) for stretch in survey.restless],
    }
    lines = [_mark_words(mark, function.variable) for mark in marks]
    lines = lines or ["No critical point was found in this window."]
    lines += [
        f"too restless to look at: {function.variable} from {format_number(a)} to {format_number(b)}"
        for a, b in survey.restless
    ]
    return Answer(facts, "\n".join(lines))


def _mark_words(mark: Landmark, variable: str) -> str:
    x, y = format_number(mark.x, DIGITS), format_number(mark.y, DIGITS)
    if mark.end is not None:
        return f"level from {variable} = {x} to {format_number(mark.end, DIGITS)}, value {y} ({mark.status})"
    corner = f", at a {mark.shape or 'corner'}: not differentiable there" if mark.sharp else ""
    return f"{mark.kind} at {variable} = {x}, value {y}{corner} ({mark.status})"
