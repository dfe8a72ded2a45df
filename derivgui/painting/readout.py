"""The readout card: the numbers that move, in the colours of what they belong to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.scene.scene import ReadoutLine
from derivgui.painting.palette import Palette, Role

PADDING = 12.0
SWATCH = 22.0
LEADING = 1.45


class ReadoutPainter:
    """Paints readout lines in one font; holds its metrics, so that a frame measures only the text that changed."""

    def __init__(self, font: QFont) -> None:
        self._fonts = {
            "upright": font,
            "italic": _variant(font, italic=True),
            "sub": _variant(font, 0.72),
        }
        self._metrics = {style: QFontMetricsF(variant) for style, variant in self._fonts.items()}
        self._line_height = self._metrics["upright"].height() * LEADING
        self._width = 0.0
        self._palette: Palette | None = None
        self._colours: dict[str, QColor] = {}

    def size(self, lines: tuple[ReadoutLine, ...]) -> tuple[float, float]:
        """Width and height of the card. It grows at once and never shrinks, so that it does not shiver."""
        widest = max((self._line_width(line) for line in lines), default=0.0)
        self._width = max(self._width, widest)
        return SWATCH + self._width + 2 * PADDING, self._line_height * len(lines) + 2 * PADDING - 4

    def forget_width(self) -> None:
        """Let the card become narrow again (another function, another notation)."""
        self._width = 0.0

    def paint(
        self,
        painter: QPainter,
        lines: tuple[ReadoutLine, ...],
        palette: Palette,
        bottom_left: QPointF,
    ) -> None:
        """Paint the card with its lower left corner at a point."""
        if not lines:
            return
        if palette is not self._palette:
            self._palette, self._colours = palette, _text_colours(palette)
        width, height = self.size(lines)
        card = QRectF(bottom_left.x(), bottom_left.y() - height, width, height)
        ground = QColor(palette.surface)
        ground.setAlphaF(0.93)
        painter.setPen(QPen(QColor(palette.border), 1.0))
        painter.setBrush(ground)
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        y = card.top() + PADDING - 2
        previous = ""
        for line in lines:
            middle = y + self._line_height / 2
            if line.role != previous:
                _paint_swatch(painter, line, palette, card.left() + PADDING, middle)
            self._paint_line(painter, line, card.left() + PADDING + SWATCH, middle)
            previous = line.role
            y += self._line_height

    def _line_width(self, line: ReadoutLine) -> float:
        return sum(self._metrics[run.style].horizontalAdvance(run.text) for run in line.runs)

    def _paint_line(self, painter: QPainter, line: ReadoutLine, x: float, middle: float) -> None:
        upright = self._metrics["upright"]
        baseline = middle + (upright.ascent() - upright.descent()) / 2
        for run in line.runs:
            painter.setFont(self._fonts[run.style])
            painter.setPen(self._colours[run.role])
            lowered = upright.descent() if run.style == "sub" else 0.0
            painter.drawText(QPointF(x, baseline + lowered), run.text)
            x += self._metrics[run.style].horizontalAdvance(run.text)


def _variant(font: QFont, scale: float = 1.0, italic: bool = False) -> QFont:
    variant = QFont(font)
    variant.setItalic(italic)
    if font.pixelSize() > 0:
        variant.setPixelSize(max(1, round(font.pixelSize() * scale)))
    else:
        variant.setPointSizeF(font.pointSizeF() * scale)
    return variant


def _text_colours(palette: Palette) -> dict[str, QColor]:
    """The roles' colours, dark or light enough to read."""
    colours = {role.value: QColor(palette.text_color(role)) for role in Role}
    return colours | {"text": QColor(palette.text), "muted": QColor(palette.muted)}


def _paint_swatch(painter: QPainter, line: ReadoutLine, palette: Palette, x: float, middle: float) -> None:
    """A dash in the line's own style; a dot for the function."""
    colour = QColor(_swatch_colour(line, palette))
    if line.role == "function":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(x + 6, middle), 5, 5)
        return
    pen = QPen(colour, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if line.role == "secant":
        pen.setDashPattern([2.0, 1.0])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, middle), QPointF(x + 13, middle))


def _swatch_colour(line: ReadoutLine, palette: Palette) -> str:
    return {
        "function": palette.function,
        "tangent": palette.tangent,
        "secant": palette.secant,
    }.get(line.role, palette.text)
