"""The scalar program says what the jets say, to a few units of rounding."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivgui.model.language import tree
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.compiled.scalar import ScalarProgram
from tests.model.numeric.test_random_trees import POINTS, TREES
from tests.model.numeric.test_values import ORDINARY

PLACES = (-3.7, -2.0, -1.0, -0.6, 0.0, 0.23, 0.5, 1.0, 1.4, 2.0, 2.9)
IN_TWO = (
    "(1-x)^2+100(y-x^2)^2", "(1.5-x+xy)^2+(2.25-x+xy^2)^2+(2.625-x+xy^3)^2", "x y / (x^2+y^2)", "atan2(y, x)", "x^y",
    "max(x, y)", "min(x y, 1, y^3)", "|x| y", "sign(y) x", "sqrt(y) x", "{x<y: x^2, x<=2: y, x y}", "log_y(x)",
    "mod(x, y)", "3x*2y", "x^2/3", "-(x-y)^-3", "e^(x y)", "{y>=0: x}", "ln(x) cbrt(y)",
)  # fmt: skip


def jets(node: tree.Node, x: float, y: float) -> tuple[float, ...]:
    at = {"x": x, "y": y}
    program = Program(node)
    by_x, by_y = program.jet(at, {"x": 1.0}, 1), program.jet(at, {"y": 1.0}, 1)
    return float(by_x[0]), float(by_x[1]), float(by_y[1])


def agree(found: tuple[float, ...], expected: tuple[float, ...], tolerance: float) -> bool:
    return all(
        a == b or (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, rel_tol=tolerance, abs_tol=1e-14)
        for a, b in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("text", ORDINARY)
def test_functions_of_one_variable_agree_with_the_jets(text: str) -> None:
    node = parse(text).tree
    program = ScalarProgram(node, ("x", "y"))
    for x in PLACES:
        assert agree(program(x, 3.0), jets(node, x, 3.0), 4e-15), f"{text} at {x}"


@pytest.mark.parametrize("text", IN_TWO)
def test_functions_of_two_variables_agree_with_the_jets(text: str) -> None:
    node = parse(text).tree
    program = ScalarProgram(node, ("x", "y"))
    for x in PLACES:
        for y in PLACES:
            assert agree(program(x, y), jets(node, x, y), 4e-15), f"{text} at {x}, {y}"


@pytest.mark.parametrize("text", ["+".join(["x"] * 1000), "-".join(["x^2"] * 500), "x" * 2000, "x" * 1998 + "+y"])
def test_as_many_terms_and_factors_as_can_be_typed(text: str) -> None:
    node = parse(text).tree
    program = ScalarProgram(node, ("x", "y"))
    for x in PLACES:
        assert agree(program(x, 1.4), jets(node, x, 1.4), 1e-12), f"at {x}"


@settings(max_examples=150)
@given(TREES, POINTS)
def test_random_trees_agree_with_the_jets(node: tree.Node, x: float) -> None:
    with np.errstate(all="ignore"):
        expected = jets(node, x, 0.0)
        # Where a unit of rounding inside changes the answer, two sound programs may differ.
        spread = Program(node).spread({"x": x}, {"x": 1.0})
    found = ScalarProgram(node, ("x",))(x)
    for number in (0, 1):
        a, b, width = found[number], expected[number], float(spread[number])
        both_undefined = math.isnan(a) and math.isnan(b)
        assert both_undefined or a == b or not math.isfinite(width) or abs(a - b) <= 1e-13 * abs(b) + 64 * width, (
            f"{node} at {x}"
        )


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(allow_nan=True, allow_infinity=True))
def test_no_number_raises(x: float, y: float) -> None:
    for text in ("e^x/y - sinh(x) cosh(y)", "x^63 y^-3 + tan x", "sqrt(x) ln(y) + sin(x y)", "tanh(x y) + atan(x)"):
        value, by_x, by_y = ScalarProgram(parse(text).tree, ("x", "y"))(x, y)
        assert not math.isinf(by_x)
        assert not math.isinf(by_y)
        assert math.isfinite(value) or (math.isnan(by_x) and math.isnan(by_y))


def test_parameters_are_constants() -> None:
    program = ScalarProgram(parse("a x^n + b").tree, ("x",), {"a": 3.0, "n": 2.0, "b": 1.0})
    assert program(-2.0) == (13.0, -12.0, 0.0)
    assert ScalarProgram(parse("|a| x").tree, ("x",), {"a": 0.0})(5.0) == (0.0, 0.0, 0.0)


def test_a_parameter_without_a_value_is_undefined() -> None:
    assert all(map(math.isnan, ScalarProgram(parse("a x").tree, ("x",))(1.0)))


def test_three_variables_are_refused() -> None:
    with pytest.raises(ValueError, match="one or two variables"):
        ScalarProgram(parse("x").tree, ("x", "y", "z"))
