"""How a curve ends on both sides of its critical places: limits, poles, ends of the domain.

Doubles next to a place tell most of it at once for all places of a window: values at geometrically shrinking distances
settle, grow without end, or do not exist. Where rounding has eaten their digits, or where nothing has a value at the
place itself, ``behaviour_at`` is asked, and its answers are kept.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from derivgui.model.language.real import FARTHEST_TYPED_POLE, Array, Truth
from derivgui.model.numeric.ends.ends import End, Ends
from derivgui.model.numeric.ends.probes import PROBES, STEP, Probes, as_far_as_sure, read
from derivgui.model.numeric.places.places import Places
from derivgui.model.numeric.steps import PATIENCE, Steps, at_once, quietly, timed
from derivgui.model.numeric.suspects.suspects import SuspectKind

# The first probe stands so many units of rounding away, or a share of a pixel where these are next to nothing.
FIRST_UNITS = 64.0
SMALLEST_PIXELS = 2.0**-40
# Nothing close by may mean that rounding has made 0/0 of it: where there is something at this distance, who knows.
FAR_PIXELS = np.array([0.001, 0.05, 0.3])
MOST_REMEMBERED = 5000
# Of places that swing without end on both sides more of the same kind are left alone: there is nothing to be marked.
MOST_SWINGING = 6
UNKNOWN = Ends(End("not determined"), End("not determined"), math.nan)


def _is_told(pole: float, value: float) -> bool:
    """Whether there is a value at what may be a pole of a tangent, or none; far out doubles have one anyway."""
    return math.isnan(value) or abs(pole) <= FARTHEST_TYPED_POLE


class Subject(Protocol):
    """What is sampled: a function or its derivative."""

    def values(self, x: Array) -> Array:
        """Values, NaN where undefined."""
        ...

    def spread(self, x: Array) -> Array:
        """How far rounding may have carried the values."""
        ...

    def value_at(self, x: Array, accused: tuple[int, ...]) -> Array:
        """Values at critical places of one kind."""
        ...

    def is_unsure(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Places of one kind whose value doubles cannot tell."""
        ...

    def is_blurred(self, x: Array, accused: tuple[int, ...]) -> Truth:
        """Probes beside places of one kind that cannot be told from the place."""
        ...

    def deciding(self, x: float) -> Steps[Ends | None]:
        """A referee's answer where doubles cannot tell, None where there is no referee."""
        ...

    def kind(self, accused: tuple[int, ...]) -> SuspectKind:
        """The worst that may happen at places of one kind."""
        ...

    def is_joined(self, x: float, accused: tuple[int, ...]) -> bool:
        """Whether the common limit of both sides is the value at a place where the value by itself is not known."""
        ...


