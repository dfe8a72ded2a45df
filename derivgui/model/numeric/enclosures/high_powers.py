"""Cancelling high powers: x^1000/(x^999 + 1) is x/(1 + x^-999), of which balls know what they have lost of both."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivgui.model.language.tree import Negative, Node, Number, Power, Product, Quotient, Sum
from derivgui.model.numeric.powers import exact_rational

# Lower powers are as wide above as below, which is not much.
FEWEST = 16
ONE = Number(Fraction(1))


def high_powers(node: Node) -> Iterator[tuple[Node, int]]:
    """Bases and exponents of the high whole powers that are factors of a tree's terms."""
    match node:
        case Power(base, exponent):
            n = exact_rational(exponent)
            if n is not None and n.denominator == 1 and n >= FEWEST:
                yield base, n.numerator
        case Negative(operand) | Quotient(operand, _):
            yield from high_powers(operand)
        case Sum(parts) | Product(parts):
            for part in parts:
                yield from high_powers(part)


def over_power(node: Node, base: Node, n: int) -> Node:
    """The tree divided by base^n, term by term; the base is not 0."""
    match node:
        case Power(own, exponent) if own == base and (m := exact_rational(exponent)) is not None and m.denominator == 1:
            return _power(base, m.numerator - n)
        case Negative(operand):
            return Negative(over_power(operand, base, n))
        case Sum(terms):
            return Sum(tuple(over_power(term, base, n) for term in terms))
        case Product(factors):
            for index, factor in enumerate(factors):
                if factor == base or any(own == base for own, _ in high_powers(factor)):
                    return Product((*factors[:index], over_power(factor, base, n), *factors[index + 1 :]))
            return Product((*factors, _power(base, -n)))
        case _ if node == base:
            return _power(base, 1 - n)
        case _:
            return Product((node, _power(base, -n)))


def _power(base: Node, n: int) -> Node:
    size = Number(Fraction(abs(n)))
    return ONE if n == 0 else base if n == 1 else Power(base, Negative(size) if n < 0 else size)
