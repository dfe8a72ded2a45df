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
        self._pixels: Array = np.empty((0, 2))
        # The points that are a pixel away from the one before, and whether the way there passes the window.
        self._kept: Rows = np.empty(0, dtype=np.intp)
        self._passes = np.empty(0, dtype=bool)

    def grow(self, points: Array) -> None:
        """Take in the points that are new, shape (n, 2); those known already must be the same."""
        known = len(self._pixels)
        if len(points) <= known:
            return
        new = _pixels(self._view, points[known:])
        before = self._pixels[-1:] if known else new[:1] + 2.0
        with np.errstate(all="ignore"):
            cells = np.floor(np.concatenate((before, new)))
            moved = np.flatnonzero((np.diff(cells, axis=0) != 0).any(axis=1)) + known
        self._pixels = np.concatenate((self._pixels, new))
        # Nothing leads to the first point of all.
        last = self._kept[-1:] if known else moved[:1]
        passes = self._in_sight(np.concatenate((last, moved[:-1])), moved)
        passes[: not known] = False
        self._kept, self._passes = np.concatenate((self._kept, moved)), np.concatenate((self._passes, passes))

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
        spots = self._pixels[rows[places]]
        spots[places == NOWHERE] = np.nan
        return [QPointF(x, y) for x, y in spots.tolist()]

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
        with np.errstate(all="ignore"):
            steps = self._pixels[rows[ends]] - self._pixels[rows[starts]]
            lengths: Array = np.hypot(steps[:, 0], steps[:, 1])
        return np.fmin(lengths, math.hypot(self._view.width, self._view.height))

    def _in_sight(self, starts: Rows, ends: Rows) -> Flags:
        """Whether lines may pass the window: not with both ends beyond one of its sides, nor without a place."""
        first, last = self._pixels[starts], self._pixels[ends]
        with np.errstate(invalid="ignore"):
            low, high = np.minimum(first, last), np.maximum(first, last)
            sizes = np.array((self._view.width, self._view.height))
            seen = (high > -BESIDE) & (low < sizes + BESIDE)
        return seen[:, 0] & seen[:, 1]


def _joined(ends: Rows, chosen: Rows) -> tuple[Rows, Rows]:
    """Starts and ends of lines for some of the steps: from the chosen one before where all between is seen as well."""
    last = ends[chosen]
    first = last - 1
    if len(last) > 1:
        whole = np.diff(last) == np.diff(chosen)
        first[1:][whole] = last[:-1][whole]
    return first, last


def _pixels(view: Viewport, points: Array) -> Array:
    """Pixels, however far away; NaN where a point has no place."""
    with np.errstate(all="ignore"):
        px = (points[:, 0] - view.x0) * view.pixels_per_x
        py = (view.y1 - points[:, 1]) * view.pixels_per_y
    return np.stack((px, py), axis=1)
