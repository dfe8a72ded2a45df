"""Errors of numerical differences: the figures of the course, the slopes of theory, and what cannot be compared."""

from __future__ import annotations

import cmath
import math

import mpmath
import numpy as np
import pytest

from derivgui.model.calculus.difference_errors import STEPS, DifferenceErrors, difference_errors
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def errors_of(text: str, x: float) -> DifferenceErrors:
    found = difference_errors(function(text), x)
    assert found is not None
    return found


def at(errors: DifferenceErrors, h: float) -> int:
    (place,) = np.flatnonzero(errors.steps == h)
    return int(place)


def slope_between(errors: DifferenceErrors, values: np.ndarray, wide: float, narrow: float) -> float:
    """The slope of a curve in the log-log picture."""
    first, last = at(errors, wide), at(errors, narrow)
    return math.log10(values[first] / values[last]) / math.log10(wide / narrow)


def test_steps_are_eight_a_decade_and_decades_are_those_one_types() -> None:
    assert len(STEPS) == 129
    assert STEPS[::8].tolist() == [float(f"1e-{k}") for k in range(17)]
    assert (np.diff(STEPS) < 0).all()


@pytest.mark.parametrize(
    ("h", "error"), [(1e-2, 4.22e-3), (1e-4, 4.21e-5), (1e-8, 2.97e-9), (1e-12, 4.32e-5), (1e-16, 0.540)]
)
def test_forward_differences_of_sin_at_one(h: float, error: float) -> None:
    errors = errors_of("sin x", 1.0)
    assert errors.forward.errors[at(errors, h)] == pytest.approx(error, rel=5e-3)


def test_the_best_steps_of_sin_at_one() -> None:
    errors = errors_of("sin x", 1.0)
    assert errors.slope == math.cos(1.0)
    assert errors.forward.best_h == pytest.approx(1e-8, rel=0.5)
    assert errors.forward.best_error / errors.slope == pytest.approx(2.26e-8, rel=5e-3)
    assert errors.central.best_h == pytest.approx(5.6e-6, rel=0.5)
    assert errors.central.best_error / errors.slope == pytest.approx(3.55e-11, rel=5e-3)
    assert errors.complex_step is not None
    assert (errors.complex_step.errors[errors.steps <= 1e-8] <= math.ulp(errors.slope)).all()
    assert errors.complex_step.errors[-1] == 0


def test_x_squared_at_one_ends_in_two_then_in_nothing() -> None:
    errors = errors_of("x^2", 1.0)
    quotients = errors.forward.quotients
    assert errors.forward.best_h == pytest.approx(1e-8, rel=0.5)
    assert f"{quotients[at(errors, 1e-13)]:.4g}" == "1.998"
    assert quotients[at(errors, 1e-16)] == 0.0


@pytest.mark.parametrize(("text", "x"), [("sin x", 1.0), ("e^x", 0.5), ("ln x", 2.0), ("tan x", 0.7), ("x^5", 1.5)])
def test_truncation_has_slope_one_and_two_and_rounding_minus_one(text: str, x: float) -> None:
    errors = errors_of(text, x)
    assert slope_between(errors, errors.forward.errors, 1e-2, 1e-5) == pytest.approx(1, abs=0.03)
    assert slope_between(errors, errors.central.errors, 1e-1, 1e-3) == pytest.approx(2, abs=0.06)
    noise = np.log10(errors.forward.errors[at(errors, 1e-9) : at(errors, 1e-15)])
    steps = np.log10(errors.steps[at(errors, 1e-9) : at(errors, 1e-15)])
    known = np.isfinite(noise)
    assert np.polyfit(steps[known], noise[known], 1)[0] == pytest.approx(-1, abs=0.15)
    assert (errors.forward.order, errors.central.order) == (1, 2)


@pytest.mark.parametrize(
    ("text", "x"), [("sin x", 1.0), ("e^x", 50.0), ("ln x", 0.5), ("1/x", 1e-3), ("sqrt x", 1e6), ("sin(50 x)", 1.0)]
)
def test_theory_finds_the_best_step_within_a_decade(text: str, x: float) -> None:
    errors = errors_of(text, x)
    for method in (errors.forward, errors.central):
        if method.theory_h < 0.1:
            assert abs(math.log10(method.theory_h / method.best_h)) < 1
        half = method.errors[errors.steps > 3 * method.theory_h]
        model = method.coefficient * errors.steps[errors.steps > 3 * method.theory_h] ** method.order
        small = model < 1e-3 * abs(errors.slope)
        np.testing.assert_allclose(half[small], model[small], rtol=0.35)


