"""The catalogue's functions on germs.

Regular points go through Taylor coefficients; the special ones through identities that end in roots, logarithms and
exponentials: arcsin u = π/2 - 2 arcsin √((1-u)/2) at 1, arctan u = ±π/2 - arctan(1/u) at infinity, and so on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from derivgui.model.numeric.germs.germ import (
    LOGARITHM,
    ONE,
    Algebra,
    Exponent,
    Germ,
    UndefinedError,
    constant,
    power_of,
    whole,
)
from derivgui.model.numeric.germs.numbers import (
    CrowdedError,
    Number,
    PiNumber,
    Spread,
    UndecidedError,
    ball,
    everything,
    fraction,
    is_negligible,
    is_rational,
    is_whole,
    pi_number,
    rational,
    to_float,
)

Rule: TypeAlias = Callable[..., Germ]
# Told the infinite part of its argument, the constant and the small part.
_RegularRule: TypeAlias = Callable[[Algebra, Germ, Number, Germ], Germ]

HALF = Fraction(1, 2)
LARGEST_POWER = 400
LARGEST_EXPONENT = 10**6
LARGEST_FACTORIAL = 170


def pi_times(q: Fraction) -> Germ:
    """qπ as a constant."""
    return constant(pi_number(rational(0), rational(q)))


# Taylor coefficients


def _taylor(name: str, at: Number) -> Callable[[int], list[Number]]:
    """Coefficients of an analytic function of python-flint at a point: exact at 0, balls elsewhere."""
    import flint

    def coefficients(count: int) -> list[Number]:
        exact = is_rational(at) and at == 0
        kind, start = (flint.fmpq_series, at) if exact else (flint.arb_series, ball(at))
        series = getattr(kind([start, 1], prec=count), name)()
        numbers = list(series.coeffs())
        zero = rational(0)
        return numbers + [zero] * (count - len(numbers))

    return coefficients


def _of_spread(algebra: Algebra, spread: Spread, rule: _RegularRule, small: Germ) -> Germ:
    """A continuous function of a bounded oscillation: the image of the range, as far as balls tell."""
    nothing = Germ(())
    span = ball(spread.low).union(ball(spread.high))
    image, *seen = (_value(rule(algebra, nothing, value, nothing)) for value in (span, *spread.seen))
    image = ball(image)
    if not image.is_finite():
        raise CrowdedError("a function of an oscillation is unbounded")
    # What is small beside the oscillation moves the image by next to nothing, but how fast is not followed.
    rest = None if small.is_zero else power_of(small.terms[0][0] if small.terms else small.rest or ONE, HALF)
    return Germ(((ONE, Spread(image.lower(), image.upper(), tuple(seen))),), rest)


def _value(germ: Germ) -> Number:
    """The constant that a germ without moving terms is."""
    if len(germ.terms) > 1 or germ.growth or any(scale != ONE for scale, _ in germ.terms):
        raise UndecidedError("a function of an oscillation is unbounded")
    return germ.terms[0][1] if germ.terms else rational(0)


def _regular(rule: _RegularRule) -> Rule:
    """A rule that is told the infinite part, the constant and the small part of its argument."""

    def applied(algebra: Algebra, u: Germ) -> Germ:
        infinite, middle, small = algebra.parts(u)
        infinite = algebra.settled(infinite)
        if isinstance(middle, Spread) and not infinite.terms:
            return _of_spread(algebra, middle, rule, small)
        return rule(algebra, infinite, middle, small)

    return applied


# Powers, roots, exponentials, logarithms


def whole_power(algebra: Algebra, u: Germ, n: int) -> Germ:
    """u^n; u^0 is 1."""
    if n < 0:
        return algebra.reciprocal(whole_power(algebra, u, -n))
    if abs(n) > LARGEST_POWER:
        return _large_power(algebra, u, n)
    result, square = whole(1), u
    while n:
        if n & 1:
            result = algebra.multiply(result, square)
        n >>= 1
        if n:
            square = algebra.multiply(square, square)
    return result


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
    u = algebra.settled(u)
    if not u.terms and u.rest is not None and q % 2 and p > 0 and not u.growth:
        return Germ((), power_of(u.rest, exponent))
    if algebra.sign_of(u) < 0:
        if q % 2 == 0:
            raise UndefinedError
        value = real_power(algebra, algebra.negate(u), exponent)
        return algebra.negate(value) if p % 2 else value
    return real_power(algebra, u, exponent)


def real_power(algebra: Algebra, u: Germ, exponent: Exponent, exact: Number | None = None) -> Germ:
    """u^exponent for u >= 0; ``exact`` is the exponent where it is no fraction."""
    u = algebra.settled(u)
    if u.is_zero:
        if exponent <= 0:
            raise UndefinedError
        return u
    if algebra.sign_of(u) < 0:
        raise UndefinedError
    scale, c, small = algebra.split(u)
    if u.growth or (scale != ONE and exponent < 0):
        algebra.break_off()
    number = ball(exact) if isinstance(exponent, float) else rational(exponent)
    series = algebra.composed(lambda count: _binomial(number, count), small)
    growth = algebra.multiply(Germ(u.growth), constant(number)).terms
    front = Germ(((power_of(scale, exponent), number_power(c, exponent, number)),), None, growth)
    return algebra.multiply(front, series)


def _binomial(exponent: Number, count: int) -> list[Number]:
    numbers = [rational(1)]
    for k in range(1, count):
        numbers.append(numbers[-1] * (exponent + rational(1 - k)) * rational(Fraction(1, k)))
    return numbers


def number_power(c: Number, exponent: Exponent, number: Number) -> Number:
    """c^exponent for c > 0, exact where it is rational."""
    if is_rational(c) and isinstance(exponent, (int, Fraction)):
        if abs(exponent.numerator) > LARGEST_POWER:
            return ball(c) ** ball(number)
        roots = [_exact_root(int(part), exponent.denominator) for part in (c.p, c.q)]
        if roots[0] is not None and roots[1] is not None:
            return rational(Fraction(roots[0], roots[1]) ** exponent.numerator)
    if isinstance(exponent, (int, Fraction)) and exponent.denominator == 1:
        return ball(c) ** exponent.numerator
    return ball(c) ** ball(number)


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
    u = algebra.settled(u)
    if not u.terms or u.is_zero:
        return u
    if isinstance(u.terms[0][1], Spread):
        scale, spread = u.terms[0]
        rest = u.rest if len(u.terms) == 1 else u.terms[1][0]
        return Germ(((scale, _absolute_spread(spread)),), rest, u.growth)
    return algebra.negate(u) if algebra.sign_of(u) < 0 else u


def _absolute_spread(spread: Spread) -> Spread:
    low, high = ball(spread.low), ball(spread.high)
    image = abs(low.union(high))
    return Spread(image.lower(), image.upper(), tuple(abs(ball(value)) for value in spread.seen))


def logarithm(algebra: Algebra, u: Germ) -> Germ:
    """ln u; undefined where u <= 0 near the point."""
    u = algebra.settled(u)
    if u.is_zero or algebra.sign_of(u) < 0:
        raise UndefinedError
    scale, c, small = algebra.split(u)
    if scale[1] != 0:
        raise UndecidedError("a logarithm of a logarithm")
    if scale != ONE or u.growth:
        algebra.break_off()
    series = algebra.composed(_logarithm_series, small)
    constant_part = constant(rational(0) if is_rational(c) and c == 1 else ball(c).log())
    powers = Germ(((LOGARITHM, _minus(scale[0])),)) if scale[0] != 0 else Germ(())
    return algebra.add(algebra.add(algebra.add(Germ(u.growth), powers), constant_part), series)


def _minus(exponent: Exponent) -> Number:
    return ball(rational(-Fraction(exponent))) if isinstance(exponent, float) else rational(-exponent)


def _logarithm_series(count: int) -> list[Number]:
    return [rational(0)] + [rational(Fraction((-1) ** (k + 1), k)) for k in range(1, count)]


def exponential(algebra: Algebra, u: Germ) -> Germ:
    """e^u."""
    if u.growth or (u.terms and u.terms[0][0] < ONE):
        algebra.break_off()
    if u.growth and algebra.sign_of(Germ(u.growth)) > 0:
        raise UndecidedError("an exponential of an exponential")
    return _exponential(algebra, u)


def _exponential_rule(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
    series = algebra.composed(_taylor("exp", rational(0)), small)
    factor = rational(1) if is_rational(middle) and middle == 0 else ball(middle).exp()
    scale, growth = ONE, []
    for term_scale, c in infinite.terms:
        if isinstance(c, Spread):
            raise UndecidedError("an exponential of an unbounded oscillation")
        if term_scale == LOGARITHM:
            scale = _exponent(c), 0
        else:
            growth.append((term_scale, c))
    return algebra.multiply(Germ(((scale, factor),), None, tuple(growth)), series)


def _exponent(c: Number) -> Exponent:
    """exp(c L) = t^-c."""
    if not is_rational(c):
        return -to_float(c)
    return -int(c.p) if is_whole(c) else -fraction(c)


_exponential = _regular(_exponential_rule)


# Trigonometry


def _sine_rule(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
    if infinite.terms:
        return _swinging()
    shifted = _quarter_turns(middle)
    if shifted is None:
        return algebra.composed(_sine_series(middle), small)
    turns = shifted % 4
    value = algebra.composed(_taylor("sin" if turns % 2 == 0 else "cos", rational(0)), small)
    return algebra.negate(value) if turns >= 2 else value


def _quarter_turns(angle: Number) -> int | None:
    """How many right angles, where it is a whole number of them."""
    if is_rational(angle) and angle == 0:
        return 0
    if isinstance(angle, PiNumber) and angle.p == 0 and is_whole(angle.q * 2):
        return int((angle.q * 2).p)
    return None


def _sine_series(angle: Number) -> Callable[[int], list[Number]]:
    """Taylor coefficients of sin, its value exact at multiples of π/6."""
    taylor = _taylor("sin", angle)

    def coefficients(count: int) -> list[Number]:
        numbers = taylor(count)
        if isinstance(angle, PiNumber) and angle.p == 0 and is_whole(angle.q * 6):
            sixths = int((angle.q * 6).p) % 12
            # Those of 12 that are no right angle and whose sine is rational.
            if sixths in (1, 5):
                numbers[0] = rational(HALF)
            elif sixths in (7, 11):
                numbers[0] = rational(-HALF)
        return numbers

    return coefficients


def _swinging() -> Germ:
    """What sin and cos do far out: every value from -1 to 1, again and again."""
    seen = tuple(rational(Fraction(k, 5)) for k in (-5, -3, 0, 2, 5))
    return Germ(((ONE, Spread(rational(-1), rational(1), seen)),))


def _swinging_without_bounds() -> Germ:
    return Germ(((ONE, everything((rational(2), rational(-2)))),))


sine = _regular(_sine_rule)


def cosine(algebra: Algebra, u: Germ) -> Germ:
    """cos u = sin(u + π/2)."""
    return sine(algebra, algebra.add(u, pi_times(HALF)))


def _quotient_of(above: Rule | None, below: Rule) -> Rule:
    """tan, cot, sec and csc: their poles are those of the quotient; far out those crowd together."""

    def rule(algebra: Algebra, u: Germ) -> Germ:
        infinite = algebra.parts(u)[0]
        if algebra.settled(infinite).terms:
            algebra.crowded = True
            return _swinging_without_bounds()
        return algebra.divide(above(algebra, u) if above else whole(1), below(algebra, u))

    return rule


def _arcsine_rule(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
    if infinite.terms:
        raise UndefinedError
    for end in (1, -1):
        beyond = algebra.sign(middle * end + rational(-1))
        if beyond > 0:
            raise UndefinedError
        if beyond == 0:
            gap = algebra.scaled(algebra.scaled(small, -end), HALF)
            angle = algebra.scaled(arcsine(algebra, root_power(algebra, gap, HALF)), -2)
            return algebra.scaled(algebra.add(pi_times(HALF), angle), end)
    value = algebra.composed(_taylor("asin", middle), small)
    return _with_exact_angle(value, middle)


def _with_exact_angle(value: Germ, middle: Number) -> Germ:
    """arcsin(±1/2) = ±π/6."""
    if is_rational(middle) and abs(fraction(middle)) == HALF and value.terms and value.terms[0][0] == ONE:
        sixth = pi_number(rational(0), rational(fraction(middle) / 3))
        return Germ(((ONE, sixth), *value.terms[1:]), value.rest)
    return value


arcsine = _regular(_arcsine_rule)


def arccosine(algebra: Algebra, u: Germ) -> Germ:
    """π/2 - arcsin u."""
    return algebra.subtract(pi_times(HALF), arcsine(algebra, u))


def arctangent(algebra: Algebra, u: Germ) -> Germ:
    """arctan u, also where u tends to infinity."""
    if u.growth and algebra.sign_of(Germ(u.growth)) > 0:
        return _far_arctangent(algebra, u)
    return _arctangent(algebra, u)


def _arctangent_rule(algebra: Algebra, infinite: Germ, middle: Number, small: Germ) -> Germ:
    if infinite.terms:
        return _far_arctangent(algebra, algebra.add(algebra.add(infinite, constant(middle)), small))
    value = algebra.composed(_taylor("atan", middle), small)
    if is_rational(middle) and abs(fraction(middle)) == 1 and value.terms:
        quarter = pi_number(rational(0), middle * rational(Fraction(1, 4)))
        return Germ(((ONE, quarter), *value.terms[1:]), value.rest)
    return value


def _far_arctangent(algebra: Algebra, u: Germ) -> Germ:
    algebra.break_off()
    right_angle = pi_times(HALF * algebra.sign_of(u))
    return algebra.subtract(right_angle, arctangent(algebra, algebra.reciprocal(u)))


_arctangent = _regular(_arctangent_rule)


def angle_of_point(algebra: Algebra, y: Germ, x: Germ) -> Germ:
    """atan2 with values in (-π, π]."""
    across, up = algebra.sign_of(x), algebra.sign_of(y)
    algebra.choices.append((across, up))
    if across == 0:
        if up == 0:
            raise UndefinedError
        return pi_times(HALF * up)
    angle = arctangent(algebra, algebra.divide(y, x))
    if across > 0:
        return angle
    return algebra.add(angle, pi_times(Fraction(1 if up >= 0 else -1)))


# Hyperbolic functions, by exponentials


def _hyperbolic_pair(algebra: Algebra, u: Germ) -> tuple[Germ, Germ]:
    return exponential(algebra, u), exponential(algebra, algebra.negate(u))


def hyperbolic_sine(algebra: Algebra, u: Germ) -> Germ:
    """(e^u - e^-u)/2."""
    up, down = _hyperbolic_pair(algebra, u)
    return algebra.scaled(algebra.subtract(up, down), HALF)


def hyperbolic_cosine(algebra: Algebra, u: Germ) -> Germ:
    """(e^u + e^-u)/2."""
    up, down = _hyperbolic_pair(algebra, u)
    return algebra.scaled(algebra.add(up, down), HALF)


def hyperbolic_tangent(algebra: Algebra, u: Germ) -> Germ:
    """sinh u/cosh u."""
    return algebra.divide(hyperbolic_sine(algebra, u), hyperbolic_cosine(algebra, u))


def area_sine(algebra: Algebra, u: Germ) -> Germ:
    """ln(u + √(u² + 1)), by its oddness also for u -> -∞."""
    if algebra.settled(u).is_zero:
        return u
    if algebra.settled(u).terms and algebra.sign_of(u) < 0:
        return algebra.negate(area_sine(algebra, algebra.negate(u)))
    square = algebra.add(algebra.multiply(u, u), whole(1))
    return logarithm(algebra, algebra.add(u, root_power(algebra, square, HALF)))


def area_cosine(algebra: Algebra, u: Germ) -> Germ:
    """ln(u + √(u² - 1)) for u >= 1."""
    if algebra.sign_of(algebra.subtract(u, whole(1))) < 0:
        raise UndefinedError
    square = algebra.subtract(algebra.multiply(u, u), whole(1))
    return logarithm(algebra, algebra.add(u, root_power(algebra, square, HALF)))


def area_tangent(algebra: Algebra, u: Germ) -> Germ:
    """Half of ln((1 + u)/(1 - u)); undefined for |u| >= 1."""
    above, below = algebra.add(whole(1), u), algebra.subtract(whole(1), u)
    if algebra.sign_of(above) <= 0 or algebra.sign_of(below) <= 0:
        raise UndefinedError
    return algebra.scaled(algebra.subtract(logarithm(algebra, above), logarithm(algebra, below)), HALF)


# Steps and choices


def floor(algebra: Algebra, u: Germ) -> Germ:
    """The largest whole number below, by the side from which u comes to its limit."""
    infinite, middle, small = algebra.parts(u)
    infinite = algebra.settled(infinite)
    if isinstance(middle, Spread):
        raise CrowdedError("steps of an oscillation")
    if infinite.terms:
        if isinstance(infinite.terms[0][1], Spread):
            raise CrowdedError("steps of an oscillation")
        algebra.crowded = True
        seen = tuple(rational(Fraction(-k, 5)) for k in range(5))
        return algebra.add(u, Germ(((ONE, Spread(rational(-1), rational(0), seen)),)))
    below = _floor_of_number(algebra, middle)
    on_step = algebra.sign(middle + rational(-below)) == 0
    step = below - 1 if on_step and algebra.sign_of(small) < 0 else below
    algebra.choices.append(step)
    return whole(step)


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
    side = algebra.sign_of(u)
    algebra.choices.append(side)
    return whole(side)


def _choice(wanted: int) -> Rule:
    def rule(algebra: Algebra, *germs: Germ) -> Germ:
        chosen = germs[0]
        for other in germs[1:]:
            if algebra.sign_of(algebra.subtract(other, chosen)) == wanted:
                chosen = other
        return chosen

    return rule


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


def _root(algebra: Algebra, u: Germ, degree: Germ) -> Germ:
    settled = algebra.settled(degree)
    number: Any = settled.terms[0][1] if len(settled.terms) == 1 and settled.terms[0][0] == ONE else None
    if number is None or not is_whole(number) or number < 1:
        raise UndefinedError
    return root_power(algebra, u, Fraction(1, int(number.p)))


def _of_reciprocal(rule: Rule) -> Rule:
    return lambda algebra, u: rule(algebra, algebra.reciprocal(u))


def _reciprocal_of(rule: Rule) -> Rule:
    return lambda algebra, u: algebra.reciprocal(rule(algebra, u))


def _to_base(algebra: Algebra, u: Germ, base: Germ) -> Germ:
    return algebra.divide(logarithm(algebra, u), logarithm(algebra, base))


RULES: Mapping[str, Rule] = {
    "sin": sine, "cos": cosine, "tan": _quotient_of(sine, cosine), "cot": _quotient_of(cosine, sine),
    "sec": _quotient_of(None, cosine), "csc": _quotient_of(None, sine),
    "asin": arcsine, "acos": arccosine, "atan": arctangent,
    "acot": lambda algebra, u: algebra.subtract(pi_times(HALF), arctangent(algebra, u)),
    "asec": _of_reciprocal(arccosine), "acsc": _of_reciprocal(arcsine),
    "sinh": hyperbolic_sine, "cosh": hyperbolic_cosine, "tanh": hyperbolic_tangent,
    "coth": _reciprocal_of(hyperbolic_tangent), "sech": _reciprocal_of(hyperbolic_cosine),
    "csch": _reciprocal_of(hyperbolic_sine), "asinh": area_sine, "acosh": area_cosine, "atanh": area_tangent,
    "acoth": _of_reciprocal(area_tangent), "asech": _of_reciprocal(area_cosine), "acsch": _of_reciprocal(area_sine),
    "exp": exponential, "ln": logarithm, "log": lambda algebra, u: _to_base(algebra, u, whole(10)),
    "log_base": _to_base, "sqrt": lambda algebra, u: root_power(algebra, u, HALF),
    "cbrt": lambda algebra, u: root_power(algebra, u, Fraction(1, 3)), "root": _root,
    "abs": absolute, "sign": sign_function, "floor": floor, "ceil": ceiling, "round": rounded,
    "frac": fractional_part, "mod": remainder, "min": _choice(-1), "max": _choice(1),
    "atan2": angle_of_point, "factorial": factorial,
}  # fmt: skip
