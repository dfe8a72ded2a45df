"""How the program ends: no window outlives Qt, and Ctrl+C in a terminal closes the window as its button would."""

from __future__ import annotations

import atexit
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from derivgui.ui.window import MainWindow

# What shells make of a process that a signal has ended.
SIGNALLED = 128
INTERRUPTED = SIGNALLED + signal.SIGINT
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def end_windows_at_exit() -> None:
    """Take the windows down before PySide's own exit handler; may be called again.

    That one destroys what is left in no particular order, and a window that is still shown is hidden by its
    destructor: Qt then calls event handlers of widgets whose Python halves are gone, and crashes.
    """
    # Handlers run last in, first out: PySide's is older than any application.
    atexit.unregister(_end_windows)
    atexit.register(_end_windows)


def _end_windows() -> None:
    windows = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
    for window in windows:
        window.stop()
        window.hide()
        delete(window)


def run_event_loop(application: QApplication) -> int:
    """Until the last window is closed, or a signal ends the program; the exit status."""
    with _signals_heard(application):
        return application.exec()


@contextmanager
def _signals_heard(application: QApplication) -> Iterator[None]:
    """Python hears a signal only when it runs next, and while the user rests only Qt does: a socket wakes it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    listener = _SignalListener(application)
    before = {number: signal.signal(number, listener.note) for number in SIGNALS}
    woken_before = signal.set_wakeup_fd(listener.wake_up.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken_before)
        for number, handler in before.items():
            signal.signal(number, handler)
        listener.close()


class _SignalListener(QObject):
    """Acts on signals between two events, never in the middle of one."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._is_asking = False
        self._waits = False
        self._ear, self.wake_up = socket.socketpair()
        for end in (self._ear, self.wake_up):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)

    def note(self, number: int, frame: FrameType | None) -> None:
        """The handler of the signals; one more, where the last has not been heard, breaks off what keeps it waiting."""
        if self._waits and number == signal.SIGINT:
            raise KeyboardInterrupt
        self._waits = True

    def close(self) -> None:
        """Hear no more."""
        self._notifier.setEnabled(False)
        self._ear.close()
        self.wake_up.close()

    def _on_notifier_activated(self) -> None:
        numbers = self._ear.recv(64)
        self._waits = False
        for number in numbers:
            if number in SIGNALS:
                self._end(number)

    def _end(self, number: int) -> None:
        """Ctrl+C asks about changes, once; while the question stands, another one is the answer."""
        if number == signal.SIGINT and not self._is_asking:
            self._is_asking = True
            self._application.closeAllWindows()
            self._is_asking = False
            if any(window.isVisible() for window in self._application.topLevelWidgets()):
                return
        self._application.exit(SIGNALLED + number)
