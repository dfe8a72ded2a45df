"""Where a curve is too restless for lines: the stretches that become bands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.golden import uneven_shares
from derivgui.model.numeric.places.places import Places
from derivgui.model.numeric.sampling.probe import JOINED_PIXELS, Probe

# So many neighbouring intervals of the smallest step without a straight chord are a band,
LONGEST_RESTLESS_RUN = 10
SHORTEST_RUN_PIXELS = 1.0
# and so are blocks of pixels in which the curve turns more often than lines can show.
BLOCK_PIXELS = 8.0
MOST_TURNS = 4
# What is beside such stretches may be quiet by chance: so much of it is asked again, so often in each pixel.
DOUBTED_PIXELS = 16.0
DOUBTED_SAMPLES = 5
FEWEST_SAMPLES = 64
# Where places crowd a pixel is looked at so often, and all together so often; nothing happens there where the curve is
# no farther off its chords than this.
MOST_IN_CROWD = 8
ALL_IN_CROWD = 8192
CALM_PIXELS = 1.0
# At its places it is looked at so far apart, and so far on each time.
NEEDLE_PIXELS = 16.0
LOOK_PIXELS = 4.0
# Doubles may have lost all that happens, so that so many exact values are asked for, somewhere in an interval.
FEW = 8
SHARE_OF_LIES = 0.3819
# As far from where something happens it may, though it has not been seen to.
SEEN_PIXELS = 64.0


# Heights at places, and beside them, between starts and ends of columns, looked at closely or not: of shape (k, n), NaN
# for none.
Amid: TypeAlias = Callable[[Array, Array, bool], Array]


def turns_too_often(probe: Probe, x: Array, y: Array, places: Array) -> Truth:
    """Intervals about which so many pixels hold too many visible turning points, on their side of critical places."""
    pixel = (x - probe.view.x0) * probe.view.pixels_per_x
    turned = _turns(probe, pixel, y)
    if turned.size == 0:
        return np.zeros(x.size - 1, dtype=bool)
    # What would hang over an edge of the window is moved into it.
    half = 0.5 * BLOCK_PIXELS
    middle = np.clip(0.5 * (pixel[1:] + pixel[:-1]), half, max(half, probe.view.width - half))
    edges = middle[:, None] + BLOCK_PIXELS * np.array([-1.5, -0.5, 0.5, 1.5])
    before, counts, after = np.diff(np.searchsorted(turned, edges), axis=1).T
    # Beyond an edge it goes on as it ends.
    before, after = np.where(edges[:, 0] < 0, counts, before), np.where(edges[:, 3] > probe.view.width, counts, after)
    # Of an even wave a block may hold one turn more than the next by chance.
    is_even = (np.minimum(before, after) >= counts - 1) & (before + counts + after < 3 * MOST_TURNS)
    crowded: Truth = (counts >= MOST_TURNS) & ~is_even
    (doubted,) = np.nonzero(crowded)
    if places.size and doubted.size:
        bounds = np.concatenate(([-np.inf], (places - probe.view.x0) * probe.view.pixels_per_x, [np.inf]))
        following = np.searchsorted(bounds, middle[doubted])
        first = np.maximum(bounds[following - 1], middle[doubted] - half)
        last = np.minimum(bounds[following], middle[doubted] + half)
        crowded[doubted] = np.searchsorted(turned, last) > np.searchsorted(turned, first, side="right")
    return crowded


def _turns(probe: Probe, pixel: Array, y: Array) -> Array:
    """Where a curve through ``y`` turns visibly, among its abscissas in pixels."""
    rise = np.diff(probe.height_in_pixels(y))
    # Out of sight it is level; it turns there all the same when it leaves upwards and comes back from above.
    rising = np.flatnonzero(rise)
    rise = rise[rising]
    turns = (rise[1:] * rise[:-1] < 0) & (np.absolute(rise[1:]) + np.absolute(rise[:-1]) > JOINED_PIXELS)
    turned: Array = 0.5 * (pixel[rising[:-1] + 1] + pixel[rising[1:]])[turns]
    return turned


def unsettled(
    probe: Probe, x: Array, y: Array, restless: Truth, turning: Truth, places: Places, heights_amid: Amid | None
) -> tuple[Truth, Truth]:
    """Which intervals are ``restless`` or ``turning`` too often, and which of them have to be bands.

    Those are where critical places crowd and within a few pixels something is seen to happen. Where all steps and
    corners are below a pixel, nothing is.
    """
    crowds: Truth = places.crowds(x)
    crowded: Truth = restless | turning
    if not crowds.any():
        return crowded, crowds
    torn = restless & ~crowds
    for start, end in places.torn:
        torn |= (x[:-1] <= end) & (x[1:] >= start)
    forced: Truth = crowds & _near(probe, x, torn, BLOCK_PIXELS)
    seen = turning & crowds
    # A look in passing tells most.
    for samples in (1, MOST_IN_CROWD):
        forced |= crowds & _near(probe, x, seen, SEEN_PIXELS)
        (asked,) = np.nonzero(crowds & ~forced & (np.diff(x) > 0))
        if not asked.size:
            return forced | (crowded & ~crowds), forced
        seen[asked] = ~_is_calm(probe, x, y, asked, samples)
    forced |= crowds & _near(probe, x, seen, SEEN_PIXELS)
    if heights_amid is not None:
        forced |= crowds & _near(probe, x, _with_needles(probe, x, y, crowds & ~forced, heights_amid), SEEN_PIXELS)
    (calm,) = np.nonzero(crowds & ~forced)
    if calm.size:
        some = calm[:: max(1, calm.size // FEW)]
        if probe.lies(x[some] + SHARE_OF_LIES * np.diff(x)[some], CALM_PIXELS):
            probe.distrust(float(x[calm[0]]), float(x[calm[-1] + 1]))
            forced |= crowds
    return forced | (crowded & ~crowds), forced


def _with_needles(probe: Probe, x: Array, y: Array, chosen: Truth, heights_amid: Amid) -> Truth:
    """A few of the chosen intervals, at whose places the curve leaves its chords."""
    (some,) = np.nonzero(chosen)
    apart = np.floor((x[some] - probe.view.x0) * probe.view.pixels_per_x / NEEDLE_PIXELS)
    some = some[np.flatnonzero(np.diff(apart, prepend=-np.inf))]
    found = np.zeros(x.size - 1, dtype=bool)
    if some.size:
        view = probe.view
        last = np.minimum(np.searchsorted(x, x[some] + LOOK_PIXELS / view.pixels_per_x), x.size - 1)
        # Out of sight nothing is seen of needles.
        heights = np.clip(heights_amid(x[some], x[last], True), view.y0, view.y1)
        seen, edges = np.append(np.clip(y, view.y0, view.y1), np.nan), np.column_stack((some, last + 1)).ravel()
        low, high = (pick.reduceat(seen, edges)[::2] for pick in (np.fmin, np.fmax))
        slack = CALM_PIXELS / view.pixels_per_y
        found[some] = ((heights < low - slack) | (heights > high + slack)).any(axis=0)
        probe.evaluations += heights.size
    return found


def _near(probe: Probe, x: Array, chosen: Truth, pixels: float) -> Truth:
    """Intervals that are chosen, or so many pixels away from such at most."""
    middle, reach = 0.5 * (x[1:] + x[:-1]), pixels / probe.view.pixels_per_x
    at = middle[chosen]
    near: Truth = np.less(np.searchsorted(at, middle - reach), np.searchsorted(at, middle + reach, side="right"))
    return near


def _is_calm(probe: Probe, x: Array, y: Array, asked: Indices, samples: int) -> Truth:
    """Whether the curve keeps to its chords in these intervals of a pixel at most, at so many points of each pixel."""
    width, start = np.diff(x)[asked], x[asked]
    each = max(1, int(samples * float(width.sum()) * probe.view.pixels_per_x / asked.size))
    each = min(each, max(1, ALL_IN_CROWD // asked.size))
    count = asked.size * each
    share = ((np.arange(count) % each + uneven_shares(count)) / each).reshape(asked.size, each)
    # Out of sight as well: what is restless there may come into sight in between.
    height = probe.evaluate(start[:, None] + width[:, None] * share)
    chord = y[asked, None] + np.diff(y)[asked, None] * share
    calm: Truth = np.all(np.absolute(height - chord) * probe.view.pixels_per_y <= CALM_PIXELS, axis=1)
    return calm


def stretches(
    probe: Probe, x: Array, y: Array, restless: Truth, forced: Truth, places: Array
) -> tuple[Indices, Indices]:
    """First and last points of runs of restless intervals that are long, or forced to be bands.

    Runs a few pixels apart are one: what is left between them tells nothing. Runs in which the curve stays within a
    pixel are lines. Runs reach as far as the curve goes on like that, but not over any of the critical ``places``.
    """
    starts, ends = _long_runs(probe, x, y, restless, forced)
    if starts.size == 0:
        return starts, ends
    # There is a gap before, between and behind them.
    firsts, lasts = np.concatenate(([0], ends)), np.concatenate((starts, [x.size - 1]))
    doubts = _Doubts(probe, x, places)
    for gap in range(firsts.size):
        firsts[gap], lasts[gap] = doubts.narrowed(int(firsts[gap]), int(lasts[gap]), gap > 0, gap < starts.size)
    apart = (x[lasts] - x[firsts])[1:-1] * probe.view.pixels_per_x > BLOCK_PIXELS
    return np.concatenate((lasts[:1], lasts[1:-1][apart])), np.concatenate((firsts[1:-1][apart], firsts[-1:]))


def _long_runs(probe: Probe, x: Array, y: Array, restless: Truth, forced: Truth) -> tuple[Indices, Indices]:
    """Half-open ranges of interval indices."""
    padded = np.concatenate(([False], restless, [False])).astype(np.int8)
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    count = np.concatenate(([0], np.cumsum(forced)))
    is_forced = count[ends] > count[starts]
    # Of points within less than a pixel, as about a needle, there may be more.
    wide = (x[ends] - x[starts]) * probe.view.pixels_per_x > SHORTEST_RUN_PIXELS
    long = (ends - starts > LONGEST_RESTLESS_RUN) & wide & ~is_forced
    long[long] = _are_tall(probe, y, starts[long], ends[long])
    return starts[long | is_forced], ends[long | is_forced]


def _are_tall(probe: Probe, y: Array, starts: Indices, ends: Indices) -> Truth:
    """Whether the values from the first to the last of some points, in order and apart, are more than a pixel apart."""
    height = np.append(probe.height_in_pixels(y), np.nan)
    edges = np.column_stack((starts, ends + 1)).ravel()
    low, high = (pick.reduceat(height, edges)[::2] for pick in (np.fmin, np.fmax))
    # Stretches without values may be anything.
    tall: Truth = ~(high - low <= JOINED_PIXELS)
    return tall


class _Doubts:
    """Beside a band the curve may look quiet by chance: it is asked again there, more often."""

    def __init__(self, probe: Probe, x: Array, places: Array) -> None:
        self._probe = probe
        self._x = x
        self._places = places

    def narrowed(self, first: int, last: int, from_left: bool, from_right: bool) -> tuple[int, int]:
        """What is left between two points of a gap that begins, or ends, at a band; equal points where nothing is."""
        step = DOUBTED_PIXELS / self._probe.view.pixels_per_x
        while from_left and first < last:
            further = min(last, int(np.searchsorted(self._x, self._x[first] + step)))
            if not self._is_crowded(first, further):
                break
            first = further
        while from_right and first < last:
            further = max(first, int(np.searchsorted(self._x, self._x[last] - step, side="right")) - 1)
            if not self._is_crowded(further, last):
                break
            last = further
        return first, last

    def _is_crowded(self, first: int, last: int) -> bool:
        """Whether between two points the curve turns more often than lines can show."""
        a, b = float(self._x[first]), float(self._x[last])
        if np.searchsorted(self._places, a, side="right") < np.searchsorted(self._places, b):
            return False
        width = (b - a) * self._probe.view.pixels_per_x
        count = max(FEWEST_SAMPLES, int(DOUBTED_SAMPLES * width))
        share = (np.arange(count) + uneven_shares(count)) / count
        turned = _turns(self._probe, share, self._probe.evaluate(a + (b - a) * share))
        # Where a calm curve meets a band one half may be full of turns.
        later = np.count_nonzero(turned > 0.5)
        return bool(min(later, turned.size - later) * BLOCK_PIXELS > 0.5 * MOST_TURNS * width)
