"""Level lines, their heights, and where none may be drawn."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.contour_levels import hides_its_floor, logarithmic_levels, lowest_value, nice_levels
from derivgui.model.numeric.plane.contours import Contours, level_line, pieces, shades
from derivgui.model.numeric.plane.field import Field, field_of
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from tests.planes import SQUARE, plane

HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
ROSENBROCK = "(1 - x)^2 + 100(y - x^2)^2"
WIDE = Viewport(-5.0, 5.0, -4.0, 4.0, 640.0, 512.0)


def field(text: str) -> Field:
    return field_of(plane(text), SQUARE)


def all_lines(function: PlaneFunction) -> tuple[tuple[float, ...], tuple[Array, ...]]:
    seen = field_of(function, SQUARE)
    heights = nice_levels(seen).heights
    return heights, Contours(seen).lines(heights)


def test_a_circle_is_a_circle() -> None:
    (circle,) = pieces(Contours(field("x^2 + y^2")).line(9.0))
    assert np.hypot(circle[:, 0], circle[:, 1]) == pytest.approx(3.0, abs=1e-3)
    assert circle[0].tolist() == circle[-1].tolist()


def test_a_level_that_is_not_reached_has_no_line() -> None:
    assert Contours(field("x^2 + y^2")).line(-1.0).shape == (0, 2)
    assert pieces(Contours(field("x^2 + y^2")).line(-1.0)) == ()


def test_gaps_of_the_domain_stay_empty() -> None:
    inside = field("sqrt(4 - x^2 - y^2)")
    for line in Contours(inside).lines(nice_levels(inside).heights):
        assert np.nanmax(np.hypot(line[:, 0], line[:, 1])) <= 2.0
    assert (shades(inside, nice_levels(inside)) == 0).any()


def test_lines_end_on_the_edge_of_the_domain_not_on_a_staircase() -> None:
    inside = Contours(field("sqrt(4 - x^2 - y^2)"))
    (near_the_edge,) = pieces(inside.line(0.2))
    assert np.hypot(*near_the_edge.T) == pytest.approx(math.sqrt(3.96), abs=0.01)
    (radius,) = pieces(Contours(field("atan2(y, x) + 0 sqrt(4 - x^2 - y^2)")).line(1.0))
    assert np.hypot(*radius.T).max() == pytest.approx(2.0, abs=1e-3)


def test_a_hole_on_a_node_is_no_edge() -> None:
    # Four cells of one unit, with a node at the origin.
    seen = field_of(plane("1/x + y"), Viewport(-2, 2, -2, 2), 5, 5)
    assert np.isnan(seen.values[:, 2]).all()
    assert seen.rim is None


@pytest.mark.parametrize(
    "text",
    [
        "atan2(y, x)",
        "floor(x) + y",
        "1/(x - y)",
        "tan(x + y)",
        "x/|x| + y",
        "1/(x y)",
        "1/(x - y)^2",
        "{x < 1: y, y + 3 + x}",
        "mod(x, 2) + y/3",
        "sign(x - y) + x",
        "e^(1/x) + y",
        "ln(x^2 + y^2)",
    ],
)
def test_every_line_stays_near_its_level(text: str) -> None:
    """No line runs along a jump or a pole: all along it f changes no faster than from node to node beside it."""
    f = plane(text)
    for height, line in zip(*all_lines(f), strict=True):
        for piece in pieces(line):
            between = 0.5 * (piece[1:] + piece[:-1])
            values = f(between[:, 0], between[:, 1])
            slope = np.hypot(*f.gradient(between[:, 0], between[:, 1]))
            assert np.all(np.abs(values - height) <= 0.05 * slope + 0.05), (height, piece)


def test_rays_that_meet_at_a_pole_do_not_run_through_it() -> None:
    f = plane("x y/(x^2 + y^2)")
    for height, line in zip(*all_lines(f), strict=True):
        for piece in pieces(line):
            away = np.hypot(piece[:, 0], piece[:, 1])
            assert away.min() > 0.01
            far = piece[away > 0.2]
            assert f(far[:, 0], far[:, 1]) == pytest.approx(height, abs=0.02)


def test_jumps_are_torn_where_they_are_and_nowhere_else() -> None:
    torn = field("atan2(y, x)").torn
    assert torn is not None
    rows, columns = np.nonzero(torn)
    assert set(rows) == {128}
    assert columns.min() == 0
    assert columns.max() == 128
    assert torn.sum() == 129


@pytest.mark.parametrize(
    "text",
    ["x^2 + y", "sin(20x) + y", "|x| + |y|", "sin(x y)/(x y)", "(x^2 - 1)/(x - 1) + y", "cbrt(x) + y", "1e9 + x"],
)
def test_continuous_functions_are_torn_nowhere(text: str) -> None:
    assert field(text).torn is None


def test_a_pole_that_only_touches_is_torn_at_its_place() -> None:
    torn = field("1/(x^2 + y^2)").torn
    assert torn is not None
    assert np.argwhere(torn).tolist() == [[128, 128]]


def test_himmelblau_gets_round_levels() -> None:
    heights = nice_levels(field(HIMMELBLAU)).heights
    assert heights == tuple(50.0 * k for k in range(1, 18))


def test_levels_read_as_decimals() -> None:
    assert nice_levels(field("sin(x) cos(y)")).heights == tuple(k / 10 for k in range(-9, 10))


@pytest.mark.parametrize("text", ["x y", "tan(x + y)", "1/(x^2 + y^2)", "e^(x y)", "10^-9 x", "10^9 + x", "ln(x y)"])
def test_there_are_enough_levels_and_not_too_many(text: str) -> None:
    heights = nice_levels(field(text)).heights
    assert 8 <= len(heights) <= 21
    assert list(heights) == sorted(set(heights))


def test_poles_do_not_take_all_the_levels() -> None:
    heights = nice_levels(field("1/(x - y)")).heights
    assert max(heights) <= 5


@pytest.mark.parametrize("text", ["3", "0 x", "ln(-1 - x^2)", "2 + 0 y"])
def test_a_level_function_and_one_without_values_have_no_levels(text: str) -> None:
    seen = field(text)
    levels = nice_levels(seen)
    assert levels.heights == ()
    assert shades(seen, levels).shape == seen.values.shape
    assert logarithmic_levels(seen).heights == ()


@pytest.mark.parametrize(
    "text",
    [
        "e^(e^(x + 3))",
        "x e^(700 + x)",
        "10^-310 x",
        "10^308 x/y",
        "tan(1000x y)",
        "sin(1/(x y))",
        "x^y",
        "1/floor(x y)",
    ],
)
def test_no_function_is_too_wild(text: str) -> None:
    f = plane(text)
    seen = field_of(f, SQUARE)
    for levels in (nice_levels(seen), logarithmic_levels(seen, base=lowest_value(f, seen))):
        assert len(Contours(seen).lines(levels.heights)) == len(levels.heights) <= 21
        assert shades(seen, levels).shape == seen.values.shape
    assert level_line(f, Contours(seen), 1.3, 0.7).shape[1] == 2


def test_logarithmic_levels_count_from_the_bottom_of_the_bowl() -> None:
    f = plane(ROSENBROCK)
    seen = field_of(f, SQUARE)
    assert lowest_value(f, seen) == 0.0
    levels = logarithmic_levels(seen, base=0.0)
    assert levels.spacing == "logarithmic"
    assert {1.0, 10.0, 100.0, 1000.0, 10000.0} <= set(levels.heights)
    assert len(levels.heights) <= 21


@pytest.mark.parametrize("bottom", [0.0, 0.027, -78.33, 1000.0027, -0.3, math.e, 123456.789])
def test_logarithmic_levels_are_round_above_any_bottom(bottom: float) -> None:
    steps = logarithmic_levels(field("x^2 + y^2"), base=0.0).heights
    heights = logarithmic_levels(field(f"x^2 + y^2 + {bottom!r}"), base=bottom).heights
    assert list(heights) == sorted(set(heights))
    assert len(heights) >= len(steps) - 3
    for height in heights:
        above = height - bottom
        assert above > 0
        near = min(steps, key=lambda step: abs(math.log(above / step)))
        assert 0.5 * near <= above <= 1.5 * near
        # No digit finer than a tenth of the step.
        assert abs(height - round(height, 2 - math.ceil(math.log10(near)))) < 1e-9


def test_the_lowest_point_may_be_below_zero() -> None:
    f = plane("x^2 + y^2 - 4x - 7")
    assert lowest_value(f, field_of(f, SQUARE)) == pytest.approx(-11.0, abs=1e-12)
    assert math.isnan(lowest_value(plane("ln(-1 - x^2)"), field("ln(-1 - x^2)")))


@pytest.mark.parametrize("text", ["x^2 y + y^3", HIMMELBLAU, ROSENBROCK, "sin(x) cos(y)", "x y", "floor(x) + y"])
def test_the_line_through_a_point_is_exact(text: str) -> None:
    f = plane(text)
    contours = Contours(field_of(f, SQUARE))
    x, y = 1.3, 0.7
    line = level_line(f, contours, x, y)
    gradient = np.hypot(*f.gradient(line[:, 0], line[:, 1]))
    off = np.abs(f(line[:, 0], line[:, 1]) - f.at(x, y)) / gradient
    assert np.nanmax(off) < 1e-3
    # As far from the point as a chord of its cell may run beside the curve.
    assert np.nanmin(np.hypot(line[:, 0] - x, line[:, 1] - y)) < 0.04


def test_where_the_function_is_undefined_no_line_passes() -> None:
    f = plane("ln(x)+y")
    assert level_line(f, Contours(field_of(f, SQUARE)), -1.0, 0.0).shape == (0, 2)


def test_bands_cover_the_plane_once() -> None:
    seen = field("x^2 + y^2")
    contours = Contours(seen)
    area = 0.0
    for low, high in ((-1.0, 4.0), (4.0, 9.0)):
        for points, offsets in contours.band(low, high):
            for start, end in pairwise(offsets):
                ring = points[start:end]
                area += 0.5 * float(np.sum(ring[:-1, 0] * ring[1:, 1] - ring[1:, 0] * ring[:-1, 1]))
    assert area == pytest.approx(math.pi * 9, rel=1e-3)


def test_shades_give_each_band_its_share() -> None:
    seen = field(HIMMELBLAU)
    levels = nice_levels(seen)
    shade = shades(seen, levels)
    assert shade.dtype == np.uint8
    assert shade.min() == 1
    assert shade.max() == 255
    knots = (levels.low, *levels.heights, levels.high)
    middle = knots[4] + 0.5 * (knots[5] - knots[4])
    near = np.abs(seen.values - middle) < 2
    assert shade[near] == pytest.approx(1 + 254 * 4.5 / (len(knots) - 1), abs=2)


def hides(text: str, view: Viewport) -> bool:
    function, seen = plane(text), field_of(plane(text), view, 160, 160)
    return hides_its_floor(seen, nice_levels(seen), lowest_value(function, seen))


@pytest.mark.parametrize("text", [ROSENBROCK, f"{ROSENBROCK} + 7", "(x^2 + y^2)^3", "e^(x^2 + y^2)", "x^6 + y^6"])
def test_a_bowl_with_a_steep_rim_hides_its_floor(text: str) -> None:
    assert hides(text, WIDE)


@pytest.mark.parametrize(
    "text",
    [
        "x^2 + y^2", "x^2 + 100y^2", "|x| + |y|", "sin(x) sin(y)", "x^2 - y^2", "-e^(-x^2-y^2)", "x^2 y + y^3",
        # Flat far away from a summit or a pole, which is no floor of a bowl.
        "e^(-x^2-y^2)", "1/(x^2 + y^2)", "e^x + y^2",
        # Nothing to look for.
        "1", "1/0 + x y",
    ],
)  # fmt: skip
def test_other_maps_hide_none(text: str) -> None:
    assert not hides(text, WIDE)


def test_levels_in_powers_of_ten_hide_no_floor() -> None:
    function, seen = plane(ROSENBROCK), field_of(plane(ROSENBROCK), WIDE, 160, 160)
    base = lowest_value(function, seen)
    assert not hides_its_floor(seen, logarithmic_levels(seen, base=base), base)


def test_a_floor_outside_of_the_window_is_not_hidden_by_levels() -> None:
    assert not hides(ROSENBROCK, Viewport(2.0, 4.0, -3.0, 0.0, 640.0, 512.0))
