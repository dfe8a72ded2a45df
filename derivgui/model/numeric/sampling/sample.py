"""Adaptive sampling of a curve y = f(x) in pixel space.

The critical places of a function (``places``) cut the window, and each piece is sampled up to its own ends, which are
known (``ends``). In between, a coarse grid is refined by halving until every chord lies within a fraction of a pixel of
the curve. Where there is no tree to ask, or it leaves a doubt, what is steep is followed by bisection until it proves
to be connected or torn. What cannot be resolved at the scale of a pixel becomes a band, not made-up lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.golden import uneven_shares
from derivgui.model.numeric.places.places import Places, Watch, merged
from derivgui.model.numeric.places.search import Interval
from derivgui.model.numeric.sampling.bands import band, in_sight, inner_points
from derivgui.model.numeric.sampling.crowding import Amid, stretches, turns_too_often, unsettled
from derivgui.model.numeric.sampling.curve import Band, SampledCurve
from derivgui.model.numeric.sampling.dips import with_dips
from derivgui.model.numeric.sampling.markers import Marker, markers_at
from derivgui.model.numeric.sampling.needles import with_needles
from derivgui.model.numeric.sampling.poles import approached, beside_poles
from derivgui.model.numeric.sampling.probe import JOINED_PIXELS, Function, Jets, Probe
from derivgui.model.numeric.sampling.refinement import FIRST_STEP_PIXELS, SMALLEST_STEP_PIXELS, refining
from derivgui.model.numeric.sampling.tears import following
from derivgui.model.numeric.sampling.unknown import unknown_stretches
from derivgui.model.numeric.steps import PATIENCE, Steps, at_once, quietly
from derivgui.model.numeric.viewport import Viewport

if TYPE_CHECKING:
    from derivgui.model.numeric.ends.ends import EndKind, Ends
    from derivgui.model.numeric.ends.examiner import Examiner

# The edges of a window are not taken for a place that is farther away than so many units of rounding.
EDGE_UNITS = 4096.0
# Steps as even as can be see a fast wave at the same phase again and again. Each point is moved by up to half of this
# share of a step.
UNEVENNESS = 0.4
# The shares of the way from one place to the next at which a needle between both is seen.
WITHIN_GAPS = np.array([0.12, 0.5, 0.88])
# Shares of the way to a place at which a swing of any kind is seen.
CLOSER = 0.37 ** np.arange(32.0)
# A curve is sampled once more for each of these, as long as something waits.
PATIENCE_AT_REST = 3 * PATIENCE


def sample(
    function: Function, viewport: Viewport, source: RealFunction | None = None, patience: float = PATIENCE
) -> SampledCurve:
    """Sample ``function`` over a window.

    Parameters
    ----------
    function: float64 array to float64 array, NaN where undefined. The tree of a ``RealFunction`` tells where to look
        for breaks; those of any other callable are found by bisection alone, and are not marked.
    viewport: the window.
    source: the function whose derivative ``function`` is; its tree then tells where to look.
    patience: the seconds for places that have to be examined at length, and as many for values that have to be computed
        with more digits; the others wait, unresolved or noisy, for the next call.
    """
    return at_once(sampling(function, viewport, source, patience))


def sampling(
    function: Function, viewport: Viewport, source: RealFunction | None = None, patience: float = PATIENCE
) -> Steps[SampledCurve]:
    """``sample`` that pauses every few milliseconds."""
    probe = Probe(function, viewport, patience, _jets_of(function, source))
    sampler = _Sampler(probe, _Look.at(function, source), patience)
    # Differences of values near the largest double overflow; they are off the window then and nothing else.
    return (yield from quietly(sampler.running()))


def finished(
    function: Function, curve: SampledCurve, viewport: Viewport, source: RealFunction | None = None
) -> Steps[SampledCurve]:
    """A curve of ``sample`` with nothing left open for want of time; pauses every few milliseconds."""
    look = _Look.at(function, source) if curve.waits else None
    if look is None:
        return curve
    places, examiner = look.watch.places(viewport), look.examiner
    while examiner.waits(places):
        yield
        yield from examiner.examining(places, 1.0 / viewport.pixels_per_x)
        yield from examiner.looking_amid(places)
    while curve.waits:
        yield
        curve = yield from sampling(function, viewport, source, PATIENCE_AT_REST)
    return curve


def _jets_of(function: Function, source: RealFunction | None) -> Jets | None:
    """How the curve rises and bends, where its tree tells."""
    if isinstance(function, RealFunction):
        return lambda x: function.jet(x, 2)
    if source is not None and function == source.derivative:
        return lambda x: source.jet(x, 3)[1:] * np.array([[1.0], [2.0], [3.0]])
    return None


@dataclass(frozen=True, slots=True)
class _Look:
    """Where a curve may break, and who examines it there; the tree is the owner's, whose slope the curve may be."""

    owner: RealFunction
    watch: Watch
    is_slope: bool

    @classmethod
    def at(cls, function: Function, source: RealFunction | None) -> _Look | None:
        """None where there is no tree."""
        owner = function if isinstance(function, RealFunction) else source
        if owner is None:
            return None
        watch = owner.notes.get("watch")
        if watch is None:
            watch = owner.notes["watch"] = Watch(owner)
        return cls(owner, watch, owner is not function)

    @property
    def examiner(self) -> Examiner:
        """Remembered with the owner; imported with the first place, since the curve of the first frame has none."""
        notes = self.owner.notes
        if "ends" not in notes:
            from derivgui.model.numeric.ends.examiner import Examiner
            from derivgui.model.numeric.ends.subjects import FunctionSubject, SlopeSubject

            notes["ends"] = whole = Examiner(FunctionSubject(self.owner, self.watch))
            notes["slope ends"] = Examiner(SlopeSubject(self.owner, whole))
        found: Examiner = notes["slope ends" if self.is_slope else "ends"]
        return found


