"""Intervals of the extended line: they hold what they are said to hold."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.numeric.enclosures.balls import RULES
from derivgui.model.numeric.enclosures.bounds import Bounds, around

NUMBERS = st.floats(-1e150, 1e150, allow_nan=False)
SHARES = st.floats(0, 1)


@st.composite
def bounded(draw: st.DrawFn) -> tuple[Bounds, Fraction]:
    """Bounds and a number in them, as an exact fraction."""
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    inside = min(max(low + draw(SHARES) * (high - low), low), high)
    return Bounds(low, high), Fraction(inside)


def holds(bounds: Bounds, number: Fraction) -> bool:
    above = math.isinf(bounds.low) or Fraction(bounds.low) <= number
    return above and (math.isinf(bounds.high) or number <= Fraction(bounds.high))


@given(bounded(), bounded())
def test_sums_and_products_are_held(a: tuple[Bounds, Fraction], b: tuple[Bounds, Fraction]) -> None:
    assert holds(a[0] + b[0], a[1] + b[1])
    assert holds(a[0] * b[0], a[1] * b[1])
    assert holds(-a[0], -a[1])


@given(bounded())
def test_reciprocals_are_held(a: tuple[Bounds, Fraction]) -> None:
    bounds, number = a
    if number > 0:
        assert holds(Bounds(max(bounds.low, 0.0), bounds.high).inverted(1), 1 / number)
    if number < 0:
        assert holds(Bounds(bounds.low, min(bounds.high, 0.0)).inverted(-1), 1 / number)


def test_what_is_never_0_has_a_reciprocal_without_end() -> None:
    assert Bounds(0.0, 0.5).inverted(1) == Bounds(math.nextafter(2.0, 0), math.inf)
    assert Bounds(-math.inf, -4.0).inverted(-1) == Bounds(math.nextafter(-0.25, -1), 0.0)


@pytest.mark.parametrize(
    ("name", "bounds", "expected"),
    [
        ("exp", Bounds(-math.inf, 0.0), Bounds(0.0, 1.0)),
        ("exp", Bounds(1e5, math.inf), Bounds(1.7976931348623157e308, math.inf)),
        ("ln", Bounds(0.0, 1.0), Bounds(-math.inf, 0.0)),
        ("tanh", Bounds(-math.inf, math.inf), Bounds(-1.0, 1.0)),
    ],
)
def test_increasing_functions_have_their_limits(name: str, bounds: Bounds, expected: Bounds) -> None:
    lowest, highest = {"exp": (0.0, math.inf), "ln": (-math.inf, math.inf), "tanh": (-1.0, 1.0)}[name]
    found = bounds.mapped(RULES[name], lowest, highest)
    assert found.low == pytest.approx(expected.low, rel=1e-15)
    assert found.high == pytest.approx(expected.high, abs=1e-15)
    assert found.low <= expected.low
    assert found.high >= expected.high


def test_a_ball_lies_within_its_bounds() -> None:
    import flint

    ball = flint.arb(1) / 3
    assert holds(around(ball), Fraction(1, 3))
    assert around(flint.arb.nan()) == Bounds(-math.inf, math.inf)
