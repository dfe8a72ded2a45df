"""Texts that more than one reader would read in more than one way: refused, never guessed."""

from __future__ import annotations

import re
from fractions import Fraction

from derivgui.model.language.binding import ENDS, LEAVES, STARTS
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tokens import Token
from derivgui.model.language.tree import Node, Number

# Letters that name functions to every reader, so that f(x + 1) is no product.
FUNCTION_LETTERS = frozenset("fgFGΓζ")
_LONGEST_SHOWN = 24
_DERIVATIVE = re.compile(r"d[a-zA-Z]?/d[a-zA-Z]|frac\{d[a-zA-Z]?\}\{d[a-zA-Z]\}")
_TWO = Number(Fraction(2))


def shortened(typed: str) -> str:
    """What was typed, fit to be shown in a sentence."""
    return typed if len(typed) <= _LONGEST_SHOWN else typed[:_LONGEST_SHOWN] + "…"


def refuse_number_behind(resolved: list[Token], digits: Token, after: Token) -> None:
    """``x2``, ``x 2`` and ``2 3``: a sign was lost, and guessing it would be wrong."""
    before = resolved[-1]
    apart = digits.start > before.end
    if apart and _belongs_to_function_name(resolved):
        return
    number = _numeral(digits)
    span = (before.start, digits.end)
    if before.kind == "number":
        raise ParseError(
            "Two numbers stand side by side.",
            "Write 2*3 for a product; a number is written without spaces.",
            span,
        )
    if before.kind in ("symbol", "constant") and not (apart and after.kind in ("^", "sup")):
        name = before.value.name
        raise ParseError(
            f"It is not clear what {name}{' ' * apart}{number} means.",
            f"Write {name}^{number} for a power, or {number}{name} for a product.",
            span,
        )


def _belongs_to_function_name(resolved: list[Token]) -> bool:
    """Whether the last token is the 2 of ``sin^2`` or ``log_2``, which an argument may follow."""
    place = len(resolved) - 2
    while place > 0 and resolved[place].kind == "-":
        place -= 1
    return place > 0 and resolved[place].kind in ("^", "_") and resolved[place - 1].kind == "function"


def refuse_digits_in_name(name: Token, digits: Token, behind: Token) -> None:
    """``sin2(x)`` is a power, or the sine of 2x; ``log2 x`` a base, or the logarithm of 2x."""
    function, number = name.value.name, _numeral(digits)
    hint = f"Write {function}^{number}(x) for a power, or {function}({number}x)."
    if function == "log":
        hint = f"Write log_{number}(x) for a base, or log({number}x)."
    raise ParseError(f"It is not clear what {function}{number}(…) means.", hint, (name.start, behind.end))


def _numeral(digits: Token) -> str:
    """A number as it is shown in a sentence."""
    number = digits.value
    return f"{float(number.value):g}" if number.decimal else shortened(str(number.value))


def refuse_mixed_number(before: Token, fraction: list[Token]) -> None:
    """A whole number in front of a fraction of whole numbers: 2½ is 2.5 to some and 1 to others.

    ``fraction`` are the tokens from the fraction sign on.
    """
    kinds = [token.kind for token in fraction[:7]]
    if before.kind != "number" or kinds != ["frac", *("{", "number", "}") * 2]:
        return
    above, below = fraction[2].value.value, fraction[5].value.value
    mixed = float(before.value.value + above / below) if below else 0.0
    raise ParseError(
        "This is a mixed number, or a product.",
        f"Write {mixed:g}, or put a * between the two.",
        (before.start, fraction[6].end),
    )


def refuse_call(resolved: list[Token], bracket: Token, variables: frozenset[str]) -> None:
    """``f(x) + 1``: f is no number, and no function that is known here."""
    symbol = resolved[-1]
    name = symbol.value.name
    if name[0] in FUNCTION_LETTERS - variables and not _belongs_to_function_name(resolved):
        raise ParseError(
            f"A formula cannot call another function {name}.",
            f"Write out what {name} stands for, or {name}*(…) for a product.",
            (symbol.start, bracket.end),
        )


def refuse_root_behind_power(sign: Token, exponent: Node, behind: Token) -> None:
    """``x³√y``: a cube times a root, or a cube root? ``x²√y`` is clear."""
    if behind.kind == "root" and behind.start == sign.end and exponent != _TWO:
        raise ParseError(
            "It is not clear whether the raised number belongs to the root.",
            "Put a * in front of the root, or write root(x, 3).",
            (sign.start, behind.end),
        )


def refuse_bars(tokens: list[Token], group: list[int], sides: list[str]) -> None:
    """``|x^2 - 3|x| + 1|``: as a product of three factors the last one would begin with a sign, as hardly any does.

    ``group`` are the places of bars that pair up, ``sides`` how they were paired.
    """
    factor_behind = False
    for place, side in zip(group, sides, strict=True):
        if side == ")|":
            behind = tokens[place + 1].kind if place + 1 < len(tokens) else "end"
            factor_behind = factor_behind or behind in STARTS
        elif factor_behind and tokens[place - 1].kind in LEAVES | ENDS and tokens[place + 1].kind in ("+", "-"):
            raise ParseError(
                "It is not clear which bars belong together.",
                "Write abs(…) around what the outer bars hold, or * between the factors.",
                (tokens[group[0]].start, tokens[group[-1]].end),
            )


def refuse_program(tokens: list[Token], place: int) -> None:
    """``lambda x: x`` is code; a bare ``lambda``, or one in a condition, is the letter λ."""
    if any(token.kind == "{" for token in tokens[:place]):
        return
    end = place + 1
    while end < len(tokens) and tokens[end].kind in ("word", ","):
        end += 1
    if end < len(tokens) and tokens[end].kind == ":":
        raise ParseError(
            "This looks like program code.",
            "Write f(x) = x^2 to define a function.",
            (tokens[place].start, tokens[end].end),
        )


def refuse_derivative_with_slash(tokens: list[Token]) -> None:
    """``d/dx`` and ``dy/dx``, given as the three tokens around the slash."""
    _refuse_derivative(tokens)


def refuse_derivative_in_fraction(tokens: list[Token]) -> None:
    """``\\frac{d}{dx}``, given as the tokens from the fraction sign on."""
    closing = [place for place, token in enumerate(tokens[:9]) if token.kind == "}"]
    if len(closing) > 1:
        _refuse_derivative(tokens[: closing[1] + 1])


def _refuse_derivative(tokens: list[Token]) -> None:
    written = "".join(token.kind if token.kind != "word" else token.value for token in tokens)
    if _DERIVATIVE.fullmatch(written):
        raise ParseError(
            "A derivative cannot be typed.",
            "Type the function itself, such as x^2; its derivative is found for you.",
            (tokens[0].start, tokens[-1].end),
        )
