"""Exact numbers: sums of products of roots, powers of e and π, and other constants such as ln 2 and sin 1.

Where two of them are written in one way they are equal, and no digits need be looked at: √2·√2 is 2, ln 4 is 2 ln 2.
Of roots and powers of e the converse holds too: different products of fractional powers of primes, exponents in
[0, 1), are linearly independent over the rational numbers (A. S. Besicovitch, On the linear independence of fractional
powers of integers, J. London Math. Soc. 15, 1940), and different rational powers of e over all algebraic numbers
(Lindemann and Weierstrass, see A. Baker, Transcendental Number Theory, 1975, theorem 1.4). Of the others digits tell
that they differ, where they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.monomials import (
    INVERSE,
    PI_MONOMIAL,
    UNIT,
    Base,
    Constant,
    Monomial,
    Rational,
    monomial_ball,
    order_of,
    product_of,
    reduced,
)

# Longer sums cost more than they tell; those with constants, of which digits tell all but what cancels, the more so.
MOST_TERMS, FEW_TERMS = 8, 4
MOST_PRODUCTS, FEW_PRODUCTS = 24, 6


class UnwieldyError(Exception):
    """A result that is no exact number, or too long a one."""


@dataclass(frozen=True, slots=True)
class PiNumber:
    """p + qπ, q != 0: irrational, so never 0 and never whole."""

    p: Any
    q: Any

    def ball(self) -> Any:
        """The number in the current precision."""
        return flint.arb(self.p) + flint.arb(self.q) * flint.arb.pi()

    def __add__(self, other: Any) -> Any:
        if isinstance(other, flint.fmpq):
            return PiNumber(self.p + other, self.q)
        return _sum(self, other)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, flint.fmpq):
            return pi_number(self.p * other, self.q * other)
        return _product(self, other)

    __rmul__ = __mul__

    def __neg__(self) -> PiNumber:
        return PiNumber(-self.p, -self.q)


@dataclass(frozen=True, slots=True)
class Exact:
    """Σ q·m with rational q != 0 and different monomials m, neither a rational number nor p + qπ."""

    terms: tuple[tuple[Monomial, Rational], ...]
    _ball: Any = field(default=None, init=False, repr=False, compare=False)
    _bits: int = field(default=0, init=False, repr=False, compare=False)

    def ball(self) -> Any:
        """The number in the current precision."""
        if self._bits != flint.ctx.prec:
            total = flint.arb(0)
            for monomial, q in self.terms:
                total += flint.arb(q) * monomial_ball(monomial)
            object.__setattr__(self, "_ball", total)
            object.__setattr__(self, "_bits", flint.ctx.prec)
        return self._ball

    @property
    def depth(self) -> int:
        """How many functions stand within each other in its constants."""
        return max((base.depth for m, _ in self.terms for base, _ in m if isinstance(base, Constant)), default=0)

    @property
    def is_never_zero(self) -> bool:
        """Whether it is certain without a look at digits that this is not 0."""
        return len(self.terms) == 1 or not _has_constants(self.terms)

    def __add__(self, other: Any) -> Any:
        return _sum(self, other)

    __radd__ = __add__

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, flint.fmpq) and other != 0:
            return Exact(tuple((monomial, q * other) for monomial, q in self.terms))
        return _product(self, other)

    __rmul__ = __mul__

    def __neg__(self) -> Exact:
        return Exact(tuple((monomial, -q) for monomial, q in self.terms))


def pi_number(p: Any, q: Any) -> Any:
    """p + qπ; a plain rational where q is 0."""
    return p if q == 0 else PiNumber(p, q)


def terms_of(number: Any) -> dict[Monomial, Rational] | None:
    """The number as a sum of monomials, None for a ball and whatever else is no exact number."""
    if isinstance(number, Exact):
        return dict(number.terms)
    if isinstance(number, PiNumber):
        return {PI_MONOMIAL: number.q, UNIT: number.p} if number.p != 0 else {PI_MONOMIAL: number.q}
    if isinstance(number, int):
        number = flint.fmpq(number)
    if isinstance(number, flint.fmpq):
        return {UNIT: number} if number != 0 else {}
    return None


def _sum(a: Exact | PiNumber, b: Any) -> Any:
    sums, others = terms_of(a), terms_of(b)
    if sums is None or others is None:
        return a.ball() + b if isinstance(b, flint.arb) else NotImplemented
    for monomial, q in others.items():
        sums[monomial] = sums[monomial] + q if monomial in sums else q
    return sum_of(sums)


def _product(a: Exact | PiNumber, b: Any) -> Any:
    terms, others = terms_of(a), terms_of(b)
    if terms is None or others is None:
        return a.ball() * b if isinstance(b, flint.arb) else NotImplemented
    for factor, other in ((terms, others), (others, terms)):
        share = _without_reciprocal(factor, other)
        if share is not None:
            return share
    count = len(terms) * len(others)
    if count > FEW_PRODUCTS and (count > MOST_PRODUCTS or _has_constants((*terms.items(), *others.items()))):
        return a.ball() * (b if isinstance(b, int) else b.ball())
    sums: dict[Monomial, Rational] = {}
    for m, p in terms.items():
        for n, q in others.items():
            factor, monomial = product_of(m, n)
            sums[monomial] = sums.get(monomial, 0) + p * q * factor
    return sum_of(sums)


def _without_reciprocal(terms: Mapping[Monomial, Rational], others: Mapping[Monomial, Rational]) -> Any:
    """What is left of a product with a sum whose reciprocal it holds as a constant; None for any other sum."""
    if len(terms) != 1 or len(others) == 1:
        return None
    ((monomial, q),) = terms.items()
    for base, exponent in monomial:
        if isinstance(base, Constant) and base.function == INVERSE and exponent >= 1:
            ratio = _ratio(others, terms_of(base.argument) or {})
            if ratio is not None:
                left = tuple((other, n - (other == base)) for other, n in monomial if other != base or n > 1)
                return sum_of({left: q * ratio})
    return None


def _ratio(terms: Mapping[Monomial, Rational], others: Mapping[Monomial, Rational]) -> Rational | None:
    """The rational number that one sum is of another, None where it is none."""
    if terms.keys() != others.keys():
        return None
    ratios = {monomial: q / others[monomial] for monomial, q in terms.items()}
    first = next(iter(ratios.values()))
    return first if all(ratio == first for ratio in ratios.values()) else None


def sum_of(sums: Mapping[Monomial, Rational]) -> Any:
    """The sum in its simplest form; a ball where it has too many terms."""
    kept = {monomial: q for monomial, q in _without_squares_of_sines(sums).items() if q != 0}
    if kept.keys() <= {UNIT, PI_MONOMIAL}:
        zero = flint.fmpq(0)
        return pi_number(kept.get(UNIT, zero), kept.get(PI_MONOMIAL, zero))
    if len(kept) == 1:
        return Exact(tuple(kept.items()))
    exact = Exact(tuple(sorted(kept.items(), key=lambda term: [(*order_of(base), n) for base, n in term[0]])))
    is_short = len(kept) <= FEW_TERMS or (len(kept) <= MOST_TERMS and not _has_constants(exact.terms))
    return exact if is_short else exact.ball()


def _without_squares_of_sines(sums: Mapping[Monomial, Rational]) -> Mapping[Monomial, Rational]:
    """The same with sin² as 1 - cos², so that sin² 1 + cos² 1 is 1."""
    found = next(((m, base, n) for m in sums for base, n in m if _is_sine(base) and n >= 2), None)
    if found is None:
        return sums
    monomial, sine, n = found
    rest = [(base, exponent) for base, exponent in monomial if base != sine]
    changed = dict(sums)
    q = changed.pop(monomial)
    for sign, more in ((1, []), (-1, [(Constant("cos", sine.argument), 2)])):
        factor, product = reduced([*rest, (sine, n - 2), *more])
        changed[product] = changed.get(product, 0) + q * factor * sign
    return _without_squares_of_sines(changed)


def _is_sine(base: Base) -> TypeGuard[Constant]:
    return isinstance(base, Constant) and base.function == "sin" and not base.order


def _has_constants(terms: Iterable[tuple[Monomial, Rational]]) -> bool:
    return any(isinstance(base, Constant) for monomial, _ in terms for base, _ in monomial)
