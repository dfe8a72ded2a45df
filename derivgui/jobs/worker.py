"""One child process and the pipe to it, as the supervisor sees it."""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from types import ModuleType

from derivgui.jobs.child import READY, serve
from derivgui.jobs.outcome import Job, Outcome

JOIN_SECONDS = 1.0
# Exit codes of a process that another one ended (on Windows there is no telling).
_KILLED = (-9, -15)


class Worker:
    """A child that warms up, then carries one job at a time."""

    def __init__(self, target: str, megabytes: int, warms: bool = True) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, far_end = context.Pipe()
        self._process = context.Process(
            target=serve, args=(far_end, target, megabytes, warms), name="derivgui symbolic", daemon=True
        )
        with _no_main_script():
            self._process.start()
        # Only the child holds the far end now, so its death shows here as the end of the pipe.
        far_end.close()
        self.is_ready = False
        self.born = time.monotonic()
        self.job: Job | None = None
        self.was_killed = False
        self._is_gone = False

    @property
    def pid(self) -> int | None:
        """The process id, as the system knows it."""
        return self._process.pid

    @property
    def is_free(self) -> bool:
        """Whether a job can be given to it."""
        return self.is_ready and self.job is None

    def begin(self, job: Job) -> None:
        """Send a job. A child that is dead already shows at the next ``receive``."""
        job.started = time.monotonic()
        self.job = job
        with suppress(OSError):
            self.connection.send_bytes(job.message)

    def receive(self) -> Outcome | None:
        """The outcome of the job, None where the child only says that it is ready.

        Raises:
            EOFError: the child is gone.
        """
        try:
            message = self.connection.recv_bytes()
        except (EOFError, OSError) as error:
            self._is_gone = True
            raise EOFError from error
        if message == READY:
            self.is_ready = True
            return None
        job, self.job = self.job, None
        if job is None:
            return None
        kind, data = json.loads(message)
        seconds = time.monotonic() - job.started
        if kind == "answer":
            return Outcome(job.number, "answer", data, seconds=seconds)
        return Outcome(job.number, kind, details=data, seconds=seconds)

    def end(self) -> None:
        """Kill the child, whatever it does, and leave nothing of it behind."""
        # One that is dead may take a moment to be seen so.
        if self._is_gone:
            self._process.join(JOIN_SECONDS)
        self.was_killed = self._process.exitcode in _KILLED
        self._process.kill()
        self._process.join(JOIN_SECONDS)
        self.connection.close()
        if self._process.exitcode is not None:
            self._process.close()


@contextmanager
def _no_main_script() -> Iterator[None]:
    """Hide the program's main script from ``spawn``, which would run it again in the child.

    A script that calls ``derivgui.explore()`` would open a second window there.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
