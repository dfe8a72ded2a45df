"""Numbers that no double holds, beside exact powers and mpmath."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.wide import Wide, digits_text, direction, in_one_unit, is_zero, length, nearest, ratio


def wide(text: str) -> Wide:
    with flint.ctx.workprec(400):
        found = nearest(flint.arb(text))
    assert isinstance(found, Wide)
    return found


def tower(top: str, sign: int = 1) -> Wide:
    """10^(10^top), or its inverse."""
    with flint.ctx.workprec(400):
        found = nearest(flint.arb(10) ** (sign * flint.arb(10) ** flint.arb(top)))
    assert isinstance(found, Wide)
    return found


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_a_double_holds_is_a_double(x: float) -> None:
    with flint.ctx.workprec(200):
        found = nearest(flint.arb(x))
    assert found == x
    assert isinstance(found, Wide) == (0 < abs(x) < 2.0**-1022)


@pytest.mark.parametrize(
    ("text", "double", "digits"),
    [
        ("1e3519", math.inf, "1e3519"),
        ("-2.5e400", -math.inf, "-2.5e400"),
        ("7.5e-3520", 0.0, "7.5e-3520"),
        ("-1e-320", -1e-320, "-1e-320"),
    ],
)
def test_it_is_its_nearest_double_and_has_its_digits(text: str, double: float, digits: str) -> None:
    found = wide(text)
    assert (float(found), digits_text(found)) == (double, digits)
    assert found.is_negative == text.startswith("-")
    assert not is_zero(found)


def test_beyond_decimals_the_power_of_ten_is_told() -> None:
    assert digits_text(tower("77")) == "10^(1e77)"
    assert (float(tower("77")), float(tower("77", -1))) == (math.inf, 0.0)
    assert digits_text(tower("77", -1)) == "10^(-1e77)"


def test_a_ball_around_zero_is_no_number_that_doubles_lack() -> None:
    with flint.ctx.workprec(200):
        assert not isinstance(nearest(flint.arb(0, 1e-300) * flint.arb("1e-100")), Wide)
        assert math.isnan(nearest(flint.arb.nan()))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(wide("3e400"), wide("2e400"), 1.5), (1.0, wide("1e-400"), math.inf), (-1.0, wide("1e400"), 0.0)],
)
def test_a_ratio_is_a_double(first: float, second: Wide, expected: float) -> None:
    assert ratio(first, second) == expected


def test_ratios_of_towers_compare_their_powers() -> None:
    assert ratio(tower("77"), tower("77")) == 1.0
    assert ratio(tower("77"), tower("78")) == 0.0
    assert ratio(tower("78"), wide("-1e400")) == -math.inf


def test_the_length_of_a_vector_has_its_digits() -> None:
    found = length(wide("3e400"), wide("-4e400"))
    assert isinstance(found, Wide)
    assert found.decimal == Decimal("5e400")
    assert length(3.0, 4.0) == 5.0
    assert length(math.inf, tower("77")) == math.inf


def test_a_direction_is_one_of_doubles() -> None:
    assert direction(wide("3e-400"), wide("-4e-400")) == pytest.approx((3.0, -4.0))
    assert direction(0.0, 0.0) == (0.0, 0.0)


def test_numbers_in_one_unit_keep_their_proportions() -> None:
    unit, found = in_one_unit((wide("2e400"), -1.0, math.nan))
    assert (unit, found[:2]) == (400, [2.0, -0.0])
    assert math.isnan(found[2])
