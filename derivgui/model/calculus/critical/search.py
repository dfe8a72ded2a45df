"""Critical points in a window: found by Newton's method from everywhere, then the window searched for what is missing.

1. Newton's method in double precision from every node of a grid gives candidates.
2. Whole lines of critical points are followed; every other candidate is refined with many digits, proven to be alone in
   as large a box as can be, and classified.
3. The window is cut into boxes until each is proven to hold none, lies in a box of which that is known, or is too small
   to go on. Points that turn up on the way are added; what could not be decided is said (``Gap``).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from derivgui.model.calculus.critical.boxes import Box, Prover, box_around
from derivgui.model.calculus.critical.classify import classified
from derivgui.model.calculus.critical.lines import described, line_through
from derivgui.model.calculus.critical.points import CriticalLine, CriticalPoint, CriticalSurvey, Gap
from derivgui.model.calculus.critical.reasons import reason_of
from derivgui.model.calculus.critical.refine import refined
from derivgui.model.calculus.critical.starts import Candidates, newton_candidates
from derivgui.model.language.real import Array
from derivgui.model.numeric.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport

T = TypeVar("T")

MOST_BOXES = 16_000
MOST_BOXES_WHERE_LEVEL = 3000
BOXES_A_STEP = 24
MOST_POINTS = 1000
# Relative to the window.
SAME = 1e-7
BORDER = 1e-9
# Boxes that cannot be decided are cut down to so small a share of the window.
SMALLEST = 2.0**-20
SMALLEST_WILD = 2.0**-7
SMALLEST_AT_LINE = 2.0**-6
AT_DEGENERATE = 2.0**-9


def critical_points(function: PlaneFunction, view: Viewport) -> Generator[CriticalSurvey, None, CriticalSurvey]:
    """All critical points in a window; it pauses every few milliseconds and gives what is known so far."""
    search = _Search(function, view)
    yield from search.look_everywhere()
    yield from search.look_for_what_is_missing()
    return search.survey()


def survey_of(function: PlaneFunction, view: Viewport) -> CriticalSurvey:
    """The same without pauses."""
    steps = critical_points(function, view)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: CriticalSurvey = end.value
            return found


@dataclass(slots=True)
class _Search:
    function: PlaneFunction
    view: Viewport
    prover: Prover = field(init=False)
    points: list[CriticalPoint] = field(default_factory=list)
    lines: list[CriticalLine] = field(default_factory=list)
    alone: list[Box] = field(default_factory=list)
    gaps: dict[str, Gap] = field(default_factory=dict)
    level: bool = False
    usual_slope: float = 0.0

    def __post_init__(self) -> None:
        self.prover = Prover(self.function)

    def survey(self) -> CriticalSurvey:
        """What is known so far."""
        points = sorted(self.points, key=lambda point: (point.x, point.y))
        return CriticalSurvey(tuple(points), tuple(self.lines), self.level, tuple(self.gaps.values()))

    # What Newton's method finds

    def look_everywhere(self) -> Generator[CriticalSurvey, None, None]:
        """Lines and points from candidates."""
        candidates = yield from self._paused(newton_candidates(self.function, self.view))
        self.usual_slope, self.level = candidates.usual_slope, candidates.level
        for start in candidates.points:
            if self._is_known(start, candidates.cell) or len(self.points) >= MOST_POINTS:
                continue
            line = None
            if self._is_in_window(start[0], start[1]):
                line = yield from self._line(candidates, start)
            if line is None:
                self._add(start[0], start[1])
            yield self.survey()

    def _line(self, candidates: Candidates, start: Array) -> Generator[CriticalSurvey, None, CriticalLine | None]:
        points = yield from self._paused(line_through(self.function, self.view, candidates.cell, start))
        if points is None:
            return None
        line = described(self.function, candidates.cell, points)
        self.lines.append(line)
        return line

    def _paused(self, steps: Generator[None, None, T]) -> Generator[CriticalSurvey, None, T]:
        """The answer of other steps; wherever they pause, what is known so far."""
        while True:
            try:
                next(steps)
            except StopIteration as end:
                answer: T = end.value
                return answer
            yield self.survey()

    def _is_known(self, place: Array, cell: Array) -> bool:
        for line in self.lines:
            if np.hypot(*((line.points - place) / cell).T).min() < 1.0:
                return True
        return any(
            abs(place[0] - point.x) < reach * cell[0] and abs(place[1] - point.y) < reach * cell[1]
            for point in self.points
            for reach in (0.3 if point.kind == "degenerate" else SAME,)
        )

    def _add(self, x: float, y: float) -> CriticalPoint | None:
        """The critical point that is near, if it is one, in the window and new."""
        found = refined(self.prover, x, y, self.view, self.usual_slope)
        if found is None or not self._is_in_window(found.x, found.y):
            return None
        if any(self._are_same(found.x, found.y, point) for point in self.points):
            return None
        point, radius = classified(self.prover, self.function, found, self.view, self.usual_slope)
        self.points.append(point)
        width, height = self._size()
        if radius:
            self.alone.append(box_around(point.x, point.y, radius * width, radius * height))
        elif point.kind == "degenerate":
            self.gaps.setdefault(f"degenerate {point}", Gap(point.x, point.y, "degenerate"))
        return point

    def _size(self) -> tuple[float, float]:
        return self.view.x1 - self.view.x0, self.view.y1 - self.view.y0

    def _is_in_window(self, x: float, y: float) -> bool:
        return Box(self.view.x0, self.view.x1, self.view.y0, self.view.y1).widened(BORDER).contains(x, y)

    def _are_same(self, x: float, y: float, point: CriticalPoint) -> bool:
        width, height = self._size()
        return abs(x - point.x) <= SAME * width and abs(y - point.y) <= SAME * height

    # What may be missing

    def look_for_what_is_missing(self) -> Generator[CriticalSurvey, None, None]:
        """Cut the window into boxes until nothing can be hidden."""
        waiting = deque([Box(self.view.x0, self.view.x1, self.view.y0, self.view.y1)])
        seen = 0
        while waiting:
            box = waiting.popleft()
            if any(box.is_inside(region) for region in self.alone) or self._is_told(box):
                continue
            seen += 1
            if seen > (MOST_BOXES_WHERE_LEVEL if self.level else MOST_BOXES) or len(self.points) >= MOST_POINTS:
                self.gaps["budget"] = Gap(*self._middle(box), "budget")
                return
            waiting.extend(self._parts(box))
            if seen % BOXES_A_STEP == 0:
                yield self.survey()

    def _parts(self, box: Box) -> tuple[Box, ...]:
        """What of the box must be looked at again."""
        finding, smaller = self.prover.look(box)
        if finding in ("none", "level"):
            self.level |= finding == "level"
            return ()
        if finding == "one":
            self._add(*self._middle(smaller))
            region = box.widened(0.0)
            self.alone.append(region)
            return ()
        share = self._share(box)
        if share <= SMALLEST_WILD:
            # An enclosure that is too wide beside a pole gets no better soon; elsewhere it does.
            reason = reason_of(self.function, box if finding == "wild" else box.widened(1.0))
            if reason is not None:
                self.gaps.setdefault(reason, Gap(*self._middle(box), reason))
                return ()
        if share <= SMALLEST:
            self.gaps.setdefault("undecided", Gap(*self._middle(box), "undecided"))
            return ()
        width, height = self._size()
        return smaller.halves((smaller.x1 - smaller.x0) / width >= (smaller.y1 - smaller.y0) / height)

    def _is_told(self, box: Box) -> bool:
        """Whether a box is so near a line or a degenerate point that nothing more is to be learned."""
        share = self._share(box)
        width, height = self._size()
        if share <= AT_DEGENERATE:
            for point in self.points:
                if point.kind == "degenerate" and box.widened(1.0).contains(point.x, point.y):
                    return True
        if share <= SMALLEST_AT_LINE:
            for number, line in enumerate(self.lines):
                x, y = line.points.T
                near = (np.absolute(x - self._middle(box)[0]) <= 1.5 * SMALLEST_AT_LINE * width) & (
                    np.absolute(y - self._middle(box)[1]) <= 1.5 * SMALLEST_AT_LINE * height
                )
                if near.any():
                    self.gaps.setdefault(f"line {number}", Gap(float(x[near][0]), float(y[near][0]), "line"))
                    return True
        return False

    def _share(self, box: Box) -> float:
        width, height = self._size()
        return max((box.x1 - box.x0) / width, (box.y1 - box.y0) / height)

    @staticmethod
    def _middle(box: Box) -> tuple[float, float]:
        return 0.5 * (box.x0 + box.x1), 0.5 * (box.y0 + box.y1)
