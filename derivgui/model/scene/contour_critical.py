"""The critical points of a contour map: looked for while the hand rests, remembered while the function is the same."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from derivgui.model.calculus.critical.points import CriticalSurvey
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.at_rest import Resting

_Task: TypeAlias = tuple[PlaneFunction, Viewport]


class CriticalSearch:
    """One search at a time; what was found for one window is shown in the next until that has been searched too."""

    def __init__(self) -> None:
        self._survey: CriticalSurvey | None = None
        self._function: PlaneFunction | None = None
        self._finished: _Task | None = None
        self._partial: _Task | None = None
        self._running: tuple[_Task, Generator[CriticalSurvey, None, CriticalSurvey]] | None = None

    def known(self, function: PlaneFunction | None) -> CriticalSurvey | None:
        """What was found last, also in another window, as long as the function is the same."""
        return self._survey if function is not None and self._function is function else None

    def is_finished(self, function: PlaneFunction | None, view: Viewport) -> bool:
        """Whether all of this window has been searched."""
        return self._finished == (function, view)

    def take(self, function: PlaneFunction | None, survey: CriticalSurvey) -> None:
        """Show these critical points, found elsewhere, without a search of its own."""
        self._survey, self._function = survey, function

    def step(self, function: PlaneFunction, view: Viewport) -> Resting:
        """A few milliseconds of the search.

        What is found is shown whenever it has doubled, since the whole map is painted for it; what is known from
        another window stays until the end.
        """
        task = (function, view)
        if task == self._finished:
            return "done"
        if self._running is None or self._running[0] != task:
            from derivgui.model.calculus.critical.search import critical_points

            self._running = task, critical_points(function, view)
        try:
            found = next(self._running[1])
        except StopIteration as end:
            self._survey, self._function, self._finished, self._running = end.value, function, task, None
            return "changed"
        shown = self.known(function)
        grows = shown is None or (self._partial == task and len(found.points) >= 2 * len(shown.points))
        if not (grows and found.points):
            return "more"
        self._survey, self._function, self._partial = found, function, task
        return "changed"
