"""Trees as rational combinations of parts that are no sums: where cos x - x is 0, so is 2x - 2 cos x."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from derivgui.model.language.tree import Negative, Node, Number, Product, Quotient, Sum
from derivgui.model.numeric.powers import exact_rational

# Coefficients by part; a number is a multiple of ``ONE``. What has cancelled is kept with 0: it must have a value.
Combination: TypeAlias = Mapping[Node, Fraction]

ONE = Number(Fraction(1))
REMEMBERED = 256


@lru_cache(REMEMBERED)
def combination_of(node: Node) -> Combination:
    """The combination that a tree spells."""
    value = exact_rational(node)
    if value is not None:
        return {ONE: value}
    match node:
        case Negative(operand):
            return scaled(combination_of(operand), Fraction(-1))
        case Sum(terms):
            return added(*map(combination_of, terms))
        case Product(factors):
            numbers = [exact_rational(factor) for factor in factors]
            scale = Fraction(1)
            for number in numbers:
                scale *= 1 if number is None else number
            rest = tuple(factor for factor, number in zip(factors, numbers, strict=True) if number is None)
            return scaled(combination_of(rest[0]) if len(rest) == 1 else {Product(rest): Fraction(1)}, scale)
        case Quotient(above, below):
            divisor = exact_rational(below)
            return scaled(combination_of(above), 1 / divisor) if divisor else {node: Fraction(1)}
        case _:
            return {node: Fraction(1)}


def scaled(combination: Combination, factor: Fraction) -> Combination:
    """A multiple."""
    return {part: c * factor for part, c in combination.items()}


def added(*combinations: Combination) -> Combination:
    """The sum."""
    total: dict[Node, Fraction] = {}
    for combination in combinations:
        for part, c in combination.items():
            total[part] = total.get(part, Fraction(0)) + c
    return total


def multiple_of(combination: Combination, other: Combination) -> tuple[Fraction, Combination] | None:
    """How many times another one is in a combination, and what is left with none of its parts but a number.

    None where it is in it no times, or is one part alone.
    """
    parts = [part for part, c in other.items() if part != ONE and c]
    if len(parts) < 2:
        return None
    ratios = {combination.get(part, Fraction(0)) / other[part] for part in parts}
    factor = ratios.pop()
    if ratios or not factor:
        return None
    left = added(combination, scaled(other, -factor))
    return factor, {part: c for part, c in left.items() if c or part not in other}


def terms_of(combination: Combination) -> tuple[Node, ...]:
    """The terms of a sum that spells a combination."""
    return tuple(_term(part, c) for part, c in combination.items() if c or part != ONE)


def _term(part: Node, c: Fraction) -> Node:
    if part == ONE:
        return literal(c)
    return part if c == 1 else Product((literal(c), part))


def literal(value: Fraction) -> Node:
    """A rational number as a tree."""
    return Negative(Number(-value)) if value < 0 else Number(value)
