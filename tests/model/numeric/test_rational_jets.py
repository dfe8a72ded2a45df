"""Exact derivatives: fractions in, fractions out."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.rational_jets import TooLongError, UndefinedError, is_rational, rational_jet


def jet(text: str, x: F, order: int = 1) -> tuple[F, ...]:
    return rational_jet(parse(text).tree, {"x": x}, {"x": F(1)}, order)


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("x^2", F(16, 5), (F(256, 25), F(32, 5), F(1))),
        ("1/x", F(3), (F(1, 3), F(-1, 9), F(1, 27))),
        ("(x^2-1)/(x-1)", F(1, 2), (F(3, 2), F(1), F(0))),
        ("x^-2", F(-2), (F(1, 4), F(1, 4), F(3, 16))),
        ("0.1x^3 - x/3", F(1), (F(-7, 30), F(-1, 30), F(3, 10))),
        ("|x-2|", F(1), (F(1), F(-1), F(0))),
        ("max(x, x^2, -1)", F(2), (F(4), F(4), F(1))),
        ("{x<0: -x, x^2}", F(3), (F(9), F(6), F(1))),
        ("x^0", F(0), (F(1), F(0), F(0))),
        ("x/2^100", F(1), (F(1, 2**100), F(1, 2**100), F(0))),
    ],
)
def test_coefficients_are_exact(text: str, x: F, expected: tuple[F, ...]) -> None:
    assert jet(text, x, 2) == expected


@pytest.mark.parametrize(
    ("text", "x", "has_value"),
    [("1/x", F(0), False), ("|x|", F(0), True), ("{x<1: x, x^2}", F(1), True), ("{x>1: x}", F(0), False),
     ("min(x, 2x)", F(0), True), ("x + 0^0", F(1), False)],
)  # fmt: skip
def test_where_there_is_no_derivative(text: str, x: F, has_value: bool) -> None:
    with pytest.raises(UndefinedError) as error:
        jet(text, x)
    assert error.value.has_value is has_value


def test_long_fractions_are_given_up() -> None:
    with pytest.raises(TooLongError):
        jet("x^64", F(10**80 + 1, 7))


@pytest.mark.parametrize("text", ["sin x", "x^(1/2)", "pi x", "2^x", "x^0.5", "sqrt(x)", "e^x", "x^65"])
def test_what_leads_out_of_the_fractions(text: str) -> None:
    assert not is_rational(parse(text).tree)


@given(st.fractions(-4, 4, max_denominator=50))
def test_they_are_the_jets_of_doubles(x: F) -> None:
    text = "(x^3 - 2x + 1)/(x^2 + 1) - |x^2+1| x^-1 + (x-7)^5"
    if x:
        exact = jet(text, x, 2)
        doubles = Program(parse(text).tree).jet({"x": float(x)}, {"x": 1.0}, 2)
        assert list(map(float, exact)) == pytest.approx(list(doubles), rel=1e-10, abs=1e-9)
