"""Where the point of a map and its direction can be grabbed, and their handles."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, PlanePoint
from derivgui.painting.contour.tag import paint_tag, tag_size
from derivgui.painting.geometry import held_in_sight, pixel_of
from derivgui.painting.grip import Grip
from derivgui.painting.halo import paint_halo
from derivgui.painting.palette import Palette
from derivgui.painting.points import EDGE_RADIUS, HANDLE_RADIUS

# The dial around the point.
RING = 74.0
NOTE_ABOVE = 26.0


def contour_handles(scene: ContourScene) -> dict[str, QPointF]:
    """Pixel positions of what can be grabbed; a point out of sight waits at the edge nearest to it."""
    point, view = scene.point, scene.statics.viewport
    if point is None:
        return {}
    spot = held_in_sight(view, pixel_of(view, point.x, point.y))
    found = {"point": spot}
    if scene.directed is not None:
        found["direction"] = spot + ray(view, *scene.directed.u) * RING
    return found


def ray(view: Viewport, dx: float, dy: float) -> QPointF:
    """The direction of a data vector in pixels, of length 1; the null vector for one."""
    px, py = dx * view.pixels_per_x, -dy * view.pixels_per_y
    length = math.hypot(px, py)
    return QPointF(px / length, py / length) if 0 < length < math.inf else QPointF()


def is_in_sight(scene: ContourScene) -> bool:
    """Whether the point is in the window."""
    point, view = scene.point, scene.statics.viewport
    return point is not None and view.x0 <= point.x <= view.x1 and view.y0 <= point.y <= view.y1


def paint_handles(painter: QPainter, scene: ContourScene, palette: Palette, grip: Grip) -> None:
    """Discs, the one below the pointer or the keys with a halo and its note; hollow where the function is undefined."""
    point = scene.point
    for name, spot in reversed(contour_handles(scene).items()):
        colour = QColor(palette.tangent if name == "point" else palette.text)
        if name in (grip.hovered, grip.focused):
            # The ground is shaded.
            paint_halo(painter, spot, colour.name(), 0.30 if name == grip.hovered else 0.20)
        defined = point is not None and math.isfinite(point.value)
        if name == "point" and not defined:
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(QColor(palette.canvas))
        else:
            painter.setPen(QPen(QColor(palette.canvas), 2.0))
            painter.setBrush(colour)
        away = point is not None and name == "point" and _is_away(scene.statics.viewport, point)
        radius = EDGE_RADIUS if away else HANDLE_RADIUS
        painter.drawEllipse(spot, radius, radius)
        if grip.note and name == grip.hovered:
            _paint_note(painter, palette, spot + QPointF(0, -NOTE_ABOVE), grip.note)


def _is_away(view: Viewport, point: PlanePoint) -> bool:
    spot = pixel_of(view, point.x, point.y)
    return held_in_sight(view, spot) != spot


def _paint_note(painter: QPainter, palette: Palette, centre: QPointF, text: str) -> None:
    box = QRectF(QPointF(), tag_size(painter, text))
    box.moveCenter(centre)
    paint_tag(painter, palette, box, text, palette.text)
