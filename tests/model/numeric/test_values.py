"""Values agree with mpmath at 50 digits; outside the domain there is nothing."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.compiled.scalar import ScalarProgram
from tests.oracle import mp as oracle

EVERYWHERE = (-7.3, -2.0, -1.0, -0.4, 0.0, 0.3, 0.5, 1.0, 1.7, 2.0, 11.0)

ORDINARY = (
    "x^3 - 3x", "1/x", "1/x^2", "(x+1)/(x-2)", "sqrt(x)", "sqrt(x^2+1)", "cbrt(x)", "x^(1/3)", "x^(2/3)", "x^(-1/3)",
    "x^(1/2)", "x^(3/4)", "x^(4/6)", "x^0.5", "x^1.5", "x^2.0", "root(x,5)", "root(x,4)", "x^-3", "x^7", "x^0",
    "sin x", "cos x", "tan x", "cot x", "sec x", "csc x", "asin x", "acos x", "atan x", "acot x", "asec x", "acsc x",
    "sinh x", "cosh x", "tanh x", "coth x", "sech x", "csch x", "asinh x", "acosh x", "atanh x", "acoth x",
    "asech x", "acsch x", "e^x", "exp(-x^2)", "2^x", "ln x", "log x", "log_2(x)", "log_3(x)", "x^x", "x^pi",
    "|x|", "|x-1| + |x+1|", "sign x", "floor x", "ceil x", "round(x)", "frac(x)", "mod(x, 3)", "mod(x, -0.75)",
    "max(x, 0)", "min(x, 1, x^2)", "atan2(x, 2)", "atan2(x, -1)", "{x<0: -x, 0<=x<1: x^2, 2x-1}", "{x>0: ln x}",
    "x sin x", "e^x sin x", "sin(x^2)", "ln|x|", "e^(-1/x^2)", "sin(1/x)", "5!", "x^2 y", "(x(x-2))/(x-2)",
)  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_values_agree_with_fifty_digits(text: str) -> None:
    tree = parse(text).tree
    values = Program(tree).value({"x": np.array(EVERYWHERE), "y": 3.0})
    for x, value in zip(EVERYWHERE, values, strict=True):
        try:
            expected = oracle.evaluate(tree, {"x": x, "y": 3})
        except oracle.Undefined:
            assert math.isnan(value), f"{text} should be undefined at {x}, not {value}"
        else:
            assert math.isclose(value, expected, rel_tol=4e-15, abs_tol=4e-15), f"{text} at {x}"


@pytest.mark.parametrize("text", ["tan(pi/2)", "sec(pi/2)", "cot(pi)", "csc(2pi)", "tan(-3pi/2)"])
def test_a_pole_of_a_trigonometric_function_is_no_huge_number(text: str) -> None:
    assert math.isnan(Program(parse(text).tree).value({}))


@pytest.mark.parametrize(
    "text",
    [
        "0^0", "1/0", "ln 0", "sqrt(-1)", "(-8)^(1/2)", "0^-1", "0/0", "(-2)^x", "asin 2", "(2-2)^(3-3)", "1^ln(-x)",
    ],
)  # fmt: skip
def test_what_has_no_real_value_is_undefined(text: str) -> None:
    assert math.isnan(Program(parse(text).tree).value({"x": 3.0}))


@pytest.mark.parametrize(
    ("text", "value"), [("(-8)^(1/3)", -2), ("(-8)^(2/3)", 4), ("64^(1/3)", 4), ("root(-32,5)", -2)]
)
def test_odd_roots_of_negative_numbers_are_real_and_exact(text: str, value: float) -> None:
    assert Program(parse(text).tree).value({}) == value


def test_x_to_the_zero_is_one_at_zero_too() -> None:
    assert Program(parse("x^0").tree).value({"x": 0.0}) == 1.0


def test_overflow_is_infinite_and_not_undefined() -> None:
    assert Program(parse("e^x").tree).value({"x": 1000.0}) == math.inf


def test_a_parameter_that_is_whole_counts_as_a_whole_exponent() -> None:
    program = Program(parse("x^a").tree)
    assert program.value({"x": -2.0, "a": 3.0}) == -8.0
    assert math.isnan(program.value({"x": -2.0, "a": 2.5}))


def test_values_keep_the_shape_of_the_points() -> None:
    program = Program(parse("x y").tree)
    assert program.value({"x": np.ones((3, 1)), "y": np.ones(4)}).shape == (3, 4)
    assert Program(parse("7").tree).value({"x": np.zeros(5)}).tolist() == [7.0] * 5


def test_a_symbol_without_a_value_is_undefined_and_no_error() -> None:
    assert math.isnan(Program(parse("a x").tree).value({"x": 1.0}))


@pytest.mark.parametrize("name", ["tan", "cot", "sec", "csc"])
@pytest.mark.parametrize("x", [1e15, 5e15, 1e16, 1e22, -1e22, 1e100, 1.7e308, 355.0, 245850922.0, 1e-300])
def test_a_double_is_no_pole_but_for_multiples_of_pi(name: str, x: float) -> None:
    with mpmath.workdps(400):
        expected = float(getattr(mpmath, name)(mpmath.mpf(x)))
    program, scalar = Program(parse(f"{name}(x)").tree), ScalarProgram(parse(f"{name}(x)").tree, ("x",))
    assert float(program.value({"x": x})) == pytest.approx(expected, rel=1e-15)
    assert scalar(x)[0] == pytest.approx(expected, rel=1e-15)


def test_no_whole_number_is_a_pole() -> None:
    whole = np.arange(1.0, 1e6)
    for name in ("tan", "cot", "sec", "csc"):
        assert np.isfinite(Program(parse(f"{name}(x)").tree).value({"x": whole})).all()


def test_what_overflows_beside_a_pole_is_too_large_and_not_undefined() -> None:
    assert float(Program(parse("csc(x)").tree).value({"x": -1e-310})) == -math.inf
