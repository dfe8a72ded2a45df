"""Steps and corners that crowd far below a pixel: lines as smooth waves of that height are, and proven to be it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.certificates.certificate import Certificate, certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures.blurred import blurred
from derivgui.model.numeric.enclosures.taylor_model import blurred_model
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport


def certificate(text: str, view: Viewport) -> Certificate:
    function = RealFunction(Program(parse(text).tree))
    return certified(function, sample(function, view, patience=math.inf), view)


@pytest.mark.parametrize(
    ("text", "half", "slope"),
    [
        ("frac(x)/1000 - x", 1e7, -1.0),
        ("floor(x)", 1e9, 1.0),
        ("floor(x)", 1e4, 1.0),
        ("x - floor(x)/3", 1e9, 2 / 3),
        ("round(x) + ceil(x/2) - mod(x, 3)", 1e5, 1.5),
        ("sign(sin(x))/10 - x", 1e4, -1.0),
        ("{sin(x) < 0: x, x + 1}", 1e5, 1.0),
        ("x + |sin(x)|", 1e5, 1.0),
        ("floor(x) + floor(pi x)", 1e6, 1 + math.pi),
        ("floor(x) floor(x)/1e5", 1e5, None),
    ],
)
@pytest.mark.parametrize("size", [(320, 200), (800, 600), (3000, 1900)])
def test_steps_far_below_a_pixel_are_a_line(
    text: str, half: float, slope: float | None, size: tuple[float, float]
) -> None:
    view = Viewport(-half, half, -half, half, *size)
    found = certificate(text, view)
    (piece,) = found.curve.pieces
    assert tuple(piece[[0, -1], 0]) == (-half, half)
    assert not found.curve.bands
    assert not found.curve.unresolved
    assert found.is_proven
    true = slope * piece[:, 0] if slope is not None else piece[:, 0] ** 2 / 1e5
    assert np.absolute(piece[:, 1] - true).max() * view.pixels_per_y < 1.0


@pytest.mark.parametrize("half", [440.0, 500.0, 700.0, 1000.0])
def test_steps_a_little_lower_than_a_pixel_are_a_whole_line(half: float) -> None:
    found = certificate("floor(x)", Viewport(-half, half, -half, half, 800, 600))
    (piece,) = found.curve.pieces
    assert tuple(piece[[0, -1], 0]) == (-half, half)
    assert found.is_proven


@pytest.mark.parametrize(
    ("text", "half"),
    [("floor(x)", 100.0), ("2 floor(x/2)", 100.0), ("x + tan(x)/1e9", 1e5), ("x + sqrt(sin(x))", 1e5)],
)
def test_steps_in_sight_poles_and_gaps_that_crowd_are_a_band(text: str, half: float) -> None:
    """Jumps of three pixels; and what is infinite, or missing, everywhere is no line however thin that is."""
    found = certificate(text, Viewport(-half, half, -half, half, 80, 600))
    assert not found.is_proven
    assert sum(end - start for start, end in found.curve.unresolved) > 0.98 * 2 * half
    assert all(np.ptp(piece[:, 0]) < 0.02 * half for piece in found.curve.pieces)


def test_a_pole_amid_small_steps_is_not_crossed() -> None:
    found = certificate("floor(x) + 1/(x - 0.5)", Viewport(-1e9, 1e9, -1e9, 1e9, 800, 600))
    assert [mark.kind for mark in found.curve.markers] == ["pole"]
    assert not any(piece[0, 0] < 0.5 < piece[-1, 0] for piece in found.curve.pieces)
    assert not found.is_proven


def test_rare_steps_are_not_proven_to_be_small() -> None:
    """One unit in ten thousand lies a window's height off: samples may miss it, a proof does not."""
    assert not certificate("x + 1e6 floor(1.0001 frac(x))", Viewport(-1e6, 1e6, -1e6, 1e6, 800, 600)).is_proven


