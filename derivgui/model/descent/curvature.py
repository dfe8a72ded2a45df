"""Methods that ask more than the gradient: Newton's, by second derivatives, and a search along the line."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivgui.model.descent.optimizer import Function, NoStepError, Optimizer
from derivgui.model.descent.vectors import Real, Vector, moved, square

# 2^-60 of the first step: below this, f does not decrease as far as doubles can tell.
MOST_SHORTENINGS = 60


@dataclass(slots=True)
class Newton(Optimizer):
    """θ ← θ - α H⁻¹g with the Hessian H (Nocedal and Wright, Numerical Optimization, 2nd ed., section 3.3).

    The plain method: it runs to the nearest stationary point of any kind, a saddle or a maximum included.
    """

    def step(self, at: Vector, gradient: Vector, rate: Real, function: Function) -> Vector:
        """To the stationary point of the quadratic that touches f here, or part of the way."""
        return moved(at, _solved(function.hessian(at), gradient), -rate)


def _solved(hessian: tuple[Vector, ...], gradient: Vector) -> Vector:
    """H⁻¹g by Cramer's rule; NoStepError where H is singular or has no value."""
    if len(gradient) == 1:
        determinant: Real = hessian[0][0]
        above: Vector = gradient
    else:
        (a, b), (c, d) = hessian
        determinant = a * d - b * c
        above = (d * gradient[0] - b * gradient[1], a * gradient[1] - c * gradient[0])
    if determinant == 0 or determinant != determinant:
        raise NoStepError("singular")
    return tuple(part / determinant for part in above)


@dataclass(slots=True)
class LineSearch(Optimizer):
    """Gradient descent with backtracking: α, ρα, ρ²α, ... until f(θ - αg) ≤ f(θ) - cα|g|² (Armijo's condition).

    Nocedal and Wright, algorithm 3.1. A step out of the domain is shortened as well.
    """

    shrink: Real = 0.5
    decrease: Real = 1e-4
    used_rate: Real = field(default=None, init=False)

    def step(self, at: Vector, gradient: Vector, rate: Real, function: Function) -> Vector:
        """The first step that decreases f enough."""
        here = function.value(at)
        least = self.decrease * square(gradient)
        for _ in range(MOST_SHORTENINGS):
            there = moved(at, gradient, -rate)
            if function.value(there) <= here - rate * least:
                self.used_rate = rate
                return there
            rate = rate * self.shrink
        raise NoStepError("no decrease")