_NO_PLACES = Places(np.zeros(0), (), ())


class _Sampler:
    """One run over one window; arrays ``x``, ``y`` stay sorted and of one length.

    At a critical place where the curve is torn three points share an abscissa: the limit from the left, NaN, the limit
    from the right. An infinite limit is an infinite y until the branch has been followed out of the window.
    """

    def __init__(self, probe: Probe, look: _Look | None, patience: float) -> None:
        self._probe = probe
        self._view = probe.view
        self._look = look
        self._patience = patience
        self._places = _NO_PLACES
        self._ends: list[Ends] = []
        self._amid: list[tuple[float, Ends]] = []
        self._waits = False

    def running(self) -> Steps[SampledCurve]:
        """The curve in this window."""
        probe = self._probe
        yield from self._looking_for_places()
        x, y = self._first_points()
        if self._look is not None:
            turned = yield from self._look.watch.turns.looking(self._view)
            x, y = with_needles(probe, x, y, turned.unknown() if self._look.is_slope else turned, self._places.x)
            yield
        x, y = with_dips(probe, x, y, self._places.crowds(x))
        x, y, restless = yield from refining(probe, self._places, x, y)
        turning = turns_too_often(probe, x, y, self._places.x)
        crowded, forced = unsettled(
            probe, x, y, restless & ~beside_poles(y), turning, self._places, self._heights_amid()
        )
        firsts, lasts = stretches(probe, x, y, crowded, forced, self._places.x)
        spans = list(zip(firsts.tolist(), lasts.tolist(), strict=True))
        bands = []
        for i, j in spans:
            bands.append(band(probe, x[i : j + 1], y[i : j + 1], self._heights_amid()))
            yield
        unresolved = [(float(x[i]), float(x[j])) for i, j in spans]
        isolated = restless.copy()
        for i, j in spans:
            isolated[i:j] = False
        hidden = inner_points(x.size, firsts, lasts)
        x, y, isolated, hidden = approached(probe, x, y, isolated, hidden)
        yield
        doubtful = self._is_doubtful(x, y, isolated)
        # At a place the curve arrives at what is known of it.
        x, y = yield from following(probe, x, np.where(hidden, np.nan, y), doubtful, self._places.x)
        unknown = unknown_stretches(probe, x, y, unresolved, bands)
        x, y = _without(x, y, unresolved)
        bands += [found for _, found in unknown]
        unresolved += [stretch for stretch, _ in unknown]
        seen = tuple(found for found in bands if found.x.size)
        return SampledCurve(
            _pieces(x, y),
            seen,
            probe.evaluations,
            self._markers(),
            self._unresolved(list(zip(unresolved, bands, strict=True))),
            self._waits or probe.waits,
        )

    def _heights_amid(self) -> Amid | None:
        """Of a function whose places crowd; nothing is known of its slope there."""
        look = self._look
        return look.watch.heights_amid if look and self._places.crowded and not look.is_slope else None

    def _looking_for_places(self) -> Steps[None]:
        if self._look is None:
            return
        self._places = yield from self._look.watch.looking(self._view)
        if not (self._places.x.size or self._places.amid):
            return
        examiner = self._look.examiner
        before = examiner.evaluations
        if self._places.x.size:
            self._ends = yield from examiner.examining(self._places, 1.0 / self._view.pixels_per_x, self._patience)
        if self._places.amid:
            self._amid = yield from examiner.looking_amid(self._places, self._patience)
            yield
        self._waits = examiner.waits(self._places)
        self._probe.evaluations += examiner.evaluations - before

    def _first_points(self) -> tuple[Array, Array]:
        """A coarse grid with the critical places in it."""
        view, places = self._view, self._places.x
        count = max(16, int(view.width / FIRST_STEP_PIXELS)) + 1
        grid = np.linspace(view.x0, view.x1, count)
        grid[1:-1] += UNEVENNESS * (view.x1 - view.x0) / (count - 1) * (uneven_shares(count - 2) - 0.5)
        if places.size == 0:
            return grid, self._probe.listen(grid, places, self._places)
        nearest = np.minimum(np.searchsorted(places, grid), places.size - 1)
        distance = np.minimum(
            np.absolute(grid - places[nearest]), np.absolute(grid - places[np.maximum(nearest - 1, 0)])
        )
        apart = distance * view.pixels_per_x > SMALLEST_STEP_PIXELS
        # A piece may begin or end at the edge of the window and be shorter than that.
        apart[[0, -1]] |= distance[[0, -1]] > EDGE_UNITS * np.spacing(np.absolute(grid[[0, -1]]))
        between = _between_close(places, SMALLEST_STEP_PIXELS / view.pixels_per_x)
        grid = np.sort(np.concatenate((grid[apart], between)))
        joined = np.array([ends.joined for ends in self._ends])
        torn = [ends for ends in self._ends if not ends.joined]
        gap = np.full(len(torn), np.nan)
        left, right = np.array([ends.left.limit for ends in torn]), np.array([ends.right.limit for ends in torn])
        whole = np.array([ends.value for ends in self._ends if ends.joined])
        x = np.concatenate((grid, places[joined], places[~joined], places[~joined], places[~joined]))
        beside = np.concatenate((places - 1.0 / view.pixels_per_x, places + 1.0 / view.pixels_per_x))
        y = np.concatenate((self._probe.listen(grid, beside, self._places), whole, left, gap, right))
        # Equal abscissas keep their order.
        order = np.argsort(x, kind="stable")
        return x[order], y[order]

    def _is_doubtful(self, x: Array, y: Array, restless: Truth) -> Truth:
        """Gaps that begin at no known place, and steep intervals that may hide a jump."""
        gap = (np.isnan(y[1:]) != np.isnan(y[:-1])) & ~self._places.bound(x)
        steep = restless & (np.absolute(np.diff(y)) * self._view.pixels_per_y > JOINED_PIXELS)
        if self._look is not None and self._look.watch.is_exact:
            # The tree knows every break: what is steep here is joined.
            steep &= self._places.crowds(x)
        doubtful: Truth = gap | steep
        return doubtful

    def _markers(self) -> tuple[Marker, ...]:
        known = [*zip(self._places.x.tolist(), self._ends, strict=True), *self._amid]
        return tuple(marker for x, ends in sorted(known, key=lambda pair: pair[0]) for marker in markers_at(x, ends))

    def _unresolved(self, bands: list[tuple[Interval, Band]]) -> tuple[Interval, ...]:
        """Bands as far as they are in sight, and the pixel around a place at which no line can arrive."""
        seen = [part for pair in bands for part in in_sight(*pair, self._view, self._places.amid)]
        half = 0.5 / self._view.pixels_per_x
        doubtful = [
            (x - half, x + half)
            for x, ends in zip(self._places.x.tolist(), self._ends, strict=True)
            if self._is_unresolved(x, (ends.left.kind, ends.right.kind)) or (self._waits and self._is_waiting(x))
        ]
        return merged([*seen, *doubtful], 0.0)

    def _is_unresolved(self, x: float, kinds: tuple[EndKind, EndKind]) -> bool:
        """Whether no line arrives at a place: nothing is known there, or the curve swings and that can be seen."""
        if "oscillating" not in kinds:
            return "not determined" in kinds
        view = self._view
        beside = np.clip(x + np.outer((-0.5, 0.5), CLOSER).ravel() / view.pixels_per_x, view.x0, view.x1)
        seen = np.clip(self._probe.evaluate(beside), view.y0, view.y1)
        return bool((np.fmax.reduce(seen) - np.fmin.reduce(seen)) * view.pixels_per_y > JOINED_PIXELS)

    def _is_waiting(self, x: float) -> bool:
        return self._look is not None and self._look.examiner.is_waiting(x)


