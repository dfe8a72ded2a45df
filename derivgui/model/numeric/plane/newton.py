"""Newton's method for a zero of the gradient, on many points at once."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.plane_function import PlaneFunction


def stationary_near(function: PlaneFunction, x: Array, y: Array, steps: int) -> tuple[Array, Array]:
    """Where plain Newton steps for a zero of the gradient lead from each of many points, shape ``(n,)``."""
    for _ in range(steps):
        step = newton_step(function.gradient(x, y), function.hessian(x, y))
        with np.errstate(all="ignore"):
            x, y = x + step[0], y + step[1]
    return x, y


def newton_step(gradient: Array, hessian: Array) -> Array:
    """-H⁻¹ g for stacks of points, shapes ``(2, n)`` and ``(2, 2, n)``; 0 where H has no inverse."""
    (a, b), (_, d) = hessian
    with np.errstate(all="ignore"):
        determinant = a * d - b * b
        step = np.stack([b * gradient[1] - d * gradient[0], b * gradient[0] - a * gradient[1]]) / determinant
    return np.where(np.isfinite(step), step, 0.0)
