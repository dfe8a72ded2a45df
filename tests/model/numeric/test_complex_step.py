"""Complex steps against mpmath, across the catalogue."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.complex_step import RULES, complex_value, obstacle
from tests.oracle import mp as oracle

H = 1e-20
NOT_ANALYTIC = {"abs", "sign", "floor", "ceil", "round", "frac", "mod", "min", "max", "atan2", "factorial"}
POINTS = (-2.5, -0.6, 0.3, 0.75, 1.5, 4.0)
ONE_UNIT = (
    "sin x", "cos x", "e^x", "exp x", "ln x", "sqrt x", "atan x", "1/x", "x^2", "x^3 - 3x", "sinh x", "cosh x", "x^7",
)  # fmt: skip
COMPOUND = (
    "x^x", "2^x", "x^(1/3)", "x^(2/3)", "x^0.5", "x^-3", "x^(-3/2)", "x^100", "sin(x) e^(x/4)", "ln(x^2 + 1)", "e^-x^2",
    "root(x, 5)", "log_2 x", "x/(1 + x^2)", "pi x", "sqrt(x^2 + 1)/x", "sin(cos(tan(x/4)))",
)  # fmt: skip


def complex_step(text: str, x: float) -> float:
    tree = parse(text).tree
    return float(complex_value(tree, {}, "x", np.array([complex(x, H)]))[0].imag / H)


def exact(text: str, x: float) -> float | None:
    """f'(x) by mpmath, None outside the domain."""
    try:
        return float(oracle.derivative(parse(text).tree, {"x": x}, "x"))
    except oracle.Undefined:
        return None


def test_every_function_has_a_rule_or_is_known_to_have_none() -> None:
    assert RULES.keys() | NOT_ANALYTIC == BY_NAME.keys()
    assert not RULES.keys() & NOT_ANALYTIC


@pytest.mark.parametrize("text", ONE_UNIT)
def test_elementary_functions_are_right_to_one_unit(text: str) -> None:
    for x in POINTS:
        slope = exact(text, x)
        if slope is not None:
            assert abs(complex_step(text, x) - slope) <= math.ulp(slope), x


@pytest.mark.parametrize("text", [*(f"{name} x" for name in RULES if name not in ("root", "log_base")), *COMPOUND])
def test_the_whole_catalogue_is_right_to_rounding(text: str) -> None:
    seen = 0
    for x in POINTS:
        slope = exact(text, x)
        if slope is not None:
            seen += 1
            assert complex_step(text, x) == pytest.approx(slope, rel=8 * 2.3e-16), x
    assert seen


@pytest.mark.parametrize(
    ("text", "words"),
    [("sin |x|", "the absolute value"), ("{x<1: x, 1}", "a definition by cases"), ("x sin x", ""), ("|2| x", "")],
)
def test_the_obstacle_is_named(text: str, words: str) -> None:
    assert obstacle(parse(text).tree, "x") == words


def test_parameters_are_held_fast_and_a_whole_one_is_a_whole_power() -> None:
    tree = parse("b x^n").tree
    values = complex_value(tree, {"b": 2.0, "n": 3.0}, "x", np.array([complex(-1.5, H)]))
    assert abs(values[0].imag / H - 13.5) <= math.ulp(13.5)
