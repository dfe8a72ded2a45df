"""Taylor series in ball arithmetic or in exact fractions: derivatives with a proof.

Over an interval the coefficients are enclosures of f^(k)(t)/k! for every t in it, and f is analytic on all of it
(after F. Johansson, Arb, IEEE Trans. Computers 66, 2017). At a rational point the same rules run on python-flint's
fractions and are exact, as long as the tree holds nothing but arithmetic.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from derivgui.model.language.relations import HOLDS
from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    children,
    walk,
)
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import RULES, Ball, ball
from derivgui.model.numeric.enclosures.continuity import STEPS, is_between_steps, standing_branch
from derivgui.model.numeric.enclosures.growth import (
    Grown,
    grown_hyperbolic,
    grown_product,
    grown_quotient,
    grown_sum,
    plain,
)
from derivgui.model.numeric.enclosures.high_powers import FEWEST, high_powers, over_power
from derivgui.model.numeric.enclosures.series_rules import Series, UnprovenError, analytic, nonzero, positive, stepped
from derivgui.model.numeric.powers import exact_rational

Coefficients: TypeAlias = tuple[Any, ...]  # flint.arb or flint.fmpq
_Ring: TypeAlias = Literal["balls", "fractions"]

LARGEST_EXPONENT = 64


def enclosed_series(tree: Node, at: Mapping[str, Ball], variable: str, order: int) -> Coefficients | None:
    """Balls around f^(k)(t)/k!, k = 0 ... order, for all t in the ball ``at[variable]``.

    None where f is not proven analytic there. Uses flint's current precision; ``order`` is at most 9.
    """
    found = _coefficients(tree, at, variable, order, "balls")
    return found if found is not None and all(c.is_finite() for c in found) else None


def exact_series(tree: Node, at: Mapping[str, Fraction], variable: str, order: int) -> Coefficients | None:
    """The same as exact fractions; None for a tree with anything but arithmetic in it, or at a pole."""
    return _coefficients(
        tree, {name: flint.fmpq(v.numerator, v.denominator) for name, v in at.items()}, variable, order, "fractions"
    )


def _coefficients(tree: Node, at: Mapping[str, Any], variable: str, order: int, ring: _Ring) -> Coefficients | None:
    if order >= flint.ctx.cap:
        # python-flint cuts series at this length, and what is cut off would read as 0.
        return None
    try:
        series = SeriesEvaluator(at, variable, order, ring).run(tree)
    except (ArithmeticError, ValueError):
        return None
    return tuple(series[k] for k in range(order + 1))


class SeriesEvaluator:
    """One tree at one place."""

    def __init__(self, at: Mapping[str, Any], variable: str, order: int, ring: _Ring) -> None:
        self._at = at
        self._variable = variable
        self._length = order + 1
        self._ring = ring
        self._make = flint.arb_series if ring == "balls" else flint.fmpq_series
        self._flint = flint

    def run(self, node: Node) -> Series:
        """The series of a node."""
        match node:
            case Number(value):
                return self._constant(self._flint.fmpq(value.numerator, value.denominator))
            case Constant():
                return self._constant(self._transcendental(node))
            case Symbol(name):
                return self._symbol(name)
            case Negative(operand):
                return -self.run(operand)
            case Sum(terms):
                return sum((self.run(term) for term in terms[1:]), self.run(terms[0]))
            case Product(factors):
                return self._product([self.run(factor) for factor in factors])
            case Quotient():
                return self._quotient(node)
            case Power(base, exponent):
                if self._ring == "balls" and not self._moves(node):
                    return self._constant(ball(node, self._at))
                if exact_rational(exponent) == 0 and not self._moves(base) and self.run(base)[0] == 0:
                    # 0^0 has no value, while u^0 is 1 wherever u has one.
                    raise UnprovenError
                return self._of((base,), lambda inner: self._power(inner[0], exponent))
            case Call():
                if self._ring == "balls" and not self._moves(node):
                    return self._constant(ball(node, self._at))
                return self._of(node.arguments, lambda inner: self._call(node, inner))
            case Piecewise():
                return self._piecewise(node)

    def _moves(self, node: Node) -> bool:
        """Whether a tree changes along the series."""
        # Most do, and so it is soon found: this is asked at every call.
        return any(isinstance(part, Symbol) and part.name == self._variable for part in walk(node))

    def _product(self, factors: list[Series]) -> Series:
        # The empty series of 0 forgets that another factor has no values.
        if self._ring == "balls" and not all(factor[0].is_finite() for factor in factors):
            raise UnprovenError
        return math.prod(factors[1:], start=factors[0])

    def _quotient(self, node: Quotient) -> Series:
        if self._ring == "balls":
            node = self._without_high_power(node)
        above, below = self.run(node.numerator), self.run(node.denominator)
        for narrow in (below, self._narrowed(node.denominator, below)):
            if narrow[0] > 0 or narrow[0] < 0:
                return above / narrow
        if self._ring == "balls" and self._moves(node.denominator):
            # A ball as wide as e^1000 seems to hold 0; its logarithm tells that it does not.
            return plain(self._grown(node))
        raise UnprovenError

    def _without_high_power(self, node: Quotient) -> Quotient:
        """The same quotient after cancelling the highest power of what is larger than 1."""
        for base, n in sorted(high_powers(node.denominator), key=lambda power: -power[1]):
            if self._moves(base) and abs(self.run(base)[0]) > 1:
                return Quotient(over_power(node.numerator, base, n), over_power(node.denominator, base, n))
        return node

    def _grown(self, node: Node) -> Grown:
        """The series with its exponential growth set apart."""
        match node:
            case Negative(operand):
                series, growth = self._grown(operand)
                return -series, growth
            case Sum(terms):
                return functools.reduce(grown_sum, map(self._grown, terms))
            case Product(factors):
                return functools.reduce(grown_product, map(self._grown, factors))
            case Quotient(above, below):
                return grown_quotient(self._grown(above), self._grown(below))
            case Power(Constant("e"), exponent) | Call("exp", (exponent,)):
                return self._constant(1), self.run(exponent)
            case Call("cosh" | "sinh", (argument,)):
                return grown_hyperbolic(node.name, self.run(argument), self._constant(1))
            case _:
                return self.run(node), None

    def _constant(self, value: Any) -> Series:
        return self._make([value], prec=self._length)

    def _transcendental(self, node: Node) -> Ball:
        if self._ring == "fractions":
            raise UnprovenError
        return ball(node, self._at)

    def _symbol(self, name: str) -> Series:
        if name not in self._at:
            raise UnprovenError
        return self._make([self._at[name], 1] if name == self._variable else [self._at[name]], prec=self._length)

    def _power(self, base: Series, exponent: Node) -> Series:
        fraction = exact_rational(exponent)
        if fraction is None:
            return self._varying_power(base, exponent)
        if fraction.denominator == 1:
            return self._whole_power(base, fraction.numerator)
        return self._fractional_power(base, fraction)

    def _whole_power(self, base: Series, n: int) -> Series:
        if abs(n) > LARGEST_EXPONENT and self._ring == "fractions":
            raise UnprovenError
        if n >= 0:
            return base**n
        # A high power of a wide ball seems to hold 0.
        return (self._constant(1) / nonzero(base)) ** -n if -n >= FEWEST else self._constant(1) / nonzero(base**-n)

    def _varying_power(self, base: Series, exponent: Node) -> Series:
        if self._ring == "fractions":
            raise UnprovenError
        power = self.run(exponent)
        start = power[0]
        whole = start.unique_fmpz() if start.is_exact() and not self._moves(exponent) else None
        if whole is not None and abs(whole) <= LARGEST_EXPONENT:
            return self._whole_power(base, int(whole))
        return (power * positive(base).log()).exp()

    def _fractional_power(self, base: Series, exponent: Fraction) -> Series:
        if self._ring == "fractions":
            raise UnprovenError
        odd_root = bool(exponent.denominator % 2)
        if odd_root and base[0] < 0:
            sign = -1 if exponent.numerator % 2 else 1
            return self._fractional_power(-base, exponent) * self._constant(sign)
        power = self._constant(self._flint.fmpq(exponent.numerator, exponent.denominator))
        return (positive(base).log() * power).exp()

    def _of(self, parts: tuple[Node, ...], rule: Callable[[list[Series]], Series]) -> Series:
        """A rule of parts; where their ranges are too wide for it, of narrower ones."""
        inner = [self.run(part) for part in parts]
        try:
            found = rule(inner)
            if self._ring == "fractions" or found[0].is_finite():
                return found
        except UnprovenError:
            pass
        narrow = [self._narrowed(*pair) for pair in zip(parts, inner, strict=True)]
        if all(map(operator.is_, narrow, inner)):
            raise UnprovenError
        return rule(narrow)

    def _narrowed(self, node: Node, series: Series) -> Series:
        """The series of a part with a narrower range, by its Taylor polynomial in the middle; or the same.

        Beside a turning point at a level that is what keeps it off the level.
        """
        x, order = self._at.get(self._variable), self._length - 1
        if self._ring == "fractions" or x is None or x.is_exact() or order < 1:
            return series
        try:
            middle = SeriesEvaluator({**self._at, self._variable: x.mid()}, self._variable, order - 1, "balls").run(
                node
            )
        except UnprovenError:
            return series
        reach, range_ = x - x.mid(), series[order]
        for k in reversed(range(order)):
            range_ = middle[k] + range_ * reach
        start = series[0]
        if not range_.is_finite() or not start.overlaps(range_) or (start.is_finite() and range_.rad() >= start.rad()):
            return series
        narrow = start.intersection(range_) if start.is_finite() else range_
        return self._make([narrow, *(series[k] for k in range(1, self._length))], prec=self._length)

    def _call(self, node: Call, inner: list[Series]) -> Series:
        if node.name == "ln" and self._ring == "balls" and not inner[0][0] > 0:
            series, growth = self._grown(node.arguments[0])
            return positive(series).log() if growth is None else growth + positive(series).log()
        if node.name in ("abs", "min", "max"):
            return self._cornered(node, inner)
        if self._ring == "fractions":
            raise UnprovenError
        starts = [series[0] for series in inner]
        if all(map(self._stands_still, node.arguments, inner)):
            return self._constant(RULES[node.name](*starts))
        if node.name == "sign":
            return self._constant(_sign(inner[0]))
        if node.name in STEPS:
            if not is_between_steps(STEPS[node.name](*starts)):
                raise UnprovenError
            step = self._constant(STEPS[node.name](*starts).floor())
            return stepped(node.name, inner, step)
        if node.name in ("root", "cbrt"):
            degree = 3 if node.name == "cbrt" else starts[1].unique_fmpz()
            if degree is None or degree < 1:
                raise UnprovenError
            return self._fractional_power(inner[0], Fraction(1, int(degree)))
        return analytic(node.name, inner, self._constant)

    def _stands_still(self, node: Node, series: Series) -> bool:
        """Whether a part is one number all along, such as a step; the series alone does not tell: x^2 begins with 0."""
        is_flat = bool(series[0].is_exact()) and all(series[k].is_zero() for k in range(1, self._length))
        return is_flat and self._is_level(node)

    def _is_level(self, node: Node) -> bool:
        """Whether a part that has a series here is made of steps and of what does not move."""
        match node:
            case Symbol(name):
                return name != self._variable
            case Call("sign" | "floor" | "ceil" | "round"):
                return True
            case Piecewise():
                return self._is_level(self._chosen(node))
            case _:
                return all(map(self._is_level, children(node)))

    def _cornered(self, node: Call, inner: list[Series]) -> Series:
        if node.name == "abs":
            return inner[0] if _sign(inner[0]) > 0 else -inner[0]
        chosen, first = inner[0], node.arguments[0]
        for other, second in zip(inner[1:], node.arguments[1:], strict=True):
            above = self._side(first, second, chosen - other) > 0
            chosen, first = (chosen, first) if above == (node.name == "max") else (other, second)
        return chosen

    def _side(self, left: Node, right: Node, gap: Series) -> int:
        """Whether one part is above (1) or below (-1) another one all along."""
        try:
            return _sign(gap)
        except UnprovenError:
            return _sign(self._narrowed(Sum((left, Negative(right))), gap))

    def _piecewise(self, node: Piecewise) -> Series:
        return self.run(self._chosen(node))

    def _chosen(self, node: Piecewise) -> Node:
        """The value that stands all along."""
        chosen = standing_branch(node, self._at) if self._ring == "balls" else None
        return self._standing_branch(node) if chosen is None else chosen

    def _standing_branch(self, node: Piecewise) -> Node:
        """The same where the sides of the conditions have to be looked at more closely."""
        for branch in node.branches:
            condition = branch.condition
            if condition is None:
                return branch.value
            if self._ring == "fractions":
                break
            pairs = zip(condition.relations, pairwise(condition.operands), strict=True)
            if all(
                self._side(left, right, self.run(left) - self.run(right)) in HOLDS[relation]
                for relation, (left, right) in pairs
            ):
                return branch.value
        raise UnprovenError


def _sign(series: Series) -> int:
    """The sign of a part all along."""
    return 1 if nonzero(series)[0] > 0 else -1
