"""Opening and saving: which file the document belongs to, and whether it holds all that was done."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from derivgui.model.document.document import Document
from derivgui.model.document.whole_file import SUFFIX, FileError
from derivgui.ui.session import Session

FILTER = f"derivgui documents (*{SUFFIX})"


def unsaved_path() -> Path:
    """Where the last document that belonged to no file is kept when its window closes."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(folder) / f"unsaved{SUFFIX}"


class DocumentFile(QObject):
    """The file behind one window. A mistake raises a notice and changes nothing."""

    changed = Signal()  # another file, or saved or not

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._path: Path | None = None
        self._kept: Document = session.document
        session.document_changed.connect(self.changed)

    @property
    def name(self) -> str:
        """The file's name without its ending, "" where there is none."""
        return "" if self._path is None else self._path.stem

    @property
    def is_modified(self) -> bool:
        """True where the file does not hold what is on screen; never where there is no file."""
        return self._path is not None and self._session.document != self._kept

    def open_path(self, path: Path) -> bool:
        """Open a file; False (and a notice) where that fails."""
        from derivgui.model.document.file_format import read_file

        try:
            saved = read_file(path)
        except FileError as error:
            self._session.notice_raised.emit("error", error.message, error.hint)
            return False
        self.keep_unsaved()
        self._session.open(saved.document, saved.window, saved.map)
        self.belongs_to(path)
        return True

    def keep_unsaved(self) -> None:
        """Before a document goes that belongs to no file: what was typed or pinned can be opened again."""
        now, before = self._session.document, self._kept
        if self._path is not None or (now.functions, now.pins) == (before.functions, before.pins):
            return
        path = unsaved_path()
        # Where that is impossible nobody can do anything about it while a window closes.
        with suppress(FileError, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path)

    def open_unsaved(self) -> None:
        """Open what a window without a file held when it was closed; it still belongs to no file."""
        path = unsaved_path()
        if not path.exists():
            self._session.notice_raised.emit(
                "info", "Nothing was left unsaved.", "A window that closes keeps its functions."
            )
        elif self.may_leave():
            began = self._session.document
            if self.open_path(path):
                self._path, self._kept = None, began
                self.changed.emit()

    def _write(self, path: Path) -> None:
        from derivgui.model.document.file_format import Saved, write_file

        view = self._session.viewport
        window = (view.x0, view.x1, view.y0, view.y1)
        write_file(path, Saved(self._session.document, window, self._session.map_window))

    def save_path(self, path: Path) -> bool:
        """Save to a file; False (and a notice) where that fails."""
        try:
            self._write(path)
        except FileError as error:
            self._session.notice_raised.emit("error", error.message, error.hint)
            return False
        self.belongs_to(path)
        return True

    def forget(self) -> None:
        """The document begins anew and belongs to no file."""
        self._path, self._kept = None, self._session.document
        self.changed.emit()

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_leave():
            return
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open", self._folder(), FILTER)
        if chosen:
            self.open_path(Path(chosen))

    def save(self) -> bool:
        """Save to the document's file, asking for one where it has none; True when it is saved."""
        return self.save_as() if self._path is None else self.save_path(self._path)

    def save_as(self) -> bool:
        """Ask for a file and save to it; True when it is saved."""
        from derivgui.ui.save_path import ask_for_path

        start = self._path or Path(self._folder()) / f"functions{SUFFIX}"
        path = ask_for_path(self._window, "Save as", start, {SUFFIX: FILTER})
        return path is not None and self.save_path(path)

    def may_leave(self) -> bool:
        """Ask what to do with changes that the file does not hold; False where the user wants to stay."""
        if not self.is_modified:
            return True
        from derivgui.ui.question import Buttons, ask

        question = f"{self.name} has changes that are not saved."
        choices = Buttons.Save | Buttons.Discard | Buttons.Cancel
        answer = ask(self._window, "Save changes?", question, choices, Buttons.Save)
        return self.save() if answer == Buttons.Save else answer == Buttons.Discard

    def belongs_to(self, path: Path) -> None:
        """This file holds the document as it is now."""
        self._path, self._kept = path, self._session.document
        self.changed.emit()

    def _folder(self) -> str:
        return str(self._path.parent if self._path else Path.home())
