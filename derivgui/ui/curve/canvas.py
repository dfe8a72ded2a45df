"""The canvas of curves: a plane whose pictures are our own layers and whose handles answer the hand at once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

from derivgui.model.scene.interest import Spot
from derivgui.model.scene.scene import Scene
from derivgui.painting.grip import Grip
from derivgui.painting.marks import spot_at
from derivgui.painting.palette import Palette
from derivgui.painting.points import handle_positions
from derivgui.ui.curve.layers import PointLayer, StaticLayer
from derivgui.ui.plane_canvas import SPOT_PIXELS, PlaneCanvas

TAB_ORDER = ("tangent", "secant")


class CurveCanvas(PlaneCanvas):
    """Shows a scene; its handles move across, and ``spot_clicked`` carries a ``Spot``.

    Attributes:
        number_height: of the numbers of the axes, in pixels.
    """

    def __init__(self, palette: Palette, font: QFont, readout_font: QFont, parent: QWidget | None = None) -> None:
        self._scene_shown: Scene | None = None
        self.number_height = QFontMetricsF(font).height()
        self._statics = StaticLayer(palette, font)
        self._points = PointLayer(palette, font, readout_font)
        super().__init__("Canvas", (self._statics, self._points), parent)
        self._focused = "tangent"

    def show_scene(self, scene: Scene) -> None:
        """Show another scene; only what changed is painted again."""
        before, self._scene_shown = self._scene_shown, scene
        self.show_viewport(scene.statics.viewport)
        if before is None or before.statics is not scene.statics:
            self._statics.show_statics(scene.statics)
            self._show_spot(None)
        self._points.show_scene(scene, scene.statics.viewport)

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._statics.set_palette(palette)
        self._points.set_palette(palette)
        super().set_palette(palette)

    def keep_clear_of(self, taken: QRectF) -> None:
        """Let readout and words give way to something that lies on the canvas there, in pixels."""
        self._statics.keep_clear_of(taken)
        self._points.keep_clear_of(taken)

    def readout_place(self, scene: Scene) -> QRectF:
        """Where the readout of a scene is painted, in pixels; empty where it is not."""
        return self._points.readout_place(scene)

    def own_handles(self) -> dict[str, QPointF]:
        """The tangent point, then the secant point."""
        positions = {} if self._scene_shown is None else handle_positions(self._scene_shown)
        return {name: positions[name] for name in TAB_ORDER if name in positions}

    def spot_at(self, position: QPointF) -> Spot | None:
        """The point of interest below a pixel."""
        statics = self._scene_shown.statics if self._scene_shown is not None else None
        return None if statics is None else spot_at(statics.interest, statics.viewport, position, SPOT_PIXELS)

    def _show_grip(self, grip: Grip) -> None:
        self._points.set_grip(grip)

    def _show_spot(self, spot: object | None) -> None:
        self._points.set_spot(spot if isinstance(spot, Spot) else None)
