"""Sums of which a part, or a multiple of one, has a value at the place that is known exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import reduce

from derivgui.model.language.tree import Node, Product, Sum, symbols, walk
from derivgui.model.numeric.germs.germ import Germ
from derivgui.model.numeric.suspects.combinations import combination_of, literal, multiple_of, terms_of
from derivgui.model.numeric.suspects.polynomials import Coefficients, coefficients_of, divided, plus, tree_of


def known_part(exact: Mapping[Node, Germ], terms: tuple[Node, ...]) -> tuple[Node | None, list[Node]]:
    """A sum whose value at the place is known, where all its terms are among these, and the terms beside it.

    None for a sum that is known itself: it may be known in another order as well, and that in this one.
    """
    if Sum(terms) in exact:
        return None, []
    for known in exact:
        if isinstance(known, Sum) and Counter(known.terms) <= Counter(terms):
            return known, list((Counter(terms) - Counter(known.terms)).elements())
    return _known_multiple(exact, terms)


def _known_multiple(exact: Mapping[Node, Germ], terms: tuple[Node, ...]) -> tuple[Node | None, list[Node]]:
    """A multiple of a polynomial whose value at the place is known, and what stands beside it in a sum."""
    nothing: Coefficients = ()
    for known in exact:
        # In a sum of sums those would be asked in turn.
        is_flat = isinstance(known, Sum) and sum(isinstance(part, Sum) for part in walk(known)) == 1
        if not is_flat or len(symbols(known)) != 1:
            continue
        (variable,) = symbols(known)
        divisor, *parts = (coefficients_of(part, variable) for part in (known, *terms))
        polynomial = reduce(plus, (part for part in parts if part is not None), nothing)
        if divisor is not None and 2 < len(divisor) <= len(polynomial):
            factor, rest = divided(polynomial, divisor)
            if len(rest) <= 1:
                others = [term for term, part in zip(terms, parts, strict=True) if part is None]
                others += [tree_of(rest, variable)] if rest else []
                return Product((tree_of(factor, variable), known)), others
    return _known_combination(exact, terms)


def _known_combination(exact: Mapping[Node, Germ], terms: tuple[Node, ...]) -> tuple[Node | None, list[Node]]:
    """A rational multiple of a sum whose value at the place is known, and what stands beside it in a sum."""
    for known in exact:
        # In a sum of sums those would be asked in turn.
        if not isinstance(known, Sum) or any(len(combination_of(term)) > 1 for term in known.terms):
            continue
        found = multiple_of(combination_of(Sum(terms)), combination_of(known))
        if found is not None:
            factor, rest = found
            return Product((literal(factor), known)), list(terms_of(rest))
    return None, []
