"""Level lines and their labels."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.calculus.critical.points import CriticalPoint
from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.contours import pieces
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import Relief
from derivgui.model.scene.contour_labels import ContourLabel
from derivgui.painting.chains import chain_length, draw_chains
from derivgui.painting.contour.shading import SHADES, shade
from derivgui.painting.geometry import draw_strokes, is_raster, polyline, thinned_strokes
from derivgui.painting.palette import Palette

LINE_WIDTH = 1.0
LINE_SHARE = 0.42
# Pixels between two points of a line.
SPACING = 3.0
PADDING = 3.0
# How far a mark reaches with what keeps it apart from a label.
MARK_REACH = 9.0


def paint_level_lines(painter: QPainter, relief: Relief, palette: Palette) -> None:
    """All lines of the map, thin, in a mixture of ink and ground."""
    colour = QColor(palette.text)
    colour.setAlphaF(LINE_SHARE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(colour, LINE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin))
    if not is_raster(painter):
        for line in relief.lines:
            paint_line(painter, relief.view, line)
    elif relief.lines:
        # The rasteriser paints so many points twenty times as fast as strokes of their own.
        draw_strokes(painter, np.concatenate([thinned_strokes(relief.view, line, SPACING) for line in relief.lines]))


def paint_line(painter: QPainter, view: Viewport, line: Array) -> None:
    """One line in data coordinates, with the pen that is set."""
    for piece in pieces(line):
        points = polyline(view, piece)
        draw_chains(painter, points, chain_length(painter, painter.pen(), len(points)))


def paint_labels(
    painter: QPainter, relief: Relief, palette: Palette, font: QFont, marks: tuple[CriticalPoint, ...] = ()
) -> None:
    """The heights, each on a patch in the colour of its own height, so that the line seems to part for it.

    Those that would touch one of the marks are left out.
    """
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for label in _beside(relief, marks):
        width, height = metrics.horizontalAdvance(label.text), metrics.ascent()
        box = QRectF(-width / 2 - PADDING, -height / 2, width + 2 * PADDING, height)
        painter.save()
        painter.translate(*relief.view.to_pixel(label.x, label.y))
        painter.rotate(-label.angle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade(palette, height_share(relief, label.level))))
        painter.drawRoundedRect(box, PADDING, PADDING)
        painter.setPen(QColor(palette.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label.text)
        painter.restore()


def _beside(relief: Relief, marks: tuple[CriticalPoint, ...]) -> list[ContourLabel]:
    """The labels that keep off all marks."""
    view, labels = relief.view, relief.labels
    if not (labels and marks):
        return list(labels)
    places = np.array([view.to_pixel(mark.x, mark.y) for mark in marks])
    kept = []
    for label in labels:
        away = places - view.to_pixel(label.x, label.y)
        turn = math.radians(label.angle)
        along = np.absolute(away @ (math.cos(turn), -math.sin(turn))) - label.width / 2
        beside = np.absolute(away @ (math.sin(turn), math.cos(turn)))
        if not ((along < MARK_REACH) & (beside < MARK_REACH + PADDING)).any():
            kept.append(label)
    return kept


def height_share(relief: Relief, height: float) -> float:
    """Where a height stands in the shading, 0 to 1: each band between two levels takes as many shades as any other."""
    levels = relief.levels
    knots = np.unique((levels.low, *levels.heights, levels.high))
    if knots.size < 2:
        return 0.5
    return float(np.interp(height, knots, np.linspace(0.0, 1.0, knots.size)) * (SHADES - 1) / SHADES)
