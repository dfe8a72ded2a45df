"""Methods of one rate for all directions: gradient descent, momentum, Nesterov, coordinate descent.

Formulas and defaults are those of PyTorch's SGD (pytorch.org/docs/stable/generated/torch.optim.SGD.html), where the
first velocity is the first gradient itself. θ is the point, g the gradient, α the rate, b the velocity.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derivgui.model.descent.optimizer import Function, Optimizer
from derivgui.model.descent.vectors import Real, Vector, moved


@dataclass(slots=True)
class GradientDescent(Optimizer):
    """θ ← θ - αg."""

    def step(self, at: Vector, gradient: Vector, rate: Real, function: Function) -> Vector:
        """Against the gradient."""
        return tuple([x - rate * g for x, g in zip(at, gradient, strict=True)])


@dataclass(slots=True)
class Momentum(Optimizer):
    """The heavy ball: b ← μb + (1 - d)g, θ ← θ - αb, with b = g at first.

    B. T. Polyak, Some methods of speeding up the convergence of iteration methods, USSR Comput. Math. 4 (1964).
    """

    momentum: Real = 0.9
    dampening: Real = 0.0
    velocity: Vector | None = field(default=None, init=False)

    def step(self, at: Vector, gradient: Vector, rate: Real, function: Function) -> Vector:
        """Along the velocity."""
        return moved(at, self._accelerate(gradient), -rate)

    def _accelerate(self, gradient: Vector) -> Vector:
        if self.velocity is None:
            self.velocity = gradient
        else:
            mu, share = self.momentum, 1 - self.dampening
            self.velocity = tuple([mu * b + share * g for b, g in zip(self.velocity, gradient, strict=True)])
        return self.velocity


@dataclass(slots=True)
class Nesterov(Optimizer):
    """b ← μb + g, θ ← θ - α(g + μb), with b = g at first.

    The form of I. Sutskever et al., On the importance of initialization and momentum in deep learning, ICML 2013.
    """

    momentum: Real = 0.9
    velocity: Vector | None = field(default=None, init=False)

    def step(self, at: Vector, gradient: Vector, rate: Real, function: Function) -> Vector:
        """Along the gradient and the velocity that it leads to."""
        mu = self.momentum
        old = self.velocity
        self.velocity = gradient if old is None else moved(gradient, old, mu)
        return moved(at, moved(gradient, self.velocity, mu), -rate)


@dataclass(slots=True)
class Coordinate(Optimizer):
    """Gradient descent along one axis at a time, in turn: θᵢ ← θᵢ - α gᵢ (Nocedal and Wright, section 9.3)."""

    axis: int = field(default=0, init=False)

    def step(self, at: Vector, gradient: Vector, rate: Real, function: Function) -> Vector:
        """Along one axis; the next step takes the next."""
        axis = self.axis
        self.axis = (axis + 1) % len(at)
        return (*at[:axis], at[axis] - rate * gradient[axis], *at[axis + 1 :])
