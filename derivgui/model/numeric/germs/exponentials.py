"""Exponentials and logarithms of germs."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs import exact_functions
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.analytic import analytic, taylor
from derivgui.model.numeric.germs.exact import UnwieldyError
from derivgui.model.numeric.germs.exponents import Exponent, exponent_of, layered, number_of_exponent, taken_apart
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant, is_alone, is_tower, runs_off
from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    ball,
    is_infinite,
    rational,
    sign,
)
from derivgui.model.numeric.germs.scales import (
    FLAT,
    LOGARITHM,
    ONE,
    TOWER,
    Scale,
    iterated_logarithm,
    times,
)
from derivgui.model.numeric.germs.swings import (
    logarithm_of_swing,
    swing,
)


def logarithm(algebra: Algebra, u: Germ) -> Germ:
    """ln u; undefined where u <= 0 near the point."""
    u = algebra.swept(u)
    spread = swing(u)
    if u.is_zero or (spread is None and algebra.sign_of(u) < 0):
        raise UndefinedError
    scale = u.terms[0][0] if spread is not None else algebra.lead(u)[0]
    if scale != ONE or u.growth:
        algebra.break_off()
    bounded = logarithm_of_swing(algebra, u, spread) if spread is not None else _logarithm_on_its_scale(algebra, u)
    if is_tower(u):
        raise UndecidedError("a logarithm of an exponential of an exponential")
    (r, between), (w, below) = map(taken_apart, scale)
    logarithms = [
        (LOGARITHM, -number_of_exponent(r)),
        *(((0, k), -c) for k, c in between),
        (iterated_logarithm(1), -number_of_exponent(w)),
        *((iterated_logarithm(n + 1), -c) for n, c in below),
    ]
    powers = Germ(tuple((each, number) for each, number in logarithms if number != 0))
    return algebra.add(algebra.add(Germ(u.growth), powers), bounded)


def _logarithm_on_its_scale(algebra: Algebra, u: Germ) -> Germ:
    """ln(c (1 + e)) for u = c t^r L^-w (1 + e)."""
    _, c, small = algebra.split(u)
    series = algebra.composed(_logarithm_series, small)
    return algebra.add(constant(_logarithm_of(c)), series)


def _logarithm_of(c: Number) -> Number:
    with suppress(UnwieldyError):
        return exact_functions.logarithm(c)
    return ball(c).log()


def _logarithm_series(count: int) -> list[Number]:
    return [rational(0)] + [rational(Fraction((-1) ** (k + 1), k)) for k in range(1, count)]


def exponential(algebra: Algebra, u: Germ) -> Germ:
    """e^u."""
    if not u.terms or runs_off(u):
        u = algebra.swept(u)
    if u.growth or (u.terms and u.terms[0][0] < ONE):
        algebra.break_off()
    if u.growth and algebra.sign_of(Germ(u.growth)) > 0:
        if algebra.sign(algebra.lead(u)[1]) < 0:
            return Germ((), FLAT)
        return Germ(((ONE, rational(1)),), None, ((TOWER, rational(1)),))
    spread = swing(u)
    if spread is not None and not u.growth and (u.terms[0][0] < ONE or not spread.is_bounded):
        return _exponential_of_swing(algebra, u, spread)
    return _exponential(algebra, u)


def _exponential_of_swing(algebra: Algebra, u: Germ, spread: Spread) -> Germ:
    """e^u for u = t^-r v + ..., by the end of v that is nearer to 0; or on the scale of 1, e^v for v without bounds."""
    scale = u.terms[0][0]
    if scale == ONE:
        if u.rest is not None and u.rest <= ONE:
            raise UndecidedError("a remainder does not tend to 0")
        if not spread.is_bounded:
            algebra.tear()
        return Germ(((ONE, spread.mapped(_exponential_of_end)),), u.rest)
    low, high = algebra.sign(spread.low), algebra.sign(spread.high)
    if low > 0 or (low == 0 and is_alone(u)):
        end, factor = spread.low, Spread(rational(1), flint.arb.pos_inf())
    elif high < 0 or (high == 0 and is_alone(u)):
        end, factor = spread.high, Spread(rational(0), rational(1))
    else:
        raise CrowdedError("an exponential of an unbounded oscillation")
    algebra.crowd()
    nearest = Germ(((scale, end),), u.rest) if algebra.sign(end) else Germ(())
    return algebra.multiply(exponential(algebra, nearest), Germ(((ONE, factor),)))


def _exponential_of_end(number: Number) -> Number:
    if not is_infinite(number):
        return ball(number).exp()
    return number if sign(number) == 1 else rational(0)


def _exponential_rule(algebra: Algebra, infinite: Germ, middle: Coefficient, small: Germ) -> Germ:
    series = algebra.composed(taylor("exp", rational(0)), small)
    # Beside what grows an oscillation is bounded: e^(-floor(1/t)) = e^(-1/t) e^frac(1/t).
    factor = middle.mapped(_exponential_of) if isinstance(middle, Spread) else _exponential_of(middle)
    scale, growth = ONE, []
    for each, c in infinite.terms:
        if isinstance(c, Spread):
            raise UndecidedError("an exponential of an unbounded oscillation")
        if each < LOGARITHM:
            growth.append((each, c))
        else:
            scale = times(scale, _scale_of_exponential(each[1], c))
    if growth and growth[0][0] <= TOWER:
        raise UndecidedError("an exponential of so large a power that it reaches a tower")
    return algebra.multiply(Germ(((scale, factor),), None, tuple(growth)), series)


def _scale_of_exponential(k: Exponent, c: Number) -> Scale:
    """Exp(c L^-k) for -1 <= k < 0 and for iterated logarithms."""
    if k == -1:
        return exponent_of(-c), 0
    main, finer = taken_apart(k)
    if main == 0 and len(finer) == 1 and finer[0][1] == rational(-1):
        (n, _), *_ = finer
        return (0, exponent_of(-c)) if n == 1 else (0, layered(0, {n - 1: -c}))
    if k < iterated_logarithm(1)[1]:
        # It lies between all powers of L and all powers of t.
        return layered(0, {k: -c}), 0
    raise UndecidedError("an exponential that grows more slowly than any power of L")


def _exponential_of(c: Number) -> Number:
    with suppress(UnwieldyError):
        return exact_functions.exponential(c)
    return ball(c).exp()


_exponential = analytic(_exponential_rule, lambda span: True)
