"""What moves: tangent, secant, triangle, pinned tangents, handles."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.calculus.tangent import Secant, Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.scene import PinnedTangent, Scene
from derivgui.model.scene.verdict_words import kind_words
from derivgui.painting.geometry import EDGE_MARGIN, held_in_sight, pixel_of, ray, sloped_line
from derivgui.painting.grip import Grip
from derivgui.painting.halo import paint_halo
from derivgui.painting.palette import Palette
from derivgui.painting.plane import numbers_across
from derivgui.painting.tags import Axis, Tag, note_tag, rise_tag, run_tag, tag

HandleName: TypeAlias = Literal["tangent", "secant"]

HANDLE_RADIUS = 7.0
PIN_RADIUS = 4.5
DOT_RADIUS = 4.0
DOT_EDGE = 1.75
SMALLEST_TRIANGLE = 14.0
HALF_LENGTH = 150.0
HALF_TANGENTS = ("corner", "cusp", "vertical tangent", "endpoint")
EDGE_RADIUS = 4.0


def handle_positions(scene: Scene) -> dict[HandleName, QPointF]:
    """Pixel positions of the handles that can be grabbed.

    A point where f is undefined waits in the hole, or on the x axis where there is none; one that is out of sight waits
    at the edge nearest to it.
    """
    found: dict[HandleName, QPointF] = {}
    view = scene.statics.viewport
    if scene.secant is not None:
        found["secant"] = held_in_sight(view, _spot(view, scene.secant.x + scene.secant.h, scene.secant.far_value))
    if scene.tangent is not None and scene.verdict is not None:
        found["tangent"] = held_in_sight(view, _spot(view, scene.tangent.x, scene.verdict.height))
    return found


def _is_out_of_sight(view: Viewport, spot: QPointF) -> bool:
    inside = EDGE_MARGIN < spot.x() < view.width - EDGE_MARGIN
    return not (inside and EDGE_MARGIN < spot.y() < view.height - EDGE_MARGIN)


def _spot(view: Viewport, x: float, y: float) -> QPointF:
    """Where a point is, kept within coordinates that Qt can draw at: an endless one spoils the painter's transform."""
    return pixel_of(view, x, y if math.isfinite(y) else 0.0)


def paint_points(
    painter: QPainter, scene: Scene, palette: Palette, font: QFont, grip: Grip, covered: QRectF | None = None
) -> None:
    """Lines below, handles above, what one of them has snapped to on top, beside what will be ``covered``."""
    paint_lines(painter, scene, palette, font)
    _paint_handles(painter, scene, palette, grip)
    if grip.note:
        _paint_note(painter, scene, palette, grip, covered or QRectF())


def paint_lines(painter: QPainter, scene: Scene, palette: Palette, font: QFont) -> None:
    """Pinned tangents, the secant with its triangle, the tangent."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setFont(font)
    for pinned in scene.pins:
        _paint_pin(painter, scene.statics.viewport, pinned, palette)
    if scene.secant is not None and scene.secant.exists:
        _paint_secant(painter, scene, scene.secant, palette)
    if scene.tangent is not None and scene.verdict is not None and scene.show_tangent:
        _paint_tangent(painter, scene.statics.viewport, scene.tangent, scene.verdict, tangent_pen(palette))


def paint_dots(painter: QPainter, scene: Scene, palette: Palette) -> None:
    """The points themselves where they are on the curve, for figures: nothing to hold, nothing moved into sight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    secant, tangent = scene.secant, scene.tangent
    if secant is not None and secant.exists:
        painter.setPen(QPen(QColor(palette.secant), DOT_EDGE))
        painter.setBrush(QColor(palette.canvas))
        painter.drawEllipse(
            _spot(scene.statics.viewport, secant.x + secant.h, secant.far_value), DOT_RADIUS, DOT_RADIUS
        )
    if tangent is None or scene.verdict is None or not (scene.show_tangent or secant is not None):
        return
    if math.isfinite(scene.verdict.height):
        on_curve = _is_on_curve(scene)
        painter.setPen(QPen(QColor(palette.canvas if on_curve else palette.tangent), DOT_EDGE))
        painter.setBrush(QColor(palette.tangent if on_curve else palette.canvas))
        radius = DOT_RADIUS + (DOT_EDGE / 2 if on_curve else 0.0)
        painter.drawEllipse(_spot(scene.statics.viewport, tangent.x, scene.verdict.height), radius, radius)


def tangent_pen(palette: Palette) -> QPen:
    """The pen of tangents."""
    return _pen(palette.tangent, palette.tangent_width)


def secant_pen(palette: Palette) -> QPen:
    """The pen of secants."""
    pen = _pen(palette.secant, palette.tangent_width)
    pen.setDashPattern(list(palette.secant_dash))
    return pen


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap)


def _paint_tangent(painter: QPainter, view: Viewport, tangent: Tangent, verdict: Verdict, pen: QPen) -> None:
    """The tangent; two half-tangents at a corner, an upright one where the secants turn upright, none at a jump."""
    painter.setPen(pen)
    for line in _tangent_lines(view, tangent, verdict):
        painter.drawLine(line)


def _tangent_lines(view: Viewport, tangent: Tangent, verdict: Verdict) -> list[QLineF]:
    if tangent.exists:
        line = sloped_line(view, tangent.x, tangent.value, tangent.slope)
        return [] if line is None else [line]
    if verdict.kind not in HALF_TANGENTS:
        return []
    spot = _spot(view, tangent.x, tangent.value)
    sides = ((-1.0, verdict.left_slope), (1.0, verdict.right_slope))
    return [QLineF(spot, spot + ray(view, side, slope) * HALF_LENGTH) for side, slope in sides if not math.isnan(slope)]


