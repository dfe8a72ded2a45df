"""The readout card: the numbers that move, in the colours of what they belong to."""

from __future__ import annotations

from math import ceil, inf

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from derivgui.model.scene.scene import ReadoutLine, Run
from derivgui.painting.palette import Palette, Role

PADDING = 12.0
SWATCH = 22.0
LEADING = 1.45
MOST_WIDTHS = 2000
ROOM_TO_BREATHE = 70.0
WITHOUT_SWATCH = ("text", "muted")


class RunPainter:
    """Paints runs of text in one font and the colours of their meanings; widths are remembered by text."""

    def __init__(self, font: QFont) -> None:
        self._fonts = {"upright": font, "italic": _variant(font, italic=True), "sub": _variant(font, 0.72)}
        self._metrics = {style: QFontMetricsF(variant) for style, variant in self._fonts.items()}
        self._widths: dict[str, dict[str, float]] = {style: {} for style in self._fonts}
        self._lowered = self.metrics.descent()
        self._colours_key: tuple[Palette, int] | None = None
        self._colours: dict[str, QColor] = {}

    @property
    def metrics(self) -> QFontMetricsF:
        """Those of upright text."""
        return self._metrics["upright"]

    def width(self, runs: tuple[Run, ...]) -> float:
        """Of the whole line."""
        return sum(map(self._run_width, runs))

    def paint(
        self, painter: QPainter, runs: tuple[Run, ...], palette: Palette, colour: int, x: float, baseline: float
    ) -> None:
        """One line; ``colour`` is the function's, in the cycle."""
        if (palette, colour) != self._colours_key:
            self._colours_key, self._colours = (palette, colour), _text_colours(palette, colour)
        for run in runs:
            painter.setFont(self._fonts[run.style])
            painter.setPen(self._colours[run.role])
            painter.drawText(QPointF(x, baseline + self._lowered if run.style == "sub" else baseline), run.text)
            x += self._run_width(run)

    def _run_width(self, run: Run) -> float:
        widths = self._widths[run.style]
        width = widths.get(run.text)
        if width is None:
            if len(widths) > MOST_WIDTHS:
                widths.clear()
            width = widths[run.text] = self._metrics[run.style].horizontalAdvance(run.text)
        return width


class ReadoutPainter:
    """Paints readout lines in one font.

    Between two frames the card mostly stays what it was: a picture that is painted anew only when its size or the
    palette changes.
    """

    def __init__(self, font: QFont) -> None:
        self._runs = RunPainter(font)
        self._line_height = self._runs.metrics.height() * LEADING
        self._width = 0.0
        self._card = QPixmap()
        self._card_key: tuple[object, ...] = ()

    def size(self, lines: tuple[ReadoutLine, ...], room: float = inf) -> QSizeF:
        """Size of the card in a room so wide, in pixels, which it keeps to if it can.

        It widens at once and narrows only when much room is left, so that it does not shiver.
        """
        needed = max((self._runs.width(line.runs) for line in lines), default=0.0)
        is_calm = self._width - ROOM_TO_BREATHE < needed <= self._width <= room - SWATCH - 2 * PADDING
        if not is_calm:
            self._width = needed
        return QSizeF(ceil(SWATCH + self._width + 2 * PADDING), self.height(len(lines)))

    def height(self, lines: int) -> int:
        """Height of a card with so many lines."""
        return ceil(self._line_height * lines + 2 * PADDING - 4)

    def paint(
        self, painter: QPainter, lines: tuple[ReadoutLine, ...], palette: Palette, colour: int, place: QRectF
    ) -> None:
        """Paint the card into a place of the size that ``size`` gave for the same lines."""
        upright = self._runs.metrics
        left, top = place.left(), place.top()
        self._paint_card(painter, palette, left, top, round(place.width()), round(place.height()))
        y = top + PADDING - 2
        previous = ""
        for line in lines:
            middle = y + self._line_height / 2
            if line.role != previous and line.role not in WITHOUT_SWATCH:
                _paint_swatch(painter, line, palette, colour, left + PADDING, middle)
            baseline = middle + (upright.ascent() - upright.descent()) / 2
            self._runs.paint(painter, line.runs, palette, colour, left + PADDING + SWATCH, baseline)
            previous = line.role
            y += self._line_height

    def _paint_card(
        self, painter: QPainter, palette: Palette, left: float, top: float, width: int, height: int
    ) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        key = (palette, width, height, ratio)
        if key != self._card_key:
            self._card, self._card_key = _card(palette, width, height, ratio), key
        painter.drawPixmap(QPointF(left, top), self._card)


def _card(palette: Palette, width: int, height: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    ground = QColor(palette.surface)
    ground.setAlphaF(0.93)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.border), 1.0))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 8, 8)
    painter.end()
    return picture


def _variant(font: QFont, scale: float = 1.0, italic: bool = False) -> QFont:
    variant = QFont(font)
    variant.setItalic(italic)
    if font.pixelSize() > 0:
        variant.setPixelSize(max(1, round(font.pixelSize() * scale)))
    else:
        variant.setPointSizeF(font.pointSizeF() * scale)
    return variant


def _text_colours(palette: Palette, colour: int) -> dict[str, QColor]:
    """The roles' colours, dark or light enough to read; the function's is its curve's."""
    colours = {role.value: QColor(palette.text_colour(role)) for role in Role}
    function = QColor(palette.ink(palette.cycle(colour)))
    return colours | {"text": QColor(palette.text), "muted": QColor(palette.muted), "function": function}


def _paint_swatch(painter: QPainter, line: ReadoutLine, palette: Palette, number: int, x: float, middle: float) -> None:
    """A dash in the line's own style; a dot for the function."""
    colour = QColor(_swatch_colour(line, palette, number))
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


def _swatch_colour(line: ReadoutLine, palette: Palette, number: int) -> str:
    return {
        "function": palette.cycle(number),
        "tangent": palette.tangent,
        "secant": palette.secant,
        "descent": palette.descent,
    }.get(line.role, palette.text)
