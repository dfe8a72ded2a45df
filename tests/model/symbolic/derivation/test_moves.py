"""Each move by itself: its formula, on a function of its family."""

from __future__ import annotations

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.symbolic.derivation import truth
from derivgui.model.symbolic.derivation.board import Board, Rule
from derivgui.model.symbolic.derivation.moves import RULES
from derivgui.model.symbolic.derivation.moves.absolute import absolute, by_steps, extreme, step_function
from derivgui.model.symbolic.derivation.moves.exponential import exponential
from derivgui.model.symbolic.derivation.moves.inverse import inverse, other_inverse
from derivgui.model.symbolic.derivation.moves.logarithm import logarithm, other_base
from derivgui.model.symbolic.derivation.moves.polynomial import polynomial, slope_of_line
from derivgui.model.symbolic.derivation.moves.powers import varying_power, whole_power
from derivgui.model.symbolic.derivation.moves.powers_of_two_terms import sum_of_powers
from derivgui.model.symbolic.derivation.moves.products import product, quotient
from derivgui.model.symbolic.derivation.moves.rational import rational
from derivgui.model.symbolic.derivation.moves.roots import fractional_power, reciprocal_root, root
from derivgui.model.symbolic.derivation.moves.sums import constant_factor, sum_of_terms
from derivgui.model.symbolic.derivation.moves.trigonometric import (
    angle_addition,
    reciprocal_function,
    sum_to_product,
    tangent,
)
from derivgui.model.symbolic.derivation.setting import Setting

SETTING = Setting("x", "h")

# A rule, a function of its family, and the last line it leads to, with other quotients still written out.
LAST: list[tuple[Rule, str, str]] = [
    (polynomial, "x^2 - 3x", "2x + h - 3"),
    (rational, "2/x", "-2/(x(x + h))"),
    (sum_of_terms, "x^2 + sin(x)", "((x + h)^2 - x^2)/h + (sin(x + h) - sin(x))/h"),
    (constant_factor, "3sin(x)", "3((sin(x + h) - sin(x))/h)"),
    (root, "sqrt(x)", "1/(sqrt(x + h) + sqrt(x))"),
    (root, "sqrt(sin(x))", "(1/(sqrt(sin(x + h)) + sqrt(sin(x))))((sin(x + h) - sin(x))/h)"),
    (root, "cbrt(x)", "1/(cbrt(x + h)^2 + cbrt(x + h)*cbrt(x) + cbrt(x)^2)"),
    (reciprocal_root, "3/sqrt(x)", "-3/(sqrt(x + h)*sqrt(x)*(sqrt(x + h) + sqrt(x)))"),
    (
        reciprocal_root,
        "1/sqrt(sin(x))",
        "-(1/(sqrt(sin(x + h))*sqrt(sin(x))*(sqrt(sin(x + h)) + sqrt(sin(x)))))((sin(x + h) - sin(x))/h)",
    ),
    (fractional_power, "x^(3/2)", "(sqrt(x + h)^2 + sqrt(x + h)*sqrt(x) + sqrt(x)^2)/(sqrt(x + h) + sqrt(x))"),
    (whole_power, "sin(x)^2", "(sin(x + h) + sin(x))((sin(x + h) - sin(x))/h)"),
    (varying_power, "x^x", "(e^((x + h)ln(x + h)) - e^(x*ln(x)))/h"),
    (exponential, "e^(2x)", "2e^(2x)*((e^(2h) - 1)/(2h))"),
    (exponential, "3^x", "3^x*((3^h - 1)/h)"),
    (logarithm, "ln(2x)", "(1/x)(ln(1 + h/x)/(h/x))"),
    (other_base, "log_2(x)", "(1/ln(2))((ln(x + h) - ln(x))/h)"),
    (product, "x sin(x)", "(x + h)((sin(x + h) - sin(x))/h) + sin(x)*((x + h - x)/h)"),
    (quotient, "sin(x)/x", "(x((sin(x + h) - sin(x))/h) - sin(x)*((x + h - x)/h))/(x(x + h))"),
    (quotient, "1/sin(x)", "-(1/(sin(x + h)*sin(x)))((sin(x + h) - sin(x))/h)"),
    (angle_addition, "cos(x)", "cos(x)*((cos(h) - 1)/h) - sin(x)*(sin(h)/h)"),
    (angle_addition, "cosh(x)", "cosh(x)*((cosh(h) - 1)/h) + sinh(x)*(sinh(h)/h)"),
    (sum_to_product, "cos(x^2)", "-sin(((x + h)^2 + x^2)/2)*(sin((2x*h + h^2)/2)/((2x*h + h^2)/2))(2x + h)"),
    (tangent, "cot(x)", "-(1/(sin(x + h)*sin(x)))(sin(h)/h)"),
    (reciprocal_function, "sec(x)", "(1/cos(x + h) - 1/cos(x))/h"),
    (inverse, "atan(x)", "(1/(sqrt(1 + (x + h)^2)*sqrt(1 + x^2)))((atan(x + h) - atan(x))/sin(atan(x + h) - atan(x)))"),
    (
        inverse,
        "asin(x)",
        "(1/cos((asin(x + h) + asin(x))/2))((asin(x + h) - asin(x))/2/sin((asin(x + h) - asin(x))/2))",
    ),
    (other_inverse, "acot(x)", "(pi/2 - atan(x + h) - (pi/2 - atan(x)))/h"),
    (absolute, "|x|", "(x + h + x)/(|x + h| + |x|)"),
    (step_function, "floor(x)", "(floor(x + h) - floor(x))/h"),
    (by_steps, "frac(x)", "(x + h - floor(x + h) - (x - floor(x)))/h"),
    (extreme, "max(x, 2)", "((x + h + 2 + |x + h - 2|)/2 - (x + 2 + |x - 2|)/2)/h"),
]


