"""Values whose parts leave the doubles on the way."""

from __future__ import annotations

import math
import warnings

import mpmath
import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("e^(1/x)/(1+e^(1/x))", 1e-5, 1.0),
        ("(e^(1/x)-1)/(e^(1/x)+1)", 1e-300, 1.0),
        ("(2^(1/x)+3)/(2^(1/x)+1)", 1e-9, 1.0),
        ("sinh(x)/cosh(x)", -800.0, -1.0),
        ("csch(x) sinh(x)", 900.0, 1.0),
        ("cosh(x) sech(x)", 900.0, 1.0),
        ("x^200/(x^200+1)", 800.0, 1.0),
        ("x^x/(2x^x)", 1000.0, 0.5),
        ("e^(-1/x^2)/e^(-1/x^2)", 1e-3, 1.0),
        ("e^-x e^x", 2000.0, 1.0),
        ("cbrt(-e^x)/e^(x/3)", 900.0, -1.0),
        ("sqrt(e^x)/e^(x/2)", 2000.0, 1.0),
        ("(e^x)^(-1/3) e^(x/3)", 2400.0, 1.0),
        ("max(e^x, 1)/e^x - min(e^x, 1)", 1000.0, 0.0),
        ("floor(e^x)/e^x", 900.0, 1.0),
        ("|-e^x|/e^x", 900.0, 1.0),
        ("{e^x > x: e^x/e^x, 5}", 1500.0, 1.0),
        ("0 e^x", 800.0, 0.0),
        ("max(e^x, e^(2x)) e^(-2x)", 800.0, 1.0),
        ("sin(e^x)/e^x", -800.0, 1.0),
        ("coth(e^x) acsch(e^-x)", -900.0, 1.0),
        ("asinh(e^x) - x", 2000.0, math.log(2.0)),
        ("log_2(2^x)", 2000.0, 2000.0),
        ("root(e^x, 3) e^(-x/3)", 900.0, 1.0),
        ("atan2(e^x, e^x)", 800.0, math.pi / 4),
        ("atan2(e^x, -e^x)", -800.0, 3 * math.pi / 4),
        ("x csc(x)", 1e-310, 1.0),
        # Finite in doubles, but another number.
        ("sqrt(e^x) e^(-x/2)", -800.0, 1.0),
        ("1 + (e^-x)^(1/3) e^(x/3)", 900.0, 2.0),
        ("1/ln(cosh x)", -1400.0, 1.0 / (1400.0 - math.log(2.0))),
        ("acosh(x)/asinh(2 sinh(3x))", 1000.0, math.acosh(1000.0) / (3000.0 + math.log(2.0))),
    ],
)
def test_what_overflows_on_the_way_has_its_value(text: str, x: float, value: float) -> None:
    assert function(text).at(x) == pytest.approx(value, rel=1e-12, abs=0.0)


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("ln(e^x)", 5000.0),
        ("log(10^x)", 400.0),
        ("e^x/e^(x+1)", 1234.5),
        ("(e^x+x)/(e^x-3x)", 709.9),
        ("x^500/(x+1)^500", 77.7),
    ],
)
def test_recovered_values_agree_with_50_digits(text: str, x: float) -> None:
    with mpmath.workdps(50):
        exact = {
            "ln(e^x)": lambda u: u,
            "log(10^x)": lambda u: u,
            "e^x/e^(x+1)": lambda u: mpmath.exp(-1),
            "(e^x+x)/(e^x-3x)": lambda u: (mpmath.exp(u) + u) / (mpmath.exp(u) - 3 * u),
            "x^500/(x+1)^500": lambda u: (u / (u + 1)) ** 500,
        }[text](mpmath.mpf(x))
    assert function(text).at(x) == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize(
    "text", ["sqrt(-e^x)", "ln(-e^x)", "e^x/0", "(-e^x)^(1/2)", "{e^x < 0: 1}", "e^x/(e^x - e^x)", "(-e^x)^x e^-x"]
)
def test_what_is_undefined_stays_so(text: str) -> None:
    assert math.isnan(function(text).at(900.0))


def test_what_is_too_large_is_infinite() -> None:
    assert function("e^x/(1+x)").at(900.0) == math.inf
    assert function("-x^300").at(1e9) == -math.inf
    assert function("e^(e^(e^x))").at(10.0) == math.inf


def test_only_the_points_that_need_it_change_and_nothing_warns() -> None:
    x = np.array([-800.0, -1.0, 0.0, 1.0, 800.0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = function("e^x/(1+e^x)")(x)
    assert values[1:4] == pytest.approx(1 / (1 + np.exp(-x[1:4])), rel=1e-15)
    assert values[[0, 4]].tolist() == [0.0, 1.0]


BOTH_LOST = [
    ("{e^(2x) > e^x: 1, 0}", 800.0, 1.0),
    ("{e^(2x) < e^x: 1, 0}", 800.0, 0.0),
    ("{e^x < e^(x+1) < e^(2x): 1, 0}", 800.0, 1.0),
    ("{e^(2x) < e^x: 1, 0}", -800.0, 1.0),
    ("{e^x = 0: 1, 0}", -800.0, 0.0),
    ("{e^x = e^x: 1, 0}", -800.0, 1.0),
    ("{x^400 > x^200: 1, 0}", 1e10, 1.0),
    ("{x^-400 < x^-200: 1, 0}", 1e10, 1.0),
    ("sign(e^(2x) - e^x)", 800.0, 1.0),
    ("sign(e^(2x) - e^x)", -800.0, -1.0),
    ("floor(-e^x)", -800.0, -1.0),
    ("ceil(e^x)", -800.0, 1.0),
]


@pytest.mark.parametrize(("text", "x", "value"), BOTH_LOST)
def test_what_is_too_large_or_too_small_for_doubles_is_compared_all_the_same(text: str, x: float, value: float) -> None:
    around = np.array([0.5, x, 0.5])
    assert function(text).at(x) == value
    assert function(text)(around)[1] == value
    assert float(function(text).value_and_spread(x)[0]) == value


@pytest.mark.parametrize(
    ("text", "x", "slope"), [("{e^(2x) > e^x: x, -x}", 800.0, 1.0), ("{e^x > 0: 3x, 0}", -800.0, 3.0)]
)
def test_a_slope_is_that_of_the_branch(text: str, x: float, slope: float) -> None:
    assert float(function(text).derivative(x)) == slope


def test_a_square_root_just_below_0_has_no_value() -> None:
    assert math.isnan(function("sqrt(-e^x)").at(-800.0))


def test_what_comes_back_changed_is_a_doubt() -> None:
    assert math.isnan(function("sqrt(e^x) e^(-x/2)").value_spread(-800.0))
    assert float(function("e^x").value_spread(-800.0)) == 0.0


def test_equal_zeros_are_equal() -> None:
    assert function("{x^2 <= 0: 1, 2}")(np.array([-1.0, 0.0, 1.0])).tolist() == [2.0, 1.0, 2.0]
    assert function("sign(x^2)")(np.array([-1.0, 0.0, 1.0])).tolist() == [1.0, 0.0, 1.0]
