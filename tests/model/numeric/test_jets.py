"""Jets are derivatives: against differences at 80 digits, exact answers, and laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.model.numeric.test_values import ORDINARY
from tests.oracle import mp as oracle

SMOOTH_POINTS = (-3.7, -1.3, -0.6, 0.23, 0.55, 1.4, 2.9)


def function(text: str, **parameters: float) -> RealFunction:
    return RealFunction(Program(parse(text).tree), "x", parameters)


@pytest.mark.parametrize("text", ORDINARY)
def test_first_derivatives_agree_with_high_precision_differences(text: str) -> None:
    tree = parse(text).tree
    jets = Program(tree).jet({"x": np.array(SMOOTH_POINTS), "y": 3.0}, {"x": 1.0}, 1)
    for x, slope in zip(SMOOTH_POINTS, jets[1], strict=True):
        try:
            expected = oracle.derivative(tree, {"x": x, "y": 3}, "x")
        except oracle.Undefined:
            assert math.isnan(slope), f"{text} has no derivative at {x}"
        else:
            assert math.isclose(slope, expected, rel_tol=1e-12, abs_tol=1e-12), f"{text} at {x}"


@pytest.mark.parametrize("text", ORDINARY)
def test_second_derivatives_are_the_derivatives_of_the_first(text: str) -> None:
    f = function(text, y=3.0)
    h = 1e-5
    for x in SMOOTH_POINTS:
        second = 2 * f.jet(x, 2)[2]
        around = f.derivative(np.array([x - h, x + h]))
        if np.isfinite(around).all():
            assert math.isclose(second, (around[1] - around[0]) / (2 * h), rel_tol=2e-4, abs_tol=2e-4), f"{text} at {x}"


@pytest.mark.parametrize(
    ("text", "x", "coefficients"),
    [
        ("e^x", 0, (1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120)),
        ("1/(1-x)", 0, (1, 1, 1, 1, 1, 1)),
        ("sin x", 0, (0, 1, 0, -1 / 6, 0, 1 / 120)),
        ("tan x", 0, (0, 1, 0, 1 / 3, 0, 2 / 15)),
        ("ln(1+x)", 0, (0, 1, -1 / 2, 1 / 3, -1 / 4, 1 / 5)),
        ("sqrt(1+x)", 0, (1, 1 / 2, -1 / 8, 1 / 16, -5 / 128, 7 / 256)),
        ("atan x", 0, (0, 1, 0, -1 / 3, 0, 1 / 5)),
        ("asin x", 0, (0, 1, 0, 1 / 6, 0, 3 / 40)),
        ("tanh x", 0, (0, 1, 0, -1 / 3, 0, 2 / 15)),
        ("x^5", 0, (0, 0, 0, 0, 0, 1)),
        ("(1+x)^0.3", 0, (1, 0.3, -0.105, 0.0595, -0.0401625, 0.029720250)),
        ("1/(1+x^2)", 0, (1, 0, -1, 0, 1, 0)),
        ("cosh x", 0, (1, 0, 1 / 2, 0, 1 / 24, 0)),
    ],
)
def test_taylor_coefficients_are_the_textbook_ones(text: str, x: float, coefficients: tuple[float, ...]) -> None:
    np.testing.assert_allclose(function(text).jet(x, 5), coefficients, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("|x|", 0), ("|x^2-4|", 2), ("max(x, 0)", 0), ("sign x", 0), ("floor x", 1), ("x^(2/3)", 0), ("cbrt x", 0),
        ("sqrt x", 0), ("{x<0: 1, 2}", 0), ("{x<=1: x^2, 3x-2}", 1), ("asin x", 1), ("frac x", 3), ("ceil(2x)", 0.5),
        ("atan2(x, -1)", 0), ("1/x", 0), ("ln x", -1), ("asin x", 2), ("acosh x", 0.5), ("atanh x", 1.5),
    ],
)  # fmt: skip
def test_where_the_tree_does_not_decide_there_is_no_number(text: str, x: float) -> None:
    assert math.isnan(function(text).derivative(x))


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("|a| x", 0.0),
        ("sign(a) + x", 1.0),
        ("floor(2) x", 2.0),
        ("max(1, 1) x^2", 0.0),
        ("{a<1: x, 5x}", 1.0),
    ],
)
def test_corners_in_parameters_do_not_disturb_the_derivative_by_x(text: str, slope: float) -> None:
    assert function(text, a=0.0).derivative(0.0) == slope


@pytest.mark.parametrize(("text", "slope"), [("x^(4/3)", 0.0), ("x^3", 0.0), ("x^1", 1.0), ("max(x, x^1)", 1.0)])
def test_derivatives_at_zero_that_do_exist_are_found(text: str, slope: float) -> None:
    assert function(text).derivative(0.0) == slope


@given(st.floats(-3, 3), st.sampled_from(ORDINARY), st.sampled_from(ORDINARY))
def test_the_product_rule_holds(x: float, first: str, second: str) -> None:
    f, g, product = (function(text, y=3.0) for text in (first, second, f"({first})*({second})"))
    values = [float(f(x)), float(g(x)), float(f.derivative(x)), float(g.derivative(x))]
    assume(all(math.isfinite(value) and abs(value) < 1e6 for value in values))
    expected = values[2] * values[1] + values[0] * values[3]
    assert math.isclose(float(product.derivative(x)), expected, rel_tol=1e-9, abs_tol=1e-9)


@given(st.floats(-3, 3), st.sampled_from(ORDINARY), st.floats(-3, 3))
def test_shifting_a_function_shifts_its_derivative(x: float, text: str, shift: float) -> None:
    at = x - shift
    f = function(text, y=3.0)
    moved = function(
        text.replace("exp", "EXP")
        .replace("max", "MAX")
        .replace("x", "(x-c)")
        .replace("EXP", "exp")
        .replace("MAX", "max"),
        y=3.0,
        c=shift,
    )
    expected = float(f.derivative(at))
    assume(math.isfinite(expected) and abs(expected) < 1e6)
    assert math.isclose(float(moved.derivative(x)), expected, rel_tol=1e-9, abs_tol=1e-9)


def test_mixed_second_derivatives_come_from_directions() -> None:
    program = Program(parse("x^2 y + y^3").tree)
    at = {"x": 1.0, "y": 2.0}
    along = {d: 2 * program.jet(at, {"x": d[0], "y": d[1]}, 2)[2] for d in ((1.0, 0.0), (0.0, 1.0), (1.0, 1.0))}
    assert along[1.0, 0.0] == 4.0
    assert along[0.0, 1.0] == 12.0
    assert (along[1.0, 1.0] - along[1.0, 0.0] - along[0.0, 1.0]) / 2 == 2.0


@pytest.mark.parametrize("text", ORDINARY)
def test_the_jet_and_its_spread_in_one_run_are_the_same_numbers(text: str) -> None:
    f = function(text, y=3.0)
    x = np.array(SMOOTH_POINTS)
    jet, spread = f.jet_and_spread(x, 2)
    np.testing.assert_allclose(jet, f.jet(x, 2), rtol=1e-14)
    np.testing.assert_array_equal(spread, f.jet_spread(x, 2))
    value, width = f.value_and_spread(1.4)
    assert value == pytest.approx(f.at(1.4), rel=1e-15, nan_ok=True)
    np.testing.assert_array_equal(width, f.value_spread(1.4))


@pytest.mark.parametrize("text", ORDINARY)
def test_a_gradient_in_one_run_is_that_of_two_jets(text: str) -> None:
    program = Program(parse(text).tree)
    at = {"x": np.array(SMOOTH_POINTS)[None, :], "y": np.array([-1.7, 0.3, 2.0])[:, None]}
    value, gradient = program.value_and_gradient(at, ("x", "y"))
    jets = [program.jet(at, {name: 1.0}, 1) for name in ("x", "y")]
    known = np.isfinite(jets[0][1]) & np.isfinite(jets[1][1])
    np.testing.assert_array_equal(value, jets[0][0])
    np.testing.assert_array_equal(np.isfinite(gradient[0]) & np.isfinite(gradient[1]), known)
    for part, jet in zip(gradient, jets, strict=True):
        np.testing.assert_allclose(part[known], jet[1][known], rtol=1e-13)
