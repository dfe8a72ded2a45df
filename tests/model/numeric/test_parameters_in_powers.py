"""Powers with parameters: with numbers in their place they are what the compiled program computes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.plane.plane_function import PlaneFunction

PLACES = (-1.0, 0.0, 1.0)


def function_of(text: str, **parameters: float) -> RealFunction:
    return RealFunction(Program(settled(parse(text).tree), ("x",)), "x", parameters)


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ("x^(1/a)", {"a": 3.0}),
        ("x^(-1/a)", {"a": 3.0}),
        ("x^(a/3)", {"a": 2.0}),
        ("x^(a/3)", {"a": 3.0}),
        ("x^(a - 1/3)", {"a": 1.0}),
        ("(x^a)^(1/a)", {"a": 3.0}),
        ("(-8)^(1/a) x", {"a": 3.0}),
        ("a^(1/3) x", {"a": -8.0}),
        ("x^a", {"a": -2.0}),
        ("a^0 + |x|", {"a": 0.0}),
        ("a^b + |x|", {"a": 0.0, "b": 0.0}),
        ("0^b + |x|", {"b": 0.0}),
        ("sin(a)^b |x|", {"a": 0.0, "b": 0.0}),
        ("a^b + |x|", {"a": 0.0, "b": -1.0}),
        ("floor(a)^(b - 1/2) + |x|", {"a": 0.5, "b": 0.5}),
    ],
)
def test_a_verdict_speaks_of_the_values_that_are_drawn(text: str, parameters: dict[str, float]) -> None:
    function = function_of(text, **parameters)
    heights = function(np.array(PLACES))
    verdicts = [verdict_at(function, x) for x in PLACES]
    assert [verdict.value for verdict in verdicts] == pytest.approx(heights.tolist(), nan_ok=True)


def test_a_root_of_a_typed_degree_and_one_of_a_parameter_differ_left_of_0() -> None:
    typed, slid = verdict_at(function_of("x^(1/3)"), 0.0), verdict_at(function_of("x^(1/a)", a=3.0), 0.0)
    assert (typed.kind, typed.left_slope) == ("vertical tangent", math.inf)
    assert (slid.kind, slid.right_slope, slid.status) == ("endpoint", math.inf, "proven")
    assert math.isnan(slid.left_slope)


def test_other_powers_have_the_numbers_alone() -> None:
    assert to_text(function_of("x^a + a^2 x + 2^a", a=3.0).concrete) == "x^3.0 + 3.0^2*x + 2^3.0"


def test_so_it_is_in_the_plane() -> None:
    tree = settled(parse("x^(1/a) + y").tree)
    plane = PlaneFunction(Program(tree), parameters={"a": 3.0})
    slope = plane.along(-1.0, 1.0, (1.0, 0.0))
    assert math.isnan(slope(0.0))
    assert verdict_at(slope, 0.0).kind == "undefined"
