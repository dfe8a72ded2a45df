"""Certified windows: what is called proven is so, what hides is found or confessed."""

from __future__ import annotations

import math
import time
from itertools import pairwise

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import Certificate, certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-10, 10, -6, 6, 900, 600)


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def certify(f: RealFunction, view: Viewport = VIEW) -> Certificate:
    return certified(f, sample(f, view, patience=math.inf), view)


def distance_from_picture(curve: SampledCurve, view: Viewport, x: float, y: float) -> float:
    """Pixels from a point in the window to the nearest line of the picture."""
    nearest = math.inf
    px, py = view.to_pixel(x, y)
    for piece in curve.pieces:
        across = (piece[:, 0] - view.x0) * view.pixels_per_x - px
        up = np.clip((view.y1 - piece[:, 1]) * view.pixels_per_y, -1e6, 1e6) - py
        run, rise = np.diff(across), np.diff(up)
        length = np.maximum(run**2 + rise**2, 1e-300)
        share = np.clip(-(across[:-1] * run + up[:-1] * rise) / length, 0.0, 1.0)
        nearest = min(nearest, float(np.hypot(across[:-1] + share * run, up[:-1] + share * rise).min()))
    return nearest


PROVEN = (
    "x^2", "x^3 - 3x", "5", "sin(x) e^(x/4)", "200 sin x", "100000(x-1)^3", "tanh(1000x)", "x^101", "atan(10^6 x)",
    "1/x", "1/(x-1.2345678)", "x^2/10 + 0.001/(x-2)", "x/(x^2-2)", "(x^2-4)/(x^3-8)", "1/(x^2-3x+1)", "1/(x-π)",
    "tan x", "cot x", "sec x", "csc(2x)", "tan(x)^2", "tan(x)/x", "1/(sin(x)^2 + 10^-6)", "atan(tan x)",
    "sqrt x", "cbrt x", "x^(2/3)", "(x-1)^(1/4)", "sqrt(4-x^2)", "sqrt(x^2-2)", "cbrt(x^2-1)", "x^0.3", "x^-0.5",
    "|x|", "|x^2-4|", "|sin x|", "x/|x|", "max(sin x, cos x)", "min(x, 2, x^2)", "abs(abs(x) - 1)",
    "floor x", "frac x", "x - floor(x)", "floor(x)/x", "round(x/2)", "mod(x, 3)", "sign(x - 0.1)", "floor(sin x)",
    "ln x", "ln|x|", "log_2(x)", "1/ln x", "ln(ln x)", "x ln x", "ln(sin x)", "log(x^2-1)",
    "e^(1/x)", "1/(1+e^(1/x))", "e^(-1/x^2)", "x e^(1/x)", "atan(1/x)", "(1+1/x)^x", "x^x", "x^(1/x)", "2^x",
    "{x < 0: -x, x^2}", "{x <= 1: x^2, 2x}", "{x <= 1: x^2, x < 3: 3x-2, 7}", "{x = 1/3: 2, sin x}",
    "sin(x)/x", "(x^2-1)/(x-1)", "(1-cos x)/x^2", "(sqrt(x)-2)/(x-4)", "1/x - 1/sin x", "(2^x-1)/x",
    "asin x", "acos(x/3)", "acosh x", "atanh x", "coth x", "asech x", "acot x", "acos(cos x)", "sqrt(1-cos x)",
    "sqrt(-1-x^2)", "sin(x-3)/(x-3) + floor(2x)/4",
    "asin(2x/(1+x^2))", "acos((1-x^2)/(1+x^2))", "sqrt(1 - 2x/(1+x^2))", "max(2x, x^2+1)",
    "ceil(sin(x)/x)", "floor(3(1-cos x)/x^2 + 1/2)", "floor(1/x)", "floor(1/x^2)", "2 ceil(1/x)", "floor(x^4)",
    "floor(5 cos(x + 4722/4899))", "floor(2 - (x - sqrt 2)^2)", "floor(4 - x^2 + 2sqrt(3) x)", "ceil(x + 1/x)",
    "floor(3 sin x + 4 cos x)", "floor(4 sin x cos x)", "frac(5 - x^2 + 3x - 9/4)", "floor(3 - sqrt|x - 1/7|)",
    "sign(3 - sqrt|x - 1/7| - 3)",
    "acos(tanh(x^3 + 1))", "asin(tanh(9x))",
    "sech(1/x)", "coth(coth x)", "coth(tan x)", "cosh(1/x)", "e^(sech(1/x) - 6/5)", "1/e^(1/(x-5))", "e^(-1/(x+5))",
    "2e^(e^(sinh(x)/2 + 4/7) + 5)", "cosh(e^x - 3)", "floor(2e^(-3/(x-1)))", "cosh(1/(x^2 - 2))",
    "{3 sin x + 4 cos x >= 5: 2, -1}", "floor(2x e^(1-x))", "floor(3e^(-(x-1/3)^2))", "sign(x^2 - 2sqrt(2)x + 2)",
)  # fmt: skip


