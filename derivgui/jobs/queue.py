"""Requests that wait or run, numbered; what any thread may touch, under one lock."""

from __future__ import annotations

import itertools
import json
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from derivgui.jobs.outcome import Budget, Job, Outcome


class JobQueue:
    """First come, first served; a job is known here until it is finished."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._waiting: deque[Job] = deque()
        self._running: dict[int, Job] = {}

    def add(self, request: dict[str, Any], done: Callable[[Outcome], None], topic: str, budget: Budget) -> int:
        """Queue a request; older ones on its topic (unless "") become stale."""
        message = json.dumps({"request": request, "seconds": budget.hard}, allow_nan=False).encode()
        with self._lock:
            job = Job(next(self._numbers), message, done, topic, budget)
            if topic:
                self._waiting = deque(other for other in self._waiting if other.topic != topic)
                for other in self._running.values():
                    other.stale = other.stale or other.topic == topic
            self._waiting.append(job)
            return job.number

    def cancel(self, number: int) -> None:
        """Forget a request that waits; mark one that runs."""
        with self._lock:
            self._waiting = deque(job for job in self._waiting if job.number != number)
            if number in self._running:
                self._running[number].cancelled = True

    def take(self) -> Job | None:
        """The next job, which runs from now on."""
        with self._lock:
            if not self._waiting:
                return None
            job = self._waiting.popleft()
            self._running[job.number] = job
            return job

    def put_back(self, job: Job) -> None:
        """Let a job that lost its child go first."""
        with self._lock:
            del self._running[job.number]
            if not (job.stale or job.cancelled):
                self._waiting.appendleft(job)

    def finish(self, job: Job) -> bool:
        """Forget a job that ran; whether anyone still wants its outcome."""
        with self._lock:
            self._running.pop(job.number, None)
            return not (job.stale or job.cancelled)

    @property
    def has_waiting(self) -> bool:
        """Whether a job waits for a child."""
        return bool(self._waiting)
