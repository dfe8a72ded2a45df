"""What the symbolic room answers: one function from plain data to plain data, called in a child process.

A verb is one row here and one function in the module that knows the matter. Mistakes of a user come back as
``{"error": {"message", "hint", "span"}}``, like those of the command line.
"""

from __future__ import annotations

import importlib
from typing import Any

from derivgui.model.language.errors import ParseError

# verb: module, function
VERBS: dict[str, tuple[str, str]] = {
    "closed form": ("derivgui.model.symbolic.rules.answers", "closed_forms"),
    "derive by definition": ("derivgui.model.symbolic.derivation.answers", "derivation"),
    "check line": ("derivgui.model.symbolic.derivation.answers", "checked_line"),
    "check derivative": ("derivgui.model.symbolic.rules.answers", "checked_derivative"),
    "derive by rules": ("derivgui.model.symbolic.rules.answers", "derivation"),
}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to ``{"verb": ..., ...}``, JSON types only."""
    module, name = VERBS[request["verb"]]
    try:
        found: dict[str, Any] = getattr(importlib.import_module(module), name)(request)
    except ParseError as error:
        return {"error": {"message": error.message, "hint": error.hint, "span": list(error.span)}}
    return found


def warm() -> None:
    """Import and run once what the first request would otherwise wait for."""
    for text in ("x^2", "x/(x^2+1)", "sin(x)"):
        for verb in ("closed form", "derive by definition", "derive by rules"):
            answer({"verb": verb, "text": text})
