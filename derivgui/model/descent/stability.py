"""Which rates a function bears: the Hessian, the bound 2/L, and what one rate does along each of its axes.

Near a stationary point x* gradient descent multiplies the distance along an eigenvector of the Hessian with
eigenvalue λ by 1 - αλ in each step (Nesterov, Lectures on Convex Optimization, section 1.2.3; Polyak 1964). It
approaches x* if and only if 0 < α < 2/λ for all of them. For a function of degree two this holds everywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from derivgui.model.descent.methods import BY_NAME
from derivgui.model.descent.objective import Objective
from derivgui.model.descent.setup import Setup
from derivgui.model.language.tree import Negative, Node, Number, Power, Product, Quotient, Sum, Symbol, symbols
from derivgui.model.numeric.powers import exact_rational

Fate: TypeAlias = Literal["approaches", "one step", "cycles", "grows", "runs off", "stays"]

SAME = 1e-12
# A gradient's part along an axis below this share of the whole is rounding.
NEGLIGIBLE = 1e-14


@dataclass(frozen=True, slots=True)
class Axis:
    """One eigenvector of the Hessian.

    Attributes:
        direction: of unit length.
        curvature: the eigenvalue λ.
        multiplier: 1 - αλ.
        fate: what the distance along this axis does.
    """

    direction: tuple[float, ...]
    curvature: float
    multiplier: float
    fate: Fate


@dataclass(frozen=True, slots=True)
class Stability:
    """What a rate does to a function of degree two, or near one point of another function.

    Attributes:
        at: where the second derivatives were taken.
        axes: by curvature, the smallest first.
        target: the stationary point, where the function is of degree two and has exactly one; else None.
        holds_everywhere: True for functions of degree two.
    """

    at: tuple[float, ...]
    axes: tuple[Axis, ...]
    target: tuple[float, ...] | None
    holds_everywhere: bool

    @property
    def bound(self) -> float:
        """2/L, L the largest curvature; infinity where no direction curves upwards."""
        largest = self.axes[-1].curvature
        return 2.0 / largest if largest > 0 else math.inf

    @property
    def fate(self) -> Fate:
        """The worst of the axes' fates; "one step" only where all that is left is done in one."""
        order: tuple[Fate, ...] = ("runs off", "grows", "cycles", "approaches", "one step", "stays")
        return min((axis.fate for axis in self.axes), key=order.index)


def stability(objective: Objective, at: tuple[float, ...], rate: float) -> Stability | None:
    """What gradient descent with this rate does to f as it is at ``at``; None where second derivatives are missing."""
    hessian = np.array(objective.hessian(at))
    gradient = np.array(objective.sample(at)[1])
    if not (np.isfinite(hessian).all() and np.isfinite(gradient).all()):
        return None
    eigenvalues, vectors = np.linalg.eigh(hessian)
    # Eigenvectors have no sign of their own: the largest part is taken as positive.
    vectors = vectors * np.sign(vectors[np.abs(vectors).argmax(axis=0), range(len(at))])
    everywhere = degree(objective.tree, objective.variables) <= 2
    parts = vectors.T @ gradient
    parts[np.abs(parts) <= NEGLIGIBLE * np.abs(gradient).max()] = 0.0
    flat = SAME * float(np.abs(eigenvalues).max())
    eigenvalues = np.where(np.abs(eigenvalues) <= flat, 0.0, eigenvalues)
    axes = tuple(
        _axis(tuple(map(float, vector)), float(curvature), rate, float(part))
        for curvature, vector, part in zip(eigenvalues, vectors.T, parts, strict=True)
    )
    target = None
    if everywhere and eigenvalues.all():
        target = tuple(float(c) for c in np.array(at) - vectors @ (parts / eigenvalues))
    return Stability(at, axes, target, everywhere)


def _axis(direction: tuple[float, ...], curvature: float, rate: float, part: float) -> Axis:
    multiplier = 1.0 - rate * curvature
    if abs(multiplier) < SAME:
        multiplier = 0.0
    return Axis(direction, curvature, multiplier, _fate(rate * curvature, curvature, part))


def _fate(product: float, curvature: float, part: float) -> Fate:
    """By αλ itself: 1 - αλ may be 1 in doubles where α or λ is tiny."""
    if part == 0.0:
        return "stays"
    if curvature == 0.0:
        return "runs off"
    if abs(product - 1.0) < SAME:
        return "one step"
    if abs(product - 2.0) < SAME:
        return "cycles"
    return "approaches" if curvature > 0.0 and product < 2.0 else "grows"


def is_gradient_descent(setup: Setup) -> bool:
    """Whether the steps are those of gradient descent; coordinate descent has but one coordinate on a curve."""
    return setup.method == "gd" or (setup.method == "coordinate" and len(setup.start) == 1)


def largest_rate(setup: Setup, curvature: float) -> float | None:
    """The rate from which on a method grows along an axis of this curvature; None where no such bound is known.

    Where a root of the characteristic polynomial leaves the unit circle: gradient descent z - 1 + αλ, so 2/λ; momentum
    z² - (1 + μ - αλ)z + μ, so 2(1 + μ)/λ; Nesterov z² - (1 + μ)(1 - αλ)z + μ(1 - αλ), so (2 + 2μ)/((1 + 2μ)λ).
    """
    if curvature <= 0 or setup.schedule.kind != "constant":
        return None
    chosen = {parameter.name: parameter.default for parameter in BY_NAME[setup.method].parameters}
    chosen |= {name: float(value) for name, value in setup.parameters}
    mu = chosen.get("momentum", 0.0)
    if is_gradient_descent(setup):
        return 2.0 / curvature
    if setup.method == "momentum" and chosen["dampening"] == 0:
        return 2.0 * (1.0 + mu) / curvature
    if setup.method == "nesterov":
        return (2.0 + 2.0 * mu) / ((1.0 + 2.0 * mu) * curvature)
    return None


def degree(node: Node, variables: tuple[str, ...]) -> float:
    """A bound on the degree of a polynomial as it is typed; infinity for any other tree."""
    match node:
        case Symbol(name):
            return 1 if name in variables else 0
        case Number():
            return 0
        case Negative(operand):
            return degree(operand, variables)
        case Sum(terms):
            return max(degree(term, variables) for term in terms)
        case Product(factors):
            return sum(degree(factor, variables) for factor in factors)
        case Quotient(above, below) if degree(below, variables) == 0:
            return degree(above, variables)
        case Power(base, exponent):
            power, inner = exact_rational(exponent), degree(base, variables)
            if power is None or power.denominator > 1 or power < 0 or inner == math.inf:
                return _unless_constant(node, variables)
            return inner * power.numerator
        case _:
            return _unless_constant(node, variables)


def _unless_constant(node: Node, variables: tuple[str, ...]) -> float:
    return 0 if set(symbols(node)).isdisjoint(variables) else math.inf
