"""Sampled curves: smooth ones whole and cheap, torn ones torn where they are torn."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-10, 10, -6, 6, 1000, 600)


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def curve(text: str, view: Viewport = VIEW) -> SampledCurve:
    return sample(function(text), view, patience=math.inf)


SMOOTH = (
    "x^2",
    "x^3 - 3x",
    "sin x",
    "e^-x^2",
    "1/(1+x^2)",
    "|x|",
    "cbrt x",
    "sqrt(x^2+1)",
    "x sin x",
    "5",
    "atan x",
)


@pytest.mark.parametrize("text", SMOOTH)
def test_a_continuous_curve_is_one_piece_over_the_whole_window(text: str) -> None:
    sampled = curve(text)
    assert len(sampled.pieces) == 1
    assert sampled.bands == ()
    assert sampled.pieces[0][0, 0] == VIEW.x0
    assert sampled.pieces[0][-1, 0] == VIEW.x1


@pytest.mark.parametrize("text", SMOOTH)
def test_a_smooth_curve_costs_a_few_hundred_evaluations(text: str) -> None:
    assert curve(text).evaluations < 900


@pytest.mark.parametrize(
    "text",
    ["x^2", "x^3 - 3x", "sin x", "e^-x^2", "1/(1+x^2)", "x sin x", "tan x", "1/x", "3sin(3x)"],
)
def test_no_chord_is_visibly_off_the_curve(text: str) -> None:
    f = function(text)
    for piece in curve(text).pieces:
        x, y = piece[:, 0], piece[:, 1]
        middle = (x[1:] + x[:-1]) / 2
        a = np.column_stack(((x - VIEW.x0) * VIEW.pixels_per_x, (VIEW.y1 - y) * VIEW.pixels_per_y))
        m = np.column_stack(((middle - VIEW.x0) * VIEW.pixels_per_x, (VIEW.y1 - f(middle)) * VIEW.pixels_per_y))
        seen = (np.abs(a[1:, 1] - 300) < 300) & (np.abs(a[:-1, 1] - 300) < 300)
        chord = (a[1:] - a[:-1])[seen]
        offset = (m - a[:-1])[seen]
        distance = np.abs(chord[:, 0] * offset[:, 1] - chord[:, 1] * offset[:, 0]) / np.hypot(*chord.T)
        assert distance.max() < 0.5


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1/x", 2),
        ("tan x", 7),
        ("floor x", 20),
        ("sign x", 2),
        ("1/(x-1.2345678)", 2),
        ("{x<1: x, x+3}", 2),
        ("frac x", 20),
        ("cot x", 8),
    ],
)
def test_a_torn_curve_has_as_many_pieces_as_it_should(text: str, pieces: int) -> None:
    assert len(curve(text).pieces) == pieces


@pytest.mark.parametrize("text", ["tanh(1000x)", "200 sin x", "100000(x-1)^3", "atan(10^6 x)", "x^101"])
def test_a_steep_curve_is_not_torn(text: str) -> None:
    assert len(curve(text).pieces) == 1


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("sqrt x", 0, 10),
        ("asin x", -1, 1),
        ("ln x", 0, 10),
        ("sqrt(4-x^2)", -2, 2),
        ("acosh x", 1, 10),
        ("x^x", 0, 10),
    ],
)
def test_a_curve_reaches_the_edge_of_its_domain(text: str, start: float, end: float) -> None:
    (piece,) = curve(text).pieces
    assert math.isclose(piece[0, 0], start, abs_tol=1e-15)
    assert math.isclose(piece[-1, 0], end, abs_tol=1e-15)


def test_both_sides_of_a_jump_are_followed_to_neighbouring_doubles() -> None:
    left, right = curve("sign(x - 0.3)").pieces
    assert np.nextafter(left[-1, 0], 1) >= 0.3 - 1e-15
    assert right[0, 0] <= 0.3 + 1e-15


def test_what_is_finer_than_pixels_becomes_a_band() -> None:
    sampled = curve("sin(100x)")
    assert sum(len(band.x) for band in sampled.bands) > 900
    for band in sampled.bands:
        assert (band.low >= -1).all()
        assert (band.high <= 1).all()


def test_an_oscillation_that_never_settles_is_a_band_near_its_centre_only() -> None:
    sampled = curve("sin(1/x)")
    (band,) = sampled.bands
    assert -1 < band.x[0] < 0 < band.x[-1] < 1
    assert len(sampled.pieces) == 2


@pytest.mark.parametrize("text", ["sqrt(-1-x^2)", "ln(-1-x^2)", "0/0"])
def test_a_function_that_is_nowhere_defined_has_no_pieces(text: str) -> None:
    assert curve(text).pieces == ()


@pytest.mark.parametrize("width", [40, 800, 4000])
def test_every_window_size_works(width: float) -> None:
    assert len(curve("sin x", Viewport(-3, 3, -2, 2, width, 500)).pieces) == 1


@pytest.mark.parametrize("half", [1e-11, 1e-6, 1e6, 1e11])
def test_every_zoom_works(half: float) -> None:
    assert len(curve("x^2", Viewport(1 - half, 1 + half, 1 - half, 1 + half, 800, 600)).pieces) == 1


def test_the_worst_function_is_bounded() -> None:
    assert curve("sin(1/x) sin(1000x) floor(50x) tan(80x)").evaluations < 60_000


@pytest.mark.parametrize("width", [800, 803, 807, 1001])
def test_a_band_reaches_both_edges_of_the_window(width: float) -> None:
    sampled = curve("sin(100x)", Viewport(-10, 10, -2, 2, width, 600))
    assert sampled.pieces == ()
    assert sampled.unresolved == ((-10.0, 10.0),)


@pytest.mark.parametrize(
    ("text", "half"), [("sin(1/x)", 1e-3), ("sin(1/x)", 1e-9), ("sin(1000x)", 3.0), ("cos(e^(x + 20))", 2.0)]
)
def test_a_band_is_as_high_as_the_curve_swings(text: str, half: float) -> None:
    sampled = curve(text, Viewport(-half, half, -1.5, 1.5, 1000, 600))
    for band in sampled.bands:
        inner = slice(20, -20)
        # In pixels of 1/200.
        assert np.quantile(band.high[inner], 0.05) > 0.97
        assert band.high[inner].min() > 0.9
        assert np.quantile(band.low[inner], 0.95) < -0.97
        assert band.low[inner].max() < -0.9


@pytest.mark.parametrize("k", [100, 250, 300, 370])
def test_waves_as_long_as_the_grid_are_seen(k: int) -> None:
    view = Viewport(0, 2.5, -1, 3, 1200, 800)
    f = function(f"x + sin({k}x)/100")
    (piece,) = sample(f, view, patience=math.inf).pieces
    x = np.linspace(0, 2.5, 30_000)
    off = np.abs(f(x) - np.interp(x, piece[:, 0], piece[:, 1])) * view.pixels_per_y
    assert off.max() < 0.3


def test_branches_between_crowding_poles_are_followed_closely() -> None:
    view = Viewport(-1 / 3, 1 / 3, -2, 2, 640, 480)
    f = function("tan(1/x)")
    for piece in sample(f, view, patience=math.inf).pieces:
        across, up = piece[:, 0] * view.pixels_per_x, piece[:, 1] * view.pixels_per_y
        middle = (piece[1:, 0] + piece[:-1, 0]) / 2
        run, rise = np.diff(across), np.diff(up)
        off = np.abs(f(middle) * view.pixels_per_y - up[:-1] - rise / 2) * run / np.hypot(run, rise)
        assert off[np.abs(f(middle)) < 2].max(initial=0.0) < 0.3


@pytest.mark.parametrize("text", ["tan(1/x)", "sin(1/x)", "frac(1/x)", "floor(1/x)", "1/sin(1/x)"])
@pytest.mark.parametrize("width", [640, 3000])
def test_no_line_is_drawn_through_a_band(text: str, width: float) -> None:
    sampled = curve(text, Viewport(-1 / 3, 1 / 3, -2, 2, width, 480))
    assert sampled.bands
    for piece in sampled.pieces:
        for start, end in sampled.unresolved:
            assert not ((piece[:, 0] > start) & (piece[:, 0] < end)).any()


@pytest.mark.parametrize("index", [7, 9, 15])
@pytest.mark.parametrize("place", ["2.0031", "1/3", "-4.7"])
def test_a_root_of_high_index_is_whole_beside_other_places(index: int, place: str) -> None:
    view = Viewport(-6, 6, -1.2, 1.2, 1200, 800)
    sampled = curve(f"(x-({place}))^(1/{index}) (x^2-3)/(x^2-3)", view)
    assert [piece[0, 0] for piece in sampled.pieces] == [-6.0, -math.sqrt(3), math.sqrt(3)]
    assert [mark.kind for mark in sampled.markers] == ["hole", "hole"]


@pytest.mark.parametrize("text", ["sin(1/x)", "x sin(1/x)", "sin(1/x^2)", "cos(e^|5/x|)"])
def test_what_is_even_or_odd_is_as_restless_on_both_sides(text: str) -> None:
    lopsided = []
    for half in np.linspace(5, 7, 15).tolist():
        ((start, end),) = curve(text, Viewport(-half, half, -3.4, 3.4, 987, 544)).unresolved
        lopsided.append(abs(start + end) * 987 / (2 * half))
    assert np.mean(lopsided) < 1.5


@pytest.mark.parametrize("width", [3000.0, 20_000.0])
@pytest.mark.parametrize("text", ["sin(1/(x-3))", "tan(1/(x-3))", "cos(10^14 x)", "1/(x-3)", "x^2", "sqrt(x-3)"])
def test_sampling_ends_where_pixels_are_finer_than_doubles(text: str, width: float) -> None:
    sampled = curve(text, Viewport(3 - 1.5e-12, 3 + 1.6e-12, -6, 6, width, 1000))
    assert sampled.evaluations < 20 * width
