"""Exact rational values: a fraction, undefined, or not known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.rational import UNDEFINED, rational

TENTH = Fraction(1, 10)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x - 0.1", 0),
        ("floor(10x)", 1),
        ("ceil(10x) + round(5x) + frac(x) + sign(-x)", 1 + 1 + TENTH - 1),
        ("mod(1, x)", 0),
        ("sqrt(x - 0.1)", 0),
        ("sqrt(1000x/4)", 5),
        ("cbrt(-80x)", -2),
        ("(80x)^(2/3)", 4),
        ("(10x)^-3 + x^0", 2),
        ("{x=0.1: 5, x}", 5),
        ("{x<0.1: 1, x<=0.1<1: 2, 3}", 2),
        ("cos(10x - 1) + sin(x - 1/10) + ln(10x)", 1),
        ("max(x, 1/5) - min(x, 1/5) - |x - 0.2|", 0),
    ],
)
def test_known_values_are_exact(text: str, value: Fraction | int) -> None:
    assert rational(parse(text).tree, {"x": TENTH}) == value


@pytest.mark.parametrize(
    "text", ["1/(x - 0.1)", "(x-0.1)/(x-0.1)", "ln(x - 0.1)", "sqrt(-x)", "(x - 0.1)^-1", "{x<0: 1}", "mod(x, 10x-1)"]
)
def test_what_is_undefined_is_said_to_be(text: str) -> None:
    assert rational(parse(text).tree, {"x": TENTH}) == UNDEFINED


@pytest.mark.parametrize("text", ["pi x", "sqrt(x)", "sin(x)", "x^x", "x^0.5", "e^x", "a x", "{x<pi: 1, 2}", "x^999"])
def test_what_is_not_rational_is_not_known(text: str) -> None:
    assert rational(parse(text).tree, {"x": TENTH}) is None
