"""The derivative at one number: f'(3) with the numbers in, corners, joints and ends."""

from __future__ import annotations

import mpmath
import pytest

from derivgui.model.language.parser import parse, parse_exact
from derivgui.model.symbolic.derivation import Derivation, derive
from tests.oracle.mp import Undefined, at_place, evaluate


def at(text: str, number: str) -> Derivation:
    return derive(parse(text).tree, "x", parse_exact(number))


def lines(text: str, number: str) -> list[str]:
    return [step.text for step in at(text, number).steps]


def test_the_numbers_are_in_every_line() -> None:
    assert lines("x^2", "3") == ["((3 + h)^2 - 3^2)/h", "(9 + 6h + h^2 - 9)/h", "(6h + h^2)/h", "6 + h", "6"]
    assert lines("1/x", "2") == [
        "(1/(2 + h) - 1/2)/h",
        "(2 - (2 + h))/(2h(2 + h))",
        "-h/(2h(2 + h))",
        "-1/(2(2 + h))",
        "-1/4",
    ]


def test_a_decimal_stays_a_decimal() -> None:
    assert lines("0.5x^2", "0.3")[1:] == ["(0.045 + 0.3h + 0.5h^2 - 0.045)/h", "(0.3h + 0.5h^2)/h", "0.3 + 0.5h", "0.3"]


@pytest.mark.parametrize(
    ("text", "number", "slope"),
    [
        ("x^2", "-1", "-2"), ("x^3 - 2x", "2", "10"), ("sqrt(x)", "4", "1/4"), ("sin(x)", "0", "1"), ("e^x", "0", "1"),
        ("cos(x)", "pi/2", "-1"), ("ln(x)", "1", "1"), ("tan(x)", "pi/4", "2"), ("x^2", "sqrt(2)", "2sqrt(2)"),
        ("|x|", "3", "1"), ("|x|", "-2", "-1"), ("x^x", "1", "1"), ("(x + 1)/(x - 2)", "3", "-3"),
    ],
)  # fmt: skip
def test_smooth_places(text: str, number: str, slope: str) -> None:
    found = at(text, number)
    assert found.result is not None
    assert found.result.text == slope
    assert found.status in ("proven", "numerical")
    assert_lines_are_the_quotient(found, text, number)


@pytest.mark.parametrize(
    ("text", "number", "slope"),
    [
        ("x|x|", "0", "0"), ("|x|^(4/3)", "0", "0"), ("{x<=1: x^2, 2x-1}", "1", "2"), ("x^(4/3)", "0", "0"),
        ("{x=0: 0, x^2 sin(1/x)}", "0", "0"), ("{x<0: -x, x<1: x^2, 2x-1}", "1", "2"), ("floor(x)", "1.5", "0"),
        ("max(x, 0)", "-1", "0"),
    ],
)  # fmt: skip
def test_differentiable_after_all(text: str, number: str, slope: str) -> None:
    found = at(text, number)
    assert found.result is not None, found.message
    assert found.result.text == slope


@pytest.mark.parametrize(
    ("text", "number", "left", "right"),
    [
        ("|x|", "0", "-1", "1"), ("|x^2 - 4|", "2", "-4", "4"), ("|sin(x)|", "pi", "-1", "1"),
        ("max(x, 0)", "0", "0", "1"),
        ("{x <= 1: x^2, 3x - 2}", "1", "2", "3"), ("floor(x)", "1", "+∞", "0"), ("sign(x)", "0", "+∞", "+∞"),
        ("{x <= 1: x^2, 2x}", "1", "2", "+∞"), ("min(x, x^2)", "1", "2", "1"), ("e^|x|", "0", "-1", "1"),
        ("sqrt(x^2)", "0", "-1", "1"),
    ],
)  # fmt: skip
def test_two_sides_that_differ_are_named(text: str, number: str, left: str, right: str) -> None:
    found = at(text, number)
    assert (found.result, found.exists) == (None, False)
    assert found.message == f"No derivative at {number}: from the left {left}, from the right {right}."
    assert found.steps[-1].kind == "limit law"
    assert_lines_are_the_quotient(found, text, number, small=True)


def test_absolute_value_at_zero_reads_like_a_textbook() -> None:
    assert lines("|x|", "0") == ["(|h| - |0|)/h", "{h < 0: -h/h, h > 0: h/h}", *["{h < 0: -1, h > 0: 1}"] * 2]
    last = at("|x|", "0").steps[-1]
    assert last.latex == r"\lim_{h \to 0^{-}} (-1) = -1,\quad \lim_{h \to 0^{+}} 1 = 1"


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("sqrt(x)", "0", "grows beyond all bounds as h tends to 0 (from the right to +∞)"),
        ("cbrt(x)", "0", "(from the left to +∞, from the right to +∞)"),
        ("x^(2/3)", "0", "(from the left to -∞, from the right to +∞)"),
        ("1/x", "0", "has no value at 0"),
        ("tan(x)", "pi/2", "has no value at pi/2"),
        ("sqrt(x)^3", "0", "values only to the right of 0: 0 is a one-sided limit"),
    ],
)
def test_no_derivative_for_other_reasons(text: str, number: str, words: str) -> None:
    found = at(text, number)
    assert (found.result, found.exists) == (None, False)
    assert words in found.message


@pytest.mark.parametrize(
    ("text", "number"),
    [("{x=0: 0, x sin(1/x)}", "0"), ("{x=0: 1, sin(x)/x}", "0")],
)
def test_what_is_not_understood_is_not_invented(text: str, number: str) -> None:
    found = at(text, number)
    assert found.result is None
    assert found.exists is not True
    assert found.message


def assert_lines_are_the_quotient(found: Derivation, text: str, number: str, small: bool = False) -> None:
    tree = parse(text).tree
    with mpmath.workdps(50):
        x = at_place(parse_exact(number), {})
        for h in (0.25, -0.125) if not small else (0.01, -0.01):
            values = {"h": mpmath.mpf(h)}
            wanted = (evaluate(tree, {"x": x + h}) - at_place(tree, {"x": x})) / mpmath.mpf(h)
            for step in found.steps:
                if step.kind == "result":
                    continue
                try:
                    value = evaluate(parse(step.text).tree, values)
                except Undefined:
                    continue
                assert abs(value - wanted) < 1e-9 * (1 + abs(wanted)), step.text
