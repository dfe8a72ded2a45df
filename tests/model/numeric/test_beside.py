"""Bounds on one side of a place: right up to the place, and never too narrow."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mpf, workdps

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.beside import bounds_beside, model_beside
from derivgui.model.numeric.nearby.standing import HiddenError
from tests.oracle import mp

INF = math.inf


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


# Text, place, and what f does within 1/100 to the left and to the right (None where it has no values).
SIDES: tuple[tuple[str, float, tuple[float, float] | None, tuple[float, float] | None], ...] = (
    ("1/x", 0, (-INF, -100), (100, INF)),
    ("x/(x^2 - 2)", math.sqrt(2), (-INF, -49.4), (49.4, INF)),
    ("tan x", math.pi / 2, (99.9, INF), (-INF, -99.9)),
    ("sin(x)/x", 0, (0.9999, 1.0001), (0.9999, 1.0001)),
    ("(x^2 - 1)/(x - 1)", 1, (1.97, 2.03), (1.97, 2.03)),
    ("1/x - 1/sin x", 0, (0, 0.002), (-0.002, 0)),
    ("(x - sin x)/x^3", 0, (0.166, 0.167), (0.166, 0.167)),
    ("floor(x) x", 2, (1.98, 2.02), (3.97, 4.03)),
    ("1/frac x", 3, (0.9, 1.02), (99, INF)),
    ("sqrt x", 0, None, (0, 0.11)),
    ("sqrt(x^2 - 2)", -math.sqrt(2), (0, 0.17), None),
    ("x^0.5", 0, None, (0, 0.11)),
    ("x^(-2/3)", 0, (21, INF), (21, INF)),
    ("ln x", 0, None, (-INF, -4.6)),
    ("x ln x", 0, None, (-0.05, 0)),
    ("x^x", 0, None, (0.95, 1)),
    ("1/ln x", 1, (-INF, -99), (100, INF)),
    ("e^(1/x)", 0, (0, 1e-40), (1e40, INF)),
    ("x e^(1/x)", 0, (-1e-40, 0), (1e9, INF)),
    ("e^(-1/x^2)/x^3", 0, (-1e-20, 0), (0, 1e-20)),
    ("atan(1/x)", 0, (-1.5709, -1.56), (1.56, 1.5709)),
    ("asin x", 1, (1.4, 1.58), None),
    ("1/acos(1 - x)", 0, None, (7, INF)),
    ("acos(x)", -1, None, (3, 3.15)),
    ("1/acosh(1 + x)", 0, None, (7, INF)),
    ("sech(1/x)", 0, (0, 1e-40), (0, 1e-40)),
    ("coth(x^3)", 0, (-INF, -1e5), (1e5, INF)),
    ("cosh(1/x) - 1/x", 0, (1e9, INF), (1e9, INF)),
    ("acosh x", 1, None, (0, 0.15)),
    ("sin(1/x)", 0, (-1, 1), (-1, 1)),
    ("{x < 1: x, x^2 + 1}", 1, (0.98, 1.02), (1.97, 2.03)),
    ("sign(x - 0.1)", 0.1, (-1, -1), (1, 1)),
    ("max(sin x, cos x)", math.pi / 4, (0.7, 0.72), (0.7, 0.72)),
    ("mod(x, 2)", 4, (1.98, 2.02), (0, 0.011)),
)


@pytest.mark.parametrize(("text", "x", "left", "right"), SIDES)
def test_both_sides_are_enclosed(
    text: str, x: float, left: tuple[float, float] | None, right: tuple[float, float] | None
) -> None:
    for side, expected in ((-1, left), (1, right)):
        found = bounds_beside(function(text), x, side, 0.01)
        if expected is None:
            assert found is None
        else:
            assert found is not None
            assert expected[0] <= found.low + 1e-12
            assert found.high <= expected[1] + 1e-12


@pytest.mark.parametrize(("text", "x", "left", "right"), SIDES)
def test_no_value_is_shut_out(
    text: str, x: float, left: tuple[float, float] | None, right: tuple[float, float] | None
) -> None:
    tree = parse(text).tree
    for side, expected in ((-1, left), (1, right)):
        found = bounds_beside(function(text), x, side, 0.01) if expected else None
        for share in ("1/1", "1/3", "1/100", "1/1000000", "1/1000000000000"):
            at = Fraction(x) + side * Fraction(share) / 100
            if found is not None and abs(at - Fraction(x)) > 100 * Fraction(math.ulp(x)):
                with workdps(60):
                    value = mp.evaluate(tree, {"x": mpf(at.numerator) / at.denominator})
                assert found.low <= value <= found.high


@pytest.mark.parametrize(
    ("text", "x"), [("floor(x) + 1/(1 + 10^30 (x - 1)^2)", 1), ("1/(x - 1) + e^(-10^30 (x - 1)^2)", 1)]
)
def test_a_needle_at_the_place_does_not_slip_through(text: str, x: float) -> None:
    """The whole height of the needle lies within the bounds, or they confess to know nothing."""
    for side in (-1, 1):
        try:
            found = bounds_beside(function(text), x, side, 0.01)
        except HiddenError:
            continue
        f = function(text)
        for distance in (1e-15, 3e-15, 1e-12):
            value = f.exact_value(x + side * distance)
            assert found is not None
            assert value is not None
            assert found.low <= value <= found.high


def test_of_steps_without_end_the_bounds_are_known() -> None:
    steps = bounds_beside(function("floor(1/x)"), 0.0, 1, 0.01)
    assert steps is not None
    assert steps.high == math.inf
    assert 99.0 <= steps.low <= 100.0
    # A squeeze: 1/x - 1 < floor(1/x) <= 1/x.
    found = bounds_beside(function("x floor(1/x)"), 0.0, 1, 0.01)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.99, 1.0), abs=1e-12)
    turns = bounds_beside(function("2 + mod(1/x, 3)"), 0.0, -1, 0.01)
    assert turns is not None
    assert (turns.low, turns.high) == pytest.approx((2.0, 5.0), abs=1e-12)


def test_what_is_too_wide_is_not_claimed() -> None:
    with pytest.raises(HiddenError):
        bounds_beside(function("tan(floor(1/x))"), 0.0, 1, 0.01)


# Text, place, and how wide the stretch on either side is.
REMOVABLE = (
    ("(x^2 - 1)/(x - 1)", 1.0, 0.5),
    ("sin(x)/x", 0.0, 0.3),
    ("(1 - cos x)/x^2", 0.0, 0.01),
    ("(x^3 - 8)/(x - 2)", 2.0, 1e-9),
    ("(sqrt(x) - 2)/(x - 4)", 4.0, 1e-3),
    ("(sin x - sin 1)/(x - 1)", 1.0, 1e-6),
    ("(tan x - 1)/(x - π/4)", math.pi / 4, 1e-3),
    ("e^((x^2 - 1)/(x - 1)) + |x - 1|", 1.0, 0.1),
    ("(x - sin x)/x^3", 0.0, 0.05),
    ("(x^2-4x+4)/(x-2)^2", 2.0, 0.5),
    ("x cot x", 0.0, 0.3),
    ("1/x - 1/sin x", 0.0, 1e-3),
    ("1/(x-1) - 2/(x^2-1)", 1.0, 0.1),
    ("sin(x) (x-1)^-1 (x^2 - 1)", 1.0, 0.1),
)


@pytest.mark.parametrize(("text", "x", "width"), REMOVABLE)
@pytest.mark.parametrize("side", [-1, 1])
def test_a_hole_is_modelled_from_its_place_on(text: str, x: float, width: float, side: int) -> None:
    model, tree = model_beside(function(text), x, side, width), parse(text).tree
    assert model is not None
    half = (mpf(model.end) - mpf(model.start)) / 2
    for share in np.linspace(-0.99, 0.99, 21).tolist():
        value = mp.evaluate(tree, {"x": model.start + half * (1 + mpf(share))}, 80)
        assert abs(value - float(model.values(np.array([share]))[0])) <= model.error
        assert model.bounds.low <= value <= model.bounds.high
    assert model.error < 0.01 * width**6 + 1e-14 * max(abs(model.bounds.low), abs(model.bounds.high))


@pytest.mark.parametrize(
    ("text", "x"), [("1/x", 0.0), ("sin(x)/x^2", 0.0), ("sqrt(x)/x", 0.0), ("cbrt(x)", 0.0), ("x ln(x)/x", 0.0)]
)
def test_what_does_not_go_on_analytically_has_no_model(text: str, x: float) -> None:
    assert model_beside(function(text), x, 1, 1e-3) is None