class Examiner:
    """Asks a subject about its places and remembers the answers."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._known: dict[float, Ends] = {}
        # Places that have to wait for the referee until the next time: one frame does not ask too much.
        self._waiting: set[float] = set()
        self.evaluations = 0

    def ends(self, places: Places, pixel: float, patience: float = PATIENCE) -> list[Ends]:
        """The ends at all places; ``pixel`` is the width of a pixel in x.

        A referee is asked for ``patience`` seconds, but once at least: who asks again and again comes to an end.
        """
        return at_once(self.examining(places, pixel, patience))

    def examining(self, places: Places, pixel: float, patience: float = PATIENCE) -> Steps[list[Ends]]:
        """The same, pausing every few milliseconds."""
        new = [index for index, x in enumerate(places.x.tolist()) if x not in self._known or x in self._waiting]
        if new:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
                self._waiting.clear()
                new = list(range(places.x.size))
            accused = [places.accused[index] for index in new]
            yield from quietly(self._examining(places.x[new], accused, pixel, patience))
        return [self._known[x] for x in places.x.tolist()]

    def looking_amid(self, places: Places, patience: float = PATIENCE) -> Steps[list[tuple[float, Ends]]]:
        """What the referee can prove of single places amid crowds, of which no probe could tell; the others wait."""
        spent = 0.0
        for x in places.amid:
            if x in self._known and x not in self._waiting:
                continue
            self._waiting.add(x)
            if not spent or spent < patience:
                ends, seconds = yield from timed(self._subject.deciding(x))
                spent += seconds
                self._waiting.discard(x)
                self._known[x] = ends or UNKNOWN
        return [(x, self._known[x]) for x in places.amid if x not in self._waiting and self._known[x].proven]

    def is_waiting(self, x: float) -> bool:
        """Whether the referee has still to be asked about this place."""
        return x in self._waiting

    def waits(self, places: Places) -> bool:
        """Whether one of these places still waits for the referee."""
        return any(x in self._waiting for x in (*places.x.tolist(), *places.amid))

    def _examining(self, x: Array, accused: Sequence[tuple[int, ...]], pixel: float, patience: float) -> Steps[None]:
        values, unsure = yield from self._values_at(x, accused)
        kinds = [self._subject.kind(one) for one in accused]
        poles = np.array([kind == "pole" for kind in kinds])
        distance = np.maximum(FIRST_UNITS * np.spacing(np.absolute(x)), SMALLEST_PIXELS * pixel)
        left = yield from self._side(x, -distance, accused, poles, pixel)
        right = yield from self._side(x, distance, accused, poles, pixel)
        spent = 0.0
        swinging = Counter[tuple[int, ...]]()
        for index, place in enumerate(x.tolist()):
            value = float(values[index])
            if kinds[index] == "corner" and not math.isnan(value):
                self._known[place] = Ends(End("finite", value), End("finite", value), value, joined=True)
                continue
            ends = None if unsure[index] else read(left, right, index, value, strict=True)
            if ends is not None and kinds[index] == "pole" and not _is_told(place, ends.value):
                ends = None
            self._waiting.discard(place)
            if ends is None and swinging[accused[index]] >= MOST_SWINGING and math.isnan(value):
                self._known[place] = UNKNOWN
                continue
            if ends is None and spent and spent >= patience:
                self._waiting.add(place)
            elif ends is None:
                ends, seconds = yield from timed(self._subject.deciding(place))
                spent += seconds
                swinging[accused[index]] += 1 if ends is not None and ends.swings else -MOST_SWINGING
            ends = ends or read(left, right, index, value, strict=False)
            if place in self._waiting:
                ends = as_far_as_sure(ends, left.odd[index], right.odd[index])
            if ends.is_hole and self._subject.is_joined(place, accused[index]):
                ends = Ends(ends.left, ends.right, ends.left.limit, joined=True)
            self._known[place] = ends

    def _values_at(self, x: Array, accused: Sequence[tuple[int, ...]]) -> Steps[tuple[Array, Truth]]:
        """The values at places, and which of them are not certain."""
        values = np.full(x.size, np.nan)
        unsure = np.zeros(x.size, dtype=bool)
        for kind in dict.fromkeys(accused):
            chosen = np.array([one == kind for one in accused])
            values[chosen] = self._subject.value_at(x[chosen], kind)
            unsure[chosen] = self._subject.is_unsure(x[chosen], kind)
            yield
        self.evaluations += x.size
        values[~np.isfinite(values)] = np.nan
        return values, unsure

    def _side(
        self, x: Array, first: Array, accused: Sequence[tuple[int, ...]], poles: Truth, pixel: float
    ) -> Steps[Probes]:
        far = np.sign(first)[:, None] * np.maximum(pixel * FAR_PIXELS, np.absolute(first)[:, None])
        points = x[:, None] + np.hstack((first[:, None] * STEP ** np.arange(PROBES), far))
        self.evaluations += points.size
        values = self._subject.values(points)
        away = np.asarray(np.isnan(values[:, PROBES:]).all(axis=1))
        blurred = np.zeros(x.size, dtype=bool)
        for kind in dict.fromkeys(accused):
            chosen = np.array([one == kind for one in accused])
            blurred[chosen] = self._subject.is_blurred(points[chosen, 0], kind)
            yield
        return Probes(values[:, :PROBES], self._subject.spread(points[:, 0]), poles, away, blurred)
