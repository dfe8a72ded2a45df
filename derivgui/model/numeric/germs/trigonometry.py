"""Circular functions of germs and their inverses.

The special points go through identities that end in roots: arcsin u = π/2 - 2 arcsin √((1-u)/2) at 1,
arctan u = ±π/2 - arctan(1/u) at infinity.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.analytic import Rule, analytic, of_spread, taylor
from derivgui.model.numeric.germs.angles import angle_of_sine, angle_of_tangent, sine_of
from derivgui.model.numeric.germs.exact import PiNumber, pi_number
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant, is_unbounded, whole
from derivgui.model.numeric.germs.numbers import (
    HALF,
    CrowdedError,
    Number,
    Spread,
    ball,
    everything,
    is_rational,
    is_whole,
    rational,
)
from derivgui.model.numeric.germs.powers import root_power
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.germs.swings import (
    arcsine_of_swing,
    arctangent_of_poles,
    goes_far,
    has_certain_poles,
    has_values_off_zero,
    keeps_away,
    swing,
    wave,
)


def pi_times(q: Fraction) -> Germ:
    """qπ as a constant."""
    return constant(pi_number(rational(0), rational(q)))


def _sine_rule(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
    if infinite.terms:
        algebra.turn()
        return wave(algebra, passes_all=goes_far(algebra, infinite))
    shifted = _quarter_turns(middle)
    if shifted is None:
        return algebra.composed(_sine_series(middle), small)
    turns = shifted % 4
    value = algebra.composed(taylor("sin" if turns % 2 == 0 else "cos", rational(0)), small)
    return algebra.negate(value) if turns >= 2 else value


def _quarter_turns(angle: Number) -> int | None:
    """How many right angles, where it is a whole number of them."""
    if is_rational(angle) and angle == 0:
        return 0
    if isinstance(angle, PiNumber) and angle.p == 0 and is_whole(angle.q * 2):
        return int((angle.q * 2).p)
    return None


def _sine_series(angle: Number) -> Callable[[int], list[Number]]:
    """Taylor coefficients of sin, exact where sin and cos are."""
    values = [sine_of(angle), sine_of(angle + pi_number(rational(0), rational(HALF)))]
    series = taylor("sin", angle)
    if values == [None, None]:
        return series
    turned = [*values, *(None if value is None else -value for value in values)]

    def coefficients(count: int) -> list[Number]:
        exact = [turned[k % 4] for k in range(count)]
        rounded = series(count) if None in values else exact
        return [
            number if value is None else value * rational(Fraction(1, math.factorial(k)))
            for k, (value, number) in enumerate(zip(exact, rounded, strict=True))
        ]

    return coefficients


def _has_no_turn(span: Number) -> bool:
    return not span.cos().contains(0)


_analytic_sine = analytic(_sine_rule, _has_no_turn)


def sine(algebra: Algebra, u: Germ) -> Germ:
    """Sin u, also of what has poles in every neighbourhood."""
    if is_unbounded(u):
        algebra.tear()
        return wave(algebra, passes_all=has_certain_poles(algebra.swept(u)))
    return _analytic_sine(algebra, u)


def cosine(algebra: Algebra, u: Germ) -> Germ:
    """cos u = sin(u + π/2)."""
    return sine(algebra, algebra.add(u, pi_times(HALF)))


def quotient_of(above: Rule | None, below: Rule) -> Rule:
    """tan, cot, sec and csc: their poles are those of the quotient; far out those crowd together."""

    def far_out(algebra: Algebra, *, passes_all: bool) -> Germ:
        reached = ((2, 3, -2) if above is None else (0, 1, 2, -1, -2)) if passes_all else ()
        algebra.crowd()
        least, sweeps = rational(int(above is None)), passes_all and above is not None
        return Germ(((ONE, everything(tuple(map(rational, reached)), least, runs=passes_all, sweeps=sweeps)),))

    def at_number(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
        u = constant(middle)
        return algebra.divide(above(algebra, u) if above else whole(1), below(algebra, u))

    def rule(algebra: Algebra, u: Germ) -> Germ:
        if is_unbounded(u):
            algebra.tear()
            return far_out(algebra, passes_all=has_certain_poles(algebra.swept(u)))
        infinite = algebra.settled(algebra.parts(u)[0])
        if infinite.terms:
            return far_out(algebra, passes_all=goes_far(algebra, infinite))
        _, middle, small = algebra.parts(u)
        if above is not None and isinstance(middle, Spread) and _is_between_poles(algebra, middle, below):
            return of_spread(algebra, middle, at_number, small, lambda span: True)
        return algebra.divide(above(algebra, u) if above else whole(1), below(algebra, u))

    return rule


def _is_between_poles(algebra: Algebra, spread: Spread, below: Rule) -> bool:
    """Whether an oscillation stays where the function below a fraction line is not 0."""
    span = ball(spread.low).union(ball(spread.high))
    return bool(span.is_finite()) and not any(
        ball(c).contains(0) for _, c in below(algebra, constant(span)).terms[:1] or [(ONE, rational(0))]
    )


def _arcsine_rule(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
    if infinite.terms:
        spread = swing(infinite)
        if spread is not None and not keeps_away(spread):
            raise CrowdedError("an angle of an oscillation is defined here and there")
        raise UndefinedError
    for end in (1, -1):
        beyond = algebra.sign(middle * end + rational(-1))
        if beyond > 0:
            raise UndefinedError
        if beyond == 0:
            gap = algebra.scaled(algebra.scaled(small, -end), HALF)
            angle = algebra.scaled(arcsine(algebra, root_power(algebra, gap, HALF)), -2)
            return algebra.scaled(algebra.add(pi_times(HALF), angle), end)
    return _with_exact_angle(algebra.composed(taylor("asin", middle), small), angle_of_sine(middle))


def _with_exact_angle(value: Germ, angle: Number | None) -> Germ:
    """With what the constant is known to be."""
    if angle is None or not value.terms or value.terms[0][0] != ONE or value.growth:
        return value
    return replace(value, terms=((ONE, angle), *value.terms[1:]))


_analytic_arcsine = analytic(_arcsine_rule)


def arcsine(algebra: Algebra, u: Germ) -> Germ:
    """Arcsin u, also of an oscillation that comes to the ends of the domain."""
    settled = algebra.settled(u)
    spread = swing(settled)
    if spread is None or settled.terms[0][0] != ONE or settled.growth:
        return _analytic_arcsine(algebra, u)
    return arcsine_of_swing(algebra, settled, spread)


def arccosine(algebra: Algebra, u: Germ) -> Germ:
    """π/2 - arcsin u."""
    return algebra.subtract(pi_times(HALF), arcsine(algebra, u))


def arctangent(algebra: Algebra, u: Germ) -> Germ:
    """arctan u, also where u tends to infinity."""
    if is_unbounded(u):
        if algebra.infinity_beside_poles(algebra.settled(u)) is not None:
            return _far_arctangent(algebra, algebra.folded(u))
        algebra.tear()
        return arctangent_of_poles(algebra.swept(u))
    if u.growth and algebra.sign_of(Germ(u.growth)) > 0:
        return _far_arctangent(algebra, u)
    return _arctangent(algebra, u)


def _arctangent_rule(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
    if infinite.terms:
        return _far_arctangent(algebra, algebra.add(algebra.add(infinite, constant(middle)), small))
    return _with_exact_angle(algebra.composed(taylor("atan", middle), small), angle_of_tangent(middle))


def _far_arctangent(algebra: Algebra, u: Germ) -> Germ:
    algebra.break_off()
    right_angle = pi_times(HALF * algebra.sign_of(u))
    return algebra.subtract(right_angle, arctangent(algebra, algebra.reciprocal(u)))


_arctangent = analytic(_arctangent_rule, lambda span: True)


def angle_of_point(algebra: Algebra, y: Germ, x: Germ) -> Germ:
    """atan2 with values in (-π, π]."""
    try:
        across, up = algebra.sign_of(x), algebra.sign_of(y)
    except CrowdedError:
        if not any(has_values_off_zero(algebra.settled(u)) for u in (x, y)):
            raise
        algebra.break_off()
        algebra.tear()
        return Germ(((ONE, Spread(*(pi_number(rational(0), rational(end)) for end in (-1, 1)))),))
    algebra.decide((across, up))
    algebra.turn()
    if across == 0:
        if up == 0:
            raise UndefinedError
        return pi_times(HALF * up)
    angle = arctangent(algebra, algebra.divide(y, x))
    if across > 0:
        return angle
    return algebra.add(angle, pi_times(Fraction(1 if up >= 0 else -1)))