@pytest.mark.parametrize("text", PROVEN)
def test_the_window_of_an_honest_curve_is_proven(text: str) -> None:
    certificate = certify(function(text))
    assert certificate.is_proven
    assert certificate.found == ()


@pytest.mark.parametrize("text", ["ln(x^200)", "sqrt(x^200)", "1/x^200", "(x^400)^(1/4)", "ln(3/x^200)"])
def test_powers_too_high_for_doubles_are_proven_beside_0(text: str) -> None:
    assert certify(function(text), Viewport(-1e-6, 1e-6, -6, 6, 900, 600)).is_proven


@pytest.mark.parametrize("text", ["frac x", "x - floor(x)", "1/(x+2)", "{x < -2: 1, x}"])
@pytest.mark.parametrize("edge", [-2.0, math.nextafter(-2.0, -3.0), math.nextafter(-2.0, 0.0)])
def test_a_window_may_begin_at_a_place_or_a_hair_beside_it(text: str, edge: float) -> None:
    assert certify(function(text), Viewport(edge, 5.0, -3, 3, 607, 300)).status == "proven"


@pytest.mark.parametrize("text", ["sin(1/x)", "x sin(1/x)", "tan(1/x)", "1/sin(1/x)", "x floor(1/x)"])
def test_what_swings_without_end_is_open_about_its_centre_only(text: str) -> None:
    (stretch,) = certify(function(text)).open
    assert stretch.reason == "restless"
    assert -0.5 < stretch.start < 0 < stretch.end < 0.5


PLACES = (1 / 3, 0.7, -math.sqrt(2), math.pi, 7.77, -9.99)
# About 10^(-k/2) wide.
SHAPES = (
    "1/(1 + 10^{k} (x - {p})^2)",
    "e^(-10^{k} (x - {p})^2)",
    "1/cosh(10^{half} (x - {p}))",
    "max(0, 1 - 10^{half} |x - {p}|)",
)


