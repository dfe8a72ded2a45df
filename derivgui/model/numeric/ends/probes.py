"""Values at geometrically shrinking distances from a place, and what they seem to tend to."""

from __future__ import annotations

import math
from typing import Literal, overload

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.ends.ends import End, Ends
from derivgui.model.numeric.ends.tidy import tidy

# So many probes, further and further out by powers of STEP.
PROBES = 4
STEP = 8.0
RELATIVE = 1e-12
# A limit is the value at the place where they differ by less than this share of the last step towards it.
ARRIVES_SHARE = 0.02
# By Aitken's rule the steps may shrink as slowly as those of a 7th root; its limits are good to a tenth of a step.
SLOWEST_RATIO = 0.75
AITKEN_SHARE = 0.1
# Lines through neighbouring probes that differ by so many units of rounding tell a limit to less than all digits.
BOW_UNITS = 64.0
# Steps that do not shrink (a logarithm's stay equal) go on for ever,
ENDLESS_RATIO = 0.98
# and those towards a power's pole grow evenly, by so much at least.
POWER_RATIO = 1.5
EVENLY = 0.05
# Rounding may carry a probe by this share of what all probes differ by; with less than that nothing looks like a limit
# by chance.
NOISE_SHARE = 0.02
SHARP_SHARE = 0.001
NOISE = 1e-11
# The double next to a pole has a value, the pole has none.
LARGEST_BESIDE_POLE = 1e8
# A value that is so small a share of the steps before it is on its way to 0.
VANISHED = 1e-12


class Probes:
    """What the probes on one side say, for all places at once; arrays of shape (places,)."""

    def __init__(self, v: Array, spread: Array, poles: Truth, undefined_away: Truth, blurred: Truth) -> None:
        self.blurred = blurred
        self.poles = poles
        size = np.max(np.absolute(v), axis=1)
        steps = v[:, :-1] - v[:, 1:]
        rounding = 4.0 * np.nan_to_num(spread) + RELATIVE * np.where(np.isfinite(size), size, 0.0)
        self.undefined: Truth = np.asarray(np.isnan(v).all(axis=1) & undefined_away & ~np.isinf(spread))
        overflows = np.isinf(v).all(axis=1) & (v == v[:, :1]).all(axis=1)
        ratios = steps[:, :-1] / steps[:, 1:]
        visible = np.absolute(steps[:, 0]) > 2.0 * spread + 100.0 * RELATIVE * size
        grows = (ratios >= ENDLESS_RATIO).all(axis=1) & visible
        self.infinite: Truth = np.asarray(poles & (overflows | grows))
        # A logarithm's steps are equal, an exponential is beyond all doubles at once; so may be what swings or jumps
        # and falls into step with the probes.
        even = (ratios > POWER_RATIO).all(axis=1) & (np.ptp(ratios, axis=1) <= EVENLY * ratios[:, 0])
        self.odd: Truth = np.asarray(self.infinite & (overflows | ~even))
        noisy, blunt = (
            ~(spread <= np.maximum(share * np.ptp(v, axis=1), NOISE * np.absolute(v[:, 0])))
            for share in (NOISE_SHARE, SHARP_SHARE)
        )
        # A line through two neighbouring probes, then Aitken's rule through three, as roots and powers want it.
        straight = (STEP * v[:, :-1] - v[:, 1:]) / (STEP - 1.0)
        settled = np.absolute(straight[:, 0] - straight[:, 1]) <= rounding
        bent = v[:, :-2] - steps[:, :-1] ** 2 / (steps[:, :-1] - steps[:, 1:])
        step = np.absolute(steps[:, 0])
        sizes = np.absolute(steps)
        # Steps that do not shrink end nowhere, though three of a kind may fall into line by chance.
        stays = sizes[:, :-1] > SLOWEST_RATIO * sizes[:, 1:] + rounding[:, None]
        self.restless: Truth = np.asarray(stays.any(axis=1) | blunt)
        shrinks = np.asarray((ratios > 0) & (ratios < SLOWEST_RATIO)).all(axis=1)
        curved = shrinks & (np.absolute(bent[:, 0] - bent[:, 1]) <= AITKEN_SHARE * step + rounding) & ~settled
        self.curved: Truth = np.asarray(curved)
        # u ln u is all but straight, too, but not to the last digits.
        bows = np.absolute(straight[:, 0] - straight[:, 1]) > 8.0 * np.nan_to_num(spread) + BOW_UNITS * np.spacing(size)
        self.bowed: Truth = np.asarray(settled & bows)
        self.finite: Truth = np.asarray(~noisy & (settled | curved) & ~self.infinite)
        self.limit: Array = np.where(settled, straight[:, 0], bent[:, 0])
        self.slack: Array = np.where(settled, ARRIVES_SHARE, AITKEN_SHARE) * step + 2.0 * rounding
        # How well a limit is known, which is better than what is asked of two probes to agree; of an exponential that
        # has all but vanished a line through two probes tells less than the one before.
        accuracy = ARRIVES_SHARE * step + 4.0 * np.nan_to_num(spread) + 8.0 * np.spacing(np.absolute(self.limit))
        gone = np.absolute(v[:, 0]) <= VANISHED * sizes[:, 1]
        self.accuracy: Array = np.where(gone, np.maximum(accuracy, sizes[:, 0]), accuracy)
        self._sign = np.sign(v[:, 0] - np.where(overflows, 0.0, v[:, 1]))

    def end(self, index: int) -> End:
        """What is known of one side."""
        if self.undefined[index]:
            return End("undefined")
        if self.infinite[index]:
            return End("infinite", math.copysign(math.inf, self._sign[index]))
        if self.finite[index]:
            return End("finite", float(self.limit[index]))
        return End("not determined")

    def arrives(self, index: int, value: float) -> bool:
        """Whether the limit is this value."""
        return bool(self.finite[index]) and abs(float(self.limit[index]) - value) <= self.slack[index]

    def may_miss(self, index: int, value: float) -> bool:
        """Whether a limit that seems to be this value is known well enough to be another one."""
        off = abs(float(self.limit[index]) - value)
        return not self.curved[index] and off > self.accuracy[index]

    def is_sharp(self, index: int) -> bool:
        """Whether what is known needs no referee."""
        finite = self.finite[index] and not (self.curved[index] or self.bowed[index] or self.restless[index])
        return bool(self.undefined[index] or finite or (self.infinite[index] and not self.odd[index]))