def _between_close(places: Array, near: float) -> Array:
    """Points within the gaps of sorted places that are so close to each other that nothing else is asked there."""
    gaps = np.diff(places)
    close = (gaps > 0) & (gaps <= near)
    found: Array = (places[:-1][close, None] + gaps[close, None] * WITHIN_GAPS).ravel()
    return found[~np.isin(found, places)]


def _without(x: Array, y: Array, stretches: list[Interval]) -> tuple[Array, Array]:
    """The points with NaN on stretches, of which each has one within."""
    middles = np.array([start + 0.5 * (end - start) for start, end in stretches])
    at = np.searchsorted(x, middles)
    x, y = np.insert(x, at, middles), np.insert(y, at, np.nan)
    for start, end in stretches:
        y[(x > start) & (x < end)] = np.nan
    return x, y


def _pieces(x: Array, y: Array) -> tuple[Array, ...]:
    """Runs of defined points, without repeated abscissas."""
    known = ~np.isnan(y)
    fresh = known & np.concatenate(([True], (np.diff(x) > 0) | ~known[:-1]))
    points = np.column_stack((x, y))
    edges = np.diff(np.concatenate(([0], known.astype(np.int8), [0])))
    runs = zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True)
    pieces = (points[start:end][fresh[start:end]] for start, end in runs if end - start > 1)
    return tuple(piece for piece in pieces if len(piece) > 1)
