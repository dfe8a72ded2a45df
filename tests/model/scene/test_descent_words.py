"""What a run is said to do."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest

from derivgui.model.descent.methods import ROWS, Method
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.language.parser import parse
from derivgui.model.scene.descent_objective import objective_of
from derivgui.model.scene.descent_words import explanation, forecast, outcome_sentence


def run_of(text: str, *start: Any, rate: Any = 0.1, limit: int = 1000, **choices: Any) -> Run:
    expression = parse(text)
    run = Run(objective_of(expression.tree, expression.variables), Setup(start, rate, limit=limit, **choices))
    run.advance()
    return run


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.1, "Each step multiplies the distance to 0 by 0.8, so x approaches 0."),
        (0.5, "α is 1/f″, so one step lands on 0."),
        (0.9, "Each step multiplies the distance to 0 by −0.8, from side to side, so x approaches 0."),
        (1.0, "Each step multiplies the distance to 0 by −1, so it jumps from side to side for ever."),
        (1.1, "Each step multiplies the distance to 0 by −1.2 and changes sides, so x moves away for ever."),
    ],
)
def test_exercise_four_is_explained(rate: float, words: str) -> None:
    assert words in explanation(run_of("x^2", 5.0, rate=rate, limit=5))


@pytest.mark.parametrize("text", ["x^2 - y^2", "x y", "-x^2 - y^2"])
def test_a_function_that_falls_for_ever_has_no_stable_rate(text: str) -> None:
    words = explanation(run_of(text, 2.0, 1.0, limit=3))
    assert "No rate is stable" in words
    assert "are stable" not in words


def test_the_forecast_is_known_before_the_first_step() -> None:
    run = Run(objective_of(parse("(x-3)^2").tree, ("x",)), Setup((5.0,), 0.25))
    assert forecast(run).startswith("Each step multiplies the distance to 3 by 0.5, so x approaches 3.")
    assert "2/L = 1" in forecast(run)
    assert outcome_sentence(run) == ""


@pytest.mark.parametrize(
    ("text", "start", "rate", "words"),
    [
        ("x^2", (5.0,), 1.0, "Cycling with period 2: it jumps between −5 and 5, each step undoing the one before."),
        ("x^2", (5.0,), 1.1, "each step overshoots by more than the one before"),
        ("-x^2", (1.0,), 0.1, "f falls without end that way"),
        ("x^2-y^2", (1.0, 0.0), 0.1, "Stalled at a saddle"),
        ("x^3", (1.0,), 0.2, "Stalled at a saddle"),
        ("cos x", (0.0,), 0.2, "Stalled at a maximum at the start"),
        ("ln x", (1.0,), 3.0, "Left the domain after 1 step: f is undefined at x = −2."),
        ("ln x", (-2.0,), 0.1, "The start is outside the domain: f is undefined at x = −2."),
        ("|x|", (5.0,), 1.0, "f has no derivative there"),
        ("7", (1.0,), 0.1, "where f is level all around: |f′| is 0."),
        ("(x-y)^2", (1.0, 0.0), 0.1, "on the floor of a valley"),
        ("tanh x", (-15.0,), 0.1, "where f flattens out without a stationary point"),
        ("e^(e^x)", (3.0,), 0.1, "where f is level on one side"),
        ("x^2", (5.0,), 1e-12, "by 1 − 2·10⁻¹², so x approaches 0."),
        ("x^2", (5.0,), 1 - 1e-9, "by −1 + 2·10⁻⁹, from side to side"),
        ("x^2", (5.0,), 1 - 1e-9, "α = 0.999999999 is below it."),
        ("1e-300x^2", (1.0,), 0.1, "so x approaches 0."),
        ("x^3", (0.0,), 0.1, "a level point of inflection, at the start, at x = 0: |f′| is 0 there"),
        ("2x", (5.0,), 1.0, "f is a straight line"),
        ("x^2", (5.0,), 1e-20, "the rate is too small"),
        ("(1-x)^2+100(y-x^2)^2", (1.1, 1.1), 1e-3, "2/L = 0.0019968"),
    ],
)
def test_outcomes_come_with_their_reasons(text: str, start: tuple[float, ...], rate: float, words: str) -> None:
    assert words in explanation(run_of(text, *start, rate=rate, limit=100_000))


def test_a_newton_step_uphill_is_no_overshooting() -> None:
    words = explanation(run_of("sqrt(x)", 1.0, rate=1.0, method="newton"))
    assert "each step leads farther away than the one before, and f grows" in words


@pytest.mark.parametrize(
    ("method", "name", "bound"), [("momentum", "(2 + 2μ)/L", 1.9), ("nesterov", "(2 + 2μ)/((1 + 2μ)L)", 0.678571)]
)
def test_the_bound_of_a_method_with_velocity_is_named(method: str, name: str, bound: float) -> None:
    """It holds: runs at 99 % of it converge, at 101 % they do not."""
    assert f"Rates below {name} = {bound} are stable" in forecast(run_of("x^2", 5.0, method=method))
    for share, kind in ((0.99, "converged"), (1.01, "diverged")):
        outcome = run_of("x^2", 5.0, method=method, rate=share * bound, limit=20_000).outcome
        assert outcome is not None
        assert outcome.kind == kind


def test_on_a_curve_coordinate_descent_is_gradient_descent() -> None:
    assert explanation(run_of("x^2", 5.0, method="coordinate")) == explanation(run_of("x^2", 5.0))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_method_is_told_about(row: Method) -> None:
    run = run_of("x^2", 5.0, method=row.name, rate=0.1, limit=3)
    assert forecast(run).endswith(".")
    assert forecast(run) in explanation(run)


def test_numbers_beyond_all_bounds_are_told_without_a_warning() -> None:
    assert "f is larger there than doubles can hold" in explanation(run_of("x^2", 1e300, limit=3))
    assert "beyond what doubles can hold" in explanation(run_of("e^(x^2)", 3.0, rate=1.0))
    assert explanation(run_of("x^2 + 0y", 1.0, 1e300, method="adamw", rate=0.5, limit=12))
    assert explanation(
        run_of("(x^2+y^2)/10^300", F(10**300), F(1), method="newton", rate=F(11, 10), limit=5, exact=True)
    )


def test_the_end_of_exactness_is_told() -> None:
    run = run_of("x^4-x", F(1, 3), rate=F(1, 10), limit=15, exact=True)
    assert f"From step {run.left_exactness} on the fractions are too long" in explanation(run)


def test_a_run_that_ends_before_its_fractions_do_says_nothing_of_them() -> None:
    assert "fractions" not in explanation(run_of("x^2 + y^2", F(10**300), F(1), rate=F(1, 10), limit=5, exact=True))


def test_a_smooth_joint_is_passed() -> None:
    """Huber's loss from 5 with α = 1 meets its joint at 1, where f′ = 1 on both sides."""
    run = run_of("{|x|<=1: x^2/2, |x|-1/2}", 5.0, rate=1.0)
    assert [run.history.at(k)[0] for k in range(len(run))] == [5.0, 4.0, 3.0, 2.0, 1.0, 0.0]


def test_an_exact_run_leaves_the_fractions_at_a_smooth_joint() -> None:
    run = run_of("{|x|<=1: x^2/2, |x|-1/2}", F(5), rate=F(1), exact=True)
    assert run.history.at(-1) == (0.0,)
    assert run.exactness_lost == "no rule"
