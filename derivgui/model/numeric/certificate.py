"""A window certified: is there anything of the curve between its samples that the picture does not show?

Stretches are enclosed rigorously: by Taylor models where f is analytic, by ranges elsewhere, and beside critical places
by bounds that hold up to the place itself. An enclosure that stays within a pixel of what is drawn proves its stretch;
one that is too wide is halved. What is certain to lie off the picture is a feature that all samples missed, or one that
rounding has hidden from them: its points are added to the curve, and samples that they prove wrong are left out. What
neither proves, within a budget, stays open and is reported.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.balls import Ball
from derivgui.model.numeric.beside import bounds_beside
from derivgui.model.numeric.between import bounds_between
from derivgui.model.numeric.bounds import Bounds, around
from derivgui.model.numeric.continuity import continuous_range
from derivgui.model.numeric.domain import is_nowhere
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.ink import TOLERANCE, Ink
from derivgui.model.numeric.levels import stands_for
from derivgui.model.numeric.mending import mended
from derivgui.model.numeric.places import Watch, merged
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import finished, sampling
from derivgui.model.numeric.search import Interval
from derivgui.model.numeric.standing import HiddenError
from derivgui.model.numeric.steps import at_once
from derivgui.model.numeric.taylor_model import PRECISION, TaylorModel, taylor_model
from derivgui.model.numeric.viewport import Viewport

Reason: TypeAlias = Literal["restless", "thin"]
Status: TypeAlias = Literal["proven", "not determined"]

FIRST_PIXELS = 32.0
# Beside a place bounds are asked of stretches up to this wide.
BESIDE_PIXELS = 1.0
BESIDE_SHARE = 0.25
# In windows this narrow against where they are, bounds beside a place are tried as far as the next, since there a curve
# is all but straight, and other enclosures lose their digits to 0/0.
NARROW = 0.1
MOST_WHOLE = 8
# From this width on the next is the square of it.
FINE_PIXELS = 2.0**-14
SMALLEST_SHARE = 2.0**-200
POINTS_A_PIXEL = 2
FEWEST_POINTS = 4
# A model this close to the curve tells what is off the picture.
SHARP_PIXELS = 0.25
# No stretch is halved below this share of a pixel, or so many units of rounding: doubles end there.
SMALLEST_PIXELS = 2.0**-1000
SMALLEST_UNITS = 8.0
# A stretch whose ends differ by this factor is halved by their geometric mean.
GEOMETRIC = 64.0
# What enclosures may cost in one of the first stretches, and in all; beside a place one costs as much as so many.
MOST_IN_ONE = 500
MOST_SPENT = 20_000
COST_BESIDE = 8
COST_OF_RANGE = 3
# Places that only a closer look found are looked at again with the rest, so often.
ROUNDS = 3
MOST_LOOKS = 12
CLOSEST_LOOK = 1e-11
HAIR_PIXELS = 1e-6


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is not certified: "restless" where the curve is drawn as a band, "thin" where something may hide."""

    start: float
    end: float
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Certificate:
    """What is certain of a curve in a window.

    Attributes:
        curve: the curve, with what was found between its samples.
        open: where something thinner than a pixel may hide, by x; empty where nothing can.
        found: what all samples had missed, by x.
        enclosures: how many were made.
    """

    curve: SampledCurve
    open: tuple[Stretch, ...]
    found: tuple[Interval, ...]
    enclosures: int

    @property
    def is_proven(self) -> bool:
        """Whether nothing is hidden in the window."""
        return not self.open

    @property
    def status(self) -> Status:
        """The same as a word."""
        return "proven" if self.is_proven else "not determined"


def certified(function: RealFunction, curve: SampledCurve, view: Viewport) -> Certificate:
    """The certificate of a sampled curve, at once."""
    return at_once(certifying(function, curve, view))


