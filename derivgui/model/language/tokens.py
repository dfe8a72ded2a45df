"""Typed text to tokens: the plain front end, and what all tokens look like.

Words of letters stay whole here; ``names`` takes them apart once the variables are known.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from derivgui.model.language import characters
from derivgui.model.language.binding import CLOSERS, ENDS
from derivgui.model.language.errors import ParseError
from derivgui.model.language.literals import number


class Token(NamedTuple):
    """One token.

    Attributes:
        kind: "number", "word", "symbol", "constant", "function", "relation", "root", "frac", "sup"
            (a power in superscripts, followed by a group in braces), "if", "otherwise", "arrow",
            "define" (``:=``), "newline", "end", or the sign itself; ``|(`` and ``)|`` are bars
            whose side is known.
        value: a Number, Symbol or Constant, a catalogue row, a root's degree, a relation, or what
            was typed.
        start, end: half-open range of places in the text as typed.
    """

    kind: str
    value: Any
    start: int
    end: int


_TOKEN = re.compile(
    rf"""
    (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<word>[A-Za-z{characters.GREEK_LETTERS}]+)
    |(?P<power>\*\*|\^)
    |(?P<arrow>->|→|↦)
    |(?P<define>:=)
    |(?P<relation><=|>=|!=|==|<>|<|>|=|≤|≥|≠)
    |(?P<sign>[-+*/!()\[\]{{}}|⌊⌋⌈⌉_,;:'])
    |(?P<root>[√∛∜])
    |(?P<superscript>[{"".join(characters.SUPERSCRIPTS)}]+)
    |(?P<subscript>[{"".join(characters.SUBSCRIPTS)}]+)
    |(?P<vulgar>[{characters.VULGAR_FRACTIONS}])
    |(?P<newline>\n)
    |(?P<other>[^ ])
    """,
    re.VERBOSE,
)
RELATIONS = {"==": "=", "<>": "!=", "≤": "<=", "≥": ">=", "≠": "!="}
_DEGREES = {"√": 2, "∛": 3, "∜": 4}
_CONTINUING = frozenset({*",;:{+-*/^", "relation", "if"})
_CLOSING = frozenset({*",;:}*/^", "relation", "end"})


def scan(text: str) -> list[Token]:
    """The tokens of a typed text, without an end mark."""
    folded = characters.fold(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(folded):
        kind, found, start, end = match.lastgroup, match.group(), match.start(), match.end()
        if kind == "sign":
            tokens.append(Token(found, found, start, end))
        elif kind == "number":
            _refuse_second_point(folded, start, end)
            tokens.append(Token("number", number(found, start), start, end))
        elif kind == "word":
            tokens.append(Token("word", found, start, end))
        elif kind == "power":
            tokens.append(Token("^", found, start, end))
        elif kind == "relation":
            tokens.append(Token("relation", RELATIONS.get(found, found), start, end))
        elif kind == "root":
            tokens.append(Token("root", _DEGREES[found], start, end))
        elif kind in ("arrow", "define", "newline"):
            tokens.append(Token(kind, found, start, end))
        elif kind == "other":
            raise refused_sign(text, found, start)
        else:
            tokens.extend(small_print(str(kind), found, start))
    return _with_lines_as_branches(tokens) if "\n" in folded else tokens


def _refuse_second_point(text: str, start: int, end: int) -> None:
    if text[end : end + 1] == ".":
        rest = re.compile(r"[0-9.]*").match(text, end)
        raise ParseError(
            "A number has at most one decimal point.",
            "Write 1.5, for example.",
            (start, rest.end() if rest else end),
        )


def refused_sign(text: str, sign: str, place: int) -> ParseError:
    """The refusal of a sign that belongs to no token."""
    if sign == ".":
        return ParseError(
            "A point can only stand inside a number.",
            "Write 0.5, for example, or * for a product.",
            (place, place + 1),
        )
    return characters.refused(text[place], place)


def small_print(kind: str, found: str, start: int) -> list[Token]:
    """Tokens of a run of superscripts or subscripts, or of a sign such as ½."""
    end = start + len(found)
    if kind == "vulgar":
        above, below = unicodedata.normalize("NFKC", found).split("⁄")
        return [Token("frac", found, start, end), *_braced(above, start), *_braced(below, start)]
    table = characters.SUPERSCRIPTS if kind == "superscript" else characters.SUBSCRIPTS
    try:
        inside = scan("".join(table[sign] for sign in found))
    except ParseError as error:
        first, last = error.span
        raise ParseError(error.message, error.hint, (first + start, last + start)) from None
    return [
        Token("sup" if kind == "superscript" else "_", found, start, end),
        Token("{", "", start, start),
        *(token._replace(start=token.start + start, end=token.end + start) for token in inside),
        Token("}", "", end, end),
    ]


def _braced(digits: str, place: int) -> list[Token]:
    span = (place, place + 1)
    return [
        Token("{", "", *span),
        Token("number", number(digits, place), *span),
        Token("}", "", *span),
    ]


def _with_lines_as_branches(tokens: list[Token]) -> list[Token]:
    """Line breaks part branches in braces, and are spaces in brackets; elsewhere one is refused."""
    kept: list[Token] = []
    open_brackets: list[str] = []
    line_break: Token | None = None
    for token in tokens:
        if token.kind == "newline":
            line_break = line_break or token
            continue
        if line_break and _separates(kept, token):
            kept.extend(_branch_end(open_brackets, line_break))
        line_break = None
        kept.append(token)
        if token.kind in CLOSERS:
            open_brackets.append(token.kind)
        elif token.kind in ENDS and open_brackets:
            open_brackets.pop()
    return kept


def _separates(before: list[Token], after: Token) -> bool:
    return bool(before) and before[-1].kind not in _CONTINUING and after.kind not in _CLOSING


def _branch_end(open_brackets: list[str], line_break: Token) -> list[Token]:
    if not open_brackets:
        raise ParseError(
            "There is a line break inside the formula.",
            "Type one formula at a time.",
            (line_break.start, line_break.end),
        )
    return [line_break._replace(kind=";")] if open_brackets[-1] == "{" else []
