"""Needles of a curve that its first samples miss: points at which it may turn sharply, kept where it does."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.neighbours import distinct
from derivgui.model.numeric.places.turns import Turned
from derivgui.model.numeric.sampling.probe import Probe

# A point so far off all samples beside it is drawn.
SEEN_PIXELS = 0.5
# Points of one height that are closer are one.
SAME_PIXELS = 0.5
ROUNDS = 4
# So close to a place it is known better what happens.
BESIDE_UNITS = 64.0


def with_needles(probe: Probe, x: Array, y: Array, turned: Turned, places: Array) -> tuple[Array, Array]:
    """The sorted points of a curve and those between them at which it leaves them; equal abscissas keep their order.

    Next to its ``places`` it is known better.
    """
    new_x, new_y = turned.x, turned.y
    apart = (new_x > x[0]) & (new_x < x[-1]) & ~_is_beside(new_x, places)
    apart &= x[np.minimum(np.searchsorted(x, new_x), x.size - 1)] != new_x
    new_x, new_y = new_x[apart], new_y[apart]
    if not new_x.size:
        return x, y
    asked = np.isnan(new_y)
    new_y[asked] = probe.evaluate(new_x[asked])
    for _ in range(ROUNDS):
        kept = _standing_out(probe, x, y, new_x, new_y)
        told = ~asked[kept] | probe.is_told(new_x[kept])
        if told.all():
            break
        # What rounding may have made has hidden what is true beside it.
        new_y[kept[~told]] = np.nan
    kept = kept[told]
    at = np.searchsorted(x, new_x[kept])
    return np.insert(x, at, new_x[kept]), np.insert(y, at, new_y[kept])


def _is_beside(x: Array, places: Array) -> Truth:
    """Points that rounding does not tell from one of some sorted places."""
    padded = np.concatenate(([-np.inf], places, [np.inf]))
    after = np.searchsorted(padded, x)
    beside: Truth = np.minimum(x - padded[after - 1], padded[after] - x) <= BESIDE_UNITS * np.spacing(np.absolute(x))
    return beside


def _standing_out(probe: Probe, x: Array, y: Array, new_x: Array, new_y: Array) -> Indices:
    """New points above or below the chord of the samples beside them, and more so than the new ones beside these."""
    after = np.searchsorted(x, new_x)
    height = probe.height_in_pixels(new_y)
    before, behind = (probe.height_in_pixels(y[index]) for index in (after - 1, after))
    before, behind = np.where(np.isnan(before), behind, before), np.where(np.isnan(behind), before, behind)
    chord = before + (behind - before) * ((new_x - x[after - 1]) / (x[after] - x[after - 1]))
    # Where the samples tell nothing all is new, on either side.
    off = np.where(np.isnan(chord), probe.view.height, height - chord)
    off[np.isnan(height)] = 0.0
    cell = np.floor((new_x - probe.view.x0) * probe.view.pixels_per_x / SAME_PIXELS)
    return distinct(_tips(off, after, cell), _tips(-off, after, cell))


def _tips(off: Array, group: Indices, cell: Array) -> Indices:
    """The first of equals in a cell that are no less far off than those before and behind them in their group."""
    share = np.floor(off / SEEN_PIXELS)
    fresh = (np.diff(share, prepend=-1.0) != 0) | (np.diff(cell, prepend=-1.0) != 0)
    starts = np.flatnonzero(fresh | (np.diff(group, prepend=-1) != 0))
    level, of = share[starts], group[starts]
    apart = of[1:] != of[:-1]
    rises = np.concatenate(([True], (level[1:] >= level[:-1]) | apart))
    falls = np.concatenate(((level[1:] <= level[:-1]) | apart, [True]))
    return starts[rises & falls & (level > 0)]
