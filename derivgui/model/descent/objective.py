"""The function that is descended on: value, gradient and Hessian at a point, in doubles or in fractions.

Gradients come from the tree by automatic differentiation, never from differences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from derivgui.model.descent.vectors import Vector
from derivgui.model.language.tree import Node, symbols
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.compiled.scalar import ScalarProgram
from derivgui.model.numeric.rational_jets import UndefinedError, as_fraction, is_rational, rational_jet

# Value and gradient.
Sample: TypeAlias = tuple[float, tuple[float, ...]]
# The gradient at a point where the tree alone does not decide it, or None.
Decide: TypeAlias = Callable[[tuple[float, ...]], tuple[float, ...] | None]


class Objective:
    """f in doubles.

    Parameters
    ----------
    tree: of f.
    variables: one or two names, in the order of a point's coordinates.
    parameters: values of all other symbols.
    decide: asked for the gradient where f has a value but the tree does not tell a gradient, as on the joint of a
        piecewise definition; without it there is none there.
    """

    def __init__(
        self,
        tree: Node,
        variables: tuple[str, ...],
        parameters: Mapping[str, float] | None = None,
        decide: Decide | None = None,
    ) -> None:
        self.tree = tree
        self.variables = variables
        self.parameters = dict(parameters or {})
        self._decide = decide
        self._scalar = ScalarProgram(tree, variables, self.parameters)
        self._is_plane = len(variables) == 2

    @cached_property
    def _program(self) -> Program:
        return Program(self.tree, self.variables)

    def value(self, at: Vector) -> float:
        """f, NaN where undefined."""
        return self._scalar(*at)[0]

    def sample(self, at: Vector) -> Sample:
        """f and its gradient; NaN where undefined."""
        value, by_x, by_y = self._scalar(*at)
        gradient: tuple[float, ...] = (by_x, by_y) if self._is_plane else (by_x,)
        if self._decide is not None and value == value and sum(gradient) != sum(gradient):
            gradient = self._decide(at) or gradient
        return value, gradient

    def hessian(self, at: Vector) -> tuple[tuple[float, ...], ...]:
        """Second derivatives by rows; NaN where they do not exist."""
        if not self._is_plane:
            return ((2.0 * self._second(at, (1.0,)),),)
        xx, yy = 2.0 * self._second(at, (1.0, 0.0)), 2.0 * self._second(at, (0.0, 1.0))
        # The mixed derivative from both diagonals: what xx and yy add cancels exactly.
        xy = (self._second(at, (1.0, 1.0)) - self._second(at, (1.0, -1.0))) / 2.0
        return (xx, xy), (xy, yy)

    def _second(self, at: Vector, direction: tuple[float, ...]) -> float:
        return self.line(at, direction, 2)[2]

    def line(self, at: Vector, direction: tuple[float, ...], order: int) -> tuple[float, ...]:
        """Taylor coefficients of t ↦ f(at + t direction) up to ``order``; NaN where they do not exist."""
        values = {**self.parameters, **dict(zip(self.variables, map(float, at), strict=True))}
        jet = self._program.jet(values, dict(zip(self.variables, direction, strict=True)), order)
        return tuple(map(float, jet[: order + 1]))

    @property
    def is_rational(self) -> bool:
        """Whether fractions stay fractions."""
        return is_rational(self.tree) and all(map(math.isfinite, self.parameters.values()))

    @cached_property
    def exact(self) -> ExactObjective:
        """The same function on fractions; parameters count as the decimals that they are written as."""
        used = symbols(self.tree)
        return ExactObjective(
            self.tree, self.variables, {name: as_fraction(v) for name, v in self.parameters.items() if name in used}
        )


class ExactObjective:
    """f in fractions. Undefined is None, for the value alone or for the gradient alone."""

    def __init__(self, tree: Node, variables: tuple[str, ...], parameters: Mapping[str, Fraction]) -> None:
        self._tree = tree
        self._variables = variables
        self._parameters = parameters

    def value(self, at: Vector) -> Fraction | float:
        """f, NaN where undefined. Raises ``TooLongError``."""
        try:
            return self._line(at, (Fraction(1),) * len(at), 0)[0]
        except UndefinedError:
            return math.nan

    def gradient(self, at: Vector) -> tuple[Fraction, ...]:
        """Raises ``UndefinedError`` and ``TooLongError``."""
        return tuple(self._line(at, self._unit(axis), 1)[1] for axis in range(len(at)))

    def hessian(self, at: Vector) -> tuple[tuple[Fraction, ...], ...]:
        """Raises ``UndefinedError`` and ``TooLongError``."""
        seconds = [self._line(at, self._unit(axis), 2)[2] for axis in range(len(at))]
        if len(at) == 1:
            return ((2 * seconds[0],),)
        xy = self._line(at, (Fraction(1), Fraction(1)), 2)[2] - seconds[0] - seconds[1]
        return (2 * seconds[0], xy), (xy, 2 * seconds[1])

    def _unit(self, axis: int) -> tuple[Fraction, ...]:
        return tuple(Fraction(int(place == axis)) for place in range(len(self._variables)))

    def _line(self, at: Vector, direction: tuple[Fraction, ...], order: int) -> tuple[Fraction, ...]:
        values = {**self._parameters, **dict(zip(self._variables, at, strict=True))}
        return rational_jet(self._tree, values, dict(zip(self._variables, direction, strict=True)), order)
