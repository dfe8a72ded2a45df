"""Piecewise definitions, named functions, their variables and parameters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derivgui.model.language import parser

Read = Callable[[str], str]

PIECEWISE = [
    (
        "{x<0: -x, 0<=x<1: x^2, 2x-1}",
        "(cases [(x < 0) (- x)] [(0 <= x < 1) (^ x 2)] (+ (* 2 x) (- 1)))",
    ),
    ("{x<0: -x; x}", "(cases [(x < 0) (- x)] x)"),
    ("{x<0: -x\n x>=0: x}", "(cases [(x < 0) (- x)] [(x >= 0) x])"),
    ("{x<0: -x,\n x>=0: x}", "(cases [(x < 0) (- x)] [(x >= 0) x])"),
    ("{\n x<0: -x\n\n x >= 0: x\n}", "(cases [(x < 0) (- x)] [(x >= 0) x])"),
    ("{-x if x<0, x otherwise}", "(cases [(x < 0) (- x)] x)"),
    ("{-x for x<0, x otherwise}", "(cases [(x < 0) (- x)] x)"),
    ("{-x when x<0, x else}", "(cases [(x < 0) (- x)] x)"),
    ("{-x, if x<0; x, otherwise}", "(cases [(x < 0) (- x)] x)"),
    ("{x<0: -x, else: x}", "(cases [(x < 0) (- x)] x)"),
    ("{if x<0: -x, otherwise x}", "(cases [(x < 0) (- x)] x)"),
    ("{x = 0: 1, sin(x)/x}", "(cases [(x = 0) 1] (/ (sin x) x))"),
    ("{x == 0: 1, 2}", "(cases [(x = 0) 1] 2)"),
    ("{x != 0: 1/x}", "(cases [(x != 0) (/ 1 x)])"),
    ("{x ≠ 0: 1/x}", "(cases [(x != 0) (/ 1 x)])"),
    ("{x ≤ 1: x, x > 1: 2}", "(cases [(x <= 1) x] [(x > 1) 2])"),
    ("{1 ⩾ x: x, 2}", "(cases [(1 >= x) x] 2)"),
    ("2{x<0: -x, x} + 1", "(+ (* 2 (cases [(x < 0) (- x)] x)) 1)"),
    ("{|x|<1: 1, 0}", "(cases [((abs x) < 1) 1] 0)"),
    ("{x<0: {x<-1: 1, 2}, 3}", "(cases [(x < 0) (cases [(x < (- 1)) 1] 2)] 3)"),
    ("{x<0: max(x, 1), 3}", "(cases [(x < 0) (max x 1)] 3)"),
    ("{x+1}", "(+ x 1)"),
    ("{x<0: -x, x,}", "(cases [(x < 0) (- x)] x)"),
]


@pytest.mark.parametrize(("text", "expected"), PIECEWISE)
def test_piecewise_definitions(read: Read, text: str, expected: str) -> None:
    assert read(text) == expected


DEFINITIONS = [
    ("x^2", None, ("x",), (), "(^ x 2)"),
    ("3", None, ("x",), (), "3"),
    ("y^2", None, ("x", "y"), (), "(^ y 2)"),
    ("f(x) = x^2", "f", ("x",), (), "(^ x 2)"),
    ("f(x) := x^2", "f", ("x",), (), "(^ x 2)"),
    ("f(x,y) = x^2 + y^2", "f", ("x", "y"), (), "(+ (^ x 2) (^ y 2))"),
    ("f(x, y) = x", "f", ("x", "y"), (), "x"),
    ("g(t) = tsin(t)", "g", ("t",), (), "(* t (sin t))"),
    ("g(t) = a t + x", "g", ("t",), ("a", "x"), "(+ (* a t) x)"),
    ("f(x) = x + y", "f", ("x",), ("y",), "(+ x y)"),
    ("y = 2x", "y", ("x",), (), "(* 2 x)"),
    ("y(x) = 2x", "y", ("x",), (), "(* 2 x)"),
    ("f = x + a", "f", ("x",), ("a",), "(+ x a)"),
    ("z = x^2", "z", ("x", "y"), (), "(^ x 2)"),
    ("z = x y", "z", ("x", "y"), (), "(* x y)"),
    ("f_1(x) = x", "f_1", ("x",), (), "x"),
    ("f₁(x) = x", "f_1", ("x",), (), "x"),
    ("φ(x) = x", "φ", ("x",), (), "x"),
    ("phi(θ) = sin θ", "φ", ("θ",), (), "(sin θ)"),
    ("f: x ↦ x^2", "f", ("x",), (), "(^ x 2)"),
    ("f: t -> t^2", "f", ("t",), (), "(^ t 2)"),
    ("x ↦ x^2", None, ("x",), (), "(^ x 2)"),
    ("f(x) = {x = 0: 1, 2}", "f", ("x",), (), "(cases [(x = 0) 1] 2)"),
    ("b x + a + b", None, ("x",), ("b", "a"), "(+ (* b x) a b)"),
    ("p(x) = hx + 0h", "p", ("x",), ("h",), "(+ (* h x) (* 0 h))"),
    (" f ( x ) = x ", "f", ("x",), (), "x"),
]


@pytest.mark.parametrize(("text", "name", "variables", "parameters", "expected"), DEFINITIONS)
def test_definitions(
    read: Read,
    text: str,
    name: str | None,
    variables: tuple[str, ...],
    parameters: tuple[str, ...],
    expected: str,
) -> None:
    expression = parser.parse(text)
    assert read(text) == expected
    assert (expression.text, expression.name) == (text, name)
    assert (expression.variables, expression.parameters) == (variables, parameters)


def test_the_caller_chooses_the_independent_variables() -> None:
    expression = parser.parse("x t + a", variables=("t",))
    assert expression.variables == ("t",)
    assert expression.parameters == ("x", "a")


def test_a_second_variable_brings_the_first_along() -> None:
    assert parser.parse("v + 1", variables=("u", "v")).variables == ("u", "v")
    assert parser.parse("u + 1", variables=("u", "v")).variables == ("u",)


def test_a_number_field_reads_constants() -> None:
    assert parser.parse_number("pi/2") == pytest.approx(1.5707963267948966, rel=0)
    assert parser.parse_number("-1/3") == -1 / 3
    assert parser.parse_number("1e-3") == 0.001
    assert parser.parse_number("2^-5") == 0.03125
    assert parser.parse_number("(-8)^(1/3)") == -2.0
    assert parser.parse_number("sqrt(2)") == 2**0.5
    assert parser.parse_number("|-3|!") == 6.0
    assert parser.parse_number("{1 < 2: 5, 6}") == 5.0


def test_a_number_can_be_kept_exact(read: Read) -> None:
    assert parser.parse_exact("-1/3") == parser.parse("-1/3").tree
