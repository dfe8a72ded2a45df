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
from fractions import Fraction
from functools import lru_cache
from math import lcm, prod
from typing import Any, TypeAlias

from derivgui.model.numeric.arithmetic import flint

Rational: TypeAlias = Any  # flint.fmpq

# Longer sums cost more than they tell; those with constants, of which digits tell all but what cancels, the more so.
MOST_TERMS, FEW_TERMS = 8, 4
MOST_PRODUCTS, FEW_PRODUCTS = 24, 6
# Powers with more bits are balls: a million to the power of a million has twenty million.
LONGEST_BITS = 4096
# Larger numbers are not taken apart into primes.
LARGEST_FACTORED = 2**64
# Of the order of a root: a radical of a high order is a large number under its root.
LARGEST_ORDER = 60
REMEMBERED = 512
# Functions of functions of constants: sin(cos 1) is one of two.
DEEPEST = 3


class UnwieldyError(Exception):
    """A result that is no exact number, or too long a one."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that stands for itself, not 0: ``function`` of an exact number, π where there is no function.

    Where an ``order`` is given it is the Taylor coefficient of that order. The function ``PLACE`` makes a number of
    whatever has a ball: a root of an equation.
    """

    function: str
    argument: Any = None
    order: int = 0
    # Sums look their terms up and put them in order. python-flint takes microseconds to hash a rational number.
    _hash: int = field(init=False, repr=False, compare=False)
    rank: tuple[int, str, str] = field(init=False, repr=False, compare=False)
    depth: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.function, self.argument, self.order)))
        object.__setattr__(self, "rank", (-1 - self.order, self.function, str(self.argument)))
        object.__setattr__(self, "depth", 1 + getattr(self.argument, "depth", 0))

    def __hash__(self) -> int:
        return self._hash

    def ball(self) -> Any:
        """The number in the current precision."""
        return _constant_ball(self, flint.ctx.prec)


PI = Constant("")
PLACE = "place"
INVERSE = "inverse"
# Stands for e among the primes.
E = 0

Base: TypeAlias = int | Constant
# What is multiplied, with its exponent: primes to powers between 0 and 1, e and constants to any; () is 1.
Monomial: TypeAlias = tuple[tuple[Base, int | Fraction], ...]

UNIT: Monomial = ()
PI_MONOMIAL: Monomial = ((PI, 1),)


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
                total += flint.arb(q) * _monomial_ball(monomial)
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


def radical_power(c: Rational, exponent: Fraction) -> Any:
    """c^exponent for a rational c > 0: a rational number or a root; UnwieldyError where c cannot be taken apart."""
    if exponent.denominator > LARGEST_ORDER:
        raise UnwieldyError
    factor, monomial = _reduced([(p, n * exponent) for p, n in _factors(c)])
    return _number({monomial: factor})


def power_of_e(exponent: Fraction) -> Exact:
    """e^exponent for a rational exponent other than 0."""
    return Exact(((((E, exponent),), flint.fmpq(1)),))


def constant(function: str, argument: Any, order: int = 0) -> Exact:
    """A function of an exact number, or a Taylor coefficient of it, as a number of its own.

    UnwieldyError where it cannot be told from 0.
    """
    made = Constant(function, argument, order)
    if made.depth > DEEPEST:
        raise UnwieldyError
    value = made.ball()
    if value.contains(0) or not value.is_finite():
        raise UnwieldyError
    return Exact(((((made, 1),), flint.fmpq(1)),))


def logarithm(number: Any) -> Any:
    """ln of a positive exact number: of a product the sum."""
    terms = _terms(number)
    if terms is None:
        raise UnwieldyError
    if len(terms) > 1:
        return constant("log", number)
    ((monomial, q),) = terms.items()
    total: Any = flint.fmpq(0)
    for base, exponent in (*_factors(q), *monomial):
        total = total + _logarithm_of_base(base) * _fraction(exponent)
    return total


def _logarithm_of_base(base: Base) -> Any:
    if base == E:
        return flint.fmpq(1)
    if isinstance(base, int):
        return constant("log", flint.fmpq(base))
    return base.argument if base.function == "exp" else constant("log", _number({((base, 1),): flint.fmpq(1)}))