def test_a_step_function_is_its_argument_to_one_step() -> None:
    model = blurred_model(parse("floor(x) + x").tree, "x", -10.0, 30.0)
    assert model is not None
    assert model.values(np.array([-1.0, 1.0])) == pytest.approx([-20.5, 59.5])
    assert model.error == pytest.approx(0.5)
    assert (model.bounds.low, model.bounds.high) == pytest.approx((-21.0, 60.0))


@pytest.mark.parametrize(
    "text",
    ["floor(x)", "ceil(3x)", "round(x)", "frac(x)", "mod(x, 2)", "sign(x - 1)", "|x|", "max(x, 1, x^2)", "{x<1: 2, x}"],
)
def test_what_is_left_open_holds_the_values(text: str) -> None:
    with flint.ctx.workprec(64):
        tree, at = blurred(parse(text).tree, "x", flint.arb(-2.0).union(flint.arb(3.0)))
        names = {name: (float(ball.lower()), float(ball.upper())) for name, ball in at.items() if name != "x"}
    x = np.linspace(-2, 3, 101)
    values = Program(parse(text).tree).value({"x": x})
    ends = [
        Program(tree).value({"x": x, **dict(zip(names, chosen, strict=True))})
        for chosen in np.array(np.meshgrid(*names.values())).reshape(len(names), -1).T
    ]
    assert (np.min(ends, axis=0) <= values + 1e-12).all()
    assert (np.max(ends, axis=0) >= values - 1e-12).all()


def test_what_may_be_undefined_is_not_left_open() -> None:
    assert blurred_model(parse("{x < 0: 1, x > 1: 2}").tree, "x", -1.0, 2.0) is None
    assert blurred_model(parse("floor(ln(x))").tree, "x", -1.0, 2.0) is None
    assert blurred_model(parse("frac(1/x)").tree, "x", -1.0, 2.0) is None
    assert blurred_model(parse("sign(sqrt(x))").tree, "x", -1.0, 2.0) is None
    assert blurred_model(parse("{1/x < 0: 1, 2}").tree, "x", -1.0, 2.0) is None


@pytest.mark.parametrize(
    ("text", "values"), [("frac(x^2)", (0.0, 1.0)), ("frac(x^3)", (0.0, 1.0)), ("mod(round(x^3), 2)", (0.0, 1.0))]
)
def test_steps_that_doubles_have_lost_are_a_band(text: str, values: tuple[float, float]) -> None:
    """All large doubles are whole, and even, but that is no line."""
    found = certificate(text, Viewport(-8e11, 8e11, -1, 2, 800, 600))
    assert not found.is_proven
    (band,) = found.curve.bands
    (stretch,) = found.curve.unresolved
    assert stretch == pytest.approx((-8e11, 8e11), abs=4e9)
    assert np.median(band.low) == pytest.approx(values[0], abs=0.05)
    assert np.median(band.high) == pytest.approx(values[1], abs=0.4)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("max(sin(x), cos(x)) - min(sin(x), cos(x))", 0.0, math.sqrt(2)),
        ("{sin(x) < 0: 1, 2} - {sin(x) > 0: 1, 2}", -1.0, 1.0),
        ("floor(sin(x)) + ceil(sin(x))", -1.0, 1.0),
        ("frac(sin(x)) - mod(sin(x), 1)/2", 0.0, 0.5),
        ("{x < 1: 5, x < 2: 6, 7} + {x > 2: 5, x > 1: 6, 7}", 12.0, 12.0),
        ("sin(x) - cos(x)", -math.sqrt(2), math.sqrt(2)),
        ("floor(x) - floor(x)", 0.0, 0.0),
    ],
)
def test_each_choice_is_left_open_by_itself(text: str, low: float, high: float) -> None:
    """What one node chooses says nothing of another one between the same values."""
    model = blurred_model(parse(text).tree, "x", -50.0, 50.0)
    assert model is not None
    assert model.bounds.low <= low
    assert model.bounds.high >= high
    assert model.error + np.absolute(model.coefficients[1:]).sum() >= (high - low) / 2
