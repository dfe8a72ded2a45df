"""A function of two variables on the grid of a window: its values, and the cells across which it jumps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.plane.rifts import torn_cells
from derivgui.model.numeric.plane.rim import Rim, rim_of
from derivgui.model.numeric.viewport import Viewport

# Cells by prime numbers: no inner node of a window such as -5 ... 5 lies at a round number, where poles like to be.
STILL = 258
MOVING = 98


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Values on a grid.

    Attributes:
        x, y: abscissas of the columns and ordinates of the rows, ascending, both ends of the window among them.
        values: float64, shape ``(len(y), len(x))``; NaN where undefined or too large for a double.
        torn: the cells across which the function jumps or has a pole, shape ``(len(y) - 1, len(x) - 1)``; None
            where there are none.
        rim: the same grid for lines, with its outermost nodes moved onto the edge of the domain; None without an edge.
    """

    x: Array
    y: Array
    values: Array
    torn: Truth | None = None
    rim: Rim | None = None

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a cell."""
        return float(self.x[1] - self.x[0]), float(self.y[1] - self.y[0])


def field_of(function: PlaneFunction, view: Viewport, columns: int = STILL, rows: int = STILL) -> Field:
    """The function on a grid over the window."""
    x, y = np.linspace(view.x0, view.x1, columns), np.linspace(view.y0, view.y1, rows)
    # Sub-expressions in one variable are computed for a row or a column only.
    values = function(x[None, :], y[:, None])
    values[~np.isfinite(values)] = np.nan
    return Field(x, y, values, torn_cells(function, x, y, values), rim_of(function, x, y, values))
