"""A field for one exact number: "pi/2", "-1/3" and "1e-3" are as welcome as "0.5"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolTip, QWidget

from derivgui.ui.undo_keys import is_for_the_document, is_for_the_window

FEWER_DIGITS = (6, 5, 4, 3)
# What QLineEdit keeps free on either side of its text, beside margins and style.
QT_MARGIN = 2


class NumberField(QLineEdit):
    """Emits ``entered`` with the number when Enter is pressed or the field is left; Escape takes the typing back.

    ``read`` turns text into a number or raises ValueError with the sentence to show; ``write`` turns it back.
    """

    entered = Signal(float)

    def __init__(
        self,
        read: Callable[[str], float],
        write: Callable[[float], str],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._write = read, write
        self._value: float | None = None
        self._tip = ""
        self.setAccessibleName(name)
        self.setProperty("number", True)
        self.editingFinished.connect(self._on_editing_finished)
        self.textEdited.connect(lambda: self._mark(""))

    def set_value(self, value: float) -> None:
        """Show a number; what is being typed is left alone."""
        if value == self._value:
            return
        self._value = value
        if not self.isModified():
            self._show()

    def _show(self) -> None:
        if self._value is not None:
            self.setText(self._fitting(self._value))
            self.setCursorPosition(0)
        self._mark("")

    def _fitting(self, value: float) -> str:
        """The number, in fewer digits where some would be cut off: what nobody types is not read back."""
        text, room = self._write(value), self._room()
        for digits in FEWER_DIGITS:
            if self.fontMetrics().horizontalAdvance(text) <= room:
                break
            text = f"{value:.{digits}g}"
        return text

    def _room(self) -> int:
        """How wide a text may be, in pixels."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inside.width() - 2 * QT_MARGIN

    def _on_editing_finished(self) -> None:
        if not self.isModified():
            return
        try:
            value = self._read(self.text())
        except ValueError as error:
            self._mark(str(error))
            return
        self.setModified(False)
        self._value = value
        self._show()
        self.entered.emit(value)

    def setToolTip(self, tip: str) -> None:
        """What the field is for; a problem takes its place for a while."""
        self._tip = tip
        super().setToolTip(tip)

    def _mark(self, problem: str) -> None:
        """Show or clear a problem, in the field's own place."""
        if bool(self.property("invalid")) != bool(problem):
            self.setProperty("invalid", bool(problem))
            self.style().polish(self)
        if self.toolTip() != (problem or self._tip):
            super().setToolTip(problem or self._tip)
        if problem and self.isVisible():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), problem, self)

    def event(self, event: QEvent) -> bool:
        """Leave undo, redo and the window's keys to it, unless something typed here is not yet taken."""
        if (is_for_the_document(event) or is_for_the_window(event)) and not self.isModified():
            event.ignore()
            return True
        return bool(super().event(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer digits have room now."""
        super().resizeEvent(event)
        if not self.isModified() and self._value is not None and self._fitting(self._value) != self.text():
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes the typing back."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self._show()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A text that cannot be read gives way to the number that holds."""
        super().focusOutEvent(event)
        if self.isModified():
            self.setModified(False)
            self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Everything is selected, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()
