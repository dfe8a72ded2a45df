"""Zeros and stationary points in a window, found and refined."""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.landmarks import landmarks
from derivgui.model.language.parser import parse
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.program import Program
from derivgui.model.numeric.sampling import sample
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-5, 5, -5, 5, 900, 600)


def found(text: str, kind: str) -> list[float]:
    f = RealFunction(Program(parse(text).tree))
    return [mark.x for mark in landmarks(f, sample(f, VIEW)) if mark.kind == kind]


@pytest.mark.parametrize(
    ("text", "zeros", "stationary"),
    [
        ("x^3 - 3x", [-math.sqrt(3), 0, math.sqrt(3)], [-1, 1]),
        ("x^2", [0], [0]),
        ("x^2 - 4", [-2, 2], [0]),
        (
            "sin x",
            [-math.pi, 0, math.pi],
            [-3 * math.pi / 2, -math.pi / 2, math.pi / 2, 3 * math.pi / 2],
        ),
        ("e^x", [], []),
        ("x e^-x", [0], [1]),
        ("ln x", [1], []),
        ("1/x", [], []),
        ("(x-1)^3", [1], [1]),
        ("floor(x) + 0.5", [], []),
    ],
)
def test_landmarks_are_where_calculus_puts_them(text: str, zeros: list[float], stationary: list[float]) -> None:
    assert found(text, "zero") == pytest.approx(zeros, abs=1e-12)
    assert found(text, "stationary") == pytest.approx(stationary, abs=1e-7)


def test_whole_numbers_are_hit_exactly() -> None:
    assert found("(x-1)(x+2)", "zero") == [-2.0, 1.0]
    assert found("x^3 - 3x", "stationary") == [-1.0, 1.0]


@pytest.mark.parametrize(
    "text", ["x + 1/x", "1/(x^2-1)", "1/cos x", "csc x", "tan(x) + 1", "tan x", "tan(x) + x^2", "1/x^2 + x"]
)
def test_nothing_is_invented_beside_a_pole(text: str) -> None:
    f = RealFunction(Program(parse(text).tree))
    for mark in landmarks(f, sample(f, VIEW)):
        height, slope = f.jet(mark.x, 1)
        assert abs(height if mark.kind == "zero" else slope) < 1e-9, f"{mark.kind} at {mark.x}"


@pytest.mark.parametrize(
    ("text", "zeros"),
    [
        ("|sin x|", [-math.pi, 0, math.pi]),
        ("|x - 1.3|", [1.3]),
        ("|x^2 - 2|", [-math.sqrt(2), math.sqrt(2)]),
        ("x^(2/3)", [0]),
    ],
)
def test_zeros_at_corners_and_cusps_are_found(text: str, zeros: list[float]) -> None:
    assert found(text, "zero") == pytest.approx(zeros, abs=1e-12)
