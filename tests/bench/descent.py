"""A hundred thousand steps, and the hand's moves among a hundred thousand iterates; torch beside it where installed."""

from __future__ import annotations

import time
from importlib.util import find_spec

from derivgui.model.descent.objective import Objective
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.language.parser import parse
from tests.bench.figures import Figure

ROSENBROCK = "(1-x)^2+100(y-x^2)^2"
STEPS = 100_000
TORCH_STEPS = 2_000
LIMIT_S = 1.5
START, RATE = (-1.2, 1.0), 1e-4


def descent_times() -> list[Figure]:
    """Seconds for a hundred thousand steps of the plain loop, and microseconds a step of each method."""
    figures = [Figure(f"{STEPS:,} plain steps on Rosenbrock", min(_plain() for _ in range(3)), "s", LIMIT_S)]
    figures += [_each(method) for method in ("momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")]
    if find_spec("torch") is not None:
        figures.append(Figure("one step of torch.optim.SGD on Rosenbrock", _torch(), "µs"))
    return figures


def _run(method: str, limit: int) -> Run:
    expression = parse(ROSENBROCK)
    objective = Objective(expression.tree, expression.variables)
    return Run(objective, Setup(START, RATE, method, tolerance=0.0, limit=limit))


def _plain() -> float:
    run = _run("gd", STEPS)
    began = time.perf_counter()
    assert run.advance(STEPS) == STEPS
    return time.perf_counter() - began


def _each(method: str) -> Figure:
    run = _run(method, STEPS)
    began = time.perf_counter()
    done = run.advance(10_000)
    return Figure(f"one step of {method}", 1e6 * (time.perf_counter() - began) / done, "µs")


def _torch() -> float:
    import torch  # type: ignore[import-not-found]

    point = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([point], lr=RATE)
    began = time.perf_counter()
    for _ in range(TORCH_STEPS):
        optimizer.zero_grad()
        x, y = point
        ((1 - x) ** 2 + 100 * (y - x**2) ** 2).backward()
        optimizer.step()
    return 1e6 * (time.perf_counter() - began) / TORCH_STEPS
