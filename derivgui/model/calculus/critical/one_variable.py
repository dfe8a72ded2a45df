"""Critical points of a function of one variable: where f' is 0, and extremes at corners."""

from __future__ import annotations

import numpy as np

from derivgui.model.calculus.certainty import certified
from derivgui.model.calculus.landmarks import STATIONARY, Landmark, landmarks
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling import sample
from derivgui.model.numeric.viewport import Viewport

PROBES = 2000
# Pixels of the window in which the curve is looked at: as fine as a large screen.
WIDTH, HEIGHT = 2400.0, 1600.0
TAME = (1.0, 99.0)
PATIENCE = 500


def critical_landmarks(function: RealFunction, x0: float, x1: float) -> tuple[Landmark, ...]:
    """Extremes, horizontal inflections and level stretches between x0 and x1 (both included), with their status."""
    margin = 1e-3 * (x1 - x0)
    y = function(np.linspace(x0 - margin, x1 + margin, PROBES))
    seen = y[np.isfinite(y)]
    low, high = (float(value) for value in np.percentile(seen, TAME)) if seen.size else (-1.0, 1.0)
    pad = 0.1 * (high - low) or 1.0
    view = Viewport(x0 - margin, x1 + margin, low - pad, high + pad, WIDTH, HEIGHT)
    curve = sample(function, view, patience=PATIENCE)
    found = [mark for mark in landmarks(function, curve) if mark.kind in STATIONARY or mark.kind == "flat"]
    inside = (
        mark for mark in found if x0 <= mark.x <= x1 or (mark.end is not None and mark.x <= x1 and mark.end >= x0)
    )
    return certified(function, tuple(inside))
