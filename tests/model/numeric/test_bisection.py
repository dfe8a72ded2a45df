"""Changes of sign located to the last double, however smooth or torn the value is there."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from derivgui.model.language.real import Array
from derivgui.model.numeric.bisection import sign_changes


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (np.sin, [math.pi * k for k in (1, 2, 100)]),
        (lambda x: (x - 1 / 3) ** 3, [1 / 3]),
        (lambda x: np.cbrt(x - 0.7), [0.7]),
        (lambda x: np.where(x < math.e, -1.0, 1e9), [math.e]),
        (lambda x: np.exp(x) - 1e300, [300 * math.log(10)]),
        (lambda x: np.maximum(x - 2.0, 0.0), [2.0]),
        (lambda x: np.minimum(x - 5.0, 0.0), [5.0]),
        (lambda x: np.where(x < 3.0, -np.inf, np.inf), [3.0]),
        (lambda x: np.exp(-((50 * (x - 4.0)) ** 2)) * (x - 4.0) - 1e-300 * (x < 4.0), [4.0]),
    ],
)
def test_a_change_of_sign_is_located_to_the_last_doubles(value: Callable[[Array], Array], places: list[float]) -> None:
    place = np.array(places)
    a, b = place - 0.37, place + 1.1
    with np.errstate(all="ignore"):
        found = sign_changes(value, a, b, value(a), value(b))
    assert (np.absolute(found - place) <= 4 * np.spacing(place)).all()


def test_no_change_is_located_in_no_time() -> None:
    none = np.zeros(0)
    assert sign_changes(np.sin, none, none, none, none).size == 0


def test_a_smooth_change_of_sign_takes_few_calls() -> None:
    calls = []

    def value(x: Array) -> Array:
        calls.append(x.size)
        return np.cos(x)

    a = np.linspace(1.0, 1.0 + 49 * math.pi, 50)
    found = sign_changes(value, a, a + 1.0, np.cos(a), np.cos(a + 1.0))
    assert found == pytest.approx(np.arange(50) * math.pi + math.pi / 2, rel=1e-15)
    assert len(calls) <= 16
