"""Difference quotients (f(x+h) - f(x))/h to full double precision, for every h that a double can hold.

The direct formula loses half its digits at h = 1e-8, and all of them where x + h rounds to x. Where the Taylor series
of f at x has converged at h, its sum f' + f''/2 h + ... is the same number without the cancellation. Elsewhere
(corners, wide steps) the direct formula is used, and where that has lost its digits too, ball arithmetic at the exact
sum x + h.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from derivgui.model.calculus.agreement import Agreement, agreement
from derivgui.model.calculus.beyond_doubles import is_value_open, wide_quotients
from derivgui.model.calculus.doubt import doubtful
from derivgui.model.language.real import EPSILON, Array, Truth
from derivgui.model.numeric.enclosures.balls import Certain
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.steps import Steps, at_once
from derivgui.model.numeric.wide import in_one_unit, is_told

# At a step of 1e-3 the direct formula still has 12 digits, and six terms of the series have all 16.
SERIES_ORDER = 6
WIDEST_SERIES_STEP = 1e-3
STEPS: tuple[float, ...] = (
    1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8,
    1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1e-16,
)  # fmt: skip
# Dividing by the step that was really taken mends a smooth quotient, but not one across a jump: at most this share of h
# may be lost in x + h.
SUM_LOSS = 1e-12
# Where h is too small for x + h, the series has to agree with the direct formula this many units of rounding away from
# x, where the direct formula has seven digits: a kink within reach shows there.
PROBE_UNITS = 2.0**24
# A step that loses more than this share of itself in x + h has become another step.
ANOTHER_STEP = 1e-3
# A slope that changes by more than this share of itself within rounding of x is asked at the number x is written as.
SENSITIVE = 1e-9
SMALLEST_DOUBLE = math.ulp(0.0)


@dataclass(frozen=True, slots=True, eq=False)
class QuotientTable:
    """Quotients at x for the step sizes ``steps`` (h > 0): from the right with +h, from the left with -h.

    Float64 arrays of one length; NaN where the curve is undefined at x or x ± h. The step in use, which need not be one
    of the fixed ones, stands apart: ``h`` > 0 with its two quotients in ``now``, right then left. ``agreement`` tells
    which digits do not change any more. ``wide`` has what no double holds, by row, right then left. With ``is_open``
    NaN means a quotient that nobody knows.
    """

    x: float
    steps: Array
    right: Array
    left: Array
    h: float
    now: tuple[float, float]
    agreement: Agreement
    wide: Mapping[tuple[int, int], float] = field(default_factory=dict)
    is_open: bool = False

    def quotient(self, row: int, side: int) -> float:
        """The quotient of a row from the right (0) or the left (1), a ``Wide`` where no double holds it."""
        known = self.wide.get((row % self.steps.size, side))
        return float((self.right, self.left)[side][row]) if known is None else known


def difference_quotient(function: RealFunction, x: float, h: float | Array) -> Array:
    """Quotients for one or several h (positive or negative), in the shape of h; NaN for h = 0.

    They belong to the exact sum x + h, also where no double is as near to x, and to the exact places that x and x + h
    stand for. Infinite is what is too large for doubles.
    """
    found = at_once(_dividing(function, x, h))
    steps = np.asarray(h, dtype=float)
    return _overlaid(found, at_once(wide_quotients(function, x, steps.ravel(), found.ravel())))


def one_quotient(function: RealFunction, x: float, h: float) -> float:
    """The same for one h, a ``Wide`` where no double holds it."""
    found = at_once(_dividing(function, x, h))
    return at_once(wide_quotients(function, x, np.array([h]), found.ravel())).get(0, float(found))


def _overlaid(found: Array, known: Mapping[int, float]) -> Array:
    """Quotients with some of them, by their places, put right."""
    if not known:
        return found
    better = np.array(found, dtype=float)
    better.put(list(known), list(known.values()))
    return better


def _dividing(function: RealFunction, x: float, h: float | Array) -> Steps[Array]:
    step = np.asarray(h, dtype=float)
    found = _between_doubles(function, x, step)
    if not function.suspects:
        return found
    yield
    from derivgui.model.calculus.placed_quotient import placing_quotients

    return (yield from placing_quotients(function, x, step, found))


def _between_doubles(function: RealFunction, x: float, step: Array) -> Array:
    with np.errstate(all="ignore"):
        lost_in_sum = np.absolute(((x + step) - x) - step) / np.absolute(step)
        rounds = lost_in_sum > SUM_LOSS
        reach = np.where(rounds, np.copysign(np.maximum(np.absolute(step), PROBE_UNITS * math.ulp(x)), step), step)
        start = function.at(x)
        found, spread = _direct(function, x, reach, start)
        if not math.isfinite(start):
            return found
        coefficients = function.jet(x, SERIES_ORDER)[1:]
        unknown = rounds
        if (np.absolute(step) <= WIDEST_SERIES_STEP).any() and np.isfinite(coefficients).all():
            found, spread, taken = _with_series(function, x, step, reach, found, spread, coefficients)
            unknown = rounds & ~taken
        if unknown.any():
            rough = np.where(lost_in_sum < ANOTHER_STEP, _direct(function, x, step, start)[0], np.nan)
            found = np.where(unknown, rough, found)
        if _is_sensitive(x, coefficients):
            return _asked_again(function.placed_quotient, x, step, found, unknown | np.isfinite(found))
    return _asked_again(function.exact_quotient, x, step, found, unknown | doubtful(found, spread))


def _is_sensitive(x: float, coefficients: Array) -> bool:
    """Whether the digits depend on which number the double x stands for, as those of 1/(x - 0.3) next to 0.3 do."""
    slope, bend = coefficients[:2].tolist()
    return bool(abs(bend) * math.ulp(x) > SENSITIVE * abs(slope))


def is_placed(function: RealFunction, x: float, h: float) -> bool:
    """Whether the quotient may belong to an exact place that x or x + h stands for, not to these doubles."""
    if not function.suspects:
        return False
    from derivgui.model.calculus.placed_quotient import near_places

    return bool(near_places(function, np.array([x, x + h])).any())


def plain_quotient(function: RealFunction, x: float, h: float) -> float:
    """What double precision makes of (f(x + h) - f(x))/h, lost digits and all; NaN where undefined."""
    with np.errstate(all="ignore"):
        end, start = function(np.array([x + h, x]))
        return float((end - start) / h)


def _direct(function: RealFunction, x: float, step: Array, start: float) -> tuple[Array, Array]:
    """The formula as it stands, ``start`` being f(x), and how far rounding may have carried it."""
    # x + h is rounded; the quotient belongs to the step that was really taken.
    moved = (x + step) - x
    quotient = np.asarray(np.where(step != 0, (function(x + step) - start) / moved, np.nan))
    # What underflows is lost as well.
    spread = function.value_spread(x + step) + function.value_spread(x) + SMALLEST_DOUBLE
    return quotient, spread / np.absolute(step)


def _with_series(
    function: RealFunction,
    x: float,
    step: Array,
    reach: Array,
    direct: Array,
    spread: Array,
    coefficients: Array,
) -> tuple[Array, Array, Truth]:
    """The sum of the series ``coefficients`` where it has converged and agrees with the direct formula at ``reach``.

    Beside it how far to trust it, and where it was taken.
    """
    near = np.absolute(step) <= WIDEST_SERIES_STEP
    powers = np.arange(SERIES_ORDER)
    terms = coefficients * np.where(near, step, 0.0)[..., None] ** powers
    total = terms.sum(axis=-1)
    # Converged: the last two terms vanish against the largest. A kink within reach shows as a different value.
    scale = np.absolute(terms).max(axis=-1)
    converged = near & (step != 0) & (np.absolute(terms[..., -2:]).max(axis=-1) <= EPSILON * scale)
    expected = total if reach is step else (coefficients * np.where(near, reach, 0.0)[..., None] ** powers).sum(axis=-1)
    tolerance = 16 * spread + abs(x) * EPSILON * scale / np.absolute(reach) + 1e-6 * scale
    taken = converged & (np.absolute(expected - direct) <= tolerance)
    series_spread = function.jet_spread(x)[1]
    return np.where(taken, total, direct), np.where(taken, series_spread, spread), taken


def _asked_again(
    ask: Callable[[float, float], Certain | None], x: float, step: Array, found: Array, lost: Truth
) -> Array:
    """Ball arithmetic in place of what cancellation has spoiled."""
    if not lost.any():
        return found
    better = np.array(found, dtype=float)
    for place in np.ndindex(better.shape):
        if lost[place]:
            exact = ask(x, float(step[place]))
            if exact is not None:
                better[place] = exact.number
    return better


def quotient_table(
    function: RealFunction, x: float, h: float = 1.0, limit: float = math.nan, steps: tuple[float, ...] = STEPS
) -> QuotientTable:
    """Both-sided table for shrinking steps, and for the step in use; ``limit`` is f'(x) where it is known."""
    return at_once(tabulating(function, x, h, limit, steps))


