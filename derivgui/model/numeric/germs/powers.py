"""Powers and roots of germs, and their absolute value."""

from __future__ import annotations

import math
from contextlib import suppress
from fractions import Fraction
from math import prod

from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import Exact, PiNumber, UnwieldyError
from derivgui.model.numeric.germs.exact_functions import exponential, logarithm, radical_power, square_root
from derivgui.model.numeric.germs.exponents import Exponent, number_of_exponent
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, is_alone, whole
from derivgui.model.numeric.germs.numbers import (
    Number,
    Spread,
    ball,
    inverse,
    is_infinite,
    is_rational,
    rational,
    sign,
)
from derivgui.model.numeric.germs.scales import ONE, power_of
from derivgui.model.numeric.germs.swings import (
    absolute_spread,
    image,
    power_of_swing,
    swing,
    whole_power_of_swing,
)
from derivgui.model.numeric.rational import LONGEST_BITS

LARGEST_POWER = 400
# Higher powers of more than one term are taken by the binomial series.
LONGEST_PRODUCT = 16
LARGEST_EXACT_POWER = 24


def whole_power(algebra: Algebra, u: Germ, n: int) -> Germ:
    """u^n; u^0 is 1."""
    if n < 0:
        return algebra.reciprocal(whole_power(algebra, u, -n))
    if n > LARGEST_POWER or (n > LONGEST_PRODUCT and _is_regular(algebra, u)):
        return _large_power(algebra, u, n)
    settled = algebra.swept(u)
    spread = swing(settled)
    if n > 1 and spread is not None and not settled.growth:
        return whole_power_of_swing(settled, spread, n)
    result, square = whole(1), u
    while n:
        if n & 1:
            result = algebra.multiply(result, square)
        n >>= 1
        if n:
            square = algebra.multiply(square, square)
    return result


def _is_regular(algebra: Algebra, u: Germ) -> bool:
    """Whether a germ moves away from a number of a certain sign."""
    u = algebra.settled(u)
    if len(u.terms) < 2 or u.growth or u.terms[0][0] != ONE or isinstance(u.terms[0][1], Spread):
        return False
    return sign(u.terms[0][1]) in (-1, 1)


def _large_power(algebra: Algebra, u: Germ, n: int) -> Germ:
    if algebra.settled(u).is_zero:
        return Germ(())
    positive = absolute(algebra, u)
    value = real_power(algebra, positive, n)
    return algebra.negate(value) if n % 2 and algebra.sign_of(u) < 0 else value


def root_power(algebra: Algebra, u: Germ, exponent: Fraction) -> Germ:
    """u^(p/q) in lowest terms: of any sign where q is odd."""
    p, q = exponent.numerator, exponent.denominator
    if q == 1:
        return whole_power(algebra, u, p)
    u = algebra.swept(u)
    if not u.terms and u.rest is not None and q % 2 and p > 0 and not u.growth:
        return Germ((), power_of(u.rest, exponent))
    spread = swing(u)
    if spread is not None and p < 0:
        return algebra.reciprocal(root_power(algebra, u, -exponent))
    if spread is not None and q % 2 and not u.growth:
        return _odd_root_of_swing(u, spread, exponent)
    if spread is None and algebra.sign_of(u) < 0:
        if q % 2 == 0:
            raise UndefinedError
        value = real_power(algebra, algebra.negate(u), exponent)
        return algebra.negate(value) if p % 2 else value
    return real_power(algebra, u, exponent)


def _odd_root_of_swing(u: Germ, spread: Spread, exponent: Fraction) -> Germ:
    if exponent.numerator % 2 == 0:
        spread = absolute_spread(spread)

    def change(v: Number) -> Number:
        side = sign(v)
        if is_infinite(v):
            return v
        if side in (0, 1):
            return v if side == 0 else number_power(v, exponent, rational(exponent))
        return -number_power(-v, exponent, rational(exponent))

    return image(u, spread, exponent, change)


