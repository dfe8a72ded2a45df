"""The words beside the picture of errors."""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.difference_errors import difference_errors
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.scene.error_words import error_reading, error_sentences, missing_slope, short


def said(text: str, x: float) -> str:
    errors = difference_errors(RealFunction(Program(parse(text).tree)), x)
    assert errors is not None
    return " ".join(error_sentences(errors, "f"))


def test_sin_at_one_is_explained_with_its_numbers() -> None:
    text = said("sin x", 1.0)
    assert "forward 7.5·10⁻⁹ (theory √ε·scale = 2.7·10⁻⁸)" in text
    assert "central 4.2·10⁻⁶ (theory ∛ε·scale = 1.2·10⁻⁵)" in text
    assert "1 + 10⁻¹⁶ rounds to 1: both points are the same double, so the quotient is 0/10⁻¹⁶ = 0." in text
    assert "The complex step subtracts nothing" in text


@pytest.mark.parametrize(
    ("text", "x", "part"),
    [
        ("3x + 1", 1.0, "There is no bend, only rounding"),
        ("7", 1.0, "Every difference is exact here"),
        ("7", 1.0, "= 0, which happens to be f′(1)."),
        ("x^2", 0.0, "doubles lie so close that even h = 10⁻¹⁶ is carried"),
        ("sin x", 0.0, "doubles lie so close"),
        ("cos x", 0.0, "both values of f round to the same double"),
        ("e^x", 0.0, "both values of f round to the same double"),
        ("ln x", 0.5, "the difference has hardly a digit left: the quotient is 2.22"),
        ("|x - 3|", 1.0, "No complex step: the absolute value is not analytic."),
        ("sin x", math.pi, "(∝ h²)"),
    ],
)
def test_each_case_has_its_sentence(text: str, x: float, part: str) -> None:
    assert part in said(text, x)


def test_rounding_is_not_blamed_where_it_does_no_harm() -> None:
    assert "by rounding" not in said("x^2", 0.0)
    assert "by rounding" in said("x^2", 1.0)


def test_without_a_function_the_reader_is_asked_to_choose_one() -> None:
    assert "Choose a function" in missing_slope("f", None)


@pytest.mark.parametrize(
    ("text", "x", "reason"),
    [
        ("|x|", 0.0, "f has no derivative at 0 (corner)"),
        ("floor x", 2.0, "f has no derivative at 2 (jump)"),
        ("{x = 1: 3, x}", 1.0, "f has no derivative at 1 (stray point)"),
        ("sqrt x", 0.0, "f has no derivative at 0 (end of the curve)"),
        ("ln x", -1.0, "f is not defined at −1"),
        ("1/x", 0.0, "f is not defined at 0"),
        ("e^(e^x)", 50.0, "No double holds the values"),
    ],
)
def test_without_a_slope_the_reason_is_given(text: str, x: float, reason: str) -> None:
    assert reason in missing_slope("f", verdict_at(RealFunction(Program(parse(text).tree)), x))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (1.0, "1"), (0.54, "0.54"), (5.62e-6, "5.6·10⁻⁶"), (1e-3, "10⁻³"), (9.97e-4, "10⁻³"),
        (3e20, "3·10²⁰"), (5e-324, "5·10⁻³²⁴"), (math.nan, "undefined"), (math.inf, "∞"),
    ],
)  # fmt: skip
def test_sizes_are_told_in_two_digits(value: float, text: str) -> None:
    assert short(value) == text


def test_a_step_is_read_with_the_error_of_each_method() -> None:
    errors = difference_errors(RealFunction(Program(parse("sin x").tree)), 1.0)
    assert errors is not None
    step, parts = error_reading(errors, 1e-8)
    assert step == "h = 10⁻⁸"
    assert parts == (("forward", "3·10⁻⁹"), ("central", "2.6·10⁻⁹"), ("complex step", "1.1·10⁻¹⁶"))


@pytest.mark.parametrize(
    ("h", "step", "errors"),
    [
        (1e-100, "h = 10⁻¹⁰⁰", ("2", "2", "0")),
        (5e-324, "h = 5·10⁻³²⁴", ("2", "2", "0")),
        (0.5, "h = 0.5", ("0.5", "0", "0")),
        (-0.25, "|h| = 0.25", ("0.25", "0", "0")),
        (5.0, "h = 5", ("5", "0", "0")),
        (1e300, "h = 10³⁰⁰", ("∞", "undefined", "undefined")),
    ],
)
def test_any_step_is_read_as_it_is_also_beyond_the_picture(h: float, step: str, errors: tuple[str, ...]) -> None:
    found = difference_errors(RealFunction(Program(parse("x^2").tree)), 1.0)
    assert found is not None
    said, parts = error_reading(found, h)
    assert said == step
    assert tuple(error for _, error in parts) == errors
