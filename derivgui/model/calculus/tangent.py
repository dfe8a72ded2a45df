"""The tangent at a point and the secant through two."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.calculus.beyond_doubles import is_value_open
from derivgui.model.calculus.doubt import doubtful
from derivgui.model.calculus.quotient import is_placed, one_quotient, plain_quotient
from derivgui.model.language.real import EPSILON, Array
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.wide import ARITHMETIC, Wide, decimal_of, of_decimal, ratio

NEIGHBOURS = np.array([0.0, -2.0, 2.0])
# A slope that changes by more than this within two units of rounding has jumped.
CORNER = 1e-3
# What changes by more than this share of itself within rounding of x is asked at the very number that x is written as.
SENSITIVE = 1e-9
# A number that loses less of itself has its digits.
FEW_LOST = 1e-13
# What a value and a slope may have lost on their way.
ROUNDING = 16 * EPSILON
# Half the digits of a double.
HALF_OF_THE_DIGITS = math.sqrt(EPSILON)
# So much worse than rounding alone explains: there is cancellation inside f as well.
CANCELLED = 1e-6
# Where doubles lie farther apart, one of them stands for itself: beside it a function may do anything.
COARSEST = 1e-3


@dataclass(frozen=True, slots=True)
class Tangent:
    """y = value + slope (t - x), touching the curve at (x, value). NaN where f(x) or f'(x) is undefined."""

    x: float
    value: float
    slope: float

    @property
    def intercept(self) -> float:
        """Where the line meets the y axis, as far as its digits are known: from afar, rounding leaves fewer."""
        rise = self.slope * self.x
        found, lost = self.value - rise, ROUNDING * (abs(self.value) + abs(rise))
        if isinstance(self.value, Wide) or isinstance(self.slope, Wide) or not math.isfinite(found):
            return self._wide_intercept
        if not lost > FEW_LOST * abs(found) or not math.isfinite(lost):
            return found
        return round(found, -math.floor(math.log10(lost)) - 1) + 0.0

    @property
    def _wide_intercept(self) -> float:
        """The same where no double holds a part of it; NaN where a part has no digits."""
        value, slope = decimal_of(self.value), decimal_of(self.slope)
        if not (value.is_finite() and slope.is_finite()):
            return math.nan
        rise = ARITHMETIC.multiply(slope, decimal_of(self.x))
        return of_decimal(ARITHMETIC.subtract(value, rise))

    @property
    def is_told(self) -> bool:
        """Whether the line can be written down, be its numbers in the range of doubles or not."""
        return all(decimal_of(number).is_finite() for number in (self.value, self.slope))

    @property
    def exists(self) -> bool:
        """True where a tangent with a finite slope was found that doubles hold."""
        return math.isfinite(self.value) and math.isfinite(self.slope)


@dataclass(frozen=True, slots=True)
class Secant:
    """The line through (x, value) and (x + h, far_value); NaN where either end is undefined or h = 0.

    Attributes:
        far_value: f at the exact sum x + h, which no double need be.
        plain: what (f(x + h) - f(x))/h gives in double precision, NaN where that is as good as ``slope``.
        digits: with how many decimal digits ``slope`` was computed where doubles do not do, 0 where they do.
        is_open: whether the curve has both points, but nobody knows the slope.
    """

    x: float
    h: float
    value: float
    far_value: float
    slope: float
    plain: float = math.nan
    digits: int = 0
    is_open: bool = False

    @property
    def exists(self) -> bool:
        """True where the curve is defined at both ends and they differ."""
        return math.isfinite(self.slope)


def tangent_at(function: RealFunction, x: float) -> Tangent:
    """Tangent from Taylor jets at x and at the doubles around it.

    Where cancellation has eaten the digits, ball arithmetic is asked; what cannot be told from 0 is 0; and where the
    slope is another one a rounding error away, x stands on a corner as far as doubles can tell, so none is given.
    """
    # The last doubles have no finite neighbours.
    with np.errstate(all="ignore"):
        around = x + NEIGHBOURS * np.spacing(abs(x))
    (values, slopes), spreads = function.jet_and_spread(around)
    value, slope = float(values[0]), float(slopes[0])
    spread = spreads[:, 0]
    lost_value, lost_slope = doubtful(np.array([value, slope]), spread)
    is_near = around[2] - around[1] < COARSEST
    if lost_value or (is_near and _is_sensitive(values)):
        certain = [function.placed_value(float(t)) for t in around]
        if certain[0] is not None:
            values, spread[0] = np.array([_better(c, math.nan) for c in certain]), 0.0
        elif lost_value:
            return Tangent(x, value, math.nan)
    value = _told_from_zero(values, float(spread[0])) if is_near else float(values[0])
    if lost_slope or (is_near and _is_sensitive(slopes)):
        slopes, spread[1] = np.array([_better(function.placed_slope(float(t)), math.nan) for t in around]), 0.0
    if is_near and _width(slopes) > CORNER * (1.0 + abs(slopes[0])):
        return Tangent(x, value, math.nan)
    return Tangent(x, value, _told_from_zero(slopes, float(spread[1])) if is_near else float(slopes[0]))


