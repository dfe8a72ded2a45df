"""Products of powers: of primes, of e, of π and of constants that stand for themselves, such as ln 2 and sin 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import lcm, prod
from typing import Any, TypeAlias

from derivgui.model.numeric.arithmetic import flint

Rational: TypeAlias = Any  # flint.fmpq

REMEMBERED = 512


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


def reduced(powers: Iterable[tuple[Base, int | Fraction]]) -> tuple[Rational, Monomial]:
    """A product of powers as a rational number times a monomial."""
    sums: dict[Base, int | Fraction] = {}
    for base, exponent in powers:
        sums[base] = sums[base] + exponent if base in sums else exponent
    factor, monomial = flint.fmpq(1), []
    for base, exponent in sorted(sums.items(), key=lambda power: order_of(power[0])):
        if isinstance(base, int) and base != E:
            whole = exponent.numerator // exponent.denominator
            factor *= flint.fmpq(base) ** whole
            exponent -= whole
        if exponent:
            # A whole number is looked up ten times as fast as a fraction that is one.
            monomial.append((base, exponent.numerator if exponent.denominator == 1 else exponent))
    return factor, tuple(monomial)


@lru_cache(REMEMBERED)
def product_of(m: Monomial, n: Monomial) -> tuple[Rational, Monomial]:
    """The product of two monomials in the same form: an expansion makes the same ones over and over."""
    return reduced((*m, *n))


def order_of(base: Base) -> tuple[int, str, str]:
    """What factors are sorted by."""
    return (base, "", "") if isinstance(base, int) else base.rank


def fraction(number: int | Fraction) -> Rational:
    """A number of Python's as one of python-flint's."""
    return flint.fmpq(number.numerator, number.denominator)


# Digits


def monomial_ball(monomial: Monomial) -> Any:
    """A product in the current precision."""
    primes = [(base, exponent) for base, exponent in monomial if isinstance(base, int) and base != E]
    order = lcm(*(exponent.denominator for _, exponent in primes))
    inside = flint.arb(prod(p ** int(exponent * order) for p, exponent in primes))
    value = inside if order == 1 else inside.sqrt() if order == 2 else inside.root(order)
    for base, exponent in monomial:
        if base == E:
            value *= flint.arb(fraction(exponent)).exp()
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
