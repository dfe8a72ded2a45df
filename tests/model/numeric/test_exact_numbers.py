"""Sums of roots and powers of e: exact, and the number that mpmath says."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from derivgui.model.numeric.germs import angles
from derivgui.model.numeric.germs import exact_functions as functions
from derivgui.model.numeric.germs.exact import Exact, PiNumber, UnwieldyError, pi_number
from derivgui.model.numeric.germs.exact_functions import power_of_e, radical_power
from derivgui.model.numeric.germs.monomials import E
from derivgui.model.numeric.germs.numbers import inverse, rational, sign, to_float

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def root(n: int, exponent: Fraction = HALF) -> Any:
    return radical_power(rational(n), exponent)


def base(p: Any) -> Any:
    if isinstance(p, int):
        return mp.e if p == E else mp.mpf(p)
    return getattr(mp, p.function)(digits(p.argument)) if p.function else +mp.pi


def digits(number: Any) -> Any:
    """A number to 60 digits, written out by mpmath from its parts."""
    if isinstance(number, PiNumber):
        return digits(number.p) + digits(number.q) * mp.pi
    if not isinstance(number, Exact):
        return mp.mpf(int(number.p)) / int(number.q)
    total = mp.mpf(0)
    for monomial, q in number.terms:
        powers = [base(p) ** (mp.mpf(n.numerator) / n.denominator) for p, n in monomial]
        total += mp.mpf(int(q.p)) / int(q.q) * mp.fprod(powers)
    return total


def test_roots_multiply_to_what_they_are_the_roots_of() -> None:
    assert root(2) * root(2) == 2
    assert root(2) * root(8) == 4
    assert root(5, THIRD) * root(5, THIRD) * root(5, THIRD) == 5
    assert radical_power(rational(Fraction(8, 27)), Fraction(2, 3)) == rational(Fraction(4, 9))
    assert root(12) + -2 * root(3) == 0
    assert (root(2) + 1) * (root(2) + -1) == 1
    assert power_of_e(Fraction(2)) * power_of_e(Fraction(-2)) == 1
    assert power_of_e(HALF) * power_of_e(HALF) == power_of_e(Fraction(1))


def test_a_root_in_the_denominator_is_taken_out() -> None:
    for number in (
        root(2),
        root(2) + 1,
        root(2) + root(3),
        root(6) + root(2) + 5,
        2 * root(7, THIRD),
        power_of_e(THIRD),
    ):
        assert functions.inverse(number) * number == 1
    with pytest.raises(UnwieldyError):
        functions.inverse(root(2, THIRD) + 1)


def test_a_root_of_a_root_is_told_apart_where_that_is_possible() -> None:
    assert functions.square_root(3 + 2 * root(2)) == root(2) + 1
    assert functions.square_root(3 + -2 * root(2)) == root(2) + -1
    assert functions.square_root(5 + 2 * root(6)) == root(2) + root(3)
    with pytest.raises(UnwieldyError):
        functions.square_root(1 + root(2))


def test_numbers_that_nearly_cancel_have_a_sign() -> None:
    near = rational(Fraction(math.isqrt(2 * 10**400), 10**200))
    with flint.ctx.workprec(100):
        assert sign(root(2) + -near) == 1
        assert sign(near + -root(2)) == -1


def test_logarithms_are_sums_and_exponentials_are_products() -> None:
    two, three = (functions.logarithm(rational(n)) for n in (2, 3))
    assert functions.logarithm(rational(Fraction(8, 9))) == 3 * two + -2 * three
    assert functions.logarithm(root(2)) == two * rational(HALF)
    assert functions.logarithm(power_of_e(Fraction(3)) * rational(2)) == two + 3
    assert functions.exponential(two + three + rational(HALF)) == 6 * power_of_e(HALF)
    assert functions.exponential(two * rational(HALF)) == root(2)
    assert functions.exponential(functions.logarithm(1 + root(2))) * functions.logarithm(rational(1)) == 0


def test_pi_is_an_exact_number_too() -> None:
    pi = pi_number(rational(0), rational(1))
    assert pi * functions.inverse(pi) == 1
    assert (pi + root(2)) + -pi == root(2)
    assert (pi + 1) * (pi + -1) + -(pi * pi) == -1
    assert isinstance(pi * pi * functions.inverse(pi), PiNumber)


def test_one_over_a_sum_is_a_constant_that_cancels() -> None:
    one_over = inverse(root(2, THIRD) + root(3))
    assert isinstance(one_over, Exact)
    assert one_over + -one_over == 0
    with mp.workdps(60):
        assert mp.almosteq(to_float(one_over), 1 / (mp.cbrt(2) + mp.sqrt(3)), 1e-15)


def test_long_sums_become_balls() -> None:
    long = sum((root(n) for n in (2, 3, 5, 7, 11, 13, 17, 19, 23)), rational(0))
    assert isinstance(long, flint.arb)
    assert abs(to_float(long) - sum(map(math.sqrt, (2, 3, 5, 7, 11, 13, 17, 19, 23)))) < 1e-13
    half = sum((root(n) for n in (2, 3, 5, 7, 11)), rational(0))
    assert abs(to_float(half * half) - sum(map(math.sqrt, (2, 3, 5, 7, 11))) ** 2) < 1e-12


def test_the_squares_of_a_sine_and_its_cosine_are_1() -> None:
    sine: Any = angles.sine_of(rational(1))
    cosine: Any = angles.sine_of(pi_number(rational(1), rational(HALF)))
    assert sine * sine + cosine * cosine == rational(1)
    assert sine * sine * sine * sine == (rational(1) + -(cosine * cosine)) * (rational(1) + -(cosine * cosine))
    assert (sine * sine + -1) + cosine * cosine == rational(0)


def test_what_may_be_0_without_looking_so_is_left_to_digits() -> None:
    sine: Any = angles.sine_of(rational(1))
    cosine: Any = angles.sine_of(pi_number(rational(1), rational(HALF)))
    doubled: Any = angles.sine_of(rational(2))
    with flint.ctx.workprec(200):
        assert sign(doubled + sine * cosine * -2) is None
        assert sign(sine + -cosine) == 1
    assert angles.sine_of(rational(-1)) == -sine


SMALL = st.fractions(-3, 3, max_denominator=4)
NUMBERS = st.one_of(
    st.builds(lambda q: rational(q), SMALL),
    st.builds(
        lambda n, q, k: radical_power(rational(n), Fraction(1, k)) * rational(q),
        st.integers(2, 12),
        SMALL,
        st.integers(2, 4),
    ),
    st.builds(lambda q: power_of_e(q) if q else rational(1), SMALL),
    st.builds(lambda p, q: pi_number(rational(p), rational(q)), SMALL, SMALL),
    st.builds(lambda n: functions.logarithm(rational(n)), st.integers(2, 12)),
    st.builds(lambda q: angles.sine_of(rational(q)), SMALL),
)


@given(st.lists(NUMBERS, min_size=2, max_size=4), st.lists(NUMBERS, min_size=1, max_size=3))
def test_sums_and_products_are_those_of_mpmath(parts: list[Any], others: list[Any]) -> None:
    total, other = sum(parts, rational(0)), sum(others, rational(0))
    if isinstance(total, flint.arb) or isinstance(other, flint.arb):
        return
    with mp.workdps(60):
        right = ((total + other, digits(total) + digits(other)), (total * other, digits(total) * digits(other)))
        for number, expected in right:
            assert mp.almosteq(to_float(number), expected, 1e-14, 1e-14)
            assert isinstance(number, flint.arb) or mp.almosteq(digits(number), expected, 1e-50, 1e-50)


@pytest.mark.parametrize("k", range(-60, 121))
def test_special_angles_have_their_sines_and_tangents(k: int) -> None:
    angle = pi_number(rational(0), rational(Fraction(k, 60)))
    sine, cosine = angles.sine_of(angle), angles.sine_of(angle + pi_number(rational(0), rational(HALF)))
    with mp.workdps(60):
        turn = mp.pi * k / 60
        assert sine is None or mp.almosteq(digits(sine), mp.sin(turn), 1e-50, 1e-50)
        assert cosine is None or mp.almosteq(digits(cosine), mp.cos(turn), 1e-50, 1e-50)
    if -30 < k < 30 and sine is not None:
        assert angles.angle_of_sine(sine) == angle
        if k % 60 in (0, 5, 10, 15, 20, 25, 35, 40, 45, 50, 55):
            assert angles.angle_of_tangent(sine * inverse(cosine)) == angle
