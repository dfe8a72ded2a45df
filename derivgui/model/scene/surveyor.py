"""The survey of a curve, made over several turns of the event loop where it takes long."""

from __future__ import annotations

import time

from derivgui.model.calculus.landmarks import Landmark, Survey, surveying
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.steps import Steps


def quick_marks(seen: Survey) -> tuple[Landmark, ...]:
    """What a drag can wait for: zeros, extrema and inflections without proof."""
    return tuple(mark for mark in seen.marks if mark.kind != "flat")


class Surveyor:
    """Surveys one curve after the other and remembers the last."""

    def __init__(self) -> None:
        self._curve: SampledCurve | None = None
        self._found: Survey | None = None
        self._steps: Steps[Survey] | None = None

    def so_far(self, function: RealFunction, curve: SampledCurve, until: float) -> Survey | None:
        """The survey of a curve of the function, None where there is no time for it until then (``perf_counter``)."""
        steps = self.steps(function, curve)
        while self._found is None:
            if time.perf_counter() >= until:
                return None
            next(steps, None)
        return self._found

    def steps(self, function: RealFunction, curve: SampledCurve) -> Steps[Survey]:
        """The same in steps; those that were made before count."""
        while True:
            if self._curve is not curve:
                self._curve, self._found, self._steps = curve, None, surveying(function, curve)
            if self._found is not None:
                return self._found
            self._step()
            yield

    def _step(self) -> None:
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration as end:
            self._found, self._steps = end.value, None
