"""The point of the contour map and what stands on it: slices, level line, gradient, direction, handles."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, Directed, PlanePoint
from derivgui.model.scene.numbers import format_number
from derivgui.painting.contour.arrows import paint_arrow
from derivgui.painting.contour.bar import Bar
from derivgui.painting.contour.ghost import paint_ghost
from derivgui.painting.geometry import FAR_PIXELS, draw_strokes, nearest, outside, thinned_strokes
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.painting.plane import crisp
from derivgui.painting.points import DOT_EDGE, DOT_RADIUS, HALO_RADIUS, HANDLE_RADIUS

LEVEL_WIDTH = 2.75
# Pixels between two points of the level line: fewer would show, more would cost.
SPACING = 6.0
MOST_STROKES = 2400
# A label whose height is no farther from the point's than this share of the distance to the next level is its own.
OWN_LEVEL = 0.25
# Room for the ends of strokes whose middle is beside the label.
LABEL_MARGIN = 6.0
LABEL_REACH = 6.0
CASING_SHARE = 0.75
LONGEST_ARROW = 116.0
SHORTEST_ARROW = 3.0
ARROW_WIDTH = 3.0
RIGHT_ANGLE = 15.0
RING = 74.0
RING_TICK = 5.0
EDGE_MARGIN = 12.0
EDGE_RADIUS = 4.0
SECANT_RADIUS = 5.0
PADDING = 5.0
TAG_GAP = 8.0


def contour_handles(scene: ContourScene) -> dict[str, QPointF]:
    """Pixel positions of what can be grabbed; a point out of sight waits at the edge nearest to it."""
    point, view = scene.point, scene.statics.viewport
    if point is None:
        return {}
    spot = _in_sight(view, _pixel(view, point.x, point.y))
    found = {"point": spot}
    if scene.directed is not None:
        found["direction"] = spot + ray(view, *scene.directed.u) * RING
    return found


def ray(view: Viewport, dx: float, dy: float) -> QPointF:
    """The direction of a data vector in pixels, of length 1; the null vector for one."""
    px, py = dx * view.pixels_per_x, -dy * view.pixels_per_y
    length = math.hypot(px, py)
    return QPointF(px / length, py / length) if 0 < length < math.inf else QPointF()


def paint_point(
    painter: QPainter, scene: ContourScene, palette: Palette, font: QFont, grip: Grip, bar: Bar | None
) -> None:
    """Lines below, handles above."""
    paint_standing(painter, scene, palette, font, bar)
    if scene.point is not None:
        _paint_handles(painter, scene, palette, grip)


def paint_standing(painter: QPainter, scene: ContourScene, palette: Palette, font: QFont, bar: Bar | None) -> None:
    """What stands on the point: slices, level line, dial, gradient. No line runs over the colour bar."""
    point = scene.point
    if point is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setFont(font)
    view = scene.statics.viewport
    if scene.show_slices:
        _paint_slices(painter, view, point, palette, bar)
    paint_ghost(painter, scene, palette)
    _paint_level_line(painter, scene, palette, bar)
    spot = contour_handles(scene)["point"]
    if scene.directed is not None:
        _paint_ring(painter, view, spot, point, scene.directed, palette)
    if scene.show_gradient and point.has_gradient:
        _paint_gradient(painter, scene, point, spot, palette, bar)


def paint_dot(painter: QPainter, scene: ContourScene, palette: Palette) -> None:
    """The point itself, for figures: nothing to hold."""
    point = scene.point
    if point is None or not is_in_sight(scene):
        return
    defined = math.isfinite(point.value)
    painter.setPen(QPen(QColor(palette.canvas if defined else palette.tangent), DOT_EDGE))
    painter.setBrush(QColor(palette.tangent if defined else palette.canvas))
    painter.drawEllipse(_pixel(scene.statics.viewport, point.x, point.y), DOT_RADIUS, DOT_RADIUS)


def is_in_sight(scene: ContourScene) -> bool:
    """Whether the point is in the window."""
    point, view = scene.point, scene.statics.viewport
    return point is not None and view.x0 <= point.x <= view.x1 and view.y0 <= point.y <= view.y1


def _pixel(view: Viewport, x: float, y: float) -> QPointF:
    px, py = view.to_pixel(x, y)
    return QPointF(min(max(px, -FAR_PIXELS), FAR_PIXELS), min(max(py, -FAR_PIXELS), FAR_PIXELS))


def _in_sight(view: Viewport, spot: QPointF) -> QPointF:
    return QPointF(
        min(max(spot.x(), EDGE_MARGIN), view.width - EDGE_MARGIN),
        min(max(spot.y(), EDGE_MARGIN), view.height - EDGE_MARGIN),
    )


def _casing(palette: Palette) -> QColor:
    ground = QColor(palette.canvas)
    ground.setAlphaF(CASING_SHARE)
    return ground


def _flat(colour: str | QColor, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)


def _paint_slices(painter: QPainter, view: Viewport, point: PlanePoint, palette: Palette, bar: Bar | None) -> None:
    """Where the two slices lie: the lines y = y0 and x = x0."""
    spot = _pixel(view, point.x, point.y)
    x, y = crisp(spot.x()), crisp(spot.y())
    pen = _flat(palette.tangent, 1.0)
    pen.setDashPattern([7.0, 4.0])
    painter.setPen(pen)
    draw_strokes(painter, _beside(np.array([[0, y, view.width, y], [x, 0, x, view.height]]), bar))


def _beside(lines: Array, bar: Bar | None) -> Array:
    return lines if bar is None else outside(lines, bar.card)


def _paint_level_line(painter: QPainter, scene: ContourScene, palette: Palette, bar: Bar | None) -> None:
    """All points as high as this one; of very many what is near.

    As many short strokes whose square ends overlap: Qt paints them four times as fast as one long path.
    """
    if scene.point is None or not len(scene.level_line):
        return
    view, spot = scene.statics.viewport, _pixel(scene.statics.viewport, scene.point.x, scene.point.y)
    lines = nearest(thinned_strokes(view, scene.level_line, SPACING), spot, MOST_STROKES)
    cap = Qt.PenCapStyle.SquareCap
    painter.setPen(QPen(QColor(palette.function), LEVEL_WIDTH, Qt.PenStyle.SolidLine, cap))
    draw_strokes(painter, _parted(_beside(lines, bar), scene, scene.point))


def _parted(lines: Array, scene: ContourScene, point: PlanePoint) -> Array:
    """The strokes without those below the height that is written on this very line, which parts for it."""
    for label in () if scene.statics.relief is None else scene.statics.relief.labels:
        if abs(label.level - point.value) <= OWN_LEVEL * label.gap:
            middle = 0.5 * (lines[:, :2] + lines[:, 2:]) - scene.statics.viewport.to_pixel(label.x, label.y)
            turn = math.radians(label.angle)
            along = middle @ (math.cos(turn), -math.sin(turn))
            beside = middle @ (math.sin(turn), math.cos(turn))
            covered = (np.absolute(along) < label.width / 2 + LABEL_MARGIN) & (np.absolute(beside) < LABEL_REACH)
            lines = lines[~covered]
    return lines


def _paint_gradient(
    painter: QPainter, scene: ContourScene, point: PlanePoint, spot: QPointF, palette: Palette, bar: Bar | None
) -> None:
    """The gradient, its opposite, the right angle to the level line, and the length in numbers."""
    view = scene.statics.viewport
    length = arrow_length(point.norm, scene.usual_norm)
    if length < SHORTEST_ARROW:
        return
    fx, fy = point.gradient
    uphill, level = ray(view, fx, fy), ray(view, -fy, fx)
    edge = palette.canvas if palette.is_dark else palette.text
    corner = [spot + uphill * RIGHT_ANGLE, spot + (uphill + level) * RIGHT_ANGLE, spot + level * RIGHT_ANGLE]
    if length > RIGHT_ANGLE + 6:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (_flat(_casing(palette), 3.5), _flat(palette.text, 1.25)):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(corner))
    paint_arrow(painter, spot, spot - uphill * (0.72 * length), palette.descent, edge, 1.5, is_filled=False)
    paint_arrow(painter, spot, spot + uphill * length, palette.descent, edge, ARROW_WIDTH)
    text = f"|∇{scene.name}| = {format_number(point.norm, 4)}"
    _paint_tag(painter, palette, _tag_place(painter, view, spot, uphill, length + TAG_GAP, text, bar), text)


def arrow_length(norm: float, usual: float) -> float:
    """In pixels: grows with the norm, half-way at a usual one, and never runs off."""
    return LONGEST_ARROW * math.sqrt(norm / (norm + usual)) if norm > 0 else 0.0


def _tag_place(
    painter: QPainter, view: Viewport, spot: QPointF, uphill: QPointF, reach: float, text: str, bar: Bar | None
) -> QRectF:
    """Where a small text stands: beyond the tip of the arrow, or beside it where the window ends or the bar is."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 2
    window = QRectF(0, 0, view.width, view.height).adjusted(2, 2, -2, -2)
    level = QPointF(-uphill.y(), uphill.x())
    places = []
    for anchor, away in (
        (spot + uphill * reach, uphill),
        (spot + uphill * (reach / 2) + level * TAG_GAP, level),
        (spot + uphill * (reach / 2) - level * TAG_GAP, -level),
        (spot - uphill * reach, -uphill),
    ):
        centre = anchor + QPointF(away.x() * width / 2, away.y() * height / 2)
        box = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        places.append(box)
        if window.contains(box) and (bar is None or not box.intersects(bar.card)):
            return box
    return _moved_into(places[0], window)


