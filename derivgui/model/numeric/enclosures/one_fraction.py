"""Sums of fractions as one fraction, in which two poles may cancel."""

from __future__ import annotations

from fractions import Fraction

from derivgui.model.language import tree
from derivgui.model.language.tree import Negative, Node, Power, Product, Quotient, Sum
from derivgui.model.numeric.powers import exact_rational


def as_one_fraction(terms: tuple[Node, ...], fewest: int = 2) -> Node | None:
    """a/b + c/d as (a d + c b)/(b d): two poles may cancel. None for less than ``fewest`` fractions."""
    parts = [fraction_of(term) for term in terms]
    if sum(below is not None for _, below in parts) < fewest:
        return None
    belows = [below for _, below in parts]
    above = tuple(
        Product((part, *(b for j, b in enumerate(belows) if j != i and b is not None), tree.Number(Fraction(1))))
        for i, (part, _) in enumerate(parts)
    )
    return Quotient(Sum(above), Product((*(b for b in belows if b is not None), tree.Number(Fraction(1)))))


def _literal(power: Fraction) -> Node:
    """A positive exponent as it is typed."""
    above, below = tree.Number(Fraction(power.numerator)), tree.Number(Fraction(power.denominator))
    return above if power.denominator == 1 else Quotient(above, below)


def fraction_of(term: Node) -> tuple[Node, Node | None]:
    """What stands above and below in a term; None below where it is no fraction."""
    match term:
        case Negative(operand):
            above, below = fraction_of(operand)
            return Negative(above), below
        case Quotient(above, below):
            return above, below
        case Product(factors):
            parts = [fraction_of(factor) for factor in factors]
            belows = [below for _, below in parts if below is not None]
            if not belows:
                return term, None
            return Product(tuple(above for above, _ in parts)), belows[0] if len(belows) == 1 else Product(
                tuple(belows)
            )
        case Power(base, exponent):
            power = exact_rational(exponent)
            if power is not None and power < 0:
                return tree.Number(Fraction(1)), Power(base, _literal(-power))
            return term, None
        case _:
            return term, None
