"""A curve that may need several turns of the event loop, and the last one until it is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import TypeAlias

from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.viewport import Viewport

# The text, how angles are measured, and the values of the sliders.
FunctionKey: TypeAlias = tuple[object, ...]
CurveKey: TypeAlias = tuple[FunctionKey, Viewport]
Start: TypeAlias = Callable[[], Steps[SampledCurve]]

NOTHING_YET = SampledCurve((), (), 0, waits=True)


class CurveMemory:
    """The curve of one row, and the one that is being sampled.

    Sampling goes on to its end also where the window or a slider has moved on meanwhile, and only then begins anew: in
    a long movement the curve comes late, but it comes.
    """

    def __init__(self) -> None:
        self._key: CurveKey | None = None
        self._curve = NOTHING_YET
        self._running: tuple[CurveKey, Steps[SampledCurve]] | None = None

    def knows(self, key: CurveKey) -> bool:
        """Whether the curve is there."""
        return self._key == key

    def now(self, key: CurveKey, start: Start) -> SampledCurve:
        """The curve, however long it takes."""
        if self._running is not None and self._running[0] != key:
            self._running = None
        while not self.knows(key):
            self._step(key, start)
        return self._curve

    def so_far(self, key: CurveKey, start: Start, until: float) -> SampledCurve:
        """The curve if there is time until then (of ``perf_counter``), else the last one of the same text."""
        while not self.knows(key) and time.perf_counter() < until:
            self._step(key, start)
        return self._curve if self._key is not None and _is_text_of(self._key, key) else NOTHING_YET

    def is_of_other_values(self, key: CurveKey) -> bool:
        """Whether the last curve is one of other values of the sliders."""
        return self._key is not None and self._key[0] != key[0]

    def completing(self, key: CurveKey, start: Start) -> Generator[bool, None, None]:
        """Step by step; True where there is another curve to show."""
        while not self.knows(key):
            yield self._step(key, start)

    def mend(self, curve: SampledCurve) -> None:
        """A better curve of the same function in the same window."""
        self._curve = curve

    def _step(self, key: CurveKey, start: Start) -> bool:
        """One step; whether a curve is ready."""
        if self._running is None or not _is_text_of(self._running[0], key):
            self._running = key, start()
        running, steps = self._running
        try:
            next(steps)
        except StopIteration as end:
            self._key, self._curve, self._running = running, end.value, None
            return True
        except BaseException:
            self._running = None
            raise
        return False


def _is_text_of(key: CurveKey, other: CurveKey) -> bool:
    """Whether both are curves of one text, with angles measured alike."""
    return key[0][:2] == other[0][:2]
