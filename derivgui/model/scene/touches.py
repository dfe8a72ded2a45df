"""Tangents with the verdicts behind them, remembered while their points stand still.

Most are there at once. What takes longer than a frame is begun, shown as not determined yet, and gone on with between
two moves of a hand.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TypeAlias

from derivgui.model.calculus.tangent import Tangent
from derivgui.model.calculus.verdict import Verdict, awaited, touching
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.steps import Steps

Touch: TypeAlias = tuple[Tangent, Verdict]

MOST_KNOWN = 500
# Places that took longer, in case that the hand comes back.
MOST_SLOW = 32
# So long one verdict may take in a turn that draws a picture, and no step of it much longer.
SECONDS = 0.008


@dataclass(slots=True)
class _Look:
    """One point: what is known of it, and the steps that are left until there is a verdict."""

    function: RealFunction
    x: float
    steps: Steps[Touch]
    found: Touch | None = None

    def go_on(self, until: float) -> bool:
        """At least a step, more until then (of ``perf_counter``); whether there is a verdict now."""
        while self.found is None:
            try:
                next(self.steps)
            except StopIteration as end:
                self.found = end.value
                break
            if time.perf_counter() >= until:
                break
        return self.found is not None


class Touches:
    """The points of one window, each at a place of its own: a function's point, a pin, a slice."""

    def __init__(self) -> None:
        self._known: dict[object, _Look] = {}
        self._slow: dict[tuple[object, float], _Look] = {}
        self._awaited: dict[object, _Look] = {}

    @property
    def waits(self) -> bool:
        """Whether a verdict is missing of those asked for since ``forget_awaited``."""
        return bool(self._awaited)

    def forget_awaited(self) -> None:
        """Another picture begins: what it does not ask for is not gone on with."""
        self._awaited.clear()

    def at(self, place: object, function: RealFunction, x: float, until: float = math.inf) -> Touch:
        """The tangent and the verdict at x; for an ``until`` (of ``perf_counter``) perhaps what is shown before."""
        look = self._known.get(place)
        if look is None or look.function is not function or look.x != x:
            look = self._known[place] = self._look(place, function, x)
        limit = until if until == math.inf else min(until, time.perf_counter() + SECONDS)
        if look.found is None and not look.go_on(limit):
            self._slow[place, x] = self._awaited[place] = look
            return awaited(x)
        assert look.found is not None
        self._awaited.pop(place, None)
        return look.found

    def complete(self, until: float) -> bool:
        """Go on with verdicts that are missing; whether none is any more."""
        for place, look in list(self._awaited.items()):
            if not look.go_on(until):
                return False
            del self._awaited[place]
        return True

    def _look(self, place: object, function: RealFunction, x: float) -> _Look:
        slow = self._slow.get((place, x))
        if slow is not None and slow.function is function:
            return slow
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        if len(self._slow) > MOST_SLOW:
            del self._slow[next(iter(self._slow))]
        return _Look(function, x, touching(function, x))
