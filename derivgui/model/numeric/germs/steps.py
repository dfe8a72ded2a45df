"""Steps and choices: functions that depend on which side their argument comes from, or only on whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

from derivgui.model.numeric.germs.analytic import Rule
from derivgui.model.numeric.germs.germ import ONE, Algebra, Germ, UndefinedError, whole
from derivgui.model.numeric.germs.numbers import (
    HALF,
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    ball,
    fraction,
    is_negligible,
    is_rational,
    is_whole,
    rational,
    sign,
)
from derivgui.model.numeric.germs.swings import beyond, swing

LARGEST_FACTORIAL = 170


def floor(algebra: Algebra, u: Germ) -> Germ:
    """The largest whole number below, by the side from which u comes to its limit."""
    infinite, middle, small = algebra.parts(u)
    infinite = algebra.settled(infinite)
    if isinstance(middle, Spread) and not infinite.terms:
        return _floor_of_swing(algebra, middle, is_alone=small.is_zero)
    if infinite.terms:
        if isinstance(infinite.terms[0][1], Spread):
            raise CrowdedError("steps of an oscillation")
        algebra.crowd()
        seen = tuple(rational(Fraction(-k, 5)) for k in range(5))
        return algebra.add(u, Germ(((ONE, Spread(rational(-1), rational(0), seen)),)))
    below = _floor_of_number(algebra, middle)
    on_step = algebra.sign(middle + rational(-below)) == 0
    signs = algebra.signs_of(small) if on_step else frozenset({1})
    return _one_of(algebra, {below - 1 if side < 0 else below for side in signs})


def _one_of(algebra: Algebra, values: Collection[int]) -> Germ:
    """What takes each of these values again and again."""
    if len(values) == 1:
        algebra.decide(next(iter(values)))
        return whole(next(iter(values)))
    algebra.break_off()
    seen = tuple(map(rational, sorted(values)))
    return Germ(((ONE, Spread(seen[0], seen[-1], seen)),))


def _floor_of_swing(algebra: Algebra, spread: Spread, *, is_alone: bool) -> Germ:
    """The step of an oscillation on the scale of 1, or the steps that it takes again and again."""
    if not spread.is_bounded:
        raise CrowdedError("steps of an oscillation without bounds")

    def is_certain(value: Number) -> bool:
        return is_alone or algebra.sign(value + -rational(_floor_of_number(algebra, value))) != 0

    steps = {_floor_of_number(algebra, value) for value in (spread.low, spread.high)}
    if len(steps) == 1 and is_certain(spread.low):
        return _one_of(algebra, steps)
    seen = {_floor_of_number(algebra, value) for value in spread.seen if is_certain(value)}
    if len(seen) < 2:
        raise CrowdedError("steps that were not seen")
    return _one_of(algebra, seen)


def _floor_of_number(algebra: Algebra, number: Number) -> int:
    if is_rational(number):
        return math.floor(fraction(number))
    value = ball(number)
    found = value.floor().unique_fmpz()
    if found is not None:
        return int(found)
    nearest = (value.mid() + 0.5).floor().unique_fmpz()
    if nearest is None or not is_negligible(value - nearest):
        raise UndecidedError("a step cannot be told from the next")
    return int(nearest)


def ceiling(algebra: Algebra, u: Germ) -> Germ:
    """-floor(-u)."""
    return algebra.negate(floor(algebra, algebra.negate(u)))


def rounded(algebra: Algebra, u: Germ) -> Germ:
    """Nearest whole number, halves upwards."""
    return floor(algebra, algebra.add(u, whole(HALF)))


def fractional_part(algebra: Algebra, u: Germ) -> Germ:
    """u - floor(u)."""
    if algebra.settled(algebra.parts(u)[0]).terms:
        # Nothing is left of u itself: the difference is the oscillation alone.
        floor(algebra, u)
        seen = tuple(rational(Fraction(k, 5)) for k in range(5))
        return Germ(((ONE, Spread(rational(0), rational(1), seen)),))
    return algebra.subtract(u, floor(algebra, u))


def remainder(algebra: Algebra, u: Germ, modulus: Germ) -> Germ:
    """u - m floor(u/m)."""
    return algebra.multiply(modulus, fractional_part(algebra, algebra.divide(u, modulus)))


def sign_function(algebra: Algebra, u: Germ) -> Germ:
    """-1, 0 or 1."""
    return _one_of(algebra, algebra.signs_of(u))


def choice(wanted: int) -> Rule:
    """The largest (1) or the smallest (-1)."""

    def rule(algebra: Algebra, *germs: Germ) -> Germ:
        return extreme(algebra, wanted, germs, lambda i, j: algebra.subtract(germs[i], germs[j]))

    return rule


def extreme(algebra: Algebra, wanted: int, germs: Sequence[Germ], gap: Callable[[int, int], Germ]) -> Germ:
    """The largest (1) or the smallest (-1) of germs; ``gap`` tells how far the i-th is above the j-th."""
    if len(germs) > 1:
        algebra.turn()
    chosen, at = germs[0], 0
    for k, other in enumerate(germs[1:], 1):
        signs = algebra.signs_of(gap(k, at) if chosen is germs[at] else algebra.subtract(other, chosen))
        if len(signs) > 1:
            chosen = _extreme_swing(algebra, wanted, chosen, other)
        elif wanted in signs:
            chosen, at = other, k
    return chosen


def _extreme_swing(algebra: Algebra, wanted: int, a: Germ, b: Germ) -> Germ:
    """The larger or the smaller of two, one of which swings about the other: max(u, v) = u + max(v - u, 0)."""
    for still, moving in ((a, b), (b, a)):
        gap = algebra.settled(algebra.subtract(moving, still))
        spread = swing(gap)
        if spread is None or gap.growth or not spread.is_bounded or any(isinstance(c, Spread) for _, c in still.terms):
            continue
        kept = spread.mapped(lambda v: v if sign(v) in (wanted, 0) else rational(0))
        return algebra.add(still, Germ(((gap.terms[0][0], kept),), beyond(gap)))
    raise CrowdedError("two oscillations")


def factorial(algebra: Algebra, u: Germ) -> Germ:
    """Only of whole numbers that stand still."""
    settled = algebra.settled(u)
    if settled.is_zero:
        return whole(1)
    scale, number = algebra.lead(settled)
    if len(settled.terms) > 1 or settled.rest or scale != ONE or not is_whole(number):
        raise UndefinedError
    n = int(number.p)
    if not 0 <= n <= LARGEST_FACTORIAL:
        raise UndefinedError
    return whole(math.factorial(n))
