"""Closed forms look like a textbook's, hold where they say, and agree with differences at 80 digits."""

from __future__ import annotations

import math
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from mpmath import mp

from derivgui.model.language.catalogue import ROWS
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.symbolic.rules import table
from derivgui.model.symbolic.rules.closed_form import closed_form
from derivgui.model.symbolic.rules.differentiate import NoDerivativeError
from derivgui.model.symbolic.service import answer
from derivgui.model.symbolic.tidy import tidy
from derivgui.model.symbolic.tidy.term import UndefinedError
from tests.model.numeric.test_random_trees import TREES
from tests.model.numeric.test_values import ORDINARY
from tests.oracle import mp as oracle

POINTS = ("-3.7", "-1.3", "-0.6", "0.23", "0.55", "1.4", "2.9")


def form(text: str, by: str = "x", angle: str = "radians") -> dict[str, Any]:
    """The derivative as it crosses to the window."""
    found = answer({"verb": "closed form", "text": text, "orders": [list(by)], "angle": angle})
    one: dict[str, Any] = found["forms"][0]
    return one


def derivative(text: str, by: str = "x") -> str:
    return str(form(text, by)["text"])


def conditions(text: str) -> list[str]:
    return [condition["text"] for condition in form(text)["conditions"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", "0"), ("x", "1"), ("x^2", "2x"), ("1/x", "-1/x^2"), ("x^3 - 3x", "3x^2 - 3"), ("3x^2-2x", "6x - 2"),
        ("sqrt(x)", "1/(2sqrt(x))"), ("cbrt(x)", "1/(3x^(2/3))"), ("x sqrt(x)", "3sqrt(x)/2"),
        ("sqrt(x^2+1)", "x/sqrt(x^2 + 1)"), ("sqrt(1+x^2)", "x/sqrt(1 + x^2)"), ("sqrt(1-x^2)", "-x/sqrt(1 - x^2)"),
        ("x sqrt(x^2+1)", "(2x^2 + 1)/sqrt(x^2 + 1)"), ("sqrt(8x)", "sqrt(2)/sqrt(x)"),
        ("(x+1)/(x-2)", "-3/(x - 2)^2"), ("x/(x^2+1)", "(1 - x^2)/(x^2 + 1)^2"), ("1/(1-x)", "1/(1 - x)^2"),
        ("x^3/(x-1)", "x^2(2x - 3)/(x - 1)^2"), ("x+1/x", "1 - 1/x^2"), ("1/(x^2+x)", "-(2x + 1)/(x^2 + x)^2"),
        ("(x+1)(x-2)", "2x - 1"), ("(x^2+1)^5", "10x(x^2 + 1)^4"),
        ("x^3 (x^2+1)^5", "x^2(x^2 + 1)^4(13x^2 + 3)"), ("(x^2-1)/(x-1)", "1"),
        ("sin x", "cos(x)"), ("cos x", "-sin(x)"), ("tan x", "1/cos(x)^2"), ("sin(x)/cos(x)", "1/cos(x)^2"),
        ("sin(2x)", "2cos(2x)"), ("sin(x^2)", "2x*cos(x^2)"), ("sin(x)^2", "2sin(x)*cos(x)"),
        ("sin(x)^2 + cos(x)^2", "0"), ("x sin x", "sin(x) + x*cos(x)"), ("x^2 sin x", "2x*sin(x) + x^2*cos(x)"),
        ("sin(x)/x", "(x*cos(x) - sin(x))/x^2"),
        ("e^x", "e^x"), ("e^(2x)", "2e^(2x)"), ("e^(x/2)", "e^(x/2)/2"), ("2^x", "2^x*ln(2)"),
        ("x e^x", "(x + 1)e^x"), ("e^(sin x)", "cos(x)*e^sin(x)"), ("e^(-x^2)", "-2x*e^(-x^2)"),
        ("1/(1+e^(-x))", "e^-x/(1 + e^-x)^2"), ("e^x/x", "(x - 1)e^x/x^2"),
        ("ln x", "1/x"), ("ln(5x)", "1/x"), ("ln|x|", "1/x"), ("log(x)", "1/(x*ln(10))"), ("x ln x", "ln(x) + 1"),
        ("ln(x)/x", "(1 - ln(x))/x^2"), ("ln(x^2+1)", "2x/(x^2 + 1)"), ("x^x", "(ln(x) + 1)x^x"),
        ("atan x", "1/(x^2 + 1)"), ("asin(2x)", "2/sqrt(1 - 4x^2)"), ("cosh x", "sinh(x)"),
        ("|x|", "x/|x|"), ("x|x|", "2|x|"), ("floor(x)", "0"), ("x frac(x)", "frac(x) + x"),
        ("a x^2 + b x + c", "2a*x + b"), ("(a x+b)/(c x+d)", "(a*d - b*c)/(c*x + d)^2"), ("x^n", "n*x^(n - 1)"),
        ("0.1x^3", "0.3x^2"), ("x^0.3", "0.3x^-0.7"), ("x/3", "1/3"),
        ("{x<=1: x^2, 3x-2}", "{x < 1: 2x, 3}"), ("max(x, x^2)", "{x > x^2: 1, x < x^2: 2x}"),
    ],
)  # fmt: skip
def test_the_derivative_is_the_textbook_one(text: str, expected: str) -> None:
    assert derivative(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/(1+10^12(x-1/3)^2)", "2*10^12*(1/3 - x)/(1 + 10^12*(x - 1/3)^2)^2"),
        ("1/(1+(x-1)^2)", "2(1 - x)/(1 + (x - 1)^2)^2"),
        ("(x-1/3)^20", "20(x - 1/3)^19"),
        ("(0.5x+1)^4", "2(0.5x + 1)^3"),
        ("exp(-10^4 (x-0.3)^2)", "2*10^4*(0.3 - x)exp(-10^4*(x - 0.3)^2)"),
        ("(2x+1)^5+(x-4)^3", "10(2x + 1)^4 + 3(x - 4)^2"),
        ("100(y-x^2)^2+(1-x)^2", "400x(x^2 - y) + 2x - 2"),
        ("sqrt(10^-6+(x-1)^2)", "(x - 1)/sqrt(1/10^6 + (x - 1)^2)"),
        ("ln(x/3-1)", "1/(x - 3)"),
        ("100000(x-1)^3", "300000(x - 1)^2"),
        ("x^2+(x-1)^2", "4x - 2"),
    ],
)
def test_brackets_and_powers_of_ten_stay_as_typed_unless_that_is_longer(text: str, expected: str) -> None:
    assert derivative(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^3", "6x"), ("1/x", "2/x^3"), ("sin x", "-sin(x)"), ("x e^x", "(x + 2)e^x"), ("ln x", "-1/x^2"),
        ("x^2 sin x", "2sin(x) + 4x*cos(x) - x^2*sin(x)"), ("1/(x^2+1)", "2(3x^2 - 1)/(x^2 + 1)^3"),
        ("sqrt(1-x^2)", "-1/(1 - x^2)^(3/2)"), ("e^(-x^2)", "2(2x^2 - 1)e^(-x^2)"), ("|x|", "0"), ("x|x|", "2x/|x|"),
        ("tan x", "2sin(x)/cos(x)^3"),
    ],
)  # fmt: skip
def test_the_second_derivative_too(text: str, expected: str) -> None:
    assert derivative(text, "xx") == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [("x", "2x*y"), ("y", "x^2 + 3y^2"), ("xx", "2y"), ("xy", "2x"), ("yx", "2x"), ("yy", "6y")],
)
def test_partial_derivatives_hold_the_other_variable_fast(by: str, expected: str) -> None:
    assert derivative("x^2 y + y^3", by) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2", []), ("1/x", []), ("sqrt(x)", []), ("ln(x)", ["x > 0"]), ("ln(x-2)", ["x > 2"]),
        ("ln(3-2x)", ["x < 3/2"]), ("ln|x|", []), ("ln(x^2+1)", []), ("ln(1-x^2)", ["x^2 < 1"]), ("|x|", []),
        ("x|x|", []), ("sign(x)", ["x != 0"]), ("floor(x)", ["x no whole number"]),
        ("mod(x,2)", ["x/2 no whole number"]), ("(x^2-1)/(x-1)", ["x != 1"]), ("x(x-2)/(x-2)", ["x != 2"]),
        ("{x<=1: x^2, 3x-2}", ["x != 1"]), ("max(x,0)", ["x != 0"]), ("asin(x)", []), ("acosh(x)", ["x > 1"]),
        ("x^x", []), ("x^(3/2)", ["x > 0"]), ("x^(5/3)", []), ("ln(sin x)", ["sin(x) > 0"]),
    ],
)  # fmt: skip
def test_a_condition_is_said_where_the_formula_does_not_show_it(text: str, expected: list[str]) -> None:
    assert conditions(text) == expected


