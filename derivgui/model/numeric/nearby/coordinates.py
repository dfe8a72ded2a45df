"""A function of a function: what happens to sin(1/(x² - 2)) at √2 is what happens to sin(1/u) at 0, u being x² - 2.

Where the variable stands in one part u of a tree only, and u is analytic at the place and moves on through it, u is as
good a coordinate as the variable itself. The function has the same limits in it, and slopes that differ by the factor
u'. Its expansions are short where those in x are long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derivgui.model.language.tree import Comparison, Negative, Node, Piecewise, Symbol, children, rebuild, symbols
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import PiNumber
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import (
    Number,
    Spread,
    UndecidedError,
    fraction,
    is_rational,
    number_of,
    rational,
    sign,
)
from derivgui.model.numeric.germs.one_sided import NOTHING, difference, tree_of
from derivgui.model.numeric.germs.scales import ONE, STEP
from derivgui.model.numeric.levels import Level
from derivgui.model.numeric.places.anchors import Anchor

LENGTH = 2
# Grows with the variable through 0 at the place.
TURN = Symbol("beyond the place")


@dataclass(frozen=True, slots=True)
class Coordinate:
    """Another coordinate u about a place.

    Attributes:
        function: f as a function of u.
        anchor: the place in it.
        exact: what is known exactly there.
        rate: u' at the place, other than 0.
    """

    function: RealFunction
    anchor: Anchor
    exact: Mapping[Node, Germ]
    rate: Number


def coordinate_of(
    function: RealFunction, anchor: Anchor, place: Number, exact: Mapping[Node, Germ]
) -> Coordinate | None:
    """The largest part, short of the whole, in which alone the variable stands; runs in a fixed working precision."""
    look = _Look(function, place, exact)
    whole = look.with_turning_points(function.concrete)
    best: tuple[Node, Level, Number] | None = None
    for part in parts_with_all(whole, function.variable)[1:-1]:
        found = look.moving_through(part)
        if found is None:
            break
        best = (part, *found)
    if best is None:
        return None
    part, level, rate = best
    variable = Symbol(function.variable)
    tree = replaced(replaced(whole, part, variable), TURN, _beyond(variable, level, sign(rate) or 1))
    known = {replaced(node, part, variable): value for node, value in exact.items() if _holds(node, part)}
    known.pop(variable, None)
    moved = Anchor(float(level), anchor.is_critical, level, None, known)
    return Coordinate(RealFunction(Program(tree, function.program.variables), function.variable), moved, known, rate)


def _beyond(variable: Node, level: Level, side: int) -> Node:
    """What is positive on one side of a level of a variable, and negative on the other."""
    gap = difference(variable, tree_of(number_of(level))) if level else variable
    return gap if side > 0 else Negative(gap)


class _Look:
    """One place of a function."""

    def __init__(self, function: RealFunction, place: Number, exact: Mapping[Node, Germ]) -> None:
        self._function, self._place, self._exact = function, place, exact

    def with_turning_points(self, node: Node) -> Node:
        """The tree with conditions that only tell the sides of the place apart as conditions on ``TURN``."""
        found = rebuild(node, self.with_turning_points) if symbols(node) else node
        if not isinstance(found, Piecewise):
            return found
        return Piecewise(tuple(replace(branch, condition=self._turning(branch.condition)) for branch in found.branches))

    def _turning(self, condition: Comparison | None) -> Comparison | None:
        if condition is None or len(condition.operands) > 2:
            return condition
        gap = self.moving_through(difference(*condition.operands))
        if gap is None or gap[0]:
            return condition
        return Comparison((TURN if sign(gap[1]) == 1 else Negative(TURN), NOTHING), condition.relations)

    def moving_through(self, part: Node) -> tuple[Level, Number] | None:
        """The value and the slope of a part, where it is one analytic function that goes through the place."""
        function, algebra = self._function, Algebra(LENGTH)
        bound = {function.variable: moving(self._place, 1), TURN.name: moving(rational(0), 1)}
        try:
            germ = germ_of(algebra, part, bound, function.program.variables, self._exact)
        except (UndecidedError, UndefinedError):
            return None
        terms = dict(germ.terms)
        level, rate = level_of_number(terms.get(ONE, rational(0))), terms.get(STEP)
        if germ.growth or algebra.assumed or algebra.choices or algebra.turns or level is None:
            return None
        if rate is None or isinstance(rate, Spread) or not sign(rate) or min(terms) < ONE:
            return None
        return level, rate


def parts_with_all(tree: Node, variable: str) -> list[Node]:
    """The parts of a tree in which the variable stands wherever it does, from itself up; the tree comes last."""
    known: dict[Node, list[Node]] = {}

    def found(node: Node) -> list[Node]:
        if node not in known:
            parts = dict.fromkeys(part for part in children(node) if variable in symbols(part))
            first, *others = map(found, parts) if parts else ([],)
            known[node] = [part for part in first if all(part in other for other in others)] + [node]
        return known[node]

    return found(tree)


def level_of_number(number: Number) -> Level | None:
    """An exact number as a level; None for one of another form."""
    if is_rational(number):
        return Level(fraction(number))
    if isinstance(number, PiNumber):
        return Level(fraction(number.p), fraction(number.q))
    return None


def replaced(node: Node, part: Node, instead: Node) -> Node:
    """The tree with another one in place of a part, wherever that stands."""
    if node == part:
        return instead
    return rebuild(node, lambda child: replaced(child, part, instead)) if symbols(node) else node


def _holds(node: Node, part: Node) -> bool:
    """Whether a tree is made of a part and of nothing else that varies."""
    varying = [child for child in children(node) if symbols(child)]
    return node == part or (bool(varying) and all(_holds(child, part) for child in varying))
