"""What stands in braces: the branches of a piecewise definition, or one grouped expression.

A branch is ``condition: value``, ``value if condition``, or in the end a value for all the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivgui.model.language.errors import ParseError
from derivgui.model.language.tokens import Token
from derivgui.model.language.tree import Branch, Comparison, Node, Piecewise

if TYPE_CHECKING:
    from derivgui.model.language.grammar import Reader

_SEPARATORS = (",", ";")


def read(reader: Reader, opening: Token) -> Node:
    """The inside of a pair of braces, up to the closing one."""
    branches: list[Branch] = []
    while True:
        start = reader.token.start
        branch = _branch(reader)
        branches.append(branch)
        end = reader.previous_end()
        if reader.token.kind not in _SEPARATORS:
            break
        reader.advance()
        if reader.token.kind == "}":
            break
        if branch.condition is None:
            raise ParseError(
                "Only the last branch can stand without a condition.",
                "Write {x < 0: -x, x >= 0: x}, for example.",
                (start, end),
            )
    if len(branches) == 1 and branches[0].condition is None:
        return branches[0].value
    return reader.placed(Piecewise(tuple(branches)), opening.start)


def _branch(reader: Reader) -> Branch:
    if reader.token.kind == "otherwise":
        reader.advance()
        if reader.token.kind == ":":
            reader.advance()
        return Branch(None, reader.expression())
    if reader.token.kind == "if":
        reader.advance()
    start = reader.token.start
    first = reader.comparison()
    if reader.token.kind == ":":
        condition = _condition(reader, first, start)
        reader.advance()
        return Branch(condition, reader.expression())
    value = _value(reader, first, start)
    _pass_comma_before_condition(reader)
    if reader.token.kind == "otherwise":
        reader.advance()
        return Branch(None, value)
    if reader.token.kind == "if":
        reader.advance()
        start = reader.token.start
        return Branch(_condition(reader, reader.comparison(), start), value)
    return Branch(None, value)


def _pass_comma_before_condition(reader: Reader) -> None:
    """``-x, if x < 0`` and a final ``x, otherwise``; elsewhere a comma ends the branch."""
    if reader.token.kind != ",":
        return
    word, behind = reader.following().kind, reader.following(2).kind
    if word == "if" or (word == "otherwise" and behind in ("}", *_SEPARATORS)):
        reader.advance()


def _condition(reader: Reader, found: Node | Comparison, start: int) -> Comparison:
    if isinstance(found, Comparison):
        return found
    raise ParseError(
        "A condition compares two things.",
        "Write x < 0 or 0 <= x < 1, for example.",
        (start, reader.previous_end()),
    )


def _value(reader: Reader, found: Node | Comparison, start: int) -> Node:
    if not isinstance(found, Comparison):
        return found
    raise ParseError(
        "The value that belongs to this condition is missing.",
        "Write it behind a colon: {x < 0: -x, x}.",
        (start, reader.previous_end()),
    )
