"""The gradient at a point in words: for readouts, screen readers and the command line."""

from __future__ import annotations

import math

from derivgui.model.calculus.gradient import GradientAt
from derivgui.model.numeric.wide import is_told
from derivgui.model.scene.numbers import format_number

DIGITS = 6
KINDS = {
    "minimum": "a minimum",
    "maximum": "a maximum",
    "saddle": "a saddle",
    "degenerate": "a point where the second derivatives decide nothing",
}


def gradient_text(found: GradientAt, name: str = "f", digits: int = DIGITS) -> str:
    """ "∇f(1, 2) = (4, 13)"."""
    at = _pair(found.x, found.y, digits)
    if not is_told(found.norm):
        absent = any(verdict.differentiable is False for verdict in found.partials)
        return f"∇{name}{at} does not exist" if absent else f"∇{name}{at} is not determined"
    return f"∇{name}{at} = {_pair(*found.gradient, digits)}"


def ascent_text(found: GradientAt) -> str:
    """ "steepest ascent towards 72.9°", "" where no direction is the steepest."""
    if math.isnan(found.angle):
        return ""
    return f"steepest ascent towards {degrees(found.angle)}"


def no_change_text(found: GradientAt) -> str:
    """ "no change towards 162.9° and −17.1°": along the level line."""
    if math.isnan(found.angle):
        return ""
    turned = [_wrapped(found.angle + sign * math.pi / 2) for sign in (1, -1)]
    return f"no change towards {degrees(turned[0])} and {degrees(turned[1])}"


def described(found: GradientAt, variables: tuple[str, str], name: str = "f", digits: int = DIGITS) -> str:
    """One sentence: the gradient, where it points, and what it means that it is 0."""
    gradient = gradient_text(found, name, digits)
    if math.isnan(found.value):
        return f"{name} is undefined at {_pair(found.x, found.y, digits)}."
    if not is_told(found.value):
        return f"The value of {name} at {_pair(found.x, found.y, digits)} is too large to compute."
    if not is_told(found.norm):
        return f"{gradient}: {_missing(found, variables)}."
    if found.stationary:
        return f"{gradient}: a level plane touches here, at {KINDS[found.stationary]}."
    if found.differentiable is False:
        return f"{gradient}, but no plane touches the graph here: {name} is not differentiable."
    directions = ", ".join(filter(None, (ascent_text(found), no_change_text(found))))
    return f"{gradient}: {directions}." if directions else f"{gradient}."


def _missing(found: GradientAt, variables: tuple[str, str]) -> str:
    """Which partial derivative does not exist, or is not determined where none is known not to exist."""
    verdicts = tuple(zip(variables, found.partials, strict=True))
    absent = [variable for variable, verdict in verdicts if verdict.differentiable is False]
    if absent:
        return f"there is no partial derivative with respect to {' and '.join(absent)}"
    unknown = [variable for variable, verdict in verdicts if verdict.differentiable is None]
    return f"the partial derivative with respect to {' and '.join(unknown)} is not determined"


def degrees(angle: float) -> str:
    """An angle in radians as degrees with one decimal: "72.9°"."""
    rounded = round(math.degrees(angle), 1) + 0.0
    return f"{format_number(rounded)}°"


def _wrapped(angle: float) -> float:
    """The same direction in (-π, π]."""
    return math.pi - (math.pi - angle) % (2 * math.pi)


def _pair(x: float, y: float, digits: int) -> str:
    return f"({format_number(x, digits)}, {format_number(y, digits)})"
