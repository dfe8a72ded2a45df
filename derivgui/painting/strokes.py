"""Wild curves in the raster engine, in a fraction of the time that their paths take and looking the same.

Qt fills the outline of a path, which costs a little for each edge in each row of pixels: steep and dense curves take a
tenth of a second. A single straight line with flat ends has a routine of its own that is many times as fast. So (1)
long segments are drawn as lines; (2) where two of them bend by little, they overlap by a hair; (3) what turns, sharp
corners and short segments, is drawn as chains with round joins that reach into the long segments on both sides;
(4) the ends of pieces get round dots. Measures are in pixels of the device.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.chains import draw_chains
from derivgui.painting.dashes import dashed
from derivgui.painting.geometry import draw_strokes
from derivgui.painting.segments import Segments, segments_of

# Curves shorter than this are painted in less than 5 ms as paths.
MUCH_INK = 15_000.0
LONG = 3.0
# Chains reach into long segments by this share of the pen's width, where there is room: with less, the inner side of a
# sharp corner would cover the outer one twice.
REACH = 1.0
# By so much two neighbours go on beyond the place where they meet: with less there is a seam, with more a knot.
OVERLAP = 0.25
# Turns in radians up to which flat ends leave no notch.
MILD = 0.3
MARGIN = 8.0
# WORKAROUND: of a line whose ends, at its width, rise by less than 1/64 pixel, Qt leaves out the topmost row.
UPRIGHT = 0.02
LOST_ROW = 1.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of pixels of a device: ``scale`` to a logical pixel, the height 0 in row ``shift``."""

    scale: float
    shift: float = 0.0

    def nearest(self, heights: Array) -> Array:
        """Where the nearest row begins."""
        return (np.round(heights * self.scale + self.shift) - self.shift) / self.scale


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """What a curve is painted with.

    Attributes:
        lines: straight lines, shape (n, 4).
        corners: points of all chains, shape (m, 2).
        begins: indices of those points at which a chain begins.
        tips: ends of pieces, shape (k, 2).
    """

    lines: Array
    corners: Array
    begins: Indices
    tips: Array


def has_much_ink(painter: QPainter, view: Viewport, pieces: Sequence[Array]) -> bool:
    """Whether a curve is so long in the window that it should be taken apart."""
    segments = segments_of(view, pieces).between(0.0, view.height)
    across, up = np.absolute(segments.end - segments.start).T
    return float(np.hypot(across, np.minimum(up, view.height)).sum()) * _device(painter).scale > MUCH_INK


def _device(painter: QPainter) -> Rows:
    device = painter.deviceTransform()
    return Rows(math.hypot(device.m11(), device.m12()), device.dy())


def draw_pieces(painter: QPainter, view: Viewport, pieces: Sequence[Array], pen: QPen) -> None:
    """Pieces of data points, each of shape (n, 2), in an opaque pen, round at its ends or dashed."""
    top, bottom, width = -MARGIN, view.height + MARGIN, pen.widthF()
    is_dashed = pen.style() is Qt.PenStyle.CustomDashLine
    segments = segments_of(view, pieces)
    if is_dashed:
        segments = dashed(segments, [part * width for part in pen.dashPattern()], top, bottom)
    else:
        segments = segments.between(top, bottom)
    if not segments.joined.size:
        return
    strokes = strokes_of(segments, _device(painter), width)
    painter.setPen(QPen(pen.color(), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin))
    draw_strokes(painter, strokes.lines)
    _draw_chains(painter, strokes)
    if not is_dashed:
        seen = (strokes.tips[:, 1] > top) & (strokes.tips[:, 1] < bottom)
        _draw_dots(painter, strokes.tips[seen], pen)


def strokes_of(segments: Segments, device: Rows, width: float) -> Strokes:
    """Take segments apart for a pen of a logical width."""
    ways = segments.end - segments.start
    lengths = np.hypot(ways[:, 0], ways[:, 1])
    along = ways / lengths[:, None]
    long = lengths * device.scale >= LONG
    straight_on = (along * np.roll(along, 1, axis=0)).sum(axis=1) >= math.cos(MILD)
    # Whether a segment turns away from the one before it by too much to meet it as lines.
    bends = segments.joined & ~(long & np.roll(long, 1) & straight_on)
    overlap = OVERLAP / device.scale
    reach = np.minimum(REACH * width, lengths / 2 - overlap)
    cut = np.where(bends, reach, 0.0) - np.where(segments.joined, overlap, 0.0)
    cut_end = np.where(_next(bends), reach, 0.0) - np.where(_next(segments.joined), overlap, 0.0)
    start, end = segments.start + along * cut[:, None], segments.end - along * cut_end[:, None]
    upright = np.absolute(along[:, 0]) * width * device.scale < UPRIGHT
    _set_on_rows(start[:, 1], end[:, 1], upright, segments.joined & ~bends, device)
    corners, begins = _chains(segments, along * (reach + overlap)[:, None], long, bends)
    tips = np.concatenate((segments.start[~segments.joined], segments.end[~_next(segments.joined)]))
    return Strokes(np.concatenate((start, end), axis=1)[long], corners, begins, tips)


def _next(flags: Truth) -> Truth:
    """What holds of the segment after each; of the last, nothing."""
    return np.append(flags[1:], False)


def _set_on_rows(start: Array, end: Array, upright: Truth, meets: Truth, device: Rows) -> None:
    """Begin upright lines in the middle of a row that Qt leaves out, and end the lines above where the next row begins.

    ``start`` and ``end`` are heights, which are changed; ``meets`` tells which lines meet the one before them as lines.
    """
    down, up = upright & (end > start), upright & (end < start)
    row = device.nearest(np.where(down, start, end))
    middle = row - LOST_ROW / 2 / device.scale
    start[down], end[up] = middle[down], middle[up]
    below, above = _next(meets & down), meets & np.roll(up, 1)
    end[below], start[above] = np.roll(row, -1)[below], np.roll(row, 1)[above]


def _chains(segments: Segments, reach: Array, long: Truth, bends: Truth) -> tuple[Array, Indices]:
    """Points of the chains, and which of them begin one; ``reach`` leads from one end of each segment into it.

    Segment by segment: a point within the long one before, its start, a point within if it is long itself, its end.
    """
    comes_in = bends & np.roll(long, 1)
    opens, closes = ~segments.joined & ~long, ~_next(segments.joined) & ~long
    within_last = segments.start - np.roll(reach, 1, axis=0)
    points = np.stack((within_last, segments.start, segments.start + reach, segments.end), axis=1)
    used = np.stack((comes_in, bends | opens, bends & long, closes), axis=1)
    first = np.stack((comes_in, opens, np.zeros_like(long), np.zeros_like(long)), axis=1)
    return points[used], np.flatnonzero(first[used])


def _draw_chains(painter: QPainter, strokes: Strokes) -> None:
    """Chains too long for one path share a segment where they are cut."""
    points = [QPointF(x, y) for x, y in strokes.corners.tolist()]
    for begin, end in pairwise((*strokes.begins.tolist(), len(points))):
        draw_chains(painter, points[begin:end], shared=2)


def _draw_dots(painter: QPainter, places: Array, pen: QPen) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    for x, y in places.tolist():
        painter.drawEllipse(QPointF(x, y), pen.widthF() / 2, pen.widthF() / 2)
