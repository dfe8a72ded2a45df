"""One pass over a window to be certified: its boxes proven one by one, halved where that fails, or taken note of."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.certificates.box_proofs import BoxProofs
from derivgui.model.numeric.certificates.boxes import BESIDE_PIXELS, HAIR_UNITS, Box, first_boxes, whole_boxes
from derivgui.model.numeric.certificates.mending import mended
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.places import Places, merged
from derivgui.model.numeric.places.search import Interval
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.steps import Steps
from derivgui.model.numeric.viewport import Viewport

Reason: TypeAlias = Literal["restless", "thin"]

# What enclosures may cost in one of the first stretches before the next has its turn, and then; after one in vain half
# as much in the next, but so much at least, and twice as much again after one that is settled.
FIRST_IN_ONE = 48
MOST_IN_ONE = 500
LEAST_IN_ONE = 16
# What they may cost in all, and in seconds of the processor; beside a place one costs as much as so many.
MOST_SPENT = 20_000
MOST_SECONDS = 2.0
COST_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is not certified: "restless" where the curve is drawn as a band, "thin" where something may hide."""

    start: float
    end: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Spent:
    """What enclosures have cost: in units of the cheapest, and in seconds of the processor."""

    units: int = 0
    seconds: float = 0.0

    @property
    def is_all(self) -> bool:
        """Whether there is no more to spend."""
        return self.units >= MOST_SPENT or self.seconds >= MOST_SECONDS


@dataclass(frozen=True, slots=True, eq=False)
class Inspected:
    """What one pass has found: the curve, perhaps mended, what stays open, what was found, and what it has cost."""

    curve: SampledCurve
    open: tuple[Stretch, ...]
    found: tuple[Interval, ...]
    enclosures: int
    spent: Spent


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """One of the first stretches: what is left of it, the points seen on it, and what was found."""

    waiting: deque[Box]
    seen: list[tuple[Array, bool]] = field(default_factory=list)
    found: list[Interval] = field(default_factory=list)