def test_every_function_of_the_catalogue_has_a_rule() -> None:
    without = {row.name for row in ROWS} - table.ROWS.keys()
    assert without == {"min", "max", "factorial"}


@pytest.mark.parametrize("name", sorted(table.ROWS))
def test_every_row_of_the_table_is_right_inside_another_function(name: str) -> None:
    arguments = {"root": "x^3+2, 5", "mod": "x^3, 2/3", "atan2": "x^2, x"}.get(name)
    inside = arguments or {"asec": "x^2+1.1", "acsc": "x^2+1.1", "acosh": "x^2+1.1", "acoth": "x^2+1.1"}.get(
        name, "x/7"
    )
    found = form("log_3(x^2+1)" if name == "log_base" else f"{name}({inside})")
    assert found["status"] != "not determined", found["problem"]


@pytest.mark.parametrize("text", ORDINARY)
def test_closed_forms_agree_with_differences_at_eighty_digits(text: str) -> None:
    found = form(text)
    assert not found["problem"]
    tree, formula = parse(text).tree, parse(found["text"]).tree
    compared = 0
    for x in POINTS:
        try:
            expected = oracle.derivative(tree, {"x": x, "y": 3}, "x")
            with mp.workdps(50):
                value = oracle.evaluate(formula, {"x": x, "y": 3})
        except oracle.Undefined:
            continue
        if isinstance(expected, mpmath.mpf):
            compared += 1
            assert mpmath.almosteq(value, expected, rel_eps=1e-25, abs_eps=1e-25), f"{text} at {x}"
    assert compared


