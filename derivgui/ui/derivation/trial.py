"""The reader's own next line: typed, checked, answered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from derivgui.painting.palette import Palette
from derivgui.painting.typesetting import Typesetter
from derivgui.ui.derivation.note import NoteLabel
from derivgui.ui.undo_keys import is_for_the_document


class TrialEdit(QLineEdit):
    """Undo and redo belong to the window."""

    def event(self, event: QEvent) -> bool:
        if is_for_the_document(event):
            event.ignore()
            return True
        return bool(super().event(event))


class TrialForm(QFrame):
    """A field and an answer below it."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, palette: Palette, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._question = NoteLabel(typesetter, self)
        self.edit = TrialEdit(self)
        self.edit.setAccessibleName("Your next line")
        self.edit.returnPressed.connect(self._on_entered)
        self.edit.textEdited.connect(lambda: self.show_verdict("", None))
        check = QPushButton("Check", self)
        check.clicked.connect(self._on_entered)
        self._verdict = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._verdict.setAccessibleName("Verdict")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(check)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._question)
        column.addLayout(row)
        column.addWidget(self._verdict)
        self.show_verdict("", None)

    @property
    def verdict(self) -> str:
        """The sentence below the field."""
        return self._verdict.text()

    def show_verdict(self, sentence: str, is_right: bool | None) -> None:
        """What became of the line; None where that is not known."""
        self._verdict.setText(sentence)
        self._verdict.setVisible(bool(sentence))
        colour = {True: self._palette.secant_text, False: self._palette.error, None: self._palette.muted}[is_right]
        self._verdict.setStyleSheet(f"color: {colour};")

    def start(self, question: str, example: str) -> None:
        """Empty but for an example, with the cursor in it, below a question with formulas between dollar signs."""
        self._question.set_note(question)
        self.edit.setPlaceholderText(f"such as {example}")
        self.edit.clear()
        self.show_verdict("", None)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_entered(self) -> None:
        if self.edit.text().strip():
            self.entered.emit(self.edit.text())
