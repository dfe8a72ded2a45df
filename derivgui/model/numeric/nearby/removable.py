"""Taylor series over stretches that hold a place at which a function has a hole, and goes on analytically."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from derivgui.model.language.tree import Node, Product, Quotient, Sum
from derivgui.model.numeric.enclosures.ball_series import SeriesEvaluator
from derivgui.model.numeric.enclosures.one_fraction import as_one_fraction, fraction_of
from derivgui.model.numeric.enclosures.series_rules import Series, UnprovenError, nonzero


class RemovableSeries(SeriesEvaluator):
    """Series over an interval that holds a place at which quotients are 0/0 and go on analytically.

    Where u and v vanish k times at a place p, the Taylor coefficients of u/(x - p)^k at any x are divided differences
    of u with k nodes at p and the others at x, and so among the values of u^(k + m)/(k + m)! in between (C. de Boor,
    Divided differences, Surv. Approx. Theory 1, 2005). ``order_of`` tells how often a part vanishes there, None where
    that is not known.
    """

    def __init__(
        self, at: Mapping[str, Any], variable: str, order: int, order_of: Callable[[Node], int | None]
    ) -> None:
        super().__init__(at, variable, order, "balls")
        self._order_of = order_of

    def run(self, node: Node) -> Series:
        """The series of a node; 0 times a pole, and the sum of two poles, as one fraction."""
        try:
            return super().run(node)
        except UnprovenError:
            fraction = _as_fraction(node)
            if fraction is None:
                raise
        return super().run(fraction)

    def _quotient(self, node: Quotient) -> Series:
        try:
            return super()._quotient(node)
        except UnprovenError:
            above, below = self._order_of(node.numerator), self._order_of(node.denominator)
            if not below or above is None or above < below or self._length + below > self._flint.ctx.cap:
                raise
        longer = RemovableSeries(self._at, self._variable, self._length - 1 + below, self._order_of)
        parts = [longer.run(part) for part in (node.numerator, node.denominator)]
        top, bottom = (self._make([part[below + k] for k in range(self._length)], prec=self._length) for part in parts)
        return top / nonzero(bottom)


def _as_fraction(node: Node) -> Node | None:
    match node:
        case Product():
            above, below = fraction_of(node)
            return None if below is None else Quotient(above, below)
        case Sum(terms):
            return as_one_fraction(terms)
        case _:
            return None
