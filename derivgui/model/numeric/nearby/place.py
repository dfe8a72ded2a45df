"""An exact place on the axis of a function, and what expansions tell of its parts there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from derivgui.model.language.tree import Node
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import Expander, germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import UndecidedError
from derivgui.model.numeric.germs.one_sided import NOTHING
from derivgui.model.numeric.places.anchors import Anchor

# Terms of an expansion: few first; more where everything has cancelled.
LENGTHS = (6, 16)
NO_BOUNDS: Mapping[str, Germ] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """An exact place on the axis of a function.

    Attributes:
        anchor: the place of the double that was asked for.
        number: where it is, as a coefficient of germs.
        exact: sub-trees whose value there is known exactly.
    """

    function: RealFunction
    anchor: Anchor
    number: Any
    exact: Mapping[Node, Germ]

    def germ(
        self,
        algebra: Algebra,
        side: int,
        thorough: bool = False,
        tree: Node | None = None,
        others: Mapping[str, Germ] = NO_BOUNDS,
    ) -> Germ:
        """The germ of the function there: on the side 1 or -1, or at the place itself for 0.

        ``tree`` is another one with the same values; ``others`` binds what other symbols it has.
        """
        function, tree = self.function, tree or self.function.concrete
        bound = {function.variable: moving(self.number, side), **others}
        return germ_of(algebra, tree, bound, function.program.variables, self.exact, thorough=thorough, ragged=True)

    def expander(self, side: int) -> Expander:
        """What tells of parts of the function on a side."""
        function = self.function
        bound = {function.variable: moving(self.number, side)}
        return Expander(Algebra(LENGTHS[0]), bound, function.program.variables, self.exact)

    def standing(self, side: int) -> Node:
        """The tree with the choices made that are certain on a side; as it is where none of its branches may hold."""
        try:
            return self.expander(side).standing(self.function.concrete)
        except (UndecidedError, UndefinedError, ArithmeticError, ValueError):
            return self.function.concrete

    def sign(self, tree: Node, side: int) -> int | None:
        """The sign of another tree on a side; None where that is not certain."""
        expander = self.expander(side)
        try:
            found = expander.side_of(tree, NOTHING)
        except (UndecidedError, UndefinedError, ArithmeticError, ValueError):
            return None
        return None if expander.is_assuming else found
