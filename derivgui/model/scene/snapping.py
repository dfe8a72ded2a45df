"""Where a dragged point comes to rest by itself: zeros, stationary points, grid lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivgui.model.calculus.landmarks import Landmark

LANDMARK_PIXELS = 9.0
GRID_PIXELS = 4.0


@dataclass(frozen=True, slots=True)
class Snap:
    """Where the point goes and, in a word, why ("" on a grid line or where it is free)."""

    x: float
    note: str = ""


def snap(x: float, pixels_per_x: float, marks: Iterable[Landmark], grid: Iterable[float]) -> Snap:
    """The landmark within reach, else the grid line within reach, else x itself."""
    nearest = min(marks, key=lambda mark: abs(mark.x - x), default=None)
    if nearest is not None and abs(nearest.x - x) * pixels_per_x <= LANDMARK_PIXELS:
        return Snap(nearest.x, "zero" if nearest.kind == "zero" else "horizontal tangent")
    line = min(grid, key=lambda position: abs(position - x), default=None)
    if line is not None and abs(line - x) * pixels_per_x <= GRID_PIXELS:
        return Snap(line)
    return Snap(x)
