"""A reader types the next line: right lines are right in every shape, and the usual slips are named."""

from __future__ import annotations

import pytest

from derivgui.model.symbolic.derivation.slips import Verdict
from derivgui.model.symbolic.service import answer

SQUARE = ("((x + h)^2 - x^2)/h", "(x^2 + 2x*h + h^2 - x^2)/h")
DIVIDE = ("(2x*h + h^2)/h", "2x + h")
LAST = ("2x + h", "2x")
BRACKET = ("(3(x + h)^2 - 2(x + h) - (3x^2 - 2x))/h", "(3x^2 + 6x*h + 3h^2 - 2x - 2h - 3x^2 + 2x)/h")
RECIPROCAL = ("(1/(x + h) - 1/x)/h", "(x - (x + h))/(h*x(x + h))")
CHAIN = ("cos(((x + h)^2 + x^2)/2)*(sin((2x*h + h^2)/2)/((2x*h + h^2)/2))(2x + h)", "2x*cos(x^2)")


def checked(lines: tuple[str, str], typed: str, is_result: bool = False) -> Verdict:
    request = {"verb": "check line", "previous": lines[0], "expected": lines[1], "typed": typed, "is_result": is_result}
    return Verdict(**answer(request))


@pytest.mark.parametrize(
    ("lines", "typed"),
    [
        (SQUARE, "(2x*h + h^2)/h"), (SQUARE, "(x^2 + h^2 + 2h*x - x*x)/h"), (DIVIDE, "h + x*2"), (DIVIDE, "2(x + h/2)"),
        (RECIPROCAL, "-1/(x(x + h))"), (RECIPROCAL, "-h/(h(x^2 + x h))"),
    ],
)  # fmt: skip
def test_an_equal_line_is_right_in_any_shape(lines: tuple[str, str], typed: str) -> None:
    found = checked(lines, typed)
    assert (found.equal, found.status, found.slip) == (True, "proven", "")


def test_an_equal_result_is_right() -> None:
    assert checked(LAST, "x + x", is_result=True).equal
    assert checked(CHAIN, "cos(x^2) x*2", is_result=True).equal


@pytest.mark.parametrize(
    ("lines", "typed", "slip"),
    [
        (SQUARE, "(x^2 + 2x*h + h - x^2)/h", "square of h"),
        (SQUARE, "(x^2 + h^2 - x^2)/h", "middle term"),
        (SQUARE, "h", "middle term"),
        (SQUARE, "(x^2 - 2x*h + h^2 - x^2)/h", "sign"),
        (SQUARE, "(x^2 + x*h + h^2 - x^2)/h", "coefficient"),
        (SQUARE, "x^2 + 2x*h + h^2 - x^2", "division by h"),
        (SQUARE, "2x", "limit"),
        (DIVIDE, "2x + h^2", "cancelled a term"),
        (DIVIDE, "2x*h + h", "cancelled a term"),
        (DIVIDE, "2x", "limit"),
        (DIVIDE, "2x - h", "sign"),
        (DIVIDE, "4x + 2h", "coefficient"),
        (BRACKET, "(3x^2 + 6x*h + 3h^2 - 2x - 2h - 3x^2 - 2x)/h", "sign"),
        (BRACKET, "(3x^2 + 3h^2 - 2x - 2h - 3x^2 + 2x)/h", "middle term"),
        (RECIPROCAL, "(x - x + h)/(h*x(x + h))", "sign"),
        (RECIPROCAL, "-h/(x(x + h))", "division by h"),
    ],
)
def test_the_usual_slips_are_named(lines: tuple[str, str], typed: str, slip: str) -> None:
    found = checked(lines, typed)
    assert (found.equal, found.slip) == (False, slip)
    assert found.sentence


@pytest.mark.parametrize(
    ("lines", "typed", "slip"),
    [
        (LAST, "x", "coefficient"), (LAST, "2x + h", "limit"), (LAST, "2", "factor"), (LAST, "2x^2", "power"),
        (CHAIN, "cos(x^2)", "chain factor"), (CHAIN, "-2x cos(x^2)", "sign"), (CHAIN, "2x sin(x^2)", ""),
    ],
)  # fmt: skip
def test_slips_in_the_result(lines: tuple[str, str], typed: str, slip: str) -> None:
    found = checked(lines, typed, is_result=True)
    assert (found.equal, found.slip) == (False, slip)


def test_the_factor_from_inside_is_named() -> None:
    sentence = checked(CHAIN, "cos(x^2)", is_result=True).sentence
    assert sentence == "The factor 2x is missing: what stands inside changes, too."


def test_what_cannot_be_read_is_a_sentence() -> None:
    found = answer({"verb": "check line", "previous": "x", "expected": "x", "typed": "2x +"})
    assert set(found["error"]) == {"message", "hint", "span"}
