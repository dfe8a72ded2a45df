"""The verdict read off the definition by mpmath, with no knowledge of how the program finds it.

f(a) is evaluated at the exact place; each one-sided limit is read off values at h = 10^(-ks) with k = 10 ... 160
and several s, at more digits than cancellation can eat. Doubling k turns what goes like a logarithm into a geometric
sequence, so that ln h visibly grows and Aitken's rule finds the limit of 1/ln h.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mpmath import mp, mpf

from tests.oracle import mp as oracle
from tests.oracle.verdicts.row import Row, exact

DEPTHS = (10, 20, 40, 80, 160)
FEW = 3
STRETCHES = ("1", "1.037", "1.113")
CERTAIN, ENOUGH = mpf("1e-25"), mpf("1e-6")
DIVERGING = 1.2
# Three values of a bounded sequence may grow by chance, five hardly.
LARGE = {FEW: 30, len(DEPTHS): 0}
SAME = mpf("1e-20")

Limit = Any  # mpf, perhaps infinite; NaN where there is none
Values = list[list[Any]]  # a list of values for each depth


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What the definition says: numbers are mpf, NaN where there is none."""

    kind: str
    value: Any
    left: Limit
    right: Limit


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the place: whether f lives there, its limit and that of the quotients (both perhaps NaN)."""

    lives: bool
    limit: Limit
    slope: Limit


def witness(row: Row) -> Witnessed:
    """The verdict at the exact place."""
    with mp.workdps(_digits(DEPTHS[0])):
        value = _at(row, exact(row.at))
    left, right = _side(row, -1, value), _side(row, 1, value)
    return Witnessed(_kind(value, left, right), value, left.slope, right.slope)


def _side(row: Row, sign: int, value: Any) -> _Side:
    """Asked at a few depths, and at all of them where these leave a doubt."""
    few = _side_to(row, sign, value, DEPTHS[:FEW], CERTAIN)
    doubt = few.lives and (mp.isnan(few.limit) or mp.isnan(few.slope) != mp.isnan(value))
    return _side_to(row, sign, value, DEPTHS, ENOUGH) if doubt else few


def _side_to(row: Row, sign: int, value: Any, depths: tuple[int, ...], tolerance: Any) -> _Side:
    heights, quotients = [], []
    for depth in depths:
        with mp.workdps(_digits(depth)):
            samples = [_sample(row, sign * mpf(10) ** (-depth * mpf(stretch))) for stretch in STRETCHES]
        heights.append([height for height, _ in samples])
        quotients.append([quotient for _, quotient in samples])
    defined = [not mp.isnan(height) for group in heights for height in group]
    if not any(defined):
        return _Side(False, mp.nan, mp.nan)
    assert all(defined), f"{row}: the domain is ragged"
    slope = mp.nan if mp.isnan(value) else _limit(quotients, tolerance)
    return _Side(True, _limit(heights, tolerance), slope)


def _digits(depth: int) -> int:
    return 5 * depth + 60


def _sample(row: Row, h: Any) -> tuple[Any, Any]:
    """f(a + h) and (f(a + h) - f(a))/h, each NaN where undefined; h in units of a where a is small."""
    a = exact(row.at)
    h *= min(1, abs(a)) or 1
    here, there = _at(row, a), _at(row, a + h)
    return there, (there - here) / h


def _at(row: Row, x: Any) -> Any:
    try:
        return oracle.at_place(row.tree, {"x": x})
    except oracle.Undefined:
        return mp.nan


def _limit(values: Values, tolerance: Any) -> Limit:
    """The limit of groups of values, perhaps infinite; NaN where they keep moving."""
    with mp.workdps(60):
        smallest = [min(map(abs, group)) for group in values]
        signs = {mp.sign(value) for group in values[-FEW:] for value in group}
        # Bounded sequences may grow as well, but by less and less.
        steps = [b - a for a, b in pairwise(smallest)]
        grows = all(step > 0 for step in steps) and steps[-1] > DIVERGING * steps[-2]
        if len(signs) == 1 and grows and smallest[-1] > LARGE[len(values)]:
            return mp.inf * signs.pop()
        ends = [_aitken(*sequence) for sequence in zip(*values[-FEW:], strict=True)]
        if any(map(mp.isnan, ends)):
            return mp.nan
        settled = max(ends) - min(ends) <= tolerance * max(1, *map(abs, ends))
        return ends[0] if settled else mp.nan


def _aitken(x: Any, y: Any, z: Any) -> Any:
    """Aitken's delta-squared rule where it helps; NaN where the sequence does not contract.

    A sequence that squares its error with each step is better off without.
    """
    before, after = abs(y - x), abs(z - y)
    if after <= before / 10 or after <= CERTAIN * max(1, abs(z)):
        return z
    return z - (z - y) ** 2 / ((z - y) - (y - x)) if after < before else mp.nan


def _kind(value: Any, left: _Side, right: _Side) -> str:
    sides = [side for side in (left, right) if side.lives]
    if not sides:
        return "undefined" if mp.isnan(value) else "endpoint"
    limits = [side.limit for side in sides]
    if any(mp.isinf(limit) for limit in limits):
        return "pole"
    if any(mp.isnan(limit) for limit in limits):
        return "oscillation"
    if len(sides) == 2 and not _same(*limits):
        return "jump"
    if mp.isnan(value):
        return "removable" if len(sides) == 2 else "endpoint"
    if not _same(limits[0], value):
        return "removable"
    return _kind_by_slopes(left.slope, right.slope) if len(sides) == 2 else "endpoint"


def _kind_by_slopes(left: Limit, right: Limit) -> str:
    if mp.isnan(left) or mp.isnan(right):
        return "oscillation"
    if mp.isinf(left) and mp.isinf(right):
        return "vertical tangent" if left == right else "cusp"
    one_is_vertical = mp.isinf(left) or mp.isinf(right)
    return "corner" if one_is_vertical or not _same(left, right) else "smooth"


def _same(a: Any, b: Any) -> bool:
    """Equal as far as slow convergence lets one see; numbers of the table differ by 1e-18 and more."""
    return bool(abs(a - b) <= SAME * max(1, abs(a), abs(b)))
