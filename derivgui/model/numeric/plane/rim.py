"""The edge of the domain between the nodes of a grid, so that level lines end on it and not on a staircase.

Each node outside of the domain that has a neighbour inside is moved to where the edge lies between them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.plane.plane_function import PlaneFunction

HALVINGS = 14
# Straight neighbours first.
NEIGHBOURS = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))


@dataclass(frozen=True, slots=True, eq=False)
class Rim:
    """A grid that follows the edge of the domain: places and values of its nodes, all of one shape."""

    x: Array
    y: Array
    values: Array


def rim_of(function: PlaneFunction, x: Array, y: Array, values: Array) -> Rim | None:
    """The grid ``x`` by ``y`` with its outer nodes on the edge; None where the domain has no edge in the window."""
    undefined = np.isnan(values)
    if not undefined.any() or undefined.all():
        return None
    defined = np.pad(~undefined, 1)
    rows, columns = np.nonzero(undefined & ~_is_thin(defined))
    towards = _towards(defined, rows, columns)
    outer = (towards != 0).any(axis=0)
    rows, columns, towards = rows[outer], columns[outer], towards[:, outer]
    if not rows.size:
        return None
    place, height = _edge(
        function,
        np.stack([x[columns], y[rows]]),
        np.stack([x[columns + towards[1]], y[rows + towards[0]]]),
        values[rows + towards[0], columns + towards[1]],
    )
    xs, ys = (np.array(axis) for axis in np.meshgrid(x, y))
    xs[rows, columns], ys[rows, columns] = place
    heights = values.copy()
    heights[rows, columns] = height
    return Rim(xs, ys, heights)


def _is_thin(defined: Truth) -> Truth:
    """Nodes between two that are defined: a hole or a pole, and no edge. ``defined`` has a border of its own."""
    thin: Truth = np.zeros((defined.shape[0] - 2, defined.shape[1] - 2), dtype=bool)
    for i, j in ((0, 1), (1, 0), (1, 1), (1, -1)):
        thin |= _shifted(defined, i, j) & _shifted(defined, -i, -j)
    return thin


def _shifted(defined: Truth, i: int, j: int) -> Truth:
    rows, columns = defined.shape
    return defined[1 + i : rows - 1 + i, 1 + j : columns - 1 + j]


def _towards(defined: Truth, rows: Indices, columns: Indices) -> Indices:
    """For each node the way to its first neighbour that is defined, as rows and columns; 0, 0 where there is none."""
    towards = np.zeros((2, rows.size), dtype=np.intp)
    for i, j in reversed(NEIGHBOURS):
        there = defined[rows + 1 + i, columns + 1 + j]
        towards[:, there] = ((i,), (j,))
    return towards


def _edge(function: PlaneFunction, outside: Array, inside: Array, height: Array) -> tuple[Array, Array]:
    """The last places that are defined on the way out, shape ``(2, n)``, and the values there."""
    for _ in range(HALVINGS):
        middle = 0.5 * (outside + inside)
        value = function(*middle)
        known = np.isfinite(value)
        inside = np.where(known, middle, inside)
        outside = np.where(known, outside, middle)
        height = np.where(known, value, height)
    return inside, height