def certifying(function: RealFunction, curve: SampledCurve, view: Viewport) -> Generator[None, None, Certificate]:
    """Certify a sampled curve; it pauses after each enclosure, a tenth of a millisecond or, at a place, a few."""
    found: list[Interval] = []
    enclosures = spent = 0
    for _ in range(ROUNDS):
        inspection = _Inspection(function, curve, view, spent)
        certificate = yield from inspection.run()
        enclosures, spent = enclosures + certificate.enclosures, inspection.spent
        hidden = yield from _hidden_places(function, certificate.open, view)
        if not hidden or spent >= MOST_SPENT:
            break
        found += [(x, x) for x in hidden]
        fresh = yield from sampling(function, view)
        curve = yield from finished(function, fresh, view)
    return replace(
        certificate, found=merged([*found, *certificate.found], 1.0 / view.pixels_per_x), enclosures=enclosures
    )


def _hidden_places(
    function: RealFunction, open_: tuple[Stretch, ...], view: Viewport
) -> Generator[None, None, list[float]]:
    """Critical places that the search over the whole window overlooked."""
    watch = watch_of(function)
    known = watch.places(view).x
    found: list[float] = []
    for stretch in [stretch for stretch in open_ if stretch.reason == "thin"][:MOST_LOOKS]:
        is_hair = (stretch.end - stretch.start) * view.pixels_per_x < HAIR_PIXELS
        if is_hair and ((known >= stretch.start) & (known <= stretch.end)).any():
            # A known place is what is hard to tell here.
            continue
        margin = max(stretch.end - stretch.start, CLOSEST_LOOK * max(abs(stretch.start), abs(stretch.end)))
        closer = replace(view, x0=stretch.start - margin, x1=stretch.end + margin)
        if closer.is_sound():
            found += yield from watch.looking_closer(closer, view)
            yield
    return found


def _between(start: float, end: float) -> float:
    """The middle; of ends that differ by orders of magnitude the geometric one."""
    small, large = sorted((abs(start), abs(end)))
    if start * end > 0 and large > GEOMETRIC * small:
        return math.copysign(math.sqrt(small) * math.sqrt(large), start)
    return start + 0.5 * (end - start)


def watch_of(function: RealFunction) -> Watch:
    """The watch that the samples of this function were taken with."""
    watch: Watch = function.notes.get("watch") or Watch(function)
    return watch


@dataclass(frozen=True, slots=True)
class _Box:
    """A stretch to be enclosed; at a critical place it is open."""

    start: float
    end: float
    at_start: bool = False
    at_end: bool = False
    # How often it has been halved at its place.
    depth: int = 0

    @property
    def is_worth_asking(self) -> bool:
        """Beside a place: what has been asked in vain is asked again more and more seldom."""
        return self.depth & (self.depth - 1) == 0


