"""Points of a curve that all samples had missed, put into its picture, and samples that they prove wrong, taken out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.sampling.curve import SampledCurve


def with_points(curve: SampledCurve, runs: list[Array], places: Array) -> SampledCurve:
    """The curve with more points of it: float64 of shape (n, 2) each, x increasing, on stretches without a break.

    What they lead from one piece to another is one piece, except at ``places``, float64 of shape (n,).
    """
    pieces, points = [], np.concatenate(runs)
    for piece in curve.pieces:
        inside = points[(points[:, 0] > piece[0, 0]) & (points[:, 0] < piece[-1, 0])]
        both = np.concatenate((piece, inside))
        _, first = np.unique(both[:, 0], return_index=True)
        pieces.append(both[first])
    pieces += _new_pieces(curve, runs)
    return replace(curve, pieces=_tied(sorted(pieces, key=lambda piece: float(piece[0, 0])), places))


def _tied(pieces: list[Array], places: Array) -> tuple[Array, ...]:
    """Sorted pieces, those that share an end as one."""
    tied: list[Array] = []
    for piece in pieces:
        if tied and tied[-1][-1, 0] == piece[0, 0] and not (places == piece[0, 0]).any():
            tied[-1] = np.concatenate((tied[-1], piece[1:]))
        else:
            tied.append(piece)
    return tuple(tied)


def without_strays(curve: SampledCurve, runs: list[Array], slack: float) -> SampledCurve:
    """The curve without samples more than ``slack`` above or below it.

    The runs are certain points of it on stretches without a break, float64 of shape (n, 2), x increasing: between two
    of them it keeps to their heights. Rounding makes such samples: doubles see floor(tanh 20) as 1.
    """
    pieces = curve.pieces
    for run in runs:
        pieces = tuple(_trusted(piece, run, slack) for piece in pieces)
    return replace(curve, pieces=tuple(piece for piece in pieces if len(piece) > 1))


def _trusted(piece: Array, run: Array, slack: float) -> Array:
    first, last = np.searchsorted(piece[:, 0], run[[0, -1], 0], side="right")
    if first == last:
        return piece
    inside = piece[first:last]
    after = np.clip(np.searchsorted(run[:, 0], inside[:, 0]), 1, len(run) - 1)
    low, high = np.minimum(run[after - 1, 1], run[after, 1]), np.maximum(run[after - 1, 1], run[after, 1])
    right = (inside[:, 1] >= low - slack) & (inside[:, 1] <= high + slack)
    return piece if right.all() else np.concatenate((piece[:first], inside[right], piece[last:]))


def _new_pieces(curve: SampledCurve, runs: list[Array]) -> list[Array]:
    """The parts of runs where nothing was drawn, tied to what they continue."""
    new: list[Array] = []
    for run in sorted(runs, key=lambda run: float(run[0, 0])):
        for part in _outside(run, curve.pieces):
            if new and new[-1][-1, 0] == part[0, 0]:
                new[-1] = np.concatenate((new[-1], part[1:]))
            else:
                new.append(part)
    return [part for part in new if len(part) > 1]


def _outside(run: Array, pieces: tuple[Array, ...]) -> list[Array]:
    """What lies beyond all pieces, with the ends of the pieces that it goes on from."""
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
