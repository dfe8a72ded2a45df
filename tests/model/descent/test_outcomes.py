"""What is said of a run, and why."""

from __future__ import annotations

import pytest

from derivgui.model.descent.cycles import LONGEST_PERIOD
from tests.model.descent.functions import ROSENBROCK, finished

HIMMELBLAU = "(x^2+y-11)^2+(x+y^2-7)^2"


@pytest.mark.parametrize(
    ("text", "start", "rate", "kind", "cause"),
    [
        ("x^2", (5.0,), 0.1, "converged", "gradient below tolerance"),
        ("x^2", (5.0,), 0.5, "converged", "gradient below tolerance"),
        ("x^2", (5.0,), 1.0, "cycling", "repeats"),
        ("x^2", (5.0,), 1.1, "diverged", "far away"),
        ("-x^2", (1e-3,), 0.1, "diverged", "far away"),
        ("x^4", (5.0,), 1.0, "diverged", "far away"),
        ("e^(x^2)", (3.0,), 1.0, "diverged", "overflow"),
        ("ln x", (1.0,), 3.0, "left the domain", "undefined"),
        ("sqrt(x)", (1.0,), 1.0, "left the domain", "undefined"),
        ("ln x", (-1.0,), 0.1, "left the domain", "undefined"),
        ("|x|", (5.0,), 1.0, "no step", "no gradient"),
        ("|x|", (5.0,), 0.3, "cycling", "repeats"),
        ("x^2", (5.0,), 1e-20, "no step", "too small a step"),
        ("x^2-y^2", (1.0, 0.0), 0.1, "stalled at a saddle", "gradient below tolerance"),
        ("x^2-y^2", (1.0, 1e-9), 0.1, "diverged", "far away"),
        ("x^3", (0.5,), 0.1, "stalled at a saddle", "gradient below tolerance"),
        ("x^3-3x y^2", (0.0, 0.0), 0.1, "stalled at a saddle", "gradient below tolerance"),
        ("cos x", (0.0,), 0.1, "stalled at a maximum", "gradient below tolerance"),
        ("-x^4", (0.0,), 0.1, "stalled at a maximum", "gradient below tolerance"),
        ("7", (1.0,), 0.1, "converged", "gradient below tolerance"),
        (HIMMELBLAU, (0.0, 0.0), 0.01, "converged", "gradient below tolerance"),
        ("x^4", (1.0,), 0.1, "step limit", "steps used up"),
    ],
)
def test_how_runs_of_gradient_descent_end(
    text: str, start: tuple[float, ...], rate: float, kind: str, cause: str
) -> None:
    outcome = finished(text, *start, rate=rate, limit=100_000 if text.startswith("x^3") else 1000).outcome
    assert outcome is not None
    assert (outcome.kind, outcome.cause) == (kind, cause)


@pytest.mark.parametrize(
    ("text", "rest"),
    [("x^2", "minimum"), ("x^4", "minimum"), ("x^20", "minimum"), ("x^3", "saddle"), ("-x^2", "maximum"),
     ("-x^6", "maximum"), ("x^5+x^4", "minimum"), ("7", "level"), ("(x-y)^2", "valley"), ("x y", "saddle"),
     ("x^4+y^2", "minimum"), ("y^2-x^4", "saddle"), (ROSENBROCK.replace("1-x", "x"), "minimum")],
)  # fmt: skip
def test_kinds_of_stationary_points(text: str, rest: str) -> None:
    start = (0.0, 0.0) if "y" in text else (0.0,)
    outcome = finished(text, *start).outcome
    assert outcome is not None
    assert outcome.rest == rest


@pytest.mark.parametrize(
    ("rate", "kind"), [(0.1, "step limit"), (1.0, "cycling"), (1.1, "diverged"), (0.999, "step limit")]
)
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_a_few_steps_on_a_parabola_are_enough(rate: float, kind: str, limit: int) -> None:
    outcome = finished("x^2", 5.0, rate=rate, limit=limit, through_cycles=True).outcome
    assert outcome is not None
    assert outcome.kind == kind


@pytest.mark.parametrize(
    ("text", "start", "method", "rate"),
    [
        ("1/x", (1.0,), "newton", 1.0),
        ("ln x", (1.0,), "newton", 1.0),
        ("e^-x", (20.0,), "gd", 1.0),
        ("e^(-10x)", (0.0,), "newton", 1.0),
        ("x^2 e^-x", (30.0,), "gd", 0.1),
        ("tanh x", (-15.0,), "gd", 0.1),
        ("atan x", (0.9,), "gd", 1e6),
        ("e^-x + y^2", (20.0, 0.0), "gd", 0.1),
        ("1/(1+x^2+y^2)", (1.0, 1.0), "gd", 1e5),
    ],
)
def test_a_slope_that_dies_out_at_infinity_is_no_stationary_point(
    text: str, start: tuple[float, ...], method: str, rate: float
) -> None:
    outcome = finished(text, *start, rate=rate, method=method).outcome
    assert outcome is not None
    assert (outcome.kind, outcome.rest) == ("converged", "flattening")


