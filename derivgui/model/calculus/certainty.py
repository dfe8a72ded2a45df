"""Proofs for landmarks: ball arithmetic and exact fractions show that there is such a point where one was found.

A zero is proven by an exact 0 or by certain opposite signs at both ends of an interval of a few units of rounding on
which f is proven continuous (intermediate values). An extremum by three certain heights on such an interval: inside it
is lower (or higher) than at both ends. An inflection by certain opposite signs of f'' where f is proven analytic; a
horizontal one by the first derivative that does not vanish, of odd order. Where f is not analytic, exact expansions
from both sides tell. Everything else stays "numerical".
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derivgui.model.calculus.landmarks import Kind, Landmark
from derivgui.model.calculus.phantoms import looked_at_again
from derivgui.model.calculus.verdict import Verdict, judging
from derivgui.model.language.tree import Call, Negative, Node, Power, Product, Quotient
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import Coefficients, enclosed_series, exact_series
from derivgui.model.numeric.enclosures.balls import Ball, ball
from derivgui.model.numeric.enclosures.continuity import continuous_range
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.leaning import Leaning, leanings
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.steps import Steps, at_once

BITS = (160, 640)
# Half widths of the intervals tried, relative to 1 or to x.
WIDTHS = (2e-15, 1e-12, 1e-9)
HIGHEST_ORDER = 9
HAIR = 1e-8
LARGEST_DENOMINATOR = 1000
# Functions that are 0 where their argument is.
_KEEP_ZEROS = frozenset(("abs", "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "sqrt", "cbrt", "sign"))
# By the kind of a landmark the verdicts with which it goes: of a continuous curve, or of one with a tangent.
_CONTINUOUS = frozenset(("smooth", "corner", "cusp", "oscillation"))
_WITH_TANGENT = frozenset(("smooth", "vertical tangent"))
_WITHOUT_TANGENT = frozenset(("corner", "cusp", "jump", "removable", "pole", "oscillation"))
_INFLECTIONS: frozenset[Kind] = frozenset(("inflection", "horizontal inflection"))
_BESIDE = {
    "minimum": _CONTINUOUS, "maximum": _CONTINUOUS, "inflection": _WITH_TANGENT, "horizontal inflection": _WITH_TANGENT,
}  # fmt: skip


def certified(function: RealFunction, marks: tuple[Landmark, ...]) -> tuple[Landmark, ...]:
    """The same with their status.

    Left out are flat stretches that cannot be proven flat, since rounding makes such, inflections at which the curve
    turns out to have no tangent, extrema at which it is broken, and what exact arithmetic does not see at all.
    """
    return at_once(certifying(function, marks))


def certifying(function: RealFunction, marks: tuple[Landmark, ...]) -> Steps[tuple[Landmark, ...]]:
    """The same in steps of a few milliseconds."""
    found: list[Landmark] = []
    for mark in marks:
        judged = yield from _judging(function, mark)
        if judged is not None and (judged.kind != "flat" or judged.status == "proven"):
            found.append(judged)
        yield
    return tuple(found)


def is_proven(function: RealFunction, mark: Landmark) -> bool:
    """Whether the landmark is certain to exist within rounding of its x; kinds without a proof here are not."""
    judged = at_once(_judging(function, mark))
    return judged is not None and judged.status == "proven"


def _judging(function: RealFunction, mark: Landmark) -> Steps[Landmark | None]:
    try:
        if _is_proven(_Place(function, mark.x), mark):
            return replace(mark, status="proven")
        if mark.kind in _BESIDE:
            yield
            return (yield from _judging_beside(function, mark))
        if mark.kind == "zero" and _is_zero_at_corner((yield from judging(function, mark.x))):
            return replace(mark, status="proven")
    except (ArithmeticError, ValueError, TypeError):
        pass
    return mark


def _is_proven(place: _Place, mark: Landmark) -> bool:
    match mark.kind:
        case "zero" | "intersection":
            return place.has_zero(place.tree)
        case "minimum" | "maximum":
            return place.has_extremum(1 if mark.kind == "minimum" else -1)
        case "inflection":
            return place.bends_both_ways()
        case "horizontal inflection":
            return place.is_level_of_odd_order()
        case "flat":
            return mark.end is not None and place.is_flat_until(mark.end)
        case _:
            return False


def _judging_beside(function: RealFunction, mark: Landmark) -> Steps[Landmark | None]:
    """A strict extremum or an inflection at an exact place, by what the curve does on either side of it."""
    verdict = yield from judging(function, mark.x)
    yield
    if verdict.kind not in _BESIDE[mark.kind]:
        return None if _contradicts(verdict, mark) else mark
    if verdict.status == "proven" and any(_leans(mark.kind, *sides) for sides in leanings(function, mark.x)):
        return replace(mark, status="proven", y=verdict.value + 0.0)
    found = looked_at_again(function, mark)
    if found is None or found is mark or found.status == "proven":
        return found
    return replace(found, status="proven" if _is_proven(_Place(function, found.x), found) else "numerical")


def _is_zero_at_corner(verdict: Verdict) -> bool:
    """Whether exact expansions know the height, as they do where |x - 16π| has its corner."""
    return verdict.value == 0 and verdict.kind in ("corner", "cusp") and verdict.status == "proven"


def _contradicts(verdict: Verdict, mark: Landmark) -> bool:
    """Whether there is no such point: an inflection has a tangent, an extremum a value."""
    if mark.kind in _INFLECTIONS:
        return verdict.kind in _WITHOUT_TANGENT
    return math.isnan(verdict.value) and verdict.kind != "not determined"


def _leans(kind: Kind, left: Leaning, right: Leaning) -> bool:
    match kind:
        case "minimum" | "maximum":
            return left.rise == right.rise == (1 if kind == "minimum" else -1)
        case _:
            is_level = left.level and right.level
            return {left.bend, right.bend} == {-1, 1} and is_level == (kind == "horizontal inflection")


class _Place:
    """A function near one x."""

    def __init__(self, function: RealFunction, x: float) -> None:
        self._flint = flint
        self._variable = function.variable
        self._x = x
        self.tree = function.concrete

    def has_zero(self, node: Node) -> bool:
        """Whether a sub-tree has a zero in one of the intervals and the tree a value there."""
        if self._vanishes_exactly(node) or any(self._changes_sign(node, width) for width in WIDTHS):
            return True
        match node:
            case Negative(operand):
                return self.has_zero(operand)
            case Product(factors):
                return self._is_defined(node) and any(map(self.has_zero, factors))
            case Quotient(above, _):
                return self._is_defined(node) and self.has_zero(above)
            case Power(base, exponent):
                power = exact_rational(exponent)
                return power is not None and power > 0 and self.has_zero(base)
            case Call(name, arguments):
                return name in _KEEP_ZEROS and self.has_zero(arguments[0])
            case _:
                return False

    def has_extremum(self, sign: int) -> bool:
        """Lower (1) or higher (-1) inside than at both ends of an interval on which f is continuous."""
        for width, bits in self._attempts():
            with self._flint.ctx.workprec(bits):
                if not self._range(self.tree, width).is_finite():
                    continue
                inside, left, right = (sign * self._value(self.tree, shift) for shift in (0.0, -width, width))
                if inside < left and inside < right:
                    return True
        return False

    def bends_both_ways(self) -> bool:
        """Certain opposite signs of f'' around x, where f is analytic."""
        for width, bits in self._attempts():
            with self._flint.ctx.workprec(bits):
                if self._series(self._interval(width), 2) is None:
                    continue
                left, right = (self._series(self._flint.arb(self._x + shift), 2) for shift in (-width, width))
                if left is not None and right is not None and _opposite(left[2], right[2]):
                    return True
        return False

    def is_level_of_odd_order(self) -> bool:
        """f' is exactly 0 and the first coefficient after it that is certain not to vanish has odd order."""
        for coefficients in self._exact_expansions():
            order = next((k for k in range(1, HIGHEST_ORDER + 1) if not _is_zero(coefficients[k])), 0)
            if order > 1 and order % 2 and (coefficients[order] > 0 or coefficients[order] < 0):
                return True
        return False

    def is_flat_until(self, end: float) -> bool:
        """f' is exactly 0 on the stretch, but for a hair at its ends (the radius of a ball has 30 bits)."""
        margin = HAIR * (end - self._x)
        with self._flint.ctx.workprec(BITS[0]):
            middle, half = 0.5 * (self._x + end), 0.5 * (end - self._x) - margin
            found = self._series(self._flint.arb(middle, half), 1)
        return found is not None and bool(found[1].is_zero())

    def _attempts(self) -> Iterator[tuple[float, int]]:
        for width in WIDTHS:
            for bits in BITS:
                yield width * max(1.0, abs(self._x)), bits

    def _vanishes_exactly(self, node: Node) -> bool:
        with self._flint.ctx.workprec(BITS[0]):
            if self._value(node, 0.0).is_zero():
                return True
        fraction = self._fraction()
        exact = exact_series(node, {self._variable: fraction}, self._variable, 0)
        return exact is not None and exact[0] == 0

    def _changes_sign(self, node: Node, relative: float) -> bool:
        width = relative * max(1.0, abs(self._x))
        for bits in BITS:
            with self._flint.ctx.workprec(bits):
                if not self._range(node, width).is_finite():
                    return False
                if _opposite(self._value(node, -width), self._value(node, width)):
                    return True
        return False

    def _is_defined(self, node: Node) -> bool:
        """On the widest interval, since the zero of a part may lie anywhere in it."""
        with self._flint.ctx.workprec(BITS[0]):
            return bool(self._range(node, WIDTHS[-1] * max(1.0, abs(self._x))).is_finite())

    def _exact_expansions(self) -> Iterator[Coefficients]:
        exact = exact_series(self.tree, {self._variable: self._fraction()}, self._variable, HIGHEST_ORDER)
        if exact is not None:
            yield exact
        with self._flint.ctx.workprec(BITS[0]):
            enclosed = self._series(self._flint.arb(self._x), HIGHEST_ORDER)
            if enclosed is not None:
                yield enclosed

    def _fraction(self) -> Fraction:
        """The simple fraction that x is the double of, else x itself."""
        simple = Fraction(self._x).limit_denominator(LARGEST_DENOMINATOR)
        return simple if float(simple) == self._x else Fraction(self._x)

    def _at(self, x: Ball) -> dict[str, Ball]:
        return {self._variable: x}

    def _value(self, node: Node, shift: float) -> Ball:
        return ball(node, self._at(self._flint.arb(self._x) + shift))

    def _interval(self, width: float) -> Ball:
        return self._flint.arb(self._x, width)

    def _range(self, node: Node, width: float) -> Ball:
        return continuous_range(node, self._at(self._interval(width)))

    def _series(self, x: Ball, order: int) -> Coefficients | None:
        return enclosed_series(self.tree, self._at(x), self._variable, order)


def _opposite(first: Ball, second: Ball) -> bool:
    return bool((first < 0 and second > 0) or (first > 0 and second < 0))


def _is_zero(coefficient: Any) -> bool:
    return bool(coefficient.is_zero()) if hasattr(coefficient, "is_zero") else bool(coefficient == 0)
