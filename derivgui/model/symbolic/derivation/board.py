"""The line on the board while a derivation is written: an expression with difference quotients still to work out.

A quotient that waits is a placeholder symbol in the tree, so that a move can put something else in its place and leave
all around it untouched. A line that is shown has the quotients written out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Node, Symbol, walk
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.setting import Setting

Kind: TypeAlias = Literal["quotient", "algebra", "limit law", "standard limit", "result"]


@dataclass(frozen=True, slots=True)
class Move:
    """One rewriting of a difference quotient.

    Attributes:
        rule: its name for programs, such as "binomial".
        title: what is done, in a few words.
        note: why that is so; "" where it is plain.
        tree: the quotient after the move, perhaps with placeholders.
        kind: what sort of step it is.
        condition: what the step needs, such as "h ≠ 0".
        about: what the title ends with, so that at a number it is named with the number in.
    """

    rule: str
    title: str
    note: str
    tree: Node
    kind: Kind = "algebra"
    condition: str = ""
    about: Node | None = None

    @property
    def heading(self) -> str:
        """The title as it is read."""
        return self.title if self.about is None else f"{self.title} {to_text(self.about)}"


@dataclass(frozen=True, slots=True)
class Development:
    """How a rule works out a difference quotient.

    Attributes:
        moves: move by move, each a tree equal to the quotient.
        short: the last of them with a title and a note for all, for a quotient inside a larger expression.
    """

    moves: tuple[Move, ...]
    short: Move


class Rule(Protocol):
    """A way to work out the difference quotient of some family of functions."""

    def __call__(self, u: Node, board: Board) -> Development | None:
        """The way for ``(u(x + h) - u(x))/h``; None where the rule does not fit."""


class Board:
    """Hands out placeholders for the difference quotients of sub-functions."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._waiting: dict[str, Node] = {}

    def open(self, u: Node) -> Node:
        """A placeholder for ``(u(x + h) - u(x))/h``; the number 0 where u does not depend on x."""
        if not self.setting.varies(u):
            return build.ZERO
        name = f"{build.PLACEHOLDER}{len(self._waiting)}"
        self._waiting[name] = u
        return Symbol(name)

    def function_of(self, placeholder: Node) -> Node | None:
        """The function whose quotient a placeholder stands for; None for all other trees."""
        return self._waiting.get(placeholder.name) if isinstance(placeholder, Symbol) else None

    def waiting_in(self, tree: Node) -> tuple[Symbol, ...]:
        """The placeholders in a tree, in reading order, each once."""
        found = (part for part in walk(tree) if isinstance(part, Symbol) and part.name in self._waiting)
        return tuple(dict.fromkeys(found))

    def shown(self, tree: Node) -> Node:
        """The tree with the waiting quotients written out."""
        return build.put(tree, {name: self.setting.quotient(u) for name, u in self._waiting.items()})
