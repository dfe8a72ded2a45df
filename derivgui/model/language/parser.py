"""Typed text to an ``Expression``: the one door into the language, for plain text and for LaTeX."""

from __future__ import annotations

import math

from derivgui.model.language import bars, definitions, limits, resolve, tokens
from derivgui.model.language.errors import ParseError
from derivgui.model.language.expression import Expression
from derivgui.model.language.grammar import Reader
from derivgui.model.language.tokens import Token
from derivgui.model.language.tree import Node

# Words are taken apart with these letters as likely variables, whatever a definition declares.
_USUAL_VARIABLES = ("x", "y")


def parse(text: str, *, variables: tuple[str, ...] = ("x", "y")) -> Expression:
    """The expression, or the definition of a function, that ``text`` stands for.

    Parameters:
        text: as typed, plain or LaTeX.
        variables: the independent variables where the text declares none; the first always counts.

    Raises:
        ParseError: for every text that has no clear meaning, and nothing else.
    """
    definition = definitions.divide(_scan(text), variables)
    declared = definition.variables
    likely = tuple(v for v in declared or variables if v != definition.name)
    tree, (_, used) = _read(text, definition.body, frozenset(likely))
    if definition.name in used:
        raise _defined_by_itself(definition)
    independent = declared or _independent(likely or variables, used)
    parameters = tuple(name for name in used if name not in independent)
    return Expression(text, definition.name, independent, parameters, tree)


def parse_exact(text: str) -> Node:
    """The tree of a constant such as ``pi/2``; raises ParseError like ``parse_number``."""
    tree, value = parse_constant(text)
    if math.isnan(value):
        raise no_real_value(text)
    return tree


def parse_number(text: str) -> float:
    """The finite value of a constant such as ``pi/2``, ``-1/3`` or ``1e-3``, as doubles have it.

    Raises:
        ParseError: where ``parse`` would, and for letters and constants without a real value.
    """
    value = parse_constant(text)[1]
    if math.isnan(value):
        raise no_real_value(text)
    return value


def parse_constant(text: str) -> tuple[Node, float]:
    """The tree of a constant with what doubles make of it, NaN where they find no value; raises ParseError."""
    scanned = _scan(text)
    if definitions.divide(scanned, ()).body is not scanned:
        whole = (scanned[0].start, scanned[-1].end)
        raise ParseError("A number is expected here, not a definition.", "Type a number such as 1.5.", whole)
    tree, (value, used) = _read(text, scanned, frozenset())
    if value is None:
        name = used[0]
        raise ParseError(
            f"A number is expected here, so {name} has no value.",
            "Type a number such as 1.5, -1/3 or pi/2.",
            (scanned[0].start, scanned[-1].end),
        )
    return tree, value


def no_real_value(text: str) -> ParseError:
    """The refusal of a constant that is undefined."""
    start = len(text) - len(text.lstrip())
    return ParseError(
        "This has no real value.", "Type a number such as 1.5, -1/3 or pi/2.", (start, len(text.rstrip()))
    )


def _scan(text: str) -> list[Token]:
    limits.check_length(text)
    stripped = text.strip()
    if not stripped:
        raise ParseError("The formula is empty.", "Type a function of x, such as x^2.", (0, len(text)))
    if "\\" in text or (stripped[0] == stripped[-1] == "$" and len(stripped) > 1):
        # Most texts hold no LaTeX, and start-up reads none.
        from derivgui.model.language import latex_tokens

        return latex_tokens.scan(_without_full_stop(text))
    return tokens.scan(text)


def _without_full_stop(text: str) -> str:
    """A formula copied out of a sentence brings the sentence's punctuation along; places stay as typed."""
    kept = text.rstrip()
    for closing in ("$$", "$", r"\]", r"\)", ""):
        body = kept.removesuffix(closing).rstrip()
        # Behind \left and \right a point is no full stop but a bracket left out.
        is_bracket = body.endswith((r"\left.", r"\right."))
        if kept.endswith(closing) and body.endswith((".", ",", ";")) and not is_bracket:
            return body[:-1] + closing
    return text


def _read(text: str, body: list[Token], variables: frozenset[str]) -> tuple[Node, limits.Findings]:
    words = resolve.resolve(body, variables.union(_USUAL_VARIABLES))
    reader = Reader(text, bars.pair(words), variables)
    tree = reader.all()
    return tree, limits.check_tree(tree, reader.spans, variables, (0, len(text)))


def _independent(variables: tuple[str, ...], used: tuple[str, ...]) -> tuple[str, ...]:
    """The variables up to the last one that occurs, at least the first."""
    last = max((place for place, name in enumerate(variables) if name in used), default=0)
    return variables[: last + 1]


def _defined_by_itself(definition: definitions.Definition) -> ParseError:
    place = next((t for t in definition.body if str(t.value) == definition.name), definition.body[0])
    return ParseError(
        f"“{definition.name}” is defined by itself.",
        f"Use another name than {definition.name}, or leave it out on the right.",
        (place.start, place.end),
    )
