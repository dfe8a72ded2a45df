"""The path of a run in pixels, thinned so that it is stroked within a frame however many steps it has."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QPointF

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport

# Places in an array of points.
Rows: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.intp]]
Flags: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Sides: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
LEFT, RIGHT, ABOVE, BELOW, NO_PLACE = map(np.uint8, (1, 2, 4, 8, 16))

# More than this nobody sees, and Qt would stroke for longer than a frame.
MOST_SEGMENTS = 500
# So many pixels of line of all paths are stroked within a frame, also at two device pixels a pixel.
MOST_INK = 40_000.0
# The last steps are shown whole, whatever is left out before them.
RECENT = 60
# A line beside the window by less than this may still be seen of.
BESIDE = 8.0
NOWHERE = -1


class Trail:
    """A path in pixels, thinned for drawing; it grows with its run and is cut at any step for nothing.

    Where it does not pass the window nothing of it is drawn, and nothing in the window is left out for it.
    """

    def __init__(self, view: Viewport) -> None:
        self._view = view
        self._x, self._y = np.empty(0), np.empty(0)
        self._sides = np.empty(0, dtype=np.uint8)
        # The points that are a pixel away from the one before, and whether the way there passes the window.
        self._kept: Rows = np.empty(0, dtype=np.intp)
        self._passes = np.empty(0, dtype=bool)

    def grow(self, points: Array) -> None:
        """Take in the points that are new, shape (n, 2); those known already must be the same."""
        known = len(self._x)
        if len(points) <= known:
            return
        view = self._view
        with np.errstate(all="ignore"):
            x = (points[known:, 0] - view.x0) * view.pixels_per_x
            y = (view.y1 - points[known:, 1]) * view.pixels_per_y
            moved = _steps(self._x[-1:], x) | _steps(self._y[-1:], y)
        self._x, self._y = np.concatenate((self._x, x)), np.concatenate((self._y, y))
        self._sides = np.concatenate((self._sides, self._sides_of(x, y)))
        new = np.flatnonzero(moved) + known
        # Nothing leads to the first point of all.
        last = self._kept[-1:] if known else new[:1]
        passes = self._in_sight(np.concatenate((last, new[:-1])), new)
        passes[: not known] = False
        self._kept, self._passes = np.concatenate((self._kept, new)), np.concatenate((self._passes, passes))

    def upto(self, k: int, ink: float = MOST_INK) -> list[QPointF]:
        """The corners of the path from the start to step k: at most ``MOST_SEGMENTS`` and some, ``ink`` pixels long.

        A point without a place interrupts it.
        """
        count = int(np.searchsorted(self._kept, k, side="left"))
        rows: Rows = np.append(self._kept[:count], k)
        ends = np.append(self._passes[:count], self._in_sight(rows[-2:-1], rows[-1:])).nonzero()[0]
        corners: list[int] = []
        for start, end in zip(*map(np.ndarray.tolist, self._thinned(rows, ends, ink)), strict=True):
            corners += [end] if corners and corners[-1] == start else [NOWHERE, start, end]
        corners += [] if corners and corners[-1] == count else [NOWHERE, count]
        places = np.array(corners[1:])
        x, y = self._x[rows[places]], self._y[rows[places]]
        x[places == NOWHERE] = np.nan
        return list(map(QPointF, x.tolist(), y.tolist()))

    def _thinned(self, rows: Rows, ends: Rows, ink: float) -> tuple[Rows, Rows]:
        """Where lines start and end, in places of ``rows``, for the steps that end in ``ends``."""
        count = len(ends)
        early, recent = np.arange(max(count - RECENT, 0)), np.arange(max(count - RECENT, 0), count)
        early = early[:: -(-count // MOST_SEGMENTS) or 1]
        early = early[:: math.ceil(2 * self._lengths(rows, *_joined(ends, early)).sum() / ink) or 1]
        back = np.cumsum(self._lengths(rows, *_joined(ends, recent))[::-1])
        recent = recent[len(back) - int(np.searchsorted(back, ink / 2)) :]
        return _joined(ends, np.concatenate((early, recent)))

    def _lengths(self, rows: Rows, starts: Rows, ends: Rows) -> Array:
        """Pixels from corner to corner, none of them longer than the window."""
        first, last = rows[starts], rows[ends]
        with np.errstate(all="ignore"):
            lengths: Array = np.hypot(self._x[last] - self._x[first], self._y[last] - self._y[first])
        return np.fmin(lengths, math.hypot(self._view.width, self._view.height))

    def _sides_of(self, x: Array, y: Array) -> Sides:
        """Beyond which sides of the window points lie, as bits: the codes of Cohen and Sutherland."""
        with np.errstate(invalid="ignore"):
            sides: Sides = ((x - x != 0.0) | (y - y != 0.0)) * NO_PLACE
            sides += (x < -BESIDE) * LEFT + (x > self._view.width + BESIDE) * RIGHT
            sides += (y < -BESIDE) * ABOVE + (y > self._view.height + BESIDE) * BELOW
        return sides

    def _in_sight(self, starts: Rows, ends: Rows) -> Flags:
        """Whether lines may pass the window: not with both ends beyond one of its sides, nor without a place."""
        first, last = self._sides[starts], self._sides[ends]
        seen: Flags = ((first & last) == 0) & ((first | last) < NO_PLACE)
        return seen


def _joined(ends: Rows, chosen: Rows) -> tuple[Rows, Rows]:
    """Starts and ends of lines for some of the steps: from the chosen one before where all between is seen as well."""
    last = ends[chosen]
    first = last - 1
    if len(last) > 1:
        whole = np.diff(last) == np.diff(chosen)
        first[1:][whole] = last[:-1][whole]
    return first, last


def _steps(before: Array, pixels: Array) -> Flags:
    """Where the whole pixel is another one than that of the point before; the first of all is always a step."""
    cells = np.floor(pixels)
    return np.append(np.floor(before) != cells[:1] if len(before) else True, cells[1:] != cells[:-1])
