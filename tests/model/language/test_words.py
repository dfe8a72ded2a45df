"""Formulas as a teacher says them."""

from __future__ import annotations

import pytest

from derivgui.model.language import parser, words

SPOKEN = [
    ("x^3 - 3x", "x cubed minus three x"),
    ("a x^2 + b x + c", "a x squared plus b x plus c"),
    ("-x", "minus x"),
    ("1/x", "one over x"),
    ("1/2 x", "one half x"),
    ("2/3", "two thirds"),
    ("x^(1/3)", "x to the power of one third"),
    (
        "(x+1)/(x-1)",
        "the fraction with numerator x plus one and denominator x minus one, end fraction",
    ),
    ("2(x+1)", "two times the quantity x plus one, end quantity"),
    ("(x+1)^2", "the quantity x plus one, end quantity, squared"),
    ("sin(x)^2", "the sine of x, squared"),
    ("sin(x) + 1", "the sine of x, plus one"),
    ("sin(x + 1)", "the sine of x plus one, end argument"),
    ("sin(2x)", "the sine of two x"),
    ("sin(x^2)", "the sine of x squared, end argument"),
    ("sin x cos x", "the sine of x, times the cosine of x"),
    ("e^x", "e to the power of x"),
    ("e^(-x^2)", "e to the power of minus x squared, end power"),
    ("x^-1", "x to the power of minus one"),
    ("sqrt(x)", "the square root of x"),
    ("sqrt(x+1)", "the square root of x plus one, end root"),
    ("|x-1|", "the absolute value of x minus one, end absolute value"),
    ("ln(x)", "the natural logarithm of x"),
    ("log_2(x)", "the logarithm to base two of x"),
    ("root(x, 5)", "the root of degree five of x"),
    ("max(0, x)", "the maximum of zero, and x, end list"),
    ("n!", "n factorial"),
    ("α + A + x_0", "alpha plus capital A plus x sub 0"),
    ("Ω", "capital omega"),
    ("2.5x", "2.5 x"),
    ("100x", "100 x"),
    ("1e-9", "1 times ten to the power of minus 9"),
    (
        "{x < 0: -x, 0 <= x < 1: x^2, 2x - 1}",
        "by cases: minus x if x is less than zero; x squared if zero is at most x, which is less "
        "than one; two x minus one otherwise; end cases",
    ),
]


@pytest.mark.parametrize(("typed", "expected"), SPOKEN)
def test_says_what_a_teacher_says(typed: str, expected: str) -> None:
    assert words.to_words(parser.parse(typed).tree) == expected


LOOKALIKES = [
    ("1/x + 1", "1/(x + 1)"),
    ("sin(x) + 1", "sin(x + 1)"),
    ("sin(x)y", "sin(x y)"),
    ("e^x + 1", "e^(x + 1)"),
    ("e^x y", "e^(x y)"),
    ("sqrt(x) + 1", "sqrt(x + 1)"),
    ("x - (y - 1)", "x - y - 1"),
    ("(-x)^2", "-x^2"),
    ("sin(x^2)", "sin(x)^2"),
    ("2(x + 1)", "2x + 1"),
    ("(x/y)^2", "x/y^2"),
    ("|x| - 1", "|x - 1|"),
    ("(2^3)^2", "2^3^2"),
    ("n! + 1", "(n + 1)!"),
    ("(x + 1)/x - 1", "(x + 1)/(x - 1)"),
]


@pytest.mark.parametrize(("one", "other"), LOOKALIKES)
def test_formulas_that_differ_sound_different(one: str, other: str) -> None:
    spoken = {words.to_words(parser.parse(text).tree) for text in (one, other)}
    assert len(spoken) == 2