def real_power(algebra: Algebra, u: Germ, exponent: Exponent) -> Germ:
    """u^exponent for u >= 0."""
    u = algebra.folded(u)
    if u.is_zero:
        if exponent <= 0:
            raise UndefinedError
        return u
    spread = swing(u)
    if spread is not None:
        if exponent < 0:
            return algebra.reciprocal(real_power(algebra, u, -exponent))
        power = number_of_exponent(exponent)
        return power_of_swing(algebra, u, spread, exponent, lambda v: number_power(v, exponent, power))
    if algebra.sign_of(u) < 0:
        raise UndefinedError
    scale, c, small = algebra.split(u)
    if u.growth or (scale != ONE and exponent < 0):
        algebra.break_off()
    elif scale != ONE:
        algebra.turn()
    number = number_of_exponent(exponent)
    series = algebra.composed(lambda count: _binomial(number, count), small)
    growth = algebra.scaled_growth(u, exponent)
    front = Germ(((power_of(scale, exponent), number_power(c, exponent, number)),), None, growth)
    return algebra.multiply(front, series)


def _binomial(exponent: Number, count: int) -> list[Number]:
    numbers = [rational(1)]
    for k in range(1, count):
        numbers.append(numbers[-1] * (exponent + rational(1 - k)) * rational(Fraction(1, k)))
    return numbers


def number_power(c: Number, exponent: Exponent, number: Number) -> Number:
    """c^exponent for c > 0, exact where it is rational."""
    if is_rational(c) and c == 1:
        return c
    if is_rational(c) and isinstance(exponent, (int, Fraction)):
        bits = max(int(c.p).bit_length(), int(c.q).bit_length())
        if abs(exponent.numerator) > LARGEST_POWER or abs(exponent.numerator) * bits > LONGEST_BITS:
            return ball(c) ** ball(number)
        roots = [_exact_root(int(part), exponent.denominator) for part in (c.p, c.q)]
        if roots[0] is not None and roots[1] is not None:
            return rational(Fraction(roots[0], roots[1]) ** exponent.numerator)
    if isinstance(exponent, (int, Fraction)):
        with suppress(UnwieldyError):
            if is_rational(c):
                return radical_power(c, Fraction(exponent))
            if isinstance(c, (Exact, PiNumber)):
                return _exact_power(c, Fraction(exponent))
    if isinstance(exponent, (int, Fraction)) and exponent.denominator == 1:
        return ball(c) ** exponent.numerator
    return ball(c) ** ball(number)


def _exact_power(c: Exact | PiNumber, exponent: Fraction) -> Number:
    """A whole power of an exact number or of its square root, where that is one; else e^(q ln c), which has a name."""
    if exponent.denominator > 2:
        return exponential(logarithm(c) * rational(exponent))
    if abs(exponent.numerator) > LARGEST_EXACT_POWER:
        raise UnwieldyError
    if exponent.denominator == 2:
        try:
            base = square_root(c)
        except UnwieldyError:
            return exponential(logarithm(c) * rational(exponent))
    else:
        base = c
    return prod([base if exponent > 0 else inverse(base)] * abs(exponent.numerator), start=rational(1))


def _exact_root(n: int, degree: int) -> int | None:
    if degree == 1 or n in (0, 1):
        return n
    if degree == 2:
        root = math.isqrt(n)
    elif n.bit_length() > 900:
        return None
    else:
        root = round(n ** (1 / degree))
    return root if root**degree == n else None


def absolute(algebra: Algebra, u: Germ) -> Germ:
    """u or -u by its sign near the point."""
    u = algebra.swept(u)
    if not u.terms or u.is_zero:
        return u
    if u.terms[0][0] != ONE:
        algebra.turn()
    if isinstance(u.terms[0][1], Spread):
        scale, spread = u.terms[0]
        rest = u.rest if len(u.terms) == 1 else u.terms[1][0]
        return Germ(((scale, absolute_spread(spread)),), rest, u.growth, None, is_alone(u))
    return algebra.negate(u) if algebra.sign_of(u) < 0 else u
