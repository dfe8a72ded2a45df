"""Curves as arrays of straight segments in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.geometry import pixels


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Straight segments of positive length, one after the other along each piece.

    Attributes:
        start, end: float64 arrays of shape (n, 2), x and y in pixels.
        joined: whether a segment begins where the one before it ends; not so where a piece begins.
    """

    start: Array
    end: Array
    joined: Truth

    def chosen(self, wanted: Truth) -> Segments:
        """Some of them; beside one that is missing the line is open."""
        joined = self.joined.copy()
        joined[1:] &= wanted[:-1]
        return Segments(self.start[wanted], self.end[wanted], joined[wanted])

    def between(self, top: float, bottom: float) -> Segments:
        """Those that come between two heights."""
        ys = self.start[:, 1], self.end[:, 1]
        return self.chosen((np.maximum(*ys) > top) & (np.minimum(*ys) < bottom))


def segments_of(view: Viewport, pieces: Sequence[Array]) -> Segments:
    """The segments of pieces of data points, each of shape (n, 2)."""
    if not pieces:
        return Segments(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0, dtype=bool))
    points = np.column_stack(pixels(view, np.concatenate(pieces)))
    piece = np.repeat(np.arange(len(pieces)), [len(one) for one in pieces])
    same_piece = np.diff(piece) == 0
    fresh = np.concatenate(([True], ~same_piece | (np.diff(points, axis=0) != 0).any(axis=1)))
    points, piece = points[fresh], piece[fresh]
    within = np.diff(piece) == 0
    joined = np.concatenate(([False], within[:-1]))
    return Segments(points[:-1][within], points[1:][within], joined[within])
