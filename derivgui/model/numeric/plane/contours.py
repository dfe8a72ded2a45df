"""Level lines and bands of a function on a grid, by contourpy, which is imported with the first of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.plane.contour_levels import Levels
from derivgui.model.numeric.plane.field import Field
from derivgui.model.numeric.plane.plane_function import PlaneFunction

NO_POINTS: Array = np.empty((0, 2))
NEWTON_STEPS = 2
# In cells.
BORDER = 1e-6
DARKEST, LIGHTEST = 1, 255


class Contours:
    """The level lines of a field, in data coordinates, as many and as often as are asked for."""

    def __init__(self, field: Field) -> None:
        self.field = field

    def line(self, level: float) -> Array:
        """The line of one level: points of shape ``(n, 2)`` with a row of NaN between its pieces.

        Closed pieces end where they begin. Nothing is drawn where the field is undefined or torn.
        """
        (points,) = self._generator.lines(level)[0]
        return NO_POINTS if points is None else self._uncrossed(points)

    def lines(self, heights: tuple[float, ...]) -> tuple[Array, ...]:
        """One such array for each height."""
        return tuple(self.line(height) for height in heights)

    def band(self, low: float, high: float) -> tuple[tuple[Array, NDArray[np.uint32]], ...]:
        """The region between two heights: polygons, each as points ``(n, 2)`` and the offsets at which its rings begin.

        The outer ring comes first and its holes after it; the last offset is n. Empty around torn cells, and for
        heights that are not apart.
        """
        if not low < high:
            return ()
        polygons, offsets = self._filler.filled(low, high)
        return tuple(zip(polygons, offsets, strict=True))

    @cached_property
    def _generator(self) -> Any:
        import contourpy

        return contourpy.contour_generator(*self._grid, line_type=contourpy.LineType.ChunkCombinedNan)

    @cached_property
    def _filler(self) -> Any:
        import contourpy

        x, y, values = self._grid
        if self.field.torn is not None:
            values = values.copy()
            values[:-1, :-1][self.field.torn] = np.nan
        return contourpy.contour_generator(x, y, values, fill_type=contourpy.FillType.OuterOffset)

    @property
    def _grid(self) -> tuple[Array, Array, Array]:
        grid = self.field.rim or self.field
        return grid.x, grid.y, grid.values

    def _uncrossed(self, points: Array) -> Array:
        """The line with a gap in every torn cell."""
        torn = self.field.torn
        if torn is None:
            return points
        crossing = np.flatnonzero(_in_cells(self.field, 0.5 * (points[:-1] + points[1:]), torn))
        return _without_lone_points(np.insert(points, crossing + 1, np.nan, axis=0)) if crossing.size else points


def _without_lone_points(line: Array) -> Array:
    """The line without pieces of a single point, and with one gap between two pieces."""
    gap = np.concatenate(([True], np.isnan(line[:, 0]), [True]))
    gap[1:-1] |= gap[:-2] & gap[2:]
    return line[~(gap[1:-1] & gap[:-2])]


def _in_cells(field: Field, places: Array, cells: Truth) -> Truth:
    """Whether each place, shape ``(n, 2)``, lies in one of the cells or on its border; NaN lies nowhere."""
    inside = np.zeros(len(places), dtype=bool)
    known = np.flatnonzero(~np.isnan(places[:, 0]))
    across, up = ((places[known] - (field.x[0], field.y[0])) / field.cell).T
    for dx, dy in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        column = np.clip(np.floor(across + dx * BORDER).astype(int), 0, cells.shape[1] - 1)
        row = np.clip(np.floor(up + dy * BORDER).astype(int), 0, cells.shape[0] - 1)
        inside[known] |= cells[row, column]
    return inside


def pieces(line: Array) -> tuple[Array, ...]:
    """A line of ``Contours`` as its connected pieces of two points and more."""
    gaps = np.flatnonzero(np.isnan(line[:, 0]))
    parts = np.split(line, gaps)
    kept = (part[np.isfinite(part[:, 0])] for part in parts)
    return tuple(part for part in kept if len(part) > 1)


def level_line(
    function: PlaneFunction, contours: Contours, x: float, y: float, newton_steps: int = NEWTON_STEPS
) -> Array:
    """The level line through a point, on the curve f = f(x, y) to far less than a pixel; none where f is undefined.

    The grid's line is carried to the curve by Newton's method along the gradient.
    """
    level = function.at(x, y)
    if not np.isfinite(level):
        return NO_POINTS
    return _polished(function, contours.field, contours.line(level), level, newton_steps)


def _polished(function: PlaneFunction, field: Field, line: Array, level: float, steps: int) -> Array:
    cell = np.array(field.cell)
    moved = line
    for _ in range(steps):
        values, gradient = function.value_and_gradient(moved[:, 0], moved[:, 1])
        # Measured in cells, so that a window of any shape is fair to both axes.
        slope = gradient.T * cell
        with np.errstate(all="ignore"):
            step = (level - values)[:, None] * slope / (slope**2).sum(axis=1)[:, None]
            near = np.hypot(step[:, 0], step[:, 1]) <= 1.0
        moved = np.where(near[:, None], moved + step * cell, moved)
    return moved


def shades(field: Field, levels: Levels) -> NDArray[np.uint8]:
    """Where each value stands between the levels, as 1 (lowest) to 255 (highest); 0 where undefined.

    Each band between two levels takes as many shades as any other. Shape of ``field.values``.
    """
    knots = np.unique((levels.low, *levels.heights, levels.high))
    if knots.size < 2:
        position = np.full(field.values.shape, 0.5 * (DARKEST + LIGHTEST))
    else:
        # Next to 1, lest differences of the largest doubles overflow.
        unit = float(np.absolute(knots).max())
        position = np.interp(field.values / unit, knots / unit, np.linspace(DARKEST, LIGHTEST, knots.size))
    return np.where(np.isnan(field.values), 0.0, position).astype(np.uint8)
