"""A film is painted and encoded beside the window, which stays alive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from derivgui.export.animation.film import Film, Timing
from derivgui.export.animation.job import Cancelled, Progress, make
from derivgui.export.extent import Extent
from derivgui.model.document.whole_file import FileError


class FilmWorker(QThread):
    """Makes one film and ends; ``stop`` cancels it, and nothing is written then."""

    progressed = Signal(object)  # Progress
    written = Signal(str)  # path
    failed = Signal(str, str)  # message, hint

    def __init__(self, film: Film, timing: Timing, size: Extent, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._film, self._timing, self._size, self._path = film, timing, size, path
        self._stopped = False

    def stop(self) -> None:
        """Cancel after the frame that is being made."""
        self._stopped = True

    def run(self) -> None:
        """The thread's work."""
        try:
            make(self._film, self._timing, self._size, self._path, self._report)
        except Cancelled:
            return
        except FileError as error:
            self.failed.emit(error.message, error.hint)
        else:
            self.written.emit(str(self._path))

    def _report(self, progress: Progress) -> bool:
        self.progressed.emit(progress)
        return not self._stopped