@given(TREES)
@settings(max_examples=150)
def test_no_random_tree_gets_a_wrong_derivative(tree: Any) -> None:
    """Where rules and jets disagree the answer is "not determined"; that is the net, and nothing may fall into it."""
    try:
        found = closed_form(tree, ("x",), ("x",))
    except NoDerivativeError:
        return
    if not np.isfinite(Program(tree).value({"x": np.array(POINTS, dtype=float)})).any():
        return
    if found.status == "not determined":
        values = [_value(tree, x) for x in POINTS]
        assert sum(value is not None for value in values) <= 1, to_text(found.tree)


def _value(tree: Any, x: str) -> float | None:
    try:
        value = float(oracle.derivative(tree, {"x": x}, "x"))
    except (oracle.Undefined, ArithmeticError, ValueError, TypeError):
        return None
    return value if math.isfinite(value) and abs(value) < 1e100 else None


@given(TREES)
@settings(max_examples=300)
def test_tidying_keeps_every_value(tree: Any) -> None:
    try:
        tidied = tidy(tree)
    except (UndefinedError, OverflowError):
        return
    for x in POINTS:
        try:
            before = oracle.evaluate(tree, {"x": x})
        except (oracle.Undefined, ArithmeticError, ValueError):
            continue
        if isinstance(before, mpmath.mpf) and mpmath.isfinite(before) and abs(before) < 1e30:
            after = oracle.evaluate(tidied, {"x": x})
            assert mpmath.almosteq(after, before, rel_eps=1e-20, abs_eps=1e-20), to_text(tidied)


def test_in_degrees_the_factor_stands_in_front() -> None:
    assert form("sin x", angle="degrees")["text"] == "pi*cos(x)/180"
    assert form("atan x", angle="degrees")["text"] == "180/(pi*(x^2 + 1))"


def test_a_mistake_comes_back_with_its_place() -> None:
    found = answer({"verb": "closed form", "text": "x +"})
    assert found["error"]["span"] == [3, 3]


@pytest.mark.parametrize("text", ["x + 1/0", "x/(1-1)", "x * 0^0"])
def test_a_part_without_a_value_is_said(text: str) -> None:
    assert form(text)["problem"] == "A part of this formula has no value."


def test_nothing_here_needs_sympy() -> None:
    import subprocess
    import sys

    program = (
        "import sys; from derivgui.model.symbolic import service; service.warm();"
        "service.answer({'verb': 'derive by rules', 'text': 'x^2'}); print('sympy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(2x)^(1/999999937)", "2/(999999937(2x)^(999999936/999999937))"),
        ("(2x)^(2000001/2)", "2000001(2x)^(1999999/2)"),
        ("x^5000", "5000x^4999"),
        ("sqrt(x^2)", "x/sqrt(x^2)"),
        ("ln(ln(ln(ln(ln(x)))))", "1/(x*ln(ln(ln(ln(x))))*ln(ln(ln(x)))*ln(ln(x))*ln(x))"),
        ("1/(1+1/(1+1/(1+1/(1+1/(1+x)))))", "-1/(5x + 8)^2"),
    ],
)
def test_large_numbers_and_deep_formulas_are_no_obstacle(text: str, expected: str) -> None:
    assert derivative(text) == expected


