"""Every method that PyTorch has takes PyTorch's steps."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from tests.model.descent.functions import BEALE, ROSENBROCK, objective

RECORDED = Path(__file__).parents[2] / "data" / "torch.json"
METHODS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
FUNCTIONS = ("x^2", ROSENBROCK, BEALE)
CLOSE = 1e-12


@cache
def recorded() -> dict[tuple[str, str], dict[str, Any]]:
    runs = json.loads(RECORDED.read_text(encoding="utf-8"))["runs"]
    return {(run["function"], run["method"]): run for run in runs}


def iterates(text: str, method: str, start: list[float], rate: float, count: int) -> list[tuple[float, ...]]:
    run = Run(objective(text), Setup(tuple(start), rate, method, tolerance=0.0, limit=count))
    return list(run)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("text", FUNCTIONS)
def test_twenty_iterates_are_the_recorded_ones(text: str, method: str) -> None:
    run = recorded()[text, method]
    found = iterates(text, method, run["start"], run["rate"], len(run["iterates"]) - 1)
    assert len(found) == len(run["iterates"]) == 21
    for k, (ours, theirs) in enumerate(zip(found, run["iterates"], strict=True)):
        assert ours == pytest.approx(tuple(theirs), rel=CLOSE, abs=CLOSE), f"step {k}"


@pytest.mark.parametrize("method", METHODS)
def test_a_hundred_iterates_are_those_of_torch_itself(method: str) -> None:
    torch = pytest.importorskip("torch")
    makers = {
        "gd": torch.optim.SGD,
        "momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9),
        "nesterov": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9, nesterov=True),
        "adagrad": torch.optim.Adagrad,
        "rmsprop": torch.optim.RMSprop,
        "adam": torch.optim.Adam,
        "adamw": torch.optim.AdamW,
    }
    point = torch.tensor([-1.2, 1.0], dtype=torch.float64, requires_grad=True)
    optimizer = makers[method]([point], lr=3e-4)
    theirs = [tuple(point.tolist())]
    for _ in range(100):
        optimizer.zero_grad()
        x, y = point
        ((1 - x) ** 2 + 100 * (y - x**2) ** 2).backward()
        optimizer.step()
        theirs.append(tuple(point.tolist()))
    for ours, their in zip(iterates(ROSENBROCK, method, [-1.2, 1.0], 3e-4, 100), theirs, strict=True):
        assert ours == pytest.approx(their, rel=CLOSE, abs=CLOSE)
