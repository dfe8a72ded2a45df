"""What sampling finds: lines, bands, and marks of a curve in a window."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.real import Array
from derivgui.model.numeric.places.search import Interval
from derivgui.model.numeric.sampling.markers import Marker


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A stretch too restless for lines: columns at ``x`` between ``low`` and ``high`` (arrays of one length)."""

    x: Array
    low: Array
    high: Array


@dataclass(frozen=True, slots=True, eq=False)
class SampledCurve:
    """What is known of a curve in a window.

    Attributes:
        pieces: float64 arrays of shape (n, 2), n >= 2, x increasing; no piece crosses a gap, a jump or a pole, and each
            ends at its one-sided limit where there is one.
        bands: stretches that lines cannot show.
        evaluations: how often f was evaluated.
        markers: holes, dots, poles and ends of the domain, by x.
        unresolved: the x ranges in which the picture is not determined, by x.
        waits: whether some of these are left open for want of time only: ``sample.finished`` looks at them.
    """

    pieces: tuple[Array, ...]
    bands: tuple[Band, ...]
    evaluations: int
    markers: tuple[Marker, ...] = ()
    unresolved: tuple[Interval, ...] = ()
    waits: bool = False