def _told_from_zero(around: Array, spread: float) -> float:
    """The first of these numbers, 0 where it is no farther from 0 than its neighbours and rounding take it."""
    return 0.0 if abs(around[0]) <= spread + _width(around) else float(around[0])


def _is_sensitive(around: Array) -> bool:
    """Whether the digits depend on which number the double x stands for, as those of 1/(x - 0.3) next to 0.3 do."""
    here, below, above = around.tolist()
    width = max(abs(here - below), abs(here - above), abs(above - below))
    return bool(SENSITIVE * abs(here) < width < abs(here))


def _width(numbers: Array) -> float:
    """Largest difference; 0 where a neighbour is undefined, since that tells nothing."""
    return float(np.ptp(numbers)) if np.isfinite(numbers).all() else 0.0


def secant_at(
    function: RealFunction,
    x: float,
    h: float,
    value: float | None = None,
    quotient: float | None = None,
    plainly: bool = False,
) -> Secant:
    """Secant whose slope is the difference quotient, in every place where it is told.

    ``value`` is f(x) and ``quotient`` the slope, if known already; ``plainly`` takes what doubles make of it, unless an
    end stands for an exact place, about which they may say anything.
    """
    value = _value_at(function, x) if value is None else value
    plain = plain_quotient(function, x, h)
    slope = plain if plainly and not is_placed(function, x, h) else quotient
    if slope is None:
        slope = one_quotient(function, x, h)
    if isinstance(slope, Wide):
        return Secant(x, h, value, _value_at(function, x + h), slope, plain, _digits(function, x, h, slope))
    if not (math.isfinite(value) and math.isfinite(slope)):
        is_open = is_value_open(function, x) or is_value_open(function, x + h)
        return Secant(x, h, value, _value_at(function, x + h), math.nan, is_open=is_open)
    far_value = _far_value(function, x, h, value, slope)
    if not _outruns_doubles(x, h, value, slope, plain):
        return Secant(x, h, value, far_value, slope)
    return Secant(x, h, value, far_value, slope, plain, _digits(function, x, h, slope))


def awaited_secant(function: RealFunction, x: float, h: float) -> Secant:
    """The secant while nothing is told of f(x) yet; its other end is where doubles have it."""
    return Secant(x, h, math.nan, function.at(x + h), math.nan, is_open=True)


def _digits(function: RealFunction, x: float, h: float, slope: float) -> int:
    """With how many digits ball arithmetic finds this slope, at doubles or decimals; 0 where it is of another place."""
    for ask in (function.exact_quotient, function.placed_quotient):
        exact = ask(x, h)
        if exact is not None and _is_same(exact.number, slope):
            return exact.digits
    return 0


def _is_same(number: float, slope: float) -> bool:
    if isinstance(slope, Wide):
        return abs(ratio(number, slope) - 1.0) <= SENSITIVE
    return abs(number - slope) <= SENSITIVE * abs(slope)


def _far_value(function: RealFunction, x: float, h: float, value: float, slope: float) -> float:
    """f(x + h), which is where the slope leads; with its own digits where a double is there, and says so too."""
    end = value + slope * h
    if (x + h) - x != h:
        return end
    found = _value_at(function, x + h)
    return end if abs(found - end) > SENSITIVE * (abs(value) + abs(slope * h)) else found


def _outruns_doubles(x: float, h: float, value: float, slope: float, plain: float) -> bool:
    """True where the plain quotient has fewer than half the digits of a double.

    Told from what rounding must cost at such an h, not from the luck of one x, so that it is steady during a drag.
    """
    if plain == slope:
        return False
    if slope == 0:
        # Beside 0 every number is wrong by all of itself: what counts is whether it would be seen.
        return not abs(plain) <= SENSITIVE * (1.0 + abs(value)) / (1.0 + abs(x))
    rounding = EPSILON * (abs(value) + abs(x * slope))
    return rounding > HALF_OF_THE_DIGITS * abs(h * slope) or not abs(plain - slope) <= CANCELLED * abs(slope)


def _value_at(function: RealFunction, x: float) -> float:
    value, spread = map(float, function.value_and_spread(x))
    return _better(function.placed_value(x), value) if doubtful(value, spread) else value


def _better(exact: float | None, rounded: float) -> float:
    return rounded if exact is None else exact
