"""Words to meanings: every word token becomes functions, constants and symbols with subscripts."""

from __future__ import annotations

import re

from derivgui.model.language import doubts, names
from derivgui.model.language.catalogue import BY_NAME, BY_SPELLING, Function
from derivgui.model.language.characters import NAME_OF_GREEK
from derivgui.model.language.doubts import shortened
from derivgui.model.language.errors import ParseError
from derivgui.model.language.names import Meaning
from derivgui.model.language.tokens import Token
from derivgui.model.language.tree import Constant, Symbol

_CONDITION_WORDS = {"if": "if", "for": "if", "when": "if", "otherwise": "otherwise", "else": "otherwise"}
_ADVICE: dict[str, tuple[str, str]] = {
    "and": ("Conditions cannot be joined with “and”.", "Write a chain such as 0 < x < 1."),
    "or": ("Conditions cannot be joined with “or”.", "Write one branch for each condition."),
    "then": ("A condition belongs into a piecewise definition.", "Write {x^2 if x > 0, 0 otherwise}."),
    "mod": ("“mod” does not stand between two numbers here.", "Write mod(x, 2)."),
    "inf": ("There is no number infinity to calculate with.", "Type a formula in x."),
    "infinity": ("There is no number infinity to calculate with.", "Type a formula in x."),
    "lim": ("A limit cannot be typed.", "Type the function itself, such as sin(x)/x."),
    "diff": ("A derivative cannot be typed.", "Type the function itself, such as x^2."),
    "integral": ("An integral cannot be typed.", "Type the function itself, such as x^2."),
    "piecewise": ("“piecewise” is not a known name.", "Write {x < 0: -x, x >= 0: x^2}."),
}
_CODE = frozenset(("import", "from", "exec", "eval", "compile", "open", "print", "def", "class", "return"))
_LONGEST_PRODUCT = 5
_LIKE_A_POWER_OF_TEN = re.compile("[0-9][eE][0-9]")
_END = Token("end", "", 0, 0)


def resolve(tokens: list[Token], variables: frozenset[str]) -> list[Token]:
    """The tokens with every word replaced by what it means.

    ``variables`` are the letters that make it likely that a word is a product.
    """
    resolved: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "word":
            place = _resolve_word(tokens, place, variables, resolved)
            continue
        if token.kind == "_" and not (resolved and resolved[-1].kind in ("function", "}")):
            raise _stray_underscore(token)
        if token.kind == "number" and resolved:
            doubts.refuse_number_behind(resolved, token, _at(tokens, place + 1))
        elif token.kind == "/":
            doubts.refuse_derivative_with_slash(tokens[place - 1 : place + 2])
        elif token.kind == "frac":
            doubts.refuse_derivative_in_fraction(tokens[place:])
            if resolved:
                doubts.refuse_mixed_number(resolved[-1], tokens[place:])
        resolved.append(token)
        place += 1
    return resolved


def meaning_token(meaning: Meaning, start: int, end: int) -> Token:
    """The token of a function, constant or symbol."""
    if isinstance(meaning, Function):
        return Token("function", meaning, start, end)
    return Token("constant" if isinstance(meaning, Constant) else "symbol", meaning, start, end)


def _at(tokens: list[Token], place: int) -> Token:
    return tokens[place] if place < len(tokens) else _END


def _resolve_word(tokens: list[Token], place: int, variables: frozenset[str], resolved: list[Token]) -> int:
    """Append the tokens of one word and answer the place behind it."""
    token, after = tokens[place], _at(tokens, place + 1)
    if token.value in _CONDITION_WORDS:
        resolved.append(token._replace(kind=_CONDITION_WORDS[token.value]))
        return place + 1
    if token.value == "lambda":
        doubts.refuse_program(tokens, place)
    called = after.kind in ("(", "[") and after.start == token.end
    pieces = names.split(token.value, variables, called)
    if not pieces:
        raise unknown_name(token, called)
    resolved.extend(meaning_token(meaning, token.start + start, token.start + end) for meaning, start, end in pieces)
    last = resolved[-1]
    if after.kind == "_" and last.kind != "function":
        return _resolve_subscript(tokens, place, variables, resolved)
    if after.kind == "number" and after.start == token.end and last.kind == "function":
        return _resolve_digits_in_name(tokens, place + 1, resolved)
    if after.kind == "(" and last.kind == "symbol":
        doubts.refuse_call(resolved, after, variables)
    return place + 1


