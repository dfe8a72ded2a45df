"""Steps that crowd towards a pole do not hide it: it is marked amid them."""

from __future__ import annotations

import math

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

PI = math.pi
POLES = {
    "floor(tan x)": [-PI / 2, PI / 2],
    "ceil(cot x)": [-PI, 0.0, PI],
    "round(tan(2x))": [k * PI / 4 for k in (-5, -3, -1, 1, 3, 5)],
    "floor(sec x)": [-PI / 2, PI / 2],
    "floor(1/sin x) - 2": [-PI, 0.0, PI],
    "|floor(tan x)|": [-PI / 2, PI / 2],
    "floor(x tan x) + x": [-PI / 2, PI / 2],
    "floor(tan(5x))": [k * PI / 10 for k in range(-13, 13, 2)],
    "floor(ln|x|)": [0.0],
    "floor(1/x)": [0.0],
    "floor(1/(x^2-2))": [-math.sqrt(2), math.sqrt(2)],
    "ceil(atanh x)": [-1.0, 1.0],
    # The steps of a fractional part stay within bounds, and those of a quotient may vanish.
    "frac(tan x)": [],
    "mod(1/x, 3)": [],
    "1/floor(1/x)": [],
}


@pytest.mark.parametrize("height", [1.5, 6.0, 100.0])
@pytest.mark.parametrize("text", POLES)
def test_a_pole_is_marked_amid_its_steps(text: str, height: float) -> None:
    view = Viewport(-4.1, 4.0, -height, height, 800, 600)
    curve = sample(RealFunction(Program(parse(text).tree)), view, patience=math.inf)
    poles = [mark.x for mark in curve.markers if mark.kind == "pole"]
    assert poles == pytest.approx(POLES[text], abs=1e-15)
    for pole in poles:
        assert not any(piece[0, 0] < pole < piece[-1, 0] for piece in curve.pieces)


def test_poles_that_crowd_themselves_are_not_marked_one_by_one() -> None:
    view = Viewport(-400.1, 400.0, -6, 6, 800, 600)
    curve = sample(RealFunction(Program(parse("floor(tan(5x))").tree)), view, patience=math.inf)
    assert not any(mark.kind == "pole" for mark in curve.markers)
    assert curve.unresolved[0][0] == view.x0
