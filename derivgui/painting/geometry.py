"""Plane geometry in pixels: clipping, polylines and strokes from arrays. Imports QtCore and QtGui only."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPaintEngine, QPainter
from shiboken6 import wrapInstance

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.viewport import Viewport

# Coordinates far outside the window are cut here: Qt's rasteriser counts in 24.8 fixed point.
FAR_PIXELS = 8000.0
# Handles that are out of sight wait this far inside the window.
EDGE_MARGIN = 12.0
# A turn in radians that leaving out a point would blunt.
SHARP = 0.25
# Of points this many times the spacing apart few could be left out, which takes longer than painting them.
WIDE_ENOUGH = 0.5
# A line on a screen needs no more than one point in this part of a pixel; curves of a few points are left as they are.
CROWDED = 0.25
FEW = 1000


def pixel_of(view: Viewport, x: float, y: float) -> QPointF:
    """A data point in pixels, no farther away than Qt can draw."""
    px, py = view.to_pixel(x, y)
    return QPointF(min(max(px, -FAR_PIXELS), FAR_PIXELS), min(max(py, -FAR_PIXELS), FAR_PIXELS))


def held_in_sight(view: Viewport, spot: QPointF) -> QPointF:
    """The pixel itself, or the one near the edge of the window that is nearest to it."""
    return QPointF(
        min(max(spot.x(), EDGE_MARGIN), view.width - EDGE_MARGIN),
        min(max(spot.y(), EDGE_MARGIN), view.height - EDGE_MARGIN),
    )


def line_across(x: float, y: float, dx: float, dy: float, width: float, height: float) -> QLineF | None:
    """The part of an infinite line that lies in the window (Liang and Barsky 1984), None where it misses.

    (x, y) is a point of the line and (dx, dy) its direction, all in pixels.
    """
    low, high = -math.inf, math.inf
    for position, direction, limit in ((x, dx, width), (y, dy, height)):
        if direction == 0:
            if not 0 <= position <= limit:
                return None
            continue
        first, second = sorted((-position / direction, (limit - position) / direction))
        low, high = max(low, first), min(high, second)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        return None
    return QLineF(x + low * dx, y + low * dy, x + high * dx, y + high * dy)


def sloped_line(view: Viewport, x: float, y: float, slope: float) -> QLineF | None:
    """The line through a data point with a slope, cut to the window."""
    px, py = view.to_pixel(x, y)
    dx, dy = view.pixels_per_x, -slope * view.pixels_per_y
    length = math.hypot(dx, dy)
    return line_across(px, py, dx / length, dy / length, view.width, view.height)


def ray(view: Viewport, side: float, slope: float) -> QPointF:
    """The direction in pixels, of length 1, of a half-tangent to the right (side 1) or left (-1); slope may be ±inf."""
    if math.isinf(slope):
        return QPointF(0.0, -math.copysign(1.0, slope) * side)
    dx, dy = side * view.pixels_per_x, -side * slope * view.pixels_per_y
    length = math.hypot(dx, dy)
    return QPointF(dx / length, dy / length)


def polyline(view: Viewport, points: Array) -> list[QPointF]:
    """Data points, shape (n, 2), as pixel points; far outside values are cut, not dropped."""
    px, py = pixels(view, points)
    return [QPointF(a, b) for a, b in zip(px.tolist(), py.tolist(), strict=True)]


def most_ink(view: Viewport, pieces: Iterable[Array]) -> float:
    """A bound for how many logical pixels of lines are in sight; each piece has the shape (n, 2)."""
    total = 0.0
    for piece in pieces:
        px, py = pixels(view, piece)
        total += float(px[-1] - px[0] + np.absolute(np.diff(np.clip(py, 0.0, view.height))).sum())
    return total


def strokes(view: Viewport, points: Array) -> Array:
    """The same as straight strokes from each point to the next, shape (n - 1, 4): x and y of both ends, in pixels."""
    px, py = pixels(view, points)
    lines = np.empty((max(len(points) - 1, 0), 4))
    lines[:, 0], lines[:, 1], lines[:, 2], lines[:, 3] = px[:-1], py[:-1], px[1:], py[1:]
    return lines


def without_crowds(view: Viewport, pieces: tuple[Array, ...]) -> tuple[Array, ...]:
    """Pieces of shape (n, 2) without points that no pixel shows: where one ends upright there are hundreds to a pixel.

    Both ends of each stay, and along it there is a point in every ``CROWDED`` pixels as far as there was one.
    """
    sizes = np.array([len(piece) for piece in pieces])
    if sizes.sum() < FEW:
        return pieces
    points = np.concatenate(pieces)
    px, py = pixels(view, points)
    length = np.cumsum(np.hypot(np.diff(px), np.diff(py)))
    kept = np.concatenate(([True], np.diff(np.floor(length / CROWDED), prepend=0.0) > 0))
    last = np.cumsum(sizes) - 1
    kept[last] = True
    kept[last[:-1] + 1] = True
    ends = np.cumsum(kept)[last]
    return tuple(np.split(points[kept], ends[:-1]))


def thinned_strokes(view: Viewport, points: Array, spacing: float) -> Array:
    """A line with more data points than pixels need, rows of NaN between its pieces, as such strokes.

    One point in each ``spacing`` pixels is kept, and all at sharp turns and at the ends of pieces; all where they are
    not much nearer to each other.
    """
    px, py = pixels(view, points)
    dx, dy = np.diff(px), np.diff(py)
    gap = np.isnan(px)
    steps = np.hypot(dx, dy)
    steps[np.isnan(steps)] = 0.0
    kept = ~gap
    if steps.sum() < WIDE_ENOUGH * spacing * np.count_nonzero(kept):
        kept &= _thinned(dx, dy, np.floor(steps.cumsum() / spacing), gap)
    found = np.flatnonzero(kept)
    piece = gap.cumsum()[found]
    joined = np.flatnonzero(piece[1:] == piece[:-1])
    ends = np.stack([px[found], py[found]], axis=1)
    return np.concatenate([ends[joined], ends[joined + 1]], axis=1)


def _thinned(dx: Array, dy: Array, steps: Array, gap: Truth) -> Truth:
    """Which points are kept: the first after each step, those at sharp turns, both ends of each piece."""
    kept = np.concatenate(([True], np.diff(steps, prepend=0.0) > 0))
    turn = np.absolute(np.diff(np.arctan2(dy, dx)))
    kept[1:-1] |= (turn > SHARP) & (turn < 2.0 * np.pi - SHARP)
    kept[1:] |= gap[:-1]
    kept[:-1] |= gap[1:]
    kept[-1] = True
    return kept


def nearest(lines: Array, spot: QPointF, most: int) -> Array:
    """Of more strokes than ``most`` those nearest to a spot, whole pieces first: half a ring would look like a gap."""
    if len(lines) <= most:
        return lines
    away = np.hypot(lines[:, 0] - spot.x(), lines[:, 1] - spot.y())
    begins = np.concatenate(([True], (lines[1:, :2] != lines[:-1, 2:]).any(axis=1)))
    piece = np.cumsum(begins) - 1
    starts = np.flatnonzero(begins)
    sizes = np.diff(np.append(starts, len(lines)))
    order = np.argsort(np.minimum.reduceat(away, starts))
    whole = order[np.cumsum(sizes[order]) <= most]
    if whole.size:
        return lines[np.isin(piece, whole)]
    return lines[np.argsort(away)[:most]]


def outside(lines: Array, box: QRectF) -> Array:
    """The parts of strokes that lie outside of an upright rectangle."""
    x0, y0, x1, y1 = lines.T
    near = (np.maximum(x0, x1) > box.left()) & (np.minimum(x0, x1) < box.right())
    near &= (np.maximum(y0, y1) > box.top()) & (np.minimum(y0, y1) < box.bottom())
    if not near.any():
        return lines
    return np.concatenate([lines[~near], _cut(lines[near], box)])


def _cut(lines: Array, box: QRectF) -> Array:
    """The same for strokes that may meet it (Liang and Barsky 1984, all at once)."""
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    corners = np.array([[box.left(), box.top()], [box.right(), box.bottom()]])
    with np.errstate(all="ignore"):
        # Where each stroke enters and leaves the bands across and up, as shares of its way.
        shares = np.sort((corners[:, None, :] - start) / way, axis=0)
        enters = np.fmax(np.fmax.reduce(shares[0], axis=1), 0.0)
        leaves = np.fmin(np.fmin.reduce(shares[1], axis=1), 1.0)
        from_start, to_end = start + enters[:, None] * way, start + leaves[:, None] * way
    meets = enters < leaves
    before = np.concatenate([start, from_start], axis=1)[meets & (enters > 0)]
    after = np.concatenate([to_end, lines[:, 2:]], axis=1)[meets & (leaves < 1)]
    return np.concatenate([lines[~meets], before, after])


def is_raster(painter: QPainter) -> bool:
    """Whether pixels are painted, and not a vector file."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster


def draw_strokes(painter: QPainter, lines: Array) -> None:
    """Paint strokes with the pen that is set; with square ends Qt does so thrice as fast as one long path.

    Qt reads the numbers where they are: making an object of each stroke would take as long as painting it.
    """
    numbers = np.ascontiguousarray(lines, dtype=np.float64)
    if len(numbers):
        painter.drawLines(wrapInstance(numbers.ctypes.data, QLineF), len(numbers))  # type: ignore[call-overload]


def pixels(view: Viewport, points: Array) -> tuple[Array, Array]:
    """Points in data units, shape (n, 2), as x and y in pixels, no farther away than Qt can draw."""
    px = (points[:, 0] - view.x0) * view.pixels_per_x
    with np.errstate(over="ignore"):
        py = (view.y1 - points[:, 1]) * view.pixels_per_y
    return px, np.minimum(np.maximum(py, -FAR_PIXELS), FAR_PIXELS)
