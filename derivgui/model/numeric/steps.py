"""Long computations as generators that pause after every step, so that other things can happen in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from typing import Any, TypeAlias, TypeVar

import numpy as np

T = TypeVar("T")

# A referee takes milliseconds: between two frames so many seconds are spent on asking.
PATIENCE = 0.002

Steps: TypeAlias = Generator[None, None, T]


def at_once(steps: Steps[T]) -> T:
    """The result, without pauses."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def quietly(steps: Steps[T]) -> Steps[T]:
    """The same steps, without numpy's warnings in them; in the pauses it warns as before."""
    return each_within(lambda: np.errstate(all="ignore"), steps)


def timed(steps: Steps[T]) -> Steps[tuple[T, float]]:
    """The same steps; beside the result the seconds that they took, without the pauses."""
    seconds = 0.0
    while True:
        began = time.perf_counter()
        try:
            next(steps)
        except StopIteration as end:
            return end.value, seconds + time.perf_counter() - began
        seconds += time.perf_counter() - began
        yield


def each_within(context: Callable[[], AbstractContextManager[Any]], steps: Steps[T]) -> Steps[T]:
    """The same steps, each within a context of its own; in the pauses all is as it was."""
    while True:
        try:
            with context():
                next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
        yield
