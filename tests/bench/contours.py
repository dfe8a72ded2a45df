"""A whole contour picture of Himmelblau's function: values, fill and twenty level lines on 256 x 256 nodes.

Beside it the same work in matplotlib, where that is installed: contourf and contour of the same values, drawn.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from statistics import median

import numpy as np

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.plane.contour_levels import Levels
from derivgui.model.numeric.plane.contours import Contours, level_line, shades
from derivgui.model.numeric.plane.field import MOVING, Field, field_of
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour_labels import contour_labels
from tests.bench.figures import Figure

VIEW = Viewport(-5, 5, -5, 5, 800, 800)
NODES = 256
RUNS = 25
LIMIT_MS = 25.0
LEVELS = Levels(tuple(20.0 * k for k in range(1, 21)), 0.0, 440.0)


def contour_times() -> list[Figure]:
    """Medians: the picture at rest, while moving, the line through a point, the labels; matplotlib's picture."""
    function = PlaneFunction(Program(parse("(x^2 + y - 11)^2 + (x + y^2 - 7)^2").tree))
    still = field_of(function, VIEW, NODES, NODES)
    contours = Contours(still)
    lines = contours.lines(LEVELS.heights)
    found = [
        Figure("values, fill and 20 level lines, 256 x 256", _timed(lambda: _picture(function, NODES)), limit=LIMIT_MS),
        Figure(f"the same while moving, {MOVING} x {MOVING}", _timed(lambda: _picture(function, MOVING)), limit=8.0),
        Figure("level line through a point", _timed(lambda: level_line(function, contours, 1.0, 2.0)), limit=3.0),
        Figure("labels", _timed(lambda: contour_labels(still, LEVELS, lines, VIEW)), limit=25.0),
    ]
    if find_spec("matplotlib"):
        found.append(Figure("matplotlib: contourf, contour, draw", _timed(lambda: _matplotlib(still))))
    return found


def _picture(function: PlaneFunction, nodes: int) -> None:
    field = field_of(function, VIEW, nodes, nodes)
    shades(field, LEVELS)
    Contours(field).lines(LEVELS.heights)


def _matplotlib(field: Field) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # type: ignore[import-not-found, unused-ignore]
    from matplotlib.figure import Figure as Picture  # type: ignore[import-not-found, unused-ignore]

    picture = Picture(figsize=(8, 8), dpi=100)
    canvas = FigureCanvasAgg(picture)
    axes = picture.add_subplot()
    x, y = np.meshgrid(field.x, field.y)
    axes.contourf(x, y, (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, levels=LEVELS.heights)
    axes.contour(x, y, field.values, levels=LEVELS.heights)
    canvas.draw()


def _timed(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return median(times)
