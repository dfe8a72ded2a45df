"""Results in the shape in which a textbook prints them: like terms and like factors collected, fractions shortened.

A tree becomes a sum of monomials, each a rational number times powers of bases. What is no monomial (a sum as a factor,
the argument of a function) stays a base of its own, so nothing is expanded. The value is kept wherever both the tree
and the answer are defined; the answer may be defined in more places.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.language.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    rebuild,
)
from derivgui.model.numeric.powers import exact_rational
from derivgui.model.numeric.rational import rational
from derivgui.model.symbolic.derivation import build, special_values

Monomial: TypeAlias = frozenset[tuple[Node, Fraction]]
Terms: TypeAlias = Mapping[Monomial, Fraction]

_ROOTS = {"sqrt": Fraction(1, 2), "cbrt": Fraction(1, 3)}
_UNIT: Monomial = frozenset()
LARGEST_NUMBER = 10**60
LARGEST_POWER = 200


class UndefinedError(ArithmeticError):
    """The tree divides by 0, or takes a number out of the domain of a function."""


def tidy(node: Node, variable: str = "x") -> Node:
    """The tree in its tidy shape.

    Raises:
        UndefinedError: where it is undefined for every value of its letters.
    """
    return tree_of(terms_of(node, variable), variable)


def is_zero(node: Node) -> bool:
    """Whether the tree is seen to be 0; False also where it cannot be seen."""
    try:
        return not terms_of(node)
    except UndefinedError:
        return False


def terms_of(node: Node, variable: str = "x") -> Terms:
    """The tree as a sum of monomials; {} is 0."""
    match node:
        case Number(value):
            return _scaled(value)
        case Symbol() | Constant():
            return _base(node)
        case Negative(operand):
            return {monomial: -c for monomial, c in terms_of(operand, variable).items()}
        case Sum(parts):
            return _sum(parts, variable)
        case Product(parts):
            result: Terms = _scaled(Fraction(1))
            for part in parts:
                result = _times(result, terms_of(part, variable), variable)
            return result
        case Quotient(above, below):
            inverse = _raised(terms_of(below, variable), Fraction(-1), variable)
            return _times(terms_of(above, variable), inverse, variable)
        case Power():
            return _power(node, variable)
        case Call():
            return _call(node, variable)
        case Piecewise():
            return _base(rebuild(node, lambda part: tidy(part, variable)))


def _scaled(value: Fraction) -> Terms:
    if max(abs(value.numerator), value.denominator) > LARGEST_NUMBER:
        raise UndefinedError
    return {_UNIT: value} if value else {}


def _base(node: Node, exponent: Fraction = Fraction(1)) -> Terms:
    return {frozenset({(node, exponent)}): Fraction(1)}


def _sum(parts: tuple[Node, ...], variable: str) -> Terms:
    result: dict[Monomial, Fraction] = {}
    for part in parts:
        for monomial, coefficient in terms_of(part, variable).items():
            result[monomial] = result.get(monomial, Fraction(0)) + coefficient
    return {monomial: c for monomial, c in result.items() if c}


def _times(left: Terms, right: Terms, variable: str) -> Terms:
    if not left or not right:
        return {}
    a, c = _as_monomial(left, variable)
    b, d = _as_monomial(right, variable)
    exponents = dict(a)
    for base, exponent in b:
        exponents[base] = exponents.get(base, Fraction(0)) + exponent
    monomial, factor = _numbers_out({base: e for base, e in exponents.items() if e})
    value = c * d * factor
    bases = dict(monomial)
    lone = next(iter(bases.items())) if len(bases) == 1 else None
    if lone and lone[1] == 1 and isinstance(lone[0], Sum) and abs(value) == 1:
        return {m: value * k for m, k in terms_of(lone[0], variable).items()}
    return {monomial: value}


def _numbers_out(exponents: dict[Node, Fraction]) -> tuple[Monomial, Fraction]:
    """Whole powers of numbers leave the monomial for its coefficient: √2·√2 is 2."""
    factor = Fraction(1)
    kept: dict[Node, Fraction] = {}
    for base, exponent in exponents.items():
        if isinstance(base, Number):
            steps = exponent.numerator // exponent.denominator
            factor *= base.value**steps
            exponent -= steps
        if exponent:
            kept[base] = exponent
    return frozenset(kept.items()), factor


def _as_monomial(terms: Terms, variable: str) -> tuple[Monomial, Fraction]:
    """A sum of several terms becomes one base, its common number in front."""
    if len(terms) == 1:
        return next(iter(terms.items()))
    content = _content(terms)
    inner = tree_of({m: c / content for m, c in terms.items()}, variable)
    return frozenset({(inner, Fraction(1))}), content


def _content(terms: Terms) -> Fraction:
    """The largest number that goes into all coefficients, with the sign of the first."""
    from math import gcd, lcm

    values = list(terms.values())
    common = Fraction(gcd(*(c.numerator for c in values)), lcm(*(c.denominator for c in values)))
    return -common if all(c < 0 for c in values) else common


def _raised(terms: Terms, exponent: Fraction, variable: str) -> Terms:
    if not terms:
        if exponent <= 0:
            raise UndefinedError
        return {}
    monomial, coefficient = _as_monomial(terms, variable)
    whole = exponent.denominator == 1
    if abs(exponent) > LARGEST_POWER:
        return _base(build.power(tree_of(terms, variable), build.number(exponent)))
    if whole:
        kept, factor = _numbers_out({base: e * exponent for base, e in monomial})
        return {kept: factor * coefficient**exponent.numerator}
    return _root(monomial, coefficient, exponent, variable)


def _root(monomial: Monomial, coefficient: Fraction, exponent: Fraction, variable: str) -> Terms:
    """A rational power: of a number alone where it is rational; of a lone base by its exponent where signs allow."""
    if not monomial:
        found = rational(Power(build.number(coefficient), build.number(exponent)), {})
        if found == "undefined":
            raise UndefinedError
        if isinstance(found, Fraction):
            return _scaled(found)
        return _root_of_number(coefficient, exponent, variable)
    odd = exponent.denominator % 2 == 1
    if coefficient == 1 and len(monomial) == 1:
        ((base, inner),) = monomial
        if inner == 1 or (odd and inner.denominator % 2 == 1):
            return _base(base, inner * exponent)
    return _base(tree_of({monomial: coefficient}, variable), exponent)


def _root_of_number(value: Fraction, exponent: Fraction, variable: str) -> Terms:
    """√12 stays √12, √(1/2) becomes 1/√2; a negative number under an odd root gives its sign away."""
    sign = 1
    if value < 0:
        sign = -1 if exponent.numerator % 2 else 1
        value = -value
    result: Terms = {_UNIT: Fraction(sign)}
    for size, power in ((value.numerator, exponent), (value.denominator, -exponent)):
        if size != 1:
            monomial, factor = _numbers_out({Number(Fraction(size)): power})
            result = _times(result, {monomial: factor}, variable)
    return result


def _power(node: Power, variable: str) -> Terms:
    exponent = exact_rational(node.exponent)
    if exponent is None and isinstance(node.exponent, Number) and not isinstance(node.base, Number | Constant):
        exponent = node.exponent.value
    if exponent is not None:
        if exponent == 0:
            return _scaled(Fraction(1))
        if isinstance(node.base, Constant):
            return _base(node.base, exponent)
        return _raised(terms_of(node.base, variable), exponent, variable)
    base, above = tidy(node.base, variable), tidy(node.exponent, variable)
    if above == build.ZERO:
        return _scaled(Fraction(1))
    if exact_rational(above) is not None:
        return terms_of(Power(base, above), variable)
    return _scaled(Fraction(1)) if base == build.ONE else _base(Power(base, above))


def _call(node: Call, variable: str) -> Terms:
    if node.name in _ROOTS:
        return _raised(terms_of(node.arguments[0], variable), _ROOTS[node.name], variable)
    if node.name == "root" and (degree := build.whole(node.arguments[1])) and degree > 0:
        return _raised(terms_of(node.arguments[0], variable), Fraction(1, degree), variable)
    arguments = tuple(tidy(part, variable) for part in node.arguments)
    inner = Call(node.name, arguments)
    if node.name == "exp":
        return terms_of(Power(build.E, arguments[0]), variable)
    known = special_values.value_of(inner)
    return _base(inner) if known is None else terms_of(known, variable)


def tree_of(terms: Terms, variable: str = "x") -> Node:
    """The sum of monomials as a tree; a leading positive term comes first where there is one."""
    return build.total(*(_term(monomial, c, variable) for monomial, c in _ordered(terms)))


def _ordered(terms: Terms) -> list[tuple[Monomial, Fraction]]:
    items = list(terms.items())
    first_positive = next((i for i, (_, c) in enumerate(items) if c > 0), 0)
    if first_positive and len(items) == 2:
        items = items[::-1]
    return items


def _term(monomial: Monomial, coefficient: Fraction, variable: str) -> Node:
    above: list[tuple[int, Node]] = []
    below: list[tuple[int, Node]] = []
    for base, exponent in sorted(monomial, key=lambda pair: _rank(pair[0], variable)):
        for place, factor in _powers(base, abs(exponent)):
            (above if exponent > 0 else below).append((place or _rank(base, variable)[0], factor))
    numerator = build.product(build.number(coefficient.numerator), *_by_rank(above))
    denominator = build.product(build.number(coefficient.denominator), *_by_rank(below))
    return build.quotient(numerator, denominator)


def _by_rank(factors: list[tuple[int, Node]]) -> list[Node]:
    return [factor for _, factor in sorted(factors, key=lambda pair: pair[0])]


def _powers(base: Node, exponent: Fraction) -> list[tuple[int, Node]]:
    """Factors with their ranks: x^(5/2) as x² and √x, x^(2/3) as the square of ∛x."""
    whole, rest = divmod(exponent.numerator, exponent.denominator)
    if exponent.denominator == 1:
        return [(0, build.power(base, whole))]
    if exponent.denominator > 3:
        return [(0, Power(base, build.number(exponent)))]
    root = build.call("sqrt" if exponent.denominator == 2 else "cbrt", base)
    found = [(0, build.power(base, whole))] if whole else []
    return [*found, (4, build.power(root, rest))]


def _rank(base: Node, variable: str) -> tuple[int, str]:
    """Numbers, constants, parameters, the variable, roots, sums, exponentials, other functions."""
    match base:
        case Number(value):
            return (0, f"{float(value):020.6f}")
        case Constant(name):
            return (1, name)
        case Symbol(name):
            return (3, name) if name == variable else (2, name)
        case Power(Constant() | Number(), _):
            return (6, repr(base))
        case Sum():
            return (5, repr(base))
        case Power():
            return (4, repr(base))
        case _:
            return (7, repr(base))
