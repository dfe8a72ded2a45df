"""A window certified: is there anything of the curve between its samples that the picture does not show?

Stretches are enclosed rigorously: by Taylor models where f is analytic, by ranges elsewhere, and beside critical places
by bounds that hold up to the place itself. An enclosure that stays within a pixel of what is drawn proves its stretch;
one that is too wide is halved. What is certain to lie off the picture is a feature that all samples missed, or one that
rounding has hidden from them: its points are added to the curve, and samples that they prove wrong are left out. What
neither proves, within a budget, stays open and is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from derivgui.model.numeric.certificates.inspection import Inspection, Spent, Stretch
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.places import Watch, merged
from derivgui.model.numeric.places.search import Interval
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import finished, sampling
from derivgui.model.numeric.steps import Steps, at_once
from derivgui.model.numeric.viewport import Viewport

Status: TypeAlias = Literal["proven", "not determined"]

# Places that only a closer look found are looked at again with the rest, so often.
ROUNDS = 3
MOST_LOOKS = 12
CLOSEST_LOOK = 1e-11
HAIR_PIXELS = 1e-6


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


def certifying(function: RealFunction, curve: SampledCurve, view: Viewport) -> Steps[Certificate]:
    """Certify a sampled curve; it pauses after each enclosure, a tenth of a millisecond or, at a place, a few."""
    found: list[Interval] = []
    enclosures, spent = 0, Spent()
    for _ in range(ROUNDS):
        places = watch_of(function).places(view)
        inspected = yield from Inspection(function, curve, view, places, spent).running()
        enclosures, spent = enclosures + inspected.enclosures, inspected.spent
        hidden = yield from _hidden_places(function, inspected.open, view)
        if not hidden or spent.is_all:
            break
        found += [(x, x) for x in hidden]
        fresh = yield from sampling(function, view)
        curve = yield from finished(function, fresh, view)
    all_found = merged([*found, *inspected.found], 1.0 / view.pixels_per_x)
    return Certificate(inspected.curve, inspected.open, all_found, enclosures)


def _hidden_places(function: RealFunction, open_: tuple[Stretch, ...], view: Viewport) -> Steps[list[float]]:
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


def watch_of(function: RealFunction) -> Watch:
    """The watch that the samples of this function were taken with."""
    watch: Watch = function.notes.get("watch") or Watch(function)
    return watch
