"""Halving a coarse grid until every chord lies within a fraction of a pixel of the curve."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.places import Places
from derivgui.model.numeric.sampling.probe import JOINED_PIXELS, Mask, Probe
from derivgui.model.numeric.search import Indices

FIRST_STEP_PIXELS = 8.0
SMALLEST_STEP_PIXELS = 0.2
TOLERANCE_PIXELS = 0.12
# An uneven split does not fall into step with a periodic function.
SPLIT = 0.4783
# A chord that misses its middle by this share of its rise, and rises visibly, may hide a jump.
TORN_SHARE = 0.2
# A chord may lie on the curve at its middle by chance, as among waves as long as the grid. It is looked at again where
# it turns so much against the next that a curve would bulge by so many pixels, or is so many times as long.
BULGE_PIXELS = 0.3
STEEPEST_GRADING = 3.0
SMALLEST_DOUBTED_PIXELS = 1.0
# Where places crowd, columns of pixels need no more than this.
CROWD_STEP_PIXELS = 1.0


def refined(probe: Probe, places: Places, x: Array, y: Array) -> tuple[Array, Array, Mask]:
    """Halve every interval whose middle is off its chord; the mask tells which never got straight."""
    pixels_per_x = probe.view.pixels_per_x
    open_ = np.diff(x) > 0
    crowds = bool(places.crowded)
    while True:
        width = np.diff(x) * pixels_per_x
        left = np.flatnonzero(open_ & (width > SMALLEST_STEP_PIXELS))
        if left.size == 0:
            doubted = _stands_out(width) | _bulges(width, probe.height_in_pixels(y))
            left = np.flatnonzero(doubted & (width > SMALLEST_DOUBTED_PIXELS))
        if left.size == 0:
            return x, y, open_
        middle = x[left] + SPLIT * (x[left + 1] - x[left])
        value = probe.evaluate(middle)
        still_open = ~_is_straight(probe, x, y, left, value)
        if crowds:
            still_open |= (places.crowds(x) & (width > CROWD_STEP_PIXELS))[left]
        open_[left] = still_open
        open_ = np.insert(open_, left + 1, still_open)
        x = np.insert(x, left + 1, middle)
        y = np.insert(y, left + 1, value)


def _stands_out(width: Array) -> Mask:
    """Intervals much longer than one beside them; those without length part what is torn."""
    padded = np.concatenate(([np.inf], np.where(width > 0, width, np.inf), [np.inf]))
    far: Mask = width > STEEPEST_GRADING * np.minimum(padded[:-2], padded[2:])
    return far


def _bulges(width: Array, height: Array) -> Mask:
    """Intervals whose chord makes an angle with one beside it that their length does not allow."""
    direction = np.arctan2(np.diff(height), width)
    turn = np.nan_to_num(np.absolute(np.diff(direction)))
    # What is torn makes no angle.
    turn[(width[1:] <= 0) | (width[:-1] <= 0)] = 0.0
    largest = np.maximum(np.concatenate(([0.0], turn)), np.concatenate((turn, [0.0])))
    bulging: Mask = np.hypot(width, np.nan_to_num(np.diff(height))) * largest / 8.0 > BULGE_PIXELS
    return bulging


def _is_straight(probe: Probe, x: Array, y: Array, left: Indices, value: Array) -> Mask:
    """Distance of the middle point from its chord, in pixels, below the tolerance; or nothing there at all."""
    start, end = probe.height_in_pixels(y[left]), probe.height_in_pixels(y[left + 1])
    rise, run = end - start, (x[left + 1] - x[left]) * probe.view.pixels_per_x
    off = (probe.height_in_pixels(value) - start) - rise * SPLIT
    missing = np.isnan(y[left]) & np.isnan(y[left + 1]) & np.isnan(value)
    empty = missing & (run < FIRST_STEP_PIXELS)
    near = np.absolute(off) * run < TOLERANCE_PIXELS * np.hypot(rise, run)
    torn = (np.absolute(rise) > JOINED_PIXELS) & (np.absolute(off) > TORN_SHARE * np.absolute(rise))
    # No chord leads to a pole, whatever its height has been clipped to.
    leaves = (np.isinf(y[left]) | np.isinf(y[left + 1])) & (np.absolute(rise) > JOINED_PIXELS)
    straight: Mask = empty | (near & ~torn & ~leaves)
    return straight
