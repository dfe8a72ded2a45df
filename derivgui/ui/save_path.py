"""Where to save: the system's dialog, an ending for names without one, and a question before anything is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from derivgui.ui.question import Buttons, ask


def ask_for_path(parent: QWidget | None, title: str, start: Path, filters: Mapping[str, str]) -> Path | None:
    """The file that was chosen, None where the user thought better of it.

    ``filters`` are the labels of the formats by ending; a name without one of them gets that of the chosen format.
    """
    usual = start.suffix if start.suffix in filters else next(iter(filters))
    known = ";;".join(filters.values())
    text, chosen = QFileDialog.getSaveFileName(parent, title, str(start), known, filters[usual])
    if not text:
        return None
    path = Path(text)
    if path.suffix.lower() in filters:
        return path
    ending = next((ending for ending, label in filters.items() if label == chosen), usual)
    path = path.with_name(path.name + ending)
    return path if not path.exists() or _may_replace(parent, path) else None


def _may_replace(parent: QWidget | None, path: Path) -> bool:
    """The system's dialog asks about the name that was typed, but not about the one that it becomes."""
    question = f"{path.name} is there already. Replace it?"
    return ask(parent, "Replace?", question, Buttons.Yes | Buttons.No, Buttons.No) == Buttons.Yes
