"""Halving a coarse grid until every chord lies within a fraction of a pixel of the curve."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.places.places import Places
from derivgui.model.numeric.sampling.probe import JOINED_PIXELS, Probe
from derivgui.model.numeric.steps import Steps

FIRST_STEP_PIXELS = 8.0
SMALLEST_STEP_PIXELS = 0.2
TOLERANCE_PIXELS = 0.12
# Where there is nothing it is looked for at such distances.
MISSING_PIXELS = 5.0
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


def refining(probe: Probe, places: Places, x: Array, y: Array) -> Steps[tuple[Array, Array, Truth]]:
    """Halve every interval whose middle is off its chord; the mask tells which never got straight.

    It pauses after each round.
    """
    pixels_per_x = probe.view.pixels_per_x
    height, width = probe.height_in_pixels(y), np.diff(x) * pixels_per_x
    open_ = width > 0
    crowds = bool(places.crowded)
    while True:
        left, middle = _split(x, open_ & (width > SMALLEST_STEP_PIXELS))
        if left.size == 0:
            doubted = _stands_out(width) | _bulges(width, height, probe.view.height)
            left, middle = _split(x, doubted & (width > SMALLEST_DOUBTED_PIXELS))
        if left.size == 0:
            return x, y, open_
        value = probe.evaluate(middle)
        risen = probe.height_in_pixels(value)
        still_open = ~_is_straight(y, height, width, left, value, risen)
        if crowds:
            still_open |= (places.crowds(x) & (width > CROWD_STEP_PIXELS))[left]
        open_[left] = still_open
        old, new = _slots(x.size, left)
        x, y, height = (_merged(*pair, old, new) for pair in ((x, middle), (y, value), (height, risen)))
        open_ = _merged(open_, still_open, old[:-1], new)
        width = np.diff(x) * pixels_per_x
        yield


def _split(x: Array, chosen: Truth) -> tuple[Indices, Array]:
    """Left ends (indices) of the chosen intervals and points within; those between neighbouring doubles have none."""
    left = np.flatnonzero(chosen)
    middle = x[left] + SPLIT * (x[left + 1] - x[left])
    inside = (x[left] < middle) & (middle < x[left + 1])
    return left[inside], middle[inside]


def _slots(size: int, left: Indices) -> tuple[Truth, Indices]:
    """Where old and new points go, when each new one comes after one of ``left``."""
    new = left + np.arange(1, left.size + 1)
    old = np.ones(size + left.size, dtype=bool)
    old[new] = False
    return old, new


def _merged(values: NDArray[Any], between: NDArray[Any], old: Truth, new: Indices) -> NDArray[Any]:
    found = np.empty(old.size, dtype=values.dtype)
    found[old] = values
    found[new] = between
    return found


def _stands_out(width: Array) -> Truth:
    """Intervals much longer than one beside them; those without length part what is torn."""
    padded = np.concatenate(([np.inf], np.where(width > 0, width, np.inf), [np.inf]))
    far: Truth = width > STEEPEST_GRADING * np.minimum(padded[:-2], padded[2:])
    return far


def _bulges(width: Array, height: Array, bottom: float) -> Truth:
    """Intervals in sight whose chord makes an angle with one beside it that their length does not allow."""
    direction = np.arctan2(np.diff(height), width)
    turn = np.nan_to_num(np.absolute(np.diff(direction)))
    # What is torn makes no angle.
    turn[(width[1:] <= 0) | (width[:-1] <= 0)] = 0.0
    largest = np.maximum(np.concatenate(([0.0], turn)), np.concatenate((turn, [0.0])))
    in_sight = (np.minimum(height[1:], height[:-1]) <= bottom) & (np.maximum(height[1:], height[:-1]) >= 0.0)
    bulging: Truth = in_sight & (np.hypot(width, np.diff(height)) * largest / 8.0 > BULGE_PIXELS)
    return bulging


def _is_straight(y: Array, height: Array, width: Array, left: Indices, value: Array, risen: Array) -> Truth:
    """Distance of the middle point from its chord, in pixels, below the tolerance; or nothing there at all.

    ``value`` and ``risen`` are the middle's y and height in pixels.
    """
    start, rise, run = height[left], height[left + 1] - height[left], width[left]
    off = (risen - start) - rise * SPLIT
    size, steep = np.absolute(off), np.absolute(rise)
    near = size * run < TOLERANCE_PIXELS * np.hypot(rise, run)
    torn = (steep > JOINED_PIXELS) & (size > TORN_SHARE * steep)
    before, after = y[left], y[left + 1]
    # No chord leads to a pole, whatever its height has been clipped to.
    leaves = (np.isinf(before) | np.isinf(after)) & (steep > JOINED_PIXELS)
    straight: Truth = near & ~torn & ~leaves
    missing = np.isnan(value)
    if missing.any():
        straight |= missing & np.isnan(before) & np.isnan(after) & (run < MISSING_PIXELS)
    return straight
