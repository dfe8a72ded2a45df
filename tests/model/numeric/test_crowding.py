"""Waves far shorter than a pixel are bands in every window, and none of them passes for a line by chance."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport


def curve(text: str, view: Viewport) -> SampledCurve:
    return sample(RealFunction(Program(parse(text).tree)), view, patience=math.inf)


@pytest.mark.parametrize(
    "text", ["x^2 sin(x)", "x sin(x)", "x^2 sin(x^2)", "sqrt(|x|) cos(100x)", "x^3 |sin(x^2)| - x^3/2"]
)
@pytest.mark.parametrize("half", [1e5, 1e6, 1e7, 1e9, 1e10, 1e12])
@pytest.mark.parametrize("height", [1e-3, 1.0, 100.0])
@pytest.mark.parametrize("size", [(300, 200), (800, 500), (1283, 800)])
def test_a_wave_that_swings_beyond_the_window_is_one_band(
    text: str, half: float, height: float, size: tuple[float, float]
) -> None:
    sampled = curve(text, Viewport(-half, half, -height, height, *size))
    ((start, end),) = sampled.unresolved
    pixel = 2 * half / size[0]
    assert start < -half + 2 * pixel
    assert end > half - 2 * pixel
    assert all(piece[-1, 0] - piece[0, 0] < 2 * pixel for piece in sampled.pieces)


@pytest.mark.parametrize("rate", np.geomspace(100.0, 200.0, 24).tolist())
def test_no_rate_falls_into_step_with_the_grid(rate: float) -> None:
    """In step with it, the wave would be seen at much the same phase over and over, out of sight."""
    half = 6e7
    sampled = curve(f"x^2 cos({rate!r} x) + 1", Viewport(-half, half, -0.002, 0.002, 304, 200))
    ((start, end),) = sampled.unresolved
    assert end - start > 0.98 * 2 * half


@pytest.mark.parametrize("half", [1e6, 1e9, 1e12])
@pytest.mark.parametrize("text", ["sin(x)", "x/1e6 + cos(x^2)", "sin(x) + cos(100x)"])
def test_a_wave_lower_than_a_pixel_is_a_line(half: float, text: str) -> None:
    sampled = curve(text, Viewport(-half, half, -1200, 1200, 800, 500))
    (piece,) = sampled.pieces
    assert sampled.unresolved == ()
    assert tuple(piece[[0, -1], 0]) == (-half, half)


def test_beside_a_band_the_curve_is_drawn_where_it_is_calm() -> None:
    sampled = curve("{x < 0: 5, 100 sin(10000x)}", Viewport(-10, 10, -2, 6, 800, 500))
    ((start, end),) = sampled.unresolved
    assert start == 0.0
    assert end == 10
    (piece,) = [piece for piece in sampled.pieces if piece[0, 0] < -1]
    assert piece[-1, 0] == 0.0
    assert (piece[:, 1] == 5).all()


@pytest.mark.parametrize("distance", [4.5, 6.0, 12.0])
def test_branches_a_few_pixels_apart_are_branches(distance: float) -> None:
    view = Viewport(-1, 1, -2, 2, 800, 500)
    sampled = curve(f"tan(pi x/{distance / view.pixels_per_x!r})", view)
    assert sampled.unresolved == ()
    assert len(sampled.pieces) >= 800 / distance - 1


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("|x| sin(x)^2", -1.0, 1.0),
        ("|x| sin(x)^2", -1.0, 0.0),
        ("|x sin(x)|", -1.0, 10.0),
        ("2 + x^2 cos(x/2)^2", -3.0, 2.5),
        ("-x^2 sin(x)^4", -1.0, 1.0),
        ("1e6 - x^2 tan(x)^2", -1e6, 1e6),
        ("1e6 - x^2 tan(x)^2", 0.0, 2e6),
        ("1/sin(x)^2", 0.0, 1.00001),
        ("1000 sin(x)^2 + x^2/(x^2 + 1)", -1.5, 1.5),
        ("x^2 (1 + sin(x))", -1.0, 1.0),
    ],
)
@pytest.mark.parametrize("size", [(300, 200), (800, 600), (1283, 800)])
def test_what_touches_a_window_more_often_than_pixels_is_a_band(
    text: str, low: float, high: float, size: tuple[float, float]
) -> None:
    """All samples may be out of sight: the turning points are not."""
    half = 1e6
    sampled = curve(text, Viewport(-half, half, low, high, *size))
    ((start, end),) = sampled.unresolved
    pixel = 2 * half / size[0]
    assert start < -half + 2 * pixel
    assert end > half - 2 * pixel
    (band,) = sampled.bands
    half_pixel = 0.5 * (high - low) / size[1]
    assert ((band.low <= high + half_pixel) & (band.high >= low - half_pixel)).mean() > 0.95


def test_the_slope_of_such_a_curve_is_a_band_too() -> None:
    function = RealFunction(Program(parse("x^3/6 - x^2 sin(2x)/4 - x cos(2x)/4 + sin(2x)/8").tree))
    sampled = sample(function.derivative, Viewport(-1e4, 1e4, -1, 1, 800, 500), function, patience=math.inf)
    # x^2 sin(x)^2
    ((start, end),) = sampled.unresolved
    assert end - start > 0.98 * 2e4


def test_a_band_is_as_high_as_its_turning_points() -> None:
    view = Viewport(-1e6, 1e6, -1e6, 1e6, 800, 600)
    (band,) = curve("1e6 - x^2 tan(x)^2", view).bands
    assert band.high[np.absolute(band.x) > 1e5] == pytest.approx(1e6, abs=1 / view.pixels_per_y)


@pytest.mark.parametrize("text", ["1000 + 5 sin(x)", "2 + |sin(x)|", "x^2 + 3 + cos(x^2)"])
def test_what_turns_out_of_sight_only_is_no_band(text: str) -> None:
    sampled = curve(text, Viewport(-1e6, 1e6, -1.5, 1.5, 800, 500))
    assert sampled.unresolved == ()
    assert not any(((piece[:, 1] < 1.5) & (piece[:, 1] > -1.5)).any() for piece in sampled.pieces)


@pytest.mark.parametrize("apart", [9.0, 17.0, 40.0])
def test_dips_that_are_pixels_apart_are_lines(apart: float) -> None:
    """Each comes down to 0 on less than a pixel."""
    view = Viewport(-1, 1, -1, 1, 800, 500)
    sampled = curve(f"1e4 sin(pi x/{apart / view.pixels_per_x!r})^2", view)
    assert sampled.unresolved == ()
    (piece,) = sampled.pieces
    bottoms = np.arange(-(400 // apart), 400 // apart + 1) * apart / view.pixels_per_x
    nearest = np.absolute(piece[:, 0] - bottoms[:, None]).argmin(axis=1)
    assert (piece[nearest, 1] < 1.0).all()


@pytest.mark.parametrize("half", [1e4, 1e6, 1e9])
@pytest.mark.parametrize(
    "text",
    [
        "sqrt(|sin x|) x^2", "x^2 |sin x|", "x^2 |sin x - 1/2|", "x^3 sin(x)^(2/3)", "x^2 frac(x)", "x^2 mod(x, 3)",
        "x^2 |tan x|", "-x^2 cbrt(|cos x|)", "x^4 |sin x|^(1/5) + 1",
    ],
)  # fmt: skip
def test_what_comes_down_to_the_window_at_its_corners_only_is_a_band(text: str, half: float) -> None:
    """All samples are far out of sight: the curve is low for less than a double is wide."""
    sampled = curve(text, Viewport(-half, 0.9 * half, -1.5, 1.5, 800, 600))
    ((start, end),) = sampled.unresolved
    pixel = 1.9 * half / 800
    assert start < -half + 2 * pixel
    assert end > 0.9 * half - 2 * pixel


@pytest.mark.parametrize("text", ["x^2 + sqrt(|sin x|) x^2 + 7", "7 + x^2 |sin x|", "x^2 frac(x) - 7 - x^2"])
def test_what_stays_out_of_the_window_at_its_corners_is_no_band(text: str) -> None:
    assert curve(text, Viewport(-1e6, 0.9e6, -1.5, 1.5, 800, 600)).unresolved == ()


EXACTLY = {
    "frac(x^2)": lambda x: x * x % 1,
    "mod(x^2, 3)": lambda x: x * x % 3,
    "frac(x^2/7)": lambda x: x * x / 7 % 1,
    "frac(x^2) - mod(x, 2)": lambda x: x * x % 1 - x % 2,
    "frac(10^9 x)": lambda x: 10**9 * x % 1,
    "floor(x^2) - x^2": lambda x: -(x * x % 1),
}  # fmt: skip


@pytest.mark.parametrize(("x0", "x1"), [(-8e11, 8e11), (8e11, 8e11 + 200), (7e7 + 0.3, 8e8), (1e10, 1.1e10)])
@pytest.mark.parametrize("text", EXACTLY)
def test_a_band_tells_the_truth_where_doubles_have_lost_their_digits(text: str, x0: float, x1: float) -> None:
    """They see x^2 - floor(x^2) as 0 from 10^8 on."""
    view = Viewport(x0, x1, -3, 3, 400, 300)
    sampled = curve(text, view)
    (band,) = sampled.bands
    assert sampled.pieces == sampled.markers == ()
    columns = np.linspace(0, band.x.size - 1, 60).astype(int)
    off = []
    for column in columns.tolist():
        x = Fraction(float(band.x[column]) + 0.2137 / view.pixels_per_x)
        height = float(EXACTLY[text](x))
        off.append(max(height - band.high[column], band.low[column] - height))
    # A few samples of each column do not reach its last pixel.
    assert max(off) < 0.8
    assert sorted(off)[50] < 0.2


@pytest.mark.parametrize("half", [500.0, 900.0, 1e5])
@pytest.mark.parametrize(
    "text",
    ["{frac(x) < 10^-6: 1, 0}", "max(0, 1 - 10^5 |sin(x^2/100)|)", "max(0, 1 - 10^6 sin(x)^2) + {x > 10^7: 1, 0}"],
)
def test_needles_that_crowd_are_a_band(text: str, half: float) -> None:
    """Next to no sample meets one of them."""
    sampled = curve(text, Viewport(-half, 0.97 * half, -1, 2, 800, 600))
    at = np.linspace(0.5 * half, 0.96 * half, 50)
    if half > 500:
        assert all(any(a <= x <= b for a, b in sampled.unresolved) for x in at)
    assert max(band.high.max() for band in sampled.bands) > 0.5


def test_a_grid_coarser_than_the_waves_of_a_level_is_seen_to_be() -> None:
    for text in ("sign(sin(x) - 1/7)", "floor(3sin(x) + 0.1)"):
        sampled = curve(text, Viewport(-1e4, 1e4, -5, 5, 800, 600))
        assert sampled.unresolved == ((-1e4, 1e4),)
