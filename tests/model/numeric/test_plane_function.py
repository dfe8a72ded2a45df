"""Functions of two variables: exact derivatives, and slices that are real functions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.calculus.tangent import secant_at, tangent_at
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from tests.oracle import mp
from tests.planes import plane

SMOOTH = (
    "x^2 y + y^3",
    "sin(x) cos(y)",
    "e^(x y) / (1 + x^2)",
    "atan2(y, x) + ln(x^2 + y^2)",
    "sqrt(1 + x^2 + y^4) - x^3 y",
    "x^y + y^x",
)
places = st.floats(0.2, 3.0)


def test_the_course_s_example() -> None:
    f = plane("x^2 y + y^3")
    assert f.at(1, 2) == 10
    assert f.gradient(1.0, 2.0).tolist() == [4.0, 13.0]
    assert f.hessian(1.0, 2.0).tolist() == [[4.0, 2.0], [2.0, 12.0]]


def test_exercise_three() -> None:
    f = plane("sin(x) cos(y)")
    x, y = 0.7, -0.4
    expected = [math.cos(x) * math.cos(y), -math.sin(x) * math.sin(y)]
    assert f.gradient(x, y) == pytest.approx(expected, rel=1e-15)


@given(places, places, st.sampled_from(SMOOTH))
def test_partials_agree_with_fifty_digits(x: float, y: float, text: str) -> None:
    f = plane(text)
    at = {"x": x, "y": y}
    expected = [float(mp.derivative(f.concrete, at, name)) for name in "xy"]
    assert f.gradient(x, y) == pytest.approx(expected, rel=1e-11, abs=1e-11)


@given(places, places, st.floats(-math.pi, math.pi), st.sampled_from(SMOOTH))
def test_every_direction_follows_from_gradient_and_hessian(x: float, y: float, angle: float, text: str) -> None:
    f, u = plane(text), np.array([math.cos(angle), math.sin(angle)])
    gradient, hessian = f.gradient(x, y), f.hessian(x, y)
    size, bend = np.abs(gradient).max(), np.abs(hessian).max()
    assert f.directional(x, y, (u[0], u[1])) == pytest.approx(gradient @ u, abs=1e-12 * (1 + size))
    assert f.second_directional(x, y, (u[0], u[1])) == pytest.approx(u @ hessian @ u, abs=1e-11 * (1 + bend))


def test_arrays_of_points_come_back_in_their_shape() -> None:
    f = plane("x^2 y + y^3")
    x, y = np.linspace(-1, 1, 4)[None, :], np.linspace(0, 2, 3)[:, None]
    assert f(x, y).shape == (3, 4)
    assert f.gradient(x, y).shape == (2, 3, 4)
    assert f.hessian(x, y).shape == (2, 2, 3, 4)
    assert f.gradient(x, y)[0] == pytest.approx(2 * x * y)


def test_the_mixed_derivative_is_not_drowned_in_a_stretched_bowl() -> None:
    f = plane("10^12 x^2 + 3x y + 10^-6 y^2")
    assert f.hessian(0.3, 0.7)[0, 1] == pytest.approx(3.0, rel=1e-9)


def test_functions_of_one_variable_are_functions_in_the_plane() -> None:
    f = plane("x^2")
    assert f(np.array([1.0, 2.0]), np.array([[0.0], [5.0]])).tolist() == [[1.0, 4.0], [1.0, 4.0]]
    assert f.gradient(3.0, 5.0).tolist() == [6.0, 0.0]


def test_outside_the_domain_there_is_no_derivative() -> None:
    f = plane("ln(x y)")
    assert math.isnan(f.at(-1, 1))
    assert np.isnan(f.gradient(-1.0, 1.0)).all()


def test_at_a_corner_only_the_partial_along_it_exists() -> None:
    gradient = plane("|x| + |y|").gradient(0.0, 1.0)
    assert math.isnan(gradient[0])
    assert gradient[1] == 1.0


def test_letters_other_than_the_variables_are_parameters() -> None:
    f = plane("a x^2 + b y", a=2.0, b=-0.5)
    assert f.gradient(3.0, 1.0).tolist() == [12.0, -0.5]
    assert f.slice_x(1.0).at(2.0) == 7.5
    assert f.along(3.0, 1.0, (0.0, 2.0)).derivative(0.0) == -1.0


def test_the_slopes_of_the_slices_are_the_partials() -> None:
    f = plane("x^2 y + y^3")
    assert tangent_at(f.slice_x(2.0), 1.0).slope == 4.0
    assert tangent_at(f.slice_y(1.0), 2.0).slope == 13.0
    assert secant_at(f.slice_x(2.0), 1.0, 0.5).slope == 5.0


def test_a_slice_can_be_judged_and_drawn_like_any_curve() -> None:
    f = plane("|x - y| + floor(y)")
    assert verdict_at(f.slice_x(1.0), 1.0).kind == "corner"
    assert verdict_at(f.slice_y(0.5), 1.0).kind == "jump"
    curve = sample(f.slice_y(0.5), Viewport(-2, 2, -4, 4))
    assert [marker.kind for marker in curve.markers]


def test_the_slice_along_a_vector_has_the_directional_derivative_as_its_slope() -> None:
    f = plane("x^2 y + y^3")
    line = f.along(1.0, 2.0, (0.6, 0.8))
    assert line.at(0.0) == 10.0
    assert tangent_at(line, 0.0).slope == pytest.approx(4 * 0.6 + 13 * 0.8, rel=1e-14)
    assert line.at(0.5) == pytest.approx(f.at(1.3, 2.4), rel=1e-14)


def test_the_slice_s_variable_is_a_letter_that_is_free() -> None:
    line = plane("t x + s y", t=2.0, s=3.0).along(0.0, 0.0, (1.0, 1.0))
    assert line.at(2.0) == 10.0


def test_slices_are_undefined_where_the_function_is() -> None:
    f = plane("x^y")
    assert math.isnan(f.at(-2, 2))
    assert math.isnan(f.slice_x(2.0).at(-2.0))
    assert verdict_at(f.slice_x(2.0), -2.0).kind == "undefined"
    assert verdict_at(f.slice_y(-2.0), 2.0).kind == "undefined"
    assert verdict_at(f.slice_x(2.0), 3.0).slope == pytest.approx(6.0, rel=1e-15)
    assert math.isnan(f.along(-2.0, 2.0, (1.0, 0.0)).at(0.0))


@pytest.mark.parametrize("text", ["x^y", "2 + x^(2y)", "(1 + x^(y - 1))^(-y)", "ln(x)^(x y) x^y", "floor(x^y + 1/2)"])
@pytest.mark.parametrize("y", [1.0, 2.0, 3.0])
def test_a_variable_that_is_held_fast_varies_on_in_exponents(text: str, y: float) -> None:
    f = plane(text)
    held = RealFunction(f.program, "x", {"y": y})
    for x in (-3.0, -2.0, -0.5):
        assert math.isnan(f.at(x, y))
        for part in (held, f.slice_x(y), RealFunction(held.program, "x", held.parameters)):
            assert math.isnan(part.at(x))
            assert verdict_at(part, x).kind == "undefined"
    for x in (1.5, 2.5):
        assert held.at(x) == f.slice_x(y).at(x) == f.at(x, y)


@pytest.mark.parametrize("text", ["x^2 y + y^3", "sin(x) cos(y) + a", "(1 - x)^2 + 100(y - x^2)^2", "x^(x y)"])
def test_a_slice_where_the_point_has_moved_to_compiles_and_asks_nothing_again(text: str) -> None:
    f = plane(text)
    f.slice_x(1.0)
    for y in (1.25, 1.5):
        assert f.slice_x(y).program is f.slice_y(y).program is f.program


def test_a_parameter_in_an_exponent_is_the_number_that_it_is() -> None:
    f = RealFunction(plane("x^a").program, "x", {"a": 3.0})
    assert f.at(-2.0) == -8.0
    assert verdict_at(f, -2.0).slope == 12.0


def test_cancelled_digits_are_brought_back_by_ball_arithmetic() -> None:
    f = plane("(1 - cos(x y))/(x y)^2")
    assert f.exact_value(1e-9, 1.0) == 0.5


@pytest.mark.parametrize("text", ["x^2 y + y^3", "sin(x) cos(y)", "e^(x y)/(1 + 1/4)"])
def test_slices_of_what_is_smooth_all_over_are_not_examined_again(text: str) -> None:
    function = plane(text)
    assert function.is_smooth
    for slice_ in (function.slice_x(0.5), function.slice_y(-2.0)):
        assert slice_.suspects == RealFunction(slice_.program, slice_.variable, slice_.parameters).suspects == ()


@pytest.mark.parametrize("text", ["|x| + y", "1/(x y)", "floor(x + y)", "sqrt(x y)", "x^y"])
def test_slices_of_what_may_break_are_examined(text: str) -> None:
    function = plane(text)
    assert not function.is_smooth
    assert function.slice_x(0.5).suspects


@pytest.mark.parametrize(
    ("text", "x", "y", "calm"),
    [
        ("1/(x - y)", 1.0, 2.0, True),
        ("1/(x - y)", 1.0, 1.0, False),
        ("1/(x - y)", 1.0, 1.0 + 1e-9, False),
        ("floor(x) + y", 0.5, 0.0, True),
        ("floor(x) + y", 3.0, 0.0, False),
        ("sqrt(1 - x^2 - y^2)", 0.6, 0.8, False),
        ("sqrt(1 - x^2 - y^2)", 0.1, 0.2, True),
        ("tan(x y)", 1.0, math.pi / 2, False),
        ("x^2 y + y^3", 0.0, 0.0, True),
    ],
)
def test_a_place_is_calm_where_nothing_can_happen_to_any_slice(text: str, x: float, y: float, calm: bool) -> None:
    f = plane(text)
    assert f.is_calm_at(x, y) == calm
    for part, at in ((f.slice_x(y), x), (f.slice_y(x), y)):
        told, own = verdict_at(part, at), verdict_at(RealFunction(part.program, part.variable, part.parameters), at)
        assert (told.kind, told.status) == (own.kind, own.status)
        assert (told.value, told.slope) == pytest.approx((own.value, own.slope), nan_ok=True)
