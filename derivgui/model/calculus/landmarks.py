"""Zeros and stationary points of a sampled curve, refined to double precision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling import SampledCurve

HALVINGS = 60
# A sign change across which the value does not shrink is a jump or a pole, not a zero.
SHRINKS_TO = 1e-6
MOST_PER_CURVE = 200
# A value so small against its own rounding is 0.
TOUCHES_WITHIN = 8.0
ROUNDING_STEPS = 8.0
# A root next to a short decimal that is a root too is that decimal: 0, not -2e-20.
TIDY_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Landmark:
    """A point of the curve worth stopping at; ``kind`` is "zero" or "stationary"."""

    kind: str
    x: float
    y: float


def landmarks(function: RealFunction, curve: SampledCurve) -> tuple[Landmark, ...]:
    """All zeros and stationary points between neighbouring samples, by x; none inside bands."""
    found: list[Landmark] = []
    with np.errstate(all="ignore"):
        for piece in curve.pieces:
            found.extend(_of_piece(function, piece))
    found.sort(key=lambda mark: mark.x)
    return tuple(found[:MOST_PER_CURVE])


def _of_piece(function: RealFunction, piece: Array) -> list[Landmark]:
    x, y = piece[:, 0], piece[:, 1].copy()
    # A piece ends at its limit, where f may have another value or none.
    y[[0, -1]] = function(x[[0, -1]])
    _, slope, bend = function.jet(x, 2)
    stationary, corners = _sign_changes(function.derivative, x, slope)
    flat, _ = _sign_changes(partial(_bend, function), x, bend)
    stationary = _united(stationary, flat[_vanishes(function.derivative(flat), function.jet_spread(flat)[1])])
    crossings, _ = _sign_changes(function, x, y)
    touching = np.concatenate((stationary, corners))
    tidy = np.round(touching, TIDY_DECIMALS) + 0.0
    touching = np.where(function(tidy) == 0, tidy, touching)
    # A corner is found to a unit of rounding in x, which its slope carries into y.
    aside = touching + ROUNDING_STEPS * np.spacing(np.absolute(touching))
    carried = np.nan_to_num(np.absolute(function.derivative(aside) * (aside - touching)))
    zeros = _united(crossings, touching[_vanishes(function(touching), function.value_spread(touching) + carried)])
    return _marks("zero", zeros, function) + _marks("stationary", stationary, function)


def _bend(function: RealFunction, x: Array) -> Array:
    """Half the second derivative."""
    bend: Array = function.jet(x, 2)[2]
    return bend


def _vanishes(value: Array, spread: Array) -> Truth:
    """True where a value cannot be told from 0."""
    vanishes: Truth = np.absolute(value) <= TOUCHES_WITHIN * spread + np.finfo(float).tiny
    return vanishes


def _united(first: Array, second: Array) -> Array:
    """Both, without points that are the same but for rounding."""
    new = np.array([not np.isclose(x, first, rtol=1e-7, atol=1e-9).any() for x in second], dtype=bool)
    both: Array = np.concatenate((first, second[new]))
    return both


def _marks(kind: str, roots: Array, function: RealFunction) -> list[Landmark]:
    return [
        Landmark(kind, float(x), 0.0 if kind == "zero" else float(y))
        for x, y in zip(roots, function(roots), strict=True)
    ]


def _sign_changes(function: Callable[[Array], Array], x: Array, y: Array) -> tuple[Array, Array]:
    """Zeros by bisection of every sign change, and the places where the sign jumps without a zero.

    Samples that are zeros themselves count, unless they belong to a flat stretch.
    """
    isolated = x[(y == 0) & (np.append(y[1:], np.nan) != 0) & (np.append(np.nan, y[:-1]) != 0)]
    left = np.flatnonzero(y[:-1] * y[1:] < 0)
    if left.size == 0:
        return isolated, isolated[:0]
    a, b, ya, yb = x[left], x[left + 1], y[left].copy(), y[left + 1]
    size = np.minimum(np.absolute(ya), np.absolute(yb))
    for _ in range(HALVINGS):
        middle = 0.5 * (a + b)
        value = function(middle)
        same = np.sign(value) == np.sign(ya)
        a, ya, b = np.where(same, middle, a), np.where(same, value, ya), np.where(same, b, middle)
    end = np.minimum(np.absolute(function(a)), np.absolute(function(b)))
    genuine = end <= SHRINKS_TO * size + np.finfo(float).tiny
    # The end with the smaller value: an exact zero such as x = 1 is hit exactly.
    best = np.where(np.absolute(function(b)) <= np.absolute(function(a)), b, a)
    tidy = np.asarray(np.round(best, TIDY_DECIMALS) + 0.0, dtype=float)
    best = np.where(function(tidy) == 0, tidy, best)
    return np.concatenate((isolated, best[genuine])), best[~genuine]
