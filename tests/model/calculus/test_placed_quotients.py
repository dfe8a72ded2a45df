"""Secants from and to places that no double is: the quotients are those of the exact places."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from derivgui.model.calculus.quotient import difference_quotient, quotient_table
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle import mp as oracle
from tests.oracle.verdicts.row import exact, number

STEPS = (1.0, -1.0, 0.3, -0.3, 0.1, -0.1, 1e-3, -1e-3, 1e-8, -1e-8, 1e-12, -1e-12, 1e-20, -1e-20, 1e-100)
PLACES = (
    ("|x-0.1|", "0.1"),
    ("|x-0.3|", "0.3"),
    ("|3x-1|", "1/3"),
    ("|x^2-2|", "sqrt(2)"),
    ("|sin x|", "pi"),
    ("|cos x|", "pi/2"),
    ("max(sin x, cos x)", "pi/4"),
    ("sqrt(x-0.1)", "0.1"),
    ("sqrt(x^2-3)", "sqrt(3)"),
    ("sqrt(cos x)", "pi/2"),
    ("sqrt|x-0.7|", "0.7"),
    ("cbrt(x-0.1)", "0.1"),
    ("cbrt(x^2-2)", "sqrt(2)"),
    ("(x-0.1)^(2/3)", "0.1"),
    ("floor(sin x)", "-pi"),
    ("floor(x/pi)", "pi"),
    ("floor(x^2)", "sqrt(2)"),
    ("floor(10x)", "0.7"),
    ("ceil(10x)", "0.1"),
    ("mod(x, 0.1)", "0.3"),
    ("sign(x-0.1)", "0.1"),
    ("{x<1/3: 0, 1}", "1/3"),
    ("{x^2=2: 0, 1}", "sqrt(2)"),
    ("{x<=0.3: x, x+1}", "0.3"),
    ("tan x", "pi/2"),
    # The other end is the exact place.
    ("floor(x)", "2.3"),
    ("floor(10x)", "0.65"),
    ("{x<0.7: 0, 1}", "0.4"),
    ("cbrt(x-1.1)", "0.1"),
    # Nothing happens anywhere near.
    ("|x|", "0.37"),
    ("floor(x)", "1"),
    ("|x|", "0"),
)


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def truth(text: str, at: str, h: float) -> float:
    """By mpmath, for the number that is written and the decimal h."""
    tree = parse(text).tree
    with mp.workdps(400):
        place, written = exact(at), Fraction(repr(h))
        step = mp.mpf(written.numerator) / written.denominator
        try:
            start, end = (oracle.at_place(tree, {"x": x}) for x in (place, place + step))
        except oracle.Undefined:
            return math.nan
        return float((end - start) / step)


@pytest.mark.parametrize(("text", "at"), PLACES)
def test_quotients_are_those_of_the_exact_places(text: str, at: str) -> None:
    x = number(at)
    expected = [truth(text, at, h) for h in STEPS]
    assert difference_quotient(function(text), x, np.array(STEPS)).tolist() == [
        pytest.approx(quotient, rel=1e-11, abs=1e-15, nan_ok=True) for quotient in expected
    ]
    assert [float(difference_quotient(function(text), x, h)) for h in STEPS] == [
        pytest.approx(quotient, rel=1e-11, abs=1e-15, nan_ok=True) for quotient in expected
    ]


@pytest.mark.parametrize(("text", "at"), [("|x-0.1|", "0.1"), ("|x^2-2|", "sqrt(2)"), ("|sin x|", "pi")])
def test_the_table_runs_to_the_slopes_of_the_verdict(text: str, at: str) -> None:
    f, x = function(text), number(at)
    verdict, table = verdict_at(f, x), quotient_table(f, x)
    assert table.right[-1] == pytest.approx(verdict.right_slope, rel=1e-14)
    assert table.left[-1] == pytest.approx(verdict.left_slope, rel=1e-14)


def test_a_table_whose_point_stays_is_remembered() -> None:
    f = function("cbrt(x^2-2)")
    first = quotient_table(f, number("sqrt(2)"), h=0.5)
    again = quotient_table(f, number("sqrt(2)"), h=0.25)
    assert again.right.tolist() == first.right.tolist()
    assert again.now[0] == pytest.approx(truth("cbrt(x^2-2)", "sqrt(2)", 0.25), rel=1e-14)
