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
    """The trial of a text typed after ``revealed`` lines of a derivation.

    Raises:
        ParseError: the text cannot be read.
    """
    if page.method == "rules":
        return _by_rules(page, revealed, text)
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


def asked(page: Page, revealed: int) -> str:
    """What the reader is asked for after ``revealed`` lines; formulas stand between dollar signs."""
    if page.method != "rules":
        return "How does it go on? Type the next line, or the result:"
    return f"What is ${page.lines[revealed].head.removesuffix(' =')}$? Type it:"


def first_tried(page: Page) -> int:
    """How many lines are in sight where a trial begins: by rules the first line is an answer already."""
    return 0 if page.method == "rules" else 1


def _by_rules(page: Page, revealed: int, text: str) -> Trial:
    """By rules the next derivative is meant, or that of the whole function; its shorter shapes come with it."""
    parse(text, variables=(page.variable,))
    line, last = page.lines[revealed], page.lines[-1]
    reveals = revealed + 1
    while reveals < len(page.lines) and page.lines[reveals].of == line.of:
        reveals += 1
    request = {
        "verb": "check derivative",
        "of": line.of,
        "expected": line.formula,
        "typed": text,
        "variable": page.variable,
    }
    if last.of != line.of:
        request["whole"] = last.formula
    return Trial(request, reveals)


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
