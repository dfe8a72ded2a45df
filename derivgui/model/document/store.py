"""The one place where the current document lives, with undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from derivgui.model.document.document import Document

Edit: TypeAlias = Callable[[Document], Document]
Listener: TypeAlias = Callable[[Document, Document], None]

LONGEST_HISTORY = 1000


@dataclass(frozen=True, slots=True)
class _Step:
    """One entry: what was done and the document before it."""

    label: str
    before: Document
    merge_key: str


class Store:
    """Holds the document and tells its listeners ``(old, new)`` after each change.

    Consecutive edits with one non-empty merge key (a drag, typing in one field) are one step of undo, until
    ``seal`` ends the gesture.
    """

    def __init__(self, document: Document | None = None) -> None:
        self._document = document or Document()
        self._past: list[_Step] = []
        self._future: list[_Step] = []
        self._sealed = True
        self._listeners: list[Listener] = []

    @property
    def document(self) -> Document:
        """The current document."""
        return self._document

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" where there is nothing."""
        return self._past[-1].label if self._past else ""

    @property
    def redo_label(self) -> str:
        """What redo would bring back, "" where there is nothing."""
        return self._future[-1].label if self._future else ""

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener(old, new)`` after each change, in the order of subscription."""
        self._listeners.append(listener)

    def apply(self, label: str, edit: Edit, merge_key: str = "") -> None:
        """Change the document and remember how to take it back."""
        before = self._document
        after = edit(before)
        if after is before:
            return
        self._future.clear()
        merges = bool(merge_key) and not self._sealed and bool(self._past)
        if not (merges and self._past[-1].merge_key == merge_key):
            self._past.append(_Step(label, before, merge_key))
            del self._past[:-LONGEST_HISTORY]
        self._sealed = False
        self._become(after)

    def adjust(self, edit: Edit) -> None:
        """Change the document without a step of undo: choosing what to look at is not worth one, and keeps redo."""
        self._sealed = True
        self._become(edit(self._document))

    def seal(self) -> None:
        """End of a gesture: the next edit starts a new step even with the same merge key."""
        self._sealed = True

    def replace(self, document: Document) -> None:
        """Start over with another document and no history (a file was opened)."""
        self._past.clear()
        self._future.clear()
        self._sealed = True
        self._become(document)

    def undo(self) -> str:
        """Take the last step back; its label, "" where there was none."""
        return self._travel(self._past, self._future)

    def redo(self) -> str:
        """Bring the last undone step back; its label, "" where there was none."""
        return self._travel(self._future, self._past)

    def _travel(self, source: list[_Step], target: list[_Step]) -> str:
        if not source:
            return ""
        step = source.pop()
        target.append(_Step(step.label, self._document, step.merge_key))
        self._sealed = True
        self._become(step.before)
        return step.label

    def _become(self, document: Document) -> None:
        before, self._document = self._document, document
        if document is not before:
            for listener in self._listeners:
                listener(before, document)
