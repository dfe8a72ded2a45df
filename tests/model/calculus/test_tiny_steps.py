"""Secants whose h no double can carry: the numbers are those of the exact sum x + h."""

from __future__ import annotations

import math

import mpmath
import pytest

from derivgui.model.calculus.quotient import difference_quotient, plain_quotient
from derivgui.model.calculus.tangent import secant_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle import mp as oracle

TINY = (1e-9, -1e-13, 1e-16, -1e-16, 1e-20, -1e-100, 1e-300)
TEXTS = (
    "x^2", "x^3 - 3x", "sin x", "e^x", "1/x", "sqrt x", "ln x", "tan x", "x^x", "|x - 3|", "sin(1/x)", "atan x",
    "(1 - cos x)/x^2", "sin(1000 x)", "max(x, 2)", "{x<2: x^2, 4x}",
)  # fmt: skip


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def exact_quotient(text: str, x: float, h: float) -> float:
    """By mpmath with 700 digits."""
    tree = parse(text).tree
    with mpmath.workdps(700):
        at, step = mpmath.mpf(x), mpmath.mpf(h)
        ends = [oracle._evaluate(tree, {"x": t}) for t in (at, at + step)]
        return float((ends[1] - ends[0]) / step)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("h", TINY)
def test_quotients_are_right_down_to_the_smallest_steps(text: str, h: float) -> None:
    for x in (2.0, 0.1, 37.3):
        expected = exact_quotient(text, x, h)
        assert float(difference_quotient(function(text), x, h)) == pytest.approx(expected, rel=1e-11, abs=1e-15), x
        assert secant_at(function(text), x, h).slope == pytest.approx(expected, rel=1e-11, abs=1e-15), x


@pytest.mark.parametrize("h", TINY)
def test_a_step_across_a_jump_is_divided_by_the_step_itself(h: float) -> None:
    secant = secant_at(function("floor x"), 1.0, h)
    assert secant.far_value == (1.0 if h > 0 else 0.0)
    assert secant.slope == pytest.approx(0.0 if h > 0 else -1.0 / h, rel=1e-15)


def test_a_kink_nearer_than_the_next_double_is_seen() -> None:
    f = function("|x - 1 - 10^-17|")
    assert float(difference_quotient(f, 1.0, 1e-16)) == pytest.approx(0.8, rel=1e-12)
    assert float(difference_quotient(f, 1.0, 1e-18)) == -1.0


def test_an_end_just_outside_the_domain_leaves_no_secant() -> None:
    f = function("sqrt(1 - x)")
    assert not secant_at(f, 1.0, 1e-100).exists
    inside = secant_at(f, 1.0, -1e-100)
    assert (inside.slope, inside.far_value) == pytest.approx((-1e50, 1e-50), rel=1e-12)


@pytest.mark.parametrize("x", [1e9, 1e12, 1e16])
def test_a_step_of_one_far_out_is_a_step_of_one(x: float) -> None:
    assert secant_at(function("x^2"), x, 1.0).slope == pytest.approx(exact_quotient("x^2", x, 1.0), rel=1e-15)
    assert secant_at(function("sin x"), x, 1.0).slope == pytest.approx(exact_quotient("sin x", x, 1.0), rel=1e-12)


def test_what_underflows_is_not_taken_for_zero() -> None:
    assert float(difference_quotient(function("x^2"), 0.0, 1e-300)) == 1e-300


def test_the_plain_quotient_of_x_squared_is_the_one_of_the_course() -> None:
    f = function("x^2")
    assert plain_quotient(f, 1.0, 1e-13) == pytest.approx(1.998, abs=5e-4)
    assert plain_quotient(f, 1.0, 1e-16) == 0.0


def test_a_secant_beyond_doubles_tells_what_they_would_give_and_how_it_was_computed() -> None:
    secant = secant_at(function("x^2"), 1.0, 1e-16)
    assert (secant.slope, secant.plain) == (2.0, 0.0)
    assert secant.digits >= 40
    assert secant_at(function("x^2"), 1.0, 1e-100).digits >= 140


@pytest.mark.parametrize("h", [1.0, 1e-3, -1e-6])
def test_a_secant_that_doubles_can_carry_says_nothing_of_precision(h: float) -> None:
    secant = secant_at(function("sin x"), 1.0, h)
    assert math.isnan(secant.plain)
    assert secant.digits == 0


def test_at_zero_doubles_carry_every_step() -> None:
    assert secant_at(function("sin x"), 0.0, 1e-100).digits == 0
    assert secant_at(function("x^2"), 0.0, 1e-100).slope == 1e-100


def test_whether_doubles_do_is_steady_while_x_moves() -> None:
    f = function("x^2")
    for h, beyond in ((1e-6, False), (1e-10, True)):
        found = {secant_at(f, 1 + k / 137, h).digits > 0 for k in range(137)}
        assert found == {beyond}


def test_a_constant_needs_no_digits() -> None:
    assert secant_at(function("7"), 1.0, 1e-100).digits == 0
