"""The plane: ground, grid, axes through the origin, tick labels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import Statics
from derivgui.painting.geometry import is_raster
from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette
from derivgui.painting.ticks import LABEL_PIXELS, Ticks, decimal_ticks, horizontal_ticks, pi_ticks

LABEL_MARGIN = 5.0
ARROW = 7.0
# A picture lower than this gets about so many numbers upwards too, as long as they are no closer than that.
LOW = 200.0
LEAST_NUMBERS = 6
CLOSEST_PIXELS = 24.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The window, the names of its axes, and how they are labelled.

    ``at_edges`` puts the labels to the left and below instead of beside the axes; no number of the upright axis comes
    nearer to the upper edge than ``headroom`` pixels, and none at all stands where it would be ``covered``.
    """

    view: Viewport
    across: str
    up: str
    pi_across: bool = False
    pi_up: bool = False
    at_edges: bool = False
    headroom: float = 0.0
    covered: QRectF | None = None


def plane_ticks(view: Viewport, pi: bool, pi_up: bool = False) -> tuple[Ticks, Ticks]:
    """Ticks of both axes."""
    vertical = pi_ticks if pi_up else decimal_ticks
    apart = LABEL_PIXELS if view.height >= LOW else max(view.height / LEAST_NUMBERS, CLOSEST_PIXELS)
    return (
        horizontal_ticks(view.x0, view.x1, view.pixels_per_x, pi),
        vertical(view.y0, view.y1, view.pixels_per_y, apart),
    )


def paint_plane(painter: QPainter, statics: Statics, palette: Palette, font: QFont) -> None:
    """Everything below the curves, over the whole window."""
    view = statics.viewport
    paint_ground(painter, view, palette)
    if statics.grid:
        paint_grid(painter, view, statics.pi_ticks, palette)
    paint_axes(painter, statics, palette, font)


def paint_ground(painter: QPainter, view: Viewport, palette: Palette) -> None:
    """An empty window."""
    painter.fillRect(QRectF(0, 0, view.width, view.height), QColor(palette.canvas))


