"""A button that lies on a canvas and says something about it."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from derivgui.ui.abstract import AbstractQt


class CanvasButton(QToolButton, metaclass=AbstractQt):
    """Keeps its place on the canvas when that takes another size; a click, Enter or Space presses it.

    Subclasses say where it stands, in ``_place``, and whether it wants to stand anywhere.
    """

    def __init__(self, canvas: QWidget, font: QFont) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("badge", True)
        self.setFont(font)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.installEventFilter(self)

    def _is_wanted(self) -> bool:
        """Whether it has anything to say."""
        return self.isVisible()

    @abstractmethod
    def _place(self) -> None:
        """Move to where it belongs on the canvas as it is now."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place."""
        if event.type() == QEvent.Type.Resize and watched is self._canvas and self._is_wanted():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
