"""Methods with a rate of their own for each coordinate: AdaGrad, RMSprop, Adam, AdamW.

Formulas and defaults are PyTorch's (pytorch.org/docs/stable/optim.html), ε outside the root. g is the gradient, its
square taken coordinate by coordinate; α the rate.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from derivgui.model.descent.optimizer import Function, Optimizer
from derivgui.model.descent.vectors import Vector


def _moved(at: Vector, rate: float, above: Iterable[float], below: Iterable[float]) -> Vector:
    """x - α a/b by coordinates; without ε a divisor may be 0, and what has no slope does not move."""
    try:
        return tuple([x - rate * (a / b) for x, a, b in zip(at, above, below, strict=True)])
    except ZeroDivisionError:
        return tuple([x - rate * _quotient(a, b) for x, a, b in zip(at, above, below, strict=True)])


def _quotient(above: float, below: float) -> float:
    if below:
        return above / below
    return math.copysign(math.inf, above) if above else 0.0


@dataclass(slots=True)
class AdaGrad(Optimizer):
    """s ← s + g², θ ← θ - α/(1 + kη) · g/(√s + ε).

    J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods, JMLR 12 (2011).
    """

    epsilon: float = 1e-10
    rate_decay: float = 0.0
    squares: Vector = field(default=(), init=False)
    count: int = field(default=0, init=False)

    def step(self, at: Vector, gradient: Vector, rate: float, function: Function) -> Vector:
        """Slower in directions that have been steep."""
        old = self.squares or (0.0,) * len(at)
        self.squares = tuple([s + g * g for s, g in zip(old, gradient, strict=True)])
        rate = rate / (1.0 + self.count * self.rate_decay)
        self.count += 1
        return _moved(at, rate, gradient, [math.sqrt(s) + self.epsilon for s in self.squares])


@dataclass(slots=True)
class RMSProp(Optimizer):
    """v ← ρv + (1 - ρ)g², θ ← θ - α g/(√v + ε).

    T. Tieleman and G. Hinton, Coursera: Neural networks for machine learning, lecture 6.5 (2012).
    """

    smoothing: float = 0.99
    epsilon: float = 1e-8
    squares: Vector = field(default=(), init=False)

    def step(self, at: Vector, gradient: Vector, rate: float, function: Function) -> Vector:
        """As AdaGrad, but steepness is forgotten."""
        rho = self.smoothing
        old = self.squares or (0.0,) * len(at)
        self.squares = tuple([rho * v + (1.0 - rho) * g * g for v, g in zip(old, gradient, strict=True)])
        return _moved(at, rate, gradient, [math.sqrt(v) + self.epsilon for v in self.squares])


@dataclass(slots=True)
class Adam(Optimizer):
    """m ← β₁m + (1 - β₁)g, v ← β₂v + (1 - β₂)g², θ ← θ - α m̂/(√v̂ + ε), m̂ = m/(1 - β₁ᵗ), v̂ = v/(1 - β₂ᵗ).

    D. P. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015.
    """

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    means: Vector = field(default=(), init=False)
    squares: Vector = field(default=(), init=False)
    count: int = field(default=0, init=False)

    def step(self, at: Vector, gradient: Vector, rate: float, function: Function) -> Vector:
        """Along the mean gradient, each coordinate in units of its mean size."""
        nothing = (0.0,) * len(at)
        first, second = self.beta1, self.beta2
        self.count += 1
        means = [m + (1.0 - first) * (g - m) for m, g in zip(self.means or nothing, gradient, strict=True)]
        squares = [second * v + (1.0 - second) * g * g for v, g in zip(self.squares or nothing, gradient, strict=True)]
        self.means, self.squares = tuple(means), tuple(squares)
        length = rate / (1.0 - first**self.count)
        shrink = math.sqrt(1.0 - second**self.count)
        return _moved(at, length, means, [math.sqrt(v) / shrink + self.epsilon for v in squares])


@dataclass(slots=True)
class AdamW(Adam):
    """θ ← (1 - αw)θ, then a step of Adam: the decay of weights apart from the gradient.

    I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019.
    """

    weight_decay: float = 0.01

    def step(self, at: Vector, gradient: Vector, rate: float, function: Function) -> Vector:
        """Shrink towards 0, then as Adam."""
        kept = 1.0 - rate * self.weight_decay
        # A dataclass with slots is made anew, so super() without arguments would not find its class.
        return Adam.step(self, tuple([kept * x for x in at]), gradient, rate, function)
