"""Critical points of a function of one variable: where f' is 0, and extremes at corners."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from derivgui.model.calculus.breaks import shaped
from derivgui.model.calculus.certainty import certified
from derivgui.model.calculus.landmarks import STATIONARY, Landmark, landmarks
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

PROBES = 2000
# Pixels of the window in which the curve is looked at: as fine as a large screen.
WIDTH, HEIGHT = 2400.0, 1600.0
TAME = (1.0, 99.0)
MARGIN = 1e-3
# An inflection may turn out to be a horizontal one.
_PERHAPS = STATIONARY | {"flat", "inflection"}


@dataclass(frozen=True, slots=True)
class CurveSurvey:
    """What was found on a stretch of a curve.

    Attributes:
        marks: extremes, horizontal inflections and level stretches by x, with their status.
        restless: the x ranges in which the curve is too restless to be looked at point by point.
    """

    marks: tuple[Landmark, ...]
    restless: tuple[tuple[float, float], ...]


def critical_landmarks(function: RealFunction, x0: float, x1: float) -> CurveSurvey:
    """Between x0 and x1, both included. That none is missing is not proven."""
    curve = sample(function, _view(function, x0, x1), patience=math.inf)
    found = (mark for mark in landmarks(function, curve) if mark.kind in _PERHAPS)
    judged = certified(function, tuple(mark for mark in found if _meets(mark, x0, x1)))
    marks = (shaped(function, mark) for mark in judged if mark.kind in STATIONARY or mark.kind == "flat")
    restless = ((max(a, x0), min(b, x1)) for a, b in _restless(curve) if a < x1 and b > x0)
    return CurveSurvey(tuple(_clipped(mark, x0, x1) for mark in marks), _joined(restless))


def _view(function: RealFunction, x0: float, x1: float) -> Viewport:
    """A window a little wider, as high as the curve mostly is."""
    margin = MARGIN * (x1 - x0)
    y = function(np.linspace(x0 - margin, x1 + margin, PROBES))
    seen = y[np.isfinite(y)]
    low, high = (float(value) for value in np.percentile(seen, TAME)) if seen.size else (-1.0, 1.0)
    pad = 0.1 * (high - low) or 1.0
    return Viewport(x0 - margin, x1 + margin, low - pad, high + pad, WIDTH, HEIGHT)


def _restless(curve: SampledCurve) -> Iterable[tuple[float, float]]:
    yield from ((float(band.x[0]), float(band.x[-1])) for band in curve.bands)
    yield from curve.unresolved


def _joined(ranges: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The same ranges with those that overlap made one, by x."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(high, joined[-1][1])
        else:
            joined.append((low, high))
    return tuple(joined)


def _meets(mark: Landmark, x0: float, x1: float) -> bool:
    return x0 <= mark.x <= x1 if mark.end is None else mark.x < x1 and mark.end > x0


def _clipped(mark: Landmark, x0: float, x1: float) -> Landmark:
    return mark if mark.end is None else replace(mark, x=max(mark.x, x0), end=min(mark.end, x1))
