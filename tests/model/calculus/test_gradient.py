"""The gradient at a point, the plane that touches there, and what is said where none does."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.calculus.gradient import gradient_at
from derivgui.model.calculus.tangent_plane import quadratic_text, tangent_plane
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from tests.planes import plane

NAMES = ("x", "y")


def written(text: str | None, x: float, y: float) -> float:
    """The value of a formula as it is written."""
    assert text is not None
    return float(Program(parse(text).tree, NAMES).value({"x": x, "y": y}))


def test_the_course_s_example() -> None:
    found = gradient_at(plane("x^2 y + y^3"), 1, 2)
    assert (found.value, found.gradient, found.hessian) == (10.0, (4.0, 13.0), ((4.0, 2.0), (2.0, 12.0)))
    assert found.norm == pytest.approx(math.sqrt(185), rel=1e-15)
    assert found.angle == pytest.approx(math.atan2(13, 4), rel=1e-15)
    assert found.steepest_ascent == pytest.approx((4 / math.sqrt(185), 13 / math.sqrt(185)), rel=1e-15)
    assert found.differentiable is True
    assert found.stationary is None


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("x^2 + y^2", (0, 0), "minimum"),
        ("-x^2 - 2y^2", (0, 0), "maximum"),
        ("x y", (0, 0), "saddle"),
        ("x^3 - 3x y^2", (0, 0), "degenerate"),
        ("sin(x) cos(y)", (math.pi / 2, 0), "maximum"),
        ("sin(x) cos(y)", (0, math.pi / 2), "saddle"),
        ("sin(x) cos(y)", (math.pi / 2, math.pi), "minimum"),
        ("(x - 1/3)^2 + (y - 0.1)^2", (1 / 3, 0.1), "minimum"),
        ("10^-12 x^2 + 10^6 y^2", (0, 0), "minimum"),
        ("(x - y)^2", (3, 3), "degenerate"),
        ("7", (1, 1), "degenerate"),
    ],
)
def test_where_the_gradient_is_zero_the_kind_of_point_is_told(text: str, place: tuple[float, float], kind: str) -> None:
    found = gradient_at(plane(text), *place)
    assert found.gradient == (0.0, 0.0)
    assert found.stationary == kind
    assert math.isnan(found.angle)
    assert found.steepest_ascent is None


@pytest.mark.parametrize(
    ("text", "place", "gradient", "differentiable"),
    [
        ("|x| + |y|", (0, 1), (math.nan, 1.0), False),
        ("|x y|", (0, 0), (0.0, 0.0), None),
        ("sqrt(x^2 + y^2)", (0, 0), (math.nan, math.nan), False),
        ("{x^2 + y^2 = 0: 0, x y/(x^2 + y^2)}", (0, 0), (0.0, 0.0), False),
        ("{x^2 + y^2 = 0: 0, x^3/(x^2 + y^2)}", (0, 0), (1.0, 0.0), False),
        ("floor(x) + y", (1, 0), (math.nan, 1.0), False),
        ("cbrt(x y)", (0, 0), (0.0, 0.0), False),
    ],
)
def test_partial_derivatives_alone_do_not_make_a_tangent_plane(
    text: str, place: tuple[float, float], gradient: tuple[float, float], differentiable: bool | None
) -> None:
    found = gradient_at(plane(text), *place)
    assert found.gradient == pytest.approx(gradient, nan_ok=True)
    assert found.differentiable is differentiable
    assert (tangent_plane(found, NAMES) is None) == (differentiable is False)
    if differentiable is False:
        assert found.stationary is None
        assert math.isnan(found.angle)


def test_outside_the_domain_nothing_is_claimed() -> None:
    found = gradient_at(plane("ln(x) + y"), -1, 0)
    assert math.isnan(found.value)
    assert math.isnan(found.norm)
    assert found.stationary is None
    assert found.steepest_ascent is None


@given(st.floats(-math.pi, math.pi), st.floats(-2, 2), st.floats(-2, 2))
def test_the_slope_over_the_angle_is_a_cosine_with_its_peak_at_the_gradient(angle: float, x: float, y: float) -> None:
    f = plane("x^2 y + y^3 + 3x")
    found = gradient_at(f, x, y)
    slope = float(f.directional(x, y, (math.cos(angle), math.sin(angle))))
    assert slope == pytest.approx(found.norm * math.cos(angle - found.angle), abs=1e-12 * (1 + found.norm))


def test_the_tangent_plane_and_the_paraboloid_as_text() -> None:
    found = gradient_at(plane("x^2 y + y^3"), 1, 2)
    assert tangent_plane(found, NAMES) == "10 + 4(x - 1) + 13(y - 2)"
    assert quadratic_text(found, NAMES) == "10 + 4(x - 1) + 13(y - 2) + 2(x - 1)^2 + 2(x - 1)(y - 2) + 6(y - 2)^2"
    assert tangent_plane(gradient_at(plane("x y"), 0, 0), NAMES) == "0"
    assert quadratic_text(gradient_at(plane("x^2/2 - x y"), 0, -1), NAMES) == "x + 0.5x^2 - x(y + 1)"


@pytest.mark.parametrize("place", [(1.0, 2.0), (-0.5, 0.25), (0.0, -3.0), (1e-7, 2e5)])
def test_what_is_written_can_be_read_back(place: tuple[float, float]) -> None:
    found = gradient_at(plane("e^(x/10) y - x^2 y"), *place)
    step = np.array([0.3, -0.2])
    linear = found.value + found.gradient @ step
    quadratic = linear + step @ found.hessian @ step / 2
    size = abs(found.value) + found.norm + abs(np.array(found.hessian)).sum()
    for text, expected in ((tangent_plane(found, NAMES), linear), (quadratic_text(found, NAMES), quadratic)):
        assert written(text, *(place + step)) == pytest.approx(expected, abs=1e-8 * (1 + size))


def test_both_agree_with_f_as_far_as_they_should() -> None:
    f = plane("sin(x) e^y")
    found = gradient_at(f, 0.4, -0.3)
    linear, quadratic = tangent_plane(found, NAMES), quadratic_text(found, NAMES)
    for h in (1e-2, 1e-3):
        x, y = 0.4 + h, -0.3 - 2 * h
        assert abs(f.at(x, y) - written(linear, x, y)) < 10 * h**2
        assert abs(f.at(x, y) - written(quadratic, x, y)) < 10 * h**3
