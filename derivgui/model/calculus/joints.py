"""What f and its derivatives do within a few units of rounding of a place, told from how they change towards it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from derivgui.model.calculus.tidy import NOISE
from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.function import RealFunction

# Looked at from so many bracket widths away, and from so many times farther: values that go to 0 or to a limit
# change less on the last steps than on those before.
STEPS_ASIDE = 4096.0
MUCH_FARTHER = 4096.0
SHRINKS_TO = 0.995


@dataclass(frozen=True, slots=True, eq=False)
class Joints:
    """Answers for many brackets at once, as far as doubles can tell.

    Attributes:
        continuous: f is.
        tangent: f' is, or it goes to the same infinity from both sides.
        vanishing: the derivative that changes its sign passes through 0 and does not jump.
        sharp: f' jumps, or comes from infinity.
    """

    continuous: Truth
    tangent: Truth
    vanishing: Truth
    sharp: Truth


def joints(function: RealFunction, a: Array, b: Array, order: Indices) -> Joints:
    """For brackets a < b of a sign change of the Taylor coefficient number ``order``; all of shape (n,)."""
    width = np.maximum(b - a, np.spacing(np.maximum(np.absolute(a), np.absolute(b))))
    aside = width * STEPS_ASIDE
    rings = np.concatenate((a, a - aside, a - aside * MUCH_FARTHER, b, b + aside, b + aside * MUCH_FARTHER))
    jets = function.jet(rings, 2).reshape(3, 6, a.size)
    spread = function.jet_spread(rings, 2).reshape(3, 6, a.size)
    noise = NOISE * np.nan_to_num(spread) + np.finfo(float).tiny
    left, right = jets[:, :3], jets[:, 3:]
    rounding = noise[:, :3] + noise[:, 3:]
    total = rounding.sum(axis=1)
    gap = np.absolute(right - left)
    last = np.fmax(np.absolute(left[:, 0] - left[:, 1]), np.absolute(right[:, 0] - right[:, 1]))
    joined = gap[:, 0] <= last + total
    steep = left[1, 1] * right[1, 1] > 0
    for side in (left[1], right[1]):
        steep &= np.absolute(side[1]) > np.absolute(side[2]) + rounding[1, 2]
    sharp = (gap[1, 1] > 0.5 * gap[1, 2]) & (gap[1, 1] > rounding[1, 1])
    continuous = joined[0] & ~_grows(left[0], total[0]) & ~_grows(right[0], total[0])
    mine = order, slice(None), np.arange(order.size)
    vanishing = _vanishes(left[mine].T, right[mine].T, rounding[mine].T)
    return Joints(continuous, joined[1] | steep, vanishing, sharp)


def _grows(side: Array, rounding: Array) -> Truth:
    """Whether f changes more on the last steps than on many before: a pole, not a cusp."""
    last, before = np.absolute(side[0] - side[1]), np.absolute(side[1] - side[2])
    grows: Truth = last > before + rounding
    return grows


def _vanishes(left: Array, right: Array, rounding: Array) -> Truth:
    close, aside = (np.maximum(np.absolute(left[k]), np.absolute(right[k])) for k in (0, 1))
    shrinks = (np.absolute(left[0]) <= np.absolute(left[1])) & (np.absolute(right[0]) <= np.absolute(right[1]))
    shrinks &= np.absolute(right[0] - left[0]) < SHRINKS_TO * np.absolute(right[1] - left[1])
    vanishes: Truth = (shrinks & (close <= aside)) | (close <= rounding[0])
    return vanishes
