"""A function of one real variable: a compiled program with its parameters held fast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from derivgui.model.language.literals import written
from derivgui.model.language.real import Array, Truth
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.powers import varying_on, with_parameters
from derivgui.model.numeric.suspects.suspects import Suspect, suspects


class RealFunction:
    """x -> f(x), with exact derivatives by Taylor jets.

    All methods take a float or a float64 array of any shape and return float64 of that shape; NaN means undefined.
    """

    def __init__(self, program: Program, variable: str = "x", parameters: Mapping[str, float] | None = None) -> None:
        self.parameters = dict(parameters or {})
        self.program = _specific(_varying_on(program, variable, self.parameters), self.parameters)
        self.variable = variable
        self._direction = {variable: 1.0}
        # Of a slice more is known than its own tree says, and sooner: see ``PlaneFunction.is_calm_at``.
        self.is_calm_at: Callable[[float], bool] = _never
        # What is found out about this function and worth keeping as long as it lives, by its finder's type.
        self.notes: dict[object, Any] = {}

    @cached_property
    def concrete(self) -> Node:
        """The tree with the decimals that the sliders show in place of the parameters."""
        return with_parameters(self.program.tree, self.parameters, self.variable)

    @cached_property
    def suspects(self) -> tuple[tuple[Suspect, RealFunction], ...]:
        """Where something may happen to f, each with its sub-function ready to be evaluated."""
        return tuple(
            (suspect, RealFunction(Program(suspect.tree, self.program.variables), self.variable))
            for suspect in suspects(self.concrete, self.variable)
        )

    def __call__(self, x: Array | float) -> Array:
        """Values f(x)."""
        return self.program.value({**self.parameters, self.variable: x})

    def jet(self, x: Array | float, order: int) -> Array:
        """Taylor coefficients f^(k)(x)/k!, shape ``(order + 1, *shape of x)``."""
        return self.program.jet({**self.parameters, self.variable: x}, self._direction, order)

    def derivative(self, x: Array | float) -> Array:
        """f'(x); NaN where it does not exist or the tree alone does not decide."""
        slope: Array = self.jet(x, 1)[1]
        return slope

    def at(self, x: float) -> float:
        """f at one point as a Python float."""
        return float(self(np.float64(x)))

    def value_spread(self, x: Array | float) -> Array:
        """How far rounding may have carried f(x); see ``Program.spread``."""
        return self.program.spread({**self.parameters, self.variable: x})

    def jet_spread(self, x: Array | float, order: int = 1) -> Array:
        """The same for the Taylor coefficients, shape ``(order + 1, *shape of x)``."""
        return self.program.spread({**self.parameters, self.variable: x}, self._direction, order)

    def value_and_spread(self, x: Array | float) -> tuple[Array, Array]:
        """f(x) and ``value_spread`` for a few points, in one run."""
        return self.program.value_and_spread({**self.parameters, self.variable: x})

    def is_lost(self, x: Array) -> Truth:
        """Where doubles alone may have left f without a value at points that have none; see ``Program.is_lost``."""
        if self.is_analytic_everywhere:
            return np.ones(x.shape, dtype=bool)
        return self.program.is_lost({**self.parameters, self.variable: x})

    def jet_and_spread(self, x: Array | float, order: int = 1) -> tuple[Array, Array]:
        """``jet`` and ``jet_spread`` for a few points, in one run."""
        return self.program.jet_and_spread({**self.parameters, self.variable: x}, self._direction, order)

    def exact_value(self, x: float) -> float | None:
        """f(x) by ball arithmetic, None where that does not decide."""
        return balls.value(self.program.tree, {**self.parameters, self.variable: x})

    def side_beyond_doubles(self, x: float) -> int:
        """1 or -1 where f(x) is certain to be beyond all doubles, on that side, by ball arithmetic; else 0."""
        return balls.side_beyond(self.program.tree, {**self.parameters, self.variable: x})

    def is_undefined_at(self, x: float) -> bool:
        """Whether f is certain to have no value at x, by ball arithmetic."""
        from derivgui.model.numeric.enclosures.domain import is_undefined

        return is_undefined(self.program.tree, {**self.parameters, self.variable: x})

    def exact_quotient(self, x: float, h: float) -> balls.Certain | None:
        """(f(x + h) - f(x))/h for these very doubles, x + h not rounded, by ball arithmetic."""
        return balls.quotient(self.program.tree, {**self.parameters, self.variable: x}, self.variable, h)

    def placed_value(self, x: float) -> float | None:
        """f at the number that the double x is written as, None where ball arithmetic does not decide."""
        return balls.value(self.program.tree, self._place(x))

    def placed_slope(self, x: float) -> float | None:
        """f' there, where the jet exists."""
        from derivgui.model.numeric.places.exact_value import analytic_slope

        place = self._place(x)
        found = analytic_slope(self.program.tree, place, self.variable)
        return balls.slope(self.program.tree, place, self.variable) if found is None else found

    def wide_value(self, x: float, *, thorough: bool = False) -> float | None:
        """The same as ``placed_value``, a ``Wide`` where no double holds it; ``thorough`` takes a few milliseconds."""
        from derivgui.model.numeric.places.exact_value import MORE_PRECISIONS, PRECISIONS, number_at

        return number_at(self.program.tree, self._place(x), MORE_PRECISIONS if thorough else PRECISIONS)

    def wide_slope(self, x: float, *, thorough: bool = False) -> float | None:
        """f' there, where f is proven analytic, in the same way."""
        from derivgui.model.numeric.places.exact_value import MORE_PRECISIONS, PRECISIONS, analytic_slope

        precisions = MORE_PRECISIONS if thorough else PRECISIONS
        return analytic_slope(self.program.tree, self._place(x), self.variable, precisions)

    @cached_property
    def is_analytic_everywhere(self) -> bool:
        """Whether f is seen to have a derivative at every real number, however large its values."""
        from derivgui.model.numeric.suspects.everywhere import is_analytic_everywhere

        return is_analytic_everywhere(self.concrete)

    def placed_quotient(self, x: float, h: float, *, thorough: bool = False) -> balls.Certain | None:
        """(f(x + h) - f(x))/h for the numbers that x and h are written as, x + h not rounded."""
        precisions = balls.MORE_PRECISIONS if thorough else balls.PRECISIONS
        return balls.quotient(self.program.tree, self._place(x), self.variable, written(h), precisions)

    def _place(self, x: float) -> dict[str, float | Fraction]:
        return {name: written(float(value)) for name, value in {**self.parameters, self.variable: x}.items()}


def _never(x: float) -> bool:
    return False


def _varying_on(program: Program, variable: str, parameters: Mapping[str, float]) -> Program:
    """The program of a slice: what is held fast varies in the whole."""
    held = parameters.keys() & {*program.variables}
    if not any(variable not in names and names & held for names in program.exponents):
        return program
    return Program(varying_on(program.tree, held, variable), program.variables)


def _specific(program: Program, parameters: Mapping[str, float]) -> Program:
    if not parameters or not program.may_settle:
        return program
    from derivgui.model.numeric.identities.settle import specific

    return specific(program, parameters)
