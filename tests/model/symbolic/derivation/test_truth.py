"""What decides whether a line is true: the exact test, the points, the standard limits, the values of the tables."""

from __future__ import annotations

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Call, Node
from derivgui.model.symbolic.derivation import exact, truth
from derivgui.model.symbolic.derivation.limit import NoLimitError, limit_of
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.special_values import value_of
from derivgui.model.symbolic.derivation.standard_limits import recognised
from tests.oracle.mp import Undefined, evaluate

SETTING = Setting("x", "h")


def tree(text: str) -> Node:
    return parse(text, variables=("x", "h")).tree


EQUAL = [
    ("sin(pi/x + h)", "sin(pi/x)cos(h) + cos(pi/x)sin(h)"),
    ("e^(1/x - 1/h)", "e^((h - x)/(x h))"),
    ("2^(sin(x) - sin(h))", "2^sin(x)/2^sin(h)"),
    ("(x + h)^2", "x^2 + 2x h + h^2"),
    ("1/(x + h) - 1/x", "-h/(x(x + h))"),
    ("sin(x + h)", "sin(x)cos(h) + cos(x)sin(h)"),
    ("sin(x)^2 + cos(x)^2", "1"),
    ("e^(x + h)", "e^x e^h"),
    ("sqrt(x)^2", "x"),
    ("ln(x^2/h)", "2ln(x) - ln(h)"),
    ("tan(x) - tan(h)", "sin(x - h)/(cos(x)cos(h))"),
    ("cosh(x)^2 - sinh(x)^2", "1"),
    ("|x|^2", "x^2"),
    ("sin(x) - sin(h)", "2cos((x + h)/2)sin((x - h)/2)"),
    ("x^(2/3)", "cbrt(x)^2"),
    ("sin(x + pi)", "-sin(x)"),
    ("x^x", "e^(x ln(x))"),
    ("tan(atan(x))", "x"),
    ("e^(3 + h)", "e^3 e^h"),
    ("2^(h - 2)", "2^h/4"),
    ("e^(h + 2ln(3))", "9e^h"),
    ("sin(pi/6 + h)", "cos(h)/2 + sqrt(3)/2*sin(h)"),
    ("tan(pi/3 + h)", "(sqrt(3) + tan(h))/(1 - sqrt(3)tan(h))"),
    ("cos(pi/12)", "(sqrt(6) + sqrt(2))/4"),
    ("sqrt(8)", "2sqrt(2)"),
    ("|sin(pi)| + h", "h"),
]
DIFFERENT = [
    ("(x + h)^2", "x^2 + h^2"),
    ("sqrt(x^2)", "x"),
    ("sin(2x)", "2sin(x)"),
    ("e^(x h)", "e^x e^h"),
    ("ln(x + h)", "ln(x) + ln(h)"),
    ("cos(pi/x)", "cos(pi h/x)/1"),
    ("sin(pi/x)^24", "0"),
    ("|x|", "x"),
    ("1/(x + h)", "1/x + 1/h"),
    ("asin(sin(x))", "x"),
    ("cbrt(x)^3 + 1", "x"),
    ("x^(1/2)", "x^(1/3)"),
    ("sqrt(2)", "-sqrt(2)"),
    ("sqrt(3)", "sqrt(2)"),
    ("sin(pi/8 + h)", "cos(h)"),
    ("e^(2h)", "9e^h"),
]


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_equal_lines_are_proven_equal(left: str, right: str) -> None:
    assert truth.same(tree(left), tree(right), SETTING) == "proven"


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_lines_are_refuted(left: str, right: str) -> None:
    assert not exact.equal(tree(left), tree(right))
    with pytest.raises(truth.RefutedError):
        truth.same(tree(left), tree(right), SETTING)


TERMS = st.sampled_from(
    ["x", "h", "sin(x)", "cos(x)", "e^x", "sqrt(x)", "ln(x)", "x^2", "2", "sin(h)", "cosh(x)", "|h|"]
)
SUMS = st.builds("({} + {})*({} - {})/({} + 3)".format, TERMS, TERMS, TERMS, TERMS, TERMS)


@settings(max_examples=60)
@given(SUMS, SUMS)
def test_what_is_proven_equal_has_equal_values(left: str, right: str) -> None:
    if not exact.equal(tree(left), tree(right)):
        return
    for x, h in ((0.7, 0.3), (2.9, 1.1)):
        try:
            a, b = (evaluate(tree(text), {"x": x, "h": h}) for text in (left, right))
        except Undefined:
            continue
        assert abs(a - b) < 1e-30 * (1 + abs(a))


