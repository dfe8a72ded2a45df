"""Difference quotients (f(x+h) - f(x))/h to full double precision.

The direct formula loses half its digits at h = 1e-8. Where the Taylor series of f at x has converged at h, its
sum f' + f''/2 h + ... is the same number without the cancellation. Elsewhere (corners, wide steps) the direct
formula is used, and where that has lost its digits too, ball arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from derivgui.model.calculus.doubt import doubtful
from derivgui.model.language.real import EPSILON, Array, Truth
from derivgui.model.numeric.function import RealFunction

# At a step of 1e-3 the direct formula still has 12 digits, and six terms of the series have all 16.
SERIES_ORDER = 6
WIDEST_SERIES_STEP = 1e-3
STEPS: tuple[float, ...] = (
    1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8,
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class QuotientTable:
    """Quotients at x for the step sizes ``steps`` (h > 0): from the right with +h, from the left with -h.

    Float64 arrays of one length; NaN where the curve is undefined at x or x ± h. The step in use, which need not be one
    of the fixed ones, stands apart: ``h`` > 0 with its two quotients in ``now``, right then left.
    """

    x: float
    steps: Array
    right: Array
    left: Array
    h: float
    now: tuple[float, float]


def difference_quotient(function: RealFunction, x: float, h: float | Array) -> Array:
    """Quotients for one or several h (positive or negative), in the shape of h; NaN for h = 0."""
    step = np.asarray(h, dtype=float)
    with np.errstate(all="ignore"):
        # x + h is rounded; the quotient belongs to the step that was really taken.
        moved = (x + step) - x
        ends, start = function(x + step), function.at(x)
        found = np.asarray(np.where(step != 0, (ends - start) / moved, np.nan))
        spread = (function.value_spread(x + step) + function.value_spread(x)) / np.absolute(step)
        if (np.absolute(step) <= WIDEST_SERIES_STEP).any():
            found, spread = _with_series(function, x, step, found, spread)
    return _asked_again(function, x, step, found, doubtful(found, spread))


def _with_series(function: RealFunction, x: float, step: Array, direct: Array, spread: Array) -> tuple[Array, Array]:
    """The series' sum where it has converged and agrees with the direct formula, with how far to trust it."""
    coefficients = function.jet(x, SERIES_ORDER)[1:]
    if not np.isfinite(coefficients).all():
        return direct, spread
    near = np.where(np.absolute(step) <= WIDEST_SERIES_STEP, step, 0.0)
    terms = coefficients * near[..., None] ** np.arange(SERIES_ORDER)
    total = terms.sum(axis=-1)
    # Converged: the last two terms vanish against the largest. A kink within reach shows as a different value.
    scale = np.absolute(terms).max(axis=-1)
    converged = (np.absolute(step) <= WIDEST_SERIES_STEP) & (step != 0)
    converged &= np.absolute(terms[..., -2:]).max(axis=-1) <= EPSILON * scale
    agrees = np.absolute(total - direct) <= 16 * spread + abs(x) * EPSILON * scale / np.absolute(step) + 1e-6 * scale
    series_spread = function.jet_spread(x)[1]
    taken = converged & agrees
    return np.where(taken, total, direct), np.where(taken, series_spread, spread)


def _asked_again(function: RealFunction, x: float, step: Array, found: Array, lost: Truth) -> Array:
    """Ball arithmetic in place of what cancellation has spoiled."""
    better = np.array(found, dtype=float)
    for place in zip(*np.nonzero(np.atleast_1d(lost)), strict=True):
        h = float(np.atleast_1d(step)[place])
        exact = function.exact_quotient(x, h)
        if exact is not None:
            np.atleast_1d(better)[place] = exact
            if better.ndim == 0:
                better = np.asarray(exact)
    return better


def quotient_table(function: RealFunction, x: float, h: float = 1.0, steps: tuple[float, ...] = STEPS) -> QuotientTable:
    """Both-sided table for shrinking steps, and for the step in use."""
    sizes = np.array((*steps, abs(h)))
    right, left = np.split(difference_quotient(function, x, np.concatenate((sizes, -sizes))), 2)
    now = float(right[-1]), float(left[-1])
    return QuotientTable(x, sizes[:-1], right[:-1], left[:-1], abs(h), now)