class _Inspection:
    """One pass over a window; what earlier ones have spent counts."""

    def __init__(self, function: RealFunction, curve: SampledCurve, view: Viewport, spent: int) -> None:
        self._function = function
        self._tree, self._variable = function.concrete, function.variable
        self._curve = curve
        self._view = view
        self._ink = Ink(curve, view)
        self._open: list[Interval] = []
        self._found: list[Interval] = []
        self._points: list[Array] = []
        self._sharp: list[Array] = []
        self._seen: list[tuple[Array, bool]] = []
        self._enclosures = 0
        self.spent = spent

    def run(self) -> Generator[None, None, Certificate]:
        restless = self._curve.unresolved
        settled = yield from self._settled_as_a_whole()
        for box in self._first_boxes():
            if not any(a <= box.start and box.end <= b for a, b in (*restless, *settled)):
                yield from self._settle(box)
        stretches = [Stretch(a, b, "restless") for a, b in restless]
        # Neighbours are one where there is next to nothing between them.
        pixel = 1.0 / self._view.pixels_per_x
        thin = merged(self._open, pixel)
        stretches += [Stretch(a, b, "thin") for a, b in thin]
        stretches.sort(key=lambda stretch: stretch.start)
        curve = self._curve
        # Crumbs of a pixel that stays open are no pieces.
        crumbs = [stretch for stretch in thin if stretch[1] - stretch[0] < pixel]
        points = [run for run in self._points if not any(a <= run[0, 0] and run[-1, 0] <= b for a, b in crumbs)]
        if points:
            places = watch_of(self._function).places(self._view).x
            curve = yield from mended(curve, points, self._sharp, 1.0 / self._view.pixels_per_y, places)
        return Certificate(curve, tuple(stretches), tuple(self._found), self._enclosures)

    def _settled_as_a_whole(self) -> Generator[None, None, list[Interval]]:
        """Stretches from one place to the next, or to the edge, that one enclosure settles; in narrow windows only."""
        view = self._view
        places = watch_of(self._function).places(view).x.tolist()
        settled: list[Interval] = []
        if view.x1 - view.x0 > NARROW * max(1.0, abs(view.x0), abs(view.x1)) or len(places) > MOST_WHOLE:
            return settled
        for start, end in pairwise(sorted({view.x0, *places, view.x1})):
            middle = start + (end - start) / 2
            halves = [_Box(start, middle, at_start=True), _Box(middle, end, at_end=True)]
            if start not in places:
                halves = [_Box(start, end, at_end=True)] if end in places else []
            elif end not in places:
                halves = [_Box(start, end, at_start=True)]
            for box in halves:
                self._enclosures += 1
                self.spent += COST_BESIDE
                self._seen, found = [], len(self._found)
                with np.errstate(all="ignore"):
                    if self._is_bounded_beside(box):
                        settled.append((box.start, box.end))
                self._note_mended(found)
                yield
        return settled

    def _first_boxes(self) -> list[_Box]:
        view = self._view
        count = max(1, math.ceil(view.width / FIRST_PIXELS))
        places = set(watch_of(self._function).places(view).x.tolist())
        edges = {*np.linspace(view.x0, view.x1, count + 1).tolist(), *places}
        for stretch in self._curve.unresolved:
            edges.update(end for end in stretch if view.x0 < end < view.x1)
        reach = BESIDE_PIXELS / view.pixels_per_x
        gaps = sorted(places)
        for before, place, after in zip([-math.inf, *gaps], gaps, [*gaps[1:], math.inf], strict=False):
            edges.update(x for x in (place - reach, place + reach) if max(before, view.x0) < x < min(after, view.x1))
        boxes = [_Box(a, b, a in places, b in places) for a, b in pairwise(sorted(edges))]
        # A window that ends within rounding of a place ends there.
        return [box for box in boxes if not (box.at_start != box.at_end and stands_for(box.start, box.end))]

    def _settle(self, first: _Box) -> Generator[None, None, None]:
        """Prove a stretch or take note of it, halving what is too wide."""
        waiting = deque([first])
        self._seen = []
        before, found = self.spent, len(self._found)
        while waiting:
            if self.spent - before >= MOST_IN_ONE or self.spent >= MOST_SPENT:
                self._open += [(box.start, box.end) for box in waiting]
                break
            box = waiting.popleft()
            self._enclosures += 1
            self.spent += COST_BESIDE if (box.at_start or box.at_end) and box.is_worth_asking else 1
            # Heights far beyond the window overflow; they are off it and nothing else.
            with np.errstate(all="ignore"):
                settled = self._is_settled(box)
            if not settled:
                waiting.extend(self._halves(box))
            yield
        self._note_mended(found)

    def _note_mended(self, found: int) -> None:
        """Keep what was seen of a stretch where more than ``found`` was found."""
        if len(self._found) > found:
            self._points += [run for run, _ in self._seen]
            self._sharp += [run for run, is_sharp in self._seen if is_sharp]

    def _halves(self, box: _Box) -> list[_Box]:
        width = box.end - box.start
        middle = _between(box.start, box.end)
        if box.at_start != box.at_end:
            hair = SMALLEST_UNITS * math.ulp(box.start if box.at_start else box.end)
            beside = min(max(self._beside_share(width) * width, hair), 0.5 * width)
            middle = box.start + beside if box.at_start else box.end - beside
        largest = max(abs(box.start), abs(box.end))
        if width * self._view.pixels_per_x < SMALLEST_PIXELS or width < SMALLEST_UNITS * math.ulp(largest):
            unasked = box.at_start != box.at_end and not box.is_worth_asking
            if not (unasked and self._is_bounded_beside(box)):
                self._open.append((box.start, box.end))
            return []
        deeper = box.depth + 1
        return [
            _Box(box.start, middle, box.at_start, depth=deeper),
            _Box(middle, box.end, at_end=box.at_end, depth=deeper),
        ]

    def _beside_share(self, width: float) -> float:
        """Smaller and smaller, so that beside 0 the smallest doubles are soon met."""
        pixels = width * self._view.pixels_per_x
        return BESIDE_SHARE if pixels > FINE_PIXELS else max(pixels, SMALLEST_SHARE)

    # One box

    def _is_settled(self, box: _Box) -> bool:
        if box.at_start or box.at_end:
            return self._is_settled_beside(box)
        model = taylor_model(self._tree, self._variable, box.start, box.end)
        if model is not None and self._fits(box, model.bounds):
            return True
        if model is not None and math.isfinite(model.error) and self._is_settled_by(model):
            return True
        return (model is None or model.bounds.is_vast) and self._is_settled_by_range(box)

    def _is_settled_by(self, model: TaylorModel) -> bool:
        """Whether the picture shows the model, or the model is good enough to mend the picture."""
        view = self._view
        width = (model.end - model.start) * view.pixels_per_x
        count = max(FEWEST_POINTS, math.ceil(POINTS_A_PIXEL * width))
        u = np.linspace(-1.0, 1.0, count + 1)
        y = model.values(u)
        # Rounding must not tear it off its neighbours.
        x = np.clip(model.start + (u + 1.0) / 2 * (model.end - model.start), model.start, model.end)
        x[-1] = model.end
        slack = (model.error + model.bulge(2.0 / count)) * view.pixels_per_y + self._rounding()
        height = (y - view.y0) * view.pixels_per_y
        low, high = np.minimum(height[1:], height[:-1]) - slack, np.maximum(height[1:], height[:-1]) + slack
        shown = self._shown(model.start, model.end, (x[1:] + x[:-1]) / 2, low, high)
        strays = self._strays(model.start, model.end, lambda at: model.values(model.share(at)), slack)
        if not (shown.all() and strays.size == 0) and slack > SHARP_PIXELS:
            return False
        self._seen.append((np.column_stack((x, y)), bool(slack <= SHARP_PIXELS)))
        off = np.flatnonzero(~shown)
        wrong = [*x[off].tolist(), *x[off + 1].tolist(), *strays.tolist()]
        if wrong:
            self._found.append((min(wrong), max(wrong)))
        return True

    def _strays(self, start: float, end: float, height: Callable[[Array], Array], slack: float) -> Array:
        """Samples strictly inside a stretch that are more than a pixel and ``slack`` off the height of the curve.

        ``height`` gives its lowest and highest value, of shape (2, n), or its only one, of shape (n,).
        """
        piece = self._ink.samples(start, end)
        inside = piece[(piece[:, 0] > start) & (piece[:, 0] < end)]
        view, true = self._view, np.atleast_2d(height(inside[:, 0]))
        y, low, high = (
            np.clip((value - view.y0) * view.pixels_per_y, 0.0, view.height)
            for value in (inside[:, 1], true[0], true[-1])
        )
        allowed = TOLERANCE + slack
        strays: Array = inside[(y < low - allowed) | (y > high + allowed), 0]
        return strays

    def _shown(self, start: float, end: float, x: Array, low: Array, high: Array) -> Truth:
        """Which parts are drawn or out of sight: heights from ``low`` to ``high`` about each x."""
        lowest, highest = self._ink.heights(self._ink.piece_at(start, end))
        column = self._columns(x)
        top = self._view.height
        hidden = (high < 0) | (low > top)
        shown: Truth = hidden | ((np.maximum(low, 0.0) >= lowest[column]) & (np.minimum(high, top) <= highest[column]))
        return shown

    def _is_settled_by_range(self, box: _Box) -> bool:
        """By bounds alone, or by the proof that there is nothing."""
        if self._asked(box, self._range_fits):
            return True
        self.spent += COST_OF_RANGE
        try:
            bounds = bounds_between(self._tree, self._variable, box.start, box.end)
        except HiddenError:
            return not self._ink.is_drawn(box.start, box.end) and self._asked(box, self._is_empty)
        if bounds is None:
            return not self._ink.is_drawn(box.start, box.end)
        return self._fits(box, bounds)

    def _asked(self, box: _Box, question: Callable[[_Box, Ball], bool]) -> bool:
        """A question about the whole box as one ball."""
        with flint.ctx.workprec(PRECISION):
            try:
                return question(box, flint.arb(box.start).union(flint.arb(box.end)))
            except (ValueError, ZeroDivisionError, OverflowError):
                return False

    def _range_fits(self, box: _Box, x: Ball) -> bool:
        found = continuous_range(self._tree, {self._variable: x})
        return bool(found.is_finite()) and self._fits(box, around(found))

    def _is_empty(self, _: _Box, x: Ball) -> bool:
        return is_nowhere(self._tree, {self._variable: x})

    def _is_settled_beside(self, box: _Box) -> bool:
        if (box.end - box.start) * self._view.pixels_per_x > 2 * BESIDE_PIXELS or (box.at_start and box.at_end):
            return False
        return box.is_worth_asking and self._is_bounded_beside(box)

    def _is_bounded_beside(self, box: _Box) -> bool:
        x, side = (box.start, 1) if box.at_start else (box.end, -1)
        try:
            bounds = bounds_beside(self._function, x, side, box.end - box.start)
        except HiddenError:
            return False
        if bounds is None:
            return not self._ink.is_drawn(box.start, box.end)
        return self._fits(box, bounds)

    def _fits(self, box: _Box, bounds: Bounds) -> bool:
        """Whether all that bounds allow is drawn in each column of a box, or out of sight."""
        view = self._view
        if not self._is_clean(box, bounds):
            return False
        if not self._is_visible(bounds):
            return True
        low, high = (
            min(max((end - view.y0) * view.pixels_per_y, 0.0), view.height) for end in (bounds.low, bounds.high)
        )
        piece = self._ink.piece_at(box.start, box.end)
        if piece is None:
            return False
        lowest, highest = self._ink.heights(piece)
        first, last = (int(end) for end in self._columns(np.array([box.start, box.end])))
        beside = (box.at_start or box.at_end) and last - first <= 2 * BESIDE_PIXELS
        if beside or last - first <= 1:
            # In a pixel or two it does not matter in which of them.
            return bool(low >= lowest[first : last + 1].min() and high <= highest[first : last + 1].max())
        return bool(low >= lowest[first : last + 1].max() and high <= highest[first : last + 1].min())

    def _is_clean(self, box: _Box, bounds: Bounds) -> bool:
        """Whether no sample lies outside the bounds, or the curve is known so well that those that do are put right."""
        strays = self._strays(box.start, box.end, lambda x: np.tile([[bounds.low], [bounds.high]], x.size), 0.0)
        if strays.size == 0:
            return True
        if not (bounds.high - bounds.low) * self._view.pixels_per_y <= SHARP_PIXELS:
            return False
        middle = bounds.low + (bounds.high - bounds.low) / 2
        self._seen.append((np.array([[box.start, middle], [box.end, middle]]), True))
        self._found.append((float(strays[0]), float(strays[-1])))
        return True

    def _is_visible(self, bounds: Bounds) -> bool:
        return bounds.low <= self._view.y1 and bounds.high >= self._view.y0

    def _columns(self, x: Array) -> Indices:
        """Numbers of the columns of pixels."""
        column: Indices = ((x - self._view.x0) * self._view.pixels_per_x).astype(np.intp)
        return np.clip(column, 0, self._ink.columns - 1)

    def _rounding(self) -> float:
        """Pixels that heights may lose as doubles."""
        return 1e-15 * max(abs(self._view.y0), abs(self._view.y1)) * self._view.pixels_per_y
