"""Ball arithmetic against mpmath, and against the doubles that it stands in for."""

from __future__ import annotations

import math

import flint
import mpmath
import pytest

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls
from tests.model.numeric.test_values import ORDINARY
from tests.oracle import mp as oracle

POINTS = (-7.3, -1.0, -0.4, 0.3, 0.5, 1.7, 2.0, 11.0)


def test_every_function_of_the_catalogue_has_a_ball_rule() -> None:
    assert balls.RULES.keys() == BY_NAME.keys()


@pytest.mark.parametrize("text", ORDINARY)
def test_values_are_right_to_the_last_bit(text: str) -> None:
    tree = parse(text).tree
    for x in POINTS:
        if math.isnan(Program(tree).value({"x": x, "y": 3.0})):
            continue
        found = balls.value(tree, {"x": x, "y": 3.0})
        expected = oracle.evaluate(tree, {"x": x, "y": 3})
        assert found is not None, f"{text} at {x}"
        assert math.isclose(found, expected, rel_tol=2.3e-16, abs_tol=1e-300), f"{text} at {x}"


@pytest.mark.parametrize("text", ["x^3 - 3x", "sin x", "e^x/x", "sqrt(x^2+1)", "x^x", "ln x", "atan x", "1/x^2"])
def test_slopes_are_right_to_the_last_bit(text: str) -> None:
    tree = parse(text).tree
    for x in (0.3, 1.0, 2.5, 1e-6, 1e6):
        found, expected = balls.slope(tree, {"x": x}, "x"), Program(tree).jet({"x": x}, {"x": 1.0}, 1)[1]
        assert found is None or math.isnan(expected) or math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)
        assert (found is None) == math.isnan(expected), f"{text} at {x}"


@pytest.mark.parametrize("x", [1e20, 1e30, 1e300, -1e308])
def test_slopes_far_out_are_not_taken_for_zero(x: float) -> None:
    with mpmath.workdps(400):
        assert balls.slope(parse("sin x").tree, {"x": x}, "x") == float(mpmath.cos(mpmath.mpf(x)))
    assert balls.slope(parse("3x").tree, {"x": x}, "x") == 3.0


@pytest.mark.parametrize(
    ("text", "x"),
    [("1/x", 0), ("ln x", -1), ("sqrt x", -2), ("0/0", 1), ("asin x", 3), ("{x<0: 1}", 2), ("root(x, 0)", 1)],
)
def test_what_is_undefined_has_no_value(text: str, x: float) -> None:
    assert balls.value(parse(text).tree, {"x": x}) is None


def test_a_value_that_is_zero_is_zero() -> None:
    assert balls.value(parse("sin(x)^2 + cos(x)^2 - 1").tree, {"x": 1.0}) == 0.0
    assert balls.slope(parse("x^3 - 3x").tree, {"x": 1.0}, "x") == 0.0


def test_a_tower_that_no_precision_can_hold_is_given_up_at_once() -> None:
    assert balls.value(parse("sin(e^(e^(e^x)))").tree, {"x": 3.0}) is None


def test_whole_powers_of_a_ball_around_zero_stay_finite() -> None:
    for n in (2, 3, 7):
        vanishing = parse(f"(sin(x) - sin(x))^{n}").tree
        found = balls.ball(vanishing, {"x": flint.arb(1)})
        assert found.is_finite()
        assert found.contains(0)
