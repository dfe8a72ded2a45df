"""What runs in a child process: requests in, answers out, one after the other, until the parent goes away.

Nothing is imported here before it is needed: the function that answers is named, not imported, by the parent.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import parent_process
from typing import Any, TypeAlias

Answer: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]

READY = b"ready"
MEGABYTE = 1 << 20
ORPHAN_SECONDS = 5
"""CPU time after a request's own before the system ends the process, for whom nobody is left to do it."""


def serve(connection: Connection, target: str, megabytes: int, warms: bool) -> None:
    """Answer requests by the function ``"module:name"``, whose module may warm itself up by ``warm()`` if wanted."""
    # Ctrl+C in a terminal is meant for the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    module_name, _, name = target.partition(":")
    module = importlib.import_module(module_name)
    warm = getattr(module, "warm", None)
    if warms and warm is not None:
        warm()
    _limit_memory(megabytes)
    try:
        connection.send_bytes(READY)
        while True:
            envelope = json.loads(connection.recv_bytes())
            _limit_seconds(envelope["seconds"])
            connection.send_bytes(_reply(getattr(module, name), envelope["request"]))
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _reply(answer: Answer, request: dict[str, Any]) -> bytes:
    try:
        return _packed("answer", answer(request))
    except MemoryError:
        return _packed("memory", "")
    except Exception:
        return _packed("error", traceback.format_exc())


def _packed(kind: str, data: object) -> bytes:
    return json.dumps([kind, data], ensure_ascii=False, allow_nan=False).encode()


def _limit_memory(megabytes: int) -> None:
    """At most so much more than is in use now; without effect where the system has no such limit."""
    try:
        import resource
    except ImportError:
        return
    _lower(resource.RLIMIT_AS, _address_space() + megabytes * MEGABYTE)


def _address_space() -> int:
    """Bytes of address space in use, as far as the system tells."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1024 * MEGABYTE


def _limit_seconds(seconds: float) -> None:
    """An end even where a long calculation in C keeps every thread of an orphan from running."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + ORPHAN_SECONDS)


def _lower(limit: int, value: int) -> None:
    import resource

    _, most = resource.getrlimit(limit)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    try:
        resource.setrlimit(limit, (value, most))
    except (OSError, ValueError):
        # Some systems know the limit and refuse to set it.
        return
