"""What f is certain to lie between on a stretch, by the ends of its parts.

A ball as wide as from e^100 to e^200 seems to hold 0 and what is below it; bounds know both their ends.
"""

from __future__ import annotations

from derivgui.model.language.tree import Node, Symbol
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.bounds import Bounds, Range
from derivgui.model.numeric.enclosures.scaled import Scaled, plain
from derivgui.model.numeric.enclosures.scaled_functions import Rules
from derivgui.model.numeric.nearby.standing import HiddenError, NowhereError

PRECISION = 64


def bounds_between(node: Node, variable: str, start: float, end: float) -> Range | None:
    """Bounds of a tree that is then proven to be defined from ``start`` to ``end``, and continuous but for steps.

    Returns None where it has no values there at all. HiddenError where neither is certain.
    """
    with flint.ctx.workprec(PRECISION):
        try:
            stretch = _Stretch(variable, Bounds(start, end))
            return stretch.range_of(stretch.standing.tree(node))
        except NowhereError:
            return None
        except (ValueError, OverflowError, ZeroDivisionError) as error:
            raise HiddenError from error


class _Stretch(Rules):
    """Bounds alone; t is not used."""

    def __init__(self, variable: str, x: Bounds) -> None:
        super().__init__(variable, 1.0)
        self._x = plain(x)

    def part(self, node: Node) -> Scaled | None:
        """The variable."""
        return self._x if isinstance(node, Symbol) else None