def test_a_line_that_is_defined_nowhere_does_not_follow() -> None:
    with pytest.raises(truth.RefutedError):
        truth.same(tree("x"), tree("x + 0/(x - x)"), SETTING)


def test_a_wrong_derivative_is_refuted() -> None:
    assert truth.is_derivative(tree("x^3"), tree("3x^2"), SETTING) == "numerical"
    for wrong in ("3x", "x^2", "3x^2 + 1/10^20"):
        with pytest.raises(truth.RefutedError):
            truth.is_derivative(tree("x^3"), tree(wrong), SETTING)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sin(h)/h", 1),
        ("(cos(h) - 1)/h", 0),
        ("(e^h - 1)/h", 1),
        ("(2^h - 1)/h", mpmath.log(2)),
        ("ln(1 + h)/h", 1),
        ("sinh(h)/h", 1),
        ("(cosh(h) - 1)/h", 0),
        ("h/sin(h)", 1),
        ("sin(2x h + h^2)/(2x h + h^2)", 1),
        ("h/sinh(h)", 1),
        ("ln(1 + h/x)/(h/x)", 1),
    ],
)
def test_standard_limits_are_recognised_and_true(text: str, value: float) -> None:
    found = recognised(tree(text), SETTING)
    assert found is not None
    with mpmath.workdps(50):
        assert abs(evaluate(tree(text), {"x": 1.3, "h": mpmath.mpf(10) ** -20}) - value) < 1e-15
        assert abs(evaluate(found.value, {"x": 1.3}) - value) < 1e-15


@pytest.mark.parametrize("text", ["sin(h)/x", "sin(x)/x", "cos(h)/h", "(e^h + 1)/h", "sin(1 + h)/(1 + h)", "sin(2h)/h"])
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert recognised(tree(text), SETTING) is None


@pytest.mark.parametrize(
    ("line", "limit"), [("2x + h", "2x"), ("h sin(1/h)", "0"), ("x/(sqrt(x + h) + sqrt(x))", "sqrt(x)/2"), ("h^2", "0")]
)
def test_limits_by_continuity_and_squeeze(line: str, limit: str) -> None:
    assert to_text(limit_of(tree(line), SETTING).value) == limit


@pytest.mark.parametrize("line", ["1/h", "h/h", "|h|/h", "sin(1/h)", "h ln(h)", "h/sqrt(h^2)", "{h < 0: 1, 2}", "h^h"])
def test_no_limit_is_made_up(line: str) -> None:
    with pytest.raises(NoLimitError):
        limit_of(tree(line), SETTING)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sin(pi/6)", "1/2"),
        ("cos(pi/3)", "1/2"),
        ("tan(pi/4)", "1"),
        ("sin(-pi/2)", "-1"),
        ("tan(pi/6)", "1/sqrt(3)"),
        ("tan(2pi/3)", "-sqrt(3)"),
        ("cos(2pi)", "1"),
        ("sin(3pi/4)", "sqrt(2)/2"),
        ("ln(e)", "1"),
        ("sin(asin(x))", "x"),
        ("cos(asin(x))", "sqrt(1 - x^2)"),
        ("cosh(asinh(x))", "sqrt(x^2 + 1)"),
        ("cos(atan(x))", "1/sqrt(1 + x^2)"),
        ("ln(1)", "0"),
        ("atan(1)", "pi/4"),
    ],
)
def test_values_of_the_tables(text: str, value: str) -> None:
    node = tree(text)
    assert isinstance(node, Call)
    found = value_of(node)
    assert found is not None
    assert to_text(found) == value
    with mpmath.workdps(50):
        assert abs(evaluate(node, {"x": 0.4}) - evaluate(found, {"x": 0.4})) < 1e-40


@pytest.mark.parametrize(
    "text",
    ["tan(pi/2)", "sin(1)", "sin(x)", "ln(2)", "asin(2)", "asin(sin(x))", "sin(2pi + 1)", "cos(pi^2)", "sin(1/pi)"],
)
def test_no_value_is_made_up(text: str) -> None:
    node = tree(text)
    assert isinstance(node, Call)
    assert value_of(node) is None
