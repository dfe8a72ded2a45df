"""``1,2`` or ``x=1,y=2``: a point of the plane in exact numbers."""

from __future__ import annotations

from derivgui.cli.assignments import exact_assignments, exact_at, require_all
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tree import Node

OPENERS, CLOSERS = "([{", ")]}"


def place(text: str, variables: tuple[str, str]) -> tuple[tuple[Node, float], tuple[Node, float]]:
    """Both coordinates, each as it was typed and as a number; ParseError for anything but two constants."""
    if "=" in text:
        values = exact_assignments(text, variables)
        require_all(values, variables, "--at ")
        return values[variables[0]], values[variables[1]]
    coordinates = parts(text)
    if len(coordinates) != 2:
        names = " and ".join(variables)
        raise ParseError(f"A point needs two numbers, {names}.", "Write them with a comma: --at 1,2", (0, len(text)))
    (x, start), (y, middle) = coordinates
    return exact_at(x, start), exact_at(y, middle)


def parts(text: str) -> list[tuple[str, int]]:
    """What stands between commas outside of brackets, with where it begins."""
    found, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += (character in OPENERS) - (character in CLOSERS)
        if character == "," and depth <= 0:
            found.append((text[start:position], start))
            start = position + 1
    return [*found, (text[start:], start)]
