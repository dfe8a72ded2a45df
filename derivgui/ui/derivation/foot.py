"""What stands below the lines of a derivation: how sure it is, and that something is being worked out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.derivation.line import STATUS_WORDS
from derivgui.ui.widgets.status_dot import StatusDot

BUSY_WIDTH = 72


class DerivationFoot(QFrame):
    """One row."""

    cancel_asked = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = StatusDot(palette, self)
        self._status = QLabel(self)
        self._status.setProperty("muted", True)
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(BUSY_WIDTH)
        self._busy.setAccessibleName("Working it out")
        self._stop = QToolButton(self)
        self._stop.setText("Stop")
        self._stop.setToolTip("Stop working it out")
        self._stop.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._status, 1)
        row.addWidget(self._busy)
        row.addWidget(self._stop)
        self.set_busy(False)

    @property
    def status(self) -> str:
        """What is said."""
        return self._status.text()

    @property
    def is_busy(self) -> bool:
        """Whether it is said that something is being worked out."""
        return not self._busy.isHidden()

    def show_status(self, status: str, palette: Palette) -> None:
        """How sure the whole derivation is, "" for nothing."""
        words = STATUS_WORDS.get(status, "")
        self._dot.show_status(status, words, palette)
        self._status.setText(status.capitalize())
        self._status.setToolTip(words)

    def set_busy(self, is_busy: bool) -> None:
        """Whether something is being worked out."""
        self._busy.setVisible(is_busy)
        self._stop.setVisible(is_busy)
