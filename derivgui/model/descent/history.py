"""All iterates of a run in one growing block of doubles."""

from __future__ import annotations

import math
from struct import Struct

import numpy as np

from derivgui.model.descent.vectors import Vector
from derivgui.model.language.real import Array

FIRST_ROWS = 64


class History:
    """Rows ``x[, y], f, ∂f/∂x[, ∂f/∂y], α``: α is the rate of the step that led here, NaN at the start.

    Appending costs a fraction of a microsecond, and a hundred thousand iterates of two numbers 5 MB. A full block is
    left to those who look at it, and its rows are copied into one twice as large.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self.width = 2 * dimension + 2
        self._row = Struct(f"{self.width}d")
        self._block = bytearray(FIRST_ROWS * self._row.size)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, at: Vector, value: float, gradient: Vector, rate: float) -> None:
        """One more iterate."""
        end = self._count * self._row.size
        if end == len(self._block):
            self._block = self._block + bytearray(len(self._block))
        self._row.pack_into(self._block, end, *at, value, *gradient, rate)
        self._count += 1

    def row(self, k: int) -> tuple[float, ...]:
        """All numbers of iterate k; negative k count from the end."""
        return self._row.unpack_from(self._block, (k % self._count) * self._row.size)

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
        """The last rows, shape (at most count, width)."""
        return self.table()[max(0, self._count - count) :]

    def table(self) -> Array:
        """All rows, float64 of shape (len, width); not to be written to. Nothing is copied."""
        numbers = np.frombuffer(self._block, dtype=float, count=self._count * self.width)
        numbers.flags.writeable = False
        return numbers.reshape(-1, self.width)


def norm(vector: Vector) -> float:
    """Euclidean length, without overflow."""
    return math.hypot(*vector)
