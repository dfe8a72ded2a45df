"""What a sequence of ball values at shrinking steps seems to do: the witness where no expansion decides.

It proves nothing: its answers are "numerical" at best, and "not determined" wherever the numbers leave a choice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.language.tree import Call, Power, walk
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.numbers import UndecidedError, ball
from derivgui.model.numeric.golden import golden_shares
from derivgui.model.numeric.places.anchors import WHOLE, Anchor

BITS = 1200
DECADES = range(4, 64, 3)
# Steps that fall into step with no period.
UNEVEN = 0.7548776662466927
ACCURATE_BITS = 100
SETTLED = 1e-12
GROWS_BY = 2.0
TURNS = 4
LATEST = 8
# So many more steps, everywhere between those that seem settled, before a limit is believed: where a function swings
# between two values, a few steps may meet the same one.
MORE_STEPS = 12
NEAR_STEPS = (1e-14, 1e-12, 1e-10, 1e-8)


@dataclass(frozen=True, slots=True)
class Trend:
    """Where a sequence seems to go; ``exact`` is a finite limit as a ball, None elsewhere."""

    kind: Literal["finite", "infinite", "oscillating", "undefined", "not determined"]
    limit: float = math.nan
    exact: Any = None
    low: float = math.nan
    high: float = math.nan


def trend(function: RealFunction, anchor: Anchor, side: int, base: Any = None) -> Trend:
    """f(place + side·h) for h -> 0, or with a ``base`` the quotients (f(place + side·h) - base)/(side·h)."""
    with flint.ctx.workprec(BITS):
        try:
            steps = _Steps(function, anchor, side, base)
        except UndecidedError:
            return Trend("not determined")
        values = [steps.value(flint.arb(10) ** -decade * UNEVEN) for decade in DECADES]
        if all(value is None for value in values):
            return Trend("undefined" if _is_undefined(function, anchor.x, side) else "not determined")
        found = _read(values)
        return found if found.kind != "finite" or steps.all_agree(found.exact) else Trend("not determined")


class _Steps:
    """Values or quotients at steps from a place; runs in a fixed working precision."""

    def __init__(self, function: RealFunction, anchor: Anchor, side: int, base: Any) -> None:
        self._function, self._base = function, base
        self._place = ball(anchor.number())
        # Beside 1e-300 a step of 1e-60 is a leap over all that happens there, and beside 1e100 it is none at all.
        size = abs(anchor.x)
        self._scale = flint.arb(size if size >= WHOLE else min(1.0, size) or 1.0) * side
        self._parameters = {name: flint.arb(value) for name, value in function.parameters.items()}

    def value(self, step: Any) -> Any:
        """A ball at one step, None where there is no certain one."""
        h = step * self._scale
        value = _value(self._function, {**self._parameters, self._function.variable: self._place + h})
        return value if self._base is None or value is None else (value - self._base) / h

    def all_agree(self, limit: Any) -> bool:
        """Whether the values at many other steps are as near to a limit."""
        last = DECADES[-1]
        spread = DECADES.step * LATEST // 2
        for share in golden_shares(MORE_STEPS).tolist():
            value = self.value(flint.arb(10) ** -flint.arb(last - spread * share))
            if value is None or not abs(value - limit) < 2 * SETTLED * (1 + abs(limit)):
                return False
        return True


def _is_undefined(function: RealFunction, x: float, side: int) -> bool:
    """Whether doubles find no value beside x either; a ball may be too wide for an answer where there is one."""
    beside = x + side * np.array(NEAR_STEPS) * (abs(x) or 1.0)
    return bool(np.isnan(function(beside)).all()) and not _leaves_doubles(function, beside)


def _leaves_doubles(function: RealFunction, points: Array) -> bool:
    """Whether a part of f is too large or too small for doubles, so that what they say of the whole is no answer."""
    for part in walk(function.program.tree):
        values = RealFunction(Program(part, function.program.variables), function.variable, function.parameters)(points)
        vanishes = isinstance(part, Power) or (isinstance(part, Call) and part.name == "exp")
        if np.isinf(values).any() or (vanishes and (values == 0).any()):
            return True
    return False


def _value(function: RealFunction, symbols: dict[str, Any]) -> Any:
    try:
        found = balls.ball(function.program.tree, symbols)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return found if found.is_zero() or (found.is_finite() and found.rel_accuracy_bits() > ACCURATE_BITS) else None


def _around(radius: Any) -> Any:
    return flint.arb(0, radius.upper())


def _read(values: list[Any]) -> Trend:
    if any(value is None for value in values):
        return Trend("not determined")
    latest = values[-LATEST:]
    last = latest[-1]
    if all(abs(value - last) < SETTLED * (1 + abs(last)) for value in latest[LATEST // 2 :]):
        exact = last + _around(SETTLED * (1 + abs(last)))
        # What still shrinks and cannot be told from 0 is 0.
        vanishes = exact.contains(0) and abs(last) < abs(latest[0])
        return Trend("finite", 0.0 if vanishes else float(last.mid()), exact)
    rises = [abs(b) > abs(a) for a, b in pairwise(latest)]
    same_sign = len({value > 0 for value in latest}) == 1
    if all(rises) and same_sign and abs(last) > GROWS_BY * abs(latest[0]):
        return Trend("infinite", math.inf if last > 0 else -math.inf)
    directions = [b > a for a, b in pairwise(values)]
    turns = sum(a != b for a, b in pairwise(directions))
    numbers = [float(value.mid()) for value in values]
    if turns >= TURNS and max(map(abs, numbers[-LATEST:])) > SETTLED:
        return Trend("oscillating", low=min(numbers[-LATEST:]), high=max(numbers[-LATEST:]))
    return Trend("not determined")
