"""What a verb answers, and how it is printed: readable text, or one JSON object of finite numbers."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from typing import Any, TextIO

from derivgui.cli.stream import in_characters_of, say
from derivgui.model.numeric.wide import Wide, digits_text


@dataclass(frozen=True, slots=True)
class Answer:
    """The same facts twice: ``facts`` for programs (plain JSON types, floats of any kind), ``text`` for people."""

    facts: dict[str, Any]
    text: str


def print_answer(answer: Answer, as_json: bool) -> str:
    """Print to standard output; what keeps it from being written, "" where all is well."""
    return say(_json(jsonable(answer.facts), sys.stdout) if as_json else answer.text, sys.stdout)


def print_error(message: str, hint: str, span: tuple[int, int], as_json: bool) -> None:
    """Print a user's mistake: one JSON object to standard output, or text to standard error."""
    if as_json:
        error = {"message": message, "hint": hint, "span": list(span)}
        say(_json({"error": error}, sys.stdout), sys.stdout)
    else:
        say(f"{message} {hint}".strip(), sys.stderr)


def _json(facts: Any, stream: TextIO | None) -> str:
    """One line of JSON; in ASCII, which says the same, where the stream has no other characters."""
    text = json.dumps(facts, ensure_ascii=False, allow_nan=False)
    return text if in_characters_of(stream, text) == text else json.dumps(facts, allow_nan=False)


def jsonable(value: Any) -> Any:
    """The value with infinities as "inf" and "-inf", undefined numbers as None and -0 as 0, all the way down.

    An object with numbers that no double holds has their digits in ``beyond_doubles``, by their names.
    """
    if isinstance(value, dict):
        beyond = {key: digits for key, inner in value.items() if (digits := _beyond_doubles(inner))}
        found = {key: jsonable(inner) for key, inner in value.items()}
        return {**found, "beyond_doubles": beyond} if beyond else found
    if isinstance(value, (list, tuple)):
        return [jsonable(inner) for inner in value]
    if isinstance(value, float):
        if math.isnan(value):
            return None
        if math.isinf(value):
            return "inf" if value > 0 else "-inf"
        return value + 0.0  # a zero has no sign here
    return value


def _beyond_doubles(value: Any) -> str | list[Any] | None:
    """ "1.3324046660727812e3519" or "10^(1.87e77)"; for a list of numbers such texts in their places."""
    if isinstance(value, Wide):
        return digits_text(value)
    if isinstance(value, (list, tuple)) and not any(isinstance(inner, dict) for inner in value):
        texts = [_beyond_doubles(inner) for inner in value]
        return texts if any(texts) else None
    return None
