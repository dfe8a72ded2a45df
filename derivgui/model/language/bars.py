"""Absolute bars: which ``|`` opens and which one closes.

Inside one pair of brackets the bars must pair up among themselves. A bar can close only behind an
operand; where several pairings are possible, the leftmost bar that can close does, so ``|x|y|z|``
is the product of ``|x|``, ``y`` and ``|z|``. Where a factor would begin with a sign, as in
``|x^2 - 3|x| + 1|``, nobody means a product, and the text is refused.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivgui.model.language import doubts
from derivgui.model.language.binding import CLOSERS, ENDS, LEAVES
from derivgui.model.language.errors import ParseError
from derivgui.model.language.tokens import Token

_PARTING = frozenset({",", ";", ":", "relation", "if", "otherwise"})
_OPERAND_ENDS = ENDS | LEAVES | {"!"}
_DEEPEST = 64


def pair(tokens: list[Token]) -> list[Token]:
    """The tokens with every ``|`` replaced by ``|(`` or ``)|``."""
    if all(token.kind != "|" for token in tokens):
        return tokens
    paired = list(tokens)
    for group in _groups(tokens):
        sides = _sides(tokens, group)
        doubts.refuse_bars(tokens, group, sides)
        for place, kind in zip(group, sides, strict=True):
            paired[place] = tokens[place]._replace(kind=kind)
    return paired


def _groups(tokens: list[Token]) -> Iterable[list[int]]:
    """Places of the bars that can pair: same brackets, no comma or relation between."""
    groups: list[list[int]] = []
    innermost: list[list[int]] = [[]]
    for place, token in enumerate(tokens):
        if token.kind == "|":
            innermost[-1].append(place)
        elif token.kind in CLOSERS:
            innermost.append([])
        elif token.kind in ENDS:
            groups.append(innermost.pop())
            innermost = innermost or [[]]
        elif token.kind in _PARTING:
            groups.append(innermost[-1])
            innermost[-1] = []
    return (group for group in [*groups, *innermost] if group)


def _sides(tokens: list[Token], group: list[int]) -> list[str]:
    """For each bar of a group ``|(`` or ``)|``; raises ParseError where no pairing exists."""
    closable = [_closable(tokens, place) for place in group]
    possible = _possible_states(closable)
    sides: list[str] = []
    depth, closed = 0, False
    for number, can_close in enumerate(closable):
        may_close = depth > 0 and (closed if can_close is None else can_close)
        closed = may_close and (depth - 1, True) in possible[number + 1]
        depth += -1 if closed else 1
        if (depth, closed) not in possible[number + 1]:
            raise _unpaired(tokens, group)
        sides.append(")|" if closed else "|(")
    return sides


def _closable(tokens: list[Token], place: int) -> bool | None:
    """Whether an operand ends in front of the bar; None where another bar there decides."""
    if place == 0:
        return False
    before = tokens[place - 1].kind
    return None if before == "|" else before in _OPERAND_ENDS


def _possible_states(closable: list[bool | None]) -> list[set[tuple[int, bool]]]:
    """For each bar, and behind the last, the states that can still end paired.

    A state is the number of open bars and whether the bar in front was closed.
    """
    deepest = min(len(closable), _DEEPEST)
    possible: list[set[tuple[int, bool]]] = [{(0, True)}]
    for number in range(len(closable) - 1, -1, -1):
        behind = possible[-1]
        here: set[tuple[int, bool]] = set()
        for depth in range(deepest + 1):
            opens = (depth + 1, False) in behind
            closes = (depth - 1, True) in behind
            for closed in (False, True):
                can_close = closed if closable[number] is None else closable[number]
                if opens or (can_close and closes):
                    here.add((depth, closed))
        possible.append(here)
    return possible[::-1]


def _unpaired(tokens: list[Token], group: list[int]) -> ParseError:
    first, second = group[0], group[1] if len(group) > 1 else -1
    if second == first + 1 and len(group) == 2:
        return ParseError(
            "There is nothing between the bars.",
            "Write |x|, for example.",
            (tokens[first].start, tokens[second].end),
        )
    odd = tokens[group[-1] if len(group) > 1 else first]
    return ParseError(
        "The bar | has no partner.",
        "Write |x|, or abs(x) where it is clearer.",
        (odd.start, odd.end),
    )
