"""A line that a reader typed, and the question that it makes: is it the next line, or already the result?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivgui.model.language.errors import ParseError
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node, symbols
from derivgui.model.scene.derivation_page import Page


@dataclass(frozen=True, slots=True)
class Trial:
    """``request`` for the symbolic room, None where the reader typed the line above again; ``reveals`` is how many
    lines are in sight where it is right."""

    request: dict[str, Any] | None
    reveals: int


def read_trial(page: Page, revealed: int, text: str) -> Trial:
    """The trial of a text typed after ``revealed`` lines of a derivation from the definition.

    Raises:
        ParseError: the text cannot be read.
    """
    typed = parse(text, variables=(page.variable, page.step)).tree
    expected = _expected(page, revealed, typed)
    if typed == _read(page, revealed - 1):
        return Trial(None, revealed)
    return Trial(
        {
            "verb": "check line",
            "previous": page.lines[expected - 1].formula,
            "expected": page.lines[expected].formula,
            "typed": text,
            "variable": page.variable,
            "step": page.step,
            "is_result": page.lines[expected].kind == "result",
        },
        expected + 1,
    )


def _expected(page: Page, revealed: int, typed: Node) -> int:
    """The line that is meant: one further down where the reader took several steps at once, else the next."""
    ahead = range(revealed, len(page.lines))
    results = (place for place in ahead if page.lines[place].kind == "result")
    result = next(results, None)
    if page.step not in symbols(typed) and result is not None:
        # Without an h it can only be meant for the result, or for that of this piece.
        return result
    return next((place for place in ahead if _read(page, place) == typed), revealed)


def _read(page: Page, place: int) -> Node | None:
    try:
        return parse(page.lines[place].formula, variables=(page.variable, page.step)).tree
    except ParseError:
        return None
