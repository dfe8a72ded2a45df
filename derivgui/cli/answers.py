"""What a verb answers, and how it is printed: readable text, or one JSON object of finite numbers."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """The same facts twice: ``facts`` for programs (plain JSON types, floats of any kind), ``text`` for people."""

    facts: dict[str, Any]
    text: str


def print_answer(answer: Answer, as_json: bool) -> None:
    """Print to standard output."""
    print(json.dumps(jsonable(answer.facts), ensure_ascii=False, allow_nan=False) if as_json else answer.text)


def print_error(message: str, hint: str, span: tuple[int, int], as_json: bool) -> None:
    """Print a user's mistake: one JSON object to standard output, or text to standard error."""
    if as_json:
        error = {"message": message, "hint": hint, "span": list(span)}
        print(json.dumps({"error": error}, ensure_ascii=False))
    else:
        print(f"{message} {hint}".strip(), file=sys.stderr)


def jsonable(value: Any) -> Any:
    """The value with infinities as "inf" and "-inf" and undefined numbers as None, all the way down."""
    if isinstance(value, dict):
        return {key: jsonable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(inner) for inner in value]
    if isinstance(value, float):
        if math.isnan(value):
            return None
        if math.isinf(value):
            return "inf" if value > 0 else "-inf"
    return value
