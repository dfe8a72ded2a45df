"""A curve for one frame of a drag: evenly spaced points, and more of them where the curve may break.

It is torn at the places that the tree names (``suspects``) to far less than a pixel, and drawn up to the ends of its
domain, with their dots. What only a close look shows (dots at jumps, holes) is left to ``sample``, when the hand rests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.markers import Marker
from derivgui.model.numeric.suspects.suspects import Suspect, SuspectKind
from derivgui.model.numeric.viewport import Viewport

Values: TypeAlias = Callable[[Array], Array]

EVEN_PIXELS = 3.0
# Each round looks into one of so many parts of the stretch before: three reach a thousandth of a pixel.
PARTS = 16
ROUNDS = 3
# A curve with more breaks or turns than these is no matter of evenly spaced points.
MOST_BREAKS = 12
MOST_TURNS = 24
# A curve that keeps this share of its change on a stretch a thousand times shorter has a jump there.
JUMP = 0.1
SEEN_PIXELS = 0.5
NONE = np.empty(0, dtype=np.intp)


def quick_curve(function: Values, breaks: Sequence[tuple[Suspect, Values]], view: Viewport) -> SampledCurve | None:
    """The curve in a window, None where it jumps or is too restless to be drawn so.

    ``breaks`` are the places at which it may break, each with its sub-function.
    """
    x = np.linspace(view.x0, view.x1, round(view.width / EVEN_PIXELS) + 1)
    y = function(x)
    starts = np.flatnonzero(_breaks_between(x, y, breaks)) if breaks else NONE
    if not starts.size:
        return _torn(x, y, x.size) if not breaks or _turns(y) <= MOST_TURNS else None
    if starts.size > MOST_BREAKS or _turns(y) > MOST_TURNS:
        return None
    near = _Near(function, breaks, x[starts], x[starts + 1], y[starts], y[starts + 1])
    for _ in range(ROUNDS):
        near.look_closer()
    if near.jumps_by(SEEN_PIXELS / view.pixels_per_y):
        return None
    all_x, all_y = np.concatenate((x, *near.x)), np.concatenate((y, *near.y))
    order = np.argsort(all_x, kind="stable")
    curve = _torn(all_x[order], all_y[order], x.size + ROUNDS * starts.size * (PARTS + 1))
    return replace(curve, markers=near.ends())


class _Near:
    """Stretches in which the curve may break, each narrowed down to where it does."""

    def __init__(
        self,
        function: Values,
        breaks: Sequence[tuple[Suspect, Values]],
        left: Array,
        right: Array,
        first: Array,
        last: Array,
    ) -> None:
        self._function, self._breaks = function, breaks
        self._left, self._right = left, right
        self._first, self._last = first, last
        self._change = np.absolute(last - first)
        self._points: list[tuple[Array, Array]] = []

    def look_closer(self) -> None:
        """Keep the part of each stretch in which something changes, and the points seen on the way."""
        x = np.linspace(self._left, self._right, PARTS + 1, axis=1)
        y = self._function(x.ravel())
        # From the end of one stretch to the beginning of the next nothing is compared.
        differs = np.append(_breaks_between(x.ravel(), y, self._breaks), False).reshape(x.shape)[:, :-1]
        y = y.reshape(x.shape)
        rows, part = np.arange(len(x)), np.argmax(differs, axis=1)
        self._points.append((x[:, 1:-1].ravel(), y[:, 1:-1].ravel()))
        self._left, self._right = x[rows, part], x[rows, part + 1]
        self._first, self._last = y[rows, part], y[rows, part + 1]

    def jumps_by(self, least: float) -> bool:
        """Whether the curve jumps somewhere by so much, as far as it seems; beside a pole everything does."""
        if all(suspect.kind != "jump" for suspect, _ in self._breaks):
            return False
        with np.errstate(all="ignore"):
            change = np.absolute(self._last - self._first)
            return bool((change > np.maximum(JUMP * self._change, least)).any())

    def ends(self) -> tuple[Marker, ...]:
        """Where the curve ends because a root or the like does, which has a value there."""
        edge, pole = self._passes("edge"), self._passes("pole")
        starts, stops = np.isfinite(self._last), np.isfinite(self._first)
        x, y = np.where(starts, self._right, self._left), np.where(starts, self._last, self._first)
        found = np.flatnonzero(edge & ~pole & (starts != stops))
        return tuple(Marker("endpoint", float(x[k]), float(y[k])) for k in found)

    def _passes(self, kind: SuspectKind) -> NDArray[np.bool_]:
        """In which stretches a sub-function of this kind passes through its level."""
        found = np.zeros(self._left.shape, dtype=bool)
        for suspect, values in self._breaks:
            if suspect.kind == kind:
                found |= suspect.side(values(self._left)) != suspect.side(values(self._right))
        return found

    @property
    def x(self) -> list[Array]:
        """The points seen, and the middles of what is left of each stretch."""
        return [*(x for x, _ in self._points), 0.5 * (self._left + self._right)]

    @property
    def y(self) -> list[Array]:
        """Their heights; NaN where the curve is torn."""
        return [*(y for _, y in self._points), np.full(self._left.size, np.nan)]


def _breaks_between(x: Array, y: Array, breaks: Sequence[tuple[Suspect, Values]]) -> NDArray[np.bool_]:
    """Whether between each point and the next the curve ends, or a sub-function passes through its level."""
    known = np.isfinite(y)
    differs: NDArray[np.bool_] = known[1:] != known[:-1]
    for suspect, values in breaks:
        side = suspect.side(values(x))
        differs = differs | (side[1:] != side[:-1]) & known[1:] & known[:-1]
    return differs


def _turns(y: Array) -> int:
    """How often the curve changes between rising and falling."""
    rises = np.sign(np.diff(y[np.isfinite(y)]))
    return int(np.count_nonzero(rises[1:] * rises[:-1] < 0))


def _torn(x: Array, y: Array, evaluations: int) -> SampledCurve:
    """The pieces on which the curve is defined."""
    known = np.concatenate(([False], np.isfinite(y), [False]))
    changes = np.flatnonzero(known[1:] != known[:-1]).tolist()
    points = np.stack([x, y], axis=1)
    runs = zip(changes[::2], changes[1::2], strict=True)
    return SampledCurve(tuple(points[start:end] for start, end in runs if end - start > 1), (), evaluations)
