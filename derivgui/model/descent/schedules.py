"""How the rate changes from step to step. Formulas are PyTorch's (torch.optim.lr_scheduler)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from derivgui.model.descent.vectors import Real

ScheduleKind: TypeAlias = Literal["constant", "step", "exponential", "cosine"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rate of step k = 0, 1, 2, ... from the first rate α₀.

    constant: α₀. step (StepLR): α₀ γ^⌊k/n⌋. exponential (ExponentialLR): α₀ γ^k. cosine (CosineAnnealingLR down to 0):
    α₀ (1 + cos(πk/n))/2, which rises again after n steps.
    """

    kind: ScheduleKind = "constant"
    factor: Real = 0.1
    every: int = 10

    def rate(self, first: Real, k: int) -> Real:
        """α of step k; exact where α₀ and γ are, except for the cosine."""
        return RULES[self.kind](self, first, k)


CONSTANT = Schedule()


def _cosine(schedule: Schedule, first: Real, k: int) -> Real:
    return float(first) * (1.0 + math.cos(math.pi * k / schedule.every)) / 2.0


RULES: Mapping[ScheduleKind, Callable[[Schedule, Real, int], Real]] = {
    "constant": lambda schedule, first, k: first,
    "step": lambda schedule, first, k: first * schedule.factor ** (k // schedule.every),
    "exponential": lambda schedule, first, k: first * schedule.factor**k,
    "cosine": _cosine,
}
