"""The formulas of f' and f'' for the rows of the list, asked for when the hand rests."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from derivgui.model.document.document import AngleUnit
from derivgui.ui.symbolic import SymbolicService

REST_MS = 200
LARGEST_CACHE = 256

Key: TypeAlias = tuple[str, AngleUnit, tuple[tuple[str, ...], ...]]
Forms: TypeAlias = tuple[dict[str, Any], ...]


class ClosedForms(QObject):
    """Remembers what was found; what is not known yet is asked for after a pause, one question a text."""

    found = Signal()

    def __init__(self, symbolic: SymbolicService, parent: QObject) -> None:
        super().__init__(parent)
        self._symbolic = symbolic
        self._known: OrderedDict[Key, Forms] = OrderedDict()
        self._wanted: list[Key] = []
        self._asked: set[Key] = set()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)

    def get(self, text: str, angle: AngleUnit, orders: tuple[tuple[str, ...], ...]) -> Forms | None:
        """The forms of a text, None where they are not known yet: ``found`` tells when they are."""
        key = (text, angle, orders)
        if key not in self._known:
            self._wanted.append(key)
            self._rest.start()
        return self._known.get(key)

    def forget_wishes(self) -> None:
        """What was wanted is wanted no more; called before a new state is shown."""
        self._wanted.clear()

    def _ask(self) -> None:
        for key in self._wanted:
            if key in self._known or key in self._asked:
                continue
            self._asked.add(key)
            text, angle, orders = key
            request = {"verb": "closed form", "text": text, "angle": angle, "orders": [list(by) for by in orders]}
            self._symbolic.ask(
                self,
                request,
                lambda answer, key=key: self._on_answered(key, tuple(answer.get("forms", ()))),  # type: ignore[misc]
                lambda _, key=key: self._on_answered(key, ()),  # type: ignore[misc]
            )
        self._wanted.clear()

    def _on_answered(self, key: Key, forms: Forms) -> None:
        self._asked.discard(key)
        self._known[key] = forms
        if len(self._known) > LARGEST_CACHE:
            self._known.popitem(last=False)
        self.found.emit()
