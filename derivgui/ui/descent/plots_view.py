"""The plots of f and |∇f| over the steps; the curves are a cached picture, the mark of the step moves over it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from derivgui.painting.descent.plots import StepPlots, areas, paint_place, paint_plots, step_axis
from derivgui.painting.palette import Palette
from derivgui.ui.widgets.still_picture import still_picture

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PlotsView(QWidget):
    """Pressing and dragging goes to the step below the pointer."""

    step_chosen = Signal(int)

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._font = palette, font
        self._plots: StepPlots | None = None
        self._k = 0
        self._picture: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("f and the size of its gradient over the steps")
        self.setToolTip("Press or drag to go to a step")
        self.setMinimumHeight(170)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._renew()

    def show_plots(self, plots: StepPlots | None) -> None:
        """Other curves."""
        self._plots = plots
        self._renew()

    def show_place(self, k: int) -> None:
        """Another step in use."""
        if k != self._k:
            self._k = k
            self.update()

    @property
    def plots(self) -> StepPlots | None:
        """What is shown."""
        return self._plots

    def sizeHint(self) -> QSize:
        """Two plots one above the other."""
        return QSize(320, 240)

    def _renew(self) -> None:
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture grows with its room."""
        self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cached curves and the step in use."""
        painter = QPainter(self)
        if self._plots is None:
            painter.fillRect(self.rect(), QColor(self._palette.surface))
        else:
            if self._picture is None:
                self._picture = self._painted(self._plots)
            painter.drawPixmap(0, 0, self._picture)
            paint_place(painter, self._plots, self.width(), self.height(), self._palette, self._k)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._palette.focus))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _painted(self, plots: StepPlots) -> QPixmap:
        size = self.width(), self.height()
        return still_picture(
            self, self._palette.surface, lambda painter: paint_plots(painter, plots, *size, self._palette, self._font)
        )

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step below the pointer."""
        self._choose(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while it is pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position().x())

    def _choose(self, x: float) -> None:
        if self._plots is not None:
            axis = step_axis(self._plots, areas(self.width(), self.height())[0])
            self.step_chosen.emit(round(min(max(axis.value(x), 0.0), axis.high)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go one step."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self.step_chosen.emit(max(self._k + way, 0))
        event.accept()
