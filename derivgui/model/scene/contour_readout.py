"""The readout of the contour map: the value, both partial derivatives, the gradient's length, the slope along u."""

from __future__ import annotations

import math

from derivgui.model.calculus.critical.points import CriticalPoint
from derivgui.model.calculus.tangent import Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.document.document import Notation
from derivgui.model.numeric.wide import direction
from derivgui.model.scene.contour import Directed, PlanePoint
from derivgui.model.scene.gradient_words import degrees
from derivgui.model.scene.notation import partial_runs
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.readout import AWAITED, MISSING, UNKNOWN, number_text, result_runs, slope_words, value_line
from derivgui.model.scene.scene import ReadoutLine, Run
from derivgui.model.scene.verdict_words import kind_words


def contour_readout(
    name: str,
    variables: tuple[str, str],
    point: PlanePoint,
    directed: Directed | None,
    critical: CriticalPoint | None,
    notation: Notation,
    skewed: bool,
) -> tuple[ReadoutLine, ...]:
    """Lines for f, both partial derivatives, the gradient, the slope along u, and a critical point here.

    ``skewed`` says that the axes have different units, so that right angles do not look right.
    """
    at = f"{format_number(point.x)}, {format_number(point.y)}"
    lines = [value_line(name, at, point.value, point.verdict_x)]
    if math.isnan(point.value) and point.verdict_x.is_value_told:
        return (*lines, _muted_line(f"no derivatives where {name} is undefined"))
    for variable, tangent, verdict in zip(
        variables, (point.along_x, point.along_y), (point.verdict_x, point.verdict_y), strict=True
    ):
        lines.append(_partial_line(name, variable, at, tangent, verdict, notation))
        if not tangent.exists and verdict.differentiable is False:
            lines.append(_kind_line(verdict, variable))
    lines.append(_norm_line(name, point))
    if directed is not None:
        lines.append(_directed_line(name, at, directed))
    if critical is not None:
        lines += _critical_lines(critical)
    if skewed:
        lines.append(_muted_line("unequal units: angles look skewed"))
    return tuple(lines)


def _muted_line(text: str) -> ReadoutLine:
    return ReadoutLine("muted", (Run(text, "muted"),), text)


def slice_title(
    name: str, variables: tuple[str, str], axis: int, point: PlanePoint, notation: Notation
) -> tuple[Run, ...]:
    """What stands above a slice: its formula with the held number set apart, and its slope, the partial derivative."""
    places = [Run(variables[0], style="italic"), Run(variables[1], style="italic")]
    held = 1 - axis
    places[held] = Run(format_number((point.x, point.y)[held], 4), "muted")
    tangent, verdict = ((point.along_x, point.verdict_x), (point.along_y, point.verdict_y))[axis]
    slope = slope_words(tangent, verdict, 5)
    return (
        Run(name, "function", "italic"),
        Run("("),
        places[0],
        Run(", "),
        places[1],
        Run(")   "),
        *partial_runs(name, variables[axis], "", notation)[:-1],
        *result_runs(slope, "tangent"),
    )


def direction_title(name: str, directed: Directed) -> tuple[Run, ...]:
    """What stands above the slice along u: its angle, and its slope, the directional derivative."""
    slope = format_number(directed.slope, 5) if math.isfinite(directed.slope) else MISSING
    return (
        Run("u", style="italic"),
        Run(f" at {degrees(directed.angle)}   ", "muted"),
        Run("D", "tangent"),
        Run("u", "tangent", "sub"),
        Run(name, "tangent", "italic"),
        *result_runs(slope, "tangent"),
    )


def _partial_line(
    name: str, variable: str, at: str, tangent: Tangent, verdict: Verdict, notation: Notation
) -> ReadoutLine:
    text = slope_words(tangent, verdict)
    runs = (*partial_runs(name, variable, at, notation), *result_runs(text, "tangent"))
    return ReadoutLine("tangent", runs, f"the partial derivative with respect to {variable} is {text}")


def _kind_line(verdict: Verdict, variable: str) -> ReadoutLine:
    title, numbers = kind_words(verdict)
    runs = (Run(f"{title} along {variable}"), Run(f"  {numbers}" if numbers else "", "muted"))
    return ReadoutLine("tangent", runs, f"{title} along {variable} {numbers}: {verdict.reason}")


def norm_words(point: PlanePoint) -> str:
    """The gradient's length, or why there is none."""
    if point.is_awaited:
        return AWAITED
    if math.isnan(point.norm):
        is_missing = any(verdict.differentiable is False for verdict in (point.verdict_x, point.verdict_y))
        return MISSING if is_missing else UNKNOWN
    return number_text(point.norm)


def _norm_line(name: str, point: PlanePoint) -> ReadoutLine:
    """The length of the gradient and where it points, in degrees against the first axis."""
    text = norm_words(point)
    runs: tuple[Run, ...] = (
        Run("|∇", "descent"),
        Run(name, "descent", "italic"),
        Run("|", "descent"),
        *result_runs(text, "descent"),
    )
    words = f"the gradient's length is {text}"
    gx, gy = direction(*point.gradient)
    if 0 < math.hypot(gx, gy) < math.inf:
        angle = degrees(math.atan2(gy, gx))
        runs = (*runs, Run(f"  at {angle}", "muted"))
        words = f"{words}, its direction {angle}"
    return ReadoutLine("descent", runs, words)


def _critical_lines(point: CriticalPoint) -> list[ReadoutLine]:
    """The kind with the eigenvalues of the Hessian; at a minimum how large a learning rate may be."""
    small, large = (format_number(value, 5) for value in point.eigenvalues)
    text = f"λ = {small} and {large}"
    runs = (Run(point.kind), Run(f"  {text}", "muted"))
    lines = [ReadoutLine("text", runs, f"{point.kind}, eigenvalues of the Hessian {small} and {large}")]
    if math.isfinite(point.safe_rate):
        rate = format_number(point.safe_rate, 5)
        safe = (Run("learning rates below 2/λ", "muted"), Run("max", "muted", "sub"), Run(f" = {rate}"))
        lines.append(ReadoutLine("text", safe, f"gradient descent settles here for learning rates below {rate}"))
    return lines


def _directed_line(name: str, at: str, directed: Directed) -> ReadoutLine:
    slope = format_number(directed.slope) if math.isfinite(directed.slope) else MISSING
    angle = degrees(directed.angle)
    runs = (
        Run("D", "tangent"),
        Run("u", "tangent", "sub"),
        Run(name, "tangent", "italic"),
        Run(f"({at})"),
        *result_runs(slope, "tangent"),
        Run(f"  u at {angle}", "muted"),
    )
    return ReadoutLine("tangent", runs, f"the slope along u at {angle} is {slope}")
