"""The gradient at a point of a function of two variables: partial derivatives, steepest ascent, what a 0 means."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.calculus.critical.points import Kind
from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.suspects.everywhere import is_analytic_everywhere
from derivgui.model.numeric.wide import Wide, direction, is_zero, length

# How far a coordinate may be from the number that it stands for, in units of its last place.
NEAR = 2.0
NEIGHBOURS = NEAR * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]]).T
# The determinant of a Hessian beside the products in it.
SINGULAR = 1e-12
# Directions in which a function with partial derivatives may show that it is not differentiable after all.
PROBES = ((1.0, 1.0), (1.0, -1.0), (2.0, 1.0), (-1.0, 2.0))
AGREEMENT = 1e-6


@dataclass(frozen=True, slots=True)
class GradientAt:
    """What a function does at (x, y) to first and second order.

    Attributes:
        value: f, NaN where undefined.
        partials: the verdicts on both slices, whose slopes are the partial derivatives.
        gradient: both; NaN for one that does not exist. What cannot be told from 0 is 0.
        hessian: second partial derivatives, NaN where the tree alone does not decide them.
        differentiable: whether a plane touches f here: False where it is shown that none does, None where it is not
            determined.
        stationary: the kind of point where the gradient is 0 and a plane may touch, else None; "degenerate" where the
            Hessian decides nothing.
    """

    x: float
    y: float
    value: float
    partials: tuple[Verdict, Verdict]
    gradient: tuple[float, float]
    hessian: tuple[tuple[float, float], tuple[float, float]]
    differentiable: bool | None
    stationary: Kind | None

    @property
    def norm(self) -> float:
        """The gradient's length: the slope in the steepest direction."""
        return length(*self.gradient)

    @property
    def angle(self) -> float:
        """The direction of steepest ascent in radians in (-π, π]; NaN where there is none."""
        gx, gy = direction(*self.gradient)
        steep = 0 < math.hypot(gx, gy) < math.inf and self.differentiable is not False
        return math.atan2(gy + 0.0, gx + 0.0) if steep else math.nan

    @property
    def steepest_ascent(self) -> tuple[float, float] | None:
        """The unit vector in that direction."""
        if math.isnan(self.angle):
            return None
        gx, gy = direction(*self.gradient)
        # Two steps, lest the square of a length overflow.
        return gx / math.hypot(gx, gy), gy / math.hypot(gx, gy)


def gradient_at(function: PlaneFunction, x: float, y: float) -> GradientAt:
    """Everything at one point, about a millisecond where nothing is special."""
    partials = verdict_at(function.slice_x(y), x), verdict_at(function.slice_y(x), y)
    hessian = _hessian(function, x, y)
    first, second = (_settled(partials[k].slope, hessian[k], x, y) for k in (0, 1))
    differentiable = _is_differentiable(function, (x, y), (first, second), partials, hessian)
    is_level = is_zero(first) and is_zero(second)
    stationary = _kind(hessian) if is_level and differentiable is not False else None
    return GradientAt(
        x,
        y,
        _settled(partials[0].value, np.array([first, second]), x, y),
        partials,
        (first, second),
        ((float(hessian[0, 0]), float(hessian[0, 1])), (float(hessian[1, 0]), float(hessian[1, 1]))),
        differentiable,
        stationary,
    )


def _hessian(function: PlaneFunction, x: float, y: float) -> Array:
    """Shape (2, 2); entries that rounding of the point could have made are 0."""
    with np.errstate(all="ignore"):
        around = function.hessian(x + NEIGHBOURS[0] * np.spacing(abs(x)), y + NEIGHBOURS[1] * np.spacing(abs(y)))
    here = around[..., 0]
    # Beside a corner the neighbours are others' business.
    carried = np.ptp(np.where(np.isfinite(around), around, here[..., None]), axis=-1)
    return np.where(np.absolute(here) <= carried, 0.0, here) + 0.0


def _settled(value: float, slopes: Array, x: float, y: float) -> float:
    """The value, or 0 where the rounding of the point, carried by the slopes, could have made it."""
    if isinstance(value, Wide):
        return value
    spacings = NEAR * np.spacing(np.absolute([x, y]))
    carried = float(np.nan_to_num(np.absolute(slopes)) @ spacings)
    return 0.0 if abs(value) <= carried else value


def _kind(hessian: Array) -> Kind:
    largest = float(np.nan_to_num(np.absolute(hessian)).max()) or 1.0
    (a, b), (_, d) = (hessian / largest).tolist()
    determinant = a * d - b * b
    if not abs(determinant) > SINGULAR * (abs(a * d) + b * b):
        return "degenerate"
    if determinant < 0:
        return "saddle"
    return "minimum" if a > 0 else "maximum"


def _is_differentiable(
    function: PlaneFunction,
    place: tuple[float, float],
    gradient: tuple[float, float],
    partials: tuple[Verdict, Verdict],
    hessian: Array,
) -> bool | None:
    """By the tree where it decides; else by the slopes of other slices, which must be those of one plane."""
    if any(verdict.differentiable is not True for verdict in partials):
        return False if any(verdict.differentiable is False for verdict in partials) else None
    if np.isfinite(hessian).all() or is_analytic_everywhere(function.concrete):
        return True
    for u in PROBES:
        verdict = verdict_at(function.along(*place, u), 0.0)
        expected = gradient[0] * u[0] + gradient[1] * u[1]
        tolerance = AGREEMENT * (1.0 + abs(expected))
        if verdict.differentiable is False or abs(verdict.slope - expected) > tolerance:
            return False
    return None