def _paint_secant(painter: QPainter, scene: Scene, secant: Secant, palette: Palette) -> None:
    view = scene.statics.viewport
    if scene.show_triangle:
        _paint_triangle(painter, view, secant, palette)
    line = sloped_line(view, secant.x, secant.value, secant.slope)
    if line is not None:
        painter.setPen(secant_pen(palette))
        painter.drawLine(line)


def _paint_triangle(painter: QPainter, view: Viewport, secant: Secant, palette: Palette) -> None:
    """Run h along the bottom, rise up the side, both labelled while there is room."""
    start, corner, end = _triangle(view, secant)
    if abs(end.x() - start.x()) < SMALLEST_TRIANGLE:
        return
    fill = QColor(palette.secant)
    fill.setAlphaF(0.10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([start, corner, end]))
    painter.setPen(_pen(palette.secant, 1.25))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLines([QLineF(start, corner), QLineF(corner, end)])
    for label in _triangle_tags(QFontMetricsF(painter.font()), view, secant):
        label.paint(painter, palette, palette.secant_text)


def _triangle(view: Viewport, secant: Secant) -> tuple[QPointF, QPointF, QPointF]:
    start = _spot(view, secant.x, secant.value)
    end = _spot(view, secant.x + secant.h, secant.far_value)
    return start, QPointF(end.x(), start.y()), end


def _triangle_tags(metrics: QFontMetricsF, view: Viewport, secant: Secant) -> list[Tag]:
    start, corner, end = _triangle(view, secant)
    run, rise = format_number(secant.h, 4), format_number(secant.far_value - secant.value, 4)
    along, rises = corner.x() - start.x(), end.y() < start.y()
    axis = Axis(numbers_across(view, metrics.height()), view.height)
    below = run_tag(metrics, start, along, rises, f"h = {run}", HANDLE_RADIUS, axis)
    found = [] if below is None else [below]
    if abs(end.y() - start.y()) > SMALLEST_TRIANGLE:
        outwards = 1.0 if secant.h > 0 else -1.0
        found.append(rise_tag(metrics, corner, end, outwards, rise, view.width))
    return found


def _paint_pin(painter: QPainter, view: Viewport, pinned: PinnedTangent, palette: Palette) -> None:
    tangent = pinned.tangent
    spot = _spot(view, tangent.x, pinned.verdict.height)
    pen = _pen(palette.tangent, 1.5)
    pen.setDashPattern([2.0, 2.0])
    _paint_tangent(painter, view, tangent, pinned.verdict, pen)
    painter.setPen(QPen(QColor(palette.canvas), 1.5))
    painter.setBrush(QColor(palette.tangent))
    r = PIN_RADIUS
    painter.drawPolygon(
        QPolygonF(
            [
                spot + QPointF(0, -r - 1),
                spot + QPointF(r + 1, 0),
                spot + QPointF(0, r + 1),
                spot + QPointF(-r - 1, 0),
            ]
        )
    )
    text = f"slope {format_number(tangent.slope, 5)}" if tangent.exists else kind_words(pinned.verdict)[0]
    anchor = spot + QPointF(11, 15 if tangent.slope >= 0 else -15)
    tag(QFontMetricsF(painter.font()), anchor, text, 1.0).paint(painter, palette, palette.tangent_text)


def _is_on_curve(scene: Scene) -> bool:
    """A point where f is undefined is hollow."""
    return scene.tangent is not None and math.isfinite(scene.tangent.value)


def _paint_handles(painter: QPainter, scene: Scene, palette: Palette, grip: Grip) -> None:
    for name, spot in handle_positions(scene).items():
        colour = QColor(palette.tangent if name == "tangent" else palette.secant)
        if name in (grip.hovered, grip.focused):
            paint_halo(painter, spot, colour.name(), 0.24 if name == grip.hovered else 0.16)
        if name == "tangent" and _is_on_curve(scene):
            painter.setPen(QPen(QColor(palette.canvas), 2.0))
            painter.setBrush(colour)
        elif name == "tangent":
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(QColor(palette.canvas))
        else:
            painter.setPen(QPen(colour, 3.0))
            painter.setBrush(QColor(palette.canvas))
        radius = EDGE_RADIUS if _is_out_of_sight(scene.statics.viewport, spot) else HANDLE_RADIUS
        painter.drawEllipse(spot, radius, radius)


def _paint_note(painter: QPainter, scene: Scene, palette: Palette, grip: Grip, covered: QRectF) -> None:
    """What the held handle has snapped to, where no line runs and nothing stands."""
    positions = handle_positions(scene)
    view, metrics = scene.statics.viewport, QFontMetricsF(painter.font())
    named = grip.focused or grip.hovered or "tangent"
    spot = next((place for name, place in positions.items() if name == named), None)
    if spot is None:
        return
    busy = [covered, *(_around(place, HANDLE_RADIUS) for place in positions.values())]
    lines = []
    if scene.tangent is not None and scene.verdict is not None and scene.show_tangent:
        lines += _tangent_lines(view, scene.tangent, scene.verdict)
    if scene.secant is not None and scene.secant.exists:
        lines += filter(None, [sloped_line(view, scene.secant.x, scene.secant.value, scene.secant.slope)])
        if scene.show_triangle:
            start, corner, end = _triangle(view, scene.secant)
            lines += [QLineF(start, corner), QLineF(corner, end)]
            busy += [label.patch for label in _triangle_tags(metrics, view, scene.secant)]
    note = note_tag(metrics, spot, grip.note, QRectF(0.0, 0.0, view.width, view.height), busy, lines)
    note.paint(painter, palette, palette.text)


def _around(spot: QPointF, radius: float) -> QRectF:
    return QRectF(spot.x() - radius, spot.y() - radius, 2 * radius, 2 * radius)
