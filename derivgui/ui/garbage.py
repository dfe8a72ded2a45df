"""Garbage is looked for in turns of the event loop of its own.

A look at all that lives takes tens of milliseconds once much has piled up, and Python takes it in the middle of
whatever allocates then: a key press, a move of the hand. Taken as soon as a little has piled up, and between two
events, it takes a few.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
# Python looks by itself only where nothing has been looked at for so many collections of what is young.
SELDOM = 2000


class GarbageTimer(QTimer):
    """Looks for old garbage in turns of its own, as long as its parent lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=EVERY_MS)
        self.timeout.connect(self._collect)
        young, middle, old = gc.get_threshold()
        if old != SELDOM:
            gc.set_threshold(young, middle, SELDOM)
            self.destroyed.connect(lambda: gc.set_threshold(young, middle, old))
        self.start()

    def _collect(self) -> None:
        # Nothing young has grown old, so there is nothing new to look at.
        if gc.get_count()[2]:
            gc.collect()
