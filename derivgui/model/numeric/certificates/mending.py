"""Points of a curve that all samples had missed, put into its picture, and samples that they prove wrong, taken out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.sampling.curve import SampledCurve

# There is a pause after so many runs, which take a millisecond or two.
RUNS_AT_ONCE = 64


def mended(
    curve: SampledCurve, runs: list[Array], sharp: list[Array], slack: float, places: Array
) -> Generator[None, None, SampledCurve]:
    """The curve with the points of ``runs``, and without samples more than ``slack`` above or below those of ``sharp``.

    Both are certain points of it on stretches without a break, float64 of shape (n, 2) each, x increasing. Between two
    points that are sharp the curve keeps to their heights; rounding makes samples that do not: doubles see
    floor(tanh 20) as 1. What runs lead to from one piece to another is one piece, but not at ``places``, float64 of
    shape (n,). Where a curve swings runs are thousands, so this pauses every millisecond or two.
    """
    pieces = list(curve.pieces)
    for some in _portions(sharp):
        _take_out_strays(pieces, some, slack)
        yield
    drawn = [piece for piece in pieces if len(piece) > 1]
    starts, ends = _ends(drawn)
    outside: list[Array] = []
    for some in _portions(sorted(runs, key=lambda run: float(run[0, 0]))):
        for run in some:
            first, last = np.searchsorted(ends, run[0, 0], side="right"), np.searchsorted(starts, run[-1, 0])
            outside += _outside(run, drawn[first:last])
        yield
    pieces = [*_with_points(drawn, np.concatenate(runs)), *_tied(outside, places)]
    return replace(curve, pieces=tuple(_tied(sorted(pieces, key=lambda piece: float(piece[0, 0])), places)))


def _portions(runs: list[Array]) -> list[list[Array]]:
    return [runs[first : first + RUNS_AT_ONCE] for first in range(0, len(runs), RUNS_AT_ONCE)]


def _ends(pieces: Sequence[Array]) -> tuple[Array, Array]:
    """Where pieces in order begin and end."""
    return np.array([piece[0, 0] for piece in pieces]), np.array([piece[-1, 0] for piece in pieces])


def _with_points(pieces: list[Array], points: Array) -> list[Array]:
    found = []
    for piece in pieces:
        inside = points[(points[:, 0] > piece[0, 0]) & (points[:, 0] < piece[-1, 0])]
        both = np.concatenate((piece, inside))
        _, first = np.unique(both[:, 0], return_index=True)
        found.append(both[first])
    return found


def _take_out_strays(pieces: list[Array], runs: list[Array], slack: float) -> None:
    """From the pieces themselves; they keep their places in the list, also without a point."""
    known = [index for index, piece in enumerate(pieces) if len(piece)]
    starts, ends = _ends([pieces[index] for index in known])
    for run in runs:
        # What only touches a run has nothing in it.
        first, last = np.searchsorted(ends, run[0, 0], side="right"), np.searchsorted(starts, run[-1, 0], side="right")
        for index in known[first:last]:
            pieces[index] = _trusted(pieces[index], run, slack)


def _trusted(piece: Array, run: Array, slack: float) -> Array:
    first, last = np.searchsorted(piece[:, 0], run[[0, -1], 0], side="right")
    if first == last:
        return piece
    inside = piece[first:last]
    after = np.clip(np.searchsorted(run[:, 0], inside[:, 0]), 1, len(run) - 1)
    low, high = np.minimum(run[after - 1, 1], run[after, 1]), np.maximum(run[after - 1, 1], run[after, 1])
    right = (inside[:, 1] >= low - slack) & (inside[:, 1] <= high + slack)
    return piece if right.all() else np.concatenate((piece[:first], inside[right], piece[last:]))


def _tied(parts: list[Array], places: Array) -> list[Array]:
    """Parts by x, tied to what they continue: where one ends and the next begins, but at no place."""
    new: list[Array] = []
    for part in parts:
        if new and new[-1][-1, 0] == part[0, 0] and not (places == part[0, 0]).any():
            new[-1] = np.concatenate((new[-1], part[1:]))
        else:
            new.append(part)
    return [part for part in new if len(part) > 1]


def _outside(run: Array, pieces: Sequence[Array]) -> list[Array]:
    """What lies beyond all pieces that it meets, with the ends of the pieces that it goes on from."""
    parts = [run]
    for piece in pieces:
        start, end = piece[0], piece[-1]
        cut: list[Array] = []
        for part in parts:
            if part[0, 0] >= end[0] or part[-1, 0] <= start[0]:
                cut.append(part)
                continue
            before, after = part[part[:, 0] < start[0]], part[part[:, 0] > end[0]]
            cut += [np.concatenate((before, start[None]))] if len(before) else []
            cut += [np.concatenate((end[None], after))] if len(after) else []
        parts = cut
    return parts
