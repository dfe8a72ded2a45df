"""How far numerical differences are from f'(x), step by step: truncation, rounding and the best h between them.

The quotients are what a program would compute in double precision, lost digits and all, unlike those of ``quotient``.
N. Higham, Accuracy and Stability of Numerical Algorithms (2nd ed.), section 1.14; W. Press et al., Numerical Recipes
(3rd ed.), section 5.7.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.calculus.tangent import Tangent, tangent_at
from derivgui.model.language.real import EPSILON, Array
from derivgui.model.numeric.compiled.complex_step import complex_value, obstacle
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.neighbours import with_neighbours

STEPS_A_DECADE = 8
SMALLEST_DECADE = 16
HIGHEST_COEFFICIENT = 8
# A Taylor coefficient so small beside the mean of its neighbours is rounding: sin has no second derivative at pi.
VANISHING = 1e-10
# Errors of a complex step up to so many units in the last place are rounding of f itself.
ROUNDING_UNITS = 4.0


def _step(count: int) -> float:
    """10^(-count/8) to three digits, whole decades exactly as they are typed."""
    decades, part = divmod(count, STEPS_A_DECADE)
    return float(f"{10 ** (-part / STEPS_A_DECADE):.2f}e-{decades}")


STEPS: Array = np.array([_step(count) for count in range(SMALLEST_DECADE * STEPS_A_DECADE + 1)])


@dataclass(frozen=True, slots=True, eq=False)
class Method:
    """One way to differentiate numerically.

    Attributes:
        quotients, errors: by step, float64 of one shape; NaN where f is undefined at an end, an error of 0 is exact.
        best_h, best_error: the step around which the errors stay smallest, with the largest error within half a decade;
            NaN where every step is exact or none has a value. The single luckiest step is no measure.
        order: the power p of the truncation error c h^p, 0 where there is none (or it is not known).
        coefficient: c >= 0.
        theory_h: the step at which c h^p and the rounding error balance, NaN where they do not.
    """

    quotients: Array
    errors: Array
    best_h: float
    best_error: float
    order: int
    coefficient: float
    theory_h: float


@dataclass(frozen=True, slots=True, eq=False)
class DifferenceErrors:
    """Errors at the falling steps ``steps``, 1 to 1e-16.

    Attributes:
        slope: f'(x), right to the last bit.
        rounding: s in the rounding error s/h of a difference; values of f and x + h are right to half a unit each.
        complex_step: None where the tree is not analytic, for which ``obstacle`` is the reason.
    """

    function: RealFunction
    x: float
    value: float
    slope: float
    steps: Array
    rounding: float
    forward: Method
    central: Method
    complex_step: Method | None
    obstacle: str

    @property
    def rounding_shows(self) -> bool:
        """True where the forward difference gets worse again below its best step."""
        smaller = self.forward.errors[self.steps < self.forward.best_h]
        return bool(smaller.size) and bool(np.nanmax(smaller, initial=0.0) > 2 * self.forward.best_error)

    @property
    def methods(self) -> tuple[tuple[str, Method], ...]:
        """Those that apply, by name."""
        found = (("forward", self.forward), ("central", self.central), ("complex step", self.complex_step))
        return tuple((name, method) for name, method in found if method is not None)

    def at_step(self, h: float) -> tuple[tuple[str, float], ...]:
        """Each method's error at any step h > 0, by name, also between ``steps`` and beyond them."""
        places = np.flatnonzero(self.steps == h)
        if places.size:
            return tuple((name, float(method.errors[places[0]])) for name, method in self.methods)
        step = np.array([h])
        found = [*_differences(self.function, self.x, step)]
        if self.complex_step is not None:
            found.append(_complex_quotients(self.function, self.x, step))
        errors = (abs(float(quotients[0]) - self.slope) for quotients in found)
        return tuple((name, error) for (name, _), error in zip(self.methods, errors, strict=True))


