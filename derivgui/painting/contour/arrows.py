"""Arrows: one, and a whole field of them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import Arrows
from derivgui.painting.contour.pens import flat_pen
from derivgui.painting.palette import Palette, mix

HEAD = 12.0
HEAD_HALF = 5.5
EDGE = 0.9
FIELD_LENGTH = 26.0
FIELD_HEAD = 6.0
FIELD_SHADES = 6


def paint_arrow(
    painter: QPainter, start: QPointF, end: QPointF, colour: str, edge: str, width: float, is_filled: bool = True
) -> None:
    """An arrow with an edge around shaft and head, so that it stands off every ground; hollow where not filled."""
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    if length < 1.0:
        return
    along = (end - start) * (1.0 / length)
    head = min(HEAD, 0.6 * length)
    side = QPointF(-along.y(), along.x()) * (HEAD_HALF * head / HEAD)
    neck = end - along * head
    tip, shaft = QPolygonF([end, neck + side, neck - side]), QLineF(start, neck)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(flat_pen(edge, width + 2 * EDGE))
    painter.drawLine(shaft)
    painter.setPen(flat_pen(edge, 2 * EDGE))
    painter.drawPolygon(tip)
    pen = flat_pen(colour, width)
    if not is_filled:
        pen.setDashPattern([2.5, 1.5])
    painter.setPen(pen)
    painter.drawLine(shaft)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(tip)


def paint_field(painter: QPainter, arrows: Arrows, view: Viewport, palette: Palette) -> None:
    """Gradients of one length, whose colour tells how long they are: from pale to ink."""
    vectors = arrows.vectors * np.array([view.pixels_per_x, -view.pixels_per_y])
    lengths = np.hypot(*arrows.vectors.T)
    turning = lengths > 0
    if not turning.any():
        return
    directions = vectors[turning] / np.hypot(*vectors[turning].T)[:, None]
    centres = (arrows.places[turning] - (view.x0, view.y1)) * (view.pixels_per_x, -view.pixels_per_y)
    ranks = _ranks(lengths[turning])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for rank in range(FIELD_SHADES):
        chosen = ranks == rank
        colour = _field_colour(palette, rank)
        _paint_batch(painter, centres[chosen], directions[chosen], colour)


def _ranks(lengths: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Lengths in classes, evenly by logarithm between the usual small and large ones."""
    logs = np.log(lengths)
    low, high = (float(value) for value in np.percentile(logs, (5, 95)))
    if high - low < 1e-9:
        return np.full(lengths.shape, FIELD_SHADES - 1, dtype=np.int64)
    classes: NDArray[np.int64] = ((logs - low) / (high - low) * FIELD_SHADES).astype(np.int64)
    return np.clip(classes, 0, FIELD_SHADES - 1)


def _field_colour(palette: Palette, rank: int) -> str:
    share = (rank + 1) / FIELD_SHADES
    strong = mix(palette.descent, palette.text, 0.45) if not palette.is_dark else palette.descent
    return mix(palette.muted if palette.is_dark else palette.outline, strong, share)


def _paint_batch(painter: QPainter, centres: Array, directions: Array, colour: str) -> None:
    half = directions * (FIELD_LENGTH / 2)
    starts, tips = centres - half, centres + half
    necks = tips - directions * FIELD_HEAD
    sides = np.stack([-directions[:, 1], directions[:, 0]], axis=1) * (0.45 * FIELD_HEAD)
    painter.setPen(flat_pen(colour, 1.4))
    painter.drawLines([QLineF(*a, *b) for a, b in zip(starts.tolist(), necks.tolist(), strict=True)])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    corners = np.stack([tips, necks + sides, necks - sides], axis=1).tolist()
    for head in corners:
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in head]))
