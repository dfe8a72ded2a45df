"""python-flint, the arithmetic of balls and exact numbers, imported with the first thing that is asked of it.

An import statement in a function would do the same, but it is no cheap one: PySide6 looks into every import, two
microseconds each, and some functions here run a thousand times between two frames.
"""

from __future__ import annotations

import importlib
from typing import Any


class _Deferred:
    """A module whose import waits for the first use of it; what has been used once is an attribute like any other."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(importlib.import_module(self._name), name)
        setattr(self, name, value)
        return value


flint: Any = _Deferred("flint")
