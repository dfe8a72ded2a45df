"""The tangent at a point and the secant through two."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.calculus.doubt import doubtful
from derivgui.model.calculus.quotient import difference_quotient
from derivgui.model.language.real import Array
from derivgui.model.numeric.function import RealFunction

NEIGHBOURS = np.array([0.0, -2.0, 2.0])
# A slope that changes by more than this within two units of rounding has jumped.
CORNER = 1e-3


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
    """Tangent from Taylor jets at x and at the doubles around it.

    Where cancellation has eaten the digits, ball arithmetic is asked; what cannot be told from 0 is 0; and where the
    slope is another one a rounding error away, x stands on a corner as far as doubles can tell, so none is given.
    """
    around = x + NEIGHBOURS * np.spacing(abs(x))
    values, slopes = function.jet(around, 1)
    value, slope = float(values[0]), float(slopes[0])
    spread = function.jet_spread(x)
    lost_value, lost_slope = doubtful(np.array([value, slope]), spread)
    if lost_value:
        value = _better(function.exact_value(x), value)
    elif abs(value) <= spread[0] + _width(values):
        value = 0.0
    if lost_slope:
        slopes = np.array([_better(function.exact_slope(float(t)), math.nan) for t in around])
        return Tangent(x, value, math.nan if _width(slopes) > CORNER * (1.0 + abs(slopes[0])) else float(slopes[0]))
    if _width(slopes) > CORNER * (1.0 + abs(slope)):
        return Tangent(x, value, math.nan)
    return Tangent(x, value, 0.0 if abs(slope) <= spread[1] + _width(slopes) else slope)


def _width(numbers: Array) -> float:
    """Largest difference; 0 where a neighbour is undefined, since that tells nothing."""
    return float(np.ptp(numbers)) if np.isfinite(numbers).all() else 0.0


def secant_at(function: RealFunction, x: float, h: float, value: float | None = None) -> Secant:
    """Secant whose slope is the difference quotient; ``value`` is f(x) where it is known already."""
    value = _value_at(function, x) if value is None else value
    far_value = _value_at(function, x + h)
    slope = float(difference_quotient(function, x, h)) if math.isfinite(far_value) else math.nan
    return Secant(x, h, value, far_value, slope)


def _value_at(function: RealFunction, x: float) -> float:
    value = function.at(x)
    return _better(function.exact_value(x), value) if doubtful(value, function.value_spread(x)) else value


def _better(exact: float | None, rounded: float) -> float:
    return rounded if exact is None else exact
