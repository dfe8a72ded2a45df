"""The descent that a document holds: where it starts and who takes part. The run itself is computed, never kept."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

MethodName: TypeAlias = Literal[
    "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "newton", "line-search", "coordinate"
]
ScheduleName: TypeAlias = Literal["constant", "step", "exponential", "cosine"]

MOST_RIVALS = 5
SMALLEST_RATE, LARGEST_RATE = 1e-12, 1e6
MOST_EVERY = 1_000_000
# The rate that a method is tried with first.
USUAL_RATE = 0.1
USUAL_RATES: dict[MethodName, float] = {"newton": 1.0, "line-search": 1.0}


@dataclass(frozen=True, slots=True)
class Contestant:
    """One method with its rate, and those of its parameters that differ from their defaults."""

    method: MethodName = "gd"
    rate: float = USUAL_RATE
    parameters: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Descent:
    """What a descent is set to.

    Attributes:
        start: where it begins, (x, y), of which y matters to functions of two variables only; None: at the point.
        main: the method that is stepped and narrated.
        rivals: those that race against it from the same start.
        schedule: how the rates change, with ``factor`` (step, exponential) and ``every`` so many steps (step, cosine).
    """

    start: tuple[float, float] | None = None
    main: Contestant = Contestant()
    rivals: tuple[Contestant, ...] = ()
    schedule: ScheduleName = "constant"
    factor: float = 0.5
    every: int = 10

    @property
    def contestants(self) -> tuple[Contestant, ...]:
        """All that run: the main one, then its rivals."""
        return (self.main, *self.rivals)

    def with_contestant(self, place: int, changed: Contestant) -> Descent:
        """Another contestant at a place, 0 the main one; the same where there is no such place."""
        if place == 0:
            return replace(self, main=changed)
        if not 0 < place <= len(self.rivals):
            return self
        rivals = (*self.rivals[: place - 1], changed, *self.rivals[place:])
        return replace(self, rivals=rivals)


FIRST = Descent()


def usual_rate(method: MethodName) -> float:
    """The rate that a method is tried with first."""
    return USUAL_RATES.get(method, USUAL_RATE)


def is_sound(descent: Descent) -> bool:
    """What types alone do not promise of a descent that was read from a file."""
    numbers = [*(descent.start or ()), descent.factor]
    numbers += [value for one in descent.contestants for _, value in one.parameters]
    return (
        all(map(math.isfinite, numbers))
        and descent.factor > 0
        and 1 <= descent.every <= MOST_EVERY
        and len(descent.rivals) <= MOST_RIVALS
        and all(SMALLEST_RATE <= one.rate <= LARGEST_RATE for one in descent.contestants)
    )
