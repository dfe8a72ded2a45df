"""Sums of terms: like terms added, common factors taken out, brackets multiplied out where that makes them shorter."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol, TypeAlias

from derivgui.model.language.tree import Call, Negative, Node, Number, Power, Product, Sum, children
from derivgui.model.symbolic.tidy.term import (
    ONE,
    ZERO,
    Term,
    atom_term,
    combined,
    content,
    is_exponential,
    term,
)

Terms: TypeAlias = tuple[Term, ...]


class Brackets(Protocol):
    """How sums become atoms and back."""

    def parts(self, node: Sum) -> Terms:
        """The terms of a sum that is an atom."""

    def sum_atom(self, terms: Terms) -> tuple[Sum, Fraction]:
        """The atom of several terms without common divisor, and the number to multiply it with."""

    def is_typed_with_powers(self, terms: Terms) -> bool:
        """Whether the reader wrote this sum, or a multiple of it, with brackets raised to powers."""


LARGEST_EXPANSION = 60
PLUS, BRACKETS = 3, 2
_SQUARES = {"sin": ("cos", 1), "cosh": ("sinh", -1)}


def added(terms: Terms, brackets: Brackets) -> Terms:
    """A sum that stays a sum, or turned out to be one term: shared factors are in front of a bracket."""
    terms = pythagorean(combined(terms))
    if len(terms) < 2:
        return terms
    shared = _shared(terms, _may_stand_in_front)
    inner = pythagorean(combined(one / shared for one in terms))
    opened = _opened(inner, brackets)
    if len(opened) == 1 or not opened:
        return combined(shared * one for one in opened)
    if not shared.factors:
        return opened
    return (shared * one_term(opened, brackets),)


def one_term(terms: Terms, brackets: Brackets) -> Term:
    """A sum as a factor: one term, fractions brought to a common denominator and all common factors in front."""
    terms = pythagorean(combined(terms))
    if not terms:
        return Term(ZERO)
    if len(terms) == 1:
        return terms[0]
    shared = _shared(terms, lambda _: True)
    for atom, power in _denominators(terms).items():
        if shared.exponent(atom) > power:
            shared = shared * atom_term(atom, power - shared.exponent(atom))
    opened = _opened(pythagorean(combined(one / shared for one in terms)), brackets)
    if not opened:
        return Term(ZERO)
    again = _shared(opened, lambda _: True)
    return shared * again * bracket(combined(one / again for one in opened), brackets)


def bracket(terms: Terms, brackets: Brackets) -> Term:
    """A sum of several terms as one atom without common divisor, whose number stands in front."""
    if len(terms) == 1:
        return terms[0]
    divisor = content(one.coefficient for one in terms)
    atom, factor = brackets.sum_atom(tuple(Term(one.coefficient / divisor, one.factors) for one in terms))
    return Term(divisor * factor, ((atom, ONE),))


def _may_stand_in_front(atom: Node) -> bool:
    """Brackets, exponentials and functions; x stays inside: 2x sin x + x^2 cos x."""
    return isinstance(atom, Sum | Call | Power)


def _shared(terms: Terms, may: Callable[[Node], bool]) -> Term:
    """The lowest power of each atom that occurs in every term.

    Roots count whatever ``may`` says, and denominators where a function is among the terms: (1 - ln x)/x^2, but
    1/x + 1/x^2.
    """
    has_functions = any(_may_stand_in_front(atom) for one in terms for atom, _ in one.factors)
    lowest: dict[Node, Fraction] = {}
    for atom, first in terms[0].factors:
        powers = [first, *(one.exponent(atom) for one in terms[1:])]
        if not all(powers):
            continue
        is_root = any(power.denominator > 1 for power in powers)
        if is_exponential(atom):
            # e^(-x) and e^(-2x) share e^(-x); e^x and e^(-x) share nothing.
            if max(powers) < 0 or min(powers) > 0:
                lowest[atom] = min(powers, key=abs)
        elif may(atom) or is_root or (has_functions and max(powers) < 0):
            lowest[atom] = min(powers)
    return term(ONE, lowest)


def _denominators(terms: Terms) -> dict[Node, Fraction]:
    lowest: dict[Node, Fraction] = {}
    for one in terms:
        for atom, power in one.factors:
            if power < 0 and not is_exponential(atom):
                lowest[atom] = min(lowest.get(atom, ZERO), power)
    return lowest


def _opened(terms: Terms, brackets: Brackets) -> Terms:
    """The sum with its brackets multiplied out, where that is not longer and nobody wrote it otherwise."""
    if brackets.is_typed_with_powers(terms):
        return terms
    terms = _without_numbers_at_brackets(terms, brackets)
    expanded: list[Term] = []
    for one in terms:
        pieces = expanded_term(one, brackets)
        if pieces is None or len(expanded) + len(pieces) > LARGEST_EXPANSION:
            return terms
        expanded.extend(pieces)
    opened = pythagorean(combined(expanded))
    return opened if _length(opened) <= _length(terms) else terms


def _without_numbers_at_brackets(terms: Terms, brackets: Brackets) -> Terms:
    """2(x + 1) + y as 2x + 2 + y."""
    flat: list[Term] = []
    for one in terms:
        atom = one.factors[0][0] if len(one.factors) == 1 and one.factors[0][1] == 1 else None
        if isinstance(atom, Sum):
            flat.extend(Term(one.coefficient) * part for part in brackets.parts(atom))
        else:
            flat.append(one)
    return pythagorean(combined(flat))


def expanded_term(one: Term, brackets: Brackets) -> Terms | None:
    """A term with every bracket multiplied out; None where that is too long or not a polynomial."""
    pieces: Terms = (Term(one.coefficient),)
    for atom, power in one.factors:
        factor: Terms = (atom_term(atom, power),)
        times = 1
        if isinstance(atom, Sum) and power > 0 and power.denominator == 1:
            inner = [expanded_term(part, brackets) for part in brackets.parts(atom)]
            factor = combined(one for part in inner if part is not None for one in part)
            times = int(power)
            if None in inner or len(factor) > LARGEST_EXPANSION:
                return None
        for _ in range(times):
            if len(pieces) * len(factor) > LARGEST_EXPANSION:
                return None
            pieces = combined(left * right for left in pieces for right in factor)
    return pieces


def _length(terms: Terms) -> int:
    """Letters, digits and signs that are printed, roughly."""
    return sum(map(_term_length, terms)) + PLUS * (len(terms) - 1)


def _term_length(one: Term) -> int:
    shown = 0 if abs(one.coefficient) == 1 and one.factors else _digits(one.coefficient)
    return shown + sum(_weight(atom) + (power != 1 and 1 + _digits(power)) for atom, power in one.factors)


def _digits(value: Fraction) -> int:
    above, below = abs(value.numerator), value.denominator
    return len(str(above)) + (below != 1 and 1 + len(str(below)))


def _weight(atom: Node) -> int:
    match atom:
        case Number(value):
            return _digits(value)
        case Sum(parts):
            return BRACKETS + sum(map(_weight, parts)) + PLUS * (len(parts) - 1)
        case Call(name, arguments):
            return len(name) + BRACKETS + sum(map(_weight, arguments))
        case Power(base, exponent):
            return _weight(base) + 1 + _weight(exponent)
        case Product(factors):
            return sum(map(_weight, factors))
        case Negative(operand):
            # The sum it stands in has counted a sign.
            return _weight(operand)
        case _:
            return 1 + sum(map(_weight, children(atom)))


def pythagorean(terms: Terms) -> Terms:
    """sin² + cos² is 1 and cosh² - sinh² is 1, where both come with the same factor."""
    for one in terms:
        for atom, power in one.factors:
            if not (isinstance(atom, Call) and atom.name in _SQUARES and power >= 2 and power.denominator == 1):
                continue
            partner, sign = _SQUARES[atom.name]
            rest = one / atom_term(atom, Fraction(2))
            wanted = rest * atom_term(Call(partner, atom.arguments), Fraction(2)) * Term(Fraction(sign))
            if any(_same(other, wanted) for other in terms):
                others = [other for other in terms if other is not one and not _same(other, wanted)]
                return pythagorean(combined([rest, *others]))
    return terms


def _same(one: Term, other: Term) -> bool:
    return (one.key, one.coefficient) == (other.key, other.coefficient)
