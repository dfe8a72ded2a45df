"""Sizes that the language refuses: trees too deep, constants too large, factorials of fractions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from derivgui.model.language import constants
from derivgui.model.language.errors import ParseError
from derivgui.model.language.fold import parents_first
from derivgui.model.language.literals import too_large
from derivgui.model.language.real import LARGEST_FACTORIAL
from derivgui.model.language.tree import Call, Node, Symbol, symbols

# In characters: what can be read, and what a field and a file keep of a longer text, so that it can be shortened.
LONGEST_TEXT = 2000
LONGEST_KEPT = 2 * LONGEST_TEXT
DEEPEST_NESTING = 64

Span = tuple[int, int]


def check_length(text: str) -> None:
    """Raise ParseError for a text that is too long."""
    if len(text) > LONGEST_TEXT:
        raise ParseError(
            f"The text is longer than {LONGEST_TEXT:,} characters.",
            "Shorten it; a formula of this length cannot be read any more.",
            (LONGEST_TEXT, len(text)),
        )


def too_deep(span: Span) -> ParseError:
    """The refusal of a formula that is nested too deeply."""
    return ParseError(
        f"The formula is nested more than {DEEPEST_NESTING} deep.",
        "Use fewer brackets, powers or signs inside each other.",
        span,
    )


class Findings(NamedTuple):
    """What one pass finds: the value of a constant tree, else None, and all symbols in order."""

    value: float | None
    symbols: tuple[str, ...]


def check_tree(tree: Node, spans: Mapping[int, Span], variables: frozenset[str], whole: Span) -> Findings:
    """Walk the tree once, without recursion, and look at every size.

    ``spans`` gives the place of a node by its ``id``, ``whole`` that of all others. Raises
    ParseError at the smallest sub-expression that is too deep, too large, or a factorial without
    a meaning.
    """
    order = parents_first(tree)
    found: dict[int, tuple[int, float | None]] = {}
    for node, parts in reversed(order):
        if not parts:
            found[id(node)] = (0, None if isinstance(node, Symbol) else constants.combine(node, ()))
            continue
        below = [found[id(part)] for part in parts]
        depth = 1 + max([part[0] for part in below])
        if depth > DEEPEST_NESTING:
            raise too_deep(spans.get(id(node), whole))
        values = [part[1] for part in below if part[1] is not None]
        if isinstance(node, Call) and node.name == "factorial":
            _check_factorial(node, values, variables, spans.get(id(node), whole))
        value = constants.combine(node, values) if len(values) == len(parts) else None
        if value is not None and math.isinf(value):
            raise too_large(spans.get(id(node), whole))
        found[id(node)] = (depth, value)
    names = dict.fromkeys(node.name for node, _ in order if isinstance(node, Symbol))
    return Findings(found[id(tree)][1], tuple(names))


def _check_factorial(node: Call, values: list[float], variables: frozenset[str], span: Span) -> None:
    if values:
        value = values[0]
        if value > LARGEST_FACTORIAL:
            raise ParseError(
                f"This factorial is too large; {LARGEST_FACTORIAL}! is the largest.",
                f"Use a whole number up to {LARGEST_FACTORIAL}.",
                span,
            )
        if not (value >= 0 and value == math.floor(value)):
            raise ParseError(
                "A factorial needs a whole number, 0 or larger.",
                "Write 5!, for example.",
                span,
            )
    used = [name for name in symbols(node) if name in variables]
    if used:
        raise ParseError(
            f"A factorial is made of whole numbers, so it cannot hold the variable {used[0]}.",
            "Write 5! or n!, for example.",
            span,
        )
