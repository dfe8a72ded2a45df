"""What is examined at its places: a function, and its derivative."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from derivgui.model.language.real import EPSILON, Array, Truth
from derivgui.model.language.tree import Call, Node, Piecewise, walk
from derivgui.model.numeric.ends.ends import End, Ends
from derivgui.model.numeric.ends.examiner import Examiner
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.places import Places, Watch
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.suspects.suspects import SuspectKind
from derivgui.model.numeric.viewport import FARTHEST

if TYPE_CHECKING:
    from derivgui.model.numeric.nearby.behaviour import Behaviour
    from derivgui.model.numeric.nearby.side import Side

# A place is less than so many units of rounding beside its double.
NOTHING_UNITS = 4096.0
STEPS = frozenset({"floor", "ceil", "round", "frac", "mod", "sign", "factorial"})


class FunctionSubject:
    """A function of the language."""

    def __init__(self, function: RealFunction, watch: Watch) -> None:
        self._function = function
        self._watch = watch
        self._has_steps = any(map(_is_step, walk(function.concrete)))

    def values(self, x: Array) -> Array:
        """f(x)."""
        return self._function(x)

    def spread(self, x: Array) -> Array:
        """Rounding of f; infinite where nothing but that may have left it without a value."""
        spread = self._function.value_spread(x)
        missing = np.isnan(spread)
        if missing.any():
            spread[missing] = np.where(self._function.is_lost(x[missing]), np.inf, np.nan)
        return spread

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """f where its suspects' equations hold exactly."""
        return self._watch.value_at(x, accused)

    def is_unsure(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Where another step is within rounding of its level."""
        return self._watch.is_unsure(x, accused) if self._has_steps else np.zeros(x.shape, dtype=bool)

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Where a step's or a pole's level is within rounding, or steps may crowd."""
        kind = self._watch.kind(accused)
        if kind not in ("pole", "jump"):
            return np.zeros(x.shape, dtype=bool)
        if kind == "pole" and self._has_steps:
            return np.ones(x.shape, dtype=bool)
        return self._watch.is_blurred(x, accused)

    def deciding(self, x: float) -> Steps[Ends | None]:
        """Ask the germs, which take milliseconds, unless there is nothing far and wide."""
        from derivgui.model.numeric.enclosures.domain import is_undefined
        from derivgui.model.numeric.nearby.behaviour import observing

        if is_undefined(self._function.concrete, {self._function.variable: x}, NOTHING_UNITS * math.ulp(x)):
            return Ends(End("undefined"), End("undefined"), math.nan, proven=True)
        return _from_behaviour((yield from observing(self._function, x)))

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """Asked of the tree."""
        return self._watch.kind(accused)

    def is_joined(self, x: float, accused: tuple[int, ...]) -> bool:
        """A function without a value has a hole."""
        return False


def _is_step(node: Node) -> bool:
    return isinstance(node, Piecewise) or (isinstance(node, Call) and node.name in STEPS)


def _from_behaviour(found: Behaviour) -> Ends:
    left = _end(found.left, found.left_arrives, found.value)
    right = _end(found.right, found.right_arrives, found.value)
    if found.same_limit:
        right = left
    value = _within_doubles(found.value) if found.defined is not False else math.nan
    return Ends(left, right, value, found.joined, found.proven)


def _end(side: Side, arrives: bool, value: float) -> End:
    return End(side.kind, value if arrives else _within_doubles(side.limit) if side.kind == "finite" else side.limit)


def _within_doubles(number: float) -> float:
    """What is beyond the largest double is far out of every window, but no pole."""
    return number if math.isnan(number) else min(max(number, -FARTHEST), FARTHEST)


class SlopeSubject:
    """The derivative of a function: what happens to it happens at the function's own places."""

    def __init__(self, function: RealFunction, whole: Examiner) -> None:
        self._function = function
        self._whole = whole

    def values(self, x: Array) -> Array:
        """f'(x)."""
        return self._function.derivative(x)

    def spread(self, x: Array) -> Array:
        """Rounding of f'."""
        spread: Array = self._function.jet_spread(x)[1]
        return spread

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """Not known by itself: at the double next to a corner the rules of differentiation see no corner."""
        return np.full_like(x, np.nan)

    def is_unsure(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """It is not known at all."""
        return np.zeros(x.shape, dtype=bool)

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Nobody knows more of a derivative than its probes do."""
        return np.zeros(x.shape, dtype=bool)

    def deciding(self, x: float) -> Steps[Ends | None]:
        """Nobody knows more."""
        yield from ()
        return None

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """Slopes may grow without end anywhere."""
        return "pole"

    def is_joined(self, x: float, accused: tuple[int, ...]) -> bool:
        """By the mean value theorem, where f itself is continuous."""
        place = Places(np.array([x]), (accused,), ())
        return self._whole.ends(place, abs(x) * EPSILON)[0].joined
