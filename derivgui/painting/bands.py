"""Bands: stretches of a curve that are too restless for lines, as tinted columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from derivgui.model.language.real import Array
from derivgui.model.numeric.sampling.curve import Band
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.geometry import is_raster

BAND_OPACITY = 0.35
# Columns of a band are a pixel apart, if there is nothing between them.
COLUMN_GAP = 1.5
# Bands nearer to each other than this are one picture.
PICTURE_GAP = 32.0
# The rows of a picture begin at multiples of so many bytes.
ALIGNMENT = 4


def paint_bands(painter: QPainter, view: Viewport, bands: Sequence[Band], colour: QColor) -> None:
    """All bands of a curve in a tint of its colour."""
    if not bands:
        return
    tint = QColor(colour)
    tint.setAlphaF(BAND_OPACITY)
    left = (np.concatenate([band.x for band in bands]) - view.x0) * view.pixels_per_x - 0.5
    top = _heights(view, np.concatenate([band.high for band in bands]))
    bottom = _heights(view, np.concatenate([band.low for band in bands]))
    paint, gap = (_paint_pixels, PICTURE_GAP) if is_raster(painter) else (_paint_area, COLUMN_GAP)
    cuts = np.flatnonzero(np.diff(left) > gap) + 1
    for columns in zip(*(np.split(one, cuts) for one in (left, top, bottom)), strict=True):
        paint(painter, tint, *columns)


def _heights(view: Viewport, y: Array) -> Array:
    """Pixels below the top, a little beyond the window at most."""
    with np.errstate(over="ignore"):
        pixels: Array = np.clip((view.y1 - y) * view.pixels_per_y, -1.0, view.height + 1.0)
    return pixels


def _paint_area(painter: QPainter, tint: QColor, x: Array, top: Array, bottom: Array) -> None:
    """One polygon: small in a file."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    edges = np.repeat(np.append(x, x[-1] + 1.0), 2)[1:-1]
    there = np.column_stack((edges, np.repeat(top, 2)))
    back = np.column_stack((edges, np.repeat(bottom, 2)))[::-1]
    painter.drawPolygon([QPointF(a, b) for a, b in np.concatenate((there, back)).tolist()])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _paint_pixels(painter: QPainter, tint: QColor, x: Array, top: Array, bottom: Array) -> None:
    """A picture of two colours: the rasteriser fills rows, and every step of a polygon's edge crosses many of them.

    A column is as many pixels of the picture wide as the device has for a logical one.
    """
    fine = max(1, round(abs(painter.deviceTransform().m11())))
    corner = np.floor(x[0]), np.floor(top.min())
    column, first, last = (
        np.ceil(fine * y - 0.5).astype(int) for y in (x - corner[0], top - corner[1], bottom - corner[1])
    )
    width, height = int(column[-1]) + fine, int(last.max())
    if height <= 0:
        return
    places = (column[:, None] + np.arange(fine)).ravel()
    begins, ends = np.zeros((2, width + -width % ALIGNMENT), dtype=np.int32)
    begins[places], ends[places] = np.repeat(first, fine), np.repeat(last, fine)
    rows = np.arange(height, dtype=np.int32)[:, None]
    covered = ((rows >= begins) & (rows < ends)).view(np.uint8)
    image = QImage(covered.data, width, height, covered.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable([QColor(Qt.GlobalColor.transparent).rgba(), tint.rgba()])
    image.setDevicePixelRatio(fine)
    painter.drawImage(QPointF(*corner), image)
