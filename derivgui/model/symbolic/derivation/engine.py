"""From a function to the lines of its derivation: rule after rule until no difference quotient is left to work out.

1. The board holds one placeholder: the difference quotient of the whole function.
2. The first rule that fits the first waiting quotient rewrites it. Where the quotient is the whole line, every move of
   the rule becomes a line; inside a larger expression only the last one does, as on a board.
3. A quotient of a function a·x + b is the number a and costs no line of its own.
4. When nothing waits, h goes to 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derivgui.model.language.tree import Node, Symbol, walk
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move, Rule
from derivgui.model.symbolic.derivation.moves import RULES
from derivgui.model.symbolic.derivation.moves.polynomial import slope_of_line
from derivgui.model.symbolic.derivation.setting import Setting

MOST_LINES = 24
MOST_MOVES = 80
LARGEST_TREE = 800


class UnknownDerivationError(Exception):
    """No way is known here; ``reason`` says at what."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Line:
    """A line before its last: the expression under the limit and the move that led to it."""

    move: Move
    tree: Node


def lines_of(f: Node, setting: Setting, rules: Sequence[Rule] = RULES) -> tuple[Line, ...]:
    """The lines from the difference quotient to the one in which h may become 0.

    Raises:
        UnknownDerivationError: where no rule fits, or the lines become too many or too long.
    """
    board = Board(setting)
    tree = board.open(f)
    first = Move(
        "definition", "Write the difference quotient", "", setting.quotient(f), "quotient", f"{setting.step} ≠ 0"
    )
    lines = [Line(first, first.tree)]
    if not setting.varies(f):
        return (*lines, Line(Move("constant", "A constant does not change", "", build.ZERO), build.ZERO))
    for _ in range(MOST_MOVES):
        waiting = board.waiting_in(tree)
        if not waiting:
            return tuple(lines)
        chosen = next((w for w in waiting if slope_of_line(_function(board, w), setting) is None), None)
        values = {} if len(waiting) == 1 and tree == waiting[0] else _straight(board, waiting, setting)
        moves: tuple[Move, ...]
        if not values or chosen is not None:
            place = chosen or waiting[0]
            found = _developed(_function(board, place), board, rules)
            moves = found.moves if tree == place else (found.short,)
            trees = [build.put(tree, {**values, place.name: move.tree}) for move in moves]
        else:
            moves = (Move("line", "The quotient of x is 1", "", build.ONE),)
            trees = [build.put(tree, values)]
        for move, after in zip(moves, trees, strict=True):
            shown = board.shown(after)
            if shown != lines[-1].tree:
                lines.append(Line(move, shown))
        tree = trees[-1]
        _refuse_if_too_long(lines, tree)
    raise UnknownDerivationError("the moves do not come to an end")


def _function(board: Board, placeholder: Node) -> Node:
    found = board.function_of(placeholder)
    if found is None:
        raise AssertionError("no placeholder")
    return found


def _straight(board: Board, waiting: Sequence[Symbol], setting: Setting) -> dict[str, Node]:
    """The quotients of straight lines among those that wait, by placeholder: their slopes."""
    slopes = {w.name: slope_of_line(_function(board, w), setting) for w in waiting}
    return {name: slope for name, slope in slopes.items() if slope is not None}


def _developed(u: Node, board: Board, rules: Sequence[Rule]) -> Development:
    for rule in rules:
        found = rule(u, board)
        if found is not None:
            return found
    raise UnknownDerivationError("no rule fits")


def _refuse_if_too_long(lines: Sequence[Line], tree: Node) -> None:
    if len(lines) > MOST_LINES or sum(1 for _ in walk(tree)) > LARGEST_TREE:
        raise UnknownDerivationError("the lines become too many or too long")
