"""Points of interest on stretches that are level for doubles only: the minimum of x^400 lies on one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from derivgui.model.calculus.sign_runs import Run
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import enclosed_series, exact_series
from derivgui.model.numeric.enclosures.balls import exactly
from derivgui.model.numeric.function import RealFunction

Beneath: TypeAlias = Literal["zero", "minimum", "maximum", "horizontal inflection", "inflection"]

# What is 0 has, with so many more bits, so many fewer.
BITS, MORE_BITS, LOST_BITS = 400, 1600, 800
HALVINGS = 70
# At the ends of a stretch something else may happen.
HAIR = 2.0**-10
LARGEST_DENOMINATOR = 1000
# What grows so much over so many units of rounding is 0 as near as doubles come.
UNITS, GROWTH = 1024.0, 1000.0


def turning_points(function: RealFunction, run: Run) -> Iterator[tuple[Beneath, float]]:
    """Kinds and places of what happens on a stretch on which doubles see no slope: at most one extremum or inflection.

    Beside it "zero" where f is 0 there. Nothing where balls do not tell the slope at both ends, or tell that it is 0.
    """
    beneath, aside = _Beneath(function), HAIR * (run.x1 - run.x0)
    left = beneath.signs(run.x0 + aside)
    right = beneath.signs(run.x1 - aside) if left is not None and left[1] else None
    if left is None or right is None or not right[1]:
        return
    order = 1 if left[1] != right[1] else 2
    if left[order] == right[order] or not left[order]:
        return
    x = beneath.change(order, run.x0 + aside, run.x1 - aside, left[order])
    if x is None:
        return
    if beneath.is_zero(0, x):
        yield "zero", float(x)
    if order == 1:
        yield "minimum" if right[1] > 0 else "maximum", float(x)
    else:
        yield "horizontal inflection" if beneath.is_zero(1, x) else "inflection", float(x)


class _Beneath:
    """f, f' and f'' at single places."""

    def __init__(self, function: RealFunction) -> None:
        self._function = function

    def signs(self, x: float | Fraction) -> tuple[int, ...] | None:
        """Of f, f' and f''; None where one of them is not told."""
        first = self._series(x, BITS)
        if first is None:
            return None
        if all(c > 0 or c < 0 or _is_exact_zero(c) for c in first):
            return tuple(map(_sign, first))
        second = self._series(x, MORE_BITS)
        if second is None:
            return None
        pairs = list(zip(first, second, strict=True))
        return tuple(0 if _vanishes(*pair) else _sign(pair[1]) for pair in pairs) if all(map(_is_told, pairs)) else None

    def change(self, order: int, a: float, b: float, left: int) -> float | Fraction | None:
        """Where a sign changes, to double precision; a simple fraction where it is 0 there; None where nobody knows."""
        for _ in range(HALVINGS):
            middle = 0.5 * (a + b)
            simple = Fraction(middle).limit_denominator(LARGEST_DENOMINATOR)
            if a < simple < b and self._is_level(order, simple):
                return simple
            here = self.signs(middle)
            if here is None:
                return None
            if not here[order] or middle in (a, b):
                return middle
            a, b = (middle, b) if here[order] == left else (a, middle)
        return 0.5 * (a + b)

    def is_zero(self, order: int, x: float | Fraction) -> bool:
        """Whether f or f' is 0 there, as near as doubles come."""
        here = self.signs(x)
        if here is None or not here[order]:
            return here is not None or self._function.at(float(x)) == 0
        with flint.ctx.workprec(BITS):
            around = [self._series(float(x) + sign * UNITS * math.ulp(float(x)), BITS) for sign in (-1.0, 1.0)]
            size = self._series(x, BITS)
            if size is None:
                return False
            return all(other is not None and abs(other[order]) > GROWTH * abs(size[order]) for other in around)

    def _is_level(self, order: int, x: Fraction) -> bool:
        here = self.signs(x)
        if here is not None:
            return not here[order]
        # What has no formula there may be level all the same.
        return order == 1 and verdict_at(self._function, float(x)).slope == 0

    def _series(self, x: float | Fraction, bits: int) -> tuple[Any, ...] | None:
        tree, name = self._function.concrete, self._function.variable
        if isinstance(x, Fraction):
            exact = exact_series(tree, {name: x}, name, 2)
            if exact is not None:
                return exact
        with flint.ctx.workprec(bits):
            return enclosed_series(tree, {name: exactly(x)}, name, 2)


def _sign(number: Any) -> int:
    return int(number > 0) - int(number < 0)


def _is_exact_zero(number: Any) -> bool:
    return bool(number == 0) if isinstance(number, flint.fmpq) else bool(number.is_zero())


def _is_told(pair: tuple[Any, Any]) -> bool:
    return bool(pair[1] > 0 or pair[1] < 0) or _vanishes(*pair)


def _vanishes(wide: Any, narrow: Any) -> bool:
    """Whether a ball around 0 keeps shrinking to it."""
    if isinstance(narrow, flint.fmpq) or not narrow.contains(0):
        return isinstance(narrow, flint.fmpq) and bool(narrow == 0)
    return bool(abs(narrow).upper() * flint.arb(2) ** LOST_BITS <= abs(wide).upper())
