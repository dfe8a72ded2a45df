"""How many steps each rate takes, and above which rate it diverges."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.descent.sweep import Sample, Sweep
from derivgui.model.scene.descent_race_words import rate_text, threshold_text
from derivgui.painting.descent.frame import Axis, paint_frame
from derivgui.painting.descent.strokes import runner_colour, runner_edge
from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette

LEFT, RIGHT, TOP, BOTTOM = 46.0, 12.0, 20.0, 20.0
DOT, RING = 3.0, 5.5
SHOWN = ("converged", "step limit")
ROOM = 0.08


def sweep_area(width: float, height: float) -> QRectF:
    """Where the plot is in a picture of this size."""
    return QRectF(LEFT, TOP, max(width - LEFT - RIGHT, 1.0), max(height - TOP - BOTTOM, 1.0))


def rate_axis(rates: tuple[float, ...], area: QRectF) -> Axis:
    """The logarithmic axis of the rates."""
    return Axis(math.log10(rates[0]), math.log10(rates[-1]), area.left(), area.right(), log=True)


def paint_sweep(
    painter: QPainter,
    sweep: Sweep,
    rates: tuple[float, ...],
    width: float,
    height: float,
    palette: Palette,
    font: QFont,
) -> None:
    """Steps over rates, both in powers of ten; what diverges is shaded."""
    painter.setFont(font)
    area = sweep_area(width, height)
    across = rate_axis(rates, area)
    up = _steps_axis(sweep, area)
    _paint_divergence(painter, sweep, across, area, palette)
    paint_frame(painter, area, across, up, palette)
    metrics = QFontMetricsF(font)
    painter.setPen(QColor(palette.text))
    painter.drawText(QPointF(area.left(), area.top() - 6), "steps to converge")
    painter.setPen(QColor(palette.muted))
    text = "over the rate α"
    painter.drawText(QPointF(area.right() - metrics.horizontalAdvance(text), area.top() - 6), text)
    for sample in sweep.samples:
        _paint_sample(painter, sample, across, up, palette)
    _paint_threshold(painter, sweep, across.place(sweep.threshold), up.place(float(sweep.limit)), area, palette)


def paint_rate(
    painter: QPainter, rate: float, rates: tuple[float, ...], width: float, height: float, colour: str
) -> None:
    """The rate in use as an upright line."""
    area = sweep_area(width, height)
    x = rate_axis(rates, area).place(rate)
    if area.left() <= x <= area.right():
        painter.setPen(QPen(QColor(colour), 1.6, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))


def paint_choice(
    painter: QPainter,
    sweep: Sweep,
    rates: tuple[float, ...],
    rate: float,
    width: float,
    height: float,
    palette: Palette,
    font: QFont,
) -> None:
    """A rate that may be taken: a line, a ring about its sample, and what is known of it in place of the title."""
    painter.setFont(font)
    area = sweep_area(width, height)
    x = rate_axis(rates, area).place(rate)
    painter.setPen(QPen(QColor(palette.text), 1.0))
    painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
    sample = next((sample for sample in sweep.samples if sample.rate == rate and sample.kind in SHOWN), None)
    if sample is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, _steps_axis(sweep, area).place(float(max(sample.steps, 1)))), RING, RING)
    painter.fillRect(QRectF(0.0, 0.0, width, area.top() - 2), QColor(palette.surface))
    painter.setPen(QColor(palette.text))
    painter.drawText(QPointF(area.left(), area.top() - 6), rate_text(sweep, rate))


def _steps_axis(sweep: Sweep, area: QRectF) -> Axis:
    return Axis(-ROOM, math.log10(sweep.limit) * (1 + ROOM), area.bottom(), area.top(), log=True)


def _paint_divergence(painter: QPainter, sweep: Sweep, across: Axis, area: QRectF, palette: Palette) -> None:
    if not math.isfinite(sweep.threshold):
        return
    x = across.place(sweep.threshold)
    ground = QColor(palette.error)
    ground.setAlphaF(0.10)
    painter.fillRect(QRectF(QPointF(x, area.top()), area.bottomRight()), ground)
    painter.setPen(QPen(QColor(palette.error), 1.2))
    painter.drawLine(QLineF(x, area.top(), x, area.bottom()))


def _paint_threshold(
    painter: QPainter, sweep: Sweep, x: float, given_up: float, area: QRectF, palette: Palette
) -> None:
    """Above which rate it diverges, on a patch below the row of runs that were given up."""
    if not math.isfinite(sweep.threshold):
        return
    text = threshold_text(sweep)
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text)
    left = x + 5 if x + 5 + width <= area.right() else x - 5 - width
    box = QRectF(left, given_up + DOT + 2, width, metrics.height())
    ground = QColor(palette.canvas)
    ground.setAlphaF(0.85)
    if left < x:
        painter.fillRect(box.adjusted(-2, 0, 2, 0), ground)
    painter.setPen(QColor(palette.error))
    draw_centred(painter, box, text)


def _paint_sample(painter: QPainter, sample: Sample, across: Axis, up: Axis, palette: Palette) -> None:
    """Filled where it converged, a ring where it was given up, nothing where it never would."""
    if sample.kind not in SHOWN:
        return
    spot = QPointF(across.place(sample.rate), up.place(float(max(sample.steps, 1))))
    colour = QColor(runner_edge(palette, 0) or runner_colour(palette, 0))
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(QColor(runner_colour(palette, 0)) if sample.kind == "converged" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(spot, DOT, DOT)
