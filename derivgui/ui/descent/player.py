"""The clock of a run that plays: how many steps are due. Imports no widgets."""

from __future__ import annotations


class StepClock:
    """Counts steps at a pace that may change; parts of a step are carried over."""

    def __init__(self) -> None:
        self._owed = 0.0

    def restart(self) -> None:
        """Nothing is due."""
        self._owed = 0.0

    def due(self, seconds: float, pace: float) -> int:
        """Whole steps due after so many more seconds at ``pace`` steps a second."""
        self._owed += seconds * pace
        steps = int(self._owed)
        self._owed -= steps
        return steps
