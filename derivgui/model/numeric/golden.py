"""Places spread evenly that fall in step with no oscillation: multiples of the golden ratio, without their whole parts.

Of all numbers it is the hardest to come near to by fractions, so no period meets the same phase again and again, and
any number of places in a row leave gaps of much the same size (D. E. Knuth, The Art of Computer Programming 3, §6.4).
"""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array

GOLDEN = 0.5 * (5**0.5 - 1.0)


def golden_shares(count: int) -> Array:
    """The first ``count`` of them, the first 0, all in [0, 1): float64 of shape (count,)."""
    shares: Array = np.arange(count, dtype=float) * GOLDEN % 1.0
    return shares
