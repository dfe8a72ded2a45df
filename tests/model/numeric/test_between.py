"""Bounds of whole stretches by their ends: where a ball is too wide to tell anything."""

from __future__ import annotations

import math

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.enclosures.between import bounds_between
from derivgui.model.numeric.nearby.standing import HiddenError
from tests.oracle import mp


@pytest.mark.parametrize(
    ("text", "start", "end", "low", "high"),
    [
        ("e^x", 100.0, 200.0, math.exp(100), math.exp(200)),
        ("1/(1 + e^x)", 100.0, 600.0, 0.0, math.exp(-99.9)),
        ("sinh(x^2 + 1)", 5.0, 20.0, math.sinh(26), math.sinh(401)),
        ("ln x", 1e-200, 1e-100, -200 * math.log(10), -100 * math.log(10)),
        ("floor x", 3.25, 3.75, 3.0, 3.0),
        ("floor x", 0.5, 7.5, 0.0, 7.0),
        ("2 frac(x)", 0.5, 2.0, 0.0, 2.0),
        ("{x < 0: -x, x^2}", 1.0, 2.0, 1.0, 4.0),
        ("|x| sqrt(x)", 4.0, 9.0, 8.0, 27.0),
        ("x^-0.5", 4.0, 16.0, 0.25, 0.5),
        ("x^(-1/3)/2 + 1/3", 1 / 64, 1 / 8, 4 / 3, 7 / 3),
        ("x^(-2/3)/2 - 1/x", 1.0, 1.0, -0.5, -0.5),
        ("cosh x", -3.0, 2.0, 1.0, math.cosh(3)),
        ("cosh x", -200.0, -100.0, math.cosh(100), math.cosh(200)),
        ("coth x", 1.0, 2.0, 1 / math.tanh(2), 1 / math.tanh(1)),
        ("1 - tanh x", 15.0, 40.0, 2 * math.exp(-80), 2 * math.exp(-30)),
        ("-tanh(x) - 1", -40.0, -15.0, -2 * math.exp(-30), -2 * math.exp(-80)),
        ("1 + tanh x", -40.0, -15.0, 2 * math.exp(-80), 2 * math.exp(-30)),
        ("tanh(2x) - 1", 7.5, 20.0, -2 * math.exp(-30), -2 * math.exp(-80)),
        ("coth x - 1", 15.0, 40.0, 2 * math.exp(-80), 2 * math.exp(-30)),
        ("1 + coth x", -40.0, -15.0, -2 * math.exp(-30), -2 * math.exp(-80)),
    ],
)
def test_both_ends_are_told(text: str, start: float, end: float, low: float, high: float) -> None:
    found = bounds_between(parse(text).tree, "x", start, end)
    assert found is not None
    assert found.low == pytest.approx(low, rel=1e-9, abs=1e-40)
    assert found.high == pytest.approx(high, rel=1e-9, abs=1e-40)
    for x in (start, 0.3 * start + 0.7 * end, end):
        assert found.low <= mp.evaluate(parse(text).tree, {"x": x}) <= found.high


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("sinh x", 400.0, 2000.0), ("-3sinh(-x)", 400.0, 2000.0), ("cosh(2x)", -900.0, -300.0), ("e^x", 500.0, 1e300),
        ("e^(e^x)", 6.0, 12.0), ("e^(x^3)", 8.0, 100.0),
    ],
)  # fmt: skip
def test_what_is_beyond_doubles_is_as_large_as_any(text: str, start: float, end: float) -> None:
    found = bounds_between(parse(text).tree, "x", start, end)
    assert found is not None
    assert found.high == math.inf
    assert found.low <= min(mp.evaluate(parse(text).tree, {"x": x}) for x in (start, min(end, 2000.0)))
    assert found.low > 1e100


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("sqrt x", -2.0, -1.0),
        ("ln(x - 5)", 1.0, 4.0),
        ("asin x", 2.0, 3.0),
        ("x^x", -2.0, -1.0),
        ("{x < 0: x}", 1.0, 2.0),
    ],
)
def test_where_there_is_nothing_it_says_so(text: str, start: float, end: float) -> None:
    assert bounds_between(parse(text).tree, "x", start, end) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("1/x", -1.0, 1.0), ("1/floor x", 0.5, 1.5), ("sqrt x", -1.0, 1.0), ("{x < 0: x, 1}", -1.0, 1.0)],
)
def test_what_breaks_inside_is_not_claimed(text: str, start: float, end: float) -> None:
    with pytest.raises(HiddenError):
        bounds_between(parse(text).tree, "x", start, end)
