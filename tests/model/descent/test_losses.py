"""Losses of data are functions like any other; their minima are the textbook's answers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.descent.losses import MARKS, PASSES, logistic_loss, squared_error
from tests.model.descent.functions import finished, objective


def test_the_lowest_point_of_the_squared_error_is_the_line_of_least_squares() -> None:
    x, y = np.array(MARKS).T
    expected = np.polyfit(x, y, 1)
    run = finished(squared_error(MARKS), 0.0, 0.0, rate=0.1, limit=10_000)
    assert run.outcome is not None
    assert run.outcome.kind == "converged"
    assert run.history.at(-1) == pytest.approx(tuple(expected), abs=1e-7)


def test_the_squared_error_is_the_mean_of_squares() -> None:
    m, b = 1.3, -0.7
    expected = sum((m * x + b - y) ** 2 for x, y in MARKS) / len(MARKS)
    assert objective(squared_error(MARKS)).value((m, b)) == pytest.approx(expected)


def test_the_logistic_loss_is_the_mean_cross_entropy() -> None:
    w, b = 1.3, -0.7
    total = 0.0
    for x, label in PASSES:
        p = 1 / (1 + math.exp(-(w * x + b)))
        total -= label * math.log(p) + (1 - label) * math.log(1 - p)
    assert objective(logistic_loss(PASSES)).value((w, b)) == pytest.approx(total / len(PASSES))


def test_at_the_lowest_logistic_loss_errors_and_data_are_orthogonal() -> None:
    run = finished(logistic_loss(PASSES), 0.0, 0.0, method="newton", rate=1.0)
    w, b = run.history.at(-1)
    errors = [1 / (1 + math.exp(-(w * x + b))) - label for x, label in PASSES]
    assert sum(errors) == pytest.approx(0.0, abs=1e-8)
    assert sum(error * x for error, (x, _) in zip(errors, PASSES, strict=True)) == pytest.approx(0.0, abs=1e-8)


def test_negative_data_and_no_data() -> None:
    assert objective(squared_error([(-2.0, -1.5)])).value((1.0, 3.0)) == pytest.approx((-2 + 3 + 1.5) ** 2)
    with pytest.raises(ValueError, match="at least one"):
        squared_error([])
