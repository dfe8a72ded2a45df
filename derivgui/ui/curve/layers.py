"""The two layers of the curve's canvas: what stands still, painted once into a picture, and the points above it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.interest import Spot
from derivgui.model.scene.scene import Scene, Statics
from derivgui.painting.curves import paint_curves, paint_earlier_curves
from derivgui.painting.marks import paint_label, paint_marks
from derivgui.painting.palette import Palette
from derivgui.painting.plane import paint_plane
from derivgui.painting.points import handle_positions, paint_points
from derivgui.painting.readout_card import ReadoutCard
from derivgui.painting.slopes import STRIP, paint_slopes
from derivgui.ui.layers import MovingLayer, StillLayer


class StaticLayer(StillLayer[Statics]):
    """Grid, axes and curves."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        super().__init__(palette, font)
        self._taken = QRectF()

    def keep_clear_of(self, taken: QRectF) -> None:
        """Paint words beside something that lies on the canvas; without words nothing is painted anew."""
        if taken != self._taken:
            self._taken = taken
            if self._statics is not None and self._statics.slopes:
                self.update()

    def paint_statics(self, painter: QPainter, statics: Statics) -> None:
        """Plane below, curves above, what is worth stopping at on top."""
        view = statics.viewport
        paint_plane(painter, statics, self._palette, self._font)
        paint_slopes(painter, statics.slopes, view, self._palette, self._font, self._taken)
        paint_earlier_curves(painter, statics, self._palette)
        paint_curves(painter, statics, self._palette)
        if statics.interest is not None:
            paint_marks(painter, statics.interest, view, self._palette)


class PointLayer(MovingLayer[Scene, Spot]):
    """Lines, handles and readout."""

    def __init__(self, palette: Palette, font: QFont, readout_font: QFont) -> None:
        super().__init__(palette, font)
        self._card = ReadoutCard(readout_font)

    def keep_clear_of(self, taken: QRectF) -> None:
        """Paint the readout beside something that lies on the canvas."""
        self._card.keep_clear_of(taken)
        self.update()

    def readout_place(self, scene: Scene) -> QRectF:
        """Where the readout card of a scene is painted; empty where it is not."""
        self._leave_the_strip(scene)
        return self._card.place(scene.statics.viewport, scene.readout, handle_positions(scene).values())

    def paint_scene(self, painter: QPainter, scene: Scene, view: Viewport) -> None:
        """Points, then the readout card in a corner where it covers no handle."""
        self._leave_the_strip(scene)
        handles = handle_positions(scene).values()
        covered = self._card.place(view, scene.readout, handles) if self._grip.note else QRectF()
        paint_points(painter, scene, self._palette, self._font, self._grip, covered)
        self._card.paint(painter, view, scene.readout, self._palette, scene.colour, handles)

    def _leave_the_strip(self, scene: Scene) -> None:
        """Keep off the words of rising and falling; they go while a window moves, and the card is to stay."""
        if scene.statics.slopes:
            self._card.stand_below(STRIP)
        elif scene.certificate is not None:
            self._card.stand_below(0.0)

    def paint_spot(self, painter: QPainter, spot: Spot, view: Viewport) -> None:
        """The name of a point of interest."""
        paint_label(painter, spot, view, self._palette, self._font)
