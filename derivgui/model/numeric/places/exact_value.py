"""The value of a tree at exact places: balls with more and more bits, and exact algebra where those cannot tell.

They cannot where something is 0, on the edge of a domain or at a step. Algebra (``germs``) knows sin π and has sums of
roots to 5000 bits; what it cannot tell from 0 with these is taken for 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from derivgui.model.language.tree import Node
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import DOUBLE_BITS, Ball, ball, exactly
from derivgui.model.numeric.enclosures.domain import is_nowhere
from derivgui.model.numeric.wide import DIGITS, Wide, nearest

PRECISIONS = (120, 320, 1280, 5120)
# Where doubles end: e^(e^(e^9)) has 12,000 bits before its exponent's point.
MORE_PRECISIONS = (*PRECISIONS, 20480)
# What balls of the highest precision cannot tell from 0 is 0, if they are as narrow as this.
VANISHING_BITS = 2560
ALGEBRA_TERMS = 6
# Constants whose values are remembered.
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that is right in all digits of a double.

    ``number`` is the nearest double, a ``Wide`` where none holds it; ``decimal`` has its first 17 digits, NaN where
    only that ``Wide`` tells it. Both are NaN for what is undefined, and for what nobody can tell, which is not
    ``is_known``.
    """

    number: float
    decimal: Decimal
    is_known: bool = True


NOTHING = Digits(math.nan, Decimal("NaN"))
UNKNOWN = Digits(math.nan, Decimal("NaN"), is_known=False)
ZERO = Digits(0.0, Decimal(0))


class ExactValue:
    """A tree with a constant tree for each of its symbols; ``variables`` are those that vary (see ``Program``)."""

    def __init__(self, tree: Node, typed: Mapping[str, Node], variables: tuple[str, ...]) -> None:
        self._tree = tree
        self._typed = typed
        self._variables = variables

    def balls(self) -> dict[str, Ball]:
        """The place in the current precision."""
        return {name: ball(node, {}) for name, node in self._typed.items()}

    @cached_property
    def by_balls(self) -> Ball | None:
        """The value as balls alone tell it, None where they do not.

        Powers with a variable exponent are taken at face value: (-2)^x has one at 2.
        """
        return certain(self._ball, MORE_PRECISIONS)

    @cached_property
    def by_algebra(self) -> Digits | None:
        """The value by exact algebra; NOTHING where it is undefined, None where that does not tell."""
        from derivgui.model.numeric.germs.germ import UndefinedError
        from derivgui.model.numeric.germs.numbers import UndecidedError

        with flint.ctx.workprec(PRECISIONS[-1]):
            if self._is_nowhere():
                return NOTHING
            try:
                found = self._number()
            except UndefinedError:
                return NOTHING
            except UndecidedError:
                return None
            if _has_digits(found):
                return digits(found)
            return ZERO if _is_vanishing(found) else None

    def ball(self) -> Ball:
        """The value in the current precision, by algebra where balls do not tell."""
        from derivgui.model.numeric.germs.germ import UndefinedError
        from derivgui.model.numeric.germs.numbers import UndecidedError

        try:
            return self._ball() if self.by_balls is not None else self._number()
        except (UndefinedError, UndecidedError):
            return self._ball()

    def _ball(self) -> Ball:
        return ball(self._tree, self.balls())

    def _is_nowhere(self) -> bool:
        try:
            return is_nowhere(self._tree, self.balls())
        except (ValueError, ZeroDivisionError, OverflowError):
            return False

    def _number(self) -> Ball:
        from derivgui.model.numeric.germs import numbers
        from derivgui.model.numeric.germs.algebra import Algebra
        from derivgui.model.numeric.germs.expand import germ_of
        from derivgui.model.numeric.germs.scales import ONE

        algebra = Algebra(ALGEBRA_TERMS)
        bound = {name: germ_of(algebra, node, {}, ()) for name, node in self._typed.items()}
        germ = algebra.settled(germ_of(algebra, self._tree, bound, self._variables))
        if germ.growth or any(scale != ONE for scale, _ in germ.terms):
            raise numbers.UndecidedError("this is no number")
        return numbers.ball(germ.terms[0][1] if germ.terms else numbers.rational(0))


@lru_cache(REMEMBERED)
def constant_value(node: Node) -> Digits | None:
    """A constant tree's value, NOTHING where it is undefined, None where nobody can tell.

    Remembered, since a tree is compiled in several ways.
    """
    found = ExactValue(node, {}, ())
    return found.by_algebra if found.by_balls is None else digits(found.by_balls)


def number_at(tree: Node, at: Mapping[str, float | Fraction], precisions: tuple[int, ...] = PRECISIONS) -> float | None:
    """The value at exact numbers, right to the last bit, a ``Wide`` where no double holds it.

    None where balls tell none. Powers with a variable exponent are taken at face value.
    """
    found = certain(lambda: ball(tree, {symbol: exactly(number) for symbol, number in at.items()}), precisions)
    return None if found is None else nearest(found)


def analytic_slope(
    tree: Node, at: Mapping[str, float | Fraction], name: str, precisions: tuple[int, ...] = PRECISIONS
) -> float | None:
    """The derivative by one symbol, in the same way; None where f is not proven analytic."""
    from derivgui.model.numeric.enclosures.ball_series import enclosed_series

    def slope() -> Ball | None:
        found = enclosed_series(tree, {symbol: exactly(number) for symbol, number in at.items()}, name, 1)
        return None if found is None else found[1]

    found = certain(slope, precisions)
    return None if found is None else nearest(found)


def certain(ask: Callable[[], Ball | None], precisions: tuple[int, ...] = PRECISIONS) -> Ball | None:
    """What is asked with more and more bits, once it has the digits of a double; 0 where it keeps shrinking to it."""
    found: Ball | None = None
    for bits in precisions:
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
    number = nearest(found)
    if isinstance(number, Wide):
        return Digits(number, number.decimal)
    return Digits(number, Decimal(found.mid().str(DIGITS, radius=False)))


def of_double(number: float) -> Digits:
    """What doubles alone can say."""
    return Digits(number + 0.0, Decimal(repr(number)) if math.isfinite(number) else Decimal(str(number)))
