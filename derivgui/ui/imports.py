"""Modules with classes of Qt, imported before they are needed, in the thread that will use them.

Python itself may import anywhere; what Qt for Python does when a class is defined is promised for no other thread than
this one.
"""

from __future__ import annotations

import importlib
from threading import Thread

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 20


class ImportTimer(QTimer):
    """Imports one module in a turn of the event loop, once a thread that imports what they need has ended."""

    def __init__(self, names: tuple[str, ...], after: Thread, parent: QObject) -> None:
        super().__init__(parent, interval=PAUSE_MS)
        self._left = list(reversed(names))
        self._after = after
        self.timeout.connect(self._on_timeout)
        self.start()

    def _on_timeout(self) -> None:
        if self._after.is_alive():
            return
        if self._left:
            importlib.import_module(self._left.pop())
        else:
            self.deleteLater()
