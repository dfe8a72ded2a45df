"""Windows that are found: finite for whatever points and heights a function has."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.fit import fitted_viewport
from derivgui.model.scene.resolve import Resolver


@pytest.mark.parametrize("h", [1e308, -1e308, 1e300, 1e12, 1e-300])
@pytest.mark.parametrize("text", ["x", "1", "10^308 x", "-10^308 |x|", "1e-300 x", "sin x", "x^400", "1/x"])
def test_a_fitted_window_is_finite_and_has_room(text: str, h: float) -> None:
    document = Document((FunctionItem(1, text),), x=0.5, h=h)
    view = fitted_viewport(document, Resolver().function(document, 1), Viewport(-1, 1, -1, 1, 400, 300))
    assert all(map(math.isfinite, (view.x0, view.x1, view.y0, view.y1, view.width, view.height)))
    assert view.x0 < view.x1
    assert view.y0 < view.y1
    assert math.isfinite(view.x1 - view.x0)
    assert math.isfinite(view.y1 - view.y0)


@pytest.mark.parametrize(("text", "x"), [("e^(e^x)", 9.0), ("e^(x^2)", 5.0), ("9^9^9^x", 2.0), ("1/x^3", 1e-9)])
def test_a_point_out_of_reach_does_not_take_the_curve_out_of_sight(text: str, x: float) -> None:
    document = Document((FunctionItem(1, text),), x=x)
    function = Resolver().function(document, 1)
    assert function is not None
    view = fitted_viewport(document, function, Viewport(-1, 1, -1, 1, 800, 600))
    heights = function(np.linspace(view.x0, view.x1, 200))
    assert ((heights > view.y0) & (heights < view.y1)).sum() > 40


def fitted(text: str, width: float, height: float) -> Viewport:
    document = Document((FunctionItem(1, text),))
    return fitted_viewport(document, Resolver().function(document, 1), Viewport(-1, 1, -1, 1, width, height))


@pytest.mark.parametrize("width", [600.0, 800.0, 980.0])
def test_both_arms_of_the_parabola_are_in_a_fitted_window(width: float) -> None:
    view = fitted("x^2", width, 500.0)
    assert view.x0 < -3.5
    assert view.y0 < 0
    assert view.pixels_per_x < 2.5 * view.pixels_per_y


def test_a_steep_curve_is_not_squeezed_by_equal_units() -> None:
    view = fitted("x^3 - 3x", 600.0, 500.0)
    assert view.x0 > -5


def test_a_window_that_grows_is_never_fitted_with_a_leap() -> None:
    widths = [fitted("x^2", 400.0 + 20.0 * step, 500.0) for step in range(40)]
    reaches = [view.x1 - view.x0 for view in widths]
    assert all(after < 1.25 * before and before < 1.25 * after for before, after in pairwise(reaches))
