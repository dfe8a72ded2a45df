"""Steps and waves of whole numbers: what exact arithmetic knows of them, and doubles do not."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.identities.whole_numbers import is_whole, without_whole_numbers

TINY = 1e-17  # frac(-TINY) is 1 in doubles


def tree(text: str) -> Node:
    return parse(text).tree


def function_of(text: str) -> RealFunction:
    expression = parse(text)
    return RealFunction(Program(settled(expression.tree), expression.variables), "x")


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "-3",
        "floor(x)",
        "ceil(x) round(x) - 2",
        "floor(x)^3",
        "|floor(x)|",
        "max(sign(x), 2)",
        "{x < 0: 1, floor(x)}",
    ],
)
def test_whole_numbers_are_known_by_their_shape(text: str) -> None:
    assert is_whole(tree(text))


@pytest.mark.parametrize("text", ["x", "1/2", "floor(x)/2", "floor(x)^x", "sqrt(floor(x))", "a", "pi", "{x < 0: 1, x}"])
def test_of_other_numbers_nothing_is_claimed(text: str) -> None:
    assert not is_whole(tree(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("floor(floor(x))", "floor(x)"),
        ("ceil(2floor(x) - 1)", "2floor(x) - 1"),
        ("floor(x + floor(x))", "floor(x) + floor(x)"),
        ("round(x + ceil(x))", "ceil(x) + round(x)"),
        ("frac(x + floor(x))", "frac(x)"),
        ("frac(frac(x))", "frac(x)"),
        ("floor(frac(x))", "0"),
        ("floor(frac(x)^2 + 3)", "3"),
        ("sin(pi floor(x))", "0"),
        ("tan(x + pi round(x))", "tan(x)"),
        ("cos(x - 2pi floor(x))", "cos(x)"),
        ("sin(tau ceil(x) + x)", "sin(x)"),
        ("cos(pi floor(x))^2", "1"),
        ("mod(floor(x), 1)", "0"),
    ],
)
def test_what_is_superfluous_is_left_out(text: str, expected: str) -> None:
    assert to_text(without_whole_numbers(tree(text))) == to_text(tree(expected))


@pytest.mark.parametrize(
    "text",
    [
        "floor(x)",
        "floor(x + 1)",
        "ceil(frac(x))",
        "sin(pi x)",
        "sin(pi floor(x)/2)",
        "cos(pi floor(x))",
        "mod(x, 2)",
        "frac(x/2)",
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    assert without_whole_numbers(tree(text)) == tree(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("floor(frac(x))", lambda x: Fraction(0)),
        ("floor(x + floor(2x))", lambda x: Fraction(math.floor(x) + math.floor(2 * x))),
        ("frac(x - ceil(x)) + floor(frac(x) + 2)", lambda x: x - math.floor(x) + 2),
        ("ceil(x + round(x))", lambda x: Fraction(math.ceil(x) + math.floor(x + Fraction(1, 2)))),
        ("cos(2pi floor(x)) + sin(pi ceil(x))", lambda x: Fraction(1)),
    ],
)
def test_its_values_are_those_of_exact_arithmetic(text: str, expected: object) -> None:
    function = function_of(text)
    for x in (0.0, 0.5, -0.5, 2.25, -7.75, 3.0, -3.0, -TINY, TINY, 123456.5):
        assert callable(expected)
        assert float(function(np.array([x]))[0]) == pytest.approx(float(expected(Fraction(x))), abs=1e-15)


@pytest.mark.parametrize(
    "text", ["floor(frac(ln(x)))", "sin(pi floor(ln(x)))", "frac(floor(1/x))", "cos(pi floor(ln(x)))^2"]
)
def test_it_has_no_value_where_there_was_none(text: str) -> None:
    function = function_of(text)
    assert np.isnan(function(np.array([0.0]))).all()
    assert not np.isnan(function(np.array([0.7, 2.0]))).any()


@pytest.mark.parametrize(
    "text",
    [
        "floor(frac(9^9^x))",
        "floor(mod(e^x + 2, 1))",
        "floor(frac(x) * mod(x, 1))",
        "frac(floor(9^9^x))",
        "floor(frac(x^2 + 5)^3)",
    ],
)
def test_settled_parts_do_not_hide_it(text: str) -> None:
    assert to_text(settled(tree(text))) == "0"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("floor(frac(1/x))", "removable"),
        ("frac(floor(1/x))", "removable"),
        ("mod(floor(1/x), 1)", "removable"),
        ("sin(pi floor(1/x))", "removable"),
        ("cos(pi floor(1/x))^2 + x", "removable"),
        ("frac(floor(1/x) + x)", "jump"),
        ("frac(frac(1/x))", "oscillation"),
        ("floor(frac(x) + x)", "smooth"),
        ("floor(frac(x) - x)", "jump"),
        ("sin(x + pi floor(x))", "corner"),
        ("cos(x + 2pi floor(x))", "smooth"),
    ],
)
def test_verdicts_at_their_steps_are_proven(text: str, kind: str) -> None:
    verdict = verdict_at(function_of(text), 0.0)
    assert (verdict.kind, verdict.status) == (kind, "proven")


@pytest.mark.parametrize(
    "text",
    [
        "cos(pi floor(x/(0/x^2)))^2",
        "sin(pi floor(x/(0/x^2)))",
        "cos(pi floor(x) + pi floor(ln(-1)))^2",
        "frac(floor(1/(x - x)))",
        "frac(floor(x) + floor(asin(2)))",
        "floor(frac(x) + floor(1/(sqrt(2) sqrt(2) - 2))) + x",
        "cos(2pi floor(x/(2 - sqrt(2)^2)))^2",
    ],
)
def test_what_stands_beside_a_number_without_a_value_has_none(text: str) -> None:
    function = function_of(text)
    assert np.isnan(function(np.array([-1.3, 0.0, 0.7, 2.0]))).all()
    verdicts = [verdict_at(function, x) for x in (0.0, 1.0)]
    assert [(verdict.kind, verdict.status) for verdict in verdicts] == [("undefined", "proven")] * 2


@pytest.mark.parametrize("text", ["floor(frac(x) + floor(ln(2)))", "cos(pi floor(x sqrt(2)/pi))^2 + 0/e"])
def test_numbers_that_have_a_value_need_no_guard(text: str) -> None:
    assert "0" not in to_text(settled(tree(text))).replace("0/e", "")