def difference_errors(
    function: RealFunction, x: float, tangent: Tangent | None = None, steps: Array = STEPS
) -> DifferenceErrors | None:
    """Errors of forward, central and complex-step differences; None where no f'(x) is known to compare with."""
    tangent = tangent_at(function, x) if tangent is None else tangent
    if not tangent.exists:
        return None
    exact = function.placed_slope(x)
    slope = tangent.slope if exact is None or tangent.slope == 0 else exact
    coefficients = np.absolute(function.jet(x, HIGHEST_COEFFICIENT))
    rounding = EPSILON * (abs(tangent.value) + abs(x * slope))
    towards, around = _differences(function, x, steps)
    forward = _difference(towards, slope, steps, _truncation(coefficients, (2, 1)), rounding)
    central = _difference(around, slope, steps, _truncation(coefficients, (3, 2)), rounding)
    reason = obstacle(function.program.tree, function.variable)
    complex_step = None if reason else _complex_step(function, x, slope, steps, _truncation(coefficients, (3, 2)))
    return DifferenceErrors(function, x, tangent.value, slope, steps, rounding, forward, central, complex_step, reason)


def _differences(function: RealFunction, x: float, steps: Array) -> tuple[Array, Array]:
    """Forward and central quotients, as a program computes them."""
    with np.errstate(all="ignore"):
        start, up, down = function.at(x), function(x + steps), function(x - steps)
        return (up - start) / steps, (up - down) / (2 * steps)


def _complex_quotients(function: RealFunction, x: float, steps: Array) -> Array:
    """Im f(x + ih) / h."""
    places = np.asarray(x + 1j * steps, dtype=complex)
    with np.errstate(all="ignore"):
        values = complex_value(function.program.tree, function.parameters, function.variable, places)
        return np.asarray(values.imag / steps)


def _truncation(coefficients: Array, counting: tuple[int, int]) -> tuple[int, float]:
    """Order and coefficient of the truncation error, from the first Taylor coefficient that a method does not cancel.

    ``counting`` is the first such coefficient and the distance to the next; (0, 0.0) where all vanish.
    """
    if not np.isfinite(coefficients).all():
        return 0, 0.0
    first, distance = counting
    for k in range(first, len(coefficients) - 1, distance):
        before, here, after = map(float, coefficients[k - 1 : k + 2])
        if here > VANISHING * math.sqrt(before) * math.sqrt(after):
            return k - 1, here
    return 0, 0.0


def _difference(quotients: Array, slope: float, steps: Array, truncation: tuple[int, float], rounding: float) -> Method:
    errors = np.absolute(quotients - slope)
    order, coefficient = truncation
    theory = (rounding / (order * coefficient)) ** (1 / (order + 1)) if order else math.nan
    best = _calmest(errors)
    if best is None:
        return Method(quotients, errors, math.nan, math.nan, order, coefficient, theory)
    place, error = best
    return Method(quotients, errors, float(steps[place]), error, order, coefficient, theory)


def _calmest(errors: Array) -> tuple[int, float] | None:
    """Where the largest error within half a decade is smallest, with that error; None where nothing is to be chosen."""
    known = np.isfinite(errors)
    if not errors[known].any():
        return None
    reach = STEPS_A_DECADE // 2
    largest = with_neighbours(np.where(known, errors, np.inf), np.maximum, reach)
    place = int(np.argmin(largest))
    return (place, float(largest[place])) if math.isfinite(largest[place]) else None


def _complex_step(
    function: RealFunction, x: float, slope: float, steps: Array, truncation: tuple[int, float]
) -> Method:
    """Nothing is subtracted, so nothing is lost however small h is: best is every step from ``best_h`` down."""
    quotients = _complex_quotients(function, x, steps)
    errors = np.absolute(quotients - slope)
    wrong = np.nonzero(~(errors <= ROUNDING_UNITS * math.ulp(slope)))[0]
    first = int(wrong[-1]) + 1 if len(wrong) else 0
    if first == len(steps):
        return Method(quotients, errors, math.nan, math.nan, *truncation, math.nan)
    return Method(quotients, errors, float(steps[first]), float(errors[first:].max()), *truncation, math.nan)
