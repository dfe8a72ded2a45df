"""Where a function of two variables jumps between the nodes of a grid, so that no line is drawn across.

The tree names the places at which it may break (``suspects``): a denominator's zeros, the steps of a floor, the cut of
an angle. Only edges of the grid on which such a sub-function takes its level are looked at, and f is asked on them:
each edge is cut again and again, and the part kept on which f changes more. What stays of the change is a jump; on a
continuous function none stays.
"""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import EPSILON, Array, Truth
from derivgui.model.numeric.plane.newton import stationary_near
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.suspects.suspects import Suspect

# An edge 65,000 times shorter; a root's steep end has given up 15/16 of its change by then.
CUTS = 16
JUMP = 0.1
# A jump by less than this share of what f changes from node to node elsewhere is not seen.
VISIBLE = 0.01
ROUNDING = 1e3 * EPSILON
# Not the middle: holes like to lie there.
SHARE = 0.4874
MOST_EDGES = 20_000
NEWTON_STEPS = 8
TOUCHING = 1e-9


def torn_cells(function: PlaneFunction, x: Array, y: Array, values: Array) -> Truth | None:
    """Cells of the grid ``x`` by ``y`` with a jump or a pole on their edges or inside; None where there are none."""
    breaking = [(suspect, sub) for suspect, sub in function.suspects if suspect.kind in ("pole", "jump")]
    if not breaking:
        return None
    with np.errstate(all="ignore"):
        torn = _torn_by(function, breaking, x, y, values)
    return torn if torn.any() else None


def _torn_by(
    function: PlaneFunction, breaking: list[tuple[Suspect, PlaneFunction]], x: Array, y: Array, values: Array
) -> Truth:
    across = np.zeros((y.size, x.size - 1), dtype=bool)
    up = np.zeros((y.size - 1, x.size), dtype=bool)
    torn = np.zeros((y.size - 1, x.size - 1), dtype=bool)
    for suspect, sub in breaking:
        level = suspect.side(sub(x[None, :], y[:, None]))
        across |= _differs(level[:, :-1], level[:, 1:])
        up |= _differs(level[:-1], level[1:])
        if suspect.kind == "pole" and suspect.period is None:
            _tear_at_touching_zeros(sub, float(suspect.offset), x, y, torn)
    least = _least_jump(values)
    across[across] = _jumps_across(function, x, y, values, across, least)
    up[up] = _jumps_up(function, x, y, values, up, least)
    return torn | across[:-1] | across[1:] | up[:, :-1] | up[:, 1:]


def _least_jump(values: Array) -> float:
    """The smallest jump that can be seen between the lines, and told from rounding."""
    changes = np.absolute(np.diff(values[::4], axis=1))
    known = changes[np.isfinite(changes)]
    if not known.size:
        return 0.0
    return max(VISIBLE * float(np.median(known)), ROUNDING * float(np.median(np.absolute(values[np.isfinite(values)]))))


def _differs(first: Array, second: Array) -> Truth:
    differs: Truth = (first != second) & ~np.isnan(first) & ~np.isnan(second)
    return differs


def _jumps_across(function: PlaneFunction, x: Array, y: Array, values: Array, edges: Truth, least: float) -> Truth:
    rows, columns = np.nonzero(edges)
    ends = (x[columns], y[rows]), (x[columns + 1], y[rows])
    return _jumps(function, *ends, values[rows, columns], values[rows, columns + 1], least)


def _jumps_up(function: PlaneFunction, x: Array, y: Array, values: Array, edges: Truth, least: float) -> Truth:
    rows, columns = np.nonzero(edges)
    ends = (x[columns], y[rows]), (x[columns], y[rows + 1])
    return _jumps(function, *ends, values[rows, columns], values[rows + 1, columns], least)


def _jumps(
    function: PlaneFunction,
    start: tuple[Array, Array],
    end: tuple[Array, Array],
    first: Array,
    last: Array,
    least: float,
) -> Truth:
    """For each edge whether f jumps on it; all of very many are taken to."""
    if first.size > MOST_EDGES:
        return np.ones(first.shape, dtype=bool)
    (ax, ay), (bx, by) = start, end
    enough = np.maximum(JUMP * np.absolute(last - first), least)
    for _ in range(CUTS):
        mx, my = ax + SHARE * (bx - ax), ay + SHARE * (by - ay)
        middle = function(mx, my)
        in_first = ~(np.absolute(middle - first) < np.absolute(last - middle))
        ax, ay, first = np.where(in_first, ax, mx), np.where(in_first, ay, my), np.where(in_first, first, middle)
        bx, by, last = np.where(in_first, mx, bx), np.where(in_first, my, by), np.where(in_first, middle, last)
    jumps: Truth = np.absolute(last - first) > enough
    return jumps


def _tear_at_touching_zeros(sub: PlaneFunction, offset: float, x: Array, y: Array, torn: Truth) -> None:
    """Tear the cells in which a denominator such as x² + y² touches 0, which no sign on an edge shows."""
    shifted = sub(x[None, :], y[:, None]) - offset
    rows, columns = np.nonzero(_lowest_of_neighbours(shifted))
    if not 0 < rows.size < x.size:
        return
    px, py = stationary_near(sub, x[columns + 1], y[rows + 1], NEWTON_STEPS)
    found = np.absolute(sub(px, py) - offset)
    around = np.absolute(shifted[rows, columns])
    for column, row in zip(px[found <= TOUCHING * around], py[found <= TOUCHING * around], strict=True):
        i, j = int(np.searchsorted(x, column)) - 1, int(np.searchsorted(y, row)) - 1
        if 0 <= i < torn.shape[1] and 0 <= j < torn.shape[0]:
            torn[j, i] = True


def _lowest_of_neighbours(shifted: Array) -> Truth:
    """The inner nodes no farther from 0 than their four neighbours on the same side, ``(rows - 2, columns - 2)``."""
    inner = shifted[1:-1, 1:-1]
    sides = (shifted[:-2, 1:-1], shifted[2:, 1:-1], shifted[1:-1, :-2], shifted[1:-1, 2:])
    ratios = np.stack([side / inner for side in sides])
    lowest: Truth = (ratios.min(axis=0) >= 1.0) & (ratios.max(axis=0) > 1.0)
    return lowest
