"""The view of difference errors: hovering reads them, a click, a drag or an arrow key sets h."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from derivgui.model.calculus.difference_errors import STEPS, STEPS_A_DECADE, DifferenceErrors
from derivgui.painting.error_axes import error_axes
from derivgui.painting.error_picture import (
    paint_errors,
    paint_place,
    paint_reading,
    paint_reason,
    paint_step,
)
from derivgui.painting.palette import Palette
from derivgui.ui.widgets.still_picture import still_picture

STALE_OPACITY = 0.35
_ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -STEPS_A_DECADE,
    Qt.Key.Key_PageDown: STEPS_A_DECADE,
    Qt.Key.Key_Home: -len(STEPS),
    Qt.Key.Key_End: len(STEPS),
}


class ErrorView(QWidget):
    """Shows errors and the step in use; knows no document. The curves are a cached picture."""

    step_chosen = Signal(float)  # the size of h, > 0
    choosing_ended = Signal()

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._font = font
        self._errors: DifferenceErrors | None = None
        self._reason = ""
        self._h = 1.0
        self._stale = False
        self._hovered: int | None = None
        self._axes = error_axes(None, 1.0, 1.0)
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("Errors of numerical differences over h")

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._renew()

    def show_errors(self, errors: DifferenceErrors | None, reason: str) -> None:
        """Other errors, or the reason why there are none."""
        self._errors, self._reason, self._stale = errors, reason, False
        self._renew()

    def show_step(self, h: float) -> None:
        """Another step in use."""
        if h != self._h:
            self._h = h
            self.update()

    def fade(self) -> None:
        """The point has moved on: what is shown is not true any more, and pale until it is computed anew."""
        if not self._stale:
            self._stale = True
            self.update()

    @property
    def is_stale(self) -> bool:
        """True while the curves belong to another point or function."""
        return self._stale

    @property
    def errors(self) -> DifferenceErrors | None:
        """What is shown."""
        return self._errors

    @property
    def reason(self) -> str:
        """Why nothing is shown."""
        return self._reason

    def position(self, h: float) -> float:
        """Where a step stands, in pixels from the left."""
        return self._axes.x(h)

    def sizeHint(self) -> QSize:
        """As the table beside which it stands."""
        return QSize(420, 170)

    def _renew(self) -> None:
        self._axes = error_axes(self._errors, self.width(), self.height())
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture grows with its room."""
        self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cached curves, the step in use, and what the pointer reads."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.surface))
        if self._stale:
            painter.setOpacity(STALE_OPACITY)
        if self._errors is None:
            paint_reason(painter, self._reason, self.width(), self.height(), self._palette, self._font)
        else:
            self._paint(painter, self._errors)
        painter.setOpacity(1.0)
        if self.hasFocus():
            painter.setPen(QColor(self._palette.focus))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter, errors: DifferenceErrors) -> None:
        if self._picture is None:
            self._picture = self._paint_picture(errors)
        painter.drawPixmap(0, 0, self._picture)
        paint_step(painter, self._axes, self._palette, self._h)
        place, read = self._hovered, self._h
        if place is not None:
            paint_place(painter, errors, self._axes, self._palette, place)
            read = float(errors.steps[place])
        paint_reading(painter, errors, self._axes, self._palette, self._font, read)

    def _paint_picture(self, errors: DifferenceErrors) -> QPixmap:
        return still_picture(
            self,
            self._palette.surface,
            lambda painter: paint_errors(painter, errors, self._axes, self._palette, self._font),
        )

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set h where it is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._place_at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read below the pointer; with the button held, h follows."""
        place = self._place_at(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(place)
        self._hover(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag is one step of undo."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.choosing_ended.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is below the pointer any more."""
        self._hover(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go one step, the page keys a decade, Home and End all the way."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        self._go(way)
        self.choosing_ended.emit()
        event.accept()

    def _go(self, way: int) -> None:
        """So many steps to the right of h, or to the left; from beyond the picture, only back into it."""
        place = min(max(round(-STEPS_A_DECADE * math.log10(abs(self._h))) + way, 0), len(STEPS) - 1)
        if (STEPS[place] < abs(self._h)) == (way > 0):
            self._choose(place)

    def _choose(self, place: int) -> None:
        if self._errors is not None and STEPS[place] != abs(self._h):
            self.step_chosen.emit(float(STEPS[place]))

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    def _place_at(self, event: QMouseEvent) -> int:
        return self._axes.place(event.position().x(), len(STEPS))
