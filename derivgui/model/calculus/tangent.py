"""The tangent at a point and the secant through two."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.calculus.doubt import doubtful
from derivgui.model.calculus.quotient import difference_quotient
from derivgui.model.numeric.function import RealFunction


@dataclass(frozen=True, slots=True)
class Tangent:
    """y = value + slope (t - x), touching the curve at (x, value). NaN where f(x) or f'(x) is undefined."""

    x: float
    value: float
    slope: float

    @property
    def intercept(self) -> float:
        """Where the line meets the y axis."""
        return self.value - self.slope * self.x

    @property
    def exists(self) -> bool:
        """True where a tangent with a finite slope was found."""
        return math.isfinite(self.value) and math.isfinite(self.slope)


@dataclass(frozen=True, slots=True)
class Secant:
    """The line through (x, value) and (x + h, far_value); NaN where either end is undefined or h = 0."""

    x: float
    h: float
    value: float
    far_value: float
    slope: float

    @property
    def exists(self) -> bool:
        """True where the curve is defined at both ends and they differ."""
        return math.isfinite(self.slope)


def tangent_at(function: RealFunction, x: float) -> Tangent:
    """Tangent from one Taylor jet of order 1; where cancellation has eaten its digits, from ball arithmetic."""
    value, slope = map(float, function.jet(x, 1))
    lost_value, lost_slope = doubtful(np.array([value, slope]), function.jet_spread(x))
    if lost_value:
        value = _better(function.exact_value(x), value)
    if lost_slope:
        slope = _better(function.exact_slope(x), slope)
    return Tangent(x, value, slope)


def _value_at(function: RealFunction, x: float) -> float:
    value = function.at(x)
    return _better(function.exact_value(x), value) if doubtful(value, function.value_spread(x)) else value


def _better(exact: float | None, rounded: float) -> float:
    return rounded if exact is None else exact


def secant_at(function: RealFunction, x: float, h: float, value: float | None = None) -> Secant:
    """Secant whose slope is the difference quotient; ``value`` is f(x) where it is known already."""
    value = _value_at(function, x) if value is None else value
    far_value = _value_at(function, x + h)
    slope = float(difference_quotient(function, x, h)) if math.isfinite(far_value) else math.nan
    return Secant(x, h, value, far_value, slope)
