"""Tangents, secants and their quotients against exact answers."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest

from derivgui.model.calculus.quotient import difference_quotient, plain_quotient, quotient_table
from derivgui.model.calculus.tangent import secant_at, tangent_at
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle import mp as oracle


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


@pytest.mark.parametrize(("x", "slope"), [(-1, -2), (0, 0), (2, 4)])
def test_exercise_two_slopes_of_x_squared(x: float, slope: float) -> None:
    assert tangent_at(function("x^2"), x).slope == slope


@pytest.mark.parametrize(
    ("text", "x", "slope", "intercept"),
    [
        ("x^2", 2, 4, -4),
        ("1/x", 1, -1, 2),
        ("x^3 - 3x", -2, 9, 16),
        ("e^x", 0, 1, 1),
        ("sin x", 0, 1, 0),
        ("7", 3, 0, 7),
    ],
)
def test_the_tangent_is_the_textbook_one(text: str, x: float, slope: float, intercept: float) -> None:
    tangent = tangent_at(function(text), x)
    assert tangent.exists
    assert tangent.slope == pytest.approx(slope, abs=1e-14)
    assert tangent.intercept == pytest.approx(intercept, abs=1e-14)


@pytest.mark.parametrize(("text", "x"), [("1/x", 0), ("sqrt x", -1), ("|x|", 0), ("floor x", 2), ("ln x", 0)])
def test_there_is_no_tangent_where_there_is_none(text: str, x: float) -> None:
    assert not tangent_at(function(text), x).exists


@pytest.mark.parametrize("h", [3.0, 1.0, 0.5, -0.25, 1e-3, -1e-5, 1e-7, 1e-8, -1e-8, 1e-10, 1e-12])
@pytest.mark.parametrize("text", ["x^2", "x^3 - 3x", "1/x", "sqrt x", "sin x", "e^x", "ln x", "tan(x/3)", "x^x", "2^x"])
def test_the_quotient_has_full_precision_down_to_the_smallest_step(text: str, h: float) -> None:
    tree = parse(text).tree
    x = 3.25
    with mpmath.workdps(60):
        ends = [oracle.evaluate(tree, {"x": at}) for at in (mpmath.mpf(x), mpmath.mpf(x) + mpmath.mpf(h))]
        expected = (ends[1] - ends[0]) / mpmath.mpf(h)
    assert float(difference_quotient(function(text), x, h)) == pytest.approx(float(expected), rel=3e-12)


def test_the_secant_of_x_squared_has_slope_two_x_plus_h() -> None:
    for h in (1.0, 0.5, -1.0, 0.125):
        secant = secant_at(function("x^2"), 2.0, h)
        assert secant.slope == 4 + h
        assert Fraction(secant.far_value) == Fraction(2 + h) ** 2


def test_an_end_outside_the_domain_leaves_no_secant() -> None:
    assert not secant_at(function("sqrt x"), 0.5, -1.0).exists
    assert secant_at(function("sqrt x"), 0.5, 1.0).exists


def test_a_step_of_zero_has_no_quotient() -> None:
    assert math.isnan(difference_quotient(function("x^2"), 1.0, 0.0))


def test_the_table_shows_both_sides_of_a_corner() -> None:
    table = quotient_table(function("|x|"), 0.0)
    assert set(table.right) == {1.0}
    assert set(table.left) == {-1.0}


def test_a_corner_within_reach_of_h_is_not_smoothed_over() -> None:
    table = quotient_table(function("|x - 0.001|"), 0.0)
    wide = table.steps > 0.001
    assert table.right[wide] == pytest.approx(1 - 0.002 / table.steps[wide], abs=1e-12)
    assert (table.right[table.steps < 0.001] == -1.0).all()


def test_the_table_of_x_squared_closes_in_from_both_sides() -> None:
    table = quotient_table(function("x^2"), 2.0)
    np.testing.assert_allclose(table.right, 4 + table.steps, rtol=1e-13)
    np.testing.assert_allclose(table.left, 4 - table.steps, rtol=1e-13)


@pytest.mark.parametrize("text", ["|sin x|", "|cos(x/2)|", "max(sin x, 0)", "sqrt(1 + cos x)", "floor(x/pi)"])
def test_a_corner_a_rounding_error_away_is_a_corner(text: str) -> None:
    assert not tangent_at(function(text), math.pi).exists


def test_what_cannot_be_told_from_zero_is_zero() -> None:
    tangent = tangent_at(function("sin x"), math.pi)
    assert (tangent.value, tangent.slope) == (0.0, -1.0)
    assert tangent_at(function("sin x"), math.pi / 2).slope == 0.0
    assert tangent_at(function("sin(pi x/180)"), 180.0).value == 0.0


@pytest.mark.parametrize("scale", [1e-30, 1e-12, 1e12, 1e30])
def test_small_numbers_are_not_taken_for_zero(scale: float) -> None:
    tangent = tangent_at(function(f"{scale!r} (x^2 + x)".replace("e+", "e")), 1.0)
    assert tangent.value == pytest.approx(2 * scale)
    assert tangent.slope == pytest.approx(3 * scale)


@pytest.mark.parametrize(
    ("text", "x", "intercept"),
    [
        ("3x + 0.1", 1e6, 0.1),
        ("0.1x + 0.3", 123456789.0, 0.3),
        ("e^x", 1.0, 0.0),
        ("ln x", math.e, 0.0),
        ("ln x", 1e-300, -691.7755278982137),
        ("1e-20 (x + 1)", 3.0, 1e-20),
        ("x^2", 1.5, -2.25),
        ("x^2", 0.1, -0.01),
    ],
)
def test_an_intercept_has_the_digits_that_are_known(text: str, x: float, intercept: float) -> None:
    assert tangent_at(function(text), x).intercept == pytest.approx(intercept, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        # The doubles next to these places are too far from them for values as large, or slopes that turn as fast.
        ("1/(1 + 10^12 (x - 1/3)^2)", 1 / 3, 1.0, 0.0),
        ("10^20 sin x", math.pi, 0.0, -1e20),
        ("10^20 (x^2 - 2)", math.sqrt(2), 0.0, 2e20 * math.sqrt(2)),
        ("10^30 (1 - cos x)", 1e-20, 5e-11, 1e10),
    ],
)
def test_a_zero_is_one_also_where_it_is_asked_for_more_closely(text: str, x: float, value: float, slope: float) -> None:
    tangent = tangent_at(function(text), x)
    assert [tangent.value, tangent.slope] == pytest.approx([value, slope])


@pytest.mark.parametrize("x", [1e14, 1e16, 1e22, 1e100, 1e300])
def test_where_doubles_lie_far_apart_each_stands_for_itself(x: float) -> None:
    """The doubles beside it say nothing of a wave: it turns many times between them."""
    with mpmath.workdps(400):
        t = mpmath.mpf(x)
        waves = {
            "sin(x)/x": (mpmath.sin(t) / t, mpmath.cos(t) / t - mpmath.sin(t) / t**2),
            "cos x + x": (mpmath.cos(t) + t, 1 - mpmath.sin(t)),
        }
        expected = {text: [float(number) for number in numbers] for text, numbers in waves.items()}
    for text, numbers in expected.items():
        tangent = tangent_at(function(text), x)
        assert [tangent.value, tangent.slope] == pytest.approx(numbers, rel=1e-13, abs=0.0)


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        # The double is 1e-17 beside that decimal, a hundred thousandth of its distance from the pole.
        ("1/(x - 0.3)", 0.299999999999, -1e12, -1e24),
        ("1/(x - 0.25)", 0.249999999999, -1e12, -1e24),
        ("1/(x - a)", 0.299999999999, -1e12, -1e24),
        ("ln(x - 0.7)", 0.70000000001, math.log(1e-11), 1e11),
        ("x + 1e-9/(x - 0.1)^2", 0.1000001, 0.1000001 + 1e5, 1 - 2e12),
    ],
)
def test_a_double_is_the_decimal_that_it_is_written_as(text: str, x: float, value: float, slope: float) -> None:
    f = RealFunction(Program(parse(text).tree), "x", {"a": 0.3})
    tangent = tangent_at(f, x)
    assert [tangent.value, tangent.slope] == pytest.approx([value, slope], rel=2e-15)


def test_secants_begin_and_end_at_decimals() -> None:
    f = RealFunction(Program(parse("1/(x - a)").tree), "x", {"a": 0.3})
    tangent = tangent_at(f, 0.299999999999)
    secant = secant_at(f, 0.299999999999, -1e-12, tangent.value)
    assert [secant.slope, secant.far_value] == pytest.approx([-5e23, -5e11], rel=1e-15)


@pytest.mark.parametrize("h", [1.0, -1.0, 0.1, -1e-3, 1e-9, 1e-12, -1e-20])
@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("{x<=ln 2: e^x, 2}", math.log(2)),
        ("{x<=ln 2: e^x-2, 0}", math.log(2)),
        ("{x<=pi/4: tan x, 1}", math.pi / 4),
        ("{x>=sqrt(2): 2, x^2}", math.sqrt(2)),
        ("|x^2-3|", math.sqrt(3)),
        ("sqrt(x^2-2)", math.sqrt(2)),
        ("|sin x|", math.pi),
        ("sign(sin x)", math.pi),
        ("floor(10x)", 0.7),
        ("{x<1/3: 3x, 1}", 1 / 3),
    ],
)
def test_a_secant_from_an_exact_place_is_that_of_the_table(text: str, x: float, h: float) -> None:
    f = RealFunction(Program(parse(text).tree))
    value = verdict_at(f, x).value
    told = quotient_table(f, x, h).now[0 if h > 0 else 1]
    with_table, alone, in_haste = (
        secant_at(f, x, h, value, quotient, plainly)
        for quotient, plainly in ((told, False), (None, False), (None, True))
    )
    for secant in (with_table, alone, in_haste):
        assert secant.slope == pytest.approx(told, rel=1e-14, abs=0.0, nan_ok=True)
        assert not secant.exists or secant.far_value == pytest.approx(value + told * h, rel=1e-9, abs=1e-15)


def test_a_slope_of_zero_is_told_from_what_doubles_give_where_that_is_seen() -> None:
    f, x = function("{x<=ln 2: e^x, 2}"), math.log(2)
    assert math.isnan(secant_at(f, x, 1.0).plain)
    assert secant_at(f, x, 1e-9).plain == pytest.approx(plain_quotient(f, x, 1e-9))


def test_a_secant_beside_an_exact_place_takes_what_doubles_say_in_haste() -> None:
    f = function("|x^2-3|")
    secant = secant_at(f, 1.7, 0.5, plainly=True)
    assert secant.slope == plain_quotient(f, 1.7, 0.5)


def test_constant_steps_from_exact_places_are_constant() -> None:
    """Whichever of e^x - 2 and 0 is on the other side, the value at ln 2 itself is 0."""
    assert secant_at(function("{x<=ln 2: e^x, 2}"), math.log(2), 1.0).slope == 0.0
    assert secant_at(function("{x>=sqrt(2): 2, x^2}"), math.sqrt(2), 1.0).slope == 0.0
    assert secant_at(function("sign(sin x)"), math.pi, 0.5).slope == -2.0