@pytest.mark.parametrize("k", [4, 8, 12, 16, 20])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("base", ["0", "sin x", "x^2/5 - 2"])
def test_a_needle_is_found_and_drawn(base: str, shape: str, k: int) -> None:
    for number, place in enumerate(PLACES):
        if (number + k // 4) % 3:
            continue
        decimal = round(place, 9)
        text = f"{base} + 3*{shape.format(k=k, half=k // 2, p=decimal)}"
        f = function(text)
        certificate = certify(f)
        assert certificate.is_proven, (text, certificate.open)
        for steps in (0.0, 0.3, -0.3, 1.0, -1.0, 5.0, -30.0):
            x = decimal + steps * 10.0 ** (-k / 2)
            y = f.exact_value(x)
            assert y is not None
            if VIEW.x0 <= x <= VIEW.x1 and VIEW.y0 <= y <= VIEW.y1:
                assert distance_from_picture(certificate.curve, VIEW, x, y) < 1.5, (text, steps)


@pytest.mark.parametrize("k", [34, 60, 200])
def test_a_needle_thinner_than_doubles_is_drawn_or_confessed(k: int) -> None:
    certificate = certify(function(f"sin x + 1/(1 + 10^{k} (x - 1/3)^2)"))
    assert not certificate.is_proven
    assert any(s.start <= 1 / 3 <= s.end and s.end - s.start < 1e-13 for s in certificate.open)


@pytest.mark.parametrize("k", [24, 60, 200])
def test_beside_zero_doubles_go_deeper(k: int) -> None:
    certificate = certify(function(f"sin x + 1/(1 + 10^{k} x^2)"))
    if certificate.is_proven:
        assert distance_from_picture(certificate.curve, VIEW, 0.0, 1.0) < 1.5
    else:
        assert any(s.start <= 0 <= s.end for s in certificate.open)


@pytest.mark.parametrize(
    ("text", "poles"),
    [
        ("x + 10^-6/((x-2)^2 - 10^-10)", (2 - 1e-5, 2 + 1e-5)),
        ("x + 10^-9/(x^2 - 4x + 4 - 10^-14)", (2 - 1e-7, 2 + 1e-7)),
        ("sin x + 10^-9/(cos(x) - cos(1) + 10^-9)", (1.0,)),
        ("x/5 + 10^-5/(sin(x)^2 - 10^-8)", (1e-4, -1e-4)),
    ],
)
def test_poles_closer_than_samples_are_found(text: str, poles: tuple[float, ...]) -> None:
    certificate = certify(function(text))
    marked = [marker.x for marker in certificate.curve.markers if marker.kind == "pole"]
    for pole in poles:
        assert any(abs(x - pole) < 2e-9 for x in marked)


@pytest.mark.parametrize("k", [6, 10, 14])
def test_a_curve_that_lives_on_less_than_a_pixel_is_found(k: int) -> None:
    certificate = certify(function(f"3 sqrt(1 - 10^{k} (x - 0.37)^2)"))
    assert certificate.is_proven
    assert distance_from_picture(certificate.curve, VIEW, 0.37, 3.0) < 1.5


@pytest.mark.parametrize(
    "text", ["floor(x) + 1/(1 + 10^30 (x-1)^2)", "sin(x)/x + 2 e^(-10^30 x^2)", "|x| + 2e^(-10^20 x^2)"]
)
def test_a_needle_at_a_critical_place_is_not_overlooked(text: str) -> None:
    f = function(text)
    certificate = certify(f)
    place = 1.0 if "floor" in text else 0.0
    for shift in (1e-15, -1e-15, 2e-16, 1e-11, -1e-11, 1e-17):
        x = place + shift
        y = f.exact_value(x)
        confessed = any(s.start - 1e-15 <= x <= s.end + 1e-15 for s in certificate.open)
        assert confessed or y is None or distance_from_picture(certificate.curve, VIEW, x, y) < 1.5


def test_a_gap_thinner_than_a_pixel_is_seen() -> None:
    certificate = certify(function("sqrt(x^2 - 10^-8)"))
    assert certificate.is_proven
    assert [len(piece) > 1 for piece in certificate.curve.pieces] == [True, True]
    ends = sorted(marker.x for marker in certificate.curve.markers)
    assert ends == [-1e-4, 1e-4]


@pytest.mark.parametrize("width", [300.0, 900.0, 1900.0])
@pytest.mark.parametrize("span", [1e-9, 1e-3, 1e3, 1e9])
def test_every_window_is_certified(width: float, span: float) -> None:
    for text in ("sin x", "1/x", "|x| + floor(x/10^8)"):
        view = Viewport(-span, span * 1.1, -span, span, width, 600)
        f = function(text)
        certificate = certify(f, view)
        assert certificate.is_proven or certificate.open[0].reason == "restless"


@pytest.mark.parametrize("text", ["ln(x - 1/3)", "log(x)", "x ln|x - 1|", "tan x"])
def test_tall_and_wide_windows_are_proven(text: str) -> None:
    assert certify(function(text), Viewport(-300, 250, -100, 100, 1000, 600)).is_proven


def test_nothing_is_proven_of_stretches_that_are_open() -> None:
    for text in ("sin(100x)", "floor(1000x)", "sin(e^x)", "sin(1/x)"):
        certificate = certify(function(text))
        assert not certificate.is_proven
        assert all(a.end <= b.start for a, b in pairwise(certificate.open))


def test_the_work_is_bounded() -> None:
    certificate = certify(function("sin(1/x) sin(1000x) floor(50x) tan(80x) + e^(sin(x^9))"))
    assert certificate.enclosures < 30_000
    assert not certificate.is_proven


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("sin(1/(x^2 - 26x/5 + 33/5))", Viewport(2.99936, 3.00136, 0.52111, 0.52211, 3000, 1500)),
        ("sqrt(2 - tanh(1/(x-1)) - tanh(1/(x-1))^2)", Viewport(0.9, 1.1, -1, 2, 1280, 800)),
        ("csc(tan(25x+1)) + 1/x", Viewport(-10, 10, -6, 6, 3000, 1900)),
    ],
)
def test_what_cannot_be_proven_is_given_up_in_time(text: str, view: Viewport) -> None:
    f = function(text)
    sampled, began = sample(f, view, patience=math.inf), time.thread_time()
    assert not certified(f, sampled, view).is_proven
    assert time.thread_time() - began < 3.0


