"""Steps and choices: functions that depend on which side their argument comes from, or only on whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

from derivgui.model.language.real import LARGEST_FACTORIAL
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.analytic import Rule
from derivgui.model.numeric.germs.germ import (
    Germ,
    UndefinedError,
    is_unbounded,
    largest_scale,
    running,
    runs_off,
    whole,
)
from derivgui.model.numeric.germs.numbers import (
    HALF,
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    ball,
    everything,
    fraction,
    is_infinite,
    is_negligible,
    is_rational,
    may_be_whole,
    rational,
    sign,
)
from derivgui.model.numeric.germs.scales import FLAT, ONE, Scale, larger
from derivgui.model.numeric.germs.swings import beyond, goes_far, swing

ANY = frozenset({-1, 0, 1})


def floor(algebra: Algebra, u: Germ) -> Germ:
    """The largest whole number below, by the side from which u comes to its limit."""
    if is_unbounded(u):
        return algebra.subtract(algebra.swept(u), _jumps(algebra))
    infinite, middle, small = algebra.parts(u)
    infinite = algebra.settled(infinite)
    if isinstance(middle, Spread) and not infinite.terms:
        return _floor_of_swing(algebra, middle, is_alone=small.is_zero)
    if infinite.terms:
        is_swing = isinstance(infinite.terms[0][1], Spread)
        return algebra.subtract(u, _jumps(algebra) if is_swing else _sawtooth(algebra, infinite))
    below = _floor_of_number(algebra, middle)
    if algebra.sign(middle + rational(-below)) != 0:
        return _one_of(algebra, {below}, {below})
    signs = algebra.signs_of(small)
    return _one_of(algebra, *({below - (side < 0) for side in sides} for sides in (signs.certain, signs.possible)))


def _jumps(algebra: Algebra) -> Germ:
    """The fractional part of what swings without bound: it lies within bounds."""
    algebra.break_off()
    algebra.tear()
    return Germ(((ONE, Spread(rational(0), rational(1))),))


def _sawtooth(algebra: Algebra, infinite: Germ) -> Germ:
    """The fractional part of what has these infinite terms; where that jumps, nothing but bounds is known."""
    seen = range(5) if goes_far(algebra, infinite) else ()
    algebra.tear()
    values = tuple(rational(Fraction(k, 5)) for k in seen)
    return Germ(((ONE, Spread(rational(0), rational(1), values, passes=True, open_high=True)),))


def _one_of(algebra: Algebra, certain: Collection[int], possible: Collection[int]) -> Germ:
    """What takes each of some values again and again, and no others than the possible ones."""
    if len(possible) == 1:
        algebra.decide(next(iter(possible)))
        return whole(next(iter(possible)))
    algebra.break_off()
    algebra.tear()
    seen, only = (tuple(map(rational, sorted(values))) for values in (certain, possible))
    return Germ(((ONE, Spread(only[0], only[-1], seen, only=only)),))


def _floor_of_swing(algebra: Algebra, spread: Spread, *, is_alone: bool) -> Germ:
    """The step of an oscillation on the scale of 1, or the steps that it takes again and again."""

    def is_certain(value: Number) -> bool:
        return is_alone or algebra.sign(value + -rational(_floor_of_number(algebra, value))) != 0

    low, high = (_floor_of_number(algebra, value) for value in (spread.low, spread.high))
    if not is_certain(spread.low):
        # What is beside the oscillation may take it below its step.
        low -= 1
    if spread.open_high and is_alone and algebra.sign(spread.high + -rational(high)) == 0:
        high -= 1
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
    if is_unbounded(u):
        return _jumps(algebra)
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
        try:
            signs = algebra.signs_of(gap(k, at) if chosen is germs[at] else algebra.subtract(other, chosen)).possible
        except CrowdedError:
            signs = ANY
        if len(signs) > 1:
            signs = _signs_by_bounds(algebra, other, chosen) or signs
        if len(signs) > 1:
            chosen = _extreme_swing(algebra, wanted, chosen, other)
        elif wanted in signs:
            chosen, at = other, k
    return chosen


def _signs_by_bounds(algebra: Algebra, a: Germ, b: Germ) -> frozenset[int] | None:
    """The sign of a - b where one of them is an oscillation that stays on one side of the other, if only just."""
    for swinging, still, side in ((a, b, 1), (b, a, -1)):
        spread = swing(swinging)
        if spread is None or len(swinging.terms) > 1 or swinging.rest is not None:
            continue
        for end, beyond_end in ((spread.low, 1), (spread.high, -1)):
            if is_infinite(end) or any(isinstance(c, Spread) for _, c in still.terms):
                continue
            bound = Germ(((swinging.terms[0][0], end),), None, swinging.growth) if sign(end) else Germ(())
            with suppress(UndecidedError):
                if algebra.sign_of(algebra.subtract(bound, still)) == beyond_end:
                    return frozenset({beyond_end * side})
    return None


def _extreme_swing(algebra: Algebra, wanted: int, a: Germ, b: Germ) -> Germ:
    """The larger or the smaller of two, one of which swings about the other: max(u, v) = u + max(v - u, 0)."""
    for swinging, other in ((a, b), (b, a)):
        if runs_off(swinging) and not is_unbounded(other):
            return _extreme_of_poles(algebra, wanted, swinging, other)
    a, b = (_without_flatness(algebra, germ) for germ in (a, b))
    for still, moving in ((a, b), (b, a)):
        if any(isinstance(c, Spread) for _, c in still.terms) or moving.growth != still.growth:
            continue
        gap = algebra.settled(algebra.subtract(moving, still))
        spread = swing(gap)
        if spread is None or gap.growth:
            continue
        if spread.is_bounded or beyond(gap) is None:
            return algebra.add(still, _kept(wanted, gap, spread))
    return _bounded_extreme(algebra, wanted, a, b)


def _extreme_of_poles(algebra: Algebra, wanted: int, swinging: Germ, other: Germ) -> Germ:
    """The larger or the smaller of what runs off to both infinities and something else: it is cut on one side only."""
    if wanted < 0:
        return algebra.negate(_extreme_of_poles(algebra, 1, algebra.negate(swinging), algebra.negate(other)))
    swept, other = algebra.swept(swinging), algebra.settled(_without_flatness(algebra, other))
    # On another scale it has no numbers that are known.
    is_plain = swept.terms[0][0] == ONE and not swept.growth
    spread = (swept if is_plain else running(sweeps=swept.terms[0][1].sweeps)).terms[0][1]
    sweeps, infinity = spread.sweeps and not algebra.torn, flint.arb.pos_inf()
    lead = _lead_on(other, largest_scale(other)) if not other.is_zero else Spread(rational(0), rational(0))
    if not other.is_zero and (other.growth or largest_scale(other) < ONE):
        # On the scale of the other it goes through all numbers from that one on.
        scale, rest = largest_scale(other), beyond(other) if other.terms else other.rest
        is_above = sweeps and sign(lead.low) == sign(lead.high) == 1
        seen = tuple(ball(lead.high) * k for k in (1, 2, 3)) if is_above else ()
        if not seen and sign(lead.high) == -1:
            return Germ(((ONE, everything(spread.seen)),))
        return Germ(((scale, Spread(lead.low, infinity, seen, runs=True)),), rest, other.growth)
    is_flat = other.is_zero or largest_scale(other) > ONE
    low, high = (rational(0), rational(0)) if is_flat else (lead.low, lead.high)
    more = tuple(ball(high) + k for k in (1, 2)) if sweeps else ()
    seen = (*(value for value in spread.seen if sign(value + -high) == 1), *more)
    rest = None if other.is_zero else largest_scale(other) if is_flat else beyond(other)
    return Germ(((ONE, Spread(low, infinity, seen, sweeps, runs=True)),), rest)


def _without_flatness(algebra: Algebra, germ: Germ) -> Germ:
    """What is exponentially small as a remainder."""
    is_flat = germ.growth and algebra.sign_of(Germ(germ.growth)) < 0
    return Germ((), FLAT) if is_flat and not is_unbounded(germ) else germ


def _kept(wanted: int, gap: Germ, spread: Spread) -> Germ:
    """max(v, 0) or min(v, 0) of an oscillation."""
    kept = spread.mapped(lambda v: v if sign(v) in (wanted, 0) else rational(0))
    if sign(kept.low) == sign(kept.high) == 0:
        return Germ((), beyond(gap))
    # It stays at 0 for a while.
    return Germ(((gap.terms[0][0], replace(kept, passes=False, open_low=False, open_high=False)),), beyond(gap))


def _bounded_extreme(algebra: Algebra, wanted: int, a: Germ, b: Germ) -> Germ:
    """The larger or the smaller of two oscillations that may depend on each other: of it bounds alone are known."""
    germs = [algebra.settled(germ) for germ in (a, b)]
    found = _between_bounds(algebra, wanted, germs)
    if found.terms and isinstance(found.terms[0][1], Spread) and not (a.growth or b.growth or all(map(swing, germs))):
        gap = algebra.settled(algebra.subtract(a, b))
        spread = swing(gap)
        if spread is not None and spread.is_bounded and not gap.growth:
            return algebra.add(b, _kept(wanted, gap, spread))
    return found


def _between_bounds(algebra: Algebra, wanted: int, germs: Sequence[Germ]) -> Germ:
    """The larger or the smaller of germs by the bounds of each: a number where these meet."""
    germs = [_without_flatness(algebra, germ) for germ in germs]
    ahead = _growing_most(algebra, germs)
    growth = ahead.growth if ahead is not None else ()
    # Beside what grows exponentially all else is nothing, but for its poles.
    alike = [germ for germ in germs if germ.growth == growth]
    scale = min(largest_scale(germ) for germ in alike if not germ.is_zero)
    leads = [_lead_on(germ if germ in alike else _poles_of(germ), scale) for germ in germs]
    low, high = (_larger(wanted, *ends) for ends in zip(*((lead.low, lead.high) for lead in leads), strict=True))
    rest = None
    for germ in alike:
        rest = larger(rest, next((other for other, _ in germ.terms if other > scale), germ.rest))
    if len(alike) < len(germs):
        rest = larger(rest, FLAT)
    if rest is not None and rest <= scale:
        return Germ((), rest, growth)
    if low is high or sign(low + -high) == 0:
        # Both come to the same number.
        return Germ(((scale, low),) if sign(low) else (), rest, growth)
    return Germ(((scale, Spread(low, high)),), rest, growth)


def _growing_most(algebra: Algebra, germs: Sequence[Germ]) -> Germ | None:
    """The germ that grows exponentially, and faster than the others; None where there is none."""
    ahead = None
    for germ in germs:
        if germ.growth and (
            ahead is None or algebra.sign_of(algebra.subtract(Germ(germ.growth), Germ(ahead.growth))) > 0
        ):
            ahead = germ
    return ahead


def _poles_of(germ: Germ) -> Germ:
    """What is left of a germ beside one that grows faster."""
    return Germ(germ.terms[-1:]) if is_unbounded(germ) else Germ(())


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
