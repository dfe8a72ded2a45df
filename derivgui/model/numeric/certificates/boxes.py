"""The stretches that a window is taken apart into to be enclosed, and how those too wide are halved."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from derivgui.model.numeric.levels import stands_for
from derivgui.model.numeric.viewport import Viewport

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
# No stretch is halved below this share of a pixel, or so many units of rounding: doubles end there.
SMALLEST_PIXELS = 2.0**-1000
SMALLEST_UNITS = 2.0
# What is beside a place ends no closer to it than this.
HAIR_UNITS = 8.0
# A stretch whose ends differ by this factor is halved by their geometric mean.
GEOMETRIC = 64.0


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch to be enclosed; at a critical place it is open."""

    start: float
    end: float
    at_start: bool = False
    at_end: bool = False
    # How often it has been halved at its place.
    depth: int = 0

    @property
    def is_beside(self) -> bool:
        """Whether it has a critical place at one end or both."""
        return self.at_start or self.at_end

    @property
    def is_worth_asking(self) -> bool:
        """Beside a place: what has been asked in vain is asked again more and more seldom."""
        return self.depth & (self.depth - 1) == 0

    def is_smallest(self, view: Viewport) -> bool:
        """Whether doubles end here."""
        width, largest = self.end - self.start, max(abs(self.start), abs(self.end))
        return width * view.pixels_per_x < SMALLEST_PIXELS or width < SMALLEST_UNITS * math.ulp(largest)

    def halves(self, view: Viewport) -> tuple[Box, Box]:
        """Both parts; what is beside a place gets narrower faster."""
        width, middle = self.end - self.start, _between(self.start, self.end)
        if self.at_start != self.at_end:
            hair = HAIR_UNITS * math.ulp(self.start if self.at_start else self.end)
            beside = min(max(_beside_share(width * view.pixels_per_x) * width, hair), 0.5 * width)
            middle = self.start + beside if self.at_start else self.end - beside
        deeper = self.depth + 1
        return (
            Box(self.start, middle, self.at_start, depth=deeper),
            Box(middle, self.end, at_end=self.at_end, depth=deeper),
        )


def _between(start: float, end: float) -> float:
    """The middle; of ends that differ by orders of magnitude the geometric one."""
    small, large = sorted((abs(start), abs(end)))
    if start * end > 0 and large > GEOMETRIC * small:
        return math.copysign(math.sqrt(small) * math.sqrt(large), start)
    return start + 0.5 * (end - start)


def _beside_share(pixels: float) -> float:
    """Smaller and smaller, so that beside 0 the smallest doubles are soon met."""
    return BESIDE_SHARE if pixels > FINE_PIXELS else max(pixels, SMALLEST_SHARE)


def first_boxes(view: Viewport, places: Sequence[float], ends: Iterable[float]) -> list[Box]:
    """Boxes of some pixels from one end of a window to the other, cut at its critical places and at other ``ends``."""
    count = max(1, math.ceil(view.width / FIRST_PIXELS))
    edges = {*np.linspace(view.x0, view.x1, count + 1).tolist(), *places}
    edges.update(end for end in ends if view.x0 < end < view.x1)
    reach = BESIDE_PIXELS / view.pixels_per_x
    gaps, at = sorted(places), set(places)
    for before, place, after in zip([-math.inf, *gaps], gaps, [*gaps[1:], math.inf], strict=False):
        edges.update(x for x in (place - reach, place + reach) if max(before, view.x0) < x < min(after, view.x1))
    boxes = [Box(a, b, a in at, b in at) for a, b in pairwise(sorted(edges))]
    # A window that ends within rounding of a place ends there.
    return [box for box in boxes if not (box.at_start != box.at_end and stands_for(box.start, box.end))]


def whole_boxes(view: Viewport, places: Sequence[float]) -> list[Box]:
    """Boxes from each place half the way to the next, or to the edge; in narrow windows with few places only."""
    if view.x1 - view.x0 > NARROW * max(1.0, abs(view.x0), abs(view.x1)) or len(places) > MOST_WHOLE:
        return []
    boxes: list[Box] = []
    for start, end in pairwise(sorted({view.x0, *places, view.x1})):
        middle = start + (end - start) / 2
        if start in places and end in places:
            boxes += [Box(start, middle, at_start=True), Box(middle, end, at_end=True)]
        elif start in places or end in places:
            boxes.append(Box(start, end, start in places, end in places))
    return boxes
