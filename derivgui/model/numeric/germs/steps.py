"""Steps and choices: functions that depend on which side their argument comes from, or only on whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from derivgui.model.language.real import LARGEST_FACTORIAL
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.analytic import Rule
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, largest_scale, whole
from derivgui.model.numeric.germs.numbers import (
    HALF,
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    ball,
    fraction,
    is_infinite,
    is_negligible,
    is_rational,
    may_be_whole,
    rational,
    sign,
)
from derivgui.model.numeric.germs.scales import ONE, Scale, larger
from derivgui.model.numeric.germs.swings import beyond, goes_far, swing


def floor(algebra: Algebra, u: Germ) -> Germ:
    """The largest whole number below, by the side from which u comes to its limit."""
    infinite, middle, small = algebra.parts(u)
    infinite = algebra.settled(infinite)
    if isinstance(middle, Spread) and not infinite.terms:
        return _floor_of_swing(algebra, middle, is_alone=small.is_zero)
    if infinite.terms:
        if isinstance(infinite.terms[0][1], Spread):
            raise CrowdedError("steps of an oscillation")
        return algebra.add(u, algebra.negate(_sawtooth(algebra, infinite)))
    below = _floor_of_number(algebra, middle)
    if algebra.sign(middle + rational(-below)) != 0:
        return _one_of(algebra, {below}, {below})
    signs = algebra.signs_of(small)
    return _one_of(algebra, *({below - (side < 0) for side in sides} for sides in (signs.certain, signs.possible)))


def _sawtooth(algebra: Algebra, infinite: Germ) -> Germ:
    """The fractional part of what has these infinite terms; where that jumps, nothing but bounds is known."""
    seen = range(5) if goes_far(algebra, infinite) else ()
    algebra.crowd()
    values = tuple(rational(Fraction(k, 5)) for k in seen)
    return Germ(((ONE, Spread(rational(0), rational(1), values, passes=True)),))


def _one_of(algebra: Algebra, certain: Collection[int], possible: Collection[int]) -> Germ:
    """What takes each of some values again and again, and no others than the possible ones."""
    if len(possible) == 1:
        algebra.decide(next(iter(possible)))
        return whole(next(iter(possible)))
    algebra.break_off()
    algebra.crowd()
    seen = tuple(map(rational, sorted(certain)))
    return Germ(((ONE, Spread(rational(min(possible)), rational(max(possible)), seen)),))


def _floor_of_swing(algebra: Algebra, spread: Spread, *, is_alone: bool) -> Germ:
    """The step of an oscillation on the scale of 1, or the steps that it takes again and again."""
    if not spread.is_bounded:
        raise CrowdedError("steps of an oscillation without bounds")

    def is_certain(value: Number) -> bool:
        return is_alone or algebra.sign(value + -rational(_floor_of_number(algebra, value))) != 0

    low, high = (_floor_of_number(algebra, value) for value in (spread.low, spread.high))
    if not is_certain(spread.low):
        # What is beside the oscillation may take it below its step.
        low -= 1
    seen = {_floor_of_number(algebra, value) for value in spread.seen if is_certain(value)}
    return _one_of(algebra, seen, range(low, high + 1))


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
    algebra.assumed = True
    return int(nearest)


def ceiling(algebra: Algebra, u: Germ) -> Germ:
    """-floor(-u)."""
    return algebra.negate(floor(algebra, algebra.negate(u)))


def rounded(algebra: Algebra, u: Germ) -> Germ:
    """Nearest whole number, halves upwards."""
    return floor(algebra, algebra.add(u, whole(HALF)))


def fractional_part(algebra: Algebra, u: Germ) -> Germ:
    """u - floor(u)."""
    infinite = algebra.settled(algebra.parts(u)[0])
    # Nothing is left of u itself: the difference is the oscillation alone.
    return _sawtooth(algebra, infinite) if infinite.terms else algebra.subtract(u, floor(algebra, u))


def remainder(algebra: Algebra, u: Germ, modulus: Germ) -> Germ:
    """u - m floor(u/m)."""
    return algebra.multiply(modulus, fractional_part(algebra, algebra.divide(u, modulus)))


def sign_function(algebra: Algebra, u: Germ) -> Germ:
    """-1, 0 or 1."""
    signs = algebra.signs_of(u)
    return _one_of(algebra, signs.certain, signs.possible)


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
        signs = algebra.signs_of(gap(k, at) if chosen is germs[at] else algebra.subtract(other, chosen)).possible
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
        if spread is None or gap.growth or any(isinstance(c, Spread) for _, c in still.terms):
            continue
        if spread.is_bounded or beyond(gap) is None:
            return algebra.add(still, _kept(wanted, gap, spread))
    return _bounded_extreme(algebra, wanted, a, b)


def _kept(wanted: int, gap: Germ, spread: Spread) -> Germ:
    """max(v, 0) or min(v, 0) of an oscillation."""
    kept = spread.mapped(lambda v: v if sign(v) in (wanted, 0) else rational(0))
    if sign(kept.low) == sign(kept.high) == 0:
        return Germ((), beyond(gap))
    # It stays at 0 for a while.
    return Germ(((gap.terms[0][0], replace(kept, passes=False)),), beyond(gap))


def _bounded_extreme(algebra: Algebra, wanted: int, a: Germ, b: Germ) -> Germ:
    """The larger or the smaller of two oscillations that may depend on each other: of it bounds alone are known."""
    gap = algebra.settled(algebra.subtract(a, b))
    spread = swing(gap)
    germs = [algebra.settled(germ) for germ in (a, b)]
    if spread is not None and spread.is_bounded and not gap.growth and not all(map(swing, germs)):
        return algebra.add(b, _kept(wanted, gap, spread))
    scale = min(largest_scale(germ) for germ in germs if not germ.is_zero)
    leads = [_lead_on(germ, scale) for germ in germs]
    if any(germ.growth for germ in germs):
        raise CrowdedError("two oscillations")
    low, high = (_larger(wanted, *ends) for ends in zip(*((lead.low, lead.high) for lead in leads), strict=True))
    rest = None
    for germ in germs:
        rest = larger(rest, next((other for other, _ in germ.terms if other > scale), germ.rest))
    return Germ((), rest) if rest is not None and rest <= scale else Germ(((scale, Spread(low, high)),), rest)


def _lead_on(germ: Germ, scale: Scale) -> Spread:
    """What a germ does on a scale that bounds it."""
    c = germ.terms[0][1] if germ.terms and germ.terms[0][0] == scale else rational(0)
    return (c if isinstance(c, Spread) else Spread(c, c)).widened(other for _, other in germ.terms)


def _larger(wanted: int, a: Number, b: Number) -> Number:
    """The larger (1) or the smaller (-1) of two numbers."""
    if is_infinite(a) or is_infinite(b):
        return ball(a).max(ball(b)) if wanted == 1 else ball(a).min(ball(b))
    above = sign(a + -b)
    if above is None:
        return ball(a).max(ball(b)) if wanted == 1 else ball(a).min(ball(b))
    return a if above == wanted else b


def factorial(algebra: Algebra, u: Germ) -> Germ:
    """Only of whole numbers that stand still."""
    n = standing_whole(algebra, u)
    if not 0 <= n <= LARGEST_FACTORIAL:
        raise UndefinedError
    return whole(math.factorial(n))


def standing_whole(algebra: Algebra, u: Germ) -> int:
    """The whole number that u is all along; UndefinedError for what is none next to the place."""
    settled = algebra.settled(u)
    if settled.is_zero:
        return 0
    scale, number = algebra.lead(settled)
    if scale < ONE or settled.growth:
        raise CrowdedError("what goes to infinity is whole again and again")
    if settled.rest is not None and len(settled.terms) == 1:
        raise UndecidedError("a remainder may be nothing")
    if len(settled.terms) == 1 and scale == ONE and may_be_whole(number):
        return int(number.p)
    raise UndefinedError
