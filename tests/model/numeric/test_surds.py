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

from derivgui.model.numeric.germs import angles, surds
from derivgui.model.numeric.germs.numbers import inverse, pi_number, rational, sign, to_float
from derivgui.model.numeric.germs.surds import Surd, UnwieldyError, power_of_e, radical_power

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def root(n: int, exponent: Fraction = HALF) -> Any:
    return radical_power(rational(n), exponent)


def digits(number: Any) -> Any:
    """A number to 60 digits, written out by mpmath from its parts."""
    if not isinstance(number, Surd):
        return mp.mpf(int(number.p)) / int(number.q)
    total = mp.mpf(0)
    for radical, q in number.terms:
        powers = [(mp.e if p == surds.E else mp.mpf(p)) ** (mp.mpf(r.numerator) / r.denominator) for p, r in radical]
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
        assert surds.inverse(number) * number == 1
    with pytest.raises(UnwieldyError):
        surds.inverse(root(2, THIRD) + 1)


def test_a_root_of_a_root_is_told_apart_where_that_is_possible() -> None:
    assert surds.square_root(3 + 2 * root(2)) == root(2) + 1
    assert surds.square_root(3 + -2 * root(2)) == root(2) + -1
    assert surds.square_root(5 + 2 * root(6)) == root(2) + root(3)
    with pytest.raises(UnwieldyError):
        surds.square_root(1 + root(2))


def test_numbers_that_nearly_cancel_have_a_sign() -> None:
    near = rational(Fraction(math.isqrt(2 * 10**400), 10**200))
    with flint.ctx.workprec(100):
        assert sign(root(2) + -near) == 1
        assert sign(near + -root(2)) == -1


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
)


@given(st.lists(NUMBERS, min_size=2, max_size=4), st.lists(NUMBERS, min_size=1, max_size=3))
def test_sums_and_products_are_those_of_mpmath(parts: list[Any], others: list[Any]) -> None:
    total, other = sum(parts, rational(0)), sum(others, rational(0))
    if not all(isinstance(number, (flint.fmpq, Surd)) for number in (total, other, total * other)):
        return
    with mp.workdps(60):
        assert mp.almosteq(digits(total * other), digits(total) * digits(other), 1e-50, 1e-50)
        assert mp.almosteq(digits(total + other), digits(total) + digits(other), 1e-50, 1e-50)
        assert mp.almosteq(to_float(total), digits(total), 1e-14, 1e-14)


@pytest.mark.parametrize("k", range(-60, 121))
def test_special_angles_have_their_sines_and_tangents(k: int) -> None:
    angle = pi_number(rational(0), rational(Fraction(k, 60)))
    sine, cosine = angles.sine_of(angle), angles.sine_of(angle + pi_number(rational(0), rational(HALF)))
    with mp.workdps(60):
        turn = mp.pi * k / 60
        assert sine is None or mp.almosteq(digits(sine), mp.sin(turn), 1e-50, 1e-50)
        assert cosine is None or mp.almosteq(digits(cosine), mp.cos(turn), 1e-50, 1e-50)
    assert (sine is None) is (k % 60 not in (0, 5, 6, 10, 15, 18, 20, 25, 30, 35, 40, 42, 45, 50, 54, 55))
    if -30 < k < 30 and sine is not None:
        assert angles.angle_of_sine(sine) == angle
        if cosine is not None:
            assert angles.angle_of_tangent(sine * inverse(cosine)) == angle
