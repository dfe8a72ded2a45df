"""The two layers of the contour canvas: the map, painted once into a picture, and the point above it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from derivgui.model.calculus.critical.points import CriticalPoint
from derivgui.model.scene.contour import ContourScene, ContourStatics
from derivgui.painting.contour.critical import paint_critical_label
from derivgui.painting.contour.map import paint_map
from derivgui.painting.contour.point import contour_handles, paint_point
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.painting.readout_card import LOWER_LEFT, UPPER_LEFT, UPPER_RIGHT, ReadoutCard


class MapLayer(QGraphicsItem):
    """The map in one opaque picture; repainted only when the statics or the palette change."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        super().__init__()
        self._statics: ContourStatics | None = None
        self._palette = palette
        self._font = font
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_statics(self, statics: ContourStatics) -> None:
        """Show another map or another window; the same object costs nothing."""
        if statics is self._statics:
            return
        if self._statics is None or statics.viewport != self._statics.viewport:
            self.prepareGeometryChange()
        self._statics = statics
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole window."""
        if self._statics is None:
            return QRectF()
        return QRectF(0, 0, self._statics.viewport.width, self._statics.viewport.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The still picture."""
        if self._statics is not None:
            paint_map(painter, self._statics, self._palette, self._font)


class ContourPointLayer(QGraphicsItem):
    """The point, what stands on it, and the readout: all that changes while dragging."""

    def __init__(self, palette: Palette, font: QFont, readout_font: QFont) -> None:
        super().__init__()
        self._scene_shown: ContourScene | None = None
        self._palette = palette
        self._font = font
        self._grip = Grip()
        self._critical: CriticalPoint | None = None
        # The colour bar has the fourth corner.
        self._card = ReadoutCard(readout_font, (LOWER_LEFT, UPPER_LEFT, UPPER_RIGHT))

    def show_scene(self, scene: ContourScene) -> None:
        """Show a moved point."""
        before = self._scene_shown
        if before is None or before.statics.viewport != scene.statics.viewport:
            self.prepareGeometryChange()
        self._scene_shown = scene
        self.update()

    def set_critical(self, point: CriticalPoint | None) -> None:
        """The critical point below the pointer, which is named."""
        if point is not self._critical:
            self._critical = point
            self.update()

    def set_grip(self, grip: Grip) -> None:
        """Highlight a handle."""
        if grip != self._grip:
            self._grip = grip
            self.update()

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole window."""
        if self._scene_shown is None:
            return QRectF()
        view = self._scene_shown.statics.viewport
        return QRectF(0, 0, view.width, view.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The point, then the readout card in a corner where it covers no handle."""
        scene = self._scene_shown
        if scene is None:
            return
        paint_point(painter, scene, self._palette, self._font, self._grip)
        handles = contour_handles(scene).values()
        view = scene.statics.viewport
        self._card.paint(painter, view, scene.readout, self._palette, scene.colour, handles)
        if self._critical is not None:
            paint_critical_label(painter, self._critical, view, self._palette, self._font)
