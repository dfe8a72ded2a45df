"""The layer that paints a descent over the curve canvas or over the contour map; its ball can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.descent.canvas import TrailCache, paint_descent, spot
from derivgui.painting.descent.picture import DescentPicture
from derivgui.painting.geometry import held_in_sight
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.ui.overlay import Overlay


class DescentOverlay(Overlay):
    """Handles: "ball" where the main run is, "start" where it began once it has gone on."""

    def __init__(self, palette: Palette, font: QFont, is_plane: bool) -> None:
        super().__init__(palette)
        self._font = font
        self._is_plane = is_plane
        self._picture: DescentPicture | None = None
        self._cache = TrailCache()
        self.setVisible(False)

    def show_picture(self, picture: DescentPicture | None) -> None:
        """Another picture, or none at all."""
        self._picture = picture
        if self.isVisible() == (picture is None):
            self.setVisible(picture is not None)
        self.update()

    @property
    def picture(self) -> DescentPicture | None:
        """What is shown."""
        return self._picture

    def handles(self) -> dict[str, QPointF]:
        """The ball first; one that is out of sight waits at the edge nearest to it."""
        picture, view = self._picture, self._view
        if picture is None or view is None:
            return {}
        main = picture.runners[0]
        found = {"ball": held_in_sight(view, spot(view, main.at))}
        if main.k > 0:
            start = (float(main.points[0, 0]), float(main.points[0, 1]))
            found["start"] = held_in_sight(view, spot(view, start))
        return found

    def paint_over(self, painter: QPainter, view: Viewport, palette: Palette, grip: Grip) -> None:
        """Everything anew: it is little."""
        if self._picture is not None:
            paint_descent(painter, self._picture, view, palette, self._font, grip, self._cache, self._is_plane)
