"""The symbolic room with derivations that hang, for tests of what the window shows meanwhile."""

from __future__ import annotations

from typing import Any

from derivgui.model.symbolic import service


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The real answer, except where the function is named for hanging."""
    while request.get("text") == "x^7":
        pass
    return service.answer(request)
