"""The bridge from the window to the symbolic child processes: questions out, answers back on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from derivgui.jobs.outcome import Budget, Outcome
    from derivgui.jobs.supervisor import Supervisor

Answered: TypeAlias = Callable[[dict[str, Any]], None]
Failed: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Question:
    owner: QObject
    answered: Answered
    failed: Failed | None
    topic: str


class SymbolicService(QObject):
    """Asks without ever waiting. One for all windows; its processes begin with the first question."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, supervisor: Supervisor | None = None) -> None:
        super().__init__(parent)
        self._supervisor = supervisor
        self._questions: dict[int, _Question] = {}
        # Emitted on the supervisor's thread.
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        owner: QObject,
        request: dict[str, Any],
        answered: Answered,
        failed: Failed | None = None,
        topic: str = "",
        budget: Budget | None = None,
    ) -> int:
        """Send a request to ``model.symbolic.service``; its number.

        ``answered`` gets the answer, ``failed`` a sentence; neither is called once ``owner`` is gone, or another
        question on the same topic (unless "") was asked.
        """
        number = self.supervisor.submit(request, self._hand_on, topic, budget)
        if topic:
            # Nobody will answer an older one.
            self._questions = {known: other for known, other in self._questions.items() if other.topic != topic}
        self._questions[number] = _Question(owner, answered, failed, topic)
        return number

    def cancel(self, number: int) -> None:
        """Drop a question."""
        if self._questions.pop(number, None) is not None:
            self.supervisor.cancel(number)

    def close(self) -> None:
        """End the processes; a later question starts new ones: a script may open a window after the last was closed."""
        self._questions.clear()
        if self._supervisor is not None:
            self._supervisor.close()
            self._supervisor = None

    @property
    def supervisor(self) -> Supervisor:
        """Who keeps the processes, made with the first question: multiprocessing is not imported before."""
        if self._supervisor is None:
            from derivgui.jobs.supervisor import Supervisor

            self._supervisor = Supervisor()
        return self._supervisor

    def _hand_on(self, outcome: Outcome) -> None:
        # The application may be gone already.
        with suppress(RuntimeError):
            self._arrived.emit(outcome)

    def _on_arrived(self, outcome: Outcome) -> None:
        question = self._questions.pop(outcome.number, None)
        if question is None or not isValid(question.owner):
            return
        if outcome.kind == "answer":
            question.answered(outcome.data)
        elif question.failed is not None:
            question.failed(outcome.sentence)
