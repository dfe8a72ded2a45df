"""What is written into the error picture: each method's name and slope, and the steps at which they are best."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from derivgui.model.calculus.difference_errors import DifferenceErrors, Method
from derivgui.model.scene.error_words import short
from derivgui.model.scene.numbers import power_of_ten
from derivgui.painting.error_axes import LABEL_GAP, ErrorAxes, method_colour
from derivgui.painting.palette import Palette

BEST_RADIUS = 4.5
GUIDE_DECADES = 2.5
GUIDE_PIXELS = 9.0
# The steps at which curves without a slope of their own carry their names.
NAME_PLACES = {"forward": 4, "central": 28}


def paint_names(painter: QPainter, errors: DifferenceErrors, axes: ErrorAxes, palette: Palette) -> list[QRectF]:
    """Each method's name and slope at its curve, with the straight line that theory tells; where they stand."""
    taken: list[QRectF] = []
    for name, method, side in (("forward", errors.forward, -1.0), ("central", errors.central, 1.0)):
        ink = QColor(palette.ink(method_colour(palette, name)))
        if method.order and method.best_h < 10.0**-GUIDE_DECADES:
            exponent = power_of_ten(method.order).removeprefix("10") if method.order > 1 else ""
            middle = math.sqrt(method.best_h)
            error = method.coefficient * middle**method.order
            taken += _paint_guide(painter, axes, (middle, error, method.order), f"{name} ∝ h{exponent}", ink, side)
        else:
            place = NAME_PLACES[name]
            taken += _paint_beside(painter, axes, errors.steps[place], method.errors[place], name, ink, side)
    if errors.rounding_shows:
        middle = math.sqrt(min(errors.forward.best_h, 1e-4) * errors.steps[-1])
        muted = QColor(palette.muted)
        taken += _paint_guide(painter, axes, (middle, errors.rounding / middle, -1), "∝ 1/h", muted, -1.0)
    if errors.complex_step is not None:
        ink = QColor(palette.ink(method_colour(palette, "complex step")))
        place = 3 * len(errors.steps) // 4
        # Above the spikes, each a unit of rounding high.
        highest = np.max(errors.complex_step.errors[place:])
        taken += _paint_beside(painter, axes, errors.steps[place], highest, "complex step", ink, -1.0)
    return taken


def _paint_guide(
    painter: QPainter, axes: ErrorAxes, line: tuple[float, float, int], text: str, ink: QColor, side: float
) -> list[QRectF]:
    """A piece of a straight line above (-1) or below a curve (1): (h, error, power), error·(t/h)^power around t = h.

    Returns where its text stands; nothing where there is no line.
    """
    h, error, power = line
    if not 0 < error < math.inf:
        return []
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
    return [_write(painter, QPointF(max(left, least), max(baseline, axes.plot.top())), text)]


def _paint_beside(
    painter: QPainter, axes: ErrorAxes, h: float, error: float, text: str, ink: QColor, side: float
) -> list[QRectF]:
    """A name above (-1) or below (1) one spot of a curve; where it stands, nothing where there is no spot."""
    if not math.isfinite(error):
        return []
    metrics = QFontMetricsF(painter.font())
    shift = -2 * LABEL_GAP if side < 0 or error == 0 else metrics.ascent() + LABEL_GAP
    baseline = min(axes.y(float(error)) + shift, axes.plot.bottom() - LABEL_GAP)
    painter.setPen(ink)
    return [_write(painter, QPointF(axes.x(float(h)), baseline), text)]


def _write(painter: QPainter, start: QPointF, text: str) -> QRectF:
    """A text from the beginning of its baseline on; where it stands."""
    painter.drawText(start, text)
    metrics = QFontMetricsF(painter.font())
    return QRectF(start.x(), start.y() - metrics.ascent(), metrics.horizontalAdvance(text), metrics.height())


def paint_bests(
    painter: QPainter, errors: DifferenceErrors, axes: ErrorAxes, palette: Palette, taken: list[QRectF]
) -> None:
    """A ring where each method is best, with its step beside what is ``taken``; where theory puts it, a triangle."""
    taken = list(taken)
    for name, method in errors.methods:
        if math.isnan(method.best_h):
            continue
        spot, colour = best_spot(errors, method, axes), method_colour(palette, name)
        painter.setBrush(QColor(palette.surface))
        painter.setPen(QPen(QColor(colour), 2.0))
        painter.drawEllipse(spot, BEST_RADIUS, BEST_RADIUS)
        if 10.0**-axes.decades <= method.theory_h <= 1.0:
            foot = QPointF(axes.x(method.theory_h), axes.plot.bottom() - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawPolygon(QPolygonF([foot, foot + QPointF(-4, 6), foot + QPointF(4, 6)]))
        if name != "complex step" and method.best_h != errors.steps[0]:
            text = f"best {short(method.best_h)}"
            place = place_at_a_ring(QFontMetricsF(painter.font()), axes.plot, spot, text, taken)
            _paint_text(painter, place, text, palette.ink(colour), palette)
            taken.append(place)


def best_spot(errors: DifferenceErrors, method: Method, axes: ErrorAxes) -> QPointF:
    """The lowest point of a method's curve that is not chance."""
    place = axes.place(axes.x(method.best_h), len(errors.steps))
    return QPointF(axes.x(method.best_h), axes.y(float(method.errors[place])))


def place_at_a_ring(metrics: QFontMetricsF, plot: QRectF, spot: QPointF, text: str, taken: list[QRectF]) -> QRectF:
    """Inside the plot below the ring, else beside, above or farther below it: where the least stands already."""
    width, height = metrics.horizontalAdvance(text), metrics.height()
    beside, below = BEST_RADIUS + LABEL_GAP, BEST_RADIUS
    shifts = (
        (-width / 2, below), (beside, below / 2), (beside, -height / 2), (-width / 2, below + height),
        (beside, below + height), (-width / 2, -beside - height), (beside, -1.5 * height), (-width - beside, below / 2),
    )  # fmt: skip
    places = [
        QRectF(
            min(max(spot.x() + x, plot.left() + 2), plot.right() - width),
            min(spot.y() + y, plot.bottom() - height),
            width,
            height,
        )
        for x, y in shifts
    ]
    return min(places, key=lambda place: sum(_area(place.intersected(other)) for other in taken))


def _area(box: QRectF) -> float:
    return box.width() * box.height()


def _paint_text(painter: QPainter, place: QRectF, text: str, colour: str, palette: Palette) -> None:
    ground = QColor(palette.surface)
    ground.setAlphaF(0.8)
    painter.fillRect(place.adjusted(-2, 0, 2, 0), ground)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(place.left(), place.top() + QFontMetricsF(painter.font()).ascent()), text)
