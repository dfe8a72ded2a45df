"""Points of interest where doubles see a level stretch."""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.certainty import certified
from derivgui.model.calculus.landmarks import landmarks, survey
from derivgui.model.calculus.slopes import slope_stretches
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.numeric.wide import Wide, digits_text

VIEW = Viewport(-2.5, 2.5, -2, 2, 1000, 800)


def found(text: str, view: Viewport = VIEW) -> list[tuple[str, float, float]]:
    function = RealFunction(Program(parse(text).tree))
    return [(mark.kind, mark.x, mark.y) for mark in certified(function, landmarks(function, sample(function, view)))]


@pytest.mark.parametrize(
    ("text", "kind", "x", "y"),
    [
        ("x^400", "minimum", 0.0, 0.0),
        ("-(x - 1)^300", "maximum", 1.0, 0.0),
        ("(x - 0.3)^300 + (x - 0.3)^302", "minimum", 0.3, 0.0),
        ("(3x - 1)^500 e^x", "minimum", 1 / 3, 0.0),
        ("(x^2 - 2)^300", "minimum", math.sqrt(2), 0.0),
        ("x^401", "horizontal inflection", 0.0, 0.0),
        ("(x^3 - x - 1)^301", "horizontal inflection", 1.324717957244746, 0.0),
        ("{x = 0: 0, e^(-1/x^2)}", "minimum", 0.0, 0.0),
        ("1 + x^400", "minimum", 0.0, 1.0),
        ("sin(x)^400", "minimum", 0.0, 0.0),
    ],
)
def test_what_lies_on_a_stretch_that_seems_level_is_found(text: str, kind: str, x: float, y: float) -> None:
    marks = found(text)
    assert (kind, y) in [(k, height) for k, place, height in marks if place == pytest.approx(x, rel=1e-15, abs=0)]
    assert (y == 0) == any(k == "zero" and place == pytest.approx(x, rel=1e-15, abs=0) for k, place, _ in marks)


def test_its_height_has_digits_that_no_double_holds() -> None:
    ((kind, x, y),) = found("e^(-1000 - (x - 1)^2)")
    assert (kind, x) == ("maximum", 1.0)
    assert isinstance(y, Wide)
    # e^-1000 by mpmath.
    assert digits_text(y).startswith("5.07595889754945")


@pytest.mark.parametrize("text", ["floor x", "max(x, 0)", "sign x", "x - x", "e^(-1/x^2)", "x + x^401"])
def test_nothing_is_invented(text: str) -> None:
    assert not {kind for kind, _, _ in found(text)} & {"minimum", "maximum", "horizontal inflection", "inflection"} - (
        {"inflection"} if text in ("e^(-1/x^2)", "x + x^401") else set()
    )


def test_far_out_where_all_is_next_to_nothing_there_is_no_turning_point() -> None:
    assert found("e^(-x^2)", Viewport(20, 60, -1, 1, 1000, 800)) == []


def test_it_falls_and_rises_there_although_doubles_see_no_slope() -> None:
    power = RealFunction(Program(parse("x^400").tree))
    runs = slope_stretches(power, survey(power, sample(power, VIEW)).slopes)
    assert [(run.x0, run.x1, run.sign) for run in runs] == [(-2.5, 0.0, -1), (0.0, 2.5, 1)]