def exponential(number: Any) -> Any:
    """e^number, where it is a product: e^(2 + ln 3) is 3e²; UnwieldyError where that is too long."""
    terms = _terms(number)
    if terms is None:
        raise UnwieldyError
    powers: list[tuple[Base, int | Fraction]] = []
    for monomial, q in terms.items():
        exponent = Fraction(int(q.p), int(q.q))
        if monomial == UNIT:
            powers.append((E, exponent))
            continue
        ((base, power), *more) = monomial
        if more or power != 1 or not isinstance(base, Constant) or base.function != "log":
            return constant("exp", number)
        prime = base.argument
        if not isinstance(prime, flint.fmpq) or exponent.denominator > LARGEST_ORDER:
            return constant("exp", number)
        if abs(exponent) * int(prime.p).bit_length() > LONGEST_BITS:
            raise UnwieldyError
        powers.append((int(prime.p), exponent))
    factor, product = _reduced(powers)
    return _number({product: factor})


def inverse(number: Any) -> Any:
    """1/number, its square roots taken out of the denominator; UnwieldyError where a sum stands there else."""
    terms = _terms(number)
    if terms is None:
        raise UnwieldyError
    if len(terms) == 1:
        ((monomial, q),) = terms.items()
        factor, inverted = _reduced((base, -exponent) for base, exponent in monomial)
        return _number({inverted: factor / q})
    p = _square_root_to_remove(terms)
    # (A + B√p)(A - B√p) has no √p any more.
    conjugate = _number({m: -q if any(base == p for base, _ in m) else q for m, q in terms.items()})
    norm = number * conjugate
    return conjugate * inverse(norm)


def square_root(number: Any) -> Any:
    """√number for a number a + b√c > 0, where it is such a number too: √(3 + 2√2) is 1 + √2; else UnwieldyError."""
    terms = _terms(number)
    a = None if terms is None else terms.pop(UNIT, None)
    if terms is None or a is None or len(terms) != 1:
        raise UnwieldyError
    ((monomial, b),) = terms.items()
    primes = [base for base, exponent in monomial if isinstance(base, int) and base and exponent == Fraction(1, 2)]
    if len(primes) < len(monomial):
        raise UnwieldyError
    rest = _rational_root(a * a - b * b * prod(primes))
    if not isinstance(rest, flint.fmpq):
        raise UnwieldyError
    outer, inner = _rational_root((a + rest) / 2), _rational_root((a - rest) / 2)
    return outer + (inner if b > 0 else -inner)


def _rational_root(c: Rational) -> Any:
    if c < 0:
        raise UnwieldyError
    return c if c == 0 else radical_power(c, Fraction(1, 2))


def _factors(c: Rational) -> list[tuple[int, int]]:
    """The primes in a positive rational number with their exponents."""
    if not c > 0 or max(int(c.p), int(c.q)) > LARGEST_FACTORED:
        raise UnwieldyError
    above, below = (flint.fmpz(part).factor() for part in (c.p, c.q))
    return [(int(p), n) for p, n in above] + [(int(p), -n) for p, n in below]


def _square_root_to_remove(terms: Mapping[Monomial, Rational]) -> int:
    exponents: dict[Base, set[int | Fraction]] = {}
    for monomial in terms:
        for base, exponent in monomial:
            exponents.setdefault(base, set()).add(exponent)
    # Of two conjugates with other constants one may be 0.
    if any(isinstance(base, Constant) for base in exponents):
        raise UnwieldyError
    half = {Fraction(1, 2)}
    for base, found in exponents.items():
        if isinstance(base, int) and base != E and found == half:
            return base
    raise UnwieldyError


# Arithmetic


def _terms(number: Any) -> dict[Monomial, Rational] | None:
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
    sums, others = _terms(a), _terms(b)
    if sums is None or others is None:
        return a.ball() + b if isinstance(b, flint.arb) else NotImplemented
    for monomial, q in others.items():
        sums[monomial] = sums[monomial] + q if monomial in sums else q
    return _number(sums)


