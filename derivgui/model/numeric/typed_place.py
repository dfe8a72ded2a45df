"""Values, slopes and quotients at places that were typed: constants such as 0.3, 1/3 and pi/2, meant exactly.

No double is 0.3, and 1/(x - 0.3) next to it shows that. Here the place is as exact as its tree, and so is all that is
compared with it on the way: balls (``balls``) with more and more bits first, and exact algebra (``germs``) where those
cannot tell, because something is 0, or on the edge of a domain, or at a step.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from derivgui.model.language.tree import Node, Sum, substitute
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.balls import DOUBLE_BITS, Ball, ball
from derivgui.model.numeric.domain import is_nowhere
from derivgui.model.numeric.program import Program

PRECISIONS = (120, 320, 1280, 5120)
# What balls of the highest precision cannot tell from 0 is 0, if they are as narrow as this.
VANISHING_BITS = 2560
ALGEBRA_TERMS = 6
DECIMAL_DIGITS = 17
# Of what is larger or smaller still no digits are told.
LONGEST_EXPONENT = 13
# Rounding that carries a value by so large a part of it makes it jump.
FLICKERS = 1e-3


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that is right in all digits of a double.

    ``number`` is the nearest double, infinite where that is too large, 0 where too small; ``decimal`` has its first 17
    digits also then. Both are NaN for what is undefined or undecided.
    """

    number: float
    decimal: Decimal


NOTHING = Digits(math.nan, Decimal("NaN"))
ZERO = Digits(0.0, Decimal(0))