def test_a_stretch_in_vain_does_not_cost_the_others_their_proof() -> None:
    """Poles closer than a pixel are one stretch of many; the rest of the window is proven all the same."""
    text = "{x < -5: sin(1/(x+9)), 2(2(x^3+9x^2+26x+24)/(x^3-17x^2/2-15x/2+27))^(-1/3)}"
    certificate = certify(function(text), Viewport(-896649, 1103351, 7.0871, 7.0881, 300, 200))
    assert sum(stretch.end - stretch.start for stretch in certificate.open) < 20_000


def test_heights_beyond_doubles_are_above_every_window() -> None:
    text, x = "2cosh(5/((x + 10/3)(x + 9/5)) - 3) - 4", -10 / 3
    certificate = certify(function(text), Viewport(x - 2e-11, x + 2e-11, -6, 6, 3000, 1500))
    assert certificate.is_proven
    assert certificate.enclosures < 10


def certify_beside(text: str, seen: str) -> Certificate:
    """The certificate of a curve whose samples have seen another one, without a needle."""
    return certified(function(text), sample(function(seen), VIEW, patience=math.inf), VIEW)


def test_a_found_needle_is_named_by_its_place() -> None:
    certificate = certify_beside("1/(1 + 10^12 (x-1/3)^2)", "0 x")
    ((start, end),) = certificate.found
    assert start < 1 / 3 < end
    assert end - start < 1e-4


def test_both_flanks_of_a_needle_that_leaves_the_window_are_one_find() -> None:
    assert len(certify_beside("sin x + 9e^(-10^8 (x - 0.7)^2)", "sin x").found) == 1


@pytest.mark.parametrize("text", ["x^2", "1/x", "sin x"])
def test_an_ordinary_window_costs_few_enclosures(text: str) -> None:
    assert certify(function(text)).enclosures < 60


@pytest.mark.parametrize(
    ("text", "view", "height"),
    [
        ("floor(tanh x)", Viewport(1, 40, -2, 2, 800, 600), 0.0),
        ("1 + floor(tanh(x)^3)", Viewport(1, 40, -2, 3, 800, 600), 1.0),
        ("ceil(e^-x)", Viewport(10, 900, -2, 2, 800, 600), 1.0),
    ],
)
def test_heights_that_doubles_cannot_tell_are_right_at_rest(text: str, view: Viewport, height: float) -> None:
    sampled = sample(function(text), view)
    found = certified(function(text), sampled, view)
    points = [(x, y) for piece in found.curve.pieces for x, y in piece.tolist()]
    assert {y for x, y in points if not any(gap.start <= x <= gap.end for gap in found.open)} == {height}


@pytest.mark.parametrize(
    "text",
    [
        "(e^x-e)/(x-1)", "(sin x - sin 1)/(x-1)", "(ln x - ln 2)/(x-2)", "(sqrt(x) - sqrt(2))/(x-2)", "(2^x-8)/(x-3)",
        "(x^2-2)/(x-sqrt(2))", "(x^3-2)/(x-2^(1/3))", "(tan x - 1)/(x-π/4)", "(x^x-4)/(x-2)", "(ln x - 1)/(x-e)",
        "(e^(x^2)-e)/(x-1)", "(cbrt(x) - cbrt(2))/(x-2)", "(cos x - 1/2)/(x-π/3)",
    ],
)  # fmt: skip
def test_a_difference_quotient_that_is_typed_out_has_a_proven_hole(text: str) -> None:
    certificate = certify(function(text))
    assert certificate.is_proven
    assert sum(mark.kind == "hole" for mark in certificate.curve.markers) == 1