@pytest.mark.parametrize(("rule", "text", "last"), LAST)
def test_every_move_keeps_the_quotient_and_the_last_is_as_written(rule: Rule, text: str, last: str) -> None:
    board = Board(SETTING)
    u = parse(text).tree
    found = rule(u, board)
    assert found is not None
    quotient_ = SETTING.quotient(u)
    for move in found.moves:
        assert truth.same(quotient_, board.shown(move.tree), SETTING) != "not determined"
        assert move.title
    assert to_text(board.shown(found.moves[-1].tree)) == last
    assert board.shown(found.short.tree) == board.shown(found.moves[-1].tree)


def test_every_rule_is_tested_here_and_tells_its_formula() -> None:
    assert {rule for rule, _, _ in LAST} == set(RULES)
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leaves_other_functions_alone(rule: Rule) -> None:
    assert rule(parse("atan2(x, 2)").tree, Board(SETTING)) is None


@pytest.mark.parametrize("n", [2, 3, 5, 7, 12, 31, 64, 120, 1000])
def test_the_sum_of_powers_is_the_quotient_of_the_differences(n: int) -> None:
    a, b = parse("x + h", variables=("x", "h")).tree, parse("x").tree
    whole = parse(f"((x + h)^{n} - x^{n})/h", variables=("x", "h")).tree
    assert truth.same(whole, sum_of_powers(a, b, n), SETTING) in ("proven", "numerical")


@pytest.mark.parametrize(("text", "slope"), [("2x + 1", "2"), ("a x + b", "a"), ("5", "0"), ("x/3", "1/3")])
def test_straight_lines_have_a_slope(text: str, slope: str) -> None:
    found = slope_of_line(parse(text).tree, SETTING)
    assert found is not None
    assert to_text(found) == slope


@pytest.mark.parametrize("text", ["x^2", "1/x", "sin(x)", "x x"])
def test_other_functions_have_none(text: str) -> None:
    assert slope_of_line(parse(text).tree, SETTING) is None
