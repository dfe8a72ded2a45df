"""Curves under the magnifying glass: where doubles have lost their digits the picture has not."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def off_by(sampled: SampledCurve, view: Viewport, exact: Callable[[mpmath.mpf], mpmath.mpf]) -> float:
    """The largest distance of a sample from the curve, in pixels; at a hole there is none."""
    points = np.concatenate(sampled.pieces)[::3]
    with mpmath.workdps(400):
        errors = [abs(mpmath.mpf(y) - exact(mpmath.mpf(x))) for x, y in points.tolist() if x != view_centre(view)]
    return float(max(errors)) * view.pixels_per_y


def view_centre(view: Viewport) -> float:
    return (view.x0 + view.x1) / 2


@pytest.mark.parametrize("half", [1e-5, 1e-7, 1e-9])
@pytest.mark.parametrize(
    ("text", "exact", "centre", "low", "high"),
    [
        ("(1-cos x)/x^2", lambda x: (1 - mpmath.cos(x)) / x**2, 0.0, 0.0, 1.0),
        ("(x - sin x)/x^3", lambda x: (x - mpmath.sin(x)) / x**3, 0.0, 0.0, 1.0),
        ("(sqrt(x)-2)/(x-4)", lambda x: (mpmath.sqrt(x) - 2) / (x - 4), 4.0, 0.0, 0.5),
        ("(ln(1+x)-x)/x^2", lambda x: (mpmath.log(1 + x) - x) / x**2, 0.0, -1.0, 0.0),
    ],
)
def test_a_hole_is_approached_without_noise(
    text: str, exact: Callable[[mpmath.mpf], mpmath.mpf], centre: float, low: float, high: float, half: float
) -> None:
    view = Viewport(centre - half, centre + half, low, high, 640, 400)
    sampled = sample(function(text), view, patience=math.inf)
    assert len(sampled.pieces) == 2
    assert [mark.kind for mark in sampled.markers] == ["hole"]
    assert not sampled.unresolved
    assert off_by(sampled, view, exact) < 0.1


@pytest.mark.parametrize("half", [1e-6, 1e-8])
def test_a_parabola_written_out_stays_one(half: float) -> None:
    view = Viewport(1 - half, 1 + half, -half * half, 2 * half * half, 640, 400)
    sampled = sample(function("x^2 - 2x + 1"), view, patience=math.inf)
    assert len(sampled.pieces) == 1
    assert off_by(sampled, view, lambda x: (x - 1) ** 2) < 0.1


@pytest.mark.parametrize(("text", "height"), [("(e^(1/x)-1)/(e^(1/x)+1)", 1.0), ("e^(1/x)/(1+e^(1/x))", 1.0)])
@pytest.mark.parametrize("half", [5.0, 0.3, 1e-3, 1e-6, 1e-12])
def test_an_exponential_of_a_reciprocal_keeps_its_step(text: str, height: float, half: float) -> None:
    sampled = sample(function(text), Viewport(-half, half, -2, 2, 640, 400), patience=math.inf)
    assert [piece[[0, -1], 0].tolist() for piece in sampled.pieces] == [[-half, 0.0], [0.0, half]]
    assert [(mark.kind, mark.x, mark.y) for mark in sampled.markers][-1] == ("open", 0.0, height)
    assert len(sampled.markers) == 2


def test_samples_off_the_curve_are_seen_and_put_right_at_rest() -> None:
    view = Viewport(-3, 3, -2, 2, 640, 400)
    f = function("sin x")
    honest = sample(f, view, patience=math.inf)
    piece = honest.pieces[0].copy()
    piece[20:24, 1] += 1.0
    certificate = certified(f, SampledCurve((piece,), (), honest.evaluations), view)
    assert certificate.is_proven
    assert certificate.found
    assert off_by(certificate.curve, view, mpmath.sin) < 0.5


@pytest.mark.parametrize("text", ["(1-cos x)/x^2", "x^2 - 2x + 1"])
def test_an_ordinary_window_asks_for_no_more_digits(text: str) -> None:
    f = function(text)
    f.exact_value = None  # type: ignore[method-assign, assignment]
    assert sample(f, Viewport(-5, 5, -4, 4, 800, 600), patience=math.inf).pieces


@pytest.mark.parametrize("half", [1e-3, 1e-7, 1e-8, 1e-9])
@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("e^(1/(x^2 - 2x + 1))", (1, 1)),
        ("sinh(1/(x^3 - 3x^2 + 3x - 1))", (-1, 1)),
        ("-cosh(1/(x^2 - 2x + 1))", (-1, -1)),
    ],
)
def test_what_is_beyond_doubles_is_on_its_side_without_noise(text: str, sides: tuple[int, int], half: float) -> None:
    """Rounding leaves no sign of a double zero below; balls know on which side all doubles are left."""
    f, view = function(text), Viewport(1 - half, 1 + half, -6, 6, 1280, 800)
    certificate = certified(f, sample(f, view, patience=math.inf), view)
    assert certificate.is_proven
    left, right = certificate.curve.pieces
    assert (left[:, 1] * sides[0] > 6).all()
    assert (right[:, 1] * sides[1] > 6).all()
