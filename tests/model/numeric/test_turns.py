"""Points at which a curve may turn within less than a pixel, in windows that show nothing of it."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.forced import Forced
from derivgui.model.numeric.places.turns import Turned, Turns
from derivgui.model.numeric.steps import at_once
from derivgui.model.numeric.suspects.turning import turning_parts
from derivgui.model.numeric.viewport import Viewport

# Of sin(x)/(1 + x^2).
TURN = float(mpmath.findroot(lambda x: (1 + x * x) * mpmath.cos(x) - 2 * x * mpmath.sin(x), 0.8))


def turned(text: str, x0: float, x1: float) -> Turned:
    function = RealFunction(Program(parse(text).tree))
    return at_once(Turns(function).looking(Viewport(x0, x1, -1, 1, 800, 600)))


def nearest(found: Turned, x: float) -> float:
    return float(np.absolute(found.x - x).min())


@pytest.mark.parametrize("text", ["sin x", "x", "2x + 1", "tan(3x)", "ln x", "sin(x) e^(x/4)", "sqrt(x - 1)"])
def test_functions_of_straight_lines_hide_nothing(text: str) -> None:
    assert turned(text, -10.1, 9.9).x.size == 0


@pytest.mark.parametrize("half", [1e2, 1e6, 8e11])
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("4x/(x^2 + 1)", [-1.0, 0.0, 1.0]),
        ("4(x - 3)/((x - 3)^2 + 1)", [2.0, 3.0, 4.0]),
        ("x e^(-x^2)", [-math.sqrt(0.5), 0.0, math.sqrt(0.5)]),
        ("e^(-(7x + 2)^2)", [-2 / 7]),
        ("e^(-(4x/(x^2+1) - 1)^2)", [2 - math.sqrt(3), 2 + math.sqrt(3)]),
        ("sin(x)/(1 + x^2)", [-TURN, TURN]),
        ("|x| e^(-|x|)", [-1.0, 0.0, 1.0]),
    ],
)
def test_what_turns_within_a_column_is_found(text: str, places: list[float], half: float) -> None:
    found = turned(text, -half, 0.93 * half)
    for place in places:
        assert nearest(found, place) < 1e-8


@pytest.mark.parametrize("half", [30.0, 1e3, 1e6, 1e9])
def test_a_wave_of_needles_has_points_with_exact_heights_in_each_column(half: float) -> None:
    found = turned("1/(1 + 10^14 sin(x)^2)", -half, half)
    tops = found.x[found.y == 1.0]
    assert np.diff(tops).max() <= max(math.pi * 1.001, 2 * half / 800)
    assert np.absolute(np.sin(tops)).max() < 1e-15 * half + 1e-15


def test_points_known_exactly_are_not_searched() -> None:
    turning = turning_parts(parse("e^(-3 (x - 1/7)^2) + sin(2x)^2").tree, "x")
    assert {float(spot.offset) for spot in turning.spots} == {1 / 7, 0.0, math.pi / 4}
    assert turning.searched == ()


@pytest.mark.parametrize(
    ("text", "below", "above"),
    [
        ("x^2 (1 - frac(x))", 0.0, 9.0),
        ("frac(x)^1000", 1.0, 0.0),
        ("floor(x) + ceil(x)", 5.0, 7.0),
        ("2x - mod(x, 1)", 5.0, 6.0),
        ("x round(x - 1/2)", 6.0, 9.0),
        ("sign(x - 3) x", -3.0, 3.0),
    ],
)
def test_limits_beside_a_step_are_told_without_a_double_there(text: str, below: float, above: float) -> None:
    function = RealFunction(Program(parse(text).tree))
    (suspect,) = {suspect for suspect, _ in function.suspects if suspect.kind == "jump"}
    limits = Forced(function, suspect.origins).beside(np.array([3.0]))
    assert limits[:, 0].tolist() == pytest.approx([below, above])