def paint_grid(painter: QPainter, view: Viewport, pi: bool, palette: Palette) -> None:
    """The lines of the grid."""
    ticks_x, ticks_y = plane_ticks(view, pi)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _paint_lines(painter, view, ticks_x.minor, ticks_y.minor, palette.grid_minor)
    _paint_lines(painter, view, ticks_x.major, ticks_y.major, palette.grid_major)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def paint_coarse_grid(painter: QPainter, frame: Frame, colour: str, opacity: float) -> None:
    """The lines at the labels alone, over a picture that they may not disturb."""
    ticks_x, ticks_y = plane_ticks(frame.view, frame.pi_across, frame.pi_up)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setOpacity(opacity)
    _paint_lines(painter, frame.view, ticks_x.major, ticks_y.major, colour)
    painter.setOpacity(1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def paint_axes(painter: QPainter, statics: Statics, palette: Palette, font: QFont) -> None:
    """Both axes through the origin with their labels, which stay in sight at the edge."""
    frame = Frame(statics.viewport, statics.variable, statics.height, statics.pi_ticks)
    paint_framed_axes(painter, frame, palette, font)


def paint_framed_axes(painter: QPainter, frame: Frame, palette: Palette, font: QFont) -> None:
    """Both axes through the origin, with their labels beside them or at the edges."""
    paint_axis_lines(painter, frame.view, palette)
    paint_numbers(painter, frame, palette, font)


def paint_numbers(painter: QPainter, frame: Frame, palette: Palette, font: QFont) -> None:
    """The numbers and names of the axes alone."""
    ticks_x, ticks_y = plane_ticks(frame.view, frame.pi_across, frame.pi_up)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    _paint_labels(painter, frame, palette, font, ticks_x, ticks_y)


def paint_zero_lines(painter: QPainter, view: Viewport, palette: Palette) -> None:
    """Where x and y are 0, for a plane whose numbers are at its frame."""
    px, py = _origin(view)
    painter.setPen(QPen(QColor(palette.axis), 1.0))
    if 0 < px < view.width:
        painter.drawLine(QLineF(px, 0, px, view.height))
    if 0 < py < view.height:
        painter.drawLine(QLineF(0, py, view.width, py))


def crisp(position: float) -> float:
    """The middle of a pixel, so that a hairline is one pixel wide and not two grey ones."""
    return round(position - 0.5) + 0.5


def _paint_lines(painter: QPainter, view: Viewport, xs: tuple[float, ...], ys: tuple[float, ...], colour: str) -> None:
    """Lines of a pixel's width; the rasteriser fills an area of that width in half the time."""
    across = [crisp(view.to_pixel(x, 0)[0]) for x in xs]
    up = [crisp(view.to_pixel(0, y)[1]) for y in ys]
    ink = QColor(colour)
    if is_raster(painter):
        for x in across:
            painter.fillRect(QRectF(x - 0.5, 0, 1, view.height), ink)
        for y in up:
            painter.fillRect(QRectF(0, y - 0.5, view.width, 1), ink)
    else:
        painter.setPen(QPen(ink, 1.0))
        painter.drawLines([QLineF(x, 0, x, view.height) for x in across])
        painter.drawLines([QLineF(0, y, view.width, y) for y in up])


def _origin(view: Viewport) -> tuple[float, float]:
    px, py = view.to_pixel(0.0, 0.0)
    return crisp(px), crisp(py)


def paint_axis_lines(painter: QPainter, view: Viewport, palette: Palette) -> None:
    """Both axes with their arrows, where they are in sight."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    px, py = _origin(view)
    colour = QColor(palette.axis)
    painter.setPen(QPen(colour, 1.25))
    painter.setBrush(colour)
    if 0 <= px <= view.width:
        painter.drawLine(QLineF(px, 1, px, view.height))
        _paint_arrow(painter, QPointF(px, 1), QPointF(0, 1))
    if 0 <= py <= view.height:
        painter.drawLine(QLineF(0, py, view.width - 1, py))
        _paint_arrow(painter, QPointF(view.width - 1, py), QPointF(-1, 0))


def numbers_across(view: Viewport, line: float) -> QRectF:
    """The stripe in which the numbers of the x axis stand, ``line`` pixels high."""
    return QRectF(0.0, _top_of_numbers(_origin(view)[1], view, line), view.width, line)


def _top_of_numbers(py: float, view: Viewport, line: float) -> float:
    """Numbers stay in sight at the edge when their axis has left the window."""
    return min(max(py + LABEL_MARGIN, LABEL_MARGIN), view.height - line - LABEL_MARGIN)


def _paint_arrow(painter: QPainter, tip: QPointF, back: QPointF) -> None:
    side = QPointF(-back.y(), back.x()) * (ARROW * 0.4)
    base = tip + back * ARROW
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([tip, base + side, base - side]))
    painter.restore()


def _paint_labels(
    painter: QPainter,
    frame: Frame,
    palette: Palette,
    font: QFont,
    ticks_x: Ticks,
    ticks_y: Ticks,
) -> None:
    view = frame.view
    metrics = QFontMetricsF(font)
    px, py = (-1.0, view.height + 1.0) if frame.at_edges else _origin(view)
    painter.setFont(font)
    painter.setPen(QColor(palette.muted))
    line = metrics.height()
    top = _top_of_numbers(py, view, line)
    labels = []
    for x, text in zip(ticks_x.major, ticks_x.labels, strict=True):
        width, centre = metrics.horizontalAdvance(text), view.to_pixel(x, 0)[0]
        if (x == 0 and not frame.at_edges) or centre < width / 2 or centre > view.width - width / 2 - 2 * ARROW:
            continue
        labels.append((QRectF(centre - width / 2, top, width, line), text))
    # At the edges, the lowest line of the window belongs to the numbers across.
    lowest = view.height - (2 * line if frame.at_edges else line)
    for y, text in zip(ticks_y.major, ticks_y.labels, strict=True):
        width, middle = metrics.horizontalAdvance(text), view.to_pixel(0, y)[1]
        if (y == 0 and not frame.at_edges) or middle < frame.headroom + line or middle > lowest:
            continue
        left = min(max(px - width - LABEL_MARGIN - 1, LABEL_MARGIN), view.width - width - LABEL_MARGIN)
        labels.append((QRectF(left, middle - line / 2, width, line), text))
    for place, text in labels:
        if frame.covered is None or not frame.covered.intersects(place):
            _paint_label(painter, palette, place, text)
    _paint_names(painter, frame, palette, font)


def _paint_names(painter: QPainter, frame: Frame, palette: Palette, font: QFont) -> None:
    view, italic = frame.view, QFont(font)
    px, py = _origin(view)
    italic.setItalic(True)
    metrics = QFontMetricsF(font)
    painter.setFont(italic)
    painter.setPen(QColor(palette.axis))
    if 0 <= py <= view.height and 0 <= px <= view.width and not frame.at_edges:
        painter.setFont(font)
        zero = metrics.horizontalAdvance("0")
        _paint_label(
            painter,
            palette,
            QRectF(px - zero - LABEL_MARGIN, py + LABEL_MARGIN, zero, metrics.height()),
            "0",
        )
        painter.setFont(italic)
    if 20 <= py <= view.height:
        painter.drawText(QPointF(view.width - 14, py - 9), frame.across)
    if 0 <= px <= view.width - 20:
        painter.drawText(QPointF(px + 10, 14), frame.up)


def _paint_label(painter: QPainter, palette: Palette, rect: QRectF, text: str) -> None:
    ground = QColor(palette.canvas)
    ground.setAlphaF(0.8)
    painter.fillRect(rect.adjusted(-2, 1, 2, -1), ground)
    draw_centred(painter, rect, text)
