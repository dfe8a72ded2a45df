"""Pictures of descents: thinned paths, axes, and what is drawn in whose colour."""

from __future__ import annotations

import math
import time
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.model.descent.race import Race
from derivgui.model.descent.setup import Setup
from derivgui.model.descent.sweep import rates_around, sweep
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.descent.canvas import TrailCache, paint_descent
from derivgui.painting.descent.frame import Axis, ranged
from derivgui.painting.descent.picture import DescentPicture, Runner
from derivgui.painting.descent.plots import Curve, StepPlots, paint_place, paint_plots
from derivgui.painting.descent.plots_of import plots_of
from derivgui.painting.descent.strokes import dots, reach, runner_colour, runner_dash, stroke
from derivgui.painting.descent.sweep import paint_sweep, rate_axis, sweep_area
from derivgui.painting.descent.trail import MOST_INK, MOST_SEGMENTS, RECENT, Trail
from derivgui.painting.geometry import FAR_PIXELS
from derivgui.painting.grip import Grip
from derivgui.painting.palette import DARK, LIGHT, Palette
from tests.model.descent.functions import finished, objective

VIEW = Viewport(-10, 10, -10, 10, 400, 400)
LONG = 100_000


def spiral(count: int) -> np.ndarray:
    turns = np.linspace(0, 200, count)
    return np.stack((np.cos(turns), np.sin(turns)), axis=1) * np.linspace(9, 0, count)[:, None]


def canvas(palette: Palette) -> QImage:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.canvas))
    return image


def picture(points: np.ndarray, k: int, landing: tuple[float, float] | None = None) -> DescentPicture:
    runner = Runner(points, k, 0, points)
    return DescentPicture((runner,), math.nan, landing)


def painted(shown: DescentPicture, palette: Palette, cache: TrailCache | None = None) -> QImage:
    image = canvas(palette)
    painter = QPainter(image)
    paint_descent(painter, shown, VIEW, palette, QFont(), Grip(), cache or TrailCache(), is_plane=True)
    painter.end()
    return image


def test_a_long_path_is_thinned_and_ends_where_the_ball_is() -> None:
    points = spiral(LONG)
    trail = Trail(VIEW)
    trail.grow(points)
    for k in (0, 1, 777, LONG - 1):
        corners = trail.upto(k)
        assert len(corners) <= MOST_SEGMENTS + RECENT + 2
        assert corners[-1] == QPointF(*VIEW.to_pixel(*points[k].tolist()))
    assert trail.upto(LONG - 1)[0] == QPointF(*VIEW.to_pixel(*points[0].tolist()))


def test_a_path_that_grows_is_the_path_made_at_once() -> None:
    points = spiral(3000)
    whole, grown = Trail(VIEW), Trail(VIEW)
    whole.grow(points)
    for end in (1, 2, 500, 501, 3000):
        grown.grow(points[:end])
    assert grown.upto(2999) == whole.upto(2999)


def test_a_hundred_thousand_iterates_are_cut_at_any_step_within_a_frame() -> None:
    trail = Trail(VIEW)
    trail.grow(spiral(LONG))
    began = time.thread_time()
    for k in range(0, LONG, 10_000):
        trail.upto(k)
    assert (time.thread_time() - began) / 10 < 0.016


def length_of(corners: list[QPointF]) -> float:
    return sum(QLineF(a, b).length() for a, b in pairwise(corners))


@pytest.mark.parametrize("ink", [MOST_INK, MOST_INK / 6])
def test_steps_across_the_window_are_thinned_until_they_can_be_stroked(ink: float) -> None:
    points = np.random.default_rng(1).uniform(-10, 10, (LONG, 2))
    trail = Trail(VIEW)
    trail.grow(points)
    for k in (3, 30, 300, LONG - 1):
        corners = trail.upto(k, ink)
        assert length_of(corners) < 1.3 * ink
        assert corners[-2:] == [QPointF(*VIEW.to_pixel(*points[place].tolist())) for place in (k - 1, k)]


def seen_lines(corners: list[QPointF]) -> set[tuple[float, float, float, float]]:
    lines = [(a.x(), a.y(), b.x(), b.y()) for a, b in pairwise(corners)]
    return {line for line in lines if not any(map(math.isnan, line))}


