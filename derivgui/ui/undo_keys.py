"""Keys that a text field must not keep for itself: undo belongs to the document, other shortcuts to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_for_the_document(event: QEvent) -> bool:
    """True for the question "is this key yours?" that Qt asks a field before Undo and Redo reach the window."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def is_for_the_window(event: QEvent) -> bool:
    """The same for keys with Ctrl and Shift, such as those that step a descent: with some a field selects words."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == both
