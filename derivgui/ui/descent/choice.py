"""A drop-down list of named options."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget


class Choice(QComboBox):
    """One of several options by name; ``chosen`` tells what a user chose."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Iterable[tuple[str, str]], tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for key, label in options:
            self.addItem(label, key)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda _: self.chosen.emit(self.currentData()))

    def choose(self, key: str) -> None:
        """Show an option without telling."""
        place = self.findData(key)
        if place != self.currentIndex():
            self.setCurrentIndex(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it would change a choice unseen."""
        event.ignore()
