"""Garbage is looked for in turns of the event loop of its own, and nowhere else while a window is open.

A look at all that lives takes tens of milliseconds once much has piled up, and Python takes it in the middle of
whatever allocates then: a key press, a move of the hand. Taken as soon as a little has piled up, and between two
events, it takes a few.

And Python takes it in whatever thread allocates then. Others import, hear the child processes and make films, and what
Qt has made must not end there: widgets belong to the thread of the window.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

EVERY_MS = 500
# Of so many new objects, as many as Python itself waits for, some may be garbage.
MANY = 700


class GarbageTimer(QTimer):
    """Looks for garbage in turns of its own as long as its parent lives, and Python does not do so by itself.

    Where the event loop is left for something else than the end, ``gc.enable()`` gives the search back to Python; the
    next turn takes it over again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=EVERY_MS)
        self.timeout.connect(self._collect)
        gc.disable()
        # Another window, where there is one, will take it over in its next turn.
        self.destroyed.connect(lambda: gc.enable())
        self.start()

    def _collect(self) -> None:
        gc.disable()
        young, _, grown_old = gc.get_count()
        if grown_old:
            gc.collect()
        elif young > MANY:
            gc.collect(1)


def look_at_everything() -> None:
    """A window has closed: what was set aside with ``gc.freeze`` may be garbage now.

    Where others stay open, whatever has outlived that is set aside again, or it would cost them tens of milliseconds
    each time.
    """
    gc.unfreeze()
    QTimer.singleShot(EVERY_MS, _set_aside_again)


def _set_aside_again() -> None:
    if any(window.isVisible() for window in QApplication.topLevelWidgets()):
        # What Qt alone knew of each other is garbage only when the widgets have gone.
        while gc.collect():
            pass
        gc.freeze()
