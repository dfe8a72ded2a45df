"""Where f, f' and f'' keep their sign between the samples of a curve, and where exactly they change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

import numpy as np
from numpy.typing import NDArray

from derivgui.model.calculus.joints import STEPS_ASIDE, joints
from derivgui.model.calculus.tidy import NOISE, tidied
from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.steps import Steps

HALVINGS = 60
# There is a pause after so many.
HALVINGS_AT_ONCE = 4
HAIR = 2.0**-20
# So many places of a run are compared to tell it from noise.
LOOKS = 5
# So many neighbouring samples without a sign are a stretch, fewer are a point.
FEWEST_FLAT_SAMPLES = 3
# A curve is sampled finely where it turns, but not where only a derivative does.
QUICK_SHARE = 0.2
FEWEST_QUICK = 12


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch x0 < x1 of a piece where a derivative is positive (1), negative (-1), or 0 as far as doubles tell."""

    x0: float
    x1: float
    sign: int
    piece: int = 0

    def meets(self, other: Run) -> bool:
        """Whether another run goes on where this one ends, with the same sign and without a break of the curve."""
        return (self.x1, self.sign, self.piece) == (other.x0, other.sign, other.piece)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A point between two runs.

    Attributes:
        x: to double precision; a short decimal, a multiple of pi or a simple fraction where that is a root as well.
        left, right: different signs beside it.
        vanishing, continuous, tangent, sharp: what the function does there, see ``joints``.
    """

    x: float
    left: int
    right: int
    vanishing: bool
    continuous: bool
    tangent: bool
    sharp: bool


@dataclass(frozen=True, slots=True)
class SignPattern:
    """Runs and the points between them of one derivative, by x."""

    runs: tuple[Run, ...]
    crossings: tuple[Crossing, ...]


@dataclass(slots=True)
class _Change:
    """Samples a < b of one piece with different signs."""

    order: int
    a: float
    b: float
    left: int
    right: int


def finding_patterns(function: RealFunction, pieces: tuple[Array, ...], highest: int) -> Steps[tuple[SignPattern, ...]]:
    """The patterns of f, f' and (``highest`` = 2) f'' on all pieces (arrays of shape (n, 2), x increasing).

    It pauses every few milliseconds.
    """
    orders = range(highest + 1)
    if not pieces:
        return (SignPattern((), ()),) * len(orders)
    x = np.concatenate([_inside(piece[:, 0]) for piece in pieces])
    number = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
    jets = function.jet(x, max(highest, 1))
    yield
    groups = [_unless_too_quick(_groups(x, jets[order], number), x.size) for order in orders]
    changes = [change for order in orders for change in _changes(order, groups[order])]
    yield
    crossings = yield from _refined(function, changes)
    found = []
    for order in orders:
        mine = [crossing for change, crossing in zip(changes, crossings, strict=True) if change.order == order]
        found.append(_pattern(function, order, groups[order], mine, pieces))
        yield
    return tuple(found)


def _inside(x: Array) -> Array:
    """The samples of a piece with its ends moved inwards by a hair: there f may have another value, or none."""
    moved = x.copy()
    moved[0] += HAIR * (x[1] - x[0])
    moved[-1] += HAIR * (x[-2] - x[-1])
    return moved


@dataclass(slots=True)
class _Group:
    """Neighbouring samples of one sign in one piece."""

    piece: int
    sign: int
    x0: float
    x1: float
    count: int


def _groups(x: Array, values: Array, number: Indices) -> list[_Group]:
    known = np.isfinite(values)
    x, number = x[known], number[known]
    signs = np.sign(values[known]).astype(int)
    if x.size == 0:
        return []
    starts = np.concatenate(([0], np.flatnonzero((np.diff(signs) != 0) | (np.diff(number) != 0)) + 1))
    ends = np.append(starts[1:], x.size) - 1
    groups = [
        _Group(int(number[i]), int(signs[i]), float(x[i]), float(x[j]), int(j - i + 1))
        for i, j in zip(starts, ends, strict=True)
    ]
    return _without_points(groups)


def _unless_too_quick(groups: list[_Group], samples: int) -> list[_Group]:
    """Nothing where a derivative changes its sign about as often as it is sampled: most changes would be missed."""
    changes = sum(before.piece == after.piece for before, after in pairwise(groups))
    return [] if changes > max(FEWEST_QUICK, QUICK_SHARE * samples) else groups


def _without_points(groups: list[_Group]) -> list[_Group]:
    """One or two samples that are 0 belong to the signs around them."""
    found: list[_Group] = []
    for group in groups:
        if group.sign == 0 and group.count < FEWEST_FLAT_SAMPLES:
            continue
        last = found[-1] if found else None
        if last is not None and (last.piece, last.sign) == (group.piece, group.sign):
            last.x1, last.count = group.x1, last.count + group.count
        else:
            found.append(group)
    return found


def _changes(order: int, groups: list[_Group]) -> list[_Change]:
    return [
        _Change(order, before.x1, after.x0, before.sign, after.sign)
        for before, after in pairwise(groups)
        if before.piece == after.piece
    ]


def _refined(function: RealFunction, changes: list[_Change]) -> Steps[list[Crossing]]:
    """All brackets halved at once, down to neighbouring doubles."""
    if not changes:
        return []
    order = np.array([change.order for change in changes])
    highest = max(int(order.max()), 1)
    rows = order, np.arange(order.size)
    a, b = (np.array(ends) for ends in zip(*((change.a, change.b) for change in changes), strict=True))
    left, right = (np.array(signs) for signs in zip(*((change.left, change.right) for change in changes), strict=True))
    end = b

    def sign(at: Array) -> NDArray[np.float64]:
        return np.asarray(np.sign(function.jet(at, highest)[rows]))

    a, b = yield from _halved(lambda at: sign(at) == left, a, b)
    if (sign(np.minimum(b + STEPS_ASIDE * (b - a), end)) != right).any():
        # Rounding leaves the derivative undefined beside some corners, and 0 by underflow; the change lies in there.
        _, b = yield from _halved(lambda at: sign(at) != right, b, end)
    va, vb = (np.absolute(function.jet(at, highest)[rows]) for at in (a, b))
    nearest = np.where(vb <= va, b, a)
    nearest = np.where(np.absolute(b - a) > STEPS_ASIDE * np.spacing(np.absolute(a)), 0.5 * (a + b), nearest)
    x = tidied(function, nearest, (a, b), order)
    yield
    found = joints(function, a, b, order)
    columns = (x, left, right, found.vanishing, found.continuous, found.tangent, found.sharp)
    return [Crossing(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _halved(stays: Callable[[Array], Truth], a: Array, b: Array) -> Steps[tuple[Array, Array]]:
    """Brackets whose left end stays where the condition holds, down to neighbouring doubles."""
    for halving in range(HALVINGS):
        if halving % HALVINGS_AT_ONCE == 0:
            yield
        middle = 0.5 * (a + b)
        if ((middle == a) | (middle == b)).all():
            break
        kept = stays(middle)
        a, b = np.where(kept, middle, a), np.where(kept, b, middle)
    return a, b


def _pattern(
    function: RealFunction, order: int, groups: list[_Group], crossings: list[Crossing], pieces: tuple[Array, ...]
) -> SignPattern:
    """Runs from crossing to crossing and to the ends of the pieces; what is nothing but rounding has no sign."""
    runs, waiting = [], iter(crossings)
    start: float | None = None
    for group, after in zip_longest(groups, groups[1:]):
        follows = after is not None and after.piece == group.piece
        x0 = float(pieces[group.piece][0, 0]) if start is None else start
        x1 = next(waiting).x if follows else float(pieces[group.piece][-1, 0])
        runs.append(Run(x0, x1, group.sign, group.piece))
        start = x1 if follows else None
    if not runs:
        return SignPattern((), ())
    return _without_noise(runs, crossings, _are_noise(function, order, runs))


def _are_noise(function: RealFunction, order: int, runs: list[Run]) -> list[bool]:
    """Runs over which f (or for derivatives, the one below) does not change by more than its rounding."""
    x0, x1 = np.array([run.x0 for run in runs]), np.array([run.x1 for run in runs])
    at = x0 + np.linspace(0.0, 1.0, LOOKS)[:, None] * (x1 - x0)
    below = max(order - 1, 0)
    values = function.jet(at.ravel(), 1)[below].reshape(at.shape)
    spread = np.nan_to_num(function.jet_spread(at.ravel())[below]).reshape(at.shape)
    if order:
        # Beside a pole rounding knows no bounds; what the curve does away from it counts all the same.
        values, spread = np.diff(values, axis=0), np.fmax(spread[1:], spread[:-1])
    heard = (np.absolute(values) > NOISE * spread).any(axis=0)
    return [not loud or run.sign == 0 for loud, run in zip(heard.tolist(), runs, strict=True)]


def _without_noise(runs: list[Run], crossings: list[Crossing], noise: list[bool]) -> SignPattern:
    """Noisy neighbours become one run without a sign, and the crossings that touch it are no crossings."""
    merged: list[Run] = []
    for run, quiet in zip(runs, noise, strict=True):
        if run.x1 <= run.x0:
            continue
        heard = replace(run, sign=0) if quiet else run
        if merged and quiet and merged[-1].meets(heard):
            merged[-1] = replace(merged[-1], x1=run.x1)
        else:
            merged.append(heard)
    return SignPattern(tuple(merged), tuple(_united(_away_from_noise(merged, crossings))))


def _away_from_noise(merged: list[Run], crossings: list[Crossing]) -> list[Crossing]:
    silent = [(run.x0, run.x1) for run in merged if run.sign == 0]
    return [c for c in crossings if not any(x0 <= c.x <= x1 for x0, x1 in silent)]


def _united(crossings: list[Crossing]) -> list[Crossing]:
    """Changes that turn out to be at one x are one change: rounding makes several of a triple root."""
    found: list[Crossing] = []
    for crossing in crossings:
        if found and found[-1].x == crossing.x:
            found[-1] = replace(found[-1], right=crossing.right)
        else:
            found.append(crossing)
    return [crossing for crossing in found if crossing.left != crossing.right]
