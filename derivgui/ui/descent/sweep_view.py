"""The sweep of rates as a picture; a click takes the rate below the pointer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from derivgui.model.descent.sweep import Sweep
from derivgui.painting.descent.sweep import paint_rate, paint_sweep, rate_axis, sweep_area
from derivgui.painting.palette import Palette, Role


class SweepView(QWidget):
    """Shows a sweep as far as it has come, and the rate in use."""

    rate_chosen = Signal(float)

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._font = palette, font
        self._sweep: Sweep | None = None
        self._rates: tuple[float, ...] = ()
        self._rate = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Steps to converge over the rate")
        self.setToolTip("How many steps each rate takes until |∇f| ≤ 10⁻⁶. Rings were given up. Click to use a rate.")
        self.setMinimumHeight(150)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self.update()

    def show_sweep(self, sweep: Sweep | None, rates: tuple[float, ...]) -> None:
        """Another sweep, or more of it."""
        self._sweep, self._rates = sweep, rates
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

    def sizeHint(self) -> QSize:
        """As the plots."""
        return QSize(320, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sweep, and the rate in use as a line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.surface))
        if self._sweep is not None and self._rates:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            size = (self.width(), self.height())
            paint_sweep(painter, self._sweep, self._rates, *size, self._palette, self._font)
            paint_rate(painter, self._rate, self._rates, *size, self._palette.ink(Role.DESCENT))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Use the rate below the pointer, to two digits."""
        if self._rates and event.button() == Qt.MouseButton.LeftButton:
            area = sweep_area(self.width(), self.height())
            x = min(max(event.position().x(), area.left()), area.right())
            self.rate_chosen.emit(float(f"{rate_axis(self._rates, area).value(x):.1e}"))
