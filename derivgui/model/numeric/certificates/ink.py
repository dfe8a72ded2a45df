"""What of a curve is drawn in each column of pixels: the yardstick of a certificate."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.neighbours import with_neighbours
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.viewport import Viewport

# A value so many pixels off the lowest and highest ink of its column and the columns beside it can be seen to be off.
TOLERANCE = 1.0


class Ink:
    """Lowest and highest drawn height of each piece in each column, in pixels above the window's lower edge."""

    def __init__(self, curve: SampledCurve, view: Viewport) -> None:
        self._view = view
        self.columns = max(1, int(np.ceil(view.width)))
        self._starts = np.array([piece[0, 0] for piece in curve.pieces])
        self._ends = np.array([piece[-1, 0] for piece in curve.pieces])
        self._pieces = curve.pieces
        self._made: dict[int, tuple[Array, Array]] = {}
        self._none = np.full(self.columns, np.inf), np.full(self.columns, -np.inf)

    def piece_at(self, start: float, end: float) -> int | None:
        """The piece that is drawn all along a stretch; None where there is none."""
        index = int(np.searchsorted(self._starts, start, side="right")) - 1
        return index if index >= 0 and end <= self._ends[index] else None

    def is_drawn(self, start: float, end: float) -> bool:
        """Whether any piece is drawn on some part of a stretch."""
        return bool(((self._starts < end) & (self._ends > start)).any())

    def samples(self, start: float, end: float) -> Array:
        """The points that are drawn from ``start`` to ``end``, of shape (n, 2)."""
        touched = [
            piece[np.searchsorted(piece[:, 0], start) : np.searchsorted(piece[:, 0], end, side="right")]
            for piece in self._pieces[self._first(start) :]
            if piece[0, 0] <= end
        ]
        return np.concatenate(touched) if touched else np.zeros((0, 2))

    def _first(self, start: float) -> int:
        """The first piece that does not end before ``start``."""
        return int(np.searchsorted(self._ends, start))

    def heights(self, piece: int | None) -> tuple[Array, Array]:
        """Lowest and highest height allowed in each column, of shape (columns,); the lowest is the larger for none."""
        if piece is None:
            return self._none
        if piece not in self._made:
            self._made[piece] = self._of(self._pieces[piece])
        return self._made[piece]

    def _of(self, piece: Array) -> tuple[Array, Array]:
        view = self._view
        across = (piece[:, 0] - view.x0) * view.pixels_per_x
        height = np.clip((piece[:, 1] - view.y0) * view.pixels_per_y, -view.height, 2 * view.height)
        low, high = (ends.copy() for ends in self._none)
        border = np.arange(self.columns + 1, dtype=float)
        inside = (border >= across[0]) & (border <= across[-1])
        at_border = np.interp(border[inside], across, height)
        number = np.flatnonzero(inside)
        for column, value in (
            (np.floor(across).astype(int), height),
            (number, at_border),
            (number - 1, at_border),
        ):
            column = np.clip(column, 0, self.columns - 1)
            np.minimum.at(low, column, value)
            np.maximum.at(high, column, value)
        return with_neighbours(low, np.minimum) - TOLERANCE, with_neighbours(high, np.maximum) + TOLERANCE
