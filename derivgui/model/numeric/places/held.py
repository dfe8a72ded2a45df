"""Stretches on which doubles cannot tell a sub-function from its level, and what balls say there."""

from __future__ import annotations

import math

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.bisection import SMALLEST_SHARE
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.levels import Level
from derivgui.model.numeric.suspects.suspects import Suspect

# So many neighbouring points of a grid make a stretch.
FEWEST = 4
# Uneven shares of a stretch at which balls are asked, with more and more bits.
SHARES = (0.2337, 0.5119, 0.7873)
# As close beside a point as this share of the way to the ends of its stretch.
BESIDE = 1e-3
BITS = (200, 800, 3200)


def runs(goal: Array, met: Truth) -> list[tuple[int, int]]:
    """First and last indices of runs of points that meet one goal."""
    same = met[1:] & met[:-1] & (goal[1:] == goal[:-1])
    edges = np.diff(np.concatenate(([0], same.astype(np.int8), [0])))
    pairs = zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first + 1 >= FEWEST]


def stays(suspect: Suspect, inner: RealFunction, start: float, end: float, goal: int) -> bool:
    """Whether balls cannot tell the sub-function from its level at several points either."""
    level = suspect.level(goal)
    # A step of a step is on its level, and not only near.
    return all(_side(inner, level, start + share * (end - start)) is None for share in SHARES)


def rests(suspect: Suspect, inner: RealFunction, x: float, goal: int) -> bool:
    """Whether the sub-function is on its level at a double, to the last bit."""
    return _side(inner, suspect.level(goal), x) == 0


def passage(suspect: Suspect, inner: RealFunction, start: float, end: float, goal: int) -> float | None:
    """The double next to the place where the sub-function passes its level, None where there is no single one between.

    Doubles see x - sin x at its level from -1e-8 to 1e-8; balls see it pass at 0.
    """
    level = suspect.level(goal)
    first, last = _side(inner, level, start), _side(inner, level, end)
    if first is None or last is None or not first * last < 0:
        return None
    smallest = SMALLEST_SHARE * (end - start)
    while end - start > smallest:
        middle = start + (end - start) / 2
        if not start < middle < end:
            break
        side = _side(inner, level, middle)
        if side == 0 and _rests_about(inner, level, start, middle, end):
            return None
        if not side:
            return middle
        if math.isnan(side):
            return None
        start, end = (middle, end) if side == first else (start, middle)
    if start <= 0.0 <= end:
        return 0.0
    with flint.ctx.workprec(BITS[0]):
        between = (flint.arb(start) + flint.arb(end)) / 2
    return end if _side(inner, level, between) == first else start


def _rests_about(inner: RealFunction, level: Level, start: float, middle: float, end: float) -> bool:
    """Whether the sub-function is on its level beside the middle, too: where it comes and leaves other parts tell."""
    return any(_side(inner, level, middle + BESIDE * (far - middle)) == 0 for far in (start, end))


def _side(inner: RealFunction, level: Level, x: float | Ball) -> float | None:
    """The sign of the sub-function less its level at a double; NaN where it has no value, None where balls differ."""
    from derivgui.model.numeric.germs.numbers import ball, number_of

    for bits in BITS:
        with flint.ctx.workprec(bits):
            try:
                gap = balls.ball(inner.program.tree, {inner.variable: flint.arb(x)}) - ball(number_of(level))
            except (ValueError, ZeroDivisionError, OverflowError):
                return math.nan
            if not gap.is_finite():
                return math.nan
            if gap > 0 or gap < 0 or gap.is_zero():
                return float(gap.sgn())
    return None
