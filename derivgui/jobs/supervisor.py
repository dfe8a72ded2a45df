"""Child processes that answer requests: warm, and replaced when they hang, crash or eat memory.

1. ``submit`` numbers a request, queues it and wakes the supervisor's own thread.
2. That thread alone owns the children. It gives the request that waits longest to a free child and sleeps until a
   child answers, dies, or is out of time.
3. The outcome goes to the request's ``done``, called in that thread, once; never for a request that was cancelled, or
   followed by another one on its topic.
4. A child that hangs or fails is killed and replaced, and the other one, warm, takes over at once. A request whose
   child died is tried again: only when it takes several along is it the request that crashes them.
"""

from __future__ import annotations

import atexit
import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from derivgui.jobs.outcome import Budget, Job, Kind, Outcome
from derivgui.jobs.queue import JobQueue
from derivgui.jobs.worker import Worker

SYMBOLIC = "derivgui.model.symbolic.service:answer"
MEGABYTES = 1024
MOST_ATTEMPTS = 3
MOST_FAILED_STARTS = 5
KILLED_COUNTS = 0.2
"""What a death from outside counts, against 1 for one by own fault: it is no sign of a request that crashes."""
SLOWEST_START = 60.0
REST_AFTER_A_FAULT = 1.0

log = logging.getLogger("derivgui")


class Supervisor:
    """Keeps ``size`` children; its methods may be called from any thread.

    With ``warms`` a child does all its imports before the first request; for one single request that only costs time.
    """

    def __init__(self, target: str = SYMBOLIC, size: int = 2, megabytes: int = MEGABYTES, warms: bool = True) -> None:
        self._jobs = JobQueue()
        self._children = _Children(self._jobs, lambda: Worker(target, megabytes, warms), size)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Warm the children up; the first request would do it otherwise."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._children.run, name="derivgui jobs", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def submit(
        self,
        request: dict[str, Any],
        done: Callable[[Outcome], None],
        topic: str = "",
        budget: Budget | None = None,
    ) -> int:
        """Send a request of JSON types; its number. A new one on the same topic (unless "") makes older ones stale.

        Raises:
            TypeError, ValueError: the request is not JSON.
        """
        self.start()
        number = self._jobs.add(request, done, topic, budget or Budget())
        self._children.ring()
        return number

    def cancel(self, number: int) -> None:
        """Drop a request; its child is killed where it has begun."""
        self._jobs.cancel(number)
        self._children.ring()

    def ask(self, request: dict[str, Any], budget: Budget | None = None) -> Outcome:
        """The outcome of a request, waited for."""
        outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self.submit(request, outcomes.put, budget=budget)
        return outcomes.get()

    def pids(self) -> tuple[int, ...]:
        """Process ids of the children."""
        return tuple(worker.pid for worker in tuple(self._children.workers) if worker.pid is not None)

    def close(self) -> None:
        """End all children; what still waits is never answered."""
        atexit.unregister(self.close)
        self._children.closing = True
        self._children.ring()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()


class _Children:
    """The children and the thread that looks after them."""

    def __init__(self, jobs: JobQueue, make: Callable[[], Worker], size: int) -> None:
        self._jobs, self._make, self._size = jobs, make, size
        self.workers: list[Worker] = []
        self.closing = False
        self._failed_starts = 0.0
        self._bell: Connection
        self._bell, self._rope = Pipe(duplex=False)

    def ring(self) -> None:
        """Wake the thread, from another one."""
        with suppress(OSError, ValueError):
            self._rope.send_bytes(b"!")

    def run(self) -> None:
        """Look after the children until ``closing``."""
        while not self.closing:
            try:
                self._turn()
            except Exception:
                log.exception("the children are lost and made anew")
                self._end_all()
                time.sleep(REST_AFTER_A_FAULT)
        self._end_all()

    def _turn(self) -> None:
        self._end_what_must_end()
        self._replenish()
        self._hand_out()
        sources: list[Any] = [self._bell, *(worker.connection for worker in self.workers)]
        heard = wait(sources, self._patience())
        if self._bell in heard:
            self._bell.recv_bytes()
        for worker in [worker for worker in self.workers if worker.connection in heard]:
            self._hear(worker)

    def _end_all(self) -> None:
        for worker in tuple(self.workers):
            job = worker.job
            self._end(worker)
            if job is not None and not self.closing:
                self._finish(job, _failure(job, "crash"))

    def _replenish(self) -> None:
        """One at a time: two that start together keep the first answer waiting twice as long."""
        while (
            len(self.workers) < self._size
            and all(worker.is_ready for worker in self.workers)
            and (self._failed_starts < MOST_FAILED_STARTS or self._jobs.has_waiting)
        ):
            if self._failed_starts >= MOST_FAILED_STARTS:
                self._refuse_all()
                return
            try:
                self.workers.append(self._make())
            except OSError:
                log.exception("a child process does not start")
                self._failed_starts += 1

    def _refuse_all(self) -> None:
        """No child lives long enough to say that it is ready: say so, and try again with the next request."""
        while (job := self._jobs.take()) is not None:
            self._finish(job, Outcome(job.number, "crash"))
        self._failed_starts = MOST_FAILED_STARTS - 1

    def _hand_out(self) -> None:
        for worker in self.workers:
            if worker.is_free:
                job = self._jobs.take()
                if job is None:
                    return
                worker.begin(job)

    def _hear(self, worker: Worker) -> None:
        job = worker.job
        try:
            outcome = worker.receive()
        except EOFError:
            self._on_death(worker)
            return
        self._failed_starts = 0.0
        if job is None or outcome is None:
            return
        if outcome.kind != "answer":
            # What an exception or a lack of memory leaves behind in the libraries is not to be trusted.
            self._end(worker)
        self._finish(job, outcome)

    def _on_death(self, worker: Worker) -> None:
        job, was_ready = worker.job, worker.is_ready
        self._end(worker)
        blame = KILLED_COUNTS if worker.was_killed else 1.0
        if not was_ready:
            self._failed_starts += blame
        if job is None:
            return
        job.attempts += blame
        if job.attempts < MOST_ATTEMPTS:
            self._jobs.put_back(job)
        else:
            self._finish(job, _failure(job, "crash"))

    def _end_what_must_end(self) -> None:
        now = time.monotonic()
        for worker in tuple(self.workers):
            job = worker.job
            if job is not None and (job.cancelled or now >= self._deadline(job)):
                self._end(worker)
                self._finish(job, _failure(job, "timeout"))
            elif not worker.is_ready and now >= worker.born + SLOWEST_START:
                self._failed_starts += 1
                self._end(worker)

    def _deadline(self, job: Job) -> float:
        gives_way = job.stale or (self._jobs.has_waiting and not any(worker.is_free for worker in self.workers))
        return job.started + (job.budget.soft if gives_way else job.budget.hard)

    def _patience(self) -> float | None:
        """Seconds until something must end; None where nothing runs."""
        ends = [
            self._deadline(worker.job) if worker.job else worker.born + SLOWEST_START
            for worker in self.workers
            if worker.job or not worker.is_ready
        ]
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _end(self, worker: Worker) -> None:
        self.workers.remove(worker)
        worker.end()

    def _finish(self, job: Job, outcome: Outcome) -> None:
        if outcome.details:
            log.error("an error in a child process\n%s", outcome.details)
        if not self._jobs.finish(job):
            return
        try:
            job.done(outcome)
        except Exception:
            log.exception("the receiver of an outcome failed")


def _failure(job: Job, kind: Kind) -> Outcome:
    return Outcome(job.number, kind, seconds=time.monotonic() - job.started)
