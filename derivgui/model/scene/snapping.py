"""Where a dragged point comes to rest by itself: points of interest, grid lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Landmark


LANDMARK_PIXELS = 9.0
GRID_PIXELS = 4.0
# In a crowd at most half of the way is sticky, so that a hand can stop between two points.
SHARE_OF_GAP = 0.25
# Nearer than this they are one place with several names.
SAME_PIXELS = 0.5
# Of more points of interest than these within one step an arrow key passes all.
MOST_STOPS = 3


@dataclass(frozen=True, slots=True)
class Snap:
    """Where the point goes and, in a word, why ("" on a grid line or where it is free)."""

    x: float
    note: str = ""


def snap(x: float, pixels_per_x: float, marks: Iterable[Landmark], grid: Iterable[float]) -> Snap:
    """The point of interest within reach, else the grid line within reach, else x itself."""
    places = [mark for mark in marks if mark.kind != "flat"]
    nearest = min(places, key=lambda mark: abs(mark.x - x), default=None)
    if nearest is not None and abs(nearest.x - x) * pixels_per_x <= _reach(nearest.x, pixels_per_x, places):
        return Snap(nearest.x, _names(nearest.x, pixels_per_x, places))
    line = min(grid, key=lambda position: abs(position - x), default=None)
    if line is not None and abs(line - x) * pixels_per_x <= GRID_PIXELS:
        return Snap(line)
    return Snap(x)


def on_the_way(start: float, target: float, pixels_per_x: float, marks: Iterable[Landmark]) -> Snap:
    """Where a step of an arrow key ends: at the first point of interest on its way, unless there is a crowd of them."""
    places = [mark for mark in marks if mark.kind != "flat"]
    hair = SAME_PIXELS / pixels_per_x
    low, high = min(start, target) + hair, max(start, target) - hair
    between = {mark.x for mark in places if low < mark.x < high}
    first = min(between, key=lambda x: abs(x - start), default=target)
    end = first if len(between) <= MOST_STOPS else target
    return Snap(end, _names(end, pixels_per_x, places))


def _reach(x: float, pixels_per_x: float, marks: list[Landmark]) -> float:
    """In pixels: less where another point is near."""
    gaps = (abs(mark.x - x) * pixels_per_x for mark in marks)
    gap = min((gap for gap in gaps if gap > SAME_PIXELS), default=LANDMARK_PIXELS / SHARE_OF_GAP)
    return min(LANDMARK_PIXELS, SHARE_OF_GAP * gap)


def _names(x: float, pixels_per_x: float, marks: list[Landmark]) -> str:
    """ "zero, minimum" where both are in one place."""
    titles = (mark.title for mark in marks if abs(mark.x - x) * pixels_per_x <= SAME_PIXELS)
    return ", ".join(dict.fromkeys(titles))
