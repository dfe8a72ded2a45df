"""Where a curve comes into sight for less than its samples tell: its turning points, climbed to by Newton's method.

A curve such as x + x cos x touches the axis at every turn and is above a low window everywhere else. Samples of it see
that it turns out of sight, which is enough to look for the turning points themselves.
"""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.golden import uneven_shares
from derivgui.model.numeric.places.places import merged
from derivgui.model.numeric.sampling.probe import JOINED_PIXELS, Probe

ROUNDS = 12
# Of each step these multiples are tried: towards the corner of √|u| one leads twice too far, and towards the turning
# point of u^4 to a third of the way only.
MULTIPLES = (3.0, 1.0, 0.5, 0.1)
# What comes no closer by this share of a pixel has arrived.
ARRIVED_PIXELS = 1e-3
# So many dips, each so close to the next, are a row. All of a row are looked for, from points as close as this and as
# far away from each as that.
FEWEST_IN_ROW = 3
ROW_PIXELS_APART = 128.0
ROW_PIXELS = 0.5
REACH_PIXELS = 4.0
# A point this close to another tells nothing new.
SAME_PIXELS = 0.002


def with_dips(probe: Probe, x: Array, y: Array, crowded: Truth) -> tuple[Array, Array]:
    """The sorted points of a curve and those in between where it comes into sight, turning back to where it was.

    Nothing is looked for in ``crowded`` intervals, of shape (n - 1,). Equal abscissas keep their order.
    """
    beyond = _beyond(probe, y)
    inner, size = beyond[1:-1], np.absolute(beyond)
    turns = (inner != 0) & (np.sign(beyond[:-2]) == np.sign(inner)) & (np.sign(beyond[2:]) == np.sign(inner))
    turns &= (size[1:-1] <= size[:-2]) & (size[1:-1] <= size[2:]) & (size[:-2] + size[2:] > 2 * size[1:-1])
    turns &= np.isfinite(beyond[:-2]) & np.isfinite(beyond[2:]) & ~(crowded[1:] | crowded[:-1])
    seeds = 1 + np.flatnonzero(turns)
    if not seeds.size or not probe.has_jets:
        return x, y
    reach = np.minimum(x[seeds] - x[seeds - 1], x[seeds + 1] - x[seeds])
    found, heights = _in_sight(probe, x[seeds], y[seeds], reach)
    if not found.size:
        return x, y
    more, more_heights = _rows(probe, found, x)
    return _merged(probe, (x, y), np.concatenate((found, more)), np.concatenate((heights, more_heights)))


def climbed(probe: Probe, x: Array, y: Array, up: Array, reach: Array | float) -> tuple[Array, Array]:
    """Points of the curve that go up from (x, y) where ``up`` is 1, down where it is -1, no farther than ``reach``.

    They end at a turning point or as soon as they have passed the window; all of shape (n,).
    """
    view = probe.view
    start, x, y, reach = x, x.copy(), y.copy(), np.broadcast_to(reach, x.shape)
    goal = np.where(up > 0, view.y1, view.y0)
    moving = np.flatnonzero(np.isfinite(y) & ((goal - y) * up > 0))
    for _ in range(ROUNDS):
        if not moving.size:
            break
        sign = up[moving]
        value, slope, bend = probe.jets(x[moving])
        if not slope.any():
            break
        rest = np.where((y[moving] < view.y0) | (y[moving] > view.y1), _nearest_edge(probe, y[moving]), goal[moving])
        # Where the curve bends away from a turning point it goes on to its goal.
        turn = -slope / (2.0 * bend)
        turns = (bend * sign < 0) & (np.absolute(x[moving] + turn - start[moving]) <= reach[moving])
        tried = x[moving] + np.outer(MULTIPLES, np.where(turns, turn, (rest - value) / slope))
        inside = np.absolute(tried - start[moving]) <= reach[moving]
        height = np.where(inside, probe.evaluate(np.where(inside, tried, x[moving])), np.nan)
        gain = np.nan_to_num((height - y[moving]) * sign, nan=-np.inf)
        best = np.argmax(gain, axis=0)
        columns = np.arange(moving.size)
        better = gain[best, columns] * view.pixels_per_y > ARRIVED_PIXELS
        x[moving[better]], y[moving[better]] = tried[best, columns][better], height[best, columns][better]
        moving = moving[better]
        moving = moving[(goal[moving] - y[moving]) * up[moving] > 0]
    return x, y


def _nearest_edge(probe: Probe, y: Array) -> Array:
    return np.where(y > probe.view.y1, probe.view.y1, probe.view.y0)


def _beyond(probe: Probe, y: Array) -> Array:
    """How far heights are above the window, or below it as negative numbers; 0 in sight, NaN where there is none."""
    view = probe.view
    return np.where(np.isinf(y), np.nan, np.maximum(y - view.y1, 0.0) + np.minimum(y - view.y0, 0.0))


def _in_sight(probe: Probe, x: Array, y: Array, reach: Array | float) -> tuple[Array, Array]:
    """Those of the points climbed to that are in the window."""
    x, y = climbed(probe, x, y, np.where(y > probe.view.y1, -1.0, 1.0), reach)
    seen = np.absolute(_beyond(probe, y)) * probe.view.pixels_per_y < 0.5 * JOINED_PIXELS
    return x[seen], y[seen]


def _rows(probe: Probe, found: Array, x: Array) -> tuple[Array, Array]:
    """More points of the curve where such places follow each other: some in sight and those they began from."""
    found, most = np.sort(found), ROW_PIXELS_APART / probe.view.pixels_per_x
    breaks = np.flatnonzero(np.diff(found) > most)
    firsts, lasts = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [found.size - 1]))
    long = lasts - firsts + 1 >= FEWEST_IN_ROW
    rows = []
    for start, end in merged(list(zip(found[firsts[long]] - most, found[lasts[long]] + most, strict=True)), 0.0):
        first, last = max(start, x[0]), min(end, x[-1])
        number = int((last - first) * probe.view.pixels_per_x / ROW_PIXELS)
        rows.append(first + (last - first) * (np.arange(number) + uneven_shares(number)) / max(number, 1))
    if not rows:
        return found[:0], found[:0]
    more = np.concatenate(rows)
    heights = probe.evaluate(more)
    in_sight, their_heights = _in_sight(probe, more, heights, REACH_PIXELS / probe.view.pixels_per_x)
    return np.concatenate((more, in_sight)), np.concatenate((heights, their_heights))


def _merged(probe: Probe, points: tuple[Array, Array], new_x: Array, new_y: Array) -> tuple[Array, Array]:
    """Points in order, the new ones among them that are not next to another."""
    x, y = points
    hair = SAME_PIXELS / probe.view.pixels_per_x
    order = np.argsort(new_x, kind="stable")
    new_x, new_y = new_x[order], new_y[order]
    after = np.clip(np.searchsorted(x, new_x), 1, x.size - 1)
    alone = (new_x - x[after - 1] > hair) & (x[after] - new_x > hair)
    alone &= np.diff(new_x, prepend=-np.inf) > hair
    place = after[alone]
    return np.insert(x, place, new_x[alone]), np.insert(y, place, new_y[alone])