def test_a_straight_line_has_no_truncation() -> None:
    errors = errors_of("3x + 1", 1.0)
    assert (errors.forward.order, errors.central.order) == (0, 0)
    assert errors.forward.best_h == 1.0
    assert errors.forward.errors[0] < 1e-15


def test_a_constant_is_exact_at_every_step() -> None:
    errors = errors_of("7", 1.0)
    for _, method in errors.methods:
        assert (method.errors == 0).all()
    assert math.isnan(errors.forward.best_h)


def test_a_lucky_step_is_not_the_best() -> None:
    errors = errors_of("sqrt x", 1.0)
    forward = errors.forward
    near = (errors.steps < 3.3 * forward.best_h) & (errors.steps > forward.best_h / 3.3)
    assert forward.best_error == forward.errors[near].max()
    assert forward.best_error > 3 * forward.errors.min()


@pytest.mark.parametrize("x", [1e10, -1e150, 1e-300])
def test_huge_and_tiny_places_are_borne(x: float) -> None:
    errors = errors_of("x^2 / 10^10", x)
    assert len(errors.forward.errors) == len(STEPS)
    assert difference_errors(function("x^2"), 1e300) is None


def test_a_vanishing_second_derivative_raises_the_order() -> None:
    assert errors_of("sin x", math.pi).forward.order == 2
    assert errors_of("x^4", 0.0).forward.order == 3


@pytest.mark.parametrize(
    ("text", "x"), [("|x|", 0.0), ("sqrt x", -1.0), ("1/x", 0.0), ("e^(x^3)", 50.0), ("sqrt x", 0.0)]
)
def test_without_a_slope_there_is_nothing_to_compare(text: str, x: float) -> None:
    assert difference_errors(function(text), x) is None


def test_where_an_end_is_undefined_there_is_no_error() -> None:
    errors = errors_of("ln x", 0.5)
    assert math.isnan(errors.central.errors[0])
    assert math.isfinite(errors.forward.errors[0])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("|x|", "the absolute value"), ("floor x + x", "the floor"), ("max(x, 2x)", "the maximum"),
        ("{x<0: 1, x}", "a definition by cases"), ("mod(x, 2)", "the remainder"),
    ],
)  # fmt: skip
def test_what_is_not_analytic_has_no_complex_step_and_says_why(text: str, reason: str) -> None:
    errors = errors_of(text, 0.75)
    assert errors.complex_step is None
    assert errors.obstacle == reason
    assert [name for name, _ in errors.methods] == ["forward", "central"]


def test_a_corner_among_constants_is_no_obstacle() -> None:
    errors = errors_of("|-2| sin x + floor(2.5)", 1.0)
    assert errors.complex_step is not None
    assert errors.complex_step.errors[-1] <= math.ulp(errors.slope)


def test_the_plain_quotients_are_those_of_a_program() -> None:
    errors = errors_of("x^2", 1.0)
    for h, quotient in zip(errors.steps.tolist(), errors.forward.quotients.tolist(), strict=True):
        assert quotient == ((1.0 + h) * (1.0 + h) - 1.0) / h


def test_the_slope_is_right_to_the_last_bit() -> None:
    with mpmath.workdps(50):
        expected = float(mpmath.diff(lambda t: mpmath.tan(t) * mpmath.exp(t), mpmath.mpf(1.25)))
    assert errors_of("tan(x) e^x", 1.25).slope == pytest.approx(expected, rel=2.3e-16)


@pytest.mark.parametrize("h", [5.0, 0.3, 1e-5, 3e-11, 1e-40])
def test_the_errors_at_any_step_are_those_of_a_program(h: float) -> None:
    found = dict(errors_of("sin x", 1.0).at_step(h))
    slope = math.cos(1.0)
    plain = {
        "forward": (math.sin(1.0 + h) - math.sin(1.0)) / h,
        "central": (math.sin(1.0 + h) - math.sin(1.0 - h)) / (2 * h),
        "complex step": cmath.sin(complex(1.0, h)).imag / h,
    }
    for name, quotient in plain.items():
        assert found[name] == pytest.approx(abs(quotient - slope), abs=2e-16 * (1 + 1 / h if h > 1e-16 else 1))


def test_the_errors_at_a_step_of_the_picture_are_those_drawn() -> None:
    errors = errors_of("sin x", 1.0)
    for place in (0, 40, 128):
        drawn = tuple((name, method.errors[place]) for name, method in errors.methods)
        assert errors.at_step(float(STEPS[place])) == drawn


def test_what_is_not_analytic_has_two_errors_at_a_step() -> None:
    assert [name for name, _ in errors_of("|x|", 0.75).at_step(1e-40)] == ["forward", "central"]
