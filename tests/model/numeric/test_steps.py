"""Long computations pause."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample, sampling
from derivgui.model.numeric.steps import Steps, at_once, quietly
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-8, 8, -5, 5, 850, 600)


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def _halves(x: float) -> Steps[float]:
    for _ in range(3):
        x /= 2.0
        yield
    return x


def test_all_steps_at_once_give_the_result() -> None:
    assert at_once(_halves(8.0)) == 1.0


def _divides_by_zero() -> Steps[float]:
    yield
    found = np.ones(1) / np.zeros(1)
    yield
    return float(found[0])


def test_steps_are_quiet_and_pauses_are_not() -> None:
    steps = quietly(_divides_by_zero())
    before = np.geterr()
    next(steps)
    assert np.geterr() == before
    next(steps)
    assert np.geterr() == before
    assert at_once(steps) == np.inf


HEAVY = ["floor(10 sin(x^3))", "max(sin x, cos x, x/5, 1 - x^2, tan x)", "tan(x^3) + 1/x"]


@pytest.mark.parametrize("text", HEAVY)
def test_a_curve_comes_in_steps_of_a_few_milliseconds(text: str) -> None:
    # The machine may be busy, and the first of a kind is slower.
    assert min(_longest(function(text)) for _ in range(3)) < 0.03


def _longest(f: RealFunction) -> float:
    longest, steps = 0.0, sampling(f, VIEW)
    while True:
        began = time.thread_time()
        done = next(steps, "done") == "done"
        longest = max(longest, time.thread_time() - began)
        if done:
            return longest


@pytest.mark.parametrize("text", ["floor(10 sin(x^3))", "tan(x^2)", "x sin(1/x)", "|x^2 - 2|"])
def test_pauses_change_nothing(text: str) -> None:
    # A referee whose time is up would.
    at_a_time = sample(function(text), VIEW, patience=math.inf)
    in_steps = at_once(sampling(function(text), VIEW, patience=math.inf))
    assert len(at_a_time.pieces) == len(in_steps.pieces)
    assert at_a_time.markers == in_steps.markers


def test_another_window_may_come_in_between() -> None:
    """A search that pauses is not disturbed by another one of the same function."""
    f = function("floor(10 sin(x^2))")
    other = Viewport(-3, 1, -5, 5, 850, 600)
    steps = sampling(f, VIEW, patience=math.inf)
    count = 0
    while next(steps, "done") != "done":
        count += 1
        if count % 7 == 0:
            sample(f, other, patience=math.inf)
    alone = sample(function("floor(10 sin(x^2))"), VIEW, patience=math.inf)
    assert sample(f, VIEW, patience=math.inf).markers == alone.markers