def _moved_into(box: QRectF, window: QRectF) -> QRectF:
    left = min(max(box.left(), window.left()), max(window.right() - box.width(), window.left()))
    top = min(max(box.top(), window.top()), max(window.bottom() - box.height(), window.top()))
    return QRectF(left, top, box.width(), box.height())


def _paint_tag(painter: QPainter, palette: Palette, box: QRectF, text: str) -> None:
    """On a patch of ground."""
    ground = QColor(palette.canvas)
    ground.setAlphaF(0.82)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(palette.descent_text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def _paint_ring(
    painter: QPainter, view: Viewport, spot: QPointF, point: PlanePoint, directed: Directed, palette: Palette
) -> None:
    """The dial around the point: its unit vector u, and marks at steepest ascent, descent and no change."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (_flat(_casing(palette), 3.5), _flat(palette.text, 1.0)):
        painter.setPen(pen)
        painter.drawEllipse(spot, RING, RING)
    if point.has_gradient and point.norm > 0:
        fx, fy = point.gradient
        for (dx, dy), colour in (
            ((fx, fy), palette.descent),
            ((-fx, -fy), palette.descent),
            ((-fy, fx), palette.function),
            ((fy, -fx), palette.function),
        ):
            outwards = ray(view, dx, dy)
            for pen in (_flat(_casing(palette), 6.0), _flat(colour, 3.0)):
                painter.setPen(pen)
                painter.drawLine(QLineF(spot + outwards * (RING - RING_TICK), spot + outwards * (RING + RING_TICK)))
    u = ray(view, *directed.u)
    paint_arrow(painter, spot, spot + u * (RING - HANDLE_RADIUS), palette.text, palette.canvas, 2.0)


def _paint_handles(painter: QPainter, scene: ContourScene, palette: Palette, grip: Grip) -> None:
    point = scene.point
    for name, spot in reversed(contour_handles(scene).items()):
        colour = QColor(palette.tangent if name == "point" else palette.text)
        if name in (grip.hovered, grip.focused):
            halo = QColor(colour)
            halo.setAlphaF(0.30 if name == grip.hovered else 0.20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(halo)
            painter.drawEllipse(spot, HALO_RADIUS, HALO_RADIUS)
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
            _paint_note(painter, palette, spot + QPointF(0, -26), grip.note)


def _is_away(view: Viewport, point: PlanePoint) -> bool:
    spot = _pixel(view, point.x, point.y)
    return _in_sight(view, spot) != spot


def _paint_note(painter: QPainter, palette: Palette, centre: QPointF, text: str) -> None:
    metrics = QFontMetricsF(painter.font())
    box = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * PADDING, metrics.height() + 2)
    box.moveCenter(centre)
    ground = QColor(palette.canvas)
    ground.setAlphaF(0.82)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