@pytest.mark.parametrize(
    "text",
    [
        "(e^(1/x)-1)/(e^(1/x)+1)", "e^(1/x)/(1+e^(1/x))", "(2^(1/x)+3)/(2^(1/x)+1)", "(e^(2/x)+e^(1/x))/(3e^(2/x)+7)",
        "(e^x-e^-x)/(e^x+e^-x)", "(x e^x + 1)/(x e^x + 2e^x)", "e^(1/x)/(1+e^(2/x))",
    ],
)  # fmt: skip
@pytest.mark.parametrize("half", [5.0, 0.3, 1e-6])
def test_exponentials_that_cancel_are_enclosed(text: str, half: float) -> None:
    assert certify(function(text), Viewport(-half, half, -2, 2, 640, 480)).is_proven


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("(1-cos x)/x^2", 0.0), ("(x-sin x)/x^3", 0.0), ("(e^x-1-x)/x^2", 0.0), ("(x^3-8)/(x-2)", 2.0),
        ("floor(cos x)", 0.0), ("1/x", 0.0), ("tan x", math.pi / 2), ("|x^2-2|", math.sqrt(2)), ("x floor(x)", 3.0),
        ("sqrt(sin x)", math.pi),
    ],
)  # fmt: skip
@pytest.mark.parametrize("half", [0.04, 1e-3, 1e-6, 1e-9])
def test_a_narrow_window_costs_few_enclosures(text: str, place: float, half: float) -> None:
    certificate = certify(function(text), Viewport(place - half, place + half, -3, 3, 640, 480))
    assert certificate.is_proven
    assert certificate.enclosures < 400


@pytest.mark.parametrize("half", [1e-8, 1e-10, 1e-11, 2e-12])
@pytest.mark.parametrize(
    ("text", "place", "height", "slope"),
    [
        ("(x^2 - 1)/(x - 1)", 1.0, 2.0, 1.0),
        ("(x^3 - 8)/(x - 2)", 2.0, 12.0, 6.0),
        ("(x-2)x(x-3)/(x-3)", 3.0, 3.0, 4.0),
        ("(sqrt(x) - 2)/(x - 4)", 4.0, 0.25, 1 / 64),
        ("(sin x - sin 1)/(x - 1)", 1.0, math.cos(1), 0.42),
        ("|x - 1|/(x^2 - 1) + x", 1.0, 1.5, 0.75),
    ],
)
def test_a_hole_is_proven_at_every_zoom(text: str, place: float, height: float, slope: float, half: float) -> None:
    rise = 2 * slope * half * place
    certificate = certify(
        function(text), Viewport(place - half * place, place + half * place, height - rise, height + rise, 1280, 800)
    )
    assert certificate.is_proven
    assert certificate.enclosures < 100


@pytest.mark.parametrize(
    "text",
    [
        "((-x^3 + 5x^2 - 3x - 9)/(x - 1))^(3/2)", "sqrt(-x^3 + 5x^2 - 3x - 9)", "(e^(x + 19/10) - 1)/sin(x + 19/10)",
        "csc(5cos(x - 19/2) - 5) - 5", "1/acos(5x - 3)", "(2 - 2x)^(2/3)/acosh(x)",
        "|ln x|/ln x", "sqrt(|acos(x-1)|/acos(x-1))", "(1 - cos(x - 7/4))/(x - 7/4)^2",
    ],
)  # fmt: skip
def test_nothing_stays_open_beside_a_lonely_place(text: str) -> None:
    assert certify(function(text), Viewport(-23.1, 19.3, -6, 6, 3000, 1500)).is_proven


