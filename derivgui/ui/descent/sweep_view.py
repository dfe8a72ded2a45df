"""The sweep of rates as a picture: the pointer or the arrow keys read a rate, a click or Enter takes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from derivgui.model.descent.sweep import Sweep
from derivgui.model.scene.descent_race_words import rate_text
from derivgui.painting.descent.sweep import paint_choice, paint_rate, paint_sweep, rate_axis, sweep_area
from derivgui.painting.palette import Palette, Role

PAGE = 10
EVERYTHING = 10_000
_ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -PAGE,
    Qt.Key.Key_PageDown: PAGE,
    Qt.Key.Key_Home: -EVERYTHING,
    Qt.Key.Key_End: EVERYTHING,
}
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SweepView(QWidget):
    """Shows a sweep as far as it has come, the rate in use, and the one that is being read."""

    rate_chosen = Signal(float)

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._font = palette, font
        self._sweep: Sweep | None = None
        self._rates: tuple[float, ...] = ()
        self._rate = 1.0
        self._read: float | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Steps to converge over the rate")
        self.setToolTip(
            "How many steps each rate takes until |∇f| ≤ 10⁻⁶. Rings were given up.\n"
            "Click to use a rate; or read with the arrow keys, and take with Enter."
        )
        self.setMinimumHeight(150)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self.update()

    def show_sweep(self, sweep: Sweep | None, rates: tuple[float, ...]) -> None:
        """Another sweep, or more of it."""
        if rates != self._rates:
            self._read = None
        self._sweep, self._rates = sweep, rates
        self.setAccessibleDescription(self.reading)
        self.update()

    def show_rate(self, rate: float) -> None:
        """Another rate in use."""
        if rate != self._rate:
            self._rate = rate
            self.update()

    @property
    def sweep(self) -> Sweep | None:
        """What is shown."""
        return self._sweep

    @property
    def reading(self) -> str:
        """What is said of the rate below the pointer or the arrow keys, "" where none is read."""
        return "" if self._sweep is None or self._read is None else rate_text(self._sweep, self._read)

    def sizeHint(self) -> QSize:
        """As the plots."""
        return QSize(320, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sweep, the rate in use as a line, and the one that is read."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.surface))
        if self._sweep is not None and self._rates:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            size = (self.width(), self.height())
            paint_sweep(painter, self._sweep, self._rates, *size, self._palette, self._font)
            paint_rate(painter, self._rate, self._rates, *size, self._palette.ink(Role.DESCENT))
            if self._read is not None:
                paint_choice(painter, self._sweep, self._rates, self._read, *size, self._palette, self._font)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._palette.focus))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Use the rate below the pointer."""
        if self._rates and event.button() == Qt.MouseButton.LeftButton:
            self._read_rate(self._rate_at(event.position().x()))
            self._take()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the rate below the pointer."""
        if self._rates:
            self._read_rate(self._rate_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is below the pointer any more."""
        self._read_rate(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows read the next rate, the page keys one farther off, Home and End the last ones; Enter takes it."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None and self._rates:
            place = self._rates.index(self._read) if self._read in self._rates else self._nearest(self._rate)
            self._read_rate(self._rates[min(max(place + way, 0), len(self._rates) - 1)])
        elif event.key() in _TAKING and self._read is not None:
            self._take()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are heard here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is read any more."""
        super().focusOutEvent(event)
        self._read_rate(None)
        self.update()

    def _take(self) -> None:
        if self._read is not None:
            self.rate_chosen.emit(self._read)

    def _read_rate(self, rate: float | None) -> None:
        if rate != self._read:
            self._read = rate
            self.setAccessibleDescription(self.reading)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.update()

    def _rate_at(self, x: float) -> float:
        area = sweep_area(self.width(), self.height())
        axis = rate_axis(self._rates, area)
        return self._rates[self._nearest(axis.value(min(max(x, area.left()), area.right())))]

    def _nearest(self, rate: float) -> int:
        """The number of the nearest rate, by ratio."""
        return min(range(len(self._rates)), key=lambda place: max(self._rates[place] / rate, rate / self._rates[place]))
