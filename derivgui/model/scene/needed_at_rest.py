"""Modules that only a hand at rest needs: a thread of their own imports them, for a tenth of a second."""

from __future__ import annotations

import importlib
import threading

from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.steps import Steps

MODULES = ("surveyor", "finding", "certifier")
# Who waits leaves the interpreter to the thread for so many seconds at a time.
A_MOMENT = 0.002


class NeededAtRest:
    """The import of these modules, begun when they are first asked for."""

    def __init__(self) -> None:
        # Waited for at exit: an import that is broken off in the middle of a library takes the process down.
        self._thread = threading.Thread(target=_import)
        self._is_begun = False

    def coming(self) -> Steps[None]:
        """Until they are there."""
        if not self._is_begun:
            self._is_begun = True
            self._thread.start()
        while self._thread.is_alive():
            self._thread.join(A_MOMENT)
            yield


def _import() -> None:
    balls.preload()
    for name in MODULES:
        importlib.import_module(f"derivgui.model.scene.{name}")
