"""The three layers of the canvas. What stands still is painted once into a device-sized cache and then only blitted."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from derivgui.model.scene.interest import Spot
from derivgui.model.scene.scene import Scene, Statics
from derivgui.painting.curves import paint_curves
from derivgui.painting.grip import Grip
from derivgui.painting.marks import paint_label, paint_marks
from derivgui.painting.palette import Palette
from derivgui.painting.plane import paint_plane
from derivgui.painting.points import handle_positions, paint_points
from derivgui.painting.readout_card import LOWER_LEFT, UPPER_LEFT, UPPER_RIGHT, ReadoutCard
from derivgui.painting.slopes import paint_slopes


class StaticLayer(QGraphicsItem):
    """Grid, axes and curves in one opaque picture; repainted only when the statics or the palette change."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        super().__init__()
        self._statics: Statics | None = None
        self._palette = palette
        self._font = font
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_statics(self, statics: Statics) -> None:
        """Show other curves or another window; the same object costs nothing."""
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
        """Plane below, curves above, what is worth stopping at on top."""
        if self._statics is not None:
            statics, view = self._statics, self._statics.viewport
            paint_plane(painter, statics, self._palette, self._font)
            paint_slopes(painter, statics.slopes, view, self._palette, self._font)
            paint_curves(painter, statics, self._palette)
            if statics.interest is not None:
                paint_marks(painter, statics.interest, view, self._palette)


class PointLayer(QGraphicsItem):
    """Lines, handles and readout: all that changes while dragging."""

    def __init__(self, palette: Palette, font: QFont, readout_font: QFont) -> None:
        super().__init__()
        self._scene_shown: Scene | None = None
        self._palette = palette
        self._font = font
        self._grip = Grip()
        # The lower right corner belongs to the certificate of the window.
        self._card = ReadoutCard(readout_font, (LOWER_LEFT, UPPER_LEFT, UPPER_RIGHT))
        self._spot: Spot | None = None

    def show_scene(self, scene: Scene) -> None:
        """Show moved points."""
        before = self._scene_shown
        if before is None or before.statics.viewport != scene.statics.viewport:
            self.prepareGeometryChange()
        self._scene_shown = scene
        self.update()

    def set_spot(self, spot: Spot | None) -> None:
        """The point of interest below the pointer, which is named."""
        if spot is not self._spot:
            self._spot = spot
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
        """Points, then the readout card in a corner where it covers no handle."""
        scene = self._scene_shown
        if scene is None:
            return
        paint_points(painter, scene, self._palette, self._font, self._grip)
        handles = handle_positions(scene).values()
        self._card.paint(painter, scene.statics.viewport, scene.readout, self._palette, scene.colour, handles)
        if self._spot is not None:
            paint_label(painter, self._spot, scene.statics.viewport, self._palette, self._font)
