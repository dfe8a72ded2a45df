"""The log-log picture of difference errors: |quotient − f'(x)| over h, falling from 1 to 1e-16 as h → 0 reads."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.calculus.difference_errors import STEPS_A_DECADE, DifferenceErrors, Method
from derivgui.model.scene.error_words import error_reading, short
from derivgui.model.scene.numbers import power_of_ten
from derivgui.painting.palette import Palette

LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 28.0, 20.0
LABEL_GAP = 4.0
CURVE_WIDTH = 1.6
MARK_RADIUS = 2.2
BEST_RADIUS = 4.5
SMALLEST_X_SPACING = 46.0
SMALLEST_Y_SPACING = 20.0
FEWEST_DECADES = 6
# Errors of exactly 0 have no logarithm: they lie on a line of their own, this share of the height below the others.
FLOOR_SHARE = 0.09
GUIDE_DECADES = 2.5
GUIDE_PIXELS = 9.0
# The steps at which curves without a slope of their own carry their names.
NAME_PLACES = {"forward": 4, "central": 28}
# Their places in the cycle of function colours; the forward difference is the secant's slope and has its colour.
_CYCLE = {"central": 1, "complex step": 4}
DASHES = {"central": [6.0, 2.5], "complex step": [1.5, 2.0]}


def method_colour(palette: Palette, name: str) -> str:
    """The colour of a method."""
    return palette.cycle(_CYCLE[name]) if name in _CYCLE else palette.secant


@dataclass(frozen=True, slots=True)
class ErrorAxes:
    """Maps steps and errors to pixels; ``low`` and ``high`` are decades, ``floor`` the height of errors of 0."""

    plot: QRectF
    low: int
    high: int
    decades: int
    floor: float

    def x(self, h: float) -> float:
        """Where a step is, inside the picture; h may be negative."""
        share = -math.log10(abs(h)) / self.decades
        return self.plot.left() + min(max(share, 0.0), 1.0) * self.plot.width()

    def y(self, error: float) -> float:
        """Where an error is."""
        return self.floor if error == 0 else self.at_decade(math.log10(error))

    def at_decade(self, decade: float) -> float:
        """The height of a power of ten."""
        bottom = self.plot.bottom() - FLOOR_SHARE * self.plot.height()
        return bottom - (decade - self.low) / (self.high - self.low) * (bottom - self.plot.top())

    @property
    def decade_height(self) -> float:
        """Pixels of a factor of ten."""
        return self.at_decade(0.0) - self.at_decade(1.0)

    def place(self, px: float, count: int) -> int:
        """The number of the step nearest to a pixel, of ``count`` steps."""
        share = (px - self.plot.left()) / self.plot.width()
        return min(max(round(share * (count - 1)), 0), count - 1)


def error_axes(errors: DifferenceErrors | None, width: float, height: float) -> ErrorAxes:
    """Axes that hold all errors of a picture of this size."""
    plot = QRectF(LEFT, TOP, max(width - LEFT - RIGHT, 1.0), max(height - TOP - BOTTOM, 1.0))
    low, high, decades = -17, 1, 16
    if errors is not None:
        found = [error for _, method in errors.methods for error in method.errors.tolist() if 0 < error < math.inf]
        if found:
            low, high = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
        high = max(high, low + FEWEST_DECADES)
        decades = round(-math.log10(errors.steps[-1]))
    return ErrorAxes(plot, low, high, decades, plot.bottom() - LABEL_GAP)


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
    _paint_names(painter, errors, axes, palette)
    for name, method in errors.methods:
        _paint_best(painter, errors, name, method, axes, palette)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_reading(
    painter: QPainter, errors: DifferenceErrors, axes: ErrorAxes, palette: Palette, font: QFont, place: int
) -> None:
    """The errors at one step, in the strip above the plot: it is the legend as well."""
    step, parts = error_reading(errors, place)
    texts = [(palette.text, step), *((palette.ink(method_colour(palette, n)), f"{n} {e}") for n, e in parts)]
    metrics = QFontMetricsF(font)
    room = axes.plot.right() + RIGHT - LABEL_GAP
    gap = 1.5 * metrics.horizontalAdvance("0")
    needed = _width(texts, metrics, gap)
    if needed > room:
        texts = [(colour, text.replace(" step", "").removeprefix("h = ")) for colour, text in texts]
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
    """The step in use as a line in the secant's colour."""
    painter.setPen(QPen(QColor(palette.secant), 1.5, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
    x = axes.x(h)
    painter.drawLine(QLineF(x, axes.plot.top(), x, axes.plot.bottom()))


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


def _paint_names(painter: QPainter, errors: DifferenceErrors, axes: ErrorAxes, palette: Palette) -> None:
    """Each method's name and slope at its curve, with the straight line that theory tells."""
    for name, method, side in (("forward", errors.forward, -1.0), ("central", errors.central, 1.0)):
        ink = QColor(palette.ink(method_colour(palette, name)))
        if method.order and method.best_h < 10.0**-GUIDE_DECADES:
            exponent = power_of_ten(method.order).removeprefix("10") if method.order > 1 else ""
            middle = math.sqrt(method.best_h)
            error = method.coefficient * middle**method.order
            _paint_guide(painter, axes, (middle, error, method.order), f"{name} ∝ h{exponent}", ink, side)
        else:
            place = NAME_PLACES[name]
            _paint_beside(painter, axes, errors.steps[place], method.errors[place], name, ink, side)
    if errors.rounding_shows:
        middle = math.sqrt(min(errors.forward.best_h, 1e-4) * errors.steps[-1])
        muted = QColor(palette.muted)
        _paint_guide(painter, axes, (middle, errors.rounding / middle, -1), "∝ 1/h", muted, -1.0)
    if errors.complex_step is not None:
        ink = QColor(palette.ink(method_colour(palette, "complex step")))
        place = 3 * len(errors.steps) // 4
        # Above the spikes, each a unit of rounding high.
        highest = np.max(errors.complex_step.errors[place:])
        _paint_beside(painter, axes, errors.steps[place], highest, "complex step", ink, -1.0)


def _paint_guide(
    painter: QPainter, axes: ErrorAxes, line: tuple[float, float, int], text: str, ink: QColor, side: float
) -> None:
    """A piece of a straight line above (-1) or below a curve (1): (h, error, power), error·(t/h)^power around t = h."""
    h, error, power = line
    if not 0 < error < math.inf:
        return
    reach = 10.0 ** (GUIDE_DECADES / 2)
    piece = QLineF(axes.x(h * reach), axes.y(error * reach**power), axes.x(h / reach), axes.y(error / reach**power))
    piece.translate(
        -piece.dy() / piece.length() * GUIDE_PIXELS * side, piece.dx() / piece.length() * GUIDE_PIXELS * side
    )
    painter.setPen(QPen(ink, 1.0, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(piece)
    metrics = QFontMetricsF(painter.font())
    # On the side of the line that is away from the curve: a falling line has its room above on the right.
    on_right = (piece.dy() > 0) == (side < 0)
    width = metrics.horizontalAdvance(text)
    left = piece.center().x() + (LABEL_GAP if on_right else -width - LABEL_GAP)
    baseline = piece.center().y() + (-LABEL_GAP if side < 0 else metrics.ascent())
    least = axes.plot.left() + LABEL_GAP
    if left < least and not on_right:
        # Pushed into the line by the edge of the plot, it goes along it until it is clear.
        past = (least + width + LABEL_GAP - piece.x1()) / piece.dx()
        baseline = max(baseline, piece.pointAt(past).y() + metrics.ascent())
    painter.drawText(QPointF(max(left, least), max(baseline, axes.plot.top())), text)


def _paint_beside(
    painter: QPainter, axes: ErrorAxes, h: float, error: float, text: str, ink: QColor, side: float
) -> None:
    """A name above (-1) or below (1) one spot of a curve."""
    if not math.isfinite(error):
        return
    metrics = QFontMetricsF(painter.font())
    shift = -2 * LABEL_GAP if side < 0 or error == 0 else metrics.ascent() + LABEL_GAP
    baseline = min(axes.y(float(error)) + shift, axes.plot.bottom() - LABEL_GAP)
    painter.setPen(ink)
    painter.drawText(QPointF(axes.x(float(h)), baseline), text)


def _paint_best(
    painter: QPainter, errors: DifferenceErrors, name: str, method: Method, axes: ErrorAxes, palette: Palette
) -> None:
    """A ring where the method is best; on the axis below a triangle where theory puts it."""
    colour = method_colour(palette, name)
    if math.isnan(method.best_h):
        return
    place = axes.place(axes.x(method.best_h), len(errors.steps))
    spot = QPointF(axes.x(method.best_h), axes.y(float(method.errors[place])))
    painter.setBrush(QColor(palette.surface))
    painter.setPen(QPen(QColor(colour), 2.0))
    painter.drawEllipse(spot, BEST_RADIUS, BEST_RADIUS)
    if 10.0**-axes.decades <= method.theory_h <= 1.0:
        foot = QPointF(axes.x(method.theory_h), axes.plot.bottom() - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([foot, foot + QPointF(-4, 6), foot + QPointF(4, 6)]))
    if name == "complex step" or method.best_h == errors.steps[0]:
        return
    _paint_text(
        painter, axes, spot + QPointF(0, BEST_RADIUS), f"best {short(method.best_h)}", palette.ink(colour), palette
    )


def _paint_text(painter: QPainter, axes: ErrorAxes, top: QPointF, text: str, colour: str, palette: Palette) -> None:
    """Centred below a spot, inside the plot."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text), metrics.height()
    left = min(max(top.x() - width / 2, axes.plot.left() + 2), axes.plot.right() - width)
    y = min(top.y(), axes.plot.bottom() - height)
    ground = QColor(palette.surface)
    ground.setAlphaF(0.8)
    painter.fillRect(QRectF(left - 2, y, width + 4, height), ground)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(left, y + metrics.ascent()), text)
