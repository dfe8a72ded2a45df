"""Curves for one frame of a drag: where they are, they are the curves that careful sampling finds."""

from __future__ import annotations

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.quick_curve import MOST_BREAKS, quick_curve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-5, 5, -5, 5, 320, 250)


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree, ("x",)))


def quick(text: str) -> SampledCurve | None:
    f = function(text)
    return quick_curve(f, f.suspects, VIEW)


@pytest.mark.parametrize(
    "text",
    [
        "x^2 - 3",
        "sin(3x)",
        "1/x",
        "1/(x - 1)^2",
        "sqrt(9 - x^2)",
        "ln x",
        "abs(x - 1/3) - abs(x + 2)",
        "tan x",
        "asin(x/4)",
        "(x^2 - 1)/(x - 1)",
        "1/(x^2 - 2)",
        "abs(atan2(x, 1))",
    ],
)
def test_pieces_begin_and_end_where_those_of_careful_sampling_do(text: str) -> None:
    found = quick(text)
    assert found is not None
    careful = sample(function(text), VIEW)
    assert len(found.pieces) >= len(careful.pieces)
    pixel = 1 / VIEW.pixels_per_x
    for piece in careful.pieces:
        for end in (piece[0, 0], piece[-1, 0]):
            nearest = min(abs(e - end) for one in found.pieces for e in (one[0, 0], one[-1, 0]))
            # Next to a pole careful sampling stops where the curve has left the window for good.
            assert nearest < 0.01 * pixel or abs(piece[:, 1]).max() > 5


@pytest.mark.parametrize("text", ["sqrt(9 - x^2)", "sqrt(2 - x)", "acos(x/3)"])
def test_a_curve_is_drawn_up_to_its_upright_end(text: str) -> None:
    found = quick(text)
    assert found is not None
    ends = [one[k] for one in found.pieces for k in (0, -1) if abs(one[k, 0]) < 4.99]
    limits = {"sqrt(9 - x^2)": (0.0,), "sqrt(2 - x)": (0.0,), "acos(x/3)": (0.0, np.pi)}[text]
    for end in ends:
        assert min(abs(end[1] - limit) for limit in limits) * VIEW.pixels_per_y < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(9 - x^2)",
        "sqrt(2 - x)",
        "acos(x/3)",
        "asin(x/4)",
        "ln x",
        "1/sqrt(x)",
        "sqrt(1/x)",
        "sqrt(x^2 - 1) + x",
        "1/x",
        "x^2",
    ],
)
def test_ends_have_the_dots_that_careful_sampling_gives_them(text: str) -> None:
    found, careful = quick(text), sample(function(text), VIEW)
    assert found is not None
    dots = [mark for mark in careful.markers if mark.kind == "endpoint"]
    assert [mark.x for mark in found.markers] == pytest.approx([mark.x for mark in dots], abs=1e-3)
    assert [mark.y for mark in found.markers] == pytest.approx([mark.y for mark in dots], abs=1.0 / VIEW.pixels_per_y)


@pytest.mark.parametrize("text", ["floor x", "sign x", "floor(x^2)", "sin(40x) + abs x", "tan(30x)"])
def test_jumps_and_restless_curves_are_left_to_careful_sampling(text: str) -> None:
    assert quick(text) is None


def test_a_cut_beside_the_curve_is_no_jump_of_it() -> None:
    assert quick("atan2(x, 2)") is not None
    assert quick("atan2(x, -2)") is None


def test_evaluations_are_few() -> None:
    found = quick("1/x + sqrt(16 - x^2)")
    assert found is not None
    assert found.evaluations < 400
    assert MOST_BREAKS * 17 * 3 < 1000
