"""Runs go forward and back, can be forked anywhere, and keep all they did."""

from __future__ import annotations

import math
import sys
import time
from fractions import Fraction as F
from typing import Any

import numpy as np
import pytest

from derivgui.model.descent.methods import ROWS
from derivgui.model.descent.run import Run
from derivgui.model.descent.schedules import Schedule
from derivgui.model.descent.setup import Setup
from tests.model.descent.functions import ROSENBROCK, finished, objective

EXERCISE_FOUR = [5.0, 4.0, 3.2, 2.56, 2.048, 1.6384]
METHODS = [row.name for row in ROWS]


def run_of(text: str, *start: float, **choices: object) -> Run:
    return Run(objective(text), Setup(start, **choices))  # type: ignore[arg-type]


def approx(expected: list[tuple[float, ...]], abs: float | None = None) -> Any:
    return pytest.approx(np.array(expected), abs=abs)


def points(run: Run) -> list[tuple[float, ...]]:
    return [run.history.at(k) for k in range(len(run))]


def test_exercise_four() -> None:
    run = run_of("x^2", 5.0)
    for expected in EXERCISE_FOUR[1:]:
        assert run.step()
        assert run.history.at(-1) == pytest.approx((expected,))


def test_a_run_yields_one_iterate_at_a_time() -> None:
    run = run_of("x^2", 5.0)
    iterates = iter(run)
    assert [next(iterates) for _ in range(3)] == [(5.0,), (4.0,), (3.2,)]
    assert len(run) == 3


def test_the_history_holds_point_value_gradient_and_rate() -> None:
    run = finished("x^2 y", 1.0, 2.0, rate=0.25, limit=1)
    assert run.history.row(0)[:-1] == (1.0, 2.0, 2.0, 4.0, 1.0)
    assert math.isnan(run.history.rate(0))
    assert run.history.at(1) == (0.0, 1.75)
    assert run.history.rate(1) == 0.25
    assert run.history.update(0) == (-1.0, -0.25)
    assert run.history.update(1) is None


def test_the_table_grows_with_the_run() -> None:
    run = run_of(ROSENBROCK, -1.2, 1.0, rate=1e-3)
    run.advance(10)
    early = run.history.table()
    run.advance(10)
    table = run.history.table()
    assert early.shape == (11, 6)
    assert table.shape == (21, 6)
    assert np.array_equal(table[:11], early, equal_nan=True)
    assert tuple(table[20, :2]) == run.history.at(20)


def test_advance_stops_at_the_limit_and_then_says_so() -> None:
    run = run_of("x^2", 5.0, limit=3)
    assert run.advance() == 3
    assert run.outcome is not None
    assert run.outcome.kind == "step limit"
    assert not run.step()


def test_advance_keeps_to_its_time() -> None:
    run = run_of(ROSENBROCK, -1.2, 1.0, rate=1e-3, limit=10_000_000, tolerance=0.0)
    assert 0 < run.advance(seconds=0.0) < 1000


@pytest.mark.parametrize("method", METHODS)
def test_the_memory_at_an_iterate_leads_to_the_next(method: str) -> None:
    rate = 1.0 if method in ("newton", "line-search") else 1e-3
    run = finished(ROSENBROCK, -1.2, 1.0, rate=rate, method=method, limit=700, tolerance=0.0)
    k = min(530, len(run) - 2)
    history = run.history
    assert run.memory(k).step(history.at(k), history.gradient(k), rate, run.objective) == history.at(k + 1)


@pytest.mark.parametrize("method", [row.name for row in ROWS if row.is_rational])
def test_exact_runs_take_the_steps_of_doubles(method: str) -> None:
    exact = finished("x^2+xy+2y^2", F(5), F(-3), rate=F(1, 8), method=method, limit=12, exact=True)
    doubles = finished("x^2+xy+2y^2", 5.0, -3.0, rate=0.125, method=method, limit=12)
    assert exact.left_exactness is None
    assert np.array(points(exact)) == approx(points(doubles), abs=1e-9)


def test_exercise_four_in_fractions() -> None:
    run = finished("x^2", F(5), rate=F(1, 10), limit=5, exact=True)
    assert run.fractions == [(F(5),), (F(4),), (F(16, 5),), (F(64, 25),), (F(256, 125),), (F(1024, 625),)]
    assert run.history.value(2) == 10.24


@pytest.mark.parametrize(
    ("method", "expected"),
    [("momentum", [F(4), F(23, 10), F(31, 100)]), ("nesterov", [F(31, 10), F(139, 125), F(-1693, 3125)])],
)
def test_methods_with_velocity_in_fractions(method: str, expected: list[F]) -> None:
    run = finished("x^2", F(5), rate=F(1, 10), method=method, limit=3, exact=True)
    assert [at[0] for at in run.fractions[1:]] == expected


