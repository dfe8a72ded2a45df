"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.scene.numbers import format_fixed, format_number, format_typed
from derivgui.model.scene.readout import line_equation


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (-0.0, "0"), (4, "4"), (-2, "−2"), (0.1 + 0.2, "0.3"), (1 / 3, "0.333333"), (1e6, "1000000"),
        (123456789, "123457000"), (1e-5, "0.00001"), (1e-7, "10⁻⁷"), (-2.5e-9, "−2.5·10⁻⁹"), (1.5e12, "1.5·10¹²"),
        (1e100, "10¹⁰⁰"), (math.inf, "∞"), (-math.inf, "−∞"), (math.nan, "undefined"), (99999.96, "100000"),
        (1000, "1000"), (12.5, "12.5"),
    ],
)  # fmt: skip
def test_six_digits(value: float, text: str) -> None:
    assert format_number(value) == text


def test_fixed_decimals_never_show_a_negative_zero() -> None:
    assert format_fixed(-0.0001, 2) == "0.00"
    assert format_fixed(-1.5, 2) == "−1.50"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_typed_numbers_read_back_to_seven_digits(value: float) -> None:
    assert math.isclose(float(format_typed(value)), value, rel_tol=1e-6)


@pytest.mark.parametrize(("value", "text"), [(2.0, "2"), (-0.125, "-0.125"), (1e-8, "1e-08"), (math.pi, "3.141593")])
def test_short_numbers_are_typed_exactly(value: float, text: str) -> None:
    assert format_typed(value) == text


@pytest.mark.parametrize(
    ("slope", "intercept", "text"),
    [
        (4, -4, "y = 4x − 4"), (1, 0, "y = x"), (-1, 2, "y = −x + 2"), (0, 3, "y = 3"), (0, 0, "y = 0"),
        (2.5, 1e-16, "y = 2.5x"), (-3, -1, "y = −3x − 1"), (1, -2, "y = x − 2"),
    ],
)  # fmt: skip
def test_lines_are_written_as_by_hand(slope: float, intercept: float, text: str) -> None:
    assert line_equation(slope, intercept) == text
