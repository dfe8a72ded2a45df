"""Lines cut at the edges of a window, for formats whose readers fail far outside of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from derivgui.model.language.real import Array

Bounds = tuple[float, float, float, float]

# A third of a pixel in a picture of a thousand.
THINNING = 3e-4


def clipped(pieces: Iterable[Array], bounds: Bounds, margin: float = 0.0) -> tuple[Array, ...]:
    """Pieces, shape (n, 2) each, cut at x0, x1, y0, y1 grown by ``margin`` times the window's size on each side."""
    x0, x1, y0, y1 = bounds
    found = list(pieces)
    for axis, low, high in ((0, x0, x1), (1, y0, y1)):
        room = margin * (high - low)
        found = [part for piece in found for part in _cut(piece, axis, low - room, high + room)]
    return tuple(found)


def thinned(piece: Array, bounds: Bounds) -> Array:
    """The points without which the line would be visibly off (Douglas and Peucker, 1973)."""
    x0, x1, y0, y1 = bounds
    points = piece / [(x1 - x0) * THINNING, (y1 - y0) * THINNING]
    kept = np.zeros(len(points), bool)
    kept[[0, -1]] = True
    open_parts = [(0, len(points) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        chord = points[last] - points[first]
        away = points[first + 1 : last] - points[first]
        length = float(np.hypot(*chord))
        # A closed line has no chord: the farthest point counts.
        cross = chord[0] * away[:, 1] - chord[1] * away[:, 0]
        distance = np.hypot(*away.T) if length == 0 else np.absolute(cross) / length
        farthest = int(distance.argmax())
        if distance[farthest] > 1.0:
            middle = first + 1 + farthest
            kept[middle] = True
            open_parts += [(first, middle), (middle, last)]
    found: Array = piece[kept]
    return found


def inside(points: Array, bounds: Bounds) -> Array:
    """Those points, shape (n, 2), that lie in the window."""
    x0, x1, y0, y1 = bounds
    x, y = points.T
    kept: Array = points[(x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)]
    return kept


def _cut(piece: Array, axis: int, low: float, high: float) -> list[Array]:
    values = piece[:, axis]
    if len(piece) < 2 or ((values >= low) & (values <= high)).all():
        return [piece] if len(piece) > 1 else []
    found: list[list[Array]] = [[]]
    for start, end in pairwise(piece):
        ends = _part(start, end, axis, low, high)
        if ends is None:
            found.append([])
            continue
        if not found[-1]:
            found[-1].append(ends[0])
        found[-1].append(ends[1])
        if ends[1] is not end:
            found.append([])
    return [np.array(points) for points in found if len(points) > 1]


def _part(start: Array, end: Array, axis: int, low: float, high: float) -> tuple[Array, Array] | None:
    """The part of a chord within the limits; its own ends where they are inside."""
    a, b = start[axis], end[axis]
    if max(a, b) < low or min(a, b) > high or not np.isfinite(a + b):
        return None
    return _at_limit(start, end, axis, low, high), _at_limit(end, start, axis, low, high)


def _at_limit(point: Array, other: Array, axis: int, low: float, high: float) -> Array:
    value = point[axis]
    limit = min(max(value, low), high)
    if limit == value:
        return point
    share = (limit - value) / (other[axis] - value)
    moved: Array = point + share * (other - point)
    moved[axis] = limit
    return moved
