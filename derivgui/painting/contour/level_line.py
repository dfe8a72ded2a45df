"""The level line through the point of a map."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.scene.contour import ContourScene, PlanePoint
from derivgui.painting.contour.bar import Bar, beside_bar
from derivgui.painting.geometry import draw_strokes, nearest, pixel_of, thinned_strokes
from derivgui.painting.palette import Palette

LEVEL_WIDTH = 2.75
# Pixels between two points of the level line: fewer would show, more would cost.
SPACING = 6.0
MOST_STROKES = 2400
# A label whose height is no farther from the point's than this share of the distance to the next level is its own.
OWN_LEVEL = 0.25
# Room for the ends of strokes whose middle is beside the label.
LABEL_MARGIN = 6.0
LABEL_REACH = 6.0


def paint_level_line(painter: QPainter, scene: ContourScene, palette: Palette, bar: Bar | None) -> None:
    """All points as high as this one; of very many what is near.

    As many short strokes whose square ends overlap: Qt paints them four times as fast as one long path.
    """
    if scene.point is None or not len(scene.level_line):
        return
    view, spot = scene.statics.viewport, pixel_of(scene.statics.viewport, scene.point.x, scene.point.y)
    lines = nearest(thinned_strokes(view, scene.level_line, SPACING), spot, MOST_STROKES)
    cap = Qt.PenCapStyle.SquareCap
    painter.setPen(QPen(QColor(palette.function), LEVEL_WIDTH, Qt.PenStyle.SolidLine, cap))
    draw_strokes(painter, _parted(beside_bar(lines, bar), scene, scene.point))


def _parted(lines: Array, scene: ContourScene, point: PlanePoint) -> Array:
    """The strokes without those below the height that is written on this very line, which parts for it."""
    for label in () if scene.statics.relief is None else scene.statics.relief.labels:
        if abs(label.level - point.value) <= OWN_LEVEL * label.gap:
            middle = 0.5 * (lines[:, :2] + lines[:, 2:]) - scene.statics.viewport.to_pixel(label.x, label.y)
            turn = math.radians(label.angle)
            along = middle @ (math.cos(turn), -math.sin(turn))
            beside = middle @ (math.sin(turn), math.cos(turn))
            covered = (np.absolute(along) < label.width / 2 + LABEL_MARGIN) & (np.absolute(beside) < LABEL_REACH)
            lines = lines[~covered]
    return lines
