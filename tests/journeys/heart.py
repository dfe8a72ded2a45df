"""How long the turns of the event loop are: no other event is heard in one."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer


class Heart:
    """The longest turn of the event loop, in seconds of processor time of this thread."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self._last = self._longest = 0.0

    def start(self) -> None:
        """Listen from now on."""
        self._last, self._longest = time.thread_time(), 0.0
        self._timer.start()

    def stop(self) -> float:
        """The longest turn until now."""
        self._timer.stop()
        return self._longest

    def _beat(self) -> None:
        now = time.thread_time()
        self._longest, self._last = max(self._longest, now - self._last), now
