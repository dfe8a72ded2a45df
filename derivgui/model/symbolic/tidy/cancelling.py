"""What cancels in one term: common factors of polynomials above and below the bar, and the cosine in tan u cos u."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import floor
from typing import TypeAlias

from derivgui.model.language.tree import Call, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol
from derivgui.model.symbolic.tidy.sums import Brackets, Terms, bracket
from derivgui.model.symbolic.tidy.term import ONE, Term, atom_term, combined, term

_Polynomial: TypeAlias = list[Fraction]

HIGHEST_DEGREE = 30
_RATIOS = {"tan": ("sin", "cos"), "cot": ("cos", "sin"), "tanh": ("sinh", "cosh"), "coth": ("cosh", "sinh")}


def cancelled(one: Term, brackets: Brackets) -> Term:
    """The term with all of that done."""
    one = _without_ratios(one)
    whole = [(atom, power) for atom, power in one.factors if isinstance(atom, Sum | Symbol) and power.denominator == 1]
    above = [atom for atom, power in whole if power > 0]
    below = [atom for atom, power in whole if power < 0]
    for top, bottom in product(above, below):
        divided = _divided(one, top, bottom, brackets)
        if divided is not None:
            return cancelled(divided, brackets)
    return one


def _without_ratios(one: Term) -> Term:
    """tan u cos u as sin u."""
    for atom, power in one.factors:
        if isinstance(atom, Call) and atom.name in _RATIOS and power > 0:
            above, below = (Call(name, atom.arguments) for name in _RATIOS[atom.name])
            # √(tan u) is no √(sin u)/√(cos u) where both are negative, so only whole powers are taken apart.
            common = Fraction(floor(min(power, one.exponent(below))))
            if common > 0:
                swap = term(ONE, {atom: -common, below: -common, above: common})
                return _without_ratios(one * swap)
    return one


def _divided(one: Term, top: Node, bottom: Node, brackets: Brackets) -> Term | None:
    """The term with the greatest common divisor of two polynomials cancelled once; None where there is none."""
    letter = _letter(top)
    if letter is None or _letter(bottom) != letter:
        return None
    upper, lower = (_polynomial(_parts(node, brackets), letter) for node in (top, bottom))
    common = _greatest_common_divisor(upper, lower)
    if len(common) < 2:
        return None
    pieces = [_bracket(_quotient(whole, common), letter, brackets) for whole in (upper, lower)]
    return one * atom_term(top, -ONE) * pieces[0] * atom_term(bottom) / pieces[1]


def _parts(node: Node, brackets: Brackets) -> Terms:
    return brackets.parts(node) if isinstance(node, Sum) else (atom_term(node),)


def _letter(node: Node) -> Symbol | None:
    """The one symbol of a polynomial, None where it is no polynomial of low degree in one symbol."""
    found: set[Symbol] = set()
    waiting: list[Node] = [node]
    while waiting:
        match waiting.pop():
            case Symbol() as symbol:
                found.add(symbol)
            case Number():
                continue
            case Negative(operand):
                waiting.append(operand)
            case Sum(parts) | Product(parts):
                waiting.extend(parts)
            case Quotient(above, Number()):
                waiting.append(above)
            case Power(Symbol() as symbol, Number(value)) if value.denominator == 1 and value <= HIGHEST_DEGREE:
                found.add(symbol)
            case _:
                return None
    return found.pop() if len(found) == 1 else None


def _polynomial(terms: Terms, letter: Symbol) -> _Polynomial:
    """Coefficients from the constant upwards."""
    degrees = {int(one.exponent(letter)): one.coefficient for one in terms}
    return [degrees.get(degree, Fraction(0)) for degree in range(max(degrees) + 1)]


def _bracket(coefficients: _Polynomial, letter: Symbol, brackets: Brackets) -> Term:
    terms = combined(
        term(coefficient, {letter: Fraction(degree)}) for degree, coefficient in reversed(list(enumerate(coefficients)))
    )
    return bracket(terms, brackets)


def _quotient(above: _Polynomial, below: _Polynomial) -> _Polynomial:
    return _division(above, below)[0]


def _greatest_common_divisor(first: _Polynomial, second: _Polynomial) -> _Polynomial:
    """Euclid's algorithm; the result has leading coefficient 1."""
    while any(second):
        first, second = second, _division(first, second)[1]
    return [coefficient / first[-1] for coefficient in first]


def _division(above: _Polynomial, below: _Polynomial) -> tuple[_Polynomial, _Polynomial]:
    """Quotient and remainder, without leading zeros."""
    rest, quotient = list(above), [Fraction(0)] * max(1, len(above) - len(below) + 1)
    while len(rest) >= len(below) and any(rest):
        shift, factor = len(rest) - len(below), rest[-1] / below[-1]
        quotient[shift] = factor
        for place, coefficient in enumerate(below):
            rest[place + shift] -= factor * coefficient
        while rest and rest[-1] == 0:
            rest.pop()
    return quotient, rest
