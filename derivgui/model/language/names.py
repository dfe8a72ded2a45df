"""Names: what a word of letters means, and what a reader probably meant by one that means nothing.

A known name wins. Every other word is taken apart from the left, the longest function name first,
into functions, constants and single letters; it is accepted only where that reading is likelier
than a misspelt name.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from derivgui.model.language.catalogue import BY_SPELLING, Function
from derivgui.model.language.characters import GREEK_NAMES
from derivgui.model.language.tree import Constant, Symbol

Meaning: TypeAlias = Function | Constant | Symbol

FUNCTIONS: dict[str, Function] = {spelling: row for spelling, row in BY_SPELLING.items() if spelling.isalpha()}
CONSTANTS: dict[str, Constant] = {
    "e": Constant("e"),
    "pi": Constant("pi"),
    "π": Constant("pi"),
    "tau": Constant("tau"),
    "τ": Constant("tau"),
}
# What functions are called elsewhere; some of these would else be read as products.
_ELSEWHERE: dict[str, str] = {
    "sh": "sinh", "ch": "cosh", "th": "tanh", "cth": "coth", "sen": "sin", "sine": "sin",
    "cosine": "cos", "tangent": "tan", "sinus": "sin", "cosinus": "cos", "tang": "tan",
    "arctang": "arctan", "int": "floor", "sqroot": "sqrt",
}  # fmt: skip
# Functions elsewhere, letters here; as words with a bracket behind they are the function.
_CALLED_FUNCTIONS = frozenset({"beta", "gamma"})
_PIECE = re.compile("|".join(sorted([*FUNCTIONS, "pi", "tau"], key=len, reverse=True)) + "|.")
_LONGEST_PRODUCT = 3


class Piece(NamedTuple):
    """A part of a word: its meaning and its range of places inside the word."""

    meaning: Meaning
    start: int
    end: int


def letter(word: str) -> str | None:
    """The symbol that a word names, "θ" for "theta" and "θ" alike; None for other words."""
    if len(word) == 1:
        return word
    return GREEK_NAMES.get(word)


def meaning_of_whole(word: str) -> Meaning | None:
    """What the word means as a known name or a single letter."""
    found: Meaning | None = FUNCTIONS.get(word) or CONSTANTS.get(word)
    if found is not None:
        return found
    single = letter(word)
    if single is not None:
        return Symbol(single)
    if word.istitle() or (word.isupper() and len(word) > 2):
        return FUNCTIONS.get(word.lower()) or CONSTANTS.get(word.lower())
    return None


def split(word: str, variables: frozenset[str], called: bool) -> tuple[Piece, ...]:
    """The pieces of a word, empty where it has no likely meaning.

    ``called`` tells that an opening bracket follows at once, as behind a function name.
    """
    if called and word in _CALLED_FUNCTIONS:
        return ()
    whole = meaning_of_whole(word)
    if whole is not None:
        return (Piece(whole, 0, len(word)),)
    if word in _ELSEWHERE and (called or len(word) > 2):
        return ()
    pieces = tuple(
        Piece(meaning_of_whole(part.group()) or Symbol(part.group()), part.start(), part.end())
        for part in _PIECE.finditer(word)
    )
    return pieces if _is_likely(word, pieces, variables, called) else ()


def _is_likely(word: str, pieces: tuple[Piece, ...], variables: frozenset[str], called: bool) -> bool:
    runs: list[list[Meaning]] = [[]]
    for piece in pieces:
        if isinstance(piece.meaning, Function):
            runs.append([])
        else:
            runs[-1].append(piece.meaning)
    if len(runs) == 1:
        return _is_likely_product(word, runs[0], variables, called)
    before, *behind = runs
    return (len(before) <= 1 or _names_a_value(before, variables)) and all(
        not run or (_names_a_value(run, variables) and run != [CONSTANTS["e"]]) for run in behind
    )


def _names_a_value(run: list[Meaning], variables: frozenset[str]) -> bool:
    return len(run) <= _LONGEST_PRODUCT and any(
        isinstance(part, Constant) or (isinstance(part, Symbol) and part.name in variables) for part in run
    )


def _is_likely_product(word: str, run: list[Meaning], variables: frozenset[str], called: bool) -> bool:
    if len(run) <= 2:
        return True
    others = sum(not (isinstance(part, Symbol) and part.name in variables) for part in run)
    if called and (others > 1 or suggestions(word)):
        return False
    return others < len(run) and others <= _LONGEST_PRODUCT


def suggestions(word: str) -> tuple[str, ...]:
    """Up to two known names that the word is probably meant to be, the likeliest first."""
    if word in _ELSEWHERE:
        return (_ELSEWHERE[word],)
    if not 1 < len(word) <= 16:
        return ()
    typed = word.lower()
    scored = [(_likeness(typed, name), name) for name in (*FUNCTIONS, "pi", "tau", *GREEK_NAMES) if len(name) > 1]
    best = max(score for score, _ in scored)
    if best < 0.76:
        return ()
    likely = (name for score, name in scored if score > best - 0.02)
    return tuple(FUNCTIONS[name].name if name in ("lg", "tg") else name for name in likely)[:2]


def _likeness(typed: str, name: str) -> float:
    """Ratio of common letters, with a small bonus for a common beginning."""
    import difflib

    matcher = difflib.SequenceMatcher(None, name, typed)
    if matcher.quick_ratio() < 0.6:
        return 0.0
    return matcher.ratio() + 0.04 * (typed[:2] == name[:2])
