"""A function of two real variables: values, gradients and Hessians by Taylor jets, and its slices as real functions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from derivgui.model.language.literals import decimal
from derivgui.model.language.real import Array
from derivgui.model.language.tree import Node, Power, Product, Sum, Symbol, substitute, symbols, walk
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.powers import with_parameters
from derivgui.model.numeric.suspects.suspects import Suspect, suspects

# Names for the parameter along a line, the first that is free.
LINE_VARIABLES = ("t", "s", "r", "q", "p", "t_0")
LARGEST_RATIO = 2.0**40


class PlaneFunction:
    """(x, y) -> f(x, y), with exact derivatives by Taylor jets.

    All methods take floats or float64 arrays that broadcast against each other, of shape S below. NaN means undefined,
    or for a derivative that the tree alone does not decide (corners, joints).
    """

    def __init__(
        self,
        program: Program,
        variables: tuple[str, str] = ("x", "y"),
        parameters: Mapping[str, float] | None = None,
    ) -> None:
        self.program = program
        self.variables = variables
        self.parameters = dict(parameters or {})
        # What is found out about this function and worth keeping as long as it lives, by its finder's type.
        self.notes: dict[object, Any] = {}
        self._calm: tuple[float, float, bool] = (math.nan, math.nan, False)

    @cached_property
    def concrete(self) -> Node:
        """The tree with the decimals that the sliders show in place of the parameters."""
        return with_parameters(self.program.tree, self.parameters, self.variables[0])

    @cached_property
    def _exponents(self) -> set[str]:
        """The symbols that occur in exponents."""
        powers = (node for node in walk(self.concrete) if isinstance(node, Power))
        return {name for power in powers for name in symbols(power.exponent)}

    @cached_property
    def suspects(self) -> tuple[tuple[Suspect, PlaneFunction], ...]:
        """Where something may happen to f, each with its sub-function ready to be evaluated."""
        found = dict.fromkeys(suspect for name in self.variables for suspect in suspects(self.concrete, name))
        return tuple(
            (suspect, PlaneFunction(Program(suspect.tree, self.program.variables), self.variables)) for suspect in found
        )

    def __call__(self, x: Array | float, y: Array | float) -> Array:
        """Values f(x, y), shape S."""
        return self.program.value(self._place(x, y))

    def at(self, x: float, y: float) -> float:
        """f at one point as a Python float."""
        return float(self(x, y))

    def jet(self, x: Array | float, y: Array | float, direction: tuple[float, float], order: int) -> Array:
        """Taylor coefficients of t -> f((x, y) + t direction) at 0, shape ``(order + 1, *S)``."""
        velocity = {name: speed for name, speed in zip(self.variables, direction, strict=True) if speed}
        return self.program.jet(self._place(x, y), velocity, order)

    def gradient(self, x: Array | float, y: Array | float) -> Array:
        """The partial derivatives (f_x, f_y), shape ``(2, *S)``."""
        return np.stack([self.jet(x, y, axis, 1)[1] for axis in ((1.0, 0.0), (0.0, 1.0))])

    def value_and_gradient(self, x: Array | float, y: Array | float) -> tuple[Array, Array]:
        """f and its gradient in one run, shapes S and ``(2, *S)``; NaN where either partial derivative is."""
        return self.program.value_and_gradient(self._place(x, y), self.variables)

    def directional(self, x: Array | float, y: Array | float, direction: tuple[float, float]) -> Array:
        """The derivative along a vector, which need not have length 1: d/dt f(p + t u) at 0, shape S."""
        slope: Array = self.jet(x, y, direction, 1)[1]
        return slope

    def second_directional(self, x: Array | float, y: Array | float, direction: tuple[float, float]) -> Array:
        """The second derivative along a vector, shape S."""
        with np.errstate(all="ignore"):
            bend = 2.0 * self.jet(x, y, direction, 2)[2]
        return np.where(np.isfinite(bend), bend, np.nan)

    def hessian(self, x: Array | float, y: Array | float) -> Array:
        """The second partial derivatives ((f_xx, f_xy), (f_xy, f_yy)), shape ``(2, 2, *S)``.

        The mixed one is the difference of two diagonals, (D²f(1, s) - D²f(1, -s))/(4s), where s (a power of 2, so
        that nothing is rounded) makes both squares alike, lest the larger drown it.
        """
        across, up = (self.second_directional(x, y, axis) for axis in ((1.0, 0.0), (0.0, 1.0)))
        s = _balance(across, up)
        rising, falling = (self.second_directional(x, y, (1.0, sign * s)) for sign in (1.0, -1.0))
        with np.errstate(all="ignore"):
            mixed = (rising - falling) / (4.0 * s)
        return np.stack([np.stack([across, mixed]), np.stack([mixed, up])])

    def value_spread(self, x: Array | float, y: Array | float) -> Array:
        """How far rounding may have carried f(x, y); see ``Program.spread``."""
        return self.program.spread(self._place(x, y))

    def exact_value(self, x: float, y: float) -> float | None:
        """f(x, y) by ball arithmetic, None where that does not decide."""
        return balls.value(self.program.tree, {name: float(value) for name, value in self._place(x, y).items()})

    @property
    def is_smooth(self) -> bool:
        """True where the tree has no place at which f could break or bend: then none of its slices has one."""
        return not self.suspects

    def is_calm_at(self, x: float, y: float) -> bool:
        """Whether no sub-function is near a level at which f may break or bend: then nothing happens to any slice.

        The last answer is remembered, since both slices through a point ask.
        """
        if self._calm[:2] != (x, y):
            place = np.float64(x), np.float64(y)
            self._calm = (x, y, all(suspect.is_far_from(sub.at(*place)) for suspect, sub in self.suspects))
        return self._calm[2]

    def slice_x(self, y: float) -> RealFunction:
        """x -> f(x, y) with y held fast: its slope is the partial derivative by x."""
        across, up = self.variables
        return self._slice(across, up, y)

    def slice_y(self, x: float) -> RealFunction:
        """y -> f(x, y) with x held fast: its slope is the partial derivative by y."""
        across, up = self.variables
        return self._slice(up, across, x)

    def _slice(self, moving: str, held: str, value: float) -> RealFunction:
        return self.knowing(RealFunction(self.program, moving, {**self.parameters, held: value}))

    def knowing(self, part: RealFunction) -> RealFunction:
        """A slice of this function along one of its variables, told what is known of the whole."""
        across, up = self.variables
        if self.is_smooth:
            # Nothing has to be looked for again on every slice.
            part.suspects = ()
        elif part.variable == across and up in part.parameters:
            y = part.parameters[up]
            part.is_calm_at = lambda x: self.is_calm_at(x, y)
        elif part.variable == up and across in part.parameters:
            x = part.parameters[across]
            part.is_calm_at = lambda y: self.is_calm_at(x, y)
        return part

    def along(self, x: float, y: float, direction: tuple[float, float]) -> RealFunction:
        """t -> f((x, y) + t direction): its slope at 0 is the directional derivative."""
        used = {*symbols(self.concrete), *self.variables}
        t = next(name for name in LINE_VARIABLES if name not in used)
        line = {
            name: _moving(start, speed, t) if speed or name in self._exponents else decimal(start)
            for name, start, speed in zip(self.variables, (x, y), direction, strict=True)
        }
        return RealFunction(Program(substitute(self.concrete, line), (t,)), t)

    def _place(self, x: Array | float, y: Array | float) -> dict[str, Array | float]:
        across, up = self.variables
        return {**self.parameters, across: x, up: y}


def _balance(across: Array, up: Array) -> float:
    """The power of 2 nearest to the root of the ratio of two stacks of second derivatives, 1 where there is none."""
    sizes = [np.absolute(one)[np.isfinite(one)] for one in (across, up)]
    if not all(size.size for size in sizes):
        return 1.0
    first, second = (float(np.median(size)) for size in sizes)
    if not (first > 0 and second > 0 and 1 / LARGEST_RATIO < first / second < LARGEST_RATIO):
        return 1.0
    return float(2.0 ** round(0.5 * np.log2(first / second)))


def _moving(start: float, speed: float, t: str) -> Node:
    """start + speed t; with a speed of 0 too it counts as something that varies."""
    return Sum((decimal(start), Product((decimal(speed), Symbol(t)))))
