"""The left-hand side of ``f(x) = …``, ``y = …`` and ``f: x ↦ …``: which name, which variables."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language import names
from derivgui.model.language.binding import CLOSERS, ENDS
from derivgui.model.language.errors import ParseError
from derivgui.model.language.resolve import read_subscript, unknown_name
from derivgui.model.language.tokens import Token
from derivgui.model.language.tree import Constant

MOST_VARIABLES = 2
_SURFACE = "z"


@dataclass(frozen=True, slots=True)
class Definition:
    """What stands in front of the equals sign.

    Attributes:
        name: the name that is defined, None where the text is a bare formula.
        variables: the declared variables, None where the text declares none.
        body: the tokens of the right-hand side.
    """

    name: str | None
    variables: tuple[str, ...] | None
    body: list[Token]


def divide(tokens: list[Token], variables: tuple[str, ...]) -> Definition:
    """The tokens of a text as a definition; ``variables`` are those that the caller expects."""
    sign = _defining_sign(tokens)
    if sign is None:
        return Definition(None, None, tokens)
    head, body = tokens[:sign], tokens[sign + 1 :]
    if tokens[sign].kind == "arrow":
        return _mapping(head, tokens[sign], body)
    _refuse_derivative(head)
    if not head or head[0].kind != "word":
        raise _equation(tokens[sign])
    name, place = _name(head, tokens[sign])
    declared = _declared(head[place:], tokens[sign])
    if name.value in variables[:1] and declared is None:
        raise ParseError(
            f"“{name.value}” is the variable and cannot be defined.",
            f"Write y = … or f({name.value}) = ….",
            (name.start, name.end),
        )
    if name.value in (declared or ()):
        raise ParseError(
            f"“{name.value}” cannot be a function and its own variable.",
            "Use two different letters.",
            (name.start, name.end),
        )
    _refuse_second_sign(body)
    if declared is None and name.value == _SURFACE:
        declared = variables
    return Definition(name.value, declared, body)


def _defining_sign(tokens: list[Token]) -> int | None:
    """Place of the first equals sign or mapping arrow outside of all brackets."""
    depth = 0
    for place, token in enumerate(tokens):
        if token.kind in CLOSERS:
            depth += 1
        elif token.kind in ENDS:
            depth -= 1
        elif depth == 0 and (token.kind in ("define", "arrow") or (token.kind == "relation" and token.value == "=")):
            return place
    return None


def _equation(sign: Token) -> ParseError:
    return ParseError(
        "This is an equation, not a function.",
        "Type one side only, or f(x) = … to name a function.",
        (sign.start, sign.end),
    )


def _refuse_second_sign(body: list[Token]) -> None:
    second = _defining_sign(body)
    if second is not None and all(token.kind != ";" for token in body[:second]):
        raise ParseError(
            "There is a second equals sign.",
            "Write one definition, such as y = x^2.",
            (body[second].start, body[second].end),
        )


def _refuse_derivative(head: list[Token]) -> None:
    primes = [token for token in head if token.kind == "'"]
    written = "".join(str(token.value) for token in head if token.kind != "{" and token.kind != "}")
    if primes or written in ("dy/dx", "df/dx", "fracdydx", "fracdfdx"):
        end = primes[-1].end if primes else head[-1].end
        raise ParseError(
            "A derivative cannot be defined.",
            "Write f(x) = …; its derivative is found for you.",
            (head[0].start, end),
        )


def _name(tokens: list[Token], sign: Token) -> tuple[Token, int]:
    """The letter that ``tokens`` begin with, subscript included, and the place behind it."""
    word = tokens[0]
    behind = tokens[1].kind if len(tokens) > 1 else "end"
    if behind not in ("(", "_", "end"):
        raise _equation(sign)
    known = names.meaning_of_whole(word.value)
    single = names.letter(word.value)
    if isinstance(known, Constant):
        raise ParseError(
            f"“{word.value}” is a constant and cannot be defined.",
            "Use another letter, such as f or x.",
            (word.start, word.end),
        )
    if single is None and not known and behind != "(" and names.split(word.value, frozenset(), False):
        raise _equation(sign)
    if single is None:
        reason = f"“{word.value}” is a known function." if known else "A name is one letter, perhaps with a subscript."
        raise ParseError(reason, "Write f(x) = … or f_1(x) = ….", (word.start, word.end))
    if behind != "_":
        return word._replace(value=single), 1
    subscript, place = read_subscript(tokens, 1)
    return word._replace(value=f"{single}_{subscript}", end=tokens[place - 1].end), place


def _declared(tokens: list[Token], sign: Token) -> tuple[str, ...] | None:
    """The variables in the brackets behind a name, None where there are no brackets."""
    if not tokens:
        return None
    if tokens[0].kind != "(" or tokens[-1].kind != ")":
        raise _equation(sign)
    found: list[str] = []
    place, last = 1, len(tokens) - 1
    while True:
        token = tokens[place]
        if token.kind != "word":
            raise _no_variable(token)
        variable, after = _name(_until_separator(tokens[place:last]), sign)
        if variable.value in found:
            raise ParseError(
                f"The variable {variable.value} stands here twice.",
                "Give the two variables different letters.",
                (variable.start, variable.end),
            )
        if len(found) == MOST_VARIABLES:
            raise ParseError(
                "A function has at most two variables.",
                "Leave the others out; they become sliders.",
                (variable.start, variable.end),
            )
        found.append(variable.value)
        place += after
        if place == last:
            return tuple(found)
        if tokens[place].kind != ",":
            raise _no_variable(tokens[place])
        place += 1


def _until_separator(tokens: list[Token]) -> list[Token]:
    kinds = [token.kind for token in tokens]
    return tokens[: kinds.index(",")] if "," in kinds else tokens


def _no_variable(token: Token) -> ParseError:
    return ParseError(
        "A variable, one letter, is expected here.",
        "Write f(x) = … or f(x, y) = ….",
        (token.start, token.end),
    )


def _mapping(head: list[Token], arrow: Token, body: list[Token]) -> Definition:
    """``f: x ↦ …`` and ``x ↦ …``."""
    name: str | None = None
    rest = head if arrow.value == "↦" else []
    if len(head) > 2 and [token.kind for token in head[:2]] == ["word", ":"]:
        name = names.letter(head[0].value)
        if name is None or head[0].value in names.CONSTANTS:
            raise unknown_name(head[0], called=False)
        rest = head[2:]
    if len(rest) != 1 or rest[0].kind != "word" or names.letter(rest[0].value) is None:
        raise _stray_arrow(arrow)
    variable, _ = _name(rest, arrow)
    _refuse_second_sign(body)
    return Definition(name, (variable.value,), body)


def _stray_arrow(arrow: Token) -> ParseError:
    return ParseError(
        "The arrow has no meaning here.",
        "Write f(x) = … for a function; > and >= compare.",
        (arrow.start, arrow.end),
    )
