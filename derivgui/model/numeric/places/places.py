"""The critical places of a function in a window: where its suspects meet their levels, to double precision.

Places on the bare variable are computed exactly; the others are searched for on a grid of the window (``search``).
Where places crowd, a stretch is reported instead of them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array, Truth
from derivgui.model.language.tree import Symbol, walk
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.forced import Forced
from derivgui.model.numeric.places.held import passage, stays
from derivgui.model.numeric.places.known_roots import Roots
from derivgui.model.numeric.places.search import SAME_SHARE, SAME_WITHIN, Interval, Search
from derivgui.model.numeric.places.turns import Turns
from derivgui.model.numeric.steps import Steps, at_once, quietly
from derivgui.model.numeric.suspects.equation import Equation
from derivgui.model.numeric.suspects.suspects import KINDS, Suspect, SuspectKind
from derivgui.model.numeric.viewport import Viewport

if TYPE_CHECKING:
    from derivgui.model.numeric.places.contacts import Contact

# Places closer than this, so many in a row, cannot be told apart.
CROWDED_PIXELS = 2.0
CROWDED_RUN = 8
MERGED_PIXELS = 8.0
# Those that are farther from the next than this, and so many times as far as that from its next, are told all the same.
APART_PIXELS = 0.3
APART_TIMES = 2.0

# Of these a curve may have any number that nobody sees.
MILD: frozenset[SuspectKind] = frozenset({"jump", "corner"})

HAIR = 1e-9
# Doubles with so many characters are no simple numbers.
ALL_DIGITS = 16

# Of so many places amid crowds it is asked what they are.
MOST_AMID = 40

MOST_CONTACTS = 500
MOST_NOTED = 100


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Critical places in a window.

    Attributes:
        x: sorted abscissas, float64.
        accused: for each place the indices (into ``Watch.suspects``) of all that meet their level there.
        crowded: stretches with more places than pixels can show, or where nobody can tell whether there are any; these
            are not in ``x``.
        amid: single places amid such a crowd, as the pole is towards which the steps of floor(1/x) crowd.
        torn: stretches of such a crowd, or single places, in which there may be more than steps and corners, or nobody
            can tell.
    """

    x: Array
    accused: tuple[tuple[int, ...], ...]
    crowded: tuple[Interval, ...]
    amid: tuple[float, ...] = ()
    torn: tuple[Interval, ...] = ()

    def crowds(self, x: Array) -> NDArray[np.bool_]:
        """Whether places crowd in the intervals between neighbours of sorted ``x``: one answer fewer than points."""
        crowded = np.zeros(x.size - 1, dtype=bool)
        for start, end in self.crowded:
            crowded |= (x[:-1] < end) & (x[1:] > start)
        return crowded

    def crowd_at(self, x: Array) -> NDArray[np.bool_]:
        """Whether points lie where places crowd."""
        inside = np.zeros(x.size, dtype=bool)
        for start, end in self.crowded:
            inside |= (start < x) & (x < end)
        return inside

    def bound(self, x: Array) -> NDArray[np.bool_]:
        """Whether the intervals between neighbours of sorted ``x`` end at a place, where all is known that can be."""
        if self.x.size == 0:
            return np.zeros(x.size - 1, dtype=bool)
        at_place = self.x[np.minimum(np.searchsorted(self.x, x), self.x.size - 1)] == x
        ends: NDArray[np.bool_] = at_place[1:] | at_place[:-1]
        return ends


