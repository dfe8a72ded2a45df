"""Functions of exact numbers: roots, logarithms, exponentials and reciprocals, exact where the results are too."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod
from typing import Any

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.germs.exact import Exact, UnwieldyError, sum_of, terms_of
from derivgui.model.numeric.germs.monomials import UNIT, Base, Constant, E, Monomial, Rational, fraction, reduced

# Powers with more bits are balls: a million to the power of a million has twenty million.
LONGEST_BITS = 4096
# Larger numbers are not taken apart into primes.
LARGEST_FACTORED = 2**64
# Of the order of a root: a radical of a high order is a large number under its root.
LARGEST_ORDER = 60
# Functions of functions of constants: sin(cos 1) is one of two.
DEEPEST = 3


def radical_power(c: Rational, exponent: Fraction) -> Any:
    """c^exponent for a rational c > 0: a rational number or a root; UnwieldyError where c cannot be taken apart."""
    if exponent.denominator > LARGEST_ORDER:
        raise UnwieldyError
    factor, monomial = reduced([(p, n * exponent) for p, n in _factors(c)])
    return sum_of({monomial: factor})


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
    terms = terms_of(number)
    if terms is None:
        raise UnwieldyError
    if len(terms) > 1:
        return constant("log", number)
    ((monomial, q),) = terms.items()
    total: Any = flint.fmpq(0)
    for base, exponent in (*_factors(q), *monomial):
        total = total + _logarithm_of_base(base) * fraction(exponent)
    return total


def _logarithm_of_base(base: Base) -> Any:
    if base == E:
        return flint.fmpq(1)
    if isinstance(base, int):
        return constant("log", flint.fmpq(base))
    return base.argument if base.function == "exp" else constant("log", sum_of({((base, 1),): flint.fmpq(1)}))


def exponential(number: Any) -> Any:
    """e^number, where it is a product: e^(2 + ln 3) is 3e²; UnwieldyError where that is too long."""
    terms = terms_of(number)
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
    factor, product = reduced(powers)
    return sum_of({product: factor})


def inverse(number: Any) -> Any:
    """1/number, its square roots taken out of the denominator; UnwieldyError where a sum stands there else."""
    terms = terms_of(number)
    if terms is None:
        raise UnwieldyError
    if len(terms) == 1:
        ((monomial, q),) = terms.items()
        factor, inverted = reduced((base, -exponent) for base, exponent in monomial)
        return sum_of({inverted: factor / q})
    p = _square_root_to_remove(terms)
    # (A + B√p)(A - B√p) has no √p any more.
    conjugate = sum_of({m: -q if any(base == p for base, _ in m) else q for m, q in terms.items()})
    norm = number * conjugate
    return conjugate * inverse(norm)


def square_root(number: Any) -> Any:
    """√number for a number a + b√c > 0, where it is such a number too: √(3 + 2√2) is 1 + √2; else UnwieldyError."""
    terms = terms_of(number)
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
