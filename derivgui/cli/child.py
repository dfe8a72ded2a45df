"""One question to the symbolic child process, which ends with the answer."""

from __future__ import annotations

import logging
from typing import Any

from derivgui.jobs.outcome import Budget, Outcome
from derivgui.jobs.supervisor import Supervisor


def ask_child(request: dict[str, Any], seconds: float) -> Outcome:
    """The outcome within so many seconds; a failure is a sentence in it, and its traceback is not printed."""
    # Without a handler of its own, Python prints what is logged to standard error.
    logging.getLogger("derivgui").addHandler(logging.NullHandler())
    supervisor = Supervisor(size=1, warms=False)
    try:
        return supervisor.ask(request, Budget(seconds, seconds))
    finally:
        supervisor.close()
