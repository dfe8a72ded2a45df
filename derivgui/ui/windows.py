"""Who holds the windows of the program.

An open one stays, whatever becomes of the name that a script gave it. One that was closed and that nobody holds is
garbage, and Python looks for that wherever something is made: in another thread, or within a destructor of Qt that
holds a lock, for which the destructor of a window would wait for ever. So it is only noted there, and taken down
between two events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

# A turn later a closed window is garbage, and once it has been taken down, what only Qt knew to be a part of it.
LOOKS = 2
PAUSE_MS = 500


class Windows(QObject):
    """One for the application."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._open: list[QWidget] = []
        self._forgotten: list[QWidget] = []
        self._looks_left = 0
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._look)

    def hold(self, window: QWidget) -> None:
        """It was opened."""
        self._open = [other for other in self._open if isValid(other) and other is not window] + [window]

    def let_go(self, window: QWidget) -> None:
        """It was closed: what had been set aside with it may be garbage now."""
        self._open = [other for other in self._open if other is not window]
        gc.unfreeze()
        self._looks_left = LOOKS
        self._pause.start()

    @property
    def is_looking(self) -> bool:
        """Whether what a closed window was is still looked for."""
        return self._pause.isActive()

    def set_aside(self) -> None:
        """No garbage is looked for any more in what there is now: while windows are open, that costs too much."""
        if not self.is_looking:
            gc.freeze()

    def _look(self) -> None:
        # Others may have set it aside meanwhile.
        gc.unfreeze()
        gc.collect()
        self._looks_left -= 1
        if self._looks_left:
            self._pause.start()
        elif self._open:
            self.set_aside()

    def forget(self, window: QWidget) -> None:
        """Nobody holds it; may be called anywhere, and in any thread."""
        self._forgotten.append(window)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def event(self, event: QEvent) -> bool:
        """Between two others."""
        if event.type() != QEvent.Type.User:
            return super().event(event)
        while self._forgotten:
            window = self._forgotten.pop()
            if isValid(window):
                delete(window)
        return True


def windows() -> Windows:
    """That of the application."""
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChild(Windows) or Windows(application)
