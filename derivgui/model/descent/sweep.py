"""One run for each of many rates: how many steps it takes, and above which rate it diverges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from derivgui.model.descent.objective import Objective
from derivgui.model.descent.outcome import OutcomeKind
from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.descent.stability import largest_rate, stability

COUNT = 101
DIGITS = 3
LIMIT = 2000
TOLERANCE = 1e-6
# Decades below and above the largest stable rate at the start that are looked at.
BELOW, ABOVE = 3.0, 1.0
WIDE = (-4.0, 1.0)
HALVINGS = 30
DIVERGENT: tuple[OutcomeKind, ...] = ("diverged", "left the domain")


@dataclass(frozen=True, slots=True)
class Sample:
    """What one rate leads to: how many steps were taken, and how they ended."""

    rate: float
    steps: int
    kind: OutcomeKind


@dataclass(frozen=True, slots=True)
class Sweep:
    """All rates so far, smallest first.

    Attributes:
        samples: one a rate.
        limit: the steps after which a run was given up.
        threshold: the rate above which runs diverge, NaN where none is known (yet).
        is_done: whether nothing is missing.
    """

    samples: tuple[Sample, ...]
    limit: int
    threshold: float = math.nan
    is_done: bool = False

    @property
    def best(self) -> Sample | None:
        """The rate that converges in the fewest steps."""
        converged = [sample for sample in self.samples if sample.kind == "converged"]
        return min(converged, key=lambda sample: sample.steps, default=None)

    @property
    def beyond(self) -> tuple[OutcomeKind, ...]:
        """What becomes of the runs above the threshold."""
        found = {sample.kind for sample in self.samples if sample.rate > self.threshold}
        return tuple(kind for kind in DIVERGENT if kind in found)


def rates_around(objective: Objective, setup: Setup) -> tuple[float, ...]:
    """Rates on a logarithmic scale around the largest stable one at the start; a wide range where none is known.

    They have few digits, so that each can be taken over as it is read.

    The bound and its half, 2/L and 1/L for gradient descent, are among them: there a parabola cycles and lands at once.
    """
    known = stability(objective, setup.start, setup.rate)
    bound = None if known is None else largest_rate(setup, known.axes[-1].curvature)
    low, high = WIDE if bound is None else (math.log10(bound) - BELOW, math.log10(bound) + ABOVE)
    rates = [float(f"{rate:.{DIGITS}g}") for rate in np.logspace(low, high, COUNT)]
    return tuple(sorted(rates if bound is None else {*rates, bound / 2, bound}))


def sweep(objective: Objective, setup: Setup, rates: tuple[float, ...], limit: int = LIMIT) -> Iterator[Sweep]:
    """Yields after every run; the last one is done and knows the threshold where there is one."""
    setup = replace(setup, limit=limit, tolerance=max(setup.tolerance, TOLERANCE), exact=False)
    samples: list[Sample] = []
    for rate in rates:
        samples.append(_sample(objective, setup, rate))
        yield Sweep(tuple(samples), limit)
    bracket = _bracket(samples)
    if bracket is None:
        yield Sweep(tuple(samples), limit, is_done=True)
        return
    low, high = bracket
    for _ in range(HALVINGS):
        middle = math.sqrt(low * high)
        if _diverges(_sample(objective, setup, middle)):
            high = middle
        else:
            low = middle
        yield Sweep(tuple(samples), limit, high)
    yield Sweep(tuple(samples), limit, high, is_done=True)


def _sample(objective: Objective, setup: Setup, rate: float) -> Sample:
    run = Run(objective, replace(setup, rate=rate))
    run.advance()
    kind: OutcomeKind = run.outcome.kind if run.outcome is not None else "step limit"
    return Sample(rate, len(run) - 1, kind)


def _diverges(sample: Sample) -> bool:
    return sample.kind in DIVERGENT


def _bracket(samples: list[Sample]) -> tuple[float, float] | None:
    """The last rate that does not diverge, and the first of those after it, which all do."""
    first = len(samples)
    while first and _diverges(samples[first - 1]):
        first -= 1
    if first in (0, len(samples)):
        return None
    return samples[first - 1].rate, samples[first].rate
