"""The whole still picture: ground, shading, grid, level lines, axes, labels, arrows, colour bar."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPainter

from derivgui.model.scene.contour import ContourStatics, Relief
from derivgui.painting.contour.arrows import paint_field
from derivgui.painting.contour.bar import bar_of, paint_bar
from derivgui.painting.contour.critical import paint_critical
from derivgui.painting.contour.levels import paint_labels, paint_level_lines
from derivgui.painting.contour.shading import paint_shading
from derivgui.painting.palette import Palette
from derivgui.painting.plane import (
    Frame,
    paint_axis_lines,
    paint_coarse_grid,
    paint_ground,
    paint_numbers,
    paint_zero_lines,
)

GRID_SHARE = 0.16


def paint_map(painter: QPainter, statics: ContourStatics, palette: Palette, font: QFont) -> None:
    """Everything below the point, over the whole window."""
    paint_ground(painter, statics.viewport, palette)
    paint_relief(painter, statics, palette, font)


def paint_relief(
    painter: QPainter, statics: ContourStatics, palette: Palette, font: QFont, numbered: bool = True
) -> None:
    """The same without the ground; ``numbered`` is False where the axes' numbers are outside of the picture."""
    view, relief = statics.viewport, statics.relief
    if relief is not None:
        paint_shading(painter, relief, palette)
        paint_level_lines(painter, relief, palette)
    across, up = statics.variables
    bar = None if relief is None else bar_of(relief, font)
    covered = None if bar is None else bar.card
    frame = Frame(view, across, up, statics.pi_ticks, statics.pi_ticks, at_edges=True, covered=covered)
    if statics.grid:
        paint_coarse_grid(painter, frame, palette.muted, GRID_SHARE)
    if numbered:
        paint_axis_lines(painter, view, palette)
    else:
        paint_zero_lines(painter, view, palette)
    if relief is not None:
        _paint_marks(painter, statics, relief, palette, font)
    if numbered:
        paint_numbers(painter, frame, palette, font)
    if bar is not None:
        paint_bar(painter, bar, palette, font)


def _paint_marks(painter: QPainter, statics: ContourStatics, relief: Relief, palette: Palette, font: QFont) -> None:
    """What stands on the map, below the numbers at its edges."""
    if statics.arrows is not None:
        paint_field(painter, statics.arrows, statics.viewport, palette)
    marks = statics.critical.points if statics.critical is not None else ()
    paint_labels(painter, relief, palette, font, marks)
    if statics.critical is not None:
        paint_critical(painter, statics.critical, statics.viewport, palette)
