"""``x=1,y=pi/2``: names with exact numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derivgui.model.language.errors import ParseError
from derivgui.model.language.tree import Node
from derivgui.model.numeric.places.typed_number import typed_constant


def assignments(text: str, known: Iterable[str]) -> dict[str, float]:
    """Numbers by name; ParseError for anything else than known names with constants."""
    return {name: value for name, (_, value) in exact_assignments(text, known).items()}


def exact_assignments(text: str, known: Iterable[str]) -> dict[str, tuple[Node, float]]:
    """Constant trees by name, each with its number; ParseError as ``assignments``."""
    names = tuple(known)
    values: dict[str, tuple[Node, float]] = {}
    position = 0
    for part in text.split(","):
        span = (position, position + len(part))
        position += len(part) + 1
        name, equals, number = part.partition("=")
        name = name.strip()
        if not equals:
            raise ParseError(f"“{part.strip()}” is no assignment.", "Write a name and a number: x=1,y=2", span)
        if name not in names:
            listed = ", ".join(names) or "none"
            raise ParseError(f"“{name}” does not occur here.", f"Names in use: {listed}.", span)
        if name in values:
            raise ParseError(f"{name} is given twice.", "Write --at again for another point.", span)
        values[name] = exact_at(number, span[0] + part.index("=") + 1)
    return values


def number_at(text: str, offset: int = 0) -> float:
    """A constant expression as a number; the span of an error is moved by ``offset``."""
    return exact_at(text, offset)[1]


def exact_at(text: str, offset: int = 0) -> tuple[Node, float]:
    """A constant expression as it was typed, and its number."""
    try:
        return typed_constant(text)
    except ParseError as error:
        start, end = error.span
        raise ParseError(error.message, error.hint, (start + offset, end + offset)) from error


def require_all(values: Mapping[str, object], names: Iterable[str], example: str) -> None:
    """ParseError where a name has no value."""
    missing = [name for name in names if name not in values]
    if missing:
        verb, them = ("has", "one") if len(missing) == 1 else ("have", "each")
        raise ParseError(f"{', '.join(missing)} {verb} no value.", f"Give {them}: {example}{missing[0]}=1", (0, 0))
