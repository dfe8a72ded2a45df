"""The canvas of the contour map; its handles move across and up.

Other features paint over it with ``add_overlay`` (see ``derivgui.ui.overlay``); a data point of the map is
``Overlay.to_pixel(x, y)`` there.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from derivgui.model.calculus.critical.points import CriticalPoint
from derivgui.model.scene.contour import ContourScene
from derivgui.painting.contour.critical import critical_at
from derivgui.painting.contour.handles import contour_handles
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.ui.contour.layers import ContourPointLayer, MapLayer
from derivgui.ui.plane_canvas import SPOT_PIXELS, PlaneCanvas


class ContourCanvas(PlaneCanvas):
    """Shows a contour scene; ``spot_clicked`` carries a ``CriticalPoint``."""

    moves_up = True

    def __init__(self, palette: Palette, font: QFont, readout_font: QFont, parent: QWidget | None = None) -> None:
        self._scene_shown: ContourScene | None = None
        self._map = MapLayer(palette, font)
        self._point = ContourPointLayer(palette, font, readout_font)
        super().__init__("Contour map", (self._map, self._point), parent)
        self._focused = "point"

    def show_scene(self, scene: ContourScene) -> None:
        """Show another scene; only what changed is painted again."""
        before, self._scene_shown = self._scene_shown, scene
        self.show_viewport(scene.statics.viewport)
        if before is None or before.statics is not scene.statics:
            self._map.show_statics(scene.statics)
            self._show_spot(None)
        self._point.show_scene(scene, scene.statics.viewport)

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._map.set_palette(palette)
        self._point.set_palette(palette)
        super().set_palette(palette)

    def own_handles(self) -> dict[str, QPointF]:
        """The point, then the tip of u."""
        return {} if self._scene_shown is None else contour_handles(self._scene_shown)

    def spot_at(self, position: QPointF) -> CriticalPoint | None:
        """The critical point below a pixel."""
        statics = self._scene_shown.statics if self._scene_shown is not None else None
        return None if statics is None else critical_at(statics.critical, statics.viewport, position, SPOT_PIXELS)

    def _show_spot(self, spot: object | None) -> None:
        self._point.set_spot(spot if isinstance(spot, CriticalPoint) else None)

    def _show_grip(self, grip: Grip) -> None:
        self._point.set_grip(grip)