def tabulating(
    function: RealFunction, x: float, h: float = 1.0, limit: float = math.nan, steps: tuple[float, ...] = STEPS
) -> Steps[QuotientTable]:
    """The same, pausing every few milliseconds."""
    sizes = np.array((*steps, abs(h)))
    both = np.concatenate((sizes, -sizes))
    quotients = yield from _dividing(function, x, both)
    known = yield from wide_quotients(function, x, both, quotients)
    count = sizes.size
    overlaid = _overlaid(quotients, known)
    right, left = np.split(overlaid, 2)
    now = known.get(count - 1, float(right[-1])), known.get(2 * count - 1, float(left[-1]))
    wide = {(place % count, place // count): number for place, number in known.items()}
    found = _wide_agreement(sizes, quotients, known, limit) if known else agreement(sizes, right, left, limit)
    is_open = bool(np.isnan(overlaid).any()) and is_value_open(function, x)
    return QuotientTable(x, sizes[:-1], right[:-1], left[:-1], abs(h), now, found, wide, is_open)


def _wide_agreement(sizes: Array, quotients: Array, known: Mapping[int, float], limit: float) -> Agreement:
    """The digits on which numbers agree that no double holds, found in units of the limit or the last ones."""
    numbers = [known.get(place, number) for place, number in enumerate(quotients.tolist())]
    last = (limit,) if is_told(limit) else (numbers[sizes.size - 2], numbers[-2])
    unit, scaled = in_one_unit((*numbers, limit), in_one_unit(last)[0])
    right, left = np.split(np.array(scaled[:-1]), 2)
    return agreement(sizes, right, left, scaled[-1]).moved(unit)
