"""Undo belongs to the document: a text field must not keep Ctrl+Z for itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_for_the_document(event: QEvent) -> bool:
    """True for the question "is this key yours?" that Qt asks a field before Undo and Redo reach the window."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
