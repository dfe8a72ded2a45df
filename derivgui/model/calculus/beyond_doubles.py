"""Values, slopes and quotients where doubles end: what ball arithmetic knows of numbers that no double holds.

They are those of the number that x is written as (see ``anchors``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from derivgui.model.calculus.placed_quotient import near_places
from derivgui.model.language.real import Array
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.wide import Wide, is_out_of_doubles, is_zero, ratio

# The difference of values that are smaller than this may be lost in doubles.
TINY = 1e-280
# What grows so much between so many units of rounding of x and so many has a zero there.
UNITS, MORE_UNITS = 2.0, 1024.0
GROWTH = 8.0


def with_own_digits(function: RealFunction, x: float, value: float, slope: float) -> tuple[float, float]:
    """f(x) and f'(x), each with the digits that it lacks where the double that was found for it is next to 0."""
    return _told(function.wide_value, x, value), _told(function.wide_slope, x, slope)


def numbers_at(function: RealFunction, x: float, value: float) -> tuple[float, float] | None:
    """f(x) and f'(x) where doubles, which found ``value``, know no slope; NaN for what balls do not know either.

    None where f is not proven to have a derivative at x.
    """
    if math.isnan(value) and function.is_undefined_at(x):
        return None
    slope = function.wide_slope(x, thorough=True)
    if slope is None and not function.is_analytic_everywhere:
        return None
    known = function.wide_value(x, thorough=True)
    return value if known is None else known, math.nan if slope is None else slope


def is_value_open(function: RealFunction, x: float) -> bool:
    """Whether f has a value at x, but one that doubles do not know."""
    value = function.at(x)
    return math.isinf(value) or (math.isnan(value) and function.is_analytic_everywhere)


def wide_quotients(function: RealFunction, x: float, steps: Array, found: Array) -> Steps[Mapping[int, float]]:
    """By their places those of the difference quotients ``found`` that balls know and no double holds.

    It pauses after each, about a millisecond.
    """
    size = np.absolute(found)
    odd = (~(size < math.inf) | (size < TINY)) & (steps != 0)
    if not odd.any():
        return {}
    start = function.at(x)
    with np.errstate(all="ignore"):
        ends = np.asarray(function(x + steps))
    is_beyond = np.isinf(found) | np.isinf(ends) | (math.isinf(start) & ~np.isnan(ends))
    # Where both ends are next to nothing, or as high for doubles, these may have lost what is between; a level that is
    # met exactly at an end has been told of.
    is_tiny = (abs(start) < TINY) & (np.absolute(ends) < TINY)
    if (found == 0).any() and not near_places(function, np.array([x])).any():
        is_tiny |= (found == 0) & ~near_places(function, x + steps)
    places = np.flatnonzero(odd & (is_beyond | is_tiny)).tolist()
    # What rises so little needs so many digits.
    thorough = bool(places) and isinstance(function.wide_slope(x), Wide)
    known: dict[int, float] = {}
    for place in places:
        told = _quotient_told(function, x, float(steps[place]), float(found[place]), thorough)
        if told is not None:
            known[place] = told
        yield
    return known


def _quotient_told(function: RealFunction, x: float, h: float, found: float, thorough: bool) -> float | None:
    """What balls know of a quotient that doubles do not; None where that is nothing more."""

    def ask(t: float) -> float | None:
        quotient = function.placed_quotient(t, h, thorough=thorough)
        return None if quotient is None else quotient.number

    number = ask(x)
    if number is None or is_zero(number):
        return None
    if found == 0:
        return None if _is_beside_zero(ask, x, number) else number
    return number if isinstance(number, Wide) or not math.isfinite(found) else None


def _told(ask: Callable[[float], float | None], x: float, double: float) -> float:
    found = ask(x) if is_out_of_doubles(double) else None
    if found is None or is_zero(found) or (double != 0 and not isinstance(found, Wide)):
        return double
    return double if _is_beside_zero(ask, x, found) else found


def _is_beside_zero(ask: Callable[[float], float | None], x: float, found: float) -> bool:
    """Whether the rounding of x alone makes a number of what is 0, as of sin(x)^30 at π."""

    def sizes(units: float) -> list[float]:
        asked = [ask(x + sign * units * math.ulp(x)) for sign in (-1.0, 1.0)]
        return [math.nan if other is None else abs(ratio(other, found)) for other in asked]

    return not min(sizes(MORE_UNITS)) <= GROWTH * max(1.0, *sizes(UNITS))
