"""A hundred thousand steps, and the hand's moves among a hundred thousand iterates; torch beside it where installed.

Where nothing is waited for, times are the processor's: what else the machine does is no matter then.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from statistics import median, quantiles

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from derivgui import app
from derivgui.model.descent.objective import Objective
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.document import descent_edits as edits
from derivgui.model.language.parser import parse
from derivgui.ui.descent.presenter import DescentPresenter
from tests.bench.figures import Figure

ROSENBROCK = "(1-x)^2+100(y-x^2)^2"
STEPS = 100_000
TORCH_STEPS = 2_000
LIMIT_S = 1.5
START, RATE = (-1.2, 1.0), 1e-4
MOVES = 60
# A page fault or the collector may fall into any turn.
RUNS = 3
FRAME_MS = 16.0


def descent_times() -> list[Figure]:
    """Seconds for a hundred thousand steps of the plain loop, and microseconds a step of each method."""
    figures = [Figure(f"{STEPS:,} plain steps on Rosenbrock", min(_plain() for _ in range(3)), "s", LIMIT_S)]
    figures += [_each(method) for method in ("momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")]
    if find_spec("torch") is not None:
        figures.append(Figure("one step of torch.optim.SGD on Rosenbrock", _torch(), "µs"))
    return figures + _in_the_window()


def _in_the_window() -> list[Figure]:
    """A run to the end with its picture following, then the hand among its iterates, all painted."""
    application = app.make_application()
    window = app.make_window(ROSENBROCK)
    window.resize(1280, 800)
    window.show()
    window.actions_by_id["page-descent"].trigger()
    window.session.edit("Start", lambda d: edits.move_start(d, *START))
    descent, seconds, turns = window.descent, [], []
    assert descent is not None
    for number in range(RUNS):
        descent.go(0)
        window.session.edit("Rate", partial(edits.set_rate, place=0, rate=RATE / 10 * (1 + number / 100)))
        QTest.qWait(1500)
        began = time.perf_counter()
        descent.run_to_the_end()
        turns.append(_watched(application, descent))
        seconds.append(time.perf_counter() - began)
    figures = [
        Figure(f"{STEPS:,} steps in the window", min(seconds), "s"),
        Figure(f"longest turn of the event loop meanwhile, best of {RUNS} runs", min(turns), limit=FRAME_MS),
        *_frames("scrub to another iterate", application, lambda n: descent.go(n * STEPS // MOVES)),
    ]
    descent.go(STEPS // 2)
    figures += _frames("one step", application, lambda _: descent.forward())
    window.close()
    return figures


def _watched(application: QApplication, descent: DescentPresenter) -> float:
    longest = 0.0
    while descent.is_working:
        began = time.thread_time()
        application.processEvents()
        longest = max(longest, time.thread_time() - began)
    return 1000 * longest


def _frames(name: str, application: QApplication, move: Callable[[int], object]) -> list[Figure]:
    times = []
    for number in range(MOVES):
        began = time.process_time()
        move(number)
        application.processEvents()
        times.append(1000 * (time.process_time() - began))
    return [
        Figure(f"{name}, median", median(times), limit=FRAME_MS),
        Figure(f"{name}, 95th percentile", quantiles(times, n=20)[-1]),
    ]


def _run(method: str, limit: int) -> Run:
    expression = parse(ROSENBROCK)
    objective = Objective(expression.tree, expression.variables)
    return Run(objective, Setup(START, RATE, method, tolerance=0.0, limit=limit))


def _plain() -> float:
    run = _run("gd", STEPS)
    began = time.process_time()
    assert run.advance(STEPS) == STEPS
    return time.process_time() - began


def _each(method: str) -> Figure:
    run = _run(method, STEPS)
    began = time.process_time()
    done = run.advance(10_000)
    return Figure(f"one step of {method}", 1e6 * (time.process_time() - began) / done, "µs")


def _torch() -> float:
    import torch

    point = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([point], lr=RATE)
    began = time.process_time()
    for _ in range(TORCH_STEPS):
        optimizer.zero_grad()
        x, y = point
        ((1 - x) ** 2 + 100 * (y - x**2) ** 2).backward()
        optimizer.step()
    return 1e6 * (time.process_time() - began) / TORCH_STEPS
