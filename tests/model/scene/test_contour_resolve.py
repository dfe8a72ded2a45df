"""The contour scene: coarse at first and fine at rest, sparse where a function is restless, fitted where it matters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from derivgui.model.document.document import Document, FunctionItem, Shown
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, Relief
from derivgui.model.scene.contour_relief import MOST_POINTS
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.contour_window import first_map, fitted_map, opened_map
from derivgui.model.scene.resolve import Resolver

VIEW = first_map(660, 540)
HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"


class Shower:
    """One function on one map."""

    def __init__(self, text: str, **shown: bool) -> None:
        self.document = Document(functions=(FunctionItem(1, text),), shown=Shown(**shown))
        self.resolver = ContourResolver(Resolver())

    def show(self, view: Viewport = VIEW) -> ContourScene:
        return self.resolver.resolve(self.document, view)

    def at_rest(self, view: Viewport = VIEW) -> ContourScene:
        self.show(view)
        while (found := self.resolver.rest(self.document, view)) != "done":
            if found == "changed":
                self.show(view)
        return self.show(view)


def relief(scene: ContourScene) -> Relief:
    assert scene.statics.relief is not None
    return scene.statics.relief


def test_a_map_is_coarse_at_first_and_fine_at_rest() -> None:
    shower = Shower(HIMMELBLAU)
    assert relief(shower.show()).detail == "coarse"
    scene = shower.at_rest()
    assert relief(scene).detail == "fine"
    assert scene.statics.searched


def test_what_stands_still_keeps_its_identity_while_the_point_moves() -> None:
    shower = Shower(HIMMELBLAU)
    before = shower.at_rest()
    shower.document = replace(shower.document, x=1.25, y=-0.5)
    assert shower.show().statics is before.statics
    shower.document = replace(shower.document, h=0.5)
    assert shower.show().level_line is shower.show().level_line


def test_the_level_line_runs_through_the_point_and_stays_level() -> None:
    shower = Shower(HIMMELBLAU)
    shower.document = replace(shower.document, x=1.0, y=2.0)
    for line in (shower.show().level_line, shower.at_rest().level_line):
        x, y = line[np.isfinite(line[:, 0])].T
        assert (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2 == pytest.approx(68.0, abs=0.01)
        assert np.hypot(x - 1.0, y - 2.0).min() < 0.1


@pytest.mark.parametrize("text", ["sin(40x) cos(40y)", "sin(10x) cos(10y)", "20 + x^2 - 10cos(9x) + y^2"])
def test_a_restless_function_has_no_more_lines_than_a_frame_can_paint(text: str) -> None:
    shower = Shower(text, critical=False)
    for scene in (shower.show(), shower.at_rest()):
        shown = relief(scene)
        assert sum(map(len, shown.lines)) <= MOST_POINTS[shown.detail] * 1.2
        assert len(shown.lines) == len(shown.levels.heights)


def test_where_all_lines_would_be_a_tangle_the_one_through_the_point_is_left_out_too() -> None:
    resolver, document = (
        ContourResolver(Resolver()),
        Document(functions=(FunctionItem(1, "sin(x) cos(y)"),), x=3e5, y=2e5),
    )
    wide = Viewport(-1e6, 1e6, -1e6, 1e6, 600, 600)
    scene = resolver.resolve(document, wide)
    assert scene.statics.relief is not None
    assert scene.statics.relief.levels.heights == ()
    assert len(scene.level_line) == 0
    while resolver.refine(document, wide) != "done":
        pass
    assert len(resolver.resolve(document, wide).level_line) == 0


def test_arrows_of_the_field_stand_still_in_the_plane_while_the_window_moves() -> None:
    shower = Shower("x^2 + y^2", gradient_field=True)
    first, second = shower.show().statics.arrows, shower.show(VIEW.panned(40.0, 0.0)).statics.arrows
    assert first is not None
    assert second is not None
    assert first.vectors == pytest.approx(2 * first.places)
    common = {tuple(np.round(place, 9)) for place in first.places} & {tuple(np.round(p, 9)) for p in second.places}
    assert len(common) > 0.8 * len(first.places)


def test_an_invisible_or_unreadable_row_shows_an_empty_map() -> None:
    shower = Shower("x y +")
    assert shower.show().point is None
    shower.document = Document(functions=(FunctionItem(1, "x y", visible=False),))
    assert shower.at_rest().statics.relief is None


def test_fit_holds_a_point_far_out() -> None:
    shower = Shower("x + y")
    shower.document = replace(shower.document, x=30.0, y=-50.0)
    view = fitted_map(shower.show(), 660, 540)
    assert view.x0 < 30 < view.x1
    assert view.y0 < -50 < view.y1
    assert view.pixels_per_x == pytest.approx(view.pixels_per_y)


def test_a_saved_window_comes_back_whole_on_a_canvas_of_another_shape() -> None:
    bounds = (-3.0, 3.0, -2.0, 2.0)
    view = opened_map(bounds, 900, 500)
    assert view.x0 <= -3 < 3 <= view.x1
    assert view.pixels_per_x == pytest.approx(view.pixels_per_y)


def test_units_that_were_far_from_equal_stay_so() -> None:
    view = opened_map((-10.0, 10.0, -1.0, 1.0), 660, 540)
    assert (view.x0, view.x1, view.y0, view.y1) == (-10.0, 10.0, -1.0, 1.0)
