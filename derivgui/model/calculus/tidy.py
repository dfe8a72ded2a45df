"""Roots as people would write them: of all numbers that cannot be told from the root, the simplest."""

from __future__ import annotations

import math

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.function import RealFunction

# A value so small against its own rounding is 0.
NOISE = 8.0
ROUNDING_STEPS = 4.0
# Only numbers so near (relative to 1 or to the root) are tried; rounding carries a triple root about 1e-5 away.
REACH = 1e-3
DECIMALS = (0, 1, 2, 3, 4)
MORE_DECIMALS = (5, 6, 7, 8, 9, 10, 11, 12)
DENOMINATORS = (3, 6, 7, 9, 11, 12)
PI_DENOMINATORS = (1, 2, 3, 4, 6, 12)
SIMPLE_FORMS = len(DECIMALS) + len(PI_DENOMINATORS) + len(DENOMINATORS)
# A root that is not farther from what is tried than this is known well, and no number hits it by chance that stands
# among so few as that.
KNOWN_STEPS = 64.0
UNLIKELY = 1000.0
_TINY = float(np.finfo(float).tiny)


def tidied(function: RealFunction, roots: Array, ends: tuple[Array, Array], order: Indices) -> Array:
    """For each root of the Taylor coefficient number ``order`` (0, 1 or 2) the simplest number that is one as well.

    Also the simplest number within a few units of rounding of the bracket ``ends``: there may be a corner.
    """
    candidates = _candidates(roots)
    near = np.absolute(candidates - roots) <= REACH * np.maximum(1.0, np.absolute(roots))
    rows, columns = np.nonzero(near)
    if rows.size == 0:
        return roots
    tried = candidates[rows, columns]
    picked = order[columns], np.arange(columns.size)
    slack = ROUNDING_STEPS * np.spacing(np.absolute(roots))
    inside = (tried >= (ends[0] - slack)[columns]) & (tried <= (ends[1] + slack)[columns])
    vanishing = inside | vanishes(function.jet(tried, 2)[picked], function.jet_spread(tried, 2)[picked])
    vanishing &= ~_is_coincidence(rows, tried, roots[columns])
    found = roots.copy()
    # The simplest come last, and overwrite the others.
    for place in np.flatnonzero(vanishing)[::-1]:
        found[columns[place]] = tried[place]
    return found + 0.0


def _is_coincidence(rows: Indices, tried: Array, roots: Array) -> Truth:
    """Long decimals within rounding of a root that is known well: one of so many stands beside any number."""
    digits = np.array([0] * SIMPLE_FORMS + list(MORE_DECIMALS))[rows]
    unit = np.spacing(np.absolute(roots))
    off = np.absolute(tried - roots)
    by_chance: Truth = (10.0**-digits < UNLIKELY * KNOWN_STEPS * unit) & (off > unit) & (off < KNOWN_STEPS * unit)
    return by_chance


def vanishes(value: Array, spread: Array) -> Truth:
    """True where a value cannot be told from 0."""
    small: Truth = np.absolute(value) <= NOISE * np.nan_to_num(spread) + _TINY
    return small


def _candidates(roots: Array) -> Array:
    """Shape (number of forms, number of roots), simplest first."""
    forms = [np.round(roots, decimals) for decimals in DECIMALS]
    forms += [np.round(roots * n / math.pi) * math.pi / n for n in PI_DENOMINATORS]
    forms += [np.round(roots * n) / n for n in DENOMINATORS]
    forms += [np.round(roots, decimals) for decimals in MORE_DECIMALS]
    return np.stack(forms)
