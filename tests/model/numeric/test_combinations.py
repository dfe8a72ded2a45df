"""Sums as combinations of their parts, and what is known of one at a place put to use in its multiples."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.suspects.combinations import combination_of, multiple_of, terms_of

FIXED = 0.7390851332151607  # cos x = x
PLASTIC = 1.324717957244746  # x^3 = x + 1
OMEGA = -0.5671432904097838  # e^x = -x
DOUBLED = 1.0298665293222589  # 2 cos x = x


def spelled(text: str) -> dict[str, Fraction]:
    return {to_text(part): c for part, c in combination_of(parse(text).tree).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2cos(x) - 2x", {"cos(x)": 2, "x": -2}),
        ("-(x - cos(x))/3 + 1", {"x": Fraction(-1, 3), "cos(x)": Fraction(1, 3), "1": 1}),
        ("x^2 - (x^2 - 5)", {"x^2": 0, "1": 5}),
        ("3 x sin(x) (1/2)", {"x*sin(x)": Fraction(3, 2)}),
        ("1/x - 1/x + x", {"1/x": 0, "x": 1}),
    ],
)
def test_a_sum_is_a_combination_of_its_parts(text: str, expected: dict[str, Fraction]) -> None:
    assert spelled(text) == expected


def test_what_is_left_of_a_multiple_keeps_what_must_have_a_value() -> None:
    found = multiple_of(
        combination_of(parse("3cos(x) - 3x + ln(x) - ln(x) + 2").tree), combination_of(parse("cos(x)-x").tree)
    )
    assert found is not None
    factor, rest = found
    assert factor == 3
    assert sorted(c for c in rest.values()) == [0, 2]
    assert len(terms_of(rest)) == 2


def test_half_of_the_parts_are_no_multiple() -> None:
    known = combination_of(parse("cos(x) - x").tree)
    assert multiple_of(combination_of(parse("cos(x) + x").tree), known) is None
    assert multiple_of(combination_of(parse("cos(x) + 1").tree), known) is None


@pytest.mark.parametrize(
    ("text", "x", "left", "right"),
    [
        ("max((x^3-x-1), 2(x^3-x-1))", PLASTIC, 4.264632998740078, 8.529265997480156),
        ("max((x^3-x-1), -(x^3-x-1))", PLASTIC, -4.264632998740078, 4.264632998740078),
        ("max((x^3-x-1), 2(x^3-x-1)) + 1", PLASTIC, 4.264632998740078, 8.529265997480156),
        ("min((x^3-x-1), 3(x^3-x-1))", PLASTIC, 12.793898996220235, 4.264632998740078),
        ("max((cos(x)-x), 2(cos(x)-x))", FIXED, -3.3472240583664297, -1.6736120291832148),
        ("{cos(x) > x: 2(cos(x)-x), (cos(x)-x)}", FIXED, -3.3472240583664297, -1.6736120291832148),
        ("max((cos(x)-x) + 1, 2(cos(x)-x) + 1)", FIXED, -3.3472240583664297, -1.6736120291832148),
        ("|cos(x) - (x + 2(cos(x) - x))|", FIXED, -1.6736120291832148, 1.6736120291832148),
        ("max(x - cos(x) - (2x - 2cos(x)), 0)", FIXED, -1.6736120291832148, 0.0),
        ("max((e^x+x), 2(e^x+x))", OMEGA, 1.5671432904097838, 3.1342865808195677),
        ("|cos(x) + cos(x) - x| + (cos(x) - x)^2", DOUBLED, -0.8017612460651728, 4.627159827264877),
        ("|cos(x) + cos(x) - x|/(cos(x) - x)", DOUBLED, 5.271480253759435, -5.271480253759435),
    ],
)
def test_a_corner_between_multiples_of_one_function_is_proven(text: str, x: float, left: float, right: float) -> None:
    expression = parse(text)
    verdict = verdict_at(RealFunction(Program(expression.tree, expression.variables)), x)
    assert (verdict.kind, verdict.status) == ("corner", "proven")
    assert verdict.left_slope == pytest.approx(left, rel=1e-14)
    assert verdict.right_slope == pytest.approx(right, rel=1e-14)


@pytest.mark.parametrize(
    ("text", "kind", "left", "right"),
    [
        ("(2x^2-4)(2x^2-4)/(x^2+x^2-4)", "removable", math.nan, math.nan),
        ("(1/(2x^2-4))/(x^2+x^2-4)", "pole", math.nan, math.nan),
        ("(2x^2-4)(4-2x^2)/cbrt(x^2+x^2-4)", "removable", math.nan, math.nan),
        ("{2x^2-4 < 2-x^2: |x^3-2x|^(1/2), x^2+0.5-2.5}", "corner", -math.inf, 2 * math.sqrt(2)),
        ("{x^2-2 = 4-2x^2: x^4-x^2-2}", "endpoint", math.nan, math.nan),
        ("|2x^2-4| + |x^2+x^2-4| + |-4+2x^2|", "corner", -12 * math.sqrt(2), 12 * math.sqrt(2)),
    ],
)
def test_sums_in_different_orders_are_known_without_end(text: str, kind: str, left: float, right: float) -> None:
    expression = parse(text)
    verdict = verdict_at(RealFunction(Program(expression.tree, expression.variables)), math.sqrt(2))
    assert (verdict.kind, verdict.status) == (kind, "proven")
    assert [verdict.left_slope, verdict.right_slope] == pytest.approx([left, right], rel=1e-14, nan_ok=True)


@pytest.mark.parametrize("text", ["max(cos(x)-x, 2cos(x)-2x) + 1/(cos(x)-x) - 1/(cos(x)-x)"])
def test_what_cancels_beside_it_must_have_a_value_all_the_same(text: str) -> None:
    expression = parse(text)
    verdict = verdict_at(RealFunction(Program(expression.tree, expression.variables)), FIXED)
    assert verdict.kind == "removable"
