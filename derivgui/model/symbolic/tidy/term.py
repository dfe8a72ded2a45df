"""One term: a rational number times atoms raised to rational powers.

An atom is a symbol, a constant, a call, a sum, or a power that is not taken apart; every tree that does not multiply
out. Atoms are tidy themselves, so two that are equal are equal as trees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)

Factors: TypeAlias = tuple[tuple[Node, Fraction], ...]

LONGEST_BITS = 2000
ONE = Fraction(1)
ZERO = Fraction(0)


class UndefinedError(ArithmeticError):
    """A constant part of the formula has no value, so none of it has."""


@dataclass(frozen=True, slots=True)
class Term:
    """``coefficient * product of atom^exponent``; no exponent is 0, and ``factors`` are in order of first appearance.

    Two terms are alike where ``key`` is equal.
    """

    coefficient: Fraction
    factors: Factors = ()

    @property
    def key(self) -> frozenset[tuple[Node, Fraction]]:
        """The factors without their order."""
        return frozenset(self.factors)

    def __neg__(self) -> Term:
        return Term(-self.coefficient, self.factors)

    def __mul__(self, other: Term) -> Term:
        powers = dict(self.factors)
        for atom, exponent in other.factors:
            powers[atom] = powers.get(atom, ZERO) + exponent
        return term(self.coefficient * other.coefficient, powers)

    def __pow__(self, exponent: int) -> Term:
        """A whole power.

        Raises:
            UndefinedError: a negative power of 0, or 0^0.
            OverflowError: the number would be too long.
        """
        if self.coefficient == 0 and exponent <= 0:
            raise UndefinedError
        bits = max(self.coefficient.numerator.bit_length(), self.coefficient.denominator.bit_length())
        # Turned upside down, a number is no longer than it was.
        if abs(self.coefficient) != 1 and abs(exponent) > 1 and bits * abs(exponent) > LONGEST_BITS:
            raise OverflowError
        return term(self.coefficient**exponent, {atom: power * exponent for atom, power in self.factors})

    def __truediv__(self, other: Term) -> Term:
        return self * other**-1

    def exponent(self, atom: Node) -> Fraction:
        """The exponent of an atom, 0 where it does not occur."""
        return next((power for other, power in self.factors if other == atom), ZERO)


def term(coefficient: Fraction, powers: Mapping[Node, Fraction]) -> Term:
    """A term from the exponents of its atoms, those of exponent 0 left out."""
    if coefficient == 0:
        return Term(ZERO)
    for atom, power in powers.items():
        if isinstance(atom, Number) and not 0 <= power < 1:
            # √2·√2 is the number 2 again, and 1/√2 is √2/2.
            whole = math.floor(power)
            return term(coefficient * atom.value**whole, {**powers, atom: power - whole})
        if power and power.denominator == 1 and _multiplies_out(atom):
            # √(2xy)·√(2xy) is a product again.
            return term(coefficient, {**powers, atom: ZERO}) * _whole_power(atom, int(power))
    return Term(coefficient, tuple((atom, power) for atom, power in _settled(powers).items() if power))


def _multiplies_out(atom: Node) -> bool:
    """Whether a whole power of what stood below a root is a term of other atoms."""
    match atom:
        case Product() | Quotient() | Negative():
            return True
        case Power(base, Number(value)):
            return value.denominator == 1 and is_atom(base)
        case _:
            return False


def _whole_power(node: Node, n: int) -> Term:
    """The power of a tidy tree that stood below a root."""
    match node:
        case Number(value):
            return Term(value) ** n
        case Negative(operand):
            return Term(-ONE) ** n * _whole_power(operand, n)
        case Product(factors):
            return math.prod((_whole_power(factor, n) for factor in factors), start=Term(ONE))
        case Quotient(above, below):
            return _whole_power(above, n) / _whole_power(below, n)
        case Power(base, Number(value)) if value.denominator == 1 and is_atom(base):
            return atom_term(base, value * n)
        case _:
            return atom_term(node, Fraction(n))


def _settled(powers: Mapping[Node, Fraction]) -> Mapping[Node, Fraction]:
    """Even powers of |u| become powers of u: |u|^n u^m is |u| u^k or u^k/|u|, whichever is shorter."""
    if not any(isinstance(atom, Call) and atom.name == "abs" for atom in powers):
        return powers
    settled = dict(powers)
    for atom, n in powers.items():
        if not isinstance(atom, Call) or atom.name != "abs" or n.denominator != 1:
            continue
        inside = atom.arguments[0]
        m = settled.get(inside, ZERO)
        if not (is_atom(inside) and m.denominator == 1) or (abs(n) == 1 and m == 0):
            continue
        choices = [(k, m + n - k) for k in ((ZERO,) if n % 2 == 0 else (Fraction(-1), ONE))]
        settled[atom], settled[inside] = min(choices, key=lambda pair: abs(pair[0]) + abs(pair[1]))
    return settled


def is_atom(node: Node) -> bool:
    """Whether a tidy tree stands for itself in a term."""
    return isinstance(node, Symbol | Constant | Call | Sum)


def is_exponential(atom: Node) -> bool:
    """Whether an atom is a fixed number to a moving power, never put below a fraction bar: e^(-x) stays what it is."""
    return isinstance(atom, Power) and not symbols(atom.base) and bool(symbols(atom.exponent))


def atom_term(atom: Node, exponent: Fraction = ONE) -> Term:
    """The term of one atom."""
    return Term(ONE, ((atom, exponent),))


def combined(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Like terms added, in order of first appearance; those that cancel are gone."""
    sums: dict[frozenset[tuple[Node, Fraction]], Term] = {}
    for one in terms:
        old = sums.get(one.key)
        sums[one.key] = one if old is None else Term(old.coefficient + one.coefficient, old.factors)
    return tuple(one for one in sums.values() if one.coefficient)


def content(coefficients: Iterable[Fraction]) -> Fraction:
    """The positive number that leaves whole coefficients without a common divisor."""
    numbers = list(coefficients)
    above = math.gcd(*(number.numerator for number in numbers))
    return Fraction(above, math.lcm(*(number.denominator for number in numbers)))