class TypedPlace:
    """A compiled tree at one place, which is a constant tree for each of its symbols."""

    def __init__(self, program: Program, typed: Mapping[str, Node]) -> None:
        self._program = program
        self._typed = typed

    @cached_property
    def value(self) -> Digits:
        """f there."""
        rounded, spread = map(float, self._program.value_and_spread(self.doubles))
        certainly = self._certain
        if certainly is not None and not math.isnan(rounded):
            return digits(certainly)
        if self._is_nowhere():
            return NOTHING
        by_algebra = self._by_algebra()
        if by_algebra is not None and (certainly is None or math.isnan(by_algebra.number)):
            return by_algebra
        if certainly is not None:
            return digits(certainly)
        is_steady = math.isinf(rounded) or spread <= FLICKERS * (1.0 + abs(rounded))
        return of_double(rounded) if is_steady else NOTHING

    def slope(self, name: str) -> Digits:
        """The derivative by one symbol; NOTHING where it does not exist or is not determined."""
        if math.isnan(self.value.number):
            return NOTHING
        return self._analytic_slope(name) or self._slope_of_both_sides(name)

    def _analytic_slope(self, name: str) -> Digits | None:
        """The slope where f is proven analytic, else None."""
        from derivgui.model.numeric.ball_series import enclosed_series

        def slope() -> Ball | None:
            found = enclosed_series(self._program.tree, self._balls(), name, 1)
            return None if found is None else found[1]

        found = certain(slope)
        return None if found is None else digits(found)

    def quotient(self, name: str, step: Node) -> Digits | None:
        """(f(x + h) - f(x))/h for a typed step h of one symbol, at the exact sum; None where that is not decided."""
        end = TypedPlace(self._program, {**self._typed, name: Sum((self._typed[name], step))})
        if math.isnan(self.value.number) or math.isnan(end.value.number):
            return None
        found = certain(lambda: (end._settled_ball() - self._settled_ball()) / ball(step, {}))
        return None if found is None else digits(found)

    def _slope_of_both_sides(self, name: str) -> Digits:
        """What the difference quotients tend to on both sides, where something may happen to f."""
        from derivgui.model.numeric.anchors import Anchor, anchor_of
        from derivgui.model.numeric.behaviour import behaviour_at
        from derivgui.model.numeric.function import RealFunction
        from derivgui.model.numeric.levels import level_of

        others = {other: node for other, node in self._typed.items() if other != name}
        function = RealFunction(Program(substitute(self._program.tree, others), self._program.variables), name)
        x, level = self.doubles[name], level_of(self._typed[name])
        seen = behaviour_at(function, x, anchor_of(function, x) if level is None else Anchor(x, True, level))
        return of_double(seen.left.slope) if seen.joined and seen.same_slope else NOTHING

    @cached_property
    def doubles(self) -> dict[str, float]:
        """The place as doubles see it."""
        return {name: float(Program(node).value({})) for name, node in self._typed.items()}

    def _balls(self) -> dict[str, Ball]:
        return {name: ball(node, {}) for name, node in self._typed.items()}

    def _ball(self) -> Ball:
        return ball(self._program.tree, self._balls())

    @cached_property
    def _certain(self) -> Ball | None:
        """f as balls alone tell it."""
        return certain(self._ball)

    def _settled_ball(self) -> Ball:
        """f in the current precision, by algebra where balls do not tell."""
        from derivgui.model.numeric.germs.germ import UndefinedError
        from derivgui.model.numeric.germs.numbers import UndecidedError

        try:
            return self._ball() if self._certain is not None else self._number()
        except (UndefinedError, UndecidedError):
            return self._ball()

    def _is_nowhere(self) -> bool:
        with flint.ctx.workprec(PRECISIONS[-1]):
            try:
                return is_nowhere(self._program.tree, self._balls())
            except (ValueError, ZeroDivisionError, OverflowError):
                return False

    def _by_algebra(self) -> Digits | None:
        """f by exact algebra; NOTHING where that says it is undefined, None where it does not tell."""
        from derivgui.model.numeric.germs.germ import UndefinedError
        from derivgui.model.numeric.germs.numbers import UndecidedError

        with flint.ctx.workprec(PRECISIONS[-1]):
            try:
                found = self._number()
            except UndefinedError:
                return NOTHING
            except UndecidedError:
                return None
            if _has_digits(found):
                return digits(found)
            return ZERO if _is_vanishing(found) else None

    def _number(self) -> Ball:
        from derivgui.model.numeric.germs import numbers
        from derivgui.model.numeric.germs.algebra import Algebra
        from derivgui.model.numeric.germs.expand import germ_of
        from derivgui.model.numeric.germs.scales import ONE

        algebra = Algebra(ALGEBRA_TERMS)
        bound = {name: germ_of(algebra, node, {}, ()) for name, node in self._typed.items()}
        germ = algebra.settled(germ_of(algebra, self._program.tree, bound, self._program.variables))
        if germ.growth or any(scale != ONE for scale, _ in germ.terms):
            raise numbers.UndecidedError("this is no number")
        return numbers.ball(germ.terms[0][1] if germ.terms else numbers.rational(0))


def certain(ask: Callable[[], Ball | None]) -> Ball | None:
    """What is asked with more and more bits, once it has the digits of a double; 0 where it keeps shrinking to it."""
    found: Ball | None = None
    for bits in PRECISIONS:
        with flint.ctx.workprec(bits):
            try:
                found = ask()
            except (ValueError, ZeroDivisionError, OverflowError):
                return None
            if _has_digits(found):
                return found
    return flint.arb(0) if found is not None and _is_vanishing(found) else None


def _has_digits(found: Ball | None) -> bool:
    return found is not None and found.is_finite() and (found.is_zero() or found.rel_accuracy_bits() >= DOUBLE_BITS)


def _is_vanishing(found: Ball) -> bool:
    return bool(abs(found) < flint.arb(2) ** -VANISHING_BITS)


def digits(found: Ball) -> Digits:
    """The middle of a ball, which has the digits."""
    middle = found.mid()
    text = middle.str(DECIMAL_DIGITS, radius=False)
    _, _, exponent = text.partition("e")
    if len(exponent) > LONGEST_EXPONENT:
        return of_double(float(middle))
    return Digits(float(middle) + 0.0, Decimal(text))


def of_double(number: float) -> Digits:
    """What doubles alone can say."""
    return Digits(number + 0.0, Decimal(repr(number)) if math.isfinite(number) else Decimal(str(number)))