def test_what_does_not_vanish_by_a_hair_is_no_hole() -> None:
    # sin(1) to 20 digits is not sin 1: a pole thinner than doubles tell.
    certificate = certify(function("(sin x - 0.84147098480789650665)/(x-1)"))
    poles = [mark for mark in certificate.curve.markers if mark.kind == "pole"]
    assert poles or not certificate.is_proven


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("csc(tan x)", Viewport(-1.5, 1.5, -4, 4, 800, 600)),
        ("1/sin(tan x)", Viewport(-1.2, 1.2, -4, 4, 800, 600)),
        ("ceil(cot(x + 28.544))", Viewport(-2.2, -0.4, -2, 2, 800, 600)),
        ("floor(tan x)", Viewport(-1.2, 1.2, -4, 4, 800, 600)),
        ("2floor(acos(x + 3/7))", Viewport(-9, 8, -5, 5, 1900, 1000)),
        ("floor(cos(x - 0.6))", Viewport(0.596, 0.6, -2, 2, 800, 600)),
        ("round(atan(1/cbrt(x-2)))", Viewport(-3, 3, -5, 6, 640, 480)),
    ],
)
def test_steps_and_poles_of_compositions_are_proven(text: str, view: Viewport) -> None:
    assert certify(function(text), view).is_proven


def test_steps_closer_than_a_pixel_to_a_pole_are_found() -> None:
    certificate = certify(function("round(atan(1/cbrt(x-2)))"), Viewport(-3, 3, -5, 6, 640, 480))
    place = 1 / math.tan(1.5) ** 3
    found = sorted({mark.x for mark in certificate.curve.markers if abs(mark.x - 2) < 0.01})
    assert found == pytest.approx([2 - place, 2, 2 + place], abs=1e-15)


@pytest.mark.parametrize(
    "text", ["sec(asin(x))", "tan(asin(x))", "csc(acos(x))", "sec(asin(x^2))", "csc(acos(1 - x))", "cot(acos(sqrt(x)))"]
)
def test_poles_of_inverse_functions_at_the_end_of_their_domain_are_proven(text: str) -> None:
    assert certify(function(text), Viewport(-1.5, 2.5, -1, 10, 800, 600)).is_proven


@pytest.mark.parametrize("text", ["acos(|x|/x)", "asin(x/|x|)", "acos(|x^3|/x^3) ln|x/3|"])
def test_a_quotient_that_is_1_is_in_the_domain(text: str) -> None:
    assert certify(function(text), Viewport(-2, 3, -2, 4, 800, 600)).is_proven


@pytest.mark.parametrize(
    ("text", "place", "half", "height"),
    [
        ("(x - 0.3) ln|x - 0.3|", 0.3, 1e-13, 1e-11),
        ("(x - 1) ln|x - 1|", 1.0, 1e-13, 1e-11),
        ("(x - pi)^2 ln|x - pi|", math.pi, 1e-12, 1e-22),
        ("sqrt(x - 3) ln(x - 3)", 3.0, 1e-12, 1e-4),
        ("(x - 1)/sqrt(x - 1)", 1.0, 1e-13, 1e-6),
        ("(x - 100)/sqrt(x - 100)", 100.0, 1e-10, 1e-5),
    ],
)
def test_a_place_is_proven_where_doubles_are_pixels(text: str, place: float, half: float, height: float) -> None:
    assert certify(function(text), Viewport(place - half, place + half, -height, height, 800, 600)).is_proven


@pytest.mark.parametrize(
    "text",
    [
        "x^1000/(x^999+1)", "x^1000/(x^1000+x^999+1)", "x^501/(x^500-x^499+1/3)", "(x^200-x)/(x^199+2)", "x^-500",
        "(x-1)^300/((x-1)^299-2)", "(x^4-1)^300/(x^1199+1)", "x^999999/(1+x^999998)", "sin(x)^100/(sin(x)^99+2)",
        "e^(-1/x^2)/x^100", "x^40 e^(1/x^2)", "x^60 e^(1/x)", "x^40 cosh(1/x)",
        "sqrt(1 - tanh(1/(x-1)))", "ln(1 - tanh(1/x))", "sqrt(tanh(1/x) + 1)",
        "(1 - tanh(1/x^2))^0.1",
    ],
)  # fmt: skip
def test_what_grows_or_falls_fast_is_proven(text: str) -> None:
    for view in (Viewport(-3, 3, -3, 3, 800, 600), Viewport(-0.4, 1.7, -30, 20, 1200, 700)):
        assert certify(function(text), view).is_proven
