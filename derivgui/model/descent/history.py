"""All iterates of a run in one growing array of doubles."""

from __future__ import annotations

import math
from array import array

import numpy as np

from derivgui.model.descent.vectors import Vector
from derivgui.model.language.real import Array

FIRST_ROWS = 64


class History:
    """Rows ``x[, y], f, ∂f/∂x[, ∂f/∂y], α``: α is the rate of the step that led here, NaN at the start.

    Appending costs a fraction of a microsecond, and a hundred thousand iterates of two numbers 5 MB.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self.width = 2 * dimension + 2
        self._data = array("d")
        self._count = 0
        # Rows as an array, with room to grow; the first ``_copied`` are filled.
        self._buffer: Array = np.empty((0, self.width))
        self._copied = 0

    def __len__(self) -> int:
        return self._count

    def append(self, at: Vector, value: float, gradient: Vector, rate: float) -> None:
        """One more iterate."""
        self._data.extend((*at, value, *gradient, rate))
        self._count += 1

    def row(self, k: int) -> tuple[float, ...]:
        """All numbers of iterate k; negative k count from the end."""
        start = (k % self._count) * self.width
        return tuple(self._data[start : start + self.width])

    def at(self, k: int) -> tuple[float, ...]:
        """The point of iterate k."""
        return self.row(k)[: self.dimension]

    def value(self, k: int) -> float:
        """f there."""
        return self.row(k)[self.dimension]

    def gradient(self, k: int) -> tuple[float, ...]:
        """The gradient there."""
        return self.row(k)[self.dimension + 1 : -1]

    def rate(self, k: int) -> float:
        """α of the step that led there."""
        return self.row(k)[-1]

    def update(self, k: int) -> tuple[float, ...] | None:
        """The step from iterate k to the next, None at the last."""
        if not 0 <= k < self._count - 1:
            return None
        return tuple(b - a for a, b in zip(self.at(k), self.at(k + 1), strict=True))

    def tail(self, count: int) -> Array:
        """The last rows as an array of shape (at most count, width)."""
        start = max(0, self._count - count) * self.width
        return np.array(self._data[start:], dtype=float).reshape(-1, self.width)

    def table(self) -> Array:
        """All rows, float64 of shape (len, width); not to be written to. Only new rows are copied."""
        if self._copied < self._count:
            if len(self._buffer) < self._count:
                grown = np.empty((max(2 * self._count, FIRST_ROWS), self.width))
                grown[: self._copied] = self._buffer[: self._copied]
                self._buffer = grown
            new = np.array(self._data[self._copied * self.width :], dtype=float).reshape(-1, self.width)
            self._buffer[self._copied : self._count] = new
            self._copied = self._count
        table = self._buffer[: self._count]
        table.flags.writeable = False
        return table

    def head(self, count: int) -> History:
        """A copy of the first rows."""
        copy = History(self.dimension)
        copy._data = self._data[: count * self.width]
        copy._count = min(count, self._count)
        return copy


def norm(vector: Vector) -> float:
    """Euclidean length, without overflow."""
    return math.hypot(*vector)
