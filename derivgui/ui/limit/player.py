"""The clock of the h -> 0 player: how h shrinks while it plays, and which step comes next. Imports no widgets."""

from __future__ import annotations

import math

from derivgui.model.calculus.quotient import STEPS

SMALLEST_H = STEPS[-1]
LARGEST_H = 10.0
SECONDS_PER_DECADE = 0.9
# Where the picture stands still and only digits change, there is less to watch.
SMALL_H = 1e-4
SECONDS_PER_SMALL_DECADE = 0.4
POSITIONS = 1700


def played(h: float, seconds: float) -> float:
    """h after playing on for a while: the same share is lost each moment, until the smallest step is reached.

    That one exactly: many moments round, and what ends within their rounding above it would stay there.
    """
    pace = SECONDS_PER_DECADE if abs(h) > SMALL_H else SECONDS_PER_SMALL_DECADE
    size = abs(h) * 10.0 ** (-seconds / pace)
    return math.copysign(SMALLEST_H if is_at_end(size) else size, h)


def is_at_end(h: float) -> bool:
    """True where the player has nothing left to do."""
    return abs(h) <= SMALLEST_H * (1 + 1e-9)


def restarted(h: float) -> float:
    """Where playing begins again: a step of 1 on the same side."""
    return math.copysign(STEPS[0], h)


def next_step(h: float) -> float:
    """The next smaller step of the table, h itself where there is none."""
    smaller = [step for step in STEPS if step < abs(h) * (1 - 1e-9)]
    return math.copysign(max(smaller, default=abs(h)), h)


def previous_step(h: float) -> float:
    """The next larger step of the table, h itself where there is none."""
    larger = [step for step in STEPS if step > abs(h) * (1 + 1e-9)]
    return math.copysign(min(larger, default=abs(h)), h)


def to_position(h: float) -> int:
    """h on the logarithmic scrubber, 0 (wide) to ``POSITIONS`` (the smallest step)."""
    span = math.log10(LARGEST_H / SMALLEST_H)
    size = min(max(abs(h), SMALLEST_H), LARGEST_H)
    return round(POSITIONS * math.log10(LARGEST_H / size) / span)


def from_position(position: int, sign: float) -> float:
    """h at a place of the scrubber, to three digits, so that the readout stays calm."""
    span = math.log10(LARGEST_H / SMALLEST_H)
    size = LARGEST_H * 10.0 ** (-span * position / POSITIONS)
    return math.copysign(float(f"{size:.2e}"), sign)


def reached_row(h: float) -> int:
    """The row of the table that h has reached on its way to 0, -1 while it is wider than all."""
    return sum(step >= abs(h) * (1 - 1e-9) for step in STEPS) - 1
