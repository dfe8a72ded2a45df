"""Heights at which to draw level lines: round numbers, evenly spaced or in powers of ten above the lowest point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.field import Field
from derivgui.model.numeric.plane.newton import stationary_near
from derivgui.model.numeric.plane.plane_function import PlaneFunction

Spacing: TypeAlias = Literal["linear", "logarithmic"]

COUNT = 21
MANTISSAS = (1, 2, 5)
# Values so rare count as outliers where they stretch the range by more than this.
RARE = 0.04
STRETCH = 4.0
# How far beyond the usual values the levels go then.
BEYOND = 0.25
# Enough of the grid to know its quantiles.
LARGEST_SAMPLE = 5000
FLAT = 1e-12
# Levels so near (relative to the step) to the lowest and the highest value are mere points, or rounding.
EDGE = 1e-6
# Patterns of a decade, sparse to dense.
DECADES = ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7))
LOWEST_SHARE = 0.001
MOST_DECADES = 12
NEWTON_STEPS = 12
STARTS = 32
ROUNDING = 1e-12
LEAST_DECADES = 1.0
# Where so much of the window lies below the lowest line, and its heights there span so many powers of ten, a map on
# evenly spaced levels shows the rim of a bowl and hides its floor.
HIDDEN_SHARE = 0.4
HIDDEN_DECADES = 2.0


@dataclass(frozen=True, slots=True)
class Levels:
    """Heights, ascending.

    Attributes:
        heights: where lines are drawn; none where the function is level.
        low, high: the range that shading spans; what lies beyond takes the colour of its end.
        spacing: "logarithmic" where their distances from ``base`` grow in powers of ten.
        base: the lowest height, which logarithmic ones are counted from.
    """

    heights: tuple[float, ...]
    low: float
    high: float
    spacing: Spacing = "linear"
    base: float = 0.0


def nice_levels(field: Field, count: int = COUNT) -> Levels:
    """At most ``count`` multiples of 1, 2 or 5 times a power of ten, as many as there can be.

    They span the values in the window, without the rare ones near poles.
    """
    low, high = typical_range(field.values)
    if not math.inf > high - low > FLAT * max(abs(low), abs(high)):
        return Levels((), low, high)
    return Levels(_multiples(low, high, count), low, high)


def logarithmic_levels(field: Field, count: int = COUNT, base: float | None = None) -> Levels:
    """Round heights above ``base``, a few in each power of ten, for bowls with a steep rim and a flat floor.

    ``base`` is the lowest height (``lowest_value``); without one the lowest on the grid. Linear where the heights span
    less than a power of ten.
    """
    finite = field.values[np.isfinite(field.values)]
    if not finite.size:
        return nice_levels(field, count)
    base = float(finite.min()) if base is None else base
    above = finite[finite > base] - base
    low = float(np.quantile(above, LOWEST_SHARE)) if above.size else 0.0
    high = float(typical_range(above)[1]) if above.size else 0.0
    if not (low > 0 and math.log10(high / low) >= LEAST_DECADES):
        return nice_levels(field, count)
    low = max(low, high / 10**MOST_DECADES)
    heights = _rounded(base, _powers(low, high, count), base + high)
    return Levels(heights, min(base + low, *heights[:1]), base + high, "logarithmic", base)


def hides_its_floor(field: Field, levels: Levels, base: float) -> bool:
    """Whether evenly spaced levels leave out a bowl's floor, which powers of ten above ``base`` would show.

    ``base`` is the lowest height. The lowest node of the grid must lie inside of the window: beyond an edge the heights
    may fall on.
    """
    if levels.spacing != "linear" or not levels.heights or not _is_lowest_inside(field.values):
        return False
    finite = field.values[np.isfinite(field.values)]
    above = finite[finite > base] - base
    if not above.size or np.mean(finite < levels.heights[0]) < HIDDEN_SHARE:
        return False
    return bool(levels.heights[0] - base >= 10**HIDDEN_DECADES * np.quantile(above, LOWEST_SHARE))


def _is_lowest_inside(values: Array) -> bool:
    if not np.isfinite(values).any():
        return False
    row, column = np.unravel_index(np.nanargmin(np.where(np.isfinite(values), values, np.nan)), values.shape)
    return bool(0 < row < values.shape[0] - 1 and 0 < column < values.shape[1] - 1)


def lowest_value(function: PlaneFunction, field: Field) -> float:
    """The bottom of the deepest bowl in the window, by Newton's method from the lowest nodes of the grid.

    NaN where f is undefined everywhere; what cannot be told from 0 is 0.
    """
    known = np.flatnonzero(np.isfinite(field.values))
    if not known.size:
        return math.nan
    heights = field.values.ravel()[known]
    lowest = known[np.argpartition(heights, min(STARTS, known.size - 1))[:STARTS]]
    rows, columns = np.unravel_index(lowest, field.values.shape)
    x, y = stationary_near(function, field.x[columns], field.y[rows], NEWTON_STEPS)
    values = function(x, y)
    reached = np.isfinite(values) & (x >= field.x[0]) & (x <= field.x[-1]) & (y >= field.y[0]) & (y <= field.y[-1])
    spread = function.value_spread(x, y)
    found = min((float(values[k]) for k in np.flatnonzero(reached)), default=math.inf)
    found = min(found, float(heights.min()))
    low, high = typical_range(field.values)
    return 0.0 if abs(found) <= ROUNDING * (high - low) + float(np.nanmax(spread, initial=0.0)) else found


def typical_range(values: Array) -> tuple[float, float]:
    """Smallest and largest finite value, without the rare ones where those would stretch the range; (0, 0) for none."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 0.0
    low, high = float(finite.min()), float(finite.max())
    some = finite[:: max(1, finite.size // LARGEST_SAMPLE)]
    least, most = (float(quantile) for quantile in np.quantile(some, (RARE, 1.0 - RARE)))
    width = most - least
    if not high - low > STRETCH * width > 0:
        return low, high
    # One end may be ordinary where the other runs away.
    return max(low, least - BEYOND * width), min(high, most + BEYOND * width)


def _multiples(low: float, high: float, count: int) -> tuple[float, ...]:
    exponent = math.floor(math.log10((high - low) / count)) - 1
    for power in range(exponent, exponent + 4):
        for mantissa in MANTISSAS:
            step = float(f"{mantissa}e{power}")
            if step == 0:
                continue
            first, last = math.floor(low / step + EDGE) + 1, math.ceil(high / step - EDGE) - 1
            if last - first < count:
                # Written in decimals and read back, so that 3 times 0.1 is 0.3.
                return tuple(float(f"{k * mantissa}e{power}") for k in range(first, last + 1))
    return ()


def _rounded(base: float, steps: tuple[float, ...], high: float) -> tuple[float, ...]:
    """The heights by so much above a base, below ``high``, each no finer than its step is written.

    Above 0.027 they are 0.03, 0.1, 1, 10: what is cut off is at most half a step.
    """
    heights = []
    for step in steps:
        # In decimals, so that 3 times 0.1 is 0.3 and no power of ten overflows.
        written = Decimal(repr(step)).normalize()
        unit = int(written.as_tuple().exponent)
        heights.append(float((Decimal(base) + written).scaleb(-unit).to_integral_value().scaleb(unit)) + 0.0)
    return tuple(sorted({height for height in heights if base < height < high}))


def _powers(low: float, high: float, count: int) -> tuple[float, ...]:
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    best: tuple[float, ...] = ()
    for mantissas in DECADES:
        steps = [float(f"{mantissa}e{decade}") for decade in decades for mantissa in mantissas]
        inside = tuple(step for step in steps if low <= step < high)
        if len(inside) <= count:
            best = inside
    return best
