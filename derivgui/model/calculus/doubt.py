"""When double precision is not to be trusted, and what is asked instead."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array, Truth

# Fewer digits than these are worth asking again, unless what is lost is next to nothing.
RELATIVE = 1e-12
ABSOLUTE = 1e-13


def doubtful(value: Array | float, spread: Array | float) -> Truth:
    """True where cancellation has left a value with too few digits. A spread of NaN is a doubt as well."""
    size = np.absolute(np.asarray(value, dtype=float))
    width = np.asarray(spread, dtype=float)
    lost: Truth = ~((width <= RELATIVE * size) | (width <= ABSOLUTE)) & np.isfinite(size)
    return lost
