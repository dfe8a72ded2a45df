"""The colour bar: which colour is which height."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.scene.contour import Relief
from derivgui.model.scene.contour_labels import level_texts
from derivgui.painting.contour.levels import height_share
from derivgui.painting.contour.shading import SHADES, shade_table
from derivgui.painting.geometry import outside
from derivgui.painting.palette import Palette

BAR = 12.0
TALLEST = 190.0
SHORTEST = 70.0
SHARE = 0.4
# Narrower maps keep their room for the readout, which a second card would cover; the lines have their heights.
NARROWEST = 320.0
MARGIN = 12.0
PADDING = 8.0
TICK = 3.0
SPACING = 1.7


@dataclass(frozen=True, slots=True)
class Bar:
    """The card that it stands on, the bar itself, and the heights beside it as shares of the bar with their texts."""

    card: QRectF
    bar: QRectF
    labels: tuple[tuple[float, str], ...]


def bar_of(relief: Relief, font: QFont) -> Bar | None:
    """The bar in the lower right corner; None where there is no room for it."""
    heights = relief.levels.heights
    height = min(TALLEST, SHARE * relief.view.height)
    if len(heights) < 2 or height < SHORTEST or relief.view.width < NARROWEST:
        return None
    metrics = QFontMetricsF(font)
    labels = _labels(relief, height, metrics.height() * SPACING)
    widest = max(metrics.horizontalAdvance(text) for _, text in labels)
    card = QRectF(0, 0, ceil(2 * PADDING + BAR + TICK + 4 + widest), ceil(height + 2 * PADDING + 4))
    card.moveBottomRight(QPointF(relief.view.width - MARGIN, relief.view.height - MARGIN))
    return Bar(card, QRectF(card.left() + PADDING, card.top() + PADDING + 2, BAR, height), labels)


def beside_bar(lines: Array, bar: Bar | None) -> Array:
    """The parts of strokes, shape (n, 4) in pixels, that do not run over the card of the bar."""
    return lines if bar is None else outside(lines, bar.card)


def paint_bar(painter: QPainter, found: Bar, palette: Palette, font: QFont) -> None:
    """A bar with its heights on a card."""
    metrics, card, bar = QFontMetricsF(font), found.card, found.bar
    _paint_card(painter, card, palette)
    painter.drawImage(bar, _ramp(palette))
    painter.setFont(font)
    for share, text in found.labels:
        y = bar.bottom() - share * bar.height()
        painter.setPen(QPen(QColor(palette.axis), 1.0))
        painter.drawLine(QLineF(bar.right(), y, bar.right() + TICK, y))
        left = bar.right() + TICK + 4
        box = QRectF(left, y - metrics.height() / 2, card.right() - PADDING - left, metrics.height())
        painter.setPen(QColor(palette.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _labels(relief: Relief, height: float, apart: float) -> tuple[tuple[float, str], ...]:
    """Heights as far from each other as their texts need, from the lowest up."""
    found: list[tuple[float, str]] = []
    for level, text in zip(relief.levels.heights, level_texts(relief.levels.heights), strict=True):
        share = height_share(relief, level)
        if not found or (share - found[-1][0]) * height >= apart:
            found.append((share, text))
    return tuple(found)


def _ramp(palette: Palette) -> QImage:
    """One pixel a shade, the highest on top."""
    table = shade_table(palette.is_dark, palette.is_grey)[::-1].copy()
    return QImage(table.data, 1, SHADES, 3, QImage.Format.Format_RGB888).copy()


def _paint_card(painter: QPainter, card: QRectF, palette: Palette) -> None:
    ground = QColor(palette.surface)
    ground.setAlphaF(0.9)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(card, 8, 8)
