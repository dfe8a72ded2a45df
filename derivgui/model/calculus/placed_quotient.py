"""Difference quotients between the exact places that doubles stand for (see ``anchors``).

No double is √3, so x² - 3 is no 0 there and its root perhaps undefined; floor(10x) is 7 at 0.7, but 0.7 + 0.1 is
0.7999999999999999 in doubles, where it is 7 still. Wherever f may break or bend sharply at one end of a secant, that
end is its exact place, and the other one the exact place h further.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.language.tree import Symbol
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.levels import WITHIN_UNITS, Level
from derivgui.model.numeric.places.anchors import Anchor, anchor_of
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.suspects.suspects import Suspect
from derivgui.model.numeric.wide import nearest

# What is further from a level than this share of itself is no other double's place.
NEAR = 1e-9
BITS = 400
# Ends that are nearer to each other than this share of h are one place.
SAME = 2.0**-60
# A number with so few digits is meant as it stands.
SHORT = 12
MOST_REMEMBERED = 400
# A quotient with so many correct bits is right to the last of a double.
ENOUGH_BITS = 64


def placing_quotients(function: RealFunction, x: float, step: Array, found: Array) -> Steps[Array]:
    """The quotients ``found`` for the steps from x, those put right whose ends are exact places.

    Next to nothing is spent where no end is near one; else it pauses after each, a millisecond or two.
    """
    sizes = np.absolute(step[step != 0])
    if not function.suspects or not math.isfinite(x) or not sizes.size:
        return found
    steps = step.ravel()
    near = near_places(function, np.concatenate(([x], x + steps)))
    if not near.any():
        return found
    # So many more leading bits have x and x + h in common.
    more = max(0, math.frexp(x)[1] - math.frexp(float(sizes.min()))[1])
    with flint.ctx.workprec(BITS + more):
        start = _start(function, x)
    wanted = near[1:] if start.is_double else np.ones(steps.shape, dtype=bool)
    better = np.array(found, dtype=float).ravel()
    for place in np.flatnonzero(wanted & (steps != 0)):
        with flint.ctx.workprec(BITS + more):
            quotient = start.quotient(float(steps[place]))
        if quotient is not None:
            better[place] = quotient
        yield
    return better.reshape(found.shape)


def near_places(function: RealFunction, x: Array) -> Truth:
    """At which of these points a part of f is next to a level where something may happen."""
    near = np.zeros(x.shape, dtype=bool)
    with np.errstate(all="ignore"):
        for suspect, inner in function.suspects:
            is_bare = isinstance(suspect.tree, Symbol)
            values = x if is_bare else inner(x)
            reach = 2 * WITHIN_UNITS * np.spacing(np.absolute(values)) if is_bare else NEAR * (1 + np.absolute(values))
            near |= _distances(suspect, values) <= reach
    return near


def _distances(suspect: Suspect, values: Array) -> Array:
    """How far values of its tree are from the nearest level."""
    off = values - float(suspect.offset)
    if suspect.period is not None:
        period = float(suspect.period)
        off = off - period * np.round(off / period)
    return np.absolute(off)


@dataclass(frozen=True, slots=True)
class _Start:
    """The end at x, in the current precision.

    Attributes:
        place: the place as an exact number or a ball.
        defined: whether f is defined there; None where that could not be decided.
        value: f there as an exact number or a ball, None where there is none.
        is_double: whether doubles say the same of it.
        bits: the precision.
        quotients: those known, by h.
    """

    function: RealFunction
    anchor: Anchor
    place: Any
    defined: bool | None
    value: Any
    is_double: bool
    bits: int
    quotients: dict[float, float | None] = field(default_factory=dict)

    def quotient(self, h: float) -> float | None:
        """(f(place + h) - f(place))/h, NaN where undefined, None where that could not be decided."""
        if h not in self.quotients:
            if len(self.quotients) > MOST_REMEMBERED:
                self.quotients.clear()
            self.quotients[h] = self._quotient(h)
        return self.quotients[h]

    def _quotient(self, h: float) -> float | None:
        from derivgui.model.numeric.germs.numbers import UndecidedError, ball, rational, to_float
        from derivgui.model.numeric.nearby.behaviour import value_at

        if not self.defined:
            return None if self.defined is None else math.nan
        step = rational(Fraction(repr(h)))
        place = self.place + step
        x = float(ball(place).mid())
        quick = self._quick_quotient(x, ball(place), ball(step))
        if quick is not None:
            return quick
        try:
            # Nearer than the next double, the place of x is the other end's.
            end = self.anchor if x == self.anchor.x else anchor_of(self.function, x)
            is_there = end is not self.anchor and end.is_critical and _is_same(end.number() + -place, step)
            defined, value = value_at(self.function, end, None if is_there else place)
        except UndecidedError:
            return None
        if defined is None:
            return None
        return to_float((value + -self.value) * (1 / step)) if defined else math.nan

    def _quick_quotient(self, x: float, place: Any, step: Any) -> float | None:
        """The quotient by balls, which know all of a place but that a part of f meets its level there; else None."""
        from derivgui.model.numeric.germs.numbers import ball as ball_of

        # Balls take powers at face value.
        if not math.isfinite(self.function.at(x)):
            return None
        try:
            value = balls.ball(self.function.concrete, {self.function.variable: place})
            found = (value - ball_of(self.value)) / step
        except (ValueError, ZeroDivisionError, OverflowError):
            return None
        return nearest(found) if found.is_finite() and found.rel_accuracy_bits() >= ENOUGH_BITS else None


def _start(function: RealFunction, x: float) -> _Start:
    """The end at x, remembered while it stays."""
    known: _Start | None = function.notes.get(_Start)
    if known is None or known.anchor.x != x or known.bits < flint.ctx.prec:
        known = function.notes[_Start] = _start_at(function, x, flint.ctx.prec)
    return known


def _start_at(function: RealFunction, x: float, bits: int) -> _Start:
    from derivgui.model.numeric.germs.numbers import to_float
    from derivgui.model.numeric.nearby.behaviour import value_at

    anchor, decimal = anchor_of(function, x), Level(Fraction(repr(x)))
    if not anchor.is_critical or (anchor.level != decimal and _is_short(x)):
        anchor = Anchor(x, False, decimal)
    defined, value = value_at(function, anchor)
    here, there = function.at(x), to_float(value) if defined else math.nan
    is_same = here == there or (math.isnan(here) and math.isnan(there))
    is_double = not anchor.is_critical or (is_same and _is_double(anchor))
    return _Start(function, anchor, anchor.number(), defined, value, is_double, bits)


def _is_double(anchor: Anchor) -> bool:
    return anchor.level == Level(Fraction(anchor.x))


def _is_short(x: float) -> bool:
    return len(repr(abs(x)).partition("e")[0].replace(".", "").strip("0")) <= SHORT


def _is_same(difference: Any, step: Any) -> bool:
    """Whether two places are one as far as balls tell."""
    from derivgui.model.numeric.germs.numbers import ball

    return bool(abs(ball(difference)) < abs(ball(step)) * SAME)
