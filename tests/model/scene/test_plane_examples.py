"""The examples of the plane tell the truth about themselves."""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.gradient import gradient_at
from derivgui.model.descent.objective import Objective
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.language.parser import parse
from derivgui.model.numeric.plane.contour_levels import logarithmic_levels, lowest_value, nice_levels
from derivgui.model.numeric.plane.field import field_of
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.plane_examples import PLANE_EXAMPLES, PlaneExample
from tests.planes import plane


@pytest.mark.parametrize("example", PLANE_EXAMPLES, ids=lambda example: example.id)
def test_each_shows_something_from_a_sound_window_and_a_point_with_a_slope(example: PlaneExample) -> None:
    assert len(parse(example.text).variables) == 2
    view = Viewport(*example.window)
    assert view.is_sound()
    x, y = example.point
    assert view.x0 < x < view.x1
    assert view.y0 < y < view.y1
    function = plane(example.text)
    assert not math.isnan(gradient_at(function, x, y).angle)
    field = field_of(function, view)
    levels = (
        logarithmic_levels(field, base=lowest_value(function, field)) if example.logarithmic else nice_levels(field)
    )
    assert levels.spacing == ("logarithmic" if example.logarithmic else "linear")
    assert len(levels.heights) >= 9


def test_each_has_its_own_name_and_one_sentence() -> None:
    assert len({example.id for example in PLANE_EXAMPLES}) == len(PLANE_EXAMPLES) == 14
    for example in PLANE_EXAMPLES:
        assert example.story.endswith(".")
        assert len(example.story) <= 120


BOTTOMLESS = ("plane-course", "plane-saddle", "plane-monkey-saddle")


@pytest.mark.parametrize("example", PLANE_EXAMPLES, ids=lambda example: example.id)
def test_gradient_descent_gets_along_from_the_point(example: PlaneExample) -> None:
    expression = parse(example.text)
    run = Run(Objective(expression.tree, expression.variables), Setup(example.point, example.rate, limit=3000))
    run.advance()
    assert run.outcome is not None
    assert (run.outcome.kind == "diverged") == (example.id in BOTTOMLESS)
    assert run.history.value(10) < run.history.value(0)
