"""Words on descents speak of f; where the function has another name, that takes its place."""

from __future__ import annotations

import re

F = "f"
# The letter by itself, also in f′, ∇f and ∂f/∂x.
_ALONE = re.compile(r"(?<![^\W\d_])f(?![^\W\d_])")


def named(text: str, name: str, variables: tuple[str, ...] = ()) -> str:
    """The words with the function's own name; as they are where f is a variable."""
    return text if name == F or F in variables else _ALONE.sub(lambda _: name, text)
