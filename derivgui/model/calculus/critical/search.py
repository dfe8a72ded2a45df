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
from typing import TypeVar

from derivgui.model.calculus.critical.boxes import RIM, Box
from derivgui.model.calculus.critical.known import Known
from derivgui.model.calculus.critical.lines import line_through
from derivgui.model.calculus.critical.points import CriticalSurvey
from derivgui.model.calculus.critical.reasons import reason_of
from derivgui.model.calculus.critical.starts import newton_candidates
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport

T = TypeVar("T")

MOST_BOXES = 16_000
MOST_BOXES_WHERE_LEVEL = 3000
BOXES_A_STEP = 16
# Relative to the window: boxes that cannot be decided are cut down to so small a share, those in which f may not be
# analytic only down to the other.
SMALLEST = 2.0**-20
SMALLEST_WILD = 2.0**-7


def critical_points(function: PlaneFunction, view: Viewport) -> Generator[CriticalSurvey, None, CriticalSurvey]:
    """All critical points in a window; it pauses every few milliseconds and gives what is known so far."""
    known = Known(function, view)
    yield from _look_everywhere(known)
    yield from _look_for_what_is_missing(known)
    return known.survey()


def survey_of(function: PlaneFunction, view: Viewport) -> CriticalSurvey:
    """The same without pauses."""
    steps = critical_points(function, view)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: CriticalSurvey = end.value
            return found


def _look_everywhere(known: Known) -> Generator[CriticalSurvey, None, None]:
    candidates = yield from _paused(known, newton_candidates(known.function, known.view))
    known.usual_slope, known.level = candidates.usual_slope, candidates.level
    for start in candidates.points:
        if known.is_near(start, candidates.cell):
            continue
        if known.is_crowded:
            break
        line = None
        if known.window.contains(start[0], start[1]):
            line = yield from _paused(known, line_through(known.function, known.view, candidates.cell, start))
        if line is None:
            known.add_near(start[0], start[1])
        else:
            known.add_line(line, candidates.cell)
        yield known.survey()


def _paused(known: Known, steps: Generator[None, None, T]) -> Generator[CriticalSurvey, None, T]:
    """The answer of other steps; wherever they pause, what is known so far."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            answer: T = end.value
            return answer
        known.paces += 1
        yield known.survey()


def _look_for_what_is_missing(known: Known) -> Generator[CriticalSurvey, None, None]:
    """Cut the window into boxes until nothing can be hidden, the largest first."""
    waiting = deque([known.window])
    seen = 0
    while waiting:
        box = waiting.popleft()
        if known.is_settled(box):
            continue
        seen += 1
        most = MOST_BOXES_WHERE_LEVEL if known.level else MOST_BOXES
        if seen > most or known.is_crowded:
            known.leave("budget", *box.middle)
            return
        waiting.extend(_looked_at(known, box))
        if seen % BOXES_A_STEP == 0:
            yield known.survey()


def _looked_at(known: Known, box: Box) -> tuple[Box, ...]:
    """What of the box must be looked at again."""
    finding, smaller = known.prover.look(box)
    if finding in ("none", "level"):
        known.level |= finding == "level"
        return ()
    if finding == "one":
        known.add_near(*smaller.middle)
        known.set_apart(box)
        if not known.has_point_in(box.widened(2 * RIM)) and smaller.meets(known.window):
            known.leave("undecided", *smaller.middle)
        return ()
    share = known.share(box)
    if share <= SMALLEST_WILD:
        # An enclosure that is too wide beside a pole gets no better soon; elsewhere it does.
        reason = reason_of(known.function, box if finding == "wild" else box.widened(1.0))
        if reason is not None:
            if finding == "wild" or not known.prover.is_steep(box):
                known.leave(reason, *box.middle)
            return ()
    if share <= SMALLEST:
        known.leave("undecided", *box.middle)
        return ()
    width, height = known.size
    return smaller.halves((smaller.x1 - smaller.x0) / width >= (smaller.y1 - smaller.y0) / height)
