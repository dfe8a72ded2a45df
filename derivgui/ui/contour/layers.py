"""The two layers of the contour canvas: the map, painted once into a picture, and the point above it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from derivgui.model.calculus.critical.points import CriticalPoint
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, ContourStatics, Relief
from derivgui.painting.contour.bar import Bar, bar_of
from derivgui.painting.contour.critical import paint_critical_label
from derivgui.painting.contour.handles import contour_handles
from derivgui.painting.contour.map import paint_map
from derivgui.painting.contour.point import paint_point
from derivgui.painting.curves import STALE_OPACITY
from derivgui.painting.palette import Palette
from derivgui.painting.readout_card import ReadoutCard
from derivgui.ui.layers import MovingLayer, StillLayer


class MapLayer(StillLayer[ContourStatics]):
    """The map with its shading, level lines and marks."""

    def paint_statics(self, painter: QPainter, statics: ContourStatics) -> None:
        """The still picture."""
        paint_map(painter, statics, self._palette, self._font)
        if statics.stale:
            veil = QColor(self._palette.canvas)
            veil.setAlphaF(1.0 - STALE_OPACITY)
            view = statics.viewport
            painter.fillRect(QRectF(0.0, 0.0, view.width, view.height), veil)


class ContourPointLayer(MovingLayer[ContourScene, CriticalPoint]):
    """The point, what stands on it, and the readout."""

    def __init__(self, palette: Palette, font: QFont, readout_font: QFont) -> None:
        super().__init__(palette, font)
        self._relief: Relief | None = None
        self._bar: Bar | None = None
        self._card = ReadoutCard(readout_font)

    def paint_scene(self, painter: QPainter, scene: ContourScene, view: Viewport) -> None:
        """The point, then the readout card in a corner where it covers no handle."""
        paint_point(painter, scene, self._palette, self._font, self._grip, self._bar_of(scene.statics.relief))
        handles = contour_handles(scene).values()
        self._card.paint(painter, view, scene.readout, self._palette, scene.colour, handles)

    def _bar_of(self, relief: Relief | None) -> Bar | None:
        """Where the map has painted its bar: laid out once for each map."""
        if relief is not self._relief:
            self._relief, self._bar = relief, None if relief is None else bar_of(relief, self._font)
        return self._bar

    def paint_spot(self, painter: QPainter, spot: CriticalPoint, view: Viewport) -> None:
        """The kind of a critical point."""
        paint_critical_label(painter, spot, view, self._palette, self._font)
