"""How the rate changes from step to step. Formulas are PyTorch's (torch.optim.lr_scheduler)."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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

    def in_doubles(self) -> Schedule:
        """The same with a factor that is a double: powers of a fraction grow without end."""
        return replace(self, factor=float(self.factor))


CONSTANT = Schedule()


def _cosine(schedule: Schedule, first: Real, k: int) -> Real:
    return float(first) * (1.0 + math.cos(math.pi * k / schedule.every)) / 2.0


def _powered(first: Real, factor: Real, k: int) -> Real:
    """α₀ γ^k, at most the largest double."""
    if not isinstance(factor, float):
        return first * factor**k
    try:
        return min(first * factor**k, sys.float_info.max)
    except OverflowError:
        logarithm = math.log(first) + k * math.log(factor)
        return math.exp(logarithm) if logarithm < math.log(sys.float_info.max) else sys.float_info.max


RULES: Mapping[ScheduleKind, Callable[[Schedule, Real, int], Real]] = {
    "constant": lambda schedule, first, k: first,
    "step": lambda schedule, first, k: _powered(first, schedule.factor, k // schedule.every),
    "exponential": lambda schedule, first, k: _powered(first, schedule.factor, k),
    "cosine": _cosine,
}