@pytest.mark.parametrize(
    ("text", "start", "rest"),
    [
        ("x^3", (1e-5,), "saddle"),
        ("x^5", (1e-3,), "saddle"),
        ("x^4", (1e-3,), "minimum"),
        ("x^20", (0.3,), "minimum"),
        ("(x-3)^4", (3.001,), "minimum"),
        ("x^3-3x y^2", (1e-6, 0.0), "saddle"),
        ("(x-y)^2", (1.0, 1.0 + 1e-9), "valley"),
    ],
)
def test_near_a_flat_stationary_point_its_kind_is_seen(text: str, start: tuple[float, ...], rest: str) -> None:
    outcome = finished(text, *start).outcome
    assert outcome is not None
    assert outcome.rest == rest


def test_a_gradient_whose_square_underflows_is_not_zero() -> None:
    run = finished("x^2", 5.0, rate=0.1, tolerance=0.0, limit=3000)
    assert len(run) - 1 == 3000
    assert 0 < abs(run.history.gradient(-1)[0]) < 1e-200
    run = finished("x^2", 5.0, rate=0.1, tolerance=1e-200, limit=3000)
    assert run.history.gradient(-1)[0] <= 1e-200 < run.history.gradient(-2)[0]


def test_a_function_too_large_at_the_start_is_no_divergence() -> None:
    outcome = finished("x^2", 1e300).outcome
    assert outcome is not None
    assert (outcome.kind, outcome.cause) == ("no step", "overflow")


def test_a_run_through_its_cycle_goes_to_the_limit() -> None:
    run = finished("x^2", 5.0, rate=1.0, limit=20, through_cycles=True)
    assert [run.history.at(k)[0] for k in range(21)] == [5.0 * (-1) ** k for k in range(21)]
    assert run.outcome is not None
    assert (run.outcome.kind, run.outcome.period) == ("cycling", 2)


@pytest.mark.parametrize(("rate", "period"), [(1.1, 2), (1.26, 4), (1.292, 8)])
def test_longer_cycles_of_a_double_well(rate: float, period: int) -> None:
    """x - α(x³ - x) doubles its period at α = 1, about 1.236 and 1.288, as the logistic map does."""
    outcome = finished("x^4/4-x^2/2", 0.1, rate=rate, limit=20_000).outcome
    assert outcome is not None
    assert (outcome.kind, outcome.period) == ("cycling", period)


@pytest.mark.parametrize("limit", [10, 50, 100, 1000])
@pytest.mark.parametrize("rate", [1.35, 1.38, 1.41, 1.44, 1.47, 1.495])
def test_leaping_about_for_ever_is_no_divergence(rate: float, limit: int) -> None:
    """Between the wells x - α(x³ - x) is chaotic, and bounded."""
    for start in (0.1, 0.3, 0.7, 1.2):
        run = finished("x^4/4-x^2/2", start, rate=rate, limit=limit)
        assert run.outcome is not None
        assert run.outcome.kind in ("step limit", "cycling")
        assert abs(run.history.table()[:, 0]).max() < 3


def test_slow_changes_of_side_are_no_cycle() -> None:
    outcome = finished("x^2", 5.0, rate=1 - 1e-9, limit=2000).outcome
    assert outcome is not None
    assert outcome.kind == "step limit"


@pytest.mark.parametrize(
    ("method", "rate"),
    [("gd", 0.01), ("momentum", 0.01), ("nesterov", 0.01), ("adam", 0.1), ("newton", 1.0), ("line-search", 1.0),
     ("coordinate", 0.01), ("rmsprop", 0.1), ("adagrad", 1.0)],
)  # fmt: skip
def test_every_method_comes_to_rest_at_a_minimum(method: str, rate: float) -> None:
    run = finished(HIMMELBLAU, 3.5, 1.5, rate=rate, method=method, limit=50_000)
    assert run.outcome is not None
    assert run.outcome.kind in ("converged", "cycling")
    assert run.history.at(-1) == pytest.approx((3.0, 2.0), abs=0.1)


def test_a_gradient_whose_square_overflows_is_a_gradient() -> None:
    run = finished("1e200 x^2", 5.0, rate=1e-201, limit=3)
    assert [run.history.at(k)[0] for k in range(4)] == pytest.approx([5.0, 4.0, 3.2, 2.56])


def test_newton_cannot_step_from_a_singular_hessian() -> None:
    outcome = finished("x^3+x", 0.0, method="newton", rate=1.0).outcome
    assert outcome is not None
    assert (outcome.kind, outcome.cause) == ("no step", "singular")


def test_a_line_search_stays_inside_the_domain() -> None:
    outcome = finished("x - ln x", 5.0, method="line-search", rate=100.0).outcome
    assert outcome is not None
    assert outcome.kind == "converged"
    assert outcome.at == pytest.approx((1.0,), abs=1e-7)


def test_periods_are_sought_up_to_a_limit() -> None:
    assert LONGEST_PERIOD >= 32
