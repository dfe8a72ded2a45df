"""Which variable moves, by which step: x and h, unless h has a meaning already."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.tree import Node, Symbol, symbols
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.tidy.layout import in_tens, writes_tens

STEP_LETTERS = ("h", "k", "t", "s", "u", "w", "δ", "η")


@dataclass(frozen=True, slots=True)
class Setting:
    """The variable of a derivation and the letter of its step; ``name`` and ``variables`` are those of the function.

    ``tens`` tells to write 2*10^12 instead of 2000000000000, as the function does.
    """

    variable: str
    step: str
    name: str = "f"
    variables: tuple[str, ...] = ()
    tens: bool = False

    @property
    def x(self) -> Node:
        """The variable as a tree."""
        return Symbol(self.variable)

    @property
    def h(self) -> Node:
        """The step as a tree."""
        return Symbol(self.step)

    def written(self, tree: Node) -> Node:
        """The tree of a line with its numbers written as the function's are."""
        return in_tens(tree) if self.tens else tree

    def varies(self, node: Node) -> bool:
        """Whether the tree depends on the variable."""
        return build.depends_on(node, self.variable)

    def moves(self, node: Node) -> bool:
        """Whether the tree depends on the step."""
        return build.depends_on(node, self.step)

    def ahead(self, node: Node) -> Node:
        """``u(x + h)``."""
        return build.put(node, {self.variable: build.total(self.x, self.h)})

    def increment(self, node: Node) -> Node:
        """``u(x + h) - u(x)``."""
        return build.difference(self.ahead(node), node)

    def quotient(self, node: Node) -> Node:
        """The difference quotient ``(u(x + h) - u(x))/h``, nothing worked out."""
        return build.quotient(self.increment(node), self.h)


def setting_for(tree: Node, variable: str, name: str = "f", variables: tuple[str, ...] = ()) -> Setting:
    """The step is called h; another letter where h occurs in the tree or is the variable."""
    taken = {variable, *symbols(tree)}
    step = next(letter for letter in (*STEP_LETTERS, "h_0") if letter not in taken)
    return Setting(variable, step, name, variables, writes_tens(tree))
