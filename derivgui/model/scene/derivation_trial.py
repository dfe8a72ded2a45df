"""A line that a reader typed, and the question that it makes: is it the next line, or already the result?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    if typed == page.lines[revealed - 1].tree:
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
    if page.step not in symbols(typed) and page.lines[-1].kind == "result":
        # Without an h it can only be meant for the result.
        return len(page.lines) - 1
    ahead = range(revealed, len(page.lines))
    return next((place for place in ahead if page.lines[place].tree == typed), revealed)
