"""The magnification 10^k: where k stands on its slider, how it steps and how it plays. Imports no widgets."""

from __future__ import annotations

import math

from derivgui.model.numeric.nearby.magnification import LARGEST_K, SMALLEST_K

POSITIONS = 1000
FIRST_K = 1.0
# Doubles end at 10^16: half of the slider is for what lies before. k = HEIGHT (e^(BEND p) - 1) for p in [0, 1].
MIDDLE_K = 16.0
BEND = 2 * math.log(LARGEST_K / MIDDLE_K - 1)
HEIGHT = LARGEST_K / math.expm1(BEND)
SECONDS = 6.0
NOTCH = 0.25
NOTCH_SHARE = 1 / 16


def to_share(k: float) -> float:
    """Where k stands on the slider, 0 to 1."""
    return math.log1p(k / HEIGHT) / BEND


def from_share(share: float) -> float:
    """k at a place of the slider, with no more decimals than the hand can place."""
    return tidy(HEIGHT * math.expm1(BEND * share))


def tidy(k: float) -> float:
    """k within its range; whole from 100 on, with one decimal from 16 on, else with two."""
    inside = min(max(k, SMALLEST_K), LARGEST_K)
    return round(inside, 2 if inside < MIDDLE_K else 1 if inside < 100 else 0)


def scrolled(k: float, notches: float) -> float:
    """k after so many notches of the wheel: fine steps first, wide ones far in."""
    return tidy(k + notches * max(NOTCH, k * NOTCH_SHARE))


def stepped(k: float, decades: int) -> float:
    """k after so many whole decades, from the nearest whole one in that direction."""
    start = math.floor(k) if decades > 0 else math.ceil(k)
    return tidy(start + decades)


def played(start: float, seconds: float) -> float:
    """k so long after playing began at ``start``: all decades in six seconds, slow at both ends."""
    share = to_share(start)
    duration = SECONDS * (1 - share)
    passed = min(seconds / duration, 1.0) if duration > 0 else 1.0
    eased = passed * passed * (3 - 2 * passed)
    return from_share(share + (1 - share) * eased)


def is_at_end(k: float) -> bool:
    """True where there is nothing further to zoom into."""
    return k >= LARGEST_K


def checked(k: float) -> float:
    """A typed k; ValueError with the sentence to show where it is out of range."""
    if not SMALLEST_K <= k <= LARGEST_K:
        raise ValueError(f"k goes from {SMALLEST_K:g} to {LARGEST_K:g}.")
    return k
