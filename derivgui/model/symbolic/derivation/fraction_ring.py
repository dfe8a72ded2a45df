"""Fractions of polynomials over Q in indeterminates with names, some of which obey a relation such as r² = 2."""

from __future__ import annotations

import math
from collections.abc import Hashable
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

Polynomial: TypeAlias = Any  # flint.fmpq_mpoly

MOST_INDETERMINATES = 24
# Products of terms that one comparison may cost, a tenth of a second.
MOST_WORK = 200_000
LARGEST_POWER = 64


class OutOfReachError(ArithmeticError):
    """Too large, or made of something this test does not know."""


class RingFraction(NamedTuple):
    """A fraction of two polynomials."""

    above: Polynomial
    below: Polynomial


class FractionRing:
    """One comparison's fractions: indeterminates are made as they turn up, and its work is counted.

    All methods raise ``OutOfReachError`` where that becomes too much.
    """

    def __init__(self) -> None:
        import flint

        names = tuple(f"g{place}" for place in range(MOST_INDETERMINATES))
        self._context = flint.fmpq_mpoly_ctx.get(names, flint.Ordering.lex)
        self._gens = self._context.gens()
        self._places: dict[Hashable, int] = {}
        self._relations: dict[int, tuple[int, RingFraction]] = {}
        self._one = self._context.constant(1)
        self._work = 0

    def constant(self, value: Fraction | int) -> RingFraction:
        """A number."""
        import flint

        value = Fraction(value)
        return RingFraction(self._context.constant(flint.fmpq(value.numerator, value.denominator)), self._one)

    def letter(self, key: Hashable, relation: tuple[int, RingFraction] | None = None) -> RingFraction:
        """The indeterminate with a name; ``relation`` (n, value) says that its n-th power is that value."""
        if key not in self._places:
            if len(self._places) == MOST_INDETERMINATES:
                raise OutOfReachError
            self._places[key] = len(self._places)
            if relation is not None:
                self.relate(key, *relation)
        return self.whole(self._gens[self._places[key]])

    def relate(self, key: Hashable, degree: int, value: RingFraction) -> None:
        """Say what a power of an indeterminate is, which may hold lower powers of the indeterminate itself."""
        self._relations[self._places[key]] = (degree, value)

    def name_of(self, place: int) -> Hashable:
        """The name of the indeterminate at a place of a monomial's powers."""
        return next(key for key, found in self._places.items() if found == place)

    def whole(self, polynomial: Polynomial) -> RingFraction:
        """A polynomial as a fraction."""
        return RingFraction(polynomial, self._one)

    def monomial(self, powers: tuple[int, ...]) -> Polynomial:
        """The product of the indeterminates to these powers."""
        return self._context.from_dict({powers: 1})

    def times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        """The product of two polynomials, within the work that is allowed."""
        self._work += len(a) * len(b)
        if self._work > MOST_WORK:
            raise OutOfReachError
        return a * b

    def added(self, a: RingFraction, b: RingFraction) -> RingFraction:
        """The sum."""
        if a.below == b.below:
            return RingFraction(a.above + b.above, a.below)
        above = self.times(a.above, b.below) + self.times(b.above, a.below)
        return RingFraction(above, self.times(a.below, b.below))

    def multiplied(self, a: RingFraction, b: RingFraction) -> RingFraction:
        """The product."""
        return RingFraction(self.times(a.above, b.above), self.times(a.below, b.below))

    def _raised(self, polynomial: Polynomial, n: int) -> Polynomial:
        """A whole power, whose number of terms is known beforehand."""
        size = len(polynomial)
        self._work += math.comb(n + size - 1, size - 1) if size else 0
        if self._work > MOST_WORK:
            raise OutOfReachError
        return polynomial**n

    def inverse(self, fraction: RingFraction) -> RingFraction:
        """1/u; ``OutOfReachError`` for 0."""
        if self.reduced(fraction.above).is_zero():
            raise OutOfReachError
        return RingFraction(fraction.below, fraction.above)

    def whole_power(self, fraction: RingFraction, n: int) -> RingFraction:
        """u^n, of either sign."""
        if abs(n) > LARGEST_POWER:
            raise OutOfReachError
        if n < 0:
            return self.whole_power(self.inverse(fraction), -n)
        return RingFraction(self._raised(fraction.above, n), self._raised(fraction.below, n))

    def letter_power(self, letter: RingFraction, n: int) -> RingFraction:
        """The same for an indeterminate, however large n is."""
        return self.whole(letter.above**n) if n >= 0 else RingFraction(self._one, letter.above ** (-n))

    def shortened(self, fraction: RingFraction) -> RingFraction:
        """Without common factors, the leading coefficient below 1."""
        above, below = fraction
        if below.is_constant():
            value = below.to_dict().get((0,) * MOST_INDETERMINATES)
            return self.whole(above / value)
        common = above.gcd(below)
        above, below = above / common, below / common
        leading = below.leading_coefficient()
        return RingFraction(above / leading, below / leading)

    def reduced(self, polynomial: Polynomial) -> Polynomial:
        """The polynomial times something that is not 0, with the powers of roots below their degrees."""
        for place in sorted(self._relations, reverse=True):
            degree, value = self._relations[place]
            polynomial = self._lowered(polynomial, place, degree, value)
        return polynomial

    def _lowered(self, polynomial: Polynomial, place: int, degree: int, value: RingFraction) -> Polynomial:
        parts: dict[int, dict[tuple[int, ...], Any]] = {}
        for powers, coefficient in polynomial.to_dict().items():
            times, rest = divmod(int(powers[place]), degree)
            lowered = (*powers[:place], rest, *powers[place + 1 :])
            parts.setdefault(times, {})[lowered] = coefficient
        most = max(parts, default=0)
        if most == 0:
            return polynomial
        result = polynomial * 0
        for times, part in parts.items():
            scale = self.times(self._raised(value.above, times), self._raised(value.below, most - times))
            result = result + self.times(self._context.from_dict(part), scale)
        # The relation of a turn holds a lower power of the turn itself.
        return self._lowered(result, place, degree, value)


def key_of_fraction(fraction: RingFraction) -> Hashable:
    """What tells it from others, once it is shortened."""
    return (key_of(fraction.above), key_of(fraction.below))


def key_of(polynomial: Polynomial) -> Hashable:
    """What tells it from others."""
    return frozenset((tuple(map(int, e)), (int(c.p), int(c.q))) for e, c in polynomial.to_dict().items())
