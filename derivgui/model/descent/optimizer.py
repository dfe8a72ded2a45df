"""What all methods have in common: one step from a point and its gradient to the next point."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Literal, Protocol, TypeAlias

from derivgui.model.descent.vectors import Real, Vector

Obstacle: TypeAlias = Literal["singular", "no decrease"]


class NoStepError(Exception):
    """The method cannot take a step from here: the Hessian is singular, or no step decreases f."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


class Function(Protocol):
    """What a method may ask beyond the gradient that it is given."""

    def value(self, at: Vector) -> Real:
        """f, NaN where undefined."""

    def hessian(self, at: Vector) -> tuple[Vector, ...]:
        """Second derivatives by rows, NaN where they do not exist."""


class Optimizer(ABC):
    """A method with its memory.

    A subclass is a dataclass: its parameters first, then what it remembers, which consists of immutable values only,
    so that a shallow copy is a copy. ``used_rate`` is the rate of the last step where the method chose it itself.
    """

    used_rate: Real = None

    @abstractmethod
    def step(self, at: Vector, gradient: Vector, rate: Real, function: Function) -> Vector:
        """The next point.

        Parameters
        ----------
        at: the point, one or two numbers.
        gradient: of f there, finite.
        rate: the learning rate α of this step.
        function: f itself, for methods that need more than the gradient.

        Raises
        ------
        NoStepError: where the method has no step to take.
        """
