"""Ticks stand on round numbers, as many as there is room for, and read as written by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.numeric.viewport import SMALLEST_RELATIVE_SPAN
from derivgui.painting.ticks import decimal_ticks, horizontal_ticks, pi_ticks


def test_a_usual_window() -> None:
    ticks = decimal_ticks(-5.0, 5.0, 60.0, 48.0)
    assert ticks.labels == ("−5", "−4", "−3", "−2", "−1", "0", "1", "2", "3", "4", "5")
    assert ticks.minor_step == pytest.approx(0.2)
    assert not set(ticks.minor) & set(ticks.major)


def test_tenths_are_tenths() -> None:
    ticks = decimal_ticks(0.0, 1.0, 600.0, 48.0)
    assert ticks.major == (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
    assert ticks.labels[3] == "0.3"


@given(st.floats(-1e6, 1e6), st.floats(1e-9, 1e7), st.floats(100, 4000))
def test_labels_have_room_and_lie_in_the_window(centre: float, span: float, pixels: float) -> None:
    if span < 1e-10 * max(1.0, abs(centre)):
        return
    low, high = centre - span / 2, centre + span / 2
    ticks = decimal_ticks(low, high, pixels / (high - low), 48.0)
    assert ticks.step * pixels / (high - low) >= 47.9
    # Doubles are no denser than this out there.
    slack = 1e-6 * ticks.step + 2 * math.ulp(max(abs(low), abs(high)))
    assert all(low - slack <= x <= high + slack for x in (*ticks.major, *ticks.minor))
    mantissa = ticks.step / 10 ** math.floor(math.log10(ticks.step) + 1e-9)
    assert min(abs(mantissa - nice) for nice in (1, 2, 5)) < 1e-6


@pytest.mark.parametrize("centre", [1.2015187283, -9.999999, 0.000123456, 31415.9265, 1e8 + 1 / 3])
@pytest.mark.parametrize("pixels", [500.0, 1000.0, 2000.0])
def test_no_two_lines_have_the_same_number(centre: float, pixels: float) -> None:
    span = abs(centre) * SMALLEST_RELATIVE_SPAN
    while span < abs(centre):
        ticks = decimal_ticks(centre - span / 2, centre + span / 2, pixels / span, 48.0)
        assert len(set(ticks.labels)) == len(ticks.labels) > 1
        span *= 1.7


@pytest.mark.parametrize("centre", [0.0, 1234567.0, -0.000123])
def test_long_labels_do_not_touch(centre: float) -> None:
    for span in (1e-7, 1e-3, 1.0, 1e5):
        pixels_per_unit = 800 / span
        ticks = horizontal_ticks(centre - span / 2, centre + span / 2, pixels_per_unit, False)
        widest = max(map(len, ticks.labels), default=0) * 7.0
        assert widest <= ticks.step * pixels_per_unit or len(ticks.labels) <= 1


def test_multiples_of_pi_are_written_as_fractions() -> None:
    ticks = pi_ticks(-4.0, 7.0, 60.0, 48.0)
    assert ticks.labels == ("−π", "−2π/3", "−π/3", "0", "π/3", "2π/3", "π", "4π/3", "5π/3", "2π")
    assert ticks.major[-1] == 2 * math.pi


def test_a_window_too_fine_for_fractions_of_pi_gets_decimals() -> None:
    assert pi_ticks(3.1415, 3.1416, 8e6, 48.0).labels[0].startswith("3.1415")
