"""Waves with poles that cancel: no part of the formula settles, but what is left of it does."""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.rewritten import normal_form

# u is the distance from the place; beside each the height of the hole.
SETTLED = (
    ("tan(1/u) u^2 cos(1/u)", 0.0),
    ("u tan(1/u)/(1 + tan(1/u)^2)", 0.0),
    ("u cot(1/u) tan(1/u) + 2", 2.0),
    ("u sin(1/u) cot(1/u)", 0.0),
    ("tan(1/u) cot(1/u)", 1.0),
    ("u sin(2/u)/cos(1/u) - 1", -1.0),
    ("u tan(1/u) cos(1/u) + |u| + u^2 cot(1/u) sin(1/u)", 0.0),
    ("u^2 tan(1/u)^2/(1 + tan(1/u)^2)", 0.0),
    ("cos(u) sec(1/u) cos(1/u)", 1.0),
)
SWINGING = ("tan(1/u) cos(1/u)", "u tan(1/u)", "tan(1/u)/(1 + tan(1/u)^2)", "u tan(1/u) cos(1/u)^2/u")
PLACES = (("x", 0.0), ("(x - 1/3)", 1 / 3), ("(x^2 - 2)", math.sqrt(2)), ("(ln(x) - 1)", math.e))


def function_of(text: str) -> RealFunction:
    expression = parse(text)
    return RealFunction(Program(expression.tree, expression.variables))


def shifted(text: str, inner: str) -> str:
    return text.replace("u", inner)


@pytest.mark.parametrize(("inner", "place"), PLACES)
@pytest.mark.parametrize(("text", "height"), SETTLED)
def test_what_is_left_settles(text: str, height: float, inner: str, place: float) -> None:
    verdict = verdict_at(function_of(shifted(text, inner)), place)
    assert (verdict.kind, verdict.status) == ("removable", "proven")
    assert verdict.left_limit == verdict.right_limit == height


@pytest.mark.parametrize(("inner", "place"), PLACES)
@pytest.mark.parametrize("text", SWINGING)
def test_what_swings_on_is_not_taken_to_settle(text: str, inner: str, place: float) -> None:
    verdict = verdict_at(function_of(shifted(text, inner)), place)
    assert (verdict.kind, verdict.status) == ("oscillation", "proven")


def test_a_form_has_a_value_where_its_tree_has_one() -> None:
    form = normal_form(parse("x tan(1/x) cos(1/x)").tree)
    assert form is not None
    function = RealFunction(Program(form, ("x",)))
    assert function.at(0.7) == pytest.approx(0.7 * math.sin(1 / 0.7))
    assert math.isnan(function.at(0.0))


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("(cos(x)^2 - 1)/sin(x)", "-sin(x)"),
        ("(1 - cos(x)^2)^3/sin(x)^2", "sin(x)^4"),
        ("(cos(x)^2 - 1)^2/sin(x)^5", "1/sin(x)"),
        ("x sin(1/x) cot(1/x)", "x cos(1/x)"),
    ],
)
def test_the_square_of_a_sine_cancels_with_it(text: str, shorter: str) -> None:
    form = normal_form(parse(text).tree)
    assert form is not None
    function, expected = (RealFunction(Program(tree, ("x",))) for tree in (form, parse(shorter).tree))
    for x in (0.37, -0.61, 2.5):
        assert function.at(x) == pytest.approx(expected.at(x), rel=1e-12)


@pytest.mark.parametrize("text", ["sin(x)", "|x| sqrt(x^2)/x", "(x + y + 1)^60/(x - y + 2)^61"])
def test_no_form_is_made_up_where_none_is_shorter_or_signs_matter(text: str) -> None:
    assert normal_form(parse(text).tree) is None
