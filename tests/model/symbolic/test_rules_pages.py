"""Every line of a derivation by rules can be read back and is the derivative of what it says it differentiates."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
from mpmath import mp

from derivgui.model.language.parser import parse
from derivgui.model.symbolic.rules.closed_form import is_proven
from derivgui.model.symbolic.service import answer
from tests.model.numeric.test_values import ORDINARY
from tests.oracle import mp as oracle

POINTS = ("-2.3", "-0.6", "0.23", "0.55", "1.4", "2.9")


def page(text: str, variable: str = "x") -> dict[str, Any]:
    return answer({"verb": "derive by rules", "text": text, "variable": variable})


def titles(text: str) -> list[str]:
    return [step["title"] for step in page(text)["steps"]]


@pytest.mark.parametrize("text", ORDINARY)
def test_each_line_is_the_derivative_of_its_own_part(text: str) -> None:
    for step in page(text)["steps"]:
        part, line = parse(step["of"]["text"]).tree, parse(step["text"]).tree
        for x in POINTS:
            try:
                expected = oracle.derivative(part, {"x": x, "y": 3}, "x")
                with mp.workdps(50):
                    found = oracle.evaluate(line, {"x": x, "y": 3})
            except oracle.Undefined:
                continue
            if isinstance(expected, mpmath.mpf):
                assert mpmath.almosteq(found, expected, rel_eps=1e-25, abs_eps=1e-25), f"{step['text']} at {x}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", ["Constant rule", "Result"]),
        ("x^2", ["Power rule", "Result"]),
        ("3x^2", ["Constant multiple rule", "Result"]),
        ("x^2 sin(x)", ["Derivative of sine", "Product rule", "Result"]),
        ("sin(2x+1)", ["Chain rule", "Result"]),
        ("x/(x+1)", ["Quotient rule", "Result"]),
        ("1/(x^2+1)", ["Reciprocal rule", "Result"]),
        ("x^x", ["General power rule", "Result"]),
        ("{x<0: -x, x^2}", ["Branch by branch", "Result"]),
    ],
)
def test_sub_results_come_before_the_whole(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


def test_the_note_names_the_parts() -> None:
    note = next(step["note"] for step in page("x sin(x)")["steps"] if step["rule"] == "Product")
    assert note == r"$(u\,v)' = u'\,v + u\,v'$ with $u = x$, $u' = 1$; $v = \sin x$, $v' = \cos x$"


def test_the_last_line_is_the_closed_form() -> None:
    closed = answer({"verb": "closed form", "text": "x/(x^2+1)"})["forms"][0]
    assert page("x/(x^2+1)")["steps"][-1]["text"] == closed["text"] == "(1 - x^2)/(x^2 + 1)^2"


def test_a_partial_derivative_takes_the_other_variable_for_a_constant() -> None:
    assert page("x^2 y + y^3", "y")["result"]["text"] == "x^2 + 3y^2"


@pytest.mark.parametrize(
    "text",
    ["x^2", "1/x", "sqrt(x)", "sin(x^2)", "tan x", "e^x/x", "ln(x)/x", "x^x", "|x|", "atan x", "asin x",
     "x^3 (x^2+1)^5",
     "sin(x)/cos(x)", "(a x+b)/(c x+d)", "{x<=1: x^2, 3x-2}", "2^x", "cbrt(x)", "sinh x cosh x"],
)  # fmt: skip
def test_exact_algebra_proves_what_the_textbook_asks_for(text: str) -> None:
    found = page(text)
    assert found["status"] == "proven"
    assert {step["status"] for step in found["steps"]} == {"proven"}


@pytest.mark.parametrize(("text", "wrong"), [("x^2", "x"), ("sin x", "sin x"), ("1/x", "1/x^2"), ("x^x", "x x^(x-1)")])
def test_a_wrong_derivative_is_never_proven(text: str, wrong: str) -> None:
    assert not is_proven(parse(text).tree, parse(wrong).tree, "x")
