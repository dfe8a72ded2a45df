"""From a function to the lines of its derivation: rule after rule until no difference quotient is left to work out.

1. The board holds one placeholder: the difference quotient of the whole function.
2. The first rule that fits the first waiting quotient rewrites it. Where no other quotient waits, every move of the
   rule becomes a line; else only the last one does, as on a board.
3. A quotient of a function a·x + b is the number a and costs no line of its own.
4. When nothing waits, h goes to 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from derivgui.model.language.tree import Node, Symbol, walk
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.board import Board, Development, Move, Rule
from derivgui.model.symbolic.derivation.moves import RULES
from derivgui.model.symbolic.derivation.moves.polynomial import slope_of_line
from derivgui.model.symbolic.derivation.raised import in_words
from derivgui.model.symbolic.derivation.setting import Setting

MOST_LINES = 24
SHORT_PAGE = 11
SHORT_LINE = 120
MOST_MOVES = 80
LARGEST_TREE = 800


class UnknownDerivationError(Exception):
    """No way is known here."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line before its last: the expression under the limit and the move that led to it.

    ``named`` is LaTeX that is set in its place, where it is shorter with the function's name.
    """

    move: Move
    tree: Node
    named: str = ""


def lines_of(f: Node, setting: Setting, rules: Sequence[Rule] = RULES) -> tuple[Line, ...]:
    """The lines from the difference quotient to the one in which h may become 0.

    Raises:
        UnknownDerivationError: where no rule fits, or the lines become too many or too long.
    """
    board = Board(setting)
    tree = board.open(f)
    whole = setting.quotient(f)
    definition = Move("definition", "Write the difference quotient", "", whole, "quotient", f"{setting.step} ≠ 0")
    lines = [Line(definition, whole)]
    if not setting.varies(f):
        return (*lines, Line(Move("constant", "A constant does not change", "", build.ZERO), build.ZERO))
    for _ in range(MOST_MOVES):
        if not board.waiting_in(tree):
            return tuple(lines)
        steps = _next_moves(tree, board, rules, len(lines))
        for move, after in steps:
            shown = board.shown(after)
            if shown != lines[-1].tree:
                lines.append(Line(move, shown))
        tree = steps[-1][1]
        _refuse_if_too_long(lines, tree)
    raise UnknownDerivationError("the moves do not come to an end")


def _next_moves(tree: Node, board: Board, rules: Sequence[Rule], written: int) -> list[tuple[Move, Node]]:
    """The moves for the first quotient that waits, each with the line it leads to; straight lines go along.

    ``written`` lines stand on the board already: a page that would become long takes the short way.
    """
    waiting = board.waiting_in(tree)
    if tree == waiting[0]:
        moves = _developed(_function(board, waiting[0]), board, rules).moves
        return [(move, move.tree) for move in moves]
    slopes = _straight(board, waiting, board.setting)
    place = next((w for w in waiting if w.name not in slopes), None)
    if place is None:
        move = Move("line", "The quotient of x is 1", "", build.ONE)
        return [(move, build.put(tree, slopes))]
    development = _developed(_function(board, place), board, rules)
    is_alone = all(w == place or w.name in slopes for w in waiting)
    is_short = written + len(development.moves) <= SHORT_PAGE and sum(1 for _ in walk(tree)) <= SHORT_LINE
    moves = development.moves if is_alone and is_short else (development.short,)
    told = replace(moves[0], note=f"{moves[0].note} {_told(slopes, board)}".strip())
    return [(move, build.put(tree, {**slopes, place.name: move.tree})) for move in (told, *moves[1:])]


def _told(slopes: Mapping[str, Node], board: Board) -> str:
    """What the quotients of straight lines are that go along with a move."""
    lines = [(_function(board, Symbol(name)), slope) for name, slope in slopes.items()]
    return " ".join(f"The difference quotient of {in_words(u)} is {in_words(slope)}." for u, slope in lines)


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