def test_what_is_far_away_leaves_nothing_out_that_is_in_sight() -> None:
    """Ten steps in the window, a hundred thousand beyond it, and back again for ten."""
    inside = np.stack((np.linspace(-8, 8, 10), np.linspace(8, -8, 10)), axis=1)
    outside = np.random.default_rng(1).uniform(100, 1e6, (LONG, 2))
    points = np.concatenate((inside, outside, -inside))
    trail = Trail(VIEW)
    for end in (5, 200, len(points)):
        trail.grow(points[:end])
    corners = trail.upto(len(points) - 1)
    places = [VIEW.to_pixel(*point) for point in points.tolist()]
    for first, last in ((0, 9), (LONG + 10, LONG + 19)):
        assert {(*a, *b) for a, b in pairwise(places[first : last + 1])} <= seen_lines(corners)
    assert len(corners) < 30


def test_a_path_that_leaves_and_enters_again_is_not_closed_across_the_window() -> None:
    """Out at the top and in again from the left, round the corner."""
    points = np.array([(0.0, 0.0), (0.0, 30.0), (-50.0, 40.0), (-30.0, 0.0), (0.0, 1.0)])
    trail = Trail(VIEW)
    trail.grow(points)
    places = [VIEW.to_pixel(*point) for point in points.tolist()]
    assert seen_lines(trail.upto(4)) == {(*places[0], *places[1]), (*places[3], *places[4])}
    assert trail.upto(2)[-1] == QPointF(*places[2])


