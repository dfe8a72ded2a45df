"""Simple numbers that a rounded one may mean."""

from __future__ import annotations

import math
from fractions import Fraction

from derivgui.model.language.real import EPSILON

# What looks tidy by chance once in so many times is not meant.
UNLIKELY = 1000.0
TIDY_DECIMALS = 12
MOST_TIDY_PARTS = 1000
TIDY_PARTS_OF_PI = 12.0


def tidy(limit: float, accuracy: float) -> float | None:
    """The simple fraction, short decimal or multiple of π that a limit means, if there is one within its accuracy.

    Between fractions with denominators up to n there are gaps of 1/n² or so: the fewer digits of the limit are known,
    the simpler it must be to be no coincidence.
    """
    room = 1.0 / max(UNLIKELY * accuracy, EPSILON**2)
    if not 1.0 <= room < math.inf:
        return None
    decimals = min(TIDY_DECIMALS, math.floor(math.log10(room)))
    part = math.pi / TIDY_PARTS_OF_PI
    candidates = (
        round(limit, decimals) + 0.0,
        round(limit / part) * part,
        float(Fraction(limit).limit_denominator(min(math.isqrt(int(room)), MOST_TIDY_PARTS))),
    )
    return next((candidate for candidate in candidates if abs(candidate - limit) <= accuracy), None)