def _resolve_subscript(tokens: list[Token], place: int, variables: frozenset[str], resolved: list[Token]) -> int:
    """Give the last token the subscript that follows, and answer the place behind it."""
    bare = resolved[-1]
    subscript, place = read_subscript(tokens, place + 1)
    symbol = Symbol(f"{names.letter(bare.value.name)}_{subscript}")
    resolved[-1] = Token("symbol", symbol, bare.start, tokens[place - 1].end)
    if _at(tokens, place).kind == "(":
        doubts.refuse_call(resolved, tokens[place], variables)
    return place


def _resolve_digits_in_name(tokens: list[Token], place: int, resolved: list[Token]) -> int:
    """``atan2(``, ``log10(`` and ``log2(`` are names; ``sin2x`` is none, ``sin2(`` is refused."""
    name, digits, after = resolved[-1], tokens[place], _at(tokens, place + 1)
    if after.kind not in ("(", "[") or after.start != digits.end:
        if name.value.name == "log" and after.kind in ("(", "[", "word") and after.start > digits.end:
            doubts.refuse_digits_in_name(name, digits, after)
        return place
    spelled = name.value.name + str(digits.value.value)
    row = BY_SPELLING.get(spelled)
    if row is not None:
        resolved[-1] = Token("function", row, name.start, digits.end)
        return place + 1
    if spelled != "log2":
        doubts.refuse_digits_in_name(name, digits, after)
    resolved[-1] = name._replace(value=BY_NAME["log_base"])
    resolved.append(Token("_", "", digits.start, digits.start))
    return place


def read_subscript(tokens: list[Token], place: int) -> tuple[str, int]:
    """The subscript whose underscore stands at ``place``, and the place behind it."""
    inside, after = _subscript_tokens(tokens, place)
    written = [_written(token) for token in inside]
    text = "".join(written)
    if not inside or not all(written) or _LIKE_A_POWER_OF_TEN.search(text):
        first, last = (inside[0], inside[-1]) if inside else (tokens[place],) * 2
        raise ParseError(
            "A subscript is made of letters and digits.",
            "Write x_0 or x_{max}, for example.",
            (first.start, last.end),
        )
    return text, after


def _written(token: Token) -> str:
    """The letters or digits of a token in a subscript, Greek ones by name; "" for all else."""
    if token.kind == "word":
        return "".join(NAME_OF_GREEK.get(sign, sign) for sign in token.value)
    if token.kind == "number" and not token.value.decimal:
        digits, length = str(token.value.value), token.end - token.start
        return digits.zfill(length) if len(digits) <= length else ""
    return ""


def _subscript_tokens(tokens: list[Token], place: int) -> tuple[list[Token], int]:
    first = _at(tokens, place + 1)
    if first.kind != "{":
        if first.kind == "word" and names.letter(first.value) is None:
            shown = shortened(first.value)
            raise ParseError(
                f"A subscript of several letters, “{shown}”, needs braces.",
                f"Write {tokens[place - 1].value}_{{{shown}}}.",
                (first.start, first.end),
            )
        return tokens[place + 1 : place + 2], min(place + 2, len(tokens))
    end = place + 2
    while end < len(tokens) and tokens[end].kind != "}":
        end += 1
    return tokens[place + 2 : end], min(end + 1, len(tokens))


def _stray_underscore(token: Token) -> ParseError:
    return ParseError(
        "An underscore _ needs a letter in front of it.",
        "Write x_0 for a subscript, log_2(x) for a base.",
        (token.start, token.end),
    )


def unknown_name(token: Token, called: bool) -> ParseError:
    """The refusal of a word without a meaning, with the name that was probably meant."""
    word = token.value
    span = (token.start, token.end)
    if word in _CODE:
        return ParseError(f"“{word}” looks like program code.", "Type a formula like x^2.", span)
    if word in _ADVICE:
        return ParseError(*_ADVICE[word], span)
    shown = shortened(word)
    if names.letter(word) is not None:
        return ParseError(f"“{shown}” is no function here.", f"Write {word}*(…) for a product.", span)
    message = f"“{shown}” is not a known name."
    meant = names.suggestions(word)
    if meant:
        return ParseError(message, f"Did you mean {' or '.join(meant)}?", span)
    if len(word) > _LONGEST_PRODUCT:
        return ParseError(message, "Use names such as sin, ln or sqrt, and single letters.", span)
    return ParseError(message, f"For a product write {'*'.join(word)}{'*(…)' * called}.", span)
