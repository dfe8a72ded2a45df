"""Plain text as a reader expects it: few brackets, no needless signs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivgui.model.language import parser, plain, tree

PRINTED = [
    ("x^3-3x", "x^3 - 3x"),
    ("2x sin x", "2x*sin(x)"),
    ("1/2x", "(1/2)x"),
    ("-x^2", "-x^2"),
    ("(-x)^2", "(-x)^2"),
    ("|x-1|", "|x - 1|"),
    ("||x|-1|", "abs(|x| - 1)"),
    ("x(x-2)/(x-2)", "x(x - 2)/(x - 2)"),
    ("(x+1)(x-1)", "(x + 1)(x - 1)"),
    ("2(x+1)", "2(x + 1)"),
    ("f*(x+1)", "f*(x + 1)"),
    ("x*y", "x*y"),
    ("2*3", "2*3"),
    ("2πx", "2pi*x"),
    ("2e^x", "2e^x"),
    ("e^{-x^2}", "e^(-x^2)"),
    ("x^{-1}", "x^-1"),
    ("2^(3^2)", "2^3^2"),
    ("(2^3)^2", "(2^3)^2"),
    ("x^(1/3)", "x^(1/3)"),
    ("a-(b-c)", "a - (b - c)"),
    ("a-(-b)", "a - (-b)"),
    ("a/(b/c)", "a/(b/c)"),
    ("a/b/c", "a/b/c"),
    ("sin^2 x", "sin(x)^2"),
    ("sin^-1 x", "asin(x)"),
    ("√x", "sqrt(x)"),
    ("⌊x⌋", "floor(x)"),
    ("log_2(x)", "log_2(x)"),
    ("log_(a+1)(x)", "log_(a + 1)(x)"),
    ("5!", "5!"),
    ("(n+1)!", "(n + 1)!"),
    ("αx", "alpha*x"),
    ("x_{max}", "x_{max}"),
    (".50", "0.5"),
    ("2.0", "2.0"),
    ("1e-9", "1e-9"),
    ("1e300", "1e300"),
    ("12e30", "12e30"),
    ("1.5e30", "1.5e30"),
    ("0.00001", "0.00001"),
    ("{x<0:-x;0<=x<1:x^2;2x-1}", "{x < 0: -x, 0 <= x < 1: x^2, 2x - 1}"),
    ("2{x<0:-x;x}", "2*{x < 0: -x, x}"),
]


@pytest.mark.parametrize(("typed", "expected"), PRINTED)
def test_prints_what_a_reader_expects(typed: str, expected: str) -> None:
    node = parser.parse(typed).tree
    assert plain.to_text(node) == expected
    assert parser.parse(expected).tree == node


DEFINITIONS = [
    ("f(x) = x^2", "f", "f(x) = x^2"),
    ("x^2", "g", "g(x) = x^2"),
    ("f(x, y) = x", "f", "f(x, y) = x"),
    ("g(t) = t^2", "g", "g(t) = t^2"),
    ("y = 2x", "y", "y = 2x"),
    ("z = x y", "z", "z = x*y"),
    ("y(t) = t", "y", "y(t) = t"),
    ("φ_1(θ) = θ", "φ_1", "phi_1(theta) = theta"),
]


@pytest.mark.parametrize(("typed", "name", "expected"), DEFINITIONS)
def test_a_definition_prints_as_one_and_reads_back(typed: str, name: str, expected: str) -> None:
    expression = parser.parse(typed)
    printed = plain.definition_text(expression, name)
    assert printed == expected
    again = parser.parse(printed)
    assert (again.name, again.variables, again.tree) == (
        name,
        expression.variables,
        expression.tree,
    )


def test_numbers_that_nobody_typed_still_print_as_their_value() -> None:
    third = tree.Number(Fraction(1, 3))
    assert plain.to_text(tree.Power(third, third)) == "(1/3)^(1/3)"
    assert plain.to_text(tree.Sum((tree.Symbol("x"), tree.Number(Fraction(-2))))) == "x - 2"
