"""Powers, reciprocals and logarithms of what oscillates for ever: monotone images of its range.

Where the range holds the level at which a rule has its pole or its edge, that level is met again and again: poles
crowd towards the place, and no sequence of numbers tells what happens between them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import pi_number
from derivgui.model.numeric.germs.exponents import Exponent
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant, is_alone, runs_off
from derivgui.model.numeric.germs.numbers import (
    HALF,
    CrowdedError,
    Number,
    Spread,
    ball,
    is_infinite,
    is_rational,
    rational,
    sign,
)
from derivgui.model.numeric.germs.quotients import Quotients
from derivgui.model.numeric.germs.scales import ONE, power_of, times


def swing(u: Germ) -> Spread | None:
    """The oscillation that a settled germ is in the first place."""
    lead = u.terms[0][1] if u.terms else None
    return lead if isinstance(lead, Spread) else None


def goes_far(algebra: Algebra, infinite: Germ) -> bool:
    """Whether the terms of an argument that are not bounded take it through all periods of a wave without a jump."""
    spread = swing(infinite)
    return not algebra.crowded and (spread is None or spread.is_genuine or keeps_away(spread))


def wave(algebra: Algebra, *, passes_all: bool) -> Germ:
    """What sin and cos do far out: every value from -1 to 1, again and again.

    Of an argument that jumps nothing is known but the bounds: cos(2π floor(1/t)) is 1.
    """
    if not passes_all:
        algebra.tear()
    seen = tuple(rational(Fraction(k, 5)) for k in (-5, -3, 0, 2, 5)) if passes_all else ()
    return Germ(((ONE, Spread(rational(-1), rational(1), seen, passes_all)),))


def has_certain_poles(u: Germ) -> bool:
    """Whether what has poles in every neighbourhood runs off to infinity without a jump at some of them."""
    return runs_off(u) or (u.rest is None and bool(u.terms[-1][1].seen))


def has_values_off_zero(u: Germ) -> bool:
    """Whether a settled germ is certain to be other than 0 again and again."""
    spread = swing(u)
    return bool(u.terms) and (spread is None or spread.is_genuine or keeps_away(spread))


def arctangent_of_poles(u: Germ) -> Germ:
    """Arctan u for what has poles in every neighbourhood: from one right angle to the other."""
    low, high = (pi_number(rational(0), rational(end)) for end in (-HALF, HALF))
    scale, spread = u.terms[0]
    if scale != ONE or u.growth or not isinstance(spread, Spread):
        # What stands beside the poles hides which values there are.
        return Germ(((ONE, Spread(low, high)),))
    return Germ(((ONE, Spread(low, high, tuple(map(_arctangent, spread.seen)))),), beyond(u))


def _arctangent(value: Number) -> Number:
    return ball(value).atan()


def keeps_away(spread: Spread) -> bool:
    """Whether an oscillation stays on one side of 0, and away from it."""
    return sign(spread.low) == sign(spread.high) in (-1, 1)


def absolute_spread(spread: Spread) -> Spread:
    """The range of |v|."""
    if sign(spread.low) in (0, 1):
        return spread
    if spread.only:
        return _steps_of([_size(value) for value in spread.only], map(_size, spread.seen))
    if sign(spread.high) in (-1, 0):
        return -spread
    if not spread.is_bounded:
        return Spread(
            spread.least, flint.arb.pos_inf(), tuple(map(_size, spread.seen)), spread.sweeps, runs=spread.runs
        )
    below = -spread.low
    # The low end is 0 to the last bit: what is next to it may have a pole there.
    high = below if sign(below + -spread.high) == 1 else spread.high if sign(below + -spread.high) == -1 else None
    if high is None:
        high = below if is_rational(below) else ball(below).max(ball(spread.high))
    return Spread(rational(0), high, tuple(_size(value) for value in spread.seen), spread.passes)


def _steps_of(values: Sequence[Number], seen: Iterable[Number]) -> Spread:
    """What takes no other values than these."""
    low, high = values[0], values[0]
    for value in values[1:]:
        low, high = (value if sign(value + -low) == -1 else low), (value if sign(value + -high) == 1 else high)
    return Spread(low, high, tuple(seen), only=tuple(values))


def of_steps(algebra: Quotients, u: Germ, wanted: Collection[int], change: Callable[[Number], Number]) -> Germ | None:
    """A function of what takes few values only, where their signs are among those wanted; None for anything else."""
    spread = swing(u)
    if spread is None or not spread.only or not is_alone(u) or u.terms[0][0] != ONE or u.growth:
        return None
    values: list[Number] = []
    for value in (change(value) for value in spread.only if sign(value) in wanted):
        if all(sign(value + -other) != 0 for other in values):
            values.append(value)
    if not values:
        raise UndefinedError
    algebra.ragged |= any(sign(value) not in wanted for value in spread.only)
    if len(values) == 1:
        return constant(values[0])
    return Germ(((ONE, _steps_of(values, (change(value) for value in spread.seen if sign(value) in wanted))),))


def _size(value: Number) -> Number:
    side = sign(value)
    return abs(ball(value)) if side is None else -value if side < 0 else value


def image(u: Germ, spread: Spread, exponent: Exponent, change: Callable[[Number], Number]) -> Germ:
    """(t^r v + ...)^exponent, where v has the range ``spread`` and ``change`` is what the power does to it."""
    scale = u.terms[0][0]
    front, next_scale = power_of(scale, exponent), beyond(u)
    rest = None
    if next_scale is not None:
        # A root turns small changes about 0 into larger ones.
        relative = times(next_scale, power_of(scale, -1))
        rest = times(front, power_of(relative, 1 if u.is_multiple else min(exponent, 1)))
    changed = spread.mapped(change)
    changed = replace(changed, runs=spread.runs, sweeps=spread.sweeps)
    return Germ(((front, changed),), rest, (), None, is_alone(u))


def _not_negative(algebra: Algebra, u: Germ, spread: Spread) -> Spread:
    """The range of an oscillation where it is not negative; UndefinedError where it always is."""
    low, high = algebra.sign(spread.low), algebra.sign(spread.high)
    if low > 0 or (low == 0 and is_alone(u)):
        return spread
    if high < 0:
        raise UndefinedError
    algebra.ragged = True
    top = spread.high if high else rational(0)
    return Spread(rational(0), top, tuple(value for value in spread.seen if sign(value) == 1))


def power_of_swing(
    algebra: Algebra, u: Germ, spread: Spread, exponent: Exponent, power: Callable[[Number], Number]
) -> Germ:
    """u^exponent for an exponent > 0 that wants u >= 0."""
    steps = of_steps(algebra, u, (0, 1), lambda v: v if sign(v) == 0 else power(v))
    if steps is not None:
        return steps
    kept, growth = _not_negative(algebra, u, spread), algebra.scaled_growth(u, exponent)
    if sign(kept.high) == 0:
        # All values that it has are of what is beside the oscillation.
        next_scale = None if is_alone(u) else beyond(u)
        return Germ(()) if next_scale is None else Germ((), power_of(next_scale, exponent), growth)
    found = image(u, kept, exponent, lambda v: v if sign(v) == 0 or is_infinite(v) else power(v))
    return replace(found, growth=growth) if growth else found


def whole_power_of_swing(u: Germ, spread: Spread, n: int) -> Germ:
    """u^n for n > 0."""
    if not spread.is_bounded and u.rest is not None:
        raise CrowdedError("what is beside poles is not small in a power")

    def change(v: Number) -> Number:
        return v if is_infinite(v) and n % 2 else (v if is_rational(v) else ball(v)) ** n

    return image(u, spread if n % 2 else absolute_spread(spread), n, change)


def logarithm_of_swing(algebra: Algebra, u: Germ, spread: Spread) -> Germ:
    """The logarithm of an oscillation on its own scale: ln v for u = t^r v + ...; undefined where v <= 0."""
    steps = of_steps(algebra, u, (1,), _logarithm)
    if steps is not None:
        return steps
    next_scale = beyond(u)
    kept = _not_negative(algebra, u, spread)
    if sign(kept.high) == 0:
        raise CrowdedError("a logarithm of what is beside an oscillation")
    rest = None if next_scale is None else times(next_scale, power_of(u.terms[0][0], -1))
    if algebra.sign(kept.low) > 0:
        return Germ(((ONE, kept.mapped(_logarithm)),), rest)
    # What jumps to 0 has no logarithm there, and one within bounds before.
    is_certain = kept is spread and spread.passes and any(sign(value) == 0 for value in spread.seen)
    algebra.crowd()
    # What does not pass through all values may stay at 0 for a while.
    algebra.ragged |= not is_certain
    seen = tuple(_logarithm(v) for v in spread.seen if sign(v) == 1) if is_certain else ()
    if kept is not spread and rest is not None:
        raise CrowdedError("a logarithm of what is beside an oscillation")
    sweeps = is_certain and is_infinite(kept.high)
    found = Spread(flint.arb.neg_inf(), _logarithm(kept.high), seen, runs=is_certain, sweeps=sweeps)
    return Germ(((ONE, found),), rest)


def _logarithm(number: Number) -> Number:
    return number if is_infinite(number) else ball(number).log()


def arcsine_of_swing(algebra: Algebra, u: Germ, spread: Spread) -> Germ:
    """Arcsin u for an oscillation on the scale of 1, where it lies within [-1, 1]."""
    one, next_scale = rational(1), beyond(u)
    ends = [algebra.sign(spread.low + one), algebra.sign(one + -spread.high)]
    rest = None if next_scale is None else power_of(next_scale, HALF)
    if min(ends) > 0 or (min(ends) == 0 and next_scale is None):
        return Germ(((ONE, spread.mapped(_arcsine)),), next_scale)
    if algebra.sign(spread.high + one) < 0 or algebra.sign(one + -spread.low) < 0:
        raise UndefinedError
    algebra.ragged = True
    low, high = spread.low if ends[0] > 0 else -one, spread.high if ends[1] > 0 else one
    return Germ(((ONE, Spread(_arcsine(low), _arcsine(high))),), rest)


def _arcsine(value: Number) -> Number:
    if is_rational(value) and value in (-1, 0, 1):
        return pi_number(rational(0), value / 2)
    return ball(value).asin()


def beyond(u: Germ) -> tuple[Exponent, Exponent] | None:
    """The scale of what is left beside the oscillation."""
    return u.terms[1][0] if len(u.terms) > 1 else u.rest
