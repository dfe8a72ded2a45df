"""Polynomials with rational coefficients: zeros of any multiplicity as simple ones, by exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import TypeAlias

from derivgui.model.language.tree import Negative, Node, Number, Power, Product, Quotient, Sum, Symbol
from derivgui.model.numeric.levels import LONGEST_PART
from derivgui.model.numeric.powers import exact_rational

# Coefficients by power, the last one not 0; () is the zero polynomial.
Coefficients: TypeAlias = tuple[Fraction, ...]

LARGEST_DEGREE = 16
# 10^-40 is as long a number as is kept.
LARGEST_CONSTANT_POWER = 132


def coefficients_of(node: Node, variable: str) -> Coefficients | None:
    """The polynomial that a tree spells, None for any other tree, a large degree or unwieldy numbers."""
    match node:
        case Number(value):
            found: Coefficients | None = _trimmed([value])
        case Symbol(name):
            found = (Fraction(0), Fraction(1)) if name == variable else None
        case Negative(operand):
            inner = coefficients_of(operand, variable)
            found = None if inner is None else tuple(-c for c in inner)
        case Sum(parts) | Product(parts):
            combine, found = (plus, ()) if isinstance(node, Sum) else (times, (Fraction(1),))
            for part in parts:
                inner = coefficients_of(part, variable)
                found = None if inner is None or found is None else combine(found, inner)
        case Quotient(above, below):
            inner, scale = coefficients_of(above, variable), exact_rational(below)
            found = None if inner is None or not scale else tuple(c / scale for c in inner)
        case Power(base, exponent):
            found = _power(coefficients_of(base, variable), exact_rational(exponent))
        case _:
            found = None
    if found is None or len(found) > LARGEST_DEGREE + 1:
        return None
    return None if any(max(abs(c.numerator), c.denominator) > LONGEST_PART for c in found) else found


def _power(base: Coefficients | None, exponent: Fraction | None) -> Coefficients | None:
    if base is None or exponent is None or exponent.denominator > 1:
        return None
    if len(base) == 1 and abs(exponent) <= LARGEST_CONSTANT_POWER:
        return (base[0] ** exponent.numerator,)
    if not 1 <= exponent <= LARGEST_DEGREE:
        return None
    result: Coefficients = (Fraction(1),)
    for _ in range(exponent.numerator):
        result = times(result, base)
    return result


def _trimmed(coefficients: list[Fraction]) -> Coefficients:
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return tuple(coefficients)


def plus(p: Coefficients, q: Coefficients) -> Coefficients:
    """The sum."""
    long, short = (p, q) if len(p) > len(q) else (q, p)
    return _trimmed([a + b for a, b in zip(long, short, strict=False)] + list(long[len(short) :]))


def times(p: Coefficients, q: Coefficients) -> Coefficients:
    """The product."""
    result = [Fraction(0)] * max(len(p) + len(q) - 1, 0)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] += a * b
    return _trimmed(result)


def divided(p: Coefficients, q: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder."""
    rest = list(p)
    quotient = [Fraction(0)] * max(len(p) - len(q) + 1, 0)
    for shift in range(len(quotient) - 1, -1, -1):
        factor = rest[shift + len(q) - 1] / q[-1]
        quotient[shift] = factor
        for i, c in enumerate(q):
            rest[shift + i] -= factor * c
    return _trimmed(quotient), _trimmed(rest[: len(q) - 1])


def square_free(p: Coefficients) -> Coefficients:
    """A polynomial with the same zeros, all of them simple: p divided by its common factor with p'."""
    return divided(p, _repeated(p))[0]


def multiple_zeros(p: Coefficients) -> Coefficients:
    """A polynomial whose zeros, all of them simple, are those that p has more than once."""
    repeated = _repeated(p)
    return square_free(repeated) if len(repeated) > 1 else repeated


def _repeated(p: Coefficients) -> Coefficients:
    """The common factor of p and p'."""
    a, b = p, _trimmed([k * c for k, c in enumerate(p)][1:])
    while b:
        a, b = b, _monic(divided(a, b)[1])
    return a


def _monic(p: Coefficients) -> Coefficients:
    return tuple(c / p[-1] for c in p)


def rational_zeros(p: Coefficients) -> tuple[Fraction, ...] | None:
    """All real zeros where they are rational and the degree is 1 or 2; None for any other polynomial."""
    if len(p) == 2:
        return (-p[0] / p[1],)
    if len(p) != 3:
        return None
    c, b, a = p
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return ()
    root = Fraction(isqrt(discriminant.numerator), isqrt(discriminant.denominator))
    if root * root != discriminant:
        return None
    return tuple(dict.fromkeys(((-b - root) / (2 * a), (-b + root) / (2 * a))))


def tree_of(p: Coefficients, variable: str) -> Node:
    """The polynomial in Horner's form: ``(c2*x + c1)*x + c0``."""
    tree: Node = _literal(p[-1])
    for coefficient in reversed(p[:-1]):
        tree = Product((tree, Symbol(variable)))
        if coefficient:
            tree = Sum((tree, _literal(coefficient)))
    return tree


def sum_of(p: Coefficients, variable: str) -> Sum:
    """The polynomial, of two terms at least, as one sum of multiples of powers."""
    terms: list[Node] = []
    for power, coefficient in enumerate(p):
        if coefficient:
            base = Power(Symbol(variable), Number(Fraction(power))) if power else None
            terms.append(Product((_literal(coefficient), base)) if base else _literal(coefficient))
    return Sum(tuple(terms))


def _literal(value: Fraction) -> Node:
    return Negative(Number(-value)) if value < 0 else Number(value)
