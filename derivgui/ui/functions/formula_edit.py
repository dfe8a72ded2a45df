"""A line to type a formula in, which underlines the place where it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QWidget

from derivgui.model.language.limits import LONGEST_KEPT
from derivgui.ui.undo_keys import is_for_the_document

TEETH = 3.0


class FormulaEdit(QLineEdit):
    """Signals tell what the keyboard asks of the list; the text itself comes through ``textEdited``."""

    next_asked = Signal()
    removal_asked = Signal()
    move_asked = Signal(int)
    step_asked = Signal(int)
    focused = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST_KEPT)
        self.setFrame(False)
        self.setProperty("formula", True)
        self.setPlaceholderText("type e.g. x^3 - 3x")
        self._span: tuple[int, int] | None = None
        self._colour = QColor("red")

    def set_error(self, span: tuple[int, int] | None, colour: str) -> None:
        """Mark a range of characters, or nothing."""
        if span != self._span:
            self._span = span
            self._colour = QColor(colour)
            self.update()

    def write(self, text: str) -> None:
        """Type a text at the cursor."""
        self.insert(text)
        self.textEdited.emit(self.text())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if is_for_the_document(event):
            event.ignore()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter: a row below. Backspace in an empty row: away with it. Alt+Up, Alt+Down: reorder."""
        key = event.key()
        up_down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.removal_asked.emit()
        elif up_down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(up_down)
        elif up_down:
            self.step_asked.emit(up_down)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell who is being edited."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Typing here is over."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then a wavy line below what cannot be read."""
        super().paintEvent(event)
        if self._span is None or not self.text():
            return
        start, end = (self._position_x(i) for i in self._span)
        end = max(end, start + 2 * TEETH)
        base = self.height() - 4.0
        count = int((end - start) / TEETH) + 1
        wave = [QPointF(start + i * TEETH, base - (i % 2) * TEETH * 0.8) for i in range(count + 1)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, 1.4))
        painter.drawPolyline(QPolygonF(wave))
        painter.end()

    def _position_x(self, index: int) -> float:
        """Pixel left of a character, measured from the cursor, which knows how far the field has scrolled."""
        metrics, text = self.fontMetrics(), self.text()
        cursor = self.cursorRect().center().x()
        before = metrics.horizontalAdvance(text[: self.cursorPosition()])
        return float(cursor + metrics.horizontalAdvance(text[:index]) - before)
