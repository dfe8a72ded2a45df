"""f and |∇f| over the steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.painting.descent.frame import Axis, extremes, paint_frame, ranged
from derivgui.painting.descent.strokes import ball, stroke
from derivgui.painting.palette import Palette

LEFT, RIGHT, TOP, BOTTOM, BETWEEN = 52.0, 10.0, 18.0, 18.0, 24.0
MARK = 4.0
LINE = 1.4
# Two numbers for each of so many columns are all that a narrow plot can show.
COLUMNS = 200
ECHO = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The values of one contestant, one a step."""

    number: int
    values: Array


@dataclass(frozen=True, eq=False)
class StepPlots:
    """Two plots over the same steps.

    Attributes:
        upper, lower: the curves of f and of |∇f|, the main contestant first.
        titles: what stands above each.
        log: whether both count in powers of ten.
    """

    upper: tuple[Curve, ...]
    lower: tuple[Curve, ...]
    titles: tuple[str, str]
    log: bool

    @cached_property
    def extremes(self) -> tuple[Array, Array]:
        """What the upright axes have to hold, found once: a step only moves the mark."""
        upper, lower = (
            np.concatenate([np.empty(0), *(extremes(curve.values, self.log) for curve in curves)])
            for curves in (self.upper, self.lower)
        )
        return upper, lower


def areas(width: float, height: float) -> tuple[QRectF, QRectF]:
    """Where the two plots are in a picture of this size."""
    each = max((height - TOP - BOTTOM - BETWEEN) / 2, 1.0)
    across = max(width - LEFT - RIGHT, 1.0)
    return QRectF(LEFT, TOP, across, each), QRectF(LEFT, TOP + each + BETWEEN, across, each)


def step_axis(plots: StepPlots, area: QRectF) -> Axis:
    """The axis of the steps."""
    last = max((len(curve.values) for curve in plots.upper), default=1) - 1
    return Axis(0.0, float(max(last, 1)), area.left(), area.right())


def paint_plots(
    painter: QPainter, plots: StepPlots, width: float, height: float, palette: Palette, font: QFont
) -> None:
    """Everything but the mark of the step in use."""
    painter.setFont(font)
    for area, curves, title, held, is_last in zip(
        areas(width, height), (plots.upper, plots.lower), plots.titles, plots.extremes, (False, True), strict=True
    ):
        across, up = step_axis(plots, area), ranged(held, area.bottom(), area.top(), plots.log)
        paint_frame(painter, area, across, up, palette, labels=is_last)
        painter.setPen(QColor(palette.text))
        painter.drawText(QPointF(area.left(), area.top() - 5), title)
        painter.save()
        painter.setClipRect(area.adjusted(-1, -2, 1, 2))
        for curve in reversed(curves):
            _paint_curve(painter, curve, across, up, palette)
        painter.restore()
    metrics = QFontMetricsF(font)
    text = "step k"
    painter.setPen(QColor(palette.muted))
    upper, _ = areas(width, height)
    painter.drawText(QPointF(upper.right() - metrics.horizontalAdvance(text), upper.top() - 5), text)


def paint_place(painter: QPainter, plots: StepPlots, width: float, height: float, palette: Palette, k: int) -> None:
    """Where each contestant is at step k."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for area, curves, held in zip(areas(width, height), (plots.upper, plots.lower), plots.extremes, strict=True):
        across, up = step_axis(plots, area), ranged(held, area.bottom(), area.top(), plots.log)
        x = across.place(float(k))
        painter.setPen(QPen(QColor(palette.axis), 1.0, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        for curve in reversed(curves):
            place = min(k, len(curve.values) - 1)
            y = up.place(float(curve.values[place]))
            if np.isfinite(y):
                ball(painter, QPointF(across.place(float(place)), y), palette, curve.number, MARK)


def _paint_curve(painter: QPainter, curve: Curve, across: Axis, up: Axis, palette: Palette) -> None:
    steps, values = _reduced(curve.values)
    xs, ys = across.places(steps), up.places(values)
    if len(xs) < len(curve.values):
        xs, ys = _without_echoes(xs, ys)
    corners: list[QPointF] = []
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        if np.isfinite(y):
            corners.append(QPointF(x, y))
        else:
            stroke(painter, corners, palette, curve.number, LINE)
            corners = []
    stroke(painter, corners, palette, curve.number, LINE)


def _without_echoes(xs: Array, ys: Array) -> tuple[Array, Array]:
    """One point for a column whose two are the same to the eye."""
    with np.errstate(invalid="ignore"):
        differs = ~(np.abs(np.diff(ys.reshape(-1, 2), axis=1)[:, 0]) < ECHO)
    kept = np.stack((np.ones_like(differs), differs), axis=1).ravel()
    return xs[kept], ys[kept]


def _reduced(values: Array) -> tuple[Array, Array]:
    """The lowest and the highest value of each column, in the curve's direction; all where there are few steps."""
    steps = np.arange(len(values), dtype=float)
    if len(values) <= 2 * COLUMNS:
        return steps, values
    starts = np.linspace(0, len(values), COLUMNS, endpoint=False).astype(int)
    with np.errstate(all="ignore"):
        both = np.stack((np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)), axis=1)
        falls = values[starts] > values[np.append(starts[1:], len(values)) - 1]
    both[falls] = both[falls, ::-1]
    return np.repeat(steps[starts], 2), both.ravel()
