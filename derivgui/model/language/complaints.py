"""The sentences for tokens that stand where they make no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivgui.model.language.binding import ENDS
from derivgui.model.language.doubts import shortened
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tokens import Token

if TYPE_CHECKING:
    from derivgui.model.language.grammar import Reader

_SIGNS = {"|(": "|", ")|": "|"}
_ARROW = "Write f(x) = … for a function; > and >= compare."
_BRANCH = "Write {x^2 if x > 0, 0 otherwise}."
_MISPLACED: dict[str, tuple[str, str]] = {
    "relation": (
        "A comparison is not a function.",
        "Type one side only, or a piecewise definition such as {x < 0: -x, x}.",
    ),
    "'": (
        "A derivative cannot be typed.",
        "Type the function itself; its derivative is found for you.",
    ),
    ";": (
        "Only one formula at a time can be read.",
        "Type one formula; a semicolon parts branches in braces.",
    ),
    ":": (
        "The sign : belongs into a piecewise definition.",
        "Write / for a division, or {x < 0: -x, x}.",
    ),
    ",": (
        "This comma parts nothing.",
        "A comma stands between arguments, such as max(x, 2).",
    ),
    "_": (
        "An underscore _ needs a letter in front of it.",
        "Write x_0 for a subscript, log_2(x) for a base.",
    ),
    "if": ("A condition belongs into a piecewise definition.", _BRANCH),
    "otherwise": ("“otherwise” belongs into a piecewise definition.", _BRANCH),
    "arrow": ("The arrow has no meaning here.", _ARROW),
    "define": ("There is a second equals sign.", "Write one definition, such as f(x) := x^2."),
}
_THOUSAND = len("000")
_OPERAND = "Type a number, a letter, a function or a bracket there."


def unexpected(reader: Reader) -> ParseError:
    """The refusal of a token that cannot follow a complete expression."""
    token = reader.token
    if token.kind in ENDS:
        return ParseError(
            f"The bracket {_shown(token)} was never opened.",
            "Delete it, or add its partner in front.",
            _span(token),
        )
    before, after = reader.tokens[reader.place - 1], reader.following()
    is_whole = before.kind == "number" and not before.value.decimal
    if token.kind == "," and is_whole and after.kind == "number":
        return _decimal_comma(reader.text, before, token, after)
    if token.kind in _MISPLACED:
        return ParseError(*_MISPLACED[token.kind], _span(token))
    return ParseError("This sign cannot stand here.", "Delete it, or add what is missing.", _span(token))


def _decimal_comma(text: str, before: Token, comma: Token, after: Token) -> ParseError:
    whole, places = text[before.start : before.end], text[after.start : after.end]
    hint = f"Write {shortened(f'{whole}.{places}')} with a point"
    if len(places) == _THOUSAND:
        hint += f", or {shortened(whole + places)} without a comma"
    return ParseError("A decimal comma cannot be read.", f"{hint}.", _span(comma))


def missing(reader: Reader) -> ParseError:
    """The refusal of a token where a value should begin."""
    token = reader.token
    if token.kind == "end" and reader.place == 0:
        return ParseError("The formula is missing.", "Type a function like x^2.", _span(token))
    if token.kind == "end":
        return ParseError("Something is missing at the end.", _OPERAND, _span(token))
    before = reader.tokens[reader.place - 1] if reader.place else None
    if before is not None and token.kind == before.kind == "/":
        return ParseError("A division is written with one sign, not //.", "Write 2/3.", (before.start, token.end))
    if token.kind in ("'", "if", "arrow", "define"):
        return ParseError(*_MISPLACED[token.kind], _span(token))
    return missing_in_front_of(token)


def missing_in_front_of(token: Token) -> ParseError:
    """The refusal of a token that needs a value in front of it."""
    return ParseError(f"Something is missing in front of {_shown(token)}.", _OPERAND, _span(token))


def empty_bracket(reader: Reader, opening: Token) -> ParseError:
    """The refusal of brackets with nothing between."""
    before = reader.tokens[reader.place - 2] if reader.place > 1 else opening
    hint = "Type something between them, or delete them."
    if before.kind == "function":
        hint = f"Write {before.value.name}(x)."
    shape = "bars" if opening.kind == "|(" else "brackets"
    span = (opening.start, reader.token.end)
    return ParseError(f"There is nothing between the {shape}.", hint, span)


def unclosed(reader: Reader, opening: Token, closer: str) -> ParseError:
    """The refusal of what stands where a bracket should be closed."""
    token = reader.token
    wanted = _SIGNS.get(closer, closer)
    if token.kind == "end":
        return ParseError(
            f"The bracket {_shown(opening)} is never closed.",
            f"Add {wanted} where it should end.",
            _span(opening),
        )
    if token.kind in ENDS:
        return ParseError(
            f"The bracket {_shown(opening)} cannot be closed by {_shown(token)}.",
            f"Write {wanted} instead.",
            _span(token),
        )
    return unexpected(reader)


def refuse_double_factorial(reader: Reader) -> None:
    """``3!!`` is a double factorial to some and (3!)! to others."""
    after = reader.following()
    if reader.token.kind == after.kind == "!":
        raise ParseError(
            "It is not clear what !! means.",
            "Write (3!)! for the factorial of a factorial.",
            (reader.token.start, after.end),
        )


def _shown(token: Token) -> str:
    if token.kind == "function":
        return str(token.value.name)
    return _SIGNS.get(token.kind, shortened(str(token.value)) or token.kind)


def _span(token: Token) -> tuple[int, int]:
    return (token.start, token.end)
