"""Sums of roots of rational numbers and powers of e, exactly: √2, 1 - ∛5, (√6 + √2)/4, e² - 1/e.

Different products of fractional powers of primes, exponents in [0, 1), are linearly independent over the rational
numbers (A. S. Besicovitch, On the linear independence of fractional powers of integers, J. London Math. Soc. 15,
1940), and different rational powers of e over all algebraic numbers (Lindemann and Weierstrass, see A. Baker,
Transcendental Number Theory, 1975, theorem 1.4). So such a sum is 0 only where all its coefficients are, and no digits
need be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import Any, TypeAlias

from derivgui.model.numeric.arithmetic import flint

# Primes with exponents between 0 and 1, by size, after e with any exponent; () is 1.
Radical: TypeAlias = tuple[tuple[int, Fraction], ...]
Rational: TypeAlias = Any  # flint.fmpq

UNIT: Radical = ()
# Stands for e among the primes.
E = 0
MOST_TERMS = 16
# Larger numbers are not taken apart into primes.
LARGEST_FACTORED = 2**64
# Of the order of a root: a radical of a high order is a large number under its root.
LARGEST_ORDER = 60


class UnwieldyError(Exception):
    """A result that is no surd, or too long a one."""


@dataclass(frozen=True, slots=True)
class Surd:
    """Σ q·r with rational q != 0 and radicals r, at least one of them irrational: never 0, never rational."""

    terms: tuple[tuple[Radical, Rational], ...]

    def ball(self) -> Any:
        """The number in the current precision."""
        total = flint.arb(0)
        for radical, q in self.terms:
            total += flint.arb(q) * _radical_ball(radical)
        return total

    def __add__(self, other: Any) -> Any:
        sums = _terms(other)
        if sums is None:
            return _with_ball(self, other, "__add__")
        for radical, q in self.terms:
            sums[radical] = sums[radical] + q if radical in sums else q
        return _number(sums)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Any:
        others = _terms(other)
        if others is None:
            return _with_ball(self, other, "__mul__")
        if others.keys() == {UNIT}:
            return Surd(tuple((radical, q * others[UNIT]) for radical, q in self.terms))
        sums: dict[Radical, Rational] = {}
        for a, p in self.terms:
            for b, q in others.items():
                factor, radical = _times(a, b)
                sums[radical] = sums.get(radical, 0) + p * q * factor
        return _number(sums)

    __rmul__ = __mul__

    def __neg__(self) -> Surd:
        return Surd(tuple((radical, -q) for radical, q in self.terms))


def radical_power(c: Rational, exponent: Fraction) -> Any:
    """c^exponent for a rational c > 0: a rational number or a surd; UnwieldyError where c cannot be taken apart."""
    if max(int(c.p), int(c.q)) > LARGEST_FACTORED or exponent.denominator > LARGEST_ORDER:
        raise UnwieldyError
    exponents = [(int(p), n * exponent) for p, n in flint.fmpz(c.p).factor()]
    exponents += [(int(p), -n * exponent) for p, n in flint.fmpz(c.q).factor()]
    factor, radical = _reduced(exponents)
    return factor if radical == UNIT else Surd(((radical, factor),))


def power_of_e(exponent: Fraction) -> Surd:
    """e^exponent for a rational exponent other than 0."""
    return Surd(((((E, exponent),), flint.fmpq(1)),))


def exponent_of_e(surd: Surd) -> Fraction | None:
    """Of a bare power of e, else None."""
    ((radical, q), *more) = surd.terms
    return radical[0][1] if not more and q == 1 and len(radical) == 1 and radical[0][0] == E else None


def inverse(surd: Surd) -> Any:
    """1/surd, its square roots taken out of the denominator; UnwieldyError where other roots stand in a sum there."""
    if len(surd.terms) == 1:
        (radical, q) = surd.terms[0]
        factor, inverted = _reduced((p, -exponent) for p, exponent in radical)
        return _number({inverted: factor / q})
    p = _square_root_to_remove(surd)
    # (A + B√p)(A - B√p) has no √p any more.
    conjugate = _number({r: -q if any(prime == p for prime, _ in r) else q for r, q in surd.terms})
    norm = surd * conjugate
    if isinstance(norm, flint.arb):
        raise UnwieldyError
    return conjugate * (inverse(norm) if isinstance(norm, Surd) else 1 / norm)


def _square_root_to_remove(surd: Surd) -> int:
    orders: dict[int, set[Fraction]] = {}
    for radical, _ in surd.terms:
        for p, exponent in radical:
            orders.setdefault(p, set()).add(exponent)
    half = {Fraction(1, 2)}
    found = next((p for p, exponents in orders.items() if exponents == half and p != E), None)
    if found is None:
        raise UnwieldyError
    return found


def square_root(surd: Surd) -> Any:
    """√surd for a surd a + b√c > 0, where it is a surd itself: √(3 + 2√2) is 1 + √2; else UnwieldyError."""
    terms = dict(surd.terms)
    a = terms.pop(UNIT, None)
    if a is None or len(terms) != 1:
        raise UnwieldyError
    ((radical, b),) = terms.items()
    if any(p == E or exponent != Fraction(1, 2) for p, exponent in radical):
        raise UnwieldyError
    rest = radical_power_or_none(a * a - b * b * prod(p for p, _ in radical), Fraction(1, 2))
    if rest is None or isinstance(rest, Surd):
        raise UnwieldyError
    parts = [radical_power_or_none(half, Fraction(1, 2)) for half in ((a + rest) / 2, (a - rest) / 2)]
    if parts[0] is None or parts[1] is None:
        raise UnwieldyError
    return parts[0] + (parts[1] if b > 0 else -parts[1])


def radical_power_or_none(c: Rational, exponent: Fraction) -> Any:
    """c^exponent for a rational c of any sign, None where that is no real number."""
    if c < 0:
        return None
    return flint.fmpq(0) if c == 0 else radical_power(c, exponent)


def _radical_ball(radical: Radical) -> Any:
    if radical == UNIT:
        return flint.arb(1)
    if radical[0][0] == E:
        exponent = radical[0][1]
        return flint.arb(flint.fmpq(exponent.numerator, exponent.denominator)).exp() * _radical_ball(radical[1:])
    order = lcm(*(exponent.denominator for _, exponent in radical))
    inside = prod(p ** int(exponent * order) for p, exponent in radical)
    return flint.arb(inside).sqrt() if order == 2 else flint.arb(inside).root(order)


def _terms(number: Any) -> dict[Radical, Rational] | None:
    """The number as a sum of radicals, None for anything else."""
    if isinstance(number, Surd):
        return dict(number.terms)
    if isinstance(number, int):
        number = flint.fmpq(number)
    if isinstance(number, flint.fmpq):
        return {UNIT: number} if number != 0 else {}
    return None


def _with_ball(surd: Surd, other: Any, operation: str) -> Any:
    """What is no surd decides itself how it is joined with one; a ball is joined with a ball."""
    return getattr(surd.ball(), operation)(other) if isinstance(other, flint.arb) else NotImplemented


def _number(sums: Mapping[Radical, Rational]) -> Any:
    """The sum in its simplest form; a ball where it has too many terms."""
    kept = {radical: q for radical, q in sums.items() if q != 0}
    if kept.keys() <= {UNIT}:
        return kept.get(UNIT, flint.fmpq(0))
    surd = Surd(tuple(sorted(kept.items(), key=lambda term: term[0])))
    return surd if len(kept) <= MOST_TERMS else surd.ball()


def _times(a: Radical, b: Radical) -> tuple[Rational, Radical]:
    return _reduced((*a, *b))


def _reduced(exponents: Iterable[tuple[int, Fraction]]) -> tuple[Rational, Radical]:
    """A product of powers of primes as a rational number times a radical."""
    sums: dict[int, Fraction] = {}
    for p, exponent in exponents:
        sums[p] = sums.get(p, Fraction(0)) + exponent
    factor, radical = flint.fmpq(1), []
    for p, exponent in sorted(sums.items()):
        whole = exponent.numerator // exponent.denominator if p != E else 0
        if whole:
            factor *= flint.fmpq(p) ** whole
        if exponent != whole:
            radical.append((p, exponent - whole))
    return factor, tuple(radical)