@pytest.mark.parametrize("text", ["sin(" * 60 + "x" + ")" * 60, "*".join(f"(x+{k})" for k in range(1, 60))])
def test_what_nobody_reads_is_not_written(text: str) -> None:
    assert form(text)["problem"] == "The derivative is too long to read."


@pytest.mark.parametrize("text", ["x + ln(-1)", "asin(2) x", "x + sqrt(-4)"])
def test_a_constant_without_a_real_value_is_no_constant(text: str) -> None:
    assert form(text)["problem"] == "A part of this formula has no value."


@pytest.mark.parametrize(
    ("text", "formula", "conditions"),
    [
        ("{x <= 1: x^2, 2x - 1}", "{x <= 1: 2x, x > 1: 2}", []),
        ("{x < 0: -x^2, x^2}", "{x <= 0: -2x, x > 0: 2x}", []),
        ("{x = 0: 0, x^2 sin(1/x)}", "{x = 0: 0, 2x*sin(1/x) - cos(1/x)}", []),
        ("x|x|", "2|x|", []),
        ("x^2 sign(x)", "2x*sign(x)", []),
        ("x^(4/3)", "4cbrt(x)/3", []),
        ("x max(x, 0)", "{x <= 0: 0, x > 0: 2x}", []),
        ("max(x^2, 2x)", "{x^2 > 2x: 2x, x^2 < 2x: 2}", ["x != 0", "x != 2"]),
        ("{x < 1: x^2, x > 1: 2x - 1}", "{x < 1: 2x, x > 1: 2}", ["x != 1"]),
        ("(x^2 - 1)/(x - 1)", "1", ["x != 1"]),
    ],
)
def test_a_number_with_a_derivative_is_not_left_out(text: str, formula: str, conditions: list[str]) -> None:
    form = answer({"verb": "closed form", "text": text})["forms"][0]
    assert form["text"] == formula
    assert [condition["text"] for condition in form["conditions"]] == conditions
    assert form["status"] == "proven"


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("e^(-2/x)", "2e^(-2/x)/x^2"),
        ("e^(0.5/x)", "-0.5e^(0.5/x)/x^2"),
        ("e^(2/(3x))", "-2e^(2/(3x))/(3x^2)"),
        ("2^(3/x)", "-3*2^(3/x)*ln(2)/x^2"),
    ],
)
def test_an_exponent_that_is_a_multiple_of_a_fraction_is_one_fraction(text: str, formula: str) -> None:
    form = answer({"verb": "closed form", "text": text})["forms"][0]
    assert (form["text"], form["status"]) == (formula, "proven")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("sqrt(tan(x))", "1/(2sqrt(tan(x))*cos(x)^2)"),
        ("sqrt(tan(x))^3", "3sqrt(tan(x))/(2cos(x)^2)"),
        ("tan(x) cos(x)^2", "1 - 2sin(x)^2"),
    ],
)
def test_roots_of_a_tangent_are_not_taken_apart(text: str, formula: str) -> None:
    found = answer({"verb": "closed form", "text": text})["forms"][0]
    assert found["text"] == formula
    tree = parse(text).tree
    # The third quadrant, where sine and cosine are negative.
    assert abs(oracle.evaluate(parse(formula).tree, {"x": -2.0}) - oracle.derivative(tree, {"x": -2.0}, "x")) < 1e-25


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{x < 2: floor(x), x^2}", ["x != 2", "x no whole number"]),
        ("{x^2 < 2: floor(3x), tan(x)/x}", ["x^2 != 2", "3x no whole number"]),
        ("{x < 2: sign(x), x^2}", ["x != 2", "x != 0"]),
        ("{x < 2: |x|, x^2}", ["x != 2"]),
        ("{x < 2: |x - 5|, x^2}", ["x != 2"]),
        ("{x < 0: ln(-x), ln x}", []),
    ],
)
def test_places_without_a_derivative_inside_a_branch_are_left_out(text: str, expected: list[str]) -> None:
    assert conditions(text) == expected


@pytest.mark.parametrize("text", ["(1/0.1^400)^x", "x^2/0.1^400", "sin(x)/0.1^400", "|x|/0.1^400 + x 0.1^400"])
def test_constants_beyond_doubles_are_no_failure(text: str) -> None:
    # Witnesses in doubles have no number to confirm it with.
    assert form(text)["problem"] == "The formula found could not be confirmed."
