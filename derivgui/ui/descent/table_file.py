"""The table of a run to a file of the user's choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from derivgui.model.descent.run import Run
from derivgui.model.document.whole_file import FileError, write_whole
from derivgui.model.scene.descent_table import table_text
from derivgui.ui.save_path import ask_for_path
from derivgui.ui.session import Session

FILTERS = {".csv": "Comma-separated values (*.csv)"}


def save_table(run: Run | None, parent: QWidget, session: Session) -> None:
    """Ask for a file and write the table; a notice where that fails. Nothing where there is no run."""
    if run is None:
        return
    path = ask_for_path(parent, "Save the table", Path.home() / "descent.csv", FILTERS)
    if path is None:
        return
    try:
        write_whole(path, (table_text(run) + "\n").encode())
    except FileError as error:
        session.notice_raised.emit("error", error.message, error.hint)
