"""The log-log picture of difference errors: |quotient − f'(x)| over h, falling from 1 to 1e-16 as h → 0 reads."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.calculus.difference_errors import STEPS_A_DECADE, DifferenceErrors, Method
from derivgui.model.scene.error_words import error_reading
from derivgui.model.scene.numbers import power_of_ten
from derivgui.painting.error_axes import LABEL_GAP, LEFT, RIGHT, TOP, ErrorAxes, method_colour
from derivgui.painting.error_names import BEST_RADIUS, paint_bests, paint_names
from derivgui.painting.palette import Palette

CURVE_WIDTH = 1.6
MARK_RADIUS = 2.2
ARROW_LENGTH = 12.0
SMALLEST_X_SPACING = 46.0
SMALLEST_Y_SPACING = 20.0
DASHES = {"central": [6.0, 2.5], "complex step": [1.5, 2.0]}


def paint_errors(painter: QPainter, errors: DifferenceErrors, axes: ErrorAxes, palette: Palette, font: QFont) -> None:
    """All but what moves with h and the pointer."""
    painter.setFont(font)
    _paint_frame(painter, axes, palette, QFontMetricsF(font))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.save()
    painter.setClipRect(axes.plot.adjusted(-BEST_RADIUS, -BEST_RADIUS, BEST_RADIUS, BEST_RADIUS))
    for name, method in errors.methods:
        _paint_curve(painter, errors, method, axes, method_colour(palette, name), DASHES.get(name))
    painter.restore()
    paint_bests(painter, errors, axes, palette, paint_names(painter, errors, axes, palette))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_reading(
    painter: QPainter, errors: DifferenceErrors, axes: ErrorAxes, palette: Palette, font: QFont, h: float
) -> None:
    """The errors at one step, in the strip above the plot: it is the legend as well."""
    step, parts = error_reading(errors, h)
    texts = [(palette.text, step), *((palette.ink(method_colour(palette, n)), f"{n} {e}") for n, e in parts)]
    metrics = QFontMetricsF(font)
    room = axes.plot.right() + RIGHT - LABEL_GAP
    gap = 1.5 * metrics.horizontalAdvance("0")
    needed = _width(texts, metrics, gap)
    if needed > room:
        texts = [(colour, text.replace(" step", "").rpartition("h = ")[2]) for colour, text in texts]
        gap = 2 * LABEL_GAP
        needed = _width(texts, metrics, gap)
    x = min(axes.plot.left(), max(LABEL_GAP, room - needed))
    baseline = (TOP + metrics.ascent() - metrics.descent()) / 2 - 2
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for colour, text in texts:
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(x, baseline), text)
        x += metrics.horizontalAdvance(text) + gap
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _width(texts: list[tuple[str, str]], metrics: QFontMetricsF, gap: float) -> float:
    return sum(metrics.horizontalAdvance(text) + gap for _, text in texts) - gap


def paint_step(painter: QPainter, axes: ErrorAxes, palette: Palette, h: float) -> None:
    """The step in use as a line in the secant's colour; beyond the steps of the picture, an arrow that points there."""
    x, plot = axes.x(h), axes.plot
    way = axes.beyond(h)
    if way:
        _paint_arrow(painter, QPointF(x, plot.center().y()), way, QColor(palette.secant))
        return
    painter.setPen(QPen(QColor(palette.secant), 1.5, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))


def _paint_arrow(painter: QPainter, tip: QPointF, way: int, colour: QColor) -> None:
    """To the left (-1) or to the right (1)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    back = -way * ARROW_LENGTH
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(back, -ARROW_LENGTH / 2), tip + QPointF(back, ARROW_LENGTH / 2)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_place(painter: QPainter, errors: DifferenceErrors, axes: ErrorAxes, palette: Palette, place: int) -> None:
    """The step below the pointer, with a dot on each curve."""
    x = axes.x(float(errors.steps[place]))
    painter.setPen(QPen(QColor(palette.muted), 1.0))
    painter.drawLine(QLineF(x, axes.plot.top(), x, axes.plot.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(palette.surface), 1.5))
    for name, method in errors.methods:
        error = float(method.errors[place])
        if math.isfinite(error):
            painter.setBrush(QColor(method_colour(palette, name)))
            painter.drawEllipse(QPointF(x, axes.y(error)), BEST_RADIUS, BEST_RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_reason(painter: QPainter, text: str, width: float, height: float, palette: Palette, font: QFont) -> None:
    """Words in the middle, where there is nothing to draw."""
    painter.setFont(font)
    painter.setPen(QColor(palette.muted))
    area = QRectF(LEFT, 0, width - LEFT - RIGHT, height)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def _paint_frame(painter: QPainter, axes: ErrorAxes, palette: Palette, metrics: QFontMetricsF) -> None:
    plot, line = axes.plot, metrics.height()
    grid, label = QPen(QColor(palette.grid_major), 1.0), QColor(palette.muted)
    every = _spacing(plot.width() / axes.decades, SMALLEST_X_SPACING)
    for decade in range(0, axes.decades + 1, every):
        x = round(axes.x(10.0**-decade)) + 0.5
        painter.setPen(grid)
        painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
        text = "h = 1" if decade == 0 else power_of_ten(-decade)
        width = metrics.horizontalAdvance(text)
        left = min(x - width / 2, plot.right() + RIGHT - width)
        painter.setPen(label)
        painter.drawText(QRectF(left, plot.bottom() + 1, width + 1, line), Qt.AlignmentFlag.AlignLeft, text)
    every = _spacing(axes.decade_height, SMALLEST_Y_SPACING)
    for decade in range(math.ceil(axes.low / every) * every, axes.high + 1, every):
        if axes.floor - axes.at_decade(decade) < line:
            continue
        _paint_level(painter, axes, axes.at_decade(decade), power_of_ten(decade), grid, label, line)
    floor_pen = QPen(QColor(palette.axis), 1.0, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap)
    _paint_level(painter, axes, axes.floor, "0", floor_pen, label, line)


def _paint_level(
    painter: QPainter, axes: ErrorAxes, y: float, text: str, pen: QPen, label: QColor, line: float
) -> None:
    y = round(y) + 0.5
    painter.setPen(pen)
    painter.drawLine(QLineF(axes.plot.left(), y, axes.plot.right(), y))
    painter.setPen(label)
    area = QRectF(0, y - line / 2, LEFT - LABEL_GAP - 2, line)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def _spacing(pixels: float, smallest: float) -> int:
    """Decades between labels: 1, 2, 4, 8, ..., so that 10^0 and 10^-8 and 10^-16 stay labelled."""
    every = 1
    while every * pixels < smallest:
        every *= 2
    return every


def _paint_curve(
    painter: QPainter,
    errors: DifferenceErrors,
    method: Method,
    axes: ErrorAxes,
    colour: str,
    dashes: list[float] | None,
) -> None:
    pen = QPen(QColor(colour), CURVE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setDashPattern(dashes)
    points: list[QPointF] = []
    marks: list[QPointF] = []
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    for number, (h, error) in enumerate(zip(errors.steps.tolist(), method.errors.tolist(), strict=True)):
        if not math.isfinite(error):
            painter.drawPolyline(QPolygonF(points))
            points = []
            continue
        points.append(QPointF(axes.x(h), axes.y(error)))
        if number % STEPS_A_DECADE == 0:
            marks.append(points[-1])
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for spot in marks:
        painter.drawEllipse(spot, MARK_RADIUS, MARK_RADIUS)
