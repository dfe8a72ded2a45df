"""The windows of the slices: those of the map where its levels are even, else round heights that suit and stay."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from derivgui.model.document.document import Document, FunctionItem, Shown
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.scene import Scene
from derivgui.model.scene.slices import SliceResolver

VIEW = Viewport(-2.5, 2.5, -1.0, 3.0, 660, 540)
SIZE = (320.0, 250.0)
ROSENBROCK = "(1 - x)^2 + 100(y - x^2)^2"


class Shower:
    """Slices of one function as its point moves."""

    def __init__(self, text: str, **shown: bool) -> None:
        self.document = Document(functions=(FunctionItem(1, text),), shown=Shown(**shown))
        self._resolver = Resolver()
        self._contour = ContourResolver(self._resolver)
        self.slices = SliceResolver()

    def at(self, x: float, y: float, direction: float = 0.0) -> tuple[Scene, Scene, Scene | None]:
        document = self.document = replace(self.document, x=x, y=y, direction=direction)
        function = self._resolver.plane_function(document, 1)
        assert function is not None
        scene = self._contour.resolve(document, VIEW)
        across = self.slices.along_x(document, scene, function, SIZE, None)
        up = self.slices.along_y(document, scene, function, SIZE)
        assert across is not None
        assert up is not None
        return across, up, self.slices.along_u(document, scene, function, SIZE)


def heights(scene: Scene) -> tuple[float, float]:
    return scene.statics.viewport.y0, scene.statics.viewport.y1


def test_even_levels_give_both_slices_the_heights_of_the_map_wherever_the_point_is() -> None:
    shower = Shower("x^2 y + y^3")
    first, second, _ = shower.at(1.0, 2.0)
    assert heights(first) == heights(second)
    assert heights(shower.at(-2.0, 0.0)[0]) == heights(first)


def test_a_slice_may_have_heights_of_its_own() -> None:
    shower = Shower("x^2 y + y^3")
    shower.slices = SliceResolver(own_heights=True)
    across, up, _ = shower.at(1.0, 1.0)
    # x^2 + 1 and y + y^3 between the bounds of the map, of whose arm the end is cut off; the map goes beyond 40.
    assert 6 < heights(across)[1] < 10
    assert 10 < heights(up)[1] < 30


def test_levels_in_powers_of_ten_give_each_slice_heights_that_show_its_bends() -> None:
    across, up, _ = Shower(ROSENBROCK, logarithmic=True).at(0.0, 1.0)
    assert heights(across)[1] < 3000
    assert heights(up)[1] < 2000


def test_heights_stay_while_they_suit() -> None:
    shower = Shower(ROSENBROCK, logarithmic=True)
    first = heights(shower.at(0.5, 1.0)[0])
    assert heights(shower.at(0.6, 1.0)[0]) == first
    assert heights(shower.at(0.6, 0.9)[0]) == first


@pytest.mark.parametrize(
    "text", ["0x + 0y", "sqrt(-1 - x^2 - y^2)", "3 + 0x y", "10^-300 x y", "10^-320 x y", "10^300 x y", "e^(e^(9x y))"]
)
@pytest.mark.parametrize("logarithmic", [True, False])
def test_every_function_has_heights_that_pixels_can_show(text: str, logarithmic: bool) -> None:
    across, up, _ = Shower(text, logarithmic=logarithmic).at(1e-9, -1e-9)
    for view in (across.statics.viewport, up.statics.viewport):
        assert view.y0 < view.y1
        assert all(map(math.isfinite, (view.pixels_per_y, *view.to_pixel(0.0, 0.0))))


def test_along_u_the_slope_is_the_directional_derivative_moving_or_at_rest() -> None:
    shower = Shower("x^2 y + y^3", direction=True)
    for detail in ("coarse", "fine"):
        shower.slices.detail = detail
        along_u = shower.at(1.0, 2.0, direction=0.0)[2]
        assert along_u is not None
        assert along_u.tangent is not None
        assert (along_u.tangent.value, along_u.tangent.slope) == (10.0, 4.0)


def test_a_moving_curve_gives_way_to_a_sampled_one() -> None:
    shower = Shower("sin(3x) cos(y)")
    shower.slices.detail = "coarse"
    moving = shower.at(1.0, 0.5)[0].statics.curves[0].sampled
    shower.slices.detail = "fine"
    still = shower.at(1.0, 0.5)[0].statics.curves[0].sampled
    assert still is not moving
    assert still.evaluations > moving.evaluations
