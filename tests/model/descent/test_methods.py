"""Each method by hand, where no recording tells."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from derivgui.model.descent.first_order import Momentum
from derivgui.model.descent.methods import BY_NAME, ROWS
from derivgui.model.descent.schedules import Schedule, ScheduleKind
from derivgui.model.descent.setup import Setup
from tests.model.descent.functions import ROSENBROCK, finished, objective

THREE_STEPS = {
    "adagrad": (4.900000000001, 4.830007141766, 4.773218482487),
    "rmsprop": (4.00000001, 3.373391653966, 2.904332118643),
    "adam": (4.9000000001, 4.800057756869, 4.700213291332),
}


@pytest.mark.parametrize("method", THREE_STEPS)
def test_three_steps_from_five_on_a_parabola(method: str) -> None:
    run = finished("x^2", 5.0, method=method, limit=3)
    assert [run.history.at(k)[0] for k in (1, 2, 3)] == pytest.approx(THREE_STEPS[method], abs=2e-12)


def test_newton_lands_on_the_minimum_of_a_quadratic_at_once() -> None:
    run = finished("3x^2+2xy+5y^2-x+y", 7.0, -4.0, method="newton", rate=1.0)
    assert len(run) == 2
    assert run.history.at(1) == pytest.approx((3 / 14, -1 / 7), abs=1e-14)


def test_newton_doubles_its_digits() -> None:
    run = finished("x^3/3-2x", 1.0, method="newton", rate=1.0)
    errors = [abs(run.history.at(k)[0] - math.sqrt(2)) for k in range(4)]
    assert all(later < earlier**2 for earlier, later in pairwise(errors))


def test_coordinate_descent_takes_the_axes_in_turn() -> None:
    run = finished("x^2+x y+y^2", 2.0, 1.0, rate=0.25, method="coordinate", limit=3)
    assert [run.history.at(k) for k in range(4)] == [(2.0, 1.0), (0.75, 1.0), (0.75, 0.3125), (0.296875, 0.3125)]


def test_a_line_search_halves_until_the_decrease_is_enough() -> None:
    run = finished("x^2", 5.0, rate=4.0, method="line-search", limit=1)
    assert run.history.rate(1) == 0.5
    assert run.history.at(1) == (0.0,)


def test_each_step_of_a_line_search_decreases_f_as_armijo_asks() -> None:
    run = finished(ROSENBROCK, -1.2, 1.0, rate=1.0, method="line-search", limit=200)
    for k in range(200):
        least = 1e-4 * run.history.rate(k + 1) * math.hypot(*run.history.gradient(k)) ** 2
        assert run.history.value(k + 1) <= run.history.value(k) - least


def test_dampening_is_torchs() -> None:
    ball = Momentum(momentum=0.5, dampening=0.25)
    f = objective("x^2")
    assert ball.step((5.0,), (10.0,), 0.1, f) == (4.0,)
    assert ball.step((4.0,), (8.0,), 0.1, f) == pytest.approx((4.0 - 0.1 * (0.5 * 10 + 0.75 * 8),))


def test_parameters_reach_the_method() -> None:
    setup = Setup((1.0,), method="rmsprop", parameters=(("smoothing", 0.5),))
    assert getattr(setup.optimizer(), "smoothing") == 0.5  # noqa: B009


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_defaults_of_the_table_are_those_of_the_methods(row: object) -> None:
    name = getattr(row, "name", "")
    method = BY_NAME[name]
    optimizer = method.make()
    assert {p.name: getattr(optimizer, p.name) for p in method.parameters} == {
        p.name: p.default for p in method.parameters
    }
    assert all(parameter.allows(parameter.default) for parameter in method.parameters)


@pytest.mark.parametrize(
    ("kind", "factor", "every", "expected"),
    [
        ("constant", 0.5, 2, [1, 1, 1, 1, 1]),
        ("step", 0.5, 2, [1, 1, 0.5, 0.5, 0.25]),
        ("exponential", 0.5, 2, [1, 0.5, 0.25, 0.125, 0.0625]),
        ("cosine", 0.5, 4, [1, (1 + math.sqrt(0.5)) / 2, 0.5, (1 - math.sqrt(0.5)) / 2, 0]),
    ],
)
def test_schedules(kind: ScheduleKind, factor: float, every: int, expected: list[float]) -> None:
    schedule = Schedule(kind, factor, every)
    assert [schedule.rate(1.0, k) for k in range(5)] == pytest.approx(expected)