@overload
def read(left: Probes, right: Probes, index: int, value: float, *, strict: Literal[True]) -> Ends | None: ...
@overload
def read(left: Probes, right: Probes, index: int, value: float, *, strict: Literal[False]) -> Ends: ...
def read(left: Probes, right: Probes, index: int, value: float, *, strict: bool) -> Ends | None:
    """Both sides and the value; None where the probes do not tell and only what is sharp is wanted."""
    ends = []
    is_untidy = False
    for side in (left, right):
        if strict and side.blurred[index]:
            return None
        end = side.end(index)
        if side.arrives(index, value):
            if strict and side.may_miss(index, value):
                return None
            end = End("finite", value)
        elif strict and not side.is_sharp(index):
            return None
        elif end.kind == "finite":
            meant = tidy(end.limit, float(side.accuracy[index]))
            is_untidy |= meant is None
            end = end if meant is None else End("finite", meant)
        ends.append(end)
    first, second = ends
    if abs(first.limit - second.limit) <= left.slack[index] + right.slack[index]:
        if strict and left.may_miss(index, second.limit) and right.may_miss(index, first.limit):
            return None
        # Of two limits that are the same, the one that is the value.
        first = second = second if second.limit == value else first
    if first.kind == second.kind == "infinite" and abs(value) > LARGEST_BESIDE_POLE:
        value = math.nan
    is_lonely = value not in (first.limit, second.limit) and not math.isnan(value)
    if strict and (is_lonely or first.kind == second.kind == "undefined"):
        # Rounding may have carried a point away, and what overflows on its way may have a value in the end.
        return None
    is_hole = first.kind == second.kind == "finite" and first.limit == second.limit and math.isnan(value)
    if strict and is_hole and (is_untidy or left.poles[index]):
        # A hole has its height; what swings about it may have fallen into line by chance. And a pole may begin closer
        # to its place than any double is: that of 1 + sin(x)^40/(x - 3) does.
        return None
    joined = first.kind == second.kind == "finite" and first.limit == second.limit == value
    return Ends(first, second, value, joined)


def as_far_as_sure(ends: Ends, left_odd: bool, right_odd: bool) -> Ends:
    """Without an infinite limit that probes may have told by chance, as long as the referee has not been asked."""
    left, right = (
        End("not determined") if odd and end.kind == "infinite" else end
        for end, odd in ((ends.left, left_odd), (ends.right, right_odd))
    )
    return Ends(left, right, ends.value, ends.joined)
