"""Heights of a function of two variables over a window: contour lines at levels that suit them, and their labels."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import replace

from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.contour_levels import (
    Levels,
    hides_its_floor,
    logarithmic_levels,
    lowest_value,
    nice_levels,
)
from derivgui.model.numeric.plane.contours import Contours
from derivgui.model.numeric.plane.field import MOVING, STILL, Field, field_of
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import Detail, Relief
from derivgui.model.scene.contour_labels import contour_labels

# Points of all level lines together: a restless function has more than the eye can follow, or a frame can paint.
MOST_POINTS: dict[Detail, int] = {"coarse": 12_000, "fine": 40_000}
# Fewer levels than these say nothing of a restless function.
FEWEST_LEVELS = 3


def coarse_relief(function: PlaneFunction, view: Viewport, logarithmic: bool) -> Relief:
    """What a frame of a moving window has time for."""
    steps = making_relief(function, view, logarithmic, "coarse")
    while True:
        try:
            next(steps)
        except StopIteration as end:
            relief: Relief = end.value
            return relief


def making_relief(
    function: PlaneFunction, view: Viewport, logarithmic: bool, detail: Detail, sketch: Contours | None = None
) -> Generator[None, None, Relief]:
    """The relief, with a breath between its parts; a fine one takes the lines of a coarse one along as its sketch."""
    size = STILL if detail == "fine" else MOVING
    field = field_of(function, view, size, size)
    yield
    levels = _levels(function, field, logarithmic)
    contours = Contours(field)
    levels, lines = _sparse(levels, contours.lines(levels.heights), MOST_POINTS[detail])
    yield
    if detail == "coarse":
        return Relief(view, contours, sketch or contours, levels, lines, (), detail)
    labels = contour_labels(field, levels, lines, view)
    yield
    hides_floor = not logarithmic and hides_its_floor(field, levels, lowest_value(function, field))
    return Relief(view, contours, sketch or contours, levels, lines, labels, detail, hides_floor)


def _sparse(levels: Levels, lines: tuple[Array, ...], most: int) -> tuple[Levels, tuple[Array, ...]]:
    """Every second, third, … height where all of their lines have more points than a picture can bear; at last none."""
    every = math.ceil(sum(map(len, lines)) / most)
    if every <= 1:
        return levels, lines
    if math.ceil(len(lines) / every) < FEWEST_LEVELS:
        return replace(levels, heights=()), ()
    return replace(levels, heights=levels.heights[::every]), lines[::every]


def _levels(function: PlaneFunction, field: Field, logarithmic: bool) -> Levels:
    if logarithmic:
        return logarithmic_levels(field, base=lowest_value(function, field))
    return nice_levels(field)
