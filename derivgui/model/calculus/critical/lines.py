"""Whole lines of critical points: followed from one of them, and proven for polynomials.

The partial derivatives of a polynomial vanish together on a curve exactly where they have a common factor; that it is
there is certain where the factor changes its sign.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Literal

import numpy as np

from derivgui.model.calculus.certainty import is_proven
from derivgui.model.calculus.critical.points import CriticalLine, Kind, Status
from derivgui.model.calculus.critical.polynomial import common_factors, signs_differ
from derivgui.model.calculus.critical.starts import derivatives, least_step
from derivgui.model.calculus.landmarks import Landmark
from derivgui.model.language.real import Array
from derivgui.model.language.tree import symbols
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport

# In cells: from point to point along a line.
STRIDE = 0.5
MOST_POINTS = 1000
CORRECTIONS = 16
SETTLED = 1e-10
# The slope on a line beside that a stride away from it.
VANISHING = 1e-3
# A Hessian with eigenvalues of such a ratio may belong to a line.
SINGULAR = 1e-5
FEWEST_POINTS = 5
ASIDE = 0.2
BETWEEN = np.array([0.25, 0.5, 0.75])
STEADY = 0.1
ROUNDING = 1e-12
AROUND = np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]])


def line_through(
    function: PlaneFunction, view: Viewport, cell: Array, start: Array
) -> Generator[None, None, Array | None]:
    """The line of critical points through one of them, shape ``(n, 2)``; None where there is none.

    It pauses after every point. All lengths are measured in ``cell``.
    """
    direction = _null_direction(function, start, cell)
    if direction is None:
        return None
    ahead = yield from _followed(function, view, cell, start, direction)
    if len(ahead) > FEWEST_POINTS and _distance(ahead[-1], start, cell) < STRIDE:
        return np.vstack([start, *ahead, start])
    behind = yield from _followed(function, view, cell, start, -direction)
    points = np.vstack([*behind[::-1], start, *ahead])
    return points if len(points) >= FEWEST_POINTS else None


def _null_direction(function: PlaneFunction, place: Array, cell: Array) -> Array | None:
    """The unit direction (in cells) along which the Hessian vanishes, None where it does not."""
    scaled = function.hessian(*place) * np.outer(cell, cell)
    if not np.isfinite(scaled).all():
        return None
    bends, axes = np.linalg.eigh(scaled)
    flat = int(np.argmin(np.absolute(bends)))
    if not abs(bends[flat]) <= SINGULAR * abs(bends[1 - flat]):
        return None
    direction: Array = axes[:, flat]
    return direction


def _followed(
    function: PlaneFunction, view: Viewport, cell: Array, start: Array, direction: Array
) -> Generator[None, None, list[Array]]:
    found: list[Array] = []
    place = start
    while len(found) < MOST_POINTS:
        following = _corrected(function, place + STRIDE * direction * cell, cell)
        yield
        if following is None or not 0.5 * STRIDE < _distance(following, place, cell) < 1.5 * STRIDE:
            break
        if not _are_on_one_line(function, place, following, cell):
            break
        if not _is_in(following, view):
            found.append(_on_border(place, following, view))
            break
        found.append(following)
        moved = (following - place) / cell
        direction, place = moved / np.hypot(*moved), following
        if len(found) > FEWEST_POINTS and _distance(place, start, cell) < STRIDE:
            break
    return found


def _corrected(function: PlaneFunction, place: Array, cell: Array) -> Array | None:
    """The nearest point with gradient 0; None where there is none."""
    for _ in range(CORRECTIONS):
        step = least_step(*derivatives(function, place[None, :]))[0]
        if not np.isfinite(step).all() or _distance(step, 0 * step, cell) > STRIDE:
            return None
        place = place + step
        if _distance(step, 0 * step, cell) < SETTLED:
            break
    here, *aside = np.hypot(*function.gradient(*(place + STRIDE * AROUND * cell).T))
    return place if here <= VANISHING * np.fmax.reduce(aside) else None


def _are_on_one_line(function: PlaneFunction, place: Array, following: Array, cell: Array) -> bool:
    """Whether f keeps its height on the way, as it does along a line without a slope.

    It may change by what a bend of the line explains: much less than as far beside it. Where f jumps, or where many
    lines lie side by side, two critical points near each other belong to two of them.
    """
    middles = place + BETWEEN[:, None] * (following - place)
    x, y = np.vstack([place, following, middles, *(place + STRIDE * AROUND * cell)]).T
    values = function(x, y)
    height, known = values[0], values[: 2 + len(BETWEEN)]
    beside = np.fmax.reduce(np.absolute(values - height))
    return bool(np.absolute(known - height).max() <= STEADY * beside + ROUNDING * abs(height))


def _distance(first: Array, second: Array, cell: Array) -> float:
    return float(np.hypot(*((first - second) / cell)))


def _is_in(place: Array, view: Viewport) -> bool:
    return bool(view.x0 <= place[0] <= view.x1 and view.y0 <= place[1] <= view.y1)


def _on_border(inside: Array, outside: Array, view: Viewport) -> Array:
    """Where the way from one point to the other leaves the window."""
    share = 1.0
    for k, (low, high) in enumerate(((view.x0, view.x1), (view.y0, view.y1))):
        border = min(max(outside[k], low), high)
        if border != outside[k]:
            share = min(share, (border - inside[k]) / (outside[k] - inside[k]))
    place: Array = inside + max(share, 0.0) * (outside - inside)
    return place


def described(function: PlaneFunction, cell: Array, points: Array) -> CriticalLine:
    """The line through ``points``, shape (n, 2), with its height, what f does across it, and whether it is proven.

    ``cell`` is the width and the height of a cell of the grid.
    """
    values = function(*points.T)
    return CriticalLine(
        points, float(np.median(values)), _kind(function, cell, points), _status(function, cell, points)
    )


def _sides(cell: Array, points: Array) -> tuple[Array, Array]:
    """Points a little to both sides of some points of a line."""
    middles = points[1 : -1 : max(1, len(points) // 8)]
    along = (points[2:] - points[:-2])[:: max(1, len(points) // 8)] / cell
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.hypot(*along.T)[:, None]
    return middles + ASIDE * across * cell, middles - ASIDE * across * cell


def _kind(function: PlaneFunction, cell: Array, points: Array) -> Kind:
    height = float(np.median(function(*points.T)))
    beside = np.concatenate([function(*side.T) for side in _sides(cell, points)])
    if (beside > height).all():
        return "minimum"
    return "maximum" if (beside < height).all() else "degenerate"


def _status(function: PlaneFunction, cell: Array, points: Array) -> Status:
    if _is_proven_across(function, points):
        return "proven"
    common = common_factors(function)
    for left, right in zip(*_sides(cell, points), strict=True):
        if not any(signs_differ(factor, left, right) for factor in common):
            return "numerical"
    return "proven" if common else "numerical"


def _is_proven_across(function: PlaneFunction, points: Array) -> bool:
    """For a function of one variable only: whether its critical point there is proven."""
    used = symbols(function.concrete)
    absent = [k for k, name in enumerate(function.variables) if name not in used]
    if len(absent) != 1:
        return False
    place = float(np.median(points[:, 1 - absent[0]]))
    slice_ = function.slice_y(0.0) if absent[0] == 0 else function.slice_x(0.0)
    kinds: tuple[Literal["minimum", "maximum", "horizontal inflection"], ...] = (
        "minimum",
        "maximum",
        "horizontal inflection",
    )
    return any(is_proven(slice_, Landmark(kind, place, 0.0)) for kind in kinds)
