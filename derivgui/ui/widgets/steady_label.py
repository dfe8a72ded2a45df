"""Words that wrap in a room that grows with them but does not shrink by itself, so that what is below stands still."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_BARS = re.compile(r"\|(\S+?)\|")


class SteadyLabel(QLabel):
    """As high as the highest text it has shown since ``settle`` or since it became wider or narrower."""

    def __init__(self, lines: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._words = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_text(self, text: str) -> None:
        """Other words; the same cost nothing."""
        if text != self._words:
            self._words = text
            self.setText(_unbroken(text))
            self._grow()

    @property
    def words(self) -> str:
        """The text as it was given."""
        return self._words

    def settle(self) -> None:
        """The room that its text needs, at least so many lines."""
        self.setMinimumHeight(self._lines * self.fontMetrics().lineSpacing())
        self._grow()

    def _grow(self) -> None:
        needed = self.heightForWidth(self.width()) if self.text() else 0
        if needed > self.minimumHeight():
            self.setMinimumHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.settle()


def _unbroken(text: str) -> str:
    """With word joiners inside |f′|, which may otherwise be broken after its first bar."""
    return _BARS.sub(lambda found: "\N{WORD JOINER}".join(("|", found[1], "|")), text)
