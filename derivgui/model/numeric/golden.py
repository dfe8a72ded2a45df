"""Numbers spread over [0, 1): evenly, or in step with no oscillation.

Of all numbers the golden ratio is the hardest to come near to by fractions: its multiples, without their whole parts,
leave gaps of much the same size however many there are (D. E. Knuth, The Art of Computer Programming 3, §6.4). But one
is as far from the next as that from the next but one. Of its multiples by squares each is at another distance from the
next, and they fill [0, 1) as well (H. Weyl, Über die Gleichverteilung von Zahlen mod. Eins, Math. Ann. 77, 1916).
"""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array

GOLDEN = 0.5 * (5**0.5 - 1.0)


def golden_shares(count: int) -> Array:
    """The first ``count`` of its multiples, the first 0: float64 of shape (count,), evenly spread."""
    shares: Array = np.arange(count, dtype=float) * GOLDEN % 1.0
    return shares


def uneven_shares(count: int) -> Array:
    """The first ``count`` of its multiples by squares, the first 0: float64 of shape (count,).

    Steps made uneven by them meet no oscillation, however fast, at the same phase again and again.
    """
    shares: Array = np.arange(count, dtype=float) ** 2 * GOLDEN % 1.0
    return shares