def test_a_run_leaves_exactness_where_fractions_grow_too_long() -> None:
    exact = finished("x^4-x", F(1, 3), rate=F(1, 10), limit=15, exact=True)
    doubles = finished("x^4-x", 1 / 3, limit=15)
    assert (exact.left_exactness, exact.exactness_lost) == (len(exact.fractions), "too long")
    assert 5 < len(exact.fractions) < 10
    assert np.array(points(exact)) == approx(points(doubles))


def test_a_velocity_survives_the_end_of_exactness() -> None:
    exact = finished("x^4-x", F(1, 3), rate=F(1, 10), method="momentum", limit=15, exact=True)
    doubles = finished("x^4-x", 1 / 3, method="momentum", limit=15)
    assert exact.exactness_lost == "too long"
    assert np.array(points(exact)) == approx(points(doubles))


@pytest.mark.parametrize(
    "choices",
    [{"method": "no such"}, {"rate": 0.0}, {"rate": math.nan}, {"parameters": (("momentum", 0.5),)},
     {"method": "momentum", "parameters": (("momentum", 1.0),)}, {"method": "adam", "exact": True},
     {"schedule": Schedule("cosine"), "exact": True}],
)  # fmt: skip
def test_unsound_setups_are_refused(choices: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"method|rate|takes no|fractions"):
        Setup((1.0,), **choices)  # type: ignore[arg-type]


def test_the_start_must_have_a_coordinate_for_each_variable() -> None:
    with pytest.raises(ValueError, match="coordinates"):
        run_of("x^2", 1.0, 2.0)


def test_the_rows_that_one_looks_at_stay_while_more_are_added() -> None:
    run = run_of(ROSENBROCK, -1.2, 1.0, rate=1e-4)
    run.advance(100)
    early = run.history.table()
    copied = early.copy()
    run.advance(900)
    late = run.history.table()
    assert early.shape == (101, 6)
    assert (early == copied)[:, :5].all()
    assert (late[:101, :5] == early[:, :5]).all()
    assert late.shape == (1001, 6)
    assert [run.history.row(k)[:5] for k in (0, 100, -1)] == [tuple(late[k, :5]) for k in (0, 100, -1)]
    assert (run.history.tail(7) == late[-7:]).all()
    with pytest.raises(ValueError, match="read-only"):
        late[0, 0] = 1.0


def test_rates_beyond_all_doubles_are_the_largest_one() -> None:
    rising = Schedule("exponential", 2.0)
    assert rising.rate(1e-300, 1500) == pytest.approx(float(F(2) ** 1500 / F(10) ** 300))
    assert rising.rate(1.0, 10_000) == sys.float_info.max
    assert Schedule("step", 10.0, 3).rate(1.0, 3000) == sys.float_info.max
    assert Schedule("exponential", 0.5).rate(1.0, 10_000) == 0.0
    run = finished("1e-300x", 1.0, rate=1.0, schedule=rising, tolerance=0.0, limit=2000)
    assert len(run) - 1 == 2000


def test_an_exact_run_with_a_falling_rate_does_not_count_in_endless_fractions() -> None:
    """3^-k has 47,000 digits at the end: raised in each step anew it would take minutes."""
    began = time.thread_time()
    run = finished(
        "x^2", F(5), rate=F(1, 10), schedule=Schedule("exponential", F(1, 3)), tolerance=0.0, limit=100_000, exact=True
    )
    assert time.thread_time() - began < 10
    assert run.exactness_lost == "too long"
    assert len(run) - 1 == 100_000
    doubles = finished("x^2", 5.0, rate=0.1, schedule=Schedule("exponential", 1 / 3), tolerance=0.0, limit=500)
    assert run.history.at(500) == pytest.approx(doubles.history.at(500))


@pytest.mark.parametrize("method", ["adagrad", "rmsprop", "adam", "adamw"])
def test_without_epsilon_a_direction_without_slope_stands_still(method: str) -> None:
    chosen: dict[str, Any] = {"method": method, "parameters": (("epsilon", 0.0),), "limit": 20}
    assert finished("x^2+0y", 1.0, 0.0, **chosen).history.at(-1)[1] == 0.0
    along = finished("x^2", 1.0, **chosen)
    both = finished("x^2+0y", 1.0, 0.0, **chosen)
    assert [both.history.at(k)[0] for k in range(20)] == [along.history.at(k)[0] for k in range(20)]
