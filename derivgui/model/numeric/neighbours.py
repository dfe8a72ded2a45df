"""Rows of numbers: each entry together with those beside it, and all that are different."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)


def with_neighbours(values: NDArray[Number], combine: np.ufunc, reach: int = 1) -> NDArray[Number]:
    """Each of ``values``, shape (n,), combined with ``reach`` neighbours on either side; the ends go on as they end.

    ``combine`` is a binary function such as ``np.maximum``, which keeps a NaN, or ``np.fmax``, which does not.
    """
    padded = np.pad(values, reach, mode="edge")
    combined: NDArray[Number] = padded[: values.size]
    for shift in range(1, 2 * reach + 1):
        combined = combine(combined, padded[shift : shift + values.size])
    return combined


def distinct(*rows: NDArray[Number]) -> NDArray[Number]:
    """All numbers of some rows in order, each once; NumPy's own functions for it load its masked arrays first."""
    ordered = np.sort(np.concatenate(rows))
    kept: NDArray[Number] = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: ordered.size]]
    return kept
