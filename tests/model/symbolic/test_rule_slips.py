"""A reader types a derivative: right ones are right in every shape, and the rule used wrongly is named."""

from __future__ import annotations

from typing import Any

import pytest

from derivgui.model.symbolic.service import answer


def checked(of: str, typed: str, whole: str = "") -> dict[str, Any]:
    expected = answer({"verb": "closed form", "text": of})["forms"][0]["text"]
    return answer(
        {"verb": "check derivative", "of": of, "expected": expected, "typed": typed, "variable": "x", "whole": whole}
    )


@pytest.mark.parametrize(
    ("of", "typed"),
    [
        ("x sin(x)", "sin(x) + x cos(x)"), ("x sin(x)", "cos(x) x + 1 sin(x)"), ("sin(x^2)", "cos(x^2) 2x"),
        ("(x+1)/(x-2)", "((x-2) - (x+1))/(x-2)^2"), ("2^x", "ln(2) 2^x"), ("a x^2", "2 a x"), ("x^3", "3x x"),
    ],
)  # fmt: skip
def test_an_equal_derivative_is_right_in_any_shape(of: str, typed: str) -> None:
    found = checked(of, typed)
    assert (found["equal"], found["status"], found["is_whole"]) == (True, "proven", False)


@pytest.mark.parametrize(
    ("of", "typed", "slip"),
    [
        ("x sin(x)", "cos(x)", "product rule"), ("x sin(x)", "x cos(x)", "product rule"),
        ("x^2 e^x", "2x e^x", "product rule"), ("sin(x)/x", "cos(x)/1", "quotient rule"),
        ("sin(x)/x", "(sin(x) - x cos(x))/x^2", "quotient rule"),
        ("sin(x)/x", "(x cos(x) + sin(x))/x^2", "quotient rule"),
        ("sin(x)/x", "(x cos(x) - sin(x))/x", "quotient rule"), ("sin(x^2)", "cos(x^2)", "chain rule"),
        ("sin(x^2)", "cos(2x)", "chain rule"), ("sin(x^2)", "2x sin(x^2)", "chain rule"),
        ("(x^2+1)^5", "5(x^2+1)^4", "chain rule"),
        ("(x^2+1)^5", "10x (x^2+1)^5", "power rule"), ("x^3", "3x^3", "power rule"), ("x^3", "x^2", "power rule"),
        ("2^x", "x 2^(x-1)", "exponential rule"), ("2^x", "2^x", "exponential rule"), ("cos(x)", "sin(x)", "sign"),
        ("x^2 + x^3", "2x - 3x^2", "sign"), ("x^4", "2x^3", "coefficient"),
    ],
)  # fmt: skip
def test_the_rule_that_was_used_wrongly_is_named(of: str, typed: str, slip: str) -> None:
    found = checked(of, typed)
    assert (found["equal"], found["slip"]) == (False, slip), found["sentence"]
    assert found["sentence"]


def test_what_is_no_usual_slip_is_just_wrong() -> None:
    found = checked("x sin(x)", "ln(x)")
    assert (found["equal"], found["slip"]) == (False, "")
    assert found["sentence"] == "This is not the derivative of x·sin(x)."


def test_the_derivative_of_the_whole_may_be_named_at_once() -> None:
    found = checked("sin(x)", "sin(x) + x cos(x)", whole="sin(x) + x*cos(x)")
    assert (found["equal"], found["is_whole"]) == (True, True)
    assert not checked("sin(x)", "cos(x)", whole="sin(x) + x*cos(x)")["is_whole"]