def _product(a: Exact | PiNumber, b: Any) -> Any:
    terms, others = _terms(a), _terms(b)
    if terms is None or others is None:
        return a.ball() * b if isinstance(b, flint.arb) else NotImplemented
    count = len(terms) * len(others)
    if count > FEW_PRODUCTS and (count > MOST_PRODUCTS or _has_constants((*terms.items(), *others.items()))):
        return a.ball() * (b if isinstance(b, int) else b.ball())
    sums: dict[Monomial, Rational] = {}
    for m, p in terms.items():
        for n, q in others.items():
            factor, monomial = _reduced((*m, *n))
            sums[monomial] = sums.get(monomial, 0) + p * q * factor
    return _number(sums)


def _number(sums: Mapping[Monomial, Rational]) -> Any:
    """The sum in its simplest form; a ball where it has too many terms."""
    kept = {monomial: q for monomial, q in sums.items() if q != 0}
    if kept.keys() <= {UNIT, PI_MONOMIAL}:
        zero = flint.fmpq(0)
        return pi_number(kept.get(UNIT, zero), kept.get(PI_MONOMIAL, zero))
    if len(kept) == 1:
        return Exact(tuple(kept.items()))
    exact = Exact(tuple(sorted(kept.items(), key=lambda term: [(*_order(base), n) for base, n in term[0]])))
    is_short = len(kept) <= FEW_TERMS or (len(kept) <= MOST_TERMS and not _has_constants(exact.terms))
    return exact if is_short else exact.ball()


def _has_constants(terms: Iterable[tuple[Monomial, Rational]]) -> bool:
    return any(isinstance(base, Constant) for monomial, _ in terms for base, _ in monomial)


def _reduced(powers: Iterable[tuple[Base, int | Fraction]]) -> tuple[Rational, Monomial]:
    """A product of powers as a rational number times a monomial."""
    sums: dict[Base, int | Fraction] = {}
    for base, exponent in powers:
        sums[base] = sums[base] + exponent if base in sums else exponent
    factor, monomial = flint.fmpq(1), []
    for base, exponent in sorted(sums.items(), key=lambda power: _order(power[0])):
        if isinstance(base, int) and base != E:
            whole = exponent.numerator // exponent.denominator
            factor *= flint.fmpq(base) ** whole
            exponent -= whole
        if exponent:
            monomial.append((base, exponent))
    return factor, tuple(monomial)


def _order(base: Base) -> tuple[int, str, str]:
    return (base, "", "") if isinstance(base, int) else base.rank


def _fraction(number: int | Fraction) -> Rational:
    return flint.fmpq(number.numerator, number.denominator)


# Digits


def _monomial_ball(monomial: Monomial) -> Any:
    primes = [(base, exponent) for base, exponent in monomial if isinstance(base, int) and base != E]
    order = lcm(*(exponent.denominator for _, exponent in primes))
    inside = flint.arb(prod(p ** int(exponent * order) for p, exponent in primes))
    value = inside if order == 1 else inside.sqrt() if order == 2 else inside.root(order)
    for base, exponent in monomial:
        if base == E:
            value *= flint.arb(_fraction(exponent)).exp()
        elif isinstance(base, Constant):
            value *= base.ball() ** int(exponent)
    return value


@lru_cache(REMEMBERED)
def _constant_ball(constant: Constant, bits: int) -> Any:
    """A constant in the current precision of so many bits."""
    if constant == PI:
        return flint.arb.pi()
    argument = constant.argument
    if constant.function == PLACE:
        return argument.ball()
    inside = flint.arb(argument) if isinstance(argument, flint.fmpq) else argument.ball()
    if constant.function == INVERSE:
        return 1 / inside
    if constant.order:
        return flint.arb(coefficients(constant.function, inside, constant.order + 1)[constant.order])
    return getattr(inside, constant.function)()


def coefficients(function: str, at: Any, count: int) -> list[Any]:
    """So many Taylor coefficients of an analytic function of python-flint: fractions at a fraction, else balls."""
    series = flint.fmpq_series if isinstance(at, flint.fmpq) else flint.arb_series
    # WORKAROUND: whatever the length asked for, python-flint cuts series at the one of its context.
    usual = flint.ctx.cap
    flint.ctx.cap = max(usual, count)
    try:
        numbers = list(getattr(series([at, 1], prec=count), function)().coeffs())
    finally:
        flint.ctx.cap = usual
    return numbers + [flint.fmpq(0)] * (count - len(numbers))
