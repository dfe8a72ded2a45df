"""Several runs from one start, in step."""

from __future__ import annotations

import time
from collections.abc import Sequence

from derivgui.model.descent.run import Run

SLICE = 64


class Race:
    """Runs that are advanced together; the first is the one that is told about."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = tuple(runs)

    @property
    def last(self) -> int:
        """The last step that any run has taken."""
        return max(len(run) for run in self.runs) - 1

    @property
    def limit(self) -> int:
        """A step that no run takes: on the way there all of them end."""
        return max(run.setup.limit for run in self.runs) + 1

    @property
    def is_over(self) -> bool:
        """Whether no run can go on."""
        return all(run.outcome is not None for run in self.runs)

    def has_reached(self, k: int) -> bool:
        """Whether every run has taken step k or is over."""
        return all(len(run) > k or run.outcome is not None for run in self.runs)

    def reach(self, k: int, seconds: float) -> bool:
        """Work towards step k for at most about ``seconds``; whether it was reached."""
        deadline = time.perf_counter() + seconds
        while not self.has_reached(k):
            for run in self.runs:
                missing = k + 1 - len(run)
                if missing > 0:
                    run.advance(min(missing, SLICE), deadline - time.perf_counter())
            if time.perf_counter() >= deadline:
                return self.has_reached(k)
        return True