def test_leaps_in_and_out_of_the_window_are_thinned_one_by_one() -> None:
    points = np.array([(-5.0, 2.0), (40.0, -30.0)] * (LONG // 2)) + np.random.default_rng(1).uniform(-3, 3, (LONG, 2))
    trail = Trail(VIEW)
    trail.grow(points)
    corners = trail.upto(LONG - 1)
    places = {VIEW.to_pixel(*point) for point in points.tolist()}
    lines = seen_lines(corners)
    assert 30 < len(lines) <= MOST_SEGMENTS + RECENT + 1
    assert all(line[:2] in places and line[2:] in places for line in lines)


def test_dashes_lie_on_the_path_and_leave_gaps(qtbot: QtBot) -> None:
    image = canvas(LIGHT)
    painter = QPainter(image)
    stroke(painter, [QPointF(20, 200), QPointF(200, 200), QPointF(200, 380)], LIGHT, 1)
    painter.end()
    ground = QColor(LIGHT.canvas)
    across = [image.pixelColor(x, 200) != ground for x in range(30, 190)]
    down = [image.pixelColor(200, y) != ground for y in range(210, 370)]
    for inked in (across, down):
        assert 0.5 < sum(inked) / len(inked) < 0.95
    assert all(image.pixelColor(x, 195) == ground for x in range(30, 190))


def test_dots_are_where_steps_are_apart_and_nowhere_else(qtbot: QtBot) -> None:
    image = canvas(LIGHT)
    painter = QPainter(image)
    long = [QPointF(20 + 20 * place, 200) for place in range(5)]
    dots(painter, [*long, *(QPointF(100 + 0.5 * place, 200) for place in range(500))], LIGHT, 0, 2.6, most=100)
    painter.end()
    inked = [image.pixelColor(x, 200) != QColor(LIGHT.canvas) for x in range(400)]
    assert all(inked[x] for x in (20, 40, 60, 80, 100))
    assert not any(inked[x] for x in (30, 50, 70, 90, *range(105, 400)))


def test_a_steep_fall_of_many_steps_is_a_line_and_a_bouncing_run_a_band(qtbot: QtBot) -> None:
    falling, bouncing = np.linspace(1, 0, LONG), np.resize([0.0, 1.0], LONG)
    inked = []
    for values in (falling, bouncing):
        curve = Curve(0, values)
        painter = QPainter(image := canvas(LIGHT))
        paint_plots(painter, StepPlots((curve,), (curve,), ("f", "|f′|"), False), 400, 400, LIGHT, QFont())
        painter.end()
        column = [image.pixelColor(220, y) for y in range(20, 180)]
        inked.append(sum(colour.saturation() > 120 for colour in column))
    assert inked[0] < 10
    assert inked[1] > 80


@pytest.mark.parametrize("far", [1e3, 1e9, 1e300])
def test_a_step_far_away_keeps_its_direction(far: float) -> None:
    start = QPointF(200, 200)
    line = reach(start, QPointF(200 - 4 * far, 200 + far))
    assert line is not None
    assert line.p1() == start
    assert line.dy() / line.dx() == pytest.approx(-0.25)
    assert max(abs(line.x2()), abs(line.y2())) <= FAR_PIXELS * (1 + 1e-9)


def test_a_jump_across_the_window_is_seen() -> None:
    line = reach(QPointF(-1e12, 100), QPointF(1e12, 100))
    assert line is not None
    assert (line.x1(), line.x2()) == (-FAR_PIXELS, FAR_PIXELS)


def test_what_passes_by_or_has_no_place_is_not_drawn() -> None:
    assert reach(QPointF(1e9, 0), QPointF(1e9, 5)) is None
    assert reach(QPointF(0, 0), QPointF(math.nan, 5)) is None
    assert reach(QPointF(0, 0), QPointF(math.inf, 5)) is None


def test_infinite_and_undefined_values_paint_nothing_strange(qtbot: QtBot) -> None:
    points = np.array([[0.0, 1.0], [1e300, math.inf], [math.nan, math.nan]])
    for k in range(3):
        painted(picture(points, k, (math.inf, math.nan)), LIGHT)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_the_ball_has_the_colour_of_descent(qtbot: QtBot, palette: Palette) -> None:
    image = painted(picture(np.array([[-5.0, 5.0], [5.0, -5.0]]), 1), palette)
    assert image.pixelColor(300, 300) == QColor(palette.descent)


def test_on_light_grounds_the_main_path_has_an_edge(qtbot: QtBot) -> None:
    image = painted(picture(np.array([[-8.0, 0.0], [8.0, 0.0]]), 1), LIGHT)
    column = [image.pixelColor(200, y).name().upper() for y in range(195, 206)]
    darkest = min(column, key=lambda name: QColor(name).lightness())
    assert QColor(darkest).lightness() < QColor(LIGHT.descent).lightness()


def test_contestants_differ_in_colour_and_dash() -> None:
    for palette in (LIGHT, DARK):
        assert len({runner_colour(palette, number) for number in range(6)}) == 6
    assert len({runner_dash(number) for number in range(6)}) == 6


def test_axes_take_numbers_to_pixels_and_back() -> None:
    for log in (False, True):
        axis = ranged(np.array([1e-3, 10.0, np.nan, np.inf]), 300.0, 20.0, log)
        assert axis.value(axis.place(0.5)) == pytest.approx(0.5)
        assert 20.0 < axis.place(10.0) < axis.place(1e-3) < 300.0
        assert all(20.0 <= place <= 300.0 for place, _ in axis.ticks(24.0))
    assert math.isnan(Axis(0.0, 1.0, 0.0, 100.0, log=True).place(-1.0))


@pytest.mark.parametrize(
    "values",
    [
        [5.0],
        [3.0, 3.0, 3.0],
        [math.nan, math.inf],
        [1.0, 1e300, math.inf],
        [0.0, 0.0],
        [-1e308, 1e308],
        [1e-300, 2e-300],
        [2.5e-301, 2.4e-301, -math.inf],
        [-math.inf, -1.0, -2.0],
    ],
)
@pytest.mark.parametrize("log", [False, True])
def test_plots_of_odd_runs_are_painted(qtbot: QtBot, values: list[float], log: bool) -> None:
    curve = Curve(0, np.array(values))
    plots = StepPlots((curve,), (curve,), ("f", "|f′|"), log)
    painter = QPainter(image := canvas(LIGHT))
    paint_plots(painter, plots, 300, 240, LIGHT, QFont())
    paint_place(painter, plots, 300, 240, LIGHT, 7)
    painter.end()
    assert not image.isNull()


def test_a_run_down_to_minus_infinity_is_plotted_as_far_as_it_is_finite() -> None:
    run = finished("sinh x", -1.0, rate=100.0)
    assert run.history.value(-1) == -math.inf
    plots = plots_of(Race([run]), len(run), log=True)
    assert plots is not None
    assert plots.upper[0].values[-2] == 0.0
    assert plots.upper[0].values[0] > 0.0
    assert plots.titles == ("f above its lowest", "|f′|")


def test_a_sweep_is_shaded_from_its_threshold_on(qtbot: QtBot) -> None:
    f, setup = objective("x^2"), Setup((5.0,), 0.1)
    rates = rates_around(f, setup)
    found = list(sweep(f, setup, rates, 100))[-1]
    painter = QPainter(image := canvas(LIGHT))
    paint_sweep(painter, found, rates, 400, 300, LIGHT, QFont())
    painter.end()
    area: QRectF = sweep_area(400, 300)
    axis = rate_axis(rates, area)
    inside, outside = (
        image.pixelColor(round(axis.place(rate)), round(area.center().y()) + 7) for rate in (4.3, 0.0022)
    )
    assert inside.red() > inside.green()
    assert outside.red() == outside.green()
