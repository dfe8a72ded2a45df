"""What a text means: a tree, the name it defines, its variables and its parameters."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.tree import Node


@dataclass(frozen=True, slots=True)
class Expression:
    """One text, read.

    Attributes:
        text: as typed.
        name: "f" in ``f(x) = ...``, "y" in ``y = ...``, None where only a right-hand side was typed.
        variables: the independent variables in order: as declared in ``f(t) = ...``, else ``("x", "y")`` where y
            occurs in the tree and ``("x",)`` otherwise.
        parameters: all other symbols in order of first appearance.
        tree: the right-hand side.
    """

    text: str
    name: str | None
    variables: tuple[str, ...]
    parameters: tuple[str, ...]
    tree: Node
