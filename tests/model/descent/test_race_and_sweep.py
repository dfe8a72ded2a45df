"""Runs side by side, and one run for each of many rates."""

from __future__ import annotations

import pytest

from derivgui.model.descent.race import Race
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.descent.sweep import Sweep, rates_around, sweep
from tests.model.descent.functions import ROSENBROCK, objective


def swept(text: str, *start: float, rate: float = 0.1, limit: int = 300) -> Sweep:
    f, setup = objective(text), Setup(start, rate)
    return list(sweep(f, setup, rates_around(f, setup), limit))[-1]


def test_runs_of_a_race_go_in_step() -> None:
    f = objective("x^2")
    race = Race([Run(f, Setup((5.0,), rate)) for rate in (0.1, 0.2, 0.5)])
    assert race.reach(3, 1.0)
    assert [len(run) for run in race.runs] == [4, 4, 2]
    assert any(run.outcome is None for run in race.runs)
    assert race.reach(1000, 1.0)
    assert race.is_over
    assert race.last == len(race.runs[0]) - 1


def test_a_race_keeps_to_its_time() -> None:
    f = objective(ROSENBROCK)
    race = Race([Run(f, Setup((-1.2, 1.0), 1e-4, tolerance=0.0)) for _ in range(3)])
    assert not race.reach(100_000, 0.002)
    lengths = [len(run) for run in race.runs]
    assert max(lengths) - min(lengths) <= 128


def test_a_parabola_diverges_from_two_over_l_on() -> None:
    found = swept("x^2", 5.0)
    assert found.is_done
    assert found.threshold == pytest.approx(1.0, rel=1e-6)
    assert found.best is not None
    assert (found.best.rate, found.best.steps) == (0.5, 1)
    assert next(sample.kind for sample in found.samples if sample.rate == 1.0) == "cycling"


@pytest.mark.parametrize("method", ["gd", "momentum", "nesterov"])
def test_rates_lie_around_the_methods_own_bound(method: str) -> None:
    rates = rates_around(objective("x^2"), Setup((5.0,), 0.1, method))
    bound = {"gd": 1.0, "momentum": 1.9, "nesterov": 1.9 / 2.8}[method]
    assert rates[0] < bound / 500
    assert bound < rates[-1] < 20 * bound


def test_where_no_bound_is_known_the_range_is_wide() -> None:
    for text, method in (("x^2", "adam"), ("-x^2", "gd"), ("|x|", "gd")):
        rates = rates_around(objective(text), Setup((5.0,), 0.1, method))
        assert (rates[0], rates[-1]) == pytest.approx((1e-4, 10.0))


def test_slow_rates_are_given_up_at_the_limit() -> None:
    found = swept("x^2", 5.0, limit=50)
    assert found.samples[0].kind == "step limit"
    assert found.samples[0].steps == 50


def test_rates_that_lead_out_of_the_domain_count_as_divergence() -> None:
    found = swept("x - ln x", 2.0)
    assert found.threshold < 10


def test_without_divergence_there_is_no_threshold() -> None:
    f, setup = objective("x^2"), Setup((5.0,), 0.1)
    found = list(sweep(f, setup, (0.1, 0.2, 0.3), 100))[-1]
    assert found.is_done
    assert found.threshold != found.threshold
    assert [sample.kind for sample in found.samples] == ["converged"] * 3