class Inspection:
    """One pass; what earlier ones have spent counts."""

    def __init__(
        self, function: RealFunction, curve: SampledCurve, view: Viewport, places: Places, spent: Spent
    ) -> None:
        self._curve = curve
        self._view = view
        self._places = places
        self._proofs = BoxProofs(function, curve, view)
        self._open: list[Interval] = []
        self._found: list[Interval] = []
        self._points: list[Array] = []
        self._sharp: list[Array] = []
        self._enclosures = 0
        self._spent_before = spent
        self._seconds = spent.seconds
        self._most_in_one = MOST_IN_ONE

    @property
    def _spent(self) -> Spent:
        return Spent(self._spent_before.units + self._proofs.spent, self._seconds)

    @property
    def _gaps(self) -> Array:
        """Where the curve may be torn."""
        return np.sort(np.concatenate((self._places.x, self._places.amid)))

    def running(self) -> Steps[Inspected]:
        """The pass; it pauses after each enclosure."""
        restless, places = self._curve.unresolved, self._gaps.tolist()
        settled = yield from self._settled_as_a_whole(self._places.x.tolist())
        tasks = [
            _Task(deque([box]))
            for box in first_boxes(self._view, places, (end for stretch in restless for end in stretch))
            if not any(a <= box.start and box.end <= b for a, b in (*restless, *settled))
        ]
        for task in tasks:
            yield from self._settling(task, FIRST_IN_ONE)
        for task in tasks:
            yield from self._settling(task, self._most_in_one)
            self._finish(task)
        stretches = [Stretch(a, b, "restless") for a, b in restless]
        # Neighbours are one where there is next to nothing between them.
        thin = merged(self._open, 1.0 / self._view.pixels_per_x)
        stretches += [Stretch(a, b, "thin") for a, b in thin]
        stretches.sort(key=lambda stretch: stretch.start)
        curve = yield from self._mending(thin)
        return Inspected(curve, tuple(stretches), tuple(self._found), self._enclosures, self._spent)

    def _mending(self, thin: Sequence[Interval]) -> Steps[SampledCurve]:
        """The curve with what was found in it."""
        view = self._view
        # Crumbs of a pixel that stays open are no pieces.
        crumbs = [stretch for stretch in thin if (stretch[1] - stretch[0]) * view.pixels_per_x < 1.0]
        points = [run for run in self._points if not any(a <= run[0, 0] and run[-1, 0] <= b for a, b in crumbs)]
        if not points:
            return self._curve
        return (yield from mended(self._curve, points, self._sharp, 1.0 / view.pixels_per_y, self._gaps))

    def _settled_as_a_whole(self, places: Sequence[float]) -> Steps[list[Interval]]:
        """Stretches from one place to the next, or to the edge, that one enclosure settles."""
        settled: list[Interval] = []
        for box in whole_boxes(self._view, places):
            task = _Task(deque([box]))
            self._begin(task, COST_BESIDE)
            with np.errstate(all="ignore"):
                if self._proofs.is_bounded_beside(box) or self._proofs.is_modelled_beside(box):
                    settled.append((box.start, box.end))
            self._note_mended(task)
            yield
        return settled

    def _begin(self, task: _Task, cost: int) -> None:
        """What is seen and found from now on belongs to this task."""
        self._enclosures += 1
        self._proofs.spent += cost
        self._proofs.seen, self._proofs.found = task.seen, task.found

    def _settling(self, task: _Task, most: int) -> Steps[None]:
        """Prove a stretch, halving what is too wide, as far as ``most`` goes."""
        waiting, proofs, before = task.waiting, self._proofs, self._proofs.spent
        while waiting and proofs.spent - before < most and not self._spent.is_all:
            box, began = waiting.popleft(), time.thread_time()
            self._begin(task, COST_BESIDE if box.is_beside and box.is_worth_asking else 1)
            # Heights far beyond the window overflow; they are off it and nothing else.
            with np.errstate(all="ignore"):
                if not proofs.is_settled(box):
                    waiting.extend(self._parts(box))
            self._seconds += time.thread_time() - began
            yield

    def _finish(self, task: _Task) -> None:
        """What is left of a stretch stays open."""
        self._open += [(box.start, box.end) for box in task.waiting]
        most = self._most_in_one // 2 if task.waiting else 2 * self._most_in_one
        self._most_in_one = min(max(most, LEAST_IN_ONE), MOST_IN_ONE)
        self._note_mended(task)

    def _parts(self, box: Box) -> Sequence[Box]:
        """Its halves; none of the smallest, which is settled at last or stays open."""
        is_smallest = box.is_smallest(self._view)
        if is_smallest or (box.is_worth_asking and not box.is_beside):
            for whole in self._from_places(box):
                self._proofs.spent += COST_BESIDE
                if self._proofs.is_bounded_beside(whole):
                    return ()
        if not is_smallest:
            return box.halves(self._view)
        self._open.append((box.start, box.end))
        return ()

    def _from_places(self, box: Box) -> Iterator[Box]:
        """The smallest boxes from the places next to one to its farther end, but for what has been asked already."""
        if box.is_beside:
            if box.at_start != box.at_end and not box.is_worth_asking:
                yield box
            return
        x = self._places.x
        reach = max(BESIDE_PIXELS / self._view.pixels_per_x, HAIR_UNITS * math.ulp(max(abs(box.start), abs(box.end))))
        after = int(np.searchsorted(x, box.end))
        before = int(np.searchsorted(x, box.start, side="right")) - 1
        if before >= 0 and box.end - x[before] <= reach:
            yield Box(float(x[before]), box.end, at_start=True)
        if after < x.size and x[after] - box.start <= reach:
            yield Box(box.start, float(x[after]), at_end=True)

    def _note_mended(self, task: _Task) -> None:
        """Keep what was seen of a stretch where something was found."""
        self._found += task.found
        if task.found:
            self._points += [run for run, _ in task.seen]
            self._sharp += [run for run, is_sharp in task.seen if is_sharp]
