"""What f is certain to lie between on one side of a place, arbitrarily close to the place included.

An enclosure of the whole stretch (p, p + e] holds even where f has its pole, its jump or its hole at p. Each part of
the tree is bounded twice: by numbers, and as t^r W for the distance t from p, with bounds W. Where a part is analytic
around p, the second form is its Taylor expansion with Lagrange's remainder, begun at the first coefficient that does
not vanish at p, so that 0/0 is no riddle. Which coefficient that is a germ tells by exact algebra.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivgui.model.language.tree import Node, Power
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import Coefficients, enclosed_series
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.enclosures.bounds import EVERYTHING, Bounds, Range, around
from derivgui.model.numeric.enclosures.scaled import NOTHING, Scaled, plain, times_power
from derivgui.model.numeric.enclosures.scaled_functions import Rules
from derivgui.model.numeric.enclosures.taylor_model import ORDER as MODEL_ORDER
from derivgui.model.numeric.enclosures.taylor_model import TaylorModel, model_of
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import Number, Spread, UndecidedError
from derivgui.model.numeric.germs.numbers import ball as number_ball
from derivgui.model.numeric.nearby.removable import RemovableSeries
from derivgui.model.numeric.nearby.standing import HiddenError, NowhereError
from derivgui.model.numeric.places.anchors import Anchor, anchor_of
from derivgui.model.numeric.places.vanishing import place_as_tree, vanishes_at

PRECISION = 400
ORDER = 9
GERM_LENGTH = 10
MOST_REMEMBERED = 2000
# A place that was bracketed in doubles lies so many units of rounding beside its own double at most.
NEAR_UNITS = 64.0


def bounds_beside(function: RealFunction, x: float, side: int, width: float) -> Range | None:
    """Bounds of f strictly beside the exact place that x stands for, up to ``width`` beyond the double.

    Returns None where f has no values there. HiddenError where neither is certain.
    """
    with flint.ctx.workprec(PRECISION):
        try:
            return _Side(function, _place(function, x), side, width).bounds()
        except NowhereError:
            return None
        except (ValueError, OverflowError, ZeroDivisionError, UndecidedError, UndefinedError) as error:
            raise HiddenError from error


def model_beside(function: RealFunction, x: float, side: int, width: float) -> TaylorModel | None:
    """The Taylor model of f from the place that x stands for up to ``width`` beyond the double; None if there is none.

    f has one where it goes on analytically beyond the place, as it does at a hole.
    """
    with flint.ctx.workprec(PRECISION):
        try:
            return _Side(function, _place(function, x), side, width).model(x, x + side * width)
        except (HiddenError, NowhereError, ValueError, ArithmeticError, UndecidedError, UndefinedError):
            return None


@dataclass(frozen=True, slots=True)
class _Place:
    """A critical place as a number, as a ball, and as a tree where it has a name.

    What is found out about it is kept: which parts vanish by their form, and how often parts vanish.
    """

    anchor: Anchor
    number: Number
    ball: Any
    tree: Node | None
    zeros: dict[Node, bool]
    orders: dict[tuple[Node, int], int | None]


def _place(function: RealFunction, x: float) -> _Place:
    """Remembered, since a root takes a millisecond."""
    known: dict[float, _Place] = function.notes.setdefault(_Place, {})
    if x not in known:
        anchor = anchor_of(function, x, NEAR_UNITS)
        if anchor.is_assumed:
            raise HiddenError
        if len(known) > MOST_REMEMBERED:
            known.clear()
        number = anchor.number(named=False)
        known[x] = _Place(anchor, number, number_ball(number), place_as_tree(anchor, function.variable), {}, {})
    return known[x]


class _Side(Rules):
    """One side of one place."""

    def __init__(self, function: RealFunction, place: _Place, side: int, width: float) -> None:
        # The place is a hair off its double.
        far = flint.arb(place.anchor.x) + side * flint.arb(width)
        if not side * (far - place.ball) > 0:
            raise HiddenError
        super().__init__(function.variable, around(abs(far - place.ball)).high)
        self._function = function
        self._place = place
        self._side = side
        self._around = place.ball + flint.arb(0, self.reach)
        self._exact: dict[Node, Germ] = dict(place.anchor.exact)

    def bounds(self) -> Range:
        return self.range_of(self._tree())

    def model(self, x: float, end: float) -> TaylorModel | None:
        """The Taylor model from the place next to x to ``end``."""
        tree, all_along = self._tree(), self._place.ball.union(flint.arb(x)).union(flint.arb(end))
        series = RemovableSeries({self.variable: all_along}, self.variable, MODEL_ORDER, self._known_order).run(tree)
        wide = tuple(series[k] for k in range(MODEL_ORDER + 1))
        if not all(c.is_finite() for c in wide):
            return None
        return model_of(tree, self.variable, min(x, end), max(x, end), wide)

    def _tree(self) -> Node:
        # What is known exactly is so in its standing form, too.
        self._exact |= {self.standing.tree(node): value for node, value in self._place.anchor.exact.items()}
        self.forget()
        return self.standing.tree(self._function.concrete)

    def part(self, node: Node) -> Scaled | None:
        """Analytic parts by their expansions."""
        at = {self.variable: self._around}
        found = enclosed_series(node, at, self.variable, ORDER)
        if found is None:
            return None
        bounds = around(found[0]).met(self._on_this_side(node, found[1]))
        if bounds.sign:
            return plain(bounds)
        order = self._known_order(node)
        if order is None:
            # A high power is more than its expansion tells.
            return None if isinstance(node, Power) else plain(bounds)
        if order > ORDER:
            return plain(NOTHING)
        factor = self._expansion(found, order)
        return Scaled(bounds.met(times_power(factor, Fraction(order), self.reach)), Fraction(order), factor)

    def _known_order(self, node: Node) -> int | None:
        """The vanishing order; an expansion takes milliseconds, and boxes at one place are many."""
        orders, known = self._place.orders, (node, len(self._exact))
        if known not in orders:
            orders[known] = self._vanishing_order(node)
        return orders[known]

    def _on_this_side(self, node: Node, slope: Ball) -> Bounds:
        """By the mean value theorem from the place on, to this side only."""
        here = enclosed_series(node, {self.variable: self._place.ball}, self.variable, 0)
        if here is None:
            return EVERYTHING
        return around(here[0]) + times_power(around(slope * self._side), Fraction(1), self.reach)

    def _expansion(self, wide: Coefficients, order: int) -> Bounds:
        """u/t^order, where the coefficients before that vanish at the place."""
        mirrored = -1 if order % 2 and self._side < 0 else 1
        return around(wide[order] * mirrored)

    def _vanishing_order(self, node: Node) -> int | None:
        """How many Taylor coefficients are exactly 0 at the place; more than ``ORDER`` for the function that is 0."""
        algebra = Algebra(GERM_LENGTH)
        try:
            germ = algebra.settled(self._germ(algebra, node, self._side))
        except UndefinedError:
            return None
        except UndecidedError:
            return self._first_order(node)
        if algebra.assumed:
            return self._first_order(node)
        if germ.growth:
            return None
        if germ.is_zero:
            return ORDER + 1
        if not germ.terms or isinstance(germ.terms[0][1], Spread):
            return None
        (rate, logarithms), _ = germ.terms[0]
        return rate if isinstance(rate, int) and 0 <= rate <= ORDER and not logarithms else None

    def _germ(self, algebra: Algebra, node: Node, side: int) -> Germ:
        bound = {self.variable: moving(self._place.number, side)}
        return germ_of(algebra, node, bound, self._function.program.variables, self._exact)

    def _first_order(self, node: Node) -> int | None:
        """1 where the tree is exactly 0 at the place and its slope is not, by its digits; else unknown."""
        slope = enclosed_series(node, {self.variable: self._place.ball}, self.variable, 1)
        if slope is None or not slope[0].contains(0) or slope[1].contains(0):
            return None
        return 1 if self._is_zero(node) or self._is_zero_by_form(node) else None

    def _is_zero(self, node: Node) -> bool:
        algebra = Algebra(GERM_LENGTH)
        try:
            return algebra.settled(self._germ(algebra, node, 0)).is_zero and not algebra.assumed
        except (UndecidedError, UndefinedError):
            return False

    def _is_zero_by_form(self, node: Node) -> bool:
        place = self._place
        if place.tree is None:
            return False
        if node not in place.zeros:
            place.zeros[node] = vanishes_at(node, self.variable, place.tree)
        return place.zeros[node]
