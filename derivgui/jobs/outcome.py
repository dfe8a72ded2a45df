"""What is asked of a child process and what became of it, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["answer", "timeout", "memory", "crash", "error"]

_SENTENCES: dict[Kind, str] = {
    "answer": "",
    "timeout": "This takes too long to work out.",
    "memory": "This takes more memory than is allowed.",
    "crash": "The calculation ended unexpectedly.",
    "error": "The calculation failed.",
}


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of real time: past ``soft`` a request gives way to one that waits, at ``hard`` it ends."""

    soft: float = 1.5
    hard: float = 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a request.

    Attributes:
        number: the request's number.
        kind: "answer", or what kept it from one.
        data: the answer, empty where there is none.
        details: the traceback of an "error", for the log; else "".
        seconds: real time from the start of the calculation to its end.
    """

    number: int
    kind: Kind
    data: dict[str, Any] = field(default_factory=dict)
    details: str = ""
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """What is said to people; "" for an answer."""
        return _SENTENCES[self.kind]


@dataclass(slots=True)
class Job:
    """One request on its way.

    Attributes:
        message: what its child is sent.
        attempts: how many children died under it, those killed from outside counted less.
        started: when its child got it, by the monotonic clock.
        stale: another request on its topic came after it.
        cancelled: nobody wants it any more; its child is killed.
    """

    number: int
    message: bytes
    done: Callable[[Outcome], None]
    topic: str
    budget: Budget
    attempts: float = 0.0
    started: float = 0.0
    stale: bool = False
    cancelled: bool = False
