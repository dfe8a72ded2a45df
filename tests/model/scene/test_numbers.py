"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.scene.numbers import (
    format_number,
    format_typed,
    power_of_ten,
    settled_length,
)
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
        (1e300, -690.77, "y = 10³⁰⁰x − 690.77"), (-3, -1, "y = −3x − 1"), (1, -2, "y = x − 2"),
    ],
)  # fmt: skip
def test_lines_are_written_as_by_hand(slope: float, intercept: float, text: str) -> None:
    assert line_equation(slope, intercept) == text


@pytest.mark.parametrize(
    ("value", "place", "settled"),
    [
        (4.0123, -2, "4.01"), (3.9877, -2, "3.98"), (-4.0123, 0, "−4"), (4.0123, 1, ""), (123.4, 1, "12"),
        (123.4, 2, "1"), (123.4, 3, ""), (0.00123, -3, "0.001"), (0.3, 0, "0"), (5.0, -12, "5"), (-7.0, 1, ""),
        (-2.5e-9, -9, "−2"), (1.25e12, 11, "1.2"), (1.25e12, 10, "1.25·10¹²"), (1.25e12, 13, ""), (1e-7, -7, "10⁻⁷"),
        (1e-7, -6, ""), (0.0, -3, "0"), (0.0, 1, ""), (math.nan, -3, ""), (math.inf, -3, ""), (-math.inf, -3, ""),
        (4.01, -math.inf, "4.01"), (4.01, math.inf, ""), (1e100, -math.inf, "10¹⁰⁰"), (1.5e100, -math.inf, "1.5·10¹⁰⁰"),
    ],
)  # fmt: skip
def test_settled_digits_are_counted_in_the_text(value: float, place: float, settled: str) -> None:
    text = format_number(value)
    assert text[: settled_length(text, place)] == settled


def test_powers_of_ten_are_raised() -> None:
    assert [power_of_ten(k) for k in (0, 1, -16)] == ["10⁰", "10¹", "10⁻¹⁶"]
