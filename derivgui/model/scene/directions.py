"""Directions at the point of a contour map: the slope over the angle, and where the dial comes to rest."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.scene.contour import PlanePoint

ANGLES = 121
# In radians: reach of the special directions and of the marks of the dial.
SPECIAL_REACH = math.radians(5.0)
MARK_REACH = math.radians(1.5)
MARK_STEP = math.radians(15.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the dial goes and, in words, why ("" at a mark or where it is free)."""

    angle: float
    note: str = ""


def slopes_by_angle(function: PlaneFunction, x: float, y: float) -> Array:
    """Directional derivatives all around a point, shape ``(ANGLES, 2)``: angle in [-π, π] and slope, NaN for none.

    Each by its own jet, so that a function with partial derivatives but without a tangent plane shows no false cosine.
    """
    angles = np.linspace(-math.pi, math.pi, ANGLES)
    across, up = function.variables
    place = {across: np.full(ANGLES, x), up: np.full(ANGLES, y)}
    velocity = {across: np.cos(angles), up: np.sin(angles)}
    # A jet takes a velocity for each point as readily as one for all.
    slopes = function.program.jet({**function.parameters, **place}, velocity, 1)[1]  # type: ignore[arg-type]
    return np.stack([angles, slopes], axis=1)


def special_angles(point: PlanePoint) -> tuple[Turn, ...]:
    """Steepest ascent, steepest descent and both directions of no change; none where there is no gradient."""
    if not (point.has_gradient and point.norm > 0):
        return ()
    steepest = math.atan2(point.gradient[1] + 0.0, point.gradient[0] + 0.0)
    quarters = ("steepest ascent", "no change", "steepest descent", "no change")
    return tuple(Turn(_wrapped(steepest + k * math.pi / 2), note) for k, note in enumerate(quarters))


def snapped_angle(angle: float, point: PlanePoint) -> Turn:
    """The special direction within reach, else the nearest mark of 15° within reach, else the angle itself."""
    special = min(special_angles(point), key=lambda turn: _apart(turn.angle, angle), default=None)
    if special is not None and _apart(special.angle, angle) <= SPECIAL_REACH:
        return special
    mark = round(angle / MARK_STEP) * MARK_STEP
    return Turn(mark if abs(mark - angle) <= MARK_REACH else angle)


def _apart(first: float, second: float) -> float:
    return abs(math.remainder(first - second, math.tau))


def _wrapped(angle: float) -> float:
    return math.remainder(angle, math.tau)
