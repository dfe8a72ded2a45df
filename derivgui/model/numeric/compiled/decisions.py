"""What conditions and steps ask for, where doubles have lost it: is e^1500 > e^750, and is -e^-750 below 0?

Nothing is done here but where two numbers are both infinite or both 0 to doubles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.language.series import Series
from derivgui.model.language.tree import Negative, Node, Sum, symbols, walk
from derivgui.model.numeric.compiled.losses import SMALLEST_NORMAL, can_leave_doubles

_Environment: TypeAlias = Mapping[str, Series]

SMALLEST_DOUBLE = float(np.finfo(np.float64).smallest_subnormal)
# Functions that are another thing beside 0 than at 0.
STEPS_AT_0 = frozenset({"sign", "floor", "ceil", "frac", "sqrt", "mod"})


class Difference:
    """The sign of left - right (of left alone), asked where both are the same to doubles."""

    def __init__(self, left: Node, right: Node | None = None) -> None:
        self._tree = left if right is None else Sum((left, Negative(right)))
        self._names = symbols(self._tree)
        self._can_be_lost = any(map(can_leave_doubles, walk(self._tree)))
        self._sign: Callable[[Mapping[str, Array]], Array] | None = None

    def is_lost(self, left: Array, right: Array | float = 0.0) -> Truth | None:
        """Where doubles do not tell; None for nowhere."""
        if not self._can_be_lost:
            return None
        lost: Truth = (left == right) & (np.isinf(left) | (np.absolute(left) < SMALLEST_NORMAL))
        return lost if lost.any() else None

    def signs(self, lost: Truth, environment: _Environment) -> tuple[Truth, Array]:
        """The places ``lost``, in a shape that all symbols fit into, and -1, 0, 1 or NaN at each."""
        values = {name: environment[name][0] for name in self._names if name in environment}
        shape = np.broadcast_shapes(lost.shape, *(np.shape(value) for value in values.values()))
        places = np.broadcast_to(lost, shape)
        if self._sign is None:
            from derivgui.model.numeric.compiled.vast import sign_of

            self._sign = sign_of(self._tree)
        return places, self._sign({name: np.broadcast_to(value, shape)[places] for name, value in values.items()})


def beside_0(difference: Difference, argument: Series, environment: _Environment, only_below: bool) -> Series:
    """An argument of a step, moved off 0 by the smallest double where it has been rounded to it."""
    lost = difference.is_lost(argument[0])
    if lost is None:
        return argument
    places, signs = difference.signs(lost, environment)
    moved = np.array(np.broadcast_to(argument[0], places.shape))
    moved[places] = np.where(signs < 0, -SMALLEST_DOUBLE, 0.0 if only_below else np.sign(signs) * SMALLEST_DOUBLE)
    return [moved, *argument[1:]]
