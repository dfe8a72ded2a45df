"""Garbage is looked for in turns of the event loop of its own, and nowhere else while a window is open.

A look at all that lives takes tens of milliseconds once much has piled up, and Python takes it in the middle of
whatever allocates then: a key press, a move of the hand. Taken as soon as a little has piled up, and between two
events, it takes a few.

And Python takes it in whatever thread allocates then. Others import, hear the child processes and make films, and what
Qt has made must not end there: widgets belong to the thread of the window.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from derivgui.ui.windows import windows

EVERY_MS = 500
# Of so many new objects, as many as Python itself waits for, some may be garbage.
MANY = 700
# Where a look at all that is not set aside takes so long, what has outlived it is.
LONG_SECONDS = 0.01
# What is set aside is looked at again once there is so many times as much of it.
GROWN = 2


class GarbageTimer(QTimer):
    """Looks for garbage in turns of its own as long as its parent lives, and Python does not do so by itself.

    Where the event loop is left for something else than the end, ``gc.enable()`` gives the search back to Python; the
    next turn takes it over again.

    A million objects that stay, those of a function with hundreds of corners, would cost half a second in every look:
    they are set aside. What becomes garbage among them is found when twice as much is there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=EVERY_MS)
        self._most_aside = 0
        self.timeout.connect(self._collect)
        gc.disable()
        # Another window, where there is one, will take it over in its next turn.
        self.destroyed.connect(lambda: gc.enable())
        self.start()

    def _collect(self) -> None:
        gc.disable()
        young, _, grown_old = gc.get_count()
        if grown_old:
            began = time.perf_counter()
            gc.collect()
            if time.perf_counter() - began > LONG_SECONDS:
                self._set_aside()
        elif young > MANY:
            gc.collect(1)

    def _set_aside(self) -> None:
        windows().set_aside()
        if not self._most_aside:
            self._most_aside = GROWN * gc.get_freeze_count()
        elif gc.get_freeze_count() > self._most_aside:
            gc.unfreeze()
            gc.collect()
            windows().set_aside()
            self._most_aside = GROWN * gc.get_freeze_count()