class Watch:
    """The suspects of one function and what has been found of them; asked again for another window it is quick."""

    def __init__(self, function: RealFunction) -> None:
        self._function = function
        self.suspects = tuple(suspect for suspect, _ in function.suspects)
        self._forced: dict[tuple[Equation, ...], Forced] = {}
        self._roots = [Roots() for _ in self.suspects]
        # Places on the bare variable are exact, and those of a part better known than those of the whole.
        sizes = [sum(1 for _ in walk(suspect.tree)) for suspect in self.suspects]
        self._simplest_first = sorted(range(len(sizes)), key=sizes.__getitem__)
        self._exact = frozenset(i for i, suspect in enumerate(self.suspects) if isinstance(suspect.tree, Symbol))
        # Those of which a few may be amid a crowd of others.
        self._lonely = frozenset(
            index for index, suspect in enumerate(self.suspects) if suspect.period is None or suspect.kind == "pole"
        )
        # Places that only a closer look found, with their suspects.
        self._noted: list[tuple[float, int]] = []
        self._contacts: dict[int, list[tuple[float, Contact]]] = {}
        # Places that doubles cannot tell from their neighbourhood, by suspect and goal.
        self._flat: dict[tuple[int, int], list[float]] = {}
        self._last: tuple[Viewport, Places] | None = None
        self.turns = Turns(function)

    @property
    def is_exact(self) -> bool:
        """Whether all places are known from the tree alone, so that none can be overlooked."""
        return all(isinstance(suspect.tree, Symbol) for suspect in self.suspects)

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """The strongest of the suspicions on a place."""
        return min((self.suspects[index].kind for index in accused), key=KINDS.index)

    def places(self, view: Viewport) -> Places:
        """All critical places between ``view.x0`` and ``view.x1``."""
        return at_once(self.looking(view))

    def looking(self, view: Viewport) -> Steps[Places]:
        """The same, pausing every few milliseconds."""
        if self._last is not None and self._last[0] == view:
            return self._last[1]
        found, crowded, torn = yield from quietly(self._searching(view))
        found = sorted({*found, *((x, index) for x, index in self._noted if view.x0 <= x <= view.x1)})
        united = _united(found, view, self._simplest_first, self._exact)
        yield
        places = _sorted_out(united, crowded, view, self._lonely)
        if places.crowded:
            torn += [(x, x) for x, accused in united if self.kind(accused) not in MILD or x in places.amid]
            places = replace(places, torn=merged(torn, 0.0))
        self._last = view, places
        return places

    def looking_closer(self, closer: Viewport, view: Viewport) -> Steps[tuple[float, ...]]:
        """Places in a narrow window that the search over ``view`` overlooked; from now on they are known."""
        before = self.places(view)
        found, _, _ = yield from quietly(self._searching(closer))
        hair = SAME_SHARE * (view.x1 - view.x0)
        known: dict[int, list[float]] = {}
        for x, accused in zip(before.x.tolist(), before.accused, strict=True):
            for index in accused:
                known.setdefault(index, []).append(x)
        new = [
            (x, index)
            for x, index in found
            if view.x0 < x < view.x1 and not _has_near(known.get(index, []), x, max(SAME_WITHIN * math.ulp(x), hair))
        ]
        if not new or len(self._noted) + len(new) > MOST_NOTED:
            return ()
        self._noted += new
        self._last = None
        return tuple(x for x, _ in new)

    def _contact(self, index: int, x: float) -> Contact:
        """What becomes of a level that a sub-function seems to touch at x."""
        known = self._contacts.setdefault(index, [])
        for asked, contact in known:
            if x == asked or abs(x - contact.x) <= contact.reach:
                return contact
        from derivgui.model.numeric.places.contacts import contact_at

        if len(known) > MOST_CONTACTS:
            known.clear()
        found = contact_at(*self._function.suspects[index], x)
        known.append((x, found))
        return found

    def _told_by_balls(self, index: int, held: tuple[float, float, int], found: list[float]) -> list[float]:
        """The places found, but on a stretch where doubles cannot tell the one at which balls see the level passed."""
        start, end, goal = held
        known = self._flat.setdefault((index, goal), [])
        flat = next((x for x in known if start < x < end), None)
        if flat is None:
            flat = passage(*self._function.suspects[index], start, end, goal)
            known += [] if flat is None else [flat]
        return found if flat is None else [*(x for x in found if not start < x < end), flat]

    def _searching(self, view: Viewport) -> Steps[tuple[list[tuple[float, int]], list[Interval], list[Interval]]]:
        """Places with their suspects, stretches where they crowd, and those with more than steps and corners."""
        found: list[tuple[float, int]] = []
        crowded: list[Interval] = []
        torn: list[Interval] = []
        turned = (yield from self.turns.looking(view)).x if self.suspects else np.zeros(0)
        for index in self._simplest_first:
            suspect, unclear = self.suspects[index], 0
            if isinstance(suspect.tree, Symbol):
                x, crowds = _lattice(suspect, view)
            else:
                known = sorted({place for place, _ in found})
                x, crowds, unclear = yield from self._searching_on_a_grid(index, known, view, turned)
            found.extend((place, index) for place in x)
            crowded.extend(crowds)
            torn.extend(crowds[-unclear or len(crowds) :] if suspect.kind in MILD else crowds)
        return found, crowded, torn

    def _searching_on_a_grid(
        self, index: int, known: list[float], view: Viewport, turned: Array
    ) -> Steps[tuple[list[float], list[Interval], int]]:
        """The same for one suspect, beside the places known of simpler ones; nobody can tell of the last crowds."""
        suspect, inner = self._function.suspects[index]
        search = Search(suspect, inner, self._roots[index], view, turned)
        yield
        crossing, touching, crowds = yield from search.running(known)
        touched: list[float] = []
        passed: list[float] = []
        for place in touching:
            contact = self._contact(index, place)
            touched += [contact.x] if contact.kind in ("touched", "unknown") else []
            passed += [root.near for root in contact.passages]
            yield
        x = [*search.reconciled(crossing, touched, math.inf), *passed]
        x = search.reconciled(x, known, 1.0 / view.pixels_per_x)
        for stretch in search.held:
            x = self._told_by_balls(index, stretch, x)
            yield
        unclear = []
        if suspect.kind != "corner":
            unclear = [stretch[:2] for stretch in search.held if stays(suspect, inner, *stretch)]
        yield
        return [place for place in x if view.x0 <= place <= view.x1], crowds + unclear, len(unclear)

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """f at places with the same suspects, whose equations are taken to hold exactly there."""
        return self._forced_by(accused).value(x)

    def heights_amid(self, starts: Array, ends: Array, closely: bool) -> Array:
        """Values at and beside places that crowd in columns: one in each of every suspect but poles; NaN for none.

        Of the columns' shape (n,) are the rows of what comes back. Where x^2 sqrt|sin x| is 0, no sample of it is low,
        and a needle from one place to the next has no width. Without looking ``closely`` limits do, at places
        on the bare variable.
        """
        from derivgui.model.numeric.places.amid import BESIDE, places_within

        rows = [np.full((1, *starts.shape), np.nan)]
        for index, (suspect, inner) in enumerate(self._function.suspects):
            if suspect.kind != "pole" and (closely or isinstance(suspect.tree, Symbol)):
                x = places_within(suspect, inner, starts, ends)
                if np.isnan(x).all():
                    continue
                rows += [self.value_at(x, (index,))[None], self._forced_by((index,)).beside(x)]
                if closely:
                    rows.append(self._function(np.clip(x + np.outer(BESIDE, ends - starts), starts, ends)))
        return np.concatenate(rows)

    def is_unsure(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Such places whose value by itself doubles cannot tell."""
        return self._forced_by(accused).is_unsure(x)

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Points beside such places at which doubles cannot tell whether a step or a pole is behind or ahead."""
        return self._forced_by(accused).is_blurred(x)

    def _forced_by(self, accused: tuple[int, ...]) -> Forced:
        origins = tuple(dict.fromkeys(origin for index in accused for origin in self.suspects[index].origins))
        # The corners of |2|2x - 1| - 1| are many suspects of few equations.
        if origins not in self._forced:
            self._forced[origins] = Forced(self._function, origins)
        return self._forced[origins]


def _has_near(ordered: Sequence[float], x: float, reach: float) -> bool:
    """Whether one of these numbers, in order, is so close."""
    after = bisect_left(ordered, x - reach)
    return after < len(ordered) and ordered[after] <= x + reach


def _lattice(suspect: Suspect, view: Viewport) -> tuple[list[float], list[Interval]]:
    """The exact places of a suspect on the bare variable."""
    offset = float(suspect.offset)
    if suspect.period is None:
        return ([offset] if view.x0 <= offset <= view.x1 else []), []
    period = float(suspect.period)
    if period * view.pixels_per_x < CROWDED_PIXELS:
        return [], [(view.x0, view.x1)]
    # Rounding must not lose a place at the very edge.
    first, last = math.ceil((view.x0 - offset) / period - HAIR), math.floor((view.x1 - offset) / period + HAIR)
    if not suspect.offset.pi and not suspect.period.pi:
        places = _rational_lattice(suspect.offset.rational, suspect.period.rational, first, last)
    else:
        places = [float(suspect.offset + suspect.period.scaled(k)) for k in range(first, last + 1)]
    return [place for place in places if view.x0 <= place <= view.x1], []


def _rational_lattice(offset: Fraction, period: Fraction, first: int, last: int) -> list[float]:
    """Quotients of whole numbers, so rounded once each."""
    below = math.lcm(offset.denominator, period.denominator)
    start, step = int(offset * below), int(period * below)
    return [(start + k * step) / below for k in range(first, last + 1)]


def _united(
    found: list[tuple[float, int]], view: Viewport, order: Sequence[int], exact: Set[int]
) -> list[tuple[float, tuple[int, ...]]]:
    """Places that are the same but for rounding as one, with all their suspects.

    One that is known exactly is it; of 2 and 2.0000000000000004 the first is meant, of two others that of the simplest
    suspect.
    """

    def unclarity(x: float, index: int) -> tuple[bool, int, int]:
        return index not in exact, min(len(repr(x)), ALL_DIGITS), order.index(index)

    united: list[tuple[float, tuple[int, ...]]] = []
    meant = 0.0, 0
    for x, index in found:
        if united and x - united[-1][0] <= max(SAME_WITHIN * math.ulp(x), SAME_SHARE * (view.x1 - view.x0)):
            meant = min(meant, (x, index), key=lambda place: unclarity(*place))
            united[-1] = meant[0], tuple(sorted({*united[-1][1], index}))
        else:
            united.append((x, (index,)))
            meant = x, index
    return united


def _sorted_out(
    places: list[tuple[float, tuple[int, ...]]], crowded: list[Interval], view: Viewport, lonely: Set[int]
) -> Places:
    """Runs of places too close for pixels become stretches; those of ``lonely`` suspects are told amid them."""
    x = np.array([place for place, _ in places], dtype=float)
    close = np.diff(x) * view.pixels_per_x < CROWDED_PIXELS
    edges = np.diff(np.concatenate(([0], close.astype(np.int8), [0])))
    for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        if end - start >= CROWDED_RUN:
            first, last = _crowding(x, int(start), int(end), APART_PIXELS / view.pixels_per_x)
            crowded.append((float(x[first]), float(x[last])))
    stretches = merged(crowded, MERGED_PIXELS / view.pixels_per_x)
    free: list[tuple[float, tuple[int, ...]]] = []
    amid: list[list[float]] = [[] for _ in stretches]
    # Of the stretches, which are in order and apart, the only one that may hold a place.
    next_one = np.searchsorted(np.array([end for _, end in stretches]), x).tolist()
    for (place, accused), after in zip(places, next_one, strict=True):
        if after == len(stretches) or place < stretches[after][0]:
            free.append((place, accused))
        elif not lonely.isdisjoint(accused):
            amid[after].append(place)
    # Many are a crowd themselves.
    few = sorted(place for some in amid if len(some) < CROWDED_RUN for place in some)
    found = np.array([place for place, _ in free], dtype=float)
    return Places(found, tuple(accused for _, accused in free), stretches, tuple(few[:MOST_AMID]))


def _crowding(x: Array, start: int, end: int, apart: float) -> tuple[int, int]:
    """First and last of places that crowd, without those on their way to where they do, each much closer to it."""
    gaps = np.diff(x)
    while end - start >= CROWDED_RUN and gaps[start] > max(apart, APART_TIMES * gaps[start + 1]):
        start += 1
    while end - start >= CROWDED_RUN and gaps[end - 1] > max(apart, APART_TIMES * gaps[end - 2]):
        end -= 1
    return start, end


def merged(stretches: list[Interval], gap: float) -> tuple[Interval, ...]:
    """The same stretches in order, those less than ``gap`` apart as one."""
    found: list[Interval] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + gap:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
