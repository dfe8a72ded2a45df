"""SymPy differentiates by itself; where it finds something else, a derivative is not called right."""

from __future__ import annotations

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.symbolic.second_witness import dissents

RIGHT = (
    ("sin(x)^2", "2sin(x)cos(x)"), ("e^(x^2) ln x", "2x e^(x^2) ln x + e^(x^2)/x"), ("2^x", "2^x ln 2"),
    ("sqrt x", "1/(2sqrt x)"), ("atan(x^3)", "3x^2/(1+x^6)"), ("asin x", "1/sqrt(1-x^2)"), ("acot x", "-1/(1+x^2)"),
    ("sinh(x) cosh(x)", "cosh(2x)"), ("sec x", "tan x sec x"), ("acosh(x+2)", "1/sqrt((x+2)^2-1)"),
    ("atanh x", "1/(1-x^2)"), ("x^-3", "-3/x^4"), ("(x+1)/(x-2)", "-3/(x-2)^2"),
)  # fmt: skip
WRONG = (
    ("sin(x)^2", "2sin(x)"), ("2^x", "2^x"), ("sqrt x", "1/sqrt x"), ("atan(x^3)", "1/(1+x^6)"), ("x^10", "10x^8"),
    ("tan x", "1 - tan(x)^2"),
)  # fmt: skip
# What SymPy reads as a complex or generalised function, or what would swell.
NOT_ASKED = ("|x|", "cbrt x", "x^(1/3)", "x^x", "floor x", "max(x, 0)", "{x < 0: 1, x}", "sin(e^(e^(e^x)))")


@pytest.mark.parametrize(("text", "derivative"), RIGHT)
def test_it_agrees_with_what_is_right(text: str, derivative: str) -> None:
    assert not dissents(parse(text).tree, parse(derivative).tree, ("x",))


@pytest.mark.parametrize(("text", "derivative"), WRONG)
def test_it_dissents_from_what_is_wrong(text: str, derivative: str) -> None:
    assert dissents(parse(text).tree, parse(derivative).tree, ("x",))


@pytest.mark.parametrize("text", NOT_ASKED)
def test_it_is_not_asked_what_it_reads_otherwise(text: str) -> None:
    assert not dissents(parse(text).tree, parse("1234567").tree, ("x",))


def test_it_knows_partial_derivatives() -> None:
    tree = parse("x^2 y + y^3").tree
    assert not dissents(tree, parse("2x").tree, ("x", "y"))
    assert dissents(tree, parse("2y").tree, ("x", "y"))
