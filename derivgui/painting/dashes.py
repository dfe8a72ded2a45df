"""Dashes of a line, as the parts of its segments that they cover."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array
from derivgui.painting.segments import Segments


def dashed(segments: Segments, pattern: list[float], top: float, bottom: float) -> Segments:
    """What a pattern of dashes and gaps (in pixels) leaves of segments, between two heights in the picture.

    Lengths count along each piece from its beginning, also where that is out of sight.
    """
    ways = segments.end - segments.start
    lengths = np.hypot(ways[:, 0], ways[:, 1])
    along = np.cumsum(lengths) - lengths
    along -= along[np.maximum.accumulate(np.where(segments.joined, 0, np.arange(lengths.size)))]
    enters, leaves = _shares_within(segments, top, bottom)
    low, high = along + enters * lengths, along + leaves * lengths
    owner, begin, stop = _covered(low, high, pattern)
    direction = ways[owner] / lengths[owner, None]
    start = segments.start[owner] + direction * (begin - along[owner])[:, None]
    end = segments.start[owner] + direction * (stop - along[owner])[:, None]
    reaches_end = (stop == high[owner]) & (leaves[owner] == 1.0)
    joined = segments.joined[owner] & (begin == low[owner]) & (enters[owner] == 0.0)
    joined[1:] &= reaches_end[:-1] & (np.diff(owner) == 1)
    return Segments(start, end, joined)


def _shares_within(segments: Segments, top: float, bottom: float) -> tuple[Array, Array]:
    """Where segments enter and leave the heights, as shares of their way; equal where they stay outside."""
    start, rise = segments.start[:, 1], segments.end[:, 1] - segments.start[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (top - start) / rise, (bottom - start) / rise
    level = rise == 0
    outside = level & ((start < top) | (start > bottom))
    enters = np.where(level, 0.0, np.clip(np.minimum(first, second), 0.0, 1.0))
    leaves = np.where(level, np.where(outside, 0.0, 1.0), np.clip(np.maximum(first, second), 0.0, 1.0))
    return enters, leaves


def _covered(low: Array, high: Array, pattern: list[float]) -> tuple[Array, Array, Array]:
    """The dashes in stretches from ``low`` to ``high``: the number of the stretch, where each begins and stops."""
    period, edges = sum(pattern), np.cumsum([0.0, *pattern])
    first, last = np.floor(low / period), np.floor(high / period)
    counts = np.where(high > low, last - first + 1, 0).astype(int)
    owner = np.repeat(np.arange(low.size), counts)
    turn = np.arange(owner.size) - np.repeat(np.cumsum(counts) - counts, counts) + first[owner]
    begin = np.maximum(turn[:, None] * period + edges[:-1:2], low[owner, None])
    stop = np.minimum(turn[:, None] * period + edges[1::2], high[owner, None])
    seen = stop > begin
    return np.broadcast_to(owner[:, None], seen.shape)[seen], begin[seen], stop[seen]
