"""Coefficients of germs: exact where they can be, balls where not, and ranges where a function never settles.

A coefficient is one of

* ``flint.fmpq``: a rational number;
* ``PiNumber``: p + qπ with rational p and q, q != 0, so that sin π is 0 and not 1.2e-16;
* ``Exact``: a sum of products of roots and constants, so that √2·√2 is 2 and ln 4 is 2 ln 2;
* ``flint.arb``: a ball of some hundred bits;
* ``Spread``: the values that a bounded oscillation such as sin(1/t) keeps coming back to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs import exact_functions
from derivgui.model.numeric.germs.exact import Exact, PiNumber, UnwieldyError, pi_number
from derivgui.model.numeric.germs.monomials import INVERSE
from derivgui.model.numeric.levels import Level
from derivgui.model.numeric.wide import is_out_of_doubles, nearest

Number: TypeAlias = Any  # flint.fmpq, PiNumber, Exact or flint.arb; flint ships no types
Coefficient: TypeAlias = Any  # Number or Spread

HALF = Fraction(1, 2)
NOTHING: Number = flint.fmpq(0)
# A ball around 0 as narrow as this stands for 0, as an assumption that is remembered.
NOTHING_BITS = 160
# Longer looks at exact numbers whose terms nearly cancel.
LONGER_BITS = (1000, 4000)


class UndecidedError(Exception):
    """The expansion does not tell; the message says what stood in the way."""


class CrowdedError(UndecidedError):
    """Nor would numbers at a sequence of points tell: poles or steps crowd between them."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What a coefficient v(t) that never settles does.

    Attributes:
        low, high: all values that it comes close to again and again lie between these (balls or rationals).
        seen: values that it takes again and again; empty where dependence has blurred which these are.
        passes: whether it goes from each of these to each other without a jump, again and again, and stays nowhere.
        least: what the sizes of all values come close to from above at most; of 1/sin(1/t) it is 1.
        runs: whether it runs off to its infinite ends beside single points, again and again: what is bounded there does
            not matter to it. Of a germ that runs off to both no other term counts.
        sweeps: whether it also goes from the one to the other without a jump, through every number, as tan(1/t) does.
        is_short: whether it never takes its high end, as frac(1/t) is never 1.
        only: all values that it takes, where these are few.
    """

    low: Number
    high: Number
    seen: tuple[Number, ...] = ()
    passes: bool = False
    least: Number = NOTHING
    runs: bool = False
    sweeps: bool = False
    is_short: bool = False
    only: tuple[Number, ...] = ()

    def __add__(self, other: Coefficient) -> Spread:
        if isinstance(other, Spread):
            return Spread(self.low + other.low, self.high + other.high)
        return self._moved(lambda value: value + other)

    __radd__ = __add__

    def __mul__(self, other: Coefficient) -> Spread:
        if isinstance(other, Spread):
            corners = [_corner(ball(a), ball(b)) for a in (self.low, self.high) for b in (other.low, other.high)]
            if None in corners:
                return everything(())
            return Spread(smallest(corners), -smallest([-corner for corner in corners]))
        return replace(self._moved(lambda value: value * other), least=abs(ball(other)) * self.least)

    __rmul__ = __mul__

    def __neg__(self) -> Spread:
        return replace(self._moved(lambda value: -value), least=self.least)

    def _moved(self, change: Callable[[Number], Number]) -> Spread:
        """Under a linear change."""
        return replace(self.mapped(change), runs=self.runs, sweeps=self.sweeps)

    def mapped(self, change: Callable[[Number], Number]) -> Spread:
        """Under a continuous, monotone change of the values, infinite ends included."""
        ends = [change(self.low), change(self.high)]
        low, high = ends if sign(ends[1] + -ends[0]) != -1 else ends[::-1]
        seen, only = (tuple(map(change, values)) for values in (self.seen, self.only))
        is_short = self.is_short and low is ends[0]
        return Spread(low, high, seen, self.passes, is_short=is_short, only=only)

    def widened(self, others: Iterable[Coefficient]) -> Spread:
        """With room for others on smaller scales, as far as these have poles: next to them they are not small."""
        found = self
        for other in others:
            if isinstance(other, Spread) and not other.is_bounded:
                low, high = (end if is_infinite(end) else None for end in (other.low, other.high))
                found = Spread(found.low if low is None else low, found.high if high is None else high)
        return found

    @property
    def is_bounded(self) -> bool:
        """False for what takes arbitrarily large values, as tan(1/t) does."""
        return bool(ball(self.low).is_finite() and ball(self.high).is_finite())

    @property
    def is_genuine(self) -> bool:
        """True where two different values are certainly reached again and again."""
        runs_far = self.runs and (bool(self.seen) or (is_infinite(self.low) and is_infinite(self.high)))
        return runs_far or any(sign(value + -self.seen[0]) in (-1, 1) for value in self.seen[1:])


def _corner(a: Any, b: Any) -> Any:
    """The product of two ends, either of which may be infinite; None where its sign is not known."""
    if a.is_finite() and b.is_finite():
        return a * b
    if a.is_zero() or b.is_zero():
        return flint.arb(0)
    signs = [sign(a), sign(b)]
    if None in signs:
        return None
    return flint.arb.pos_inf() if signs[0] == signs[1] else flint.arb.neg_inf()


def is_infinite(number: Number) -> bool:
    """Whether an end of a range is infinite."""
    return not (is_exact(number) or ball(number).is_finite())


def between(values: tuple[Number, ...]) -> tuple[Number, ...]:
    """Those that certainly lie between two others."""
    return tuple(value for value in values if {sign(other + -value) for other in values} >= {-1, 1})


def everything(
    seen: tuple[Number, ...], least: Number = NOTHING, *, runs: bool = False, sweeps: bool = False
) -> Spread:
    """An oscillation without bounds."""
    return Spread(flint.arb.neg_inf(), flint.arb.pos_inf(), seen, least=least, runs=runs, sweeps=sweeps)


def rational(number: Fraction | int) -> Any:
    """An exact coefficient."""
    return flint.fmpq(number.numerator, number.denominator)


def number_of(level: Level) -> Number:
    """A level as an exact coefficient."""
    return pi_number(rational(level.rational), rational(level.pi))


def ball(number: Number) -> Any:
    """The number as a ball in the current precision; CrowdedError for an oscillation, which has no value."""
    if isinstance(number, Spread):
        raise CrowdedError("an oscillation has no value")
    return number.ball() if isinstance(number, (PiNumber, Exact)) else flint.arb(number)


def is_rational(number: Coefficient) -> bool:
    """True for exact rational numbers."""
    return isinstance(number, flint.fmpq)


def is_exact(number: Coefficient) -> bool:
    """False for balls, and for oscillations."""
    return is_rational(number) or isinstance(number, (PiNumber, Exact))


def is_whole(number: Coefficient) -> bool:
    """True for exact whole numbers."""
    return is_rational(number) and number.q == 1


def may_be_whole(number: Number) -> bool:
    """True for whole numbers, False for what is certain to be none; UndecidedError for a ball around one."""
    if is_rational(number) or isinstance(number, PiNumber):
        return is_whole(number)
    if ball(number).contains_integer():
        raise UndecidedError("a number cannot be told from a whole one")
    return False


def fraction(number: Any) -> Fraction:
    """An exact coefficient as a Python fraction."""
    return Fraction(int(number.p), int(number.q))


def sign(number: Number) -> int | None:
    """-1, 0 or 1 where that is certain, None where a ball cannot tell."""
    if is_rational(number):
        return 0 if number == 0 else 1 if number > 0 else -1
    value = ball(number)
    if value.is_nan():
        raise UndecidedError("a coefficient has no value")
    if isinstance(number, Exact) and value.contains(0):
        return _sign_of_exact(number)
    return 1 if value > 0 else -1 if value < 0 else 0 if value.is_zero() else None


def _sign_of_exact(number: Exact) -> int | None:
    """More digits tell, and certainly where it is known not to be 0."""
    for bits in LONGER_BITS if number.is_never_zero else LONGER_BITS[:1]:
        with flint.ctx.workprec(bits):
            value = number.ball()
        if not value.contains(0):
            return 1 if value > 0 else -1
    return None


def is_negligible(number: Number) -> bool:
    """True for a ball that is as near to 0 as this precision can say."""
    value = ball(number)
    return bool(abs(value) < ball(rational(Fraction(1, 2**NOTHING_BITS))))


def inverse(number: Number) -> Number:
    """1/number for a number other than 0."""
    if isinstance(number, (Exact, PiNumber)):
        for inverted in (exact_functions.inverse, lambda sums: exact_functions.constant(INVERSE, sums)):
            with suppress(UnwieldyError):
                return inverted(number)
    return 1 / number if is_rational(number) else 1 / ball(number)


def over(number: Coefficient, divisor: PiNumber) -> Coefficient:
    """number/divisor, exact where both are multiples of π."""
    if isinstance(number, PiNumber) and number.p * divisor.q == number.q * divisor.p:
        return number.q / divisor.q
    return number * inverse(divisor)


def smallest(balls: list[Any]) -> Any:
    """A lower bound of all of them."""
    least = balls[0]
    for other in balls[1:]:
        least = least.min(other)
    return least


def largest(balls: list[Any]) -> Any:
    """An upper bound of all of them."""
    return -smallest([-each for each in balls])


def to_float(number: Number) -> float:
    """The nearest double, a ``Wide`` where none holds the number."""
    if not is_rational(number):
        return nearest(ball(number))
    try:
        found = int(number.p) / int(number.q)
    except OverflowError:
        return nearest(ball(number))
    return nearest(ball(number)) if is_out_of_doubles(found) and number != 0 else found
