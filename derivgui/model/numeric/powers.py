"""Real powers: which exponent means what, and the value and series of ``base ^ exponent``.

* a whole exponent n: every base; n <= 0 wants a base other than 0, but u^0 is 1 everywhere u is defined;
* a typed fraction p/q in lowest terms: q odd gives the real root of negative bases too, q even wants u >= 0;
* a decimal or irrational constant: u >= 0;
* anything that varies (x^x, 2^x): a positive base, or 0 raised to something positive. A variable that is held fast
  varies all the same, so that the slice of x^y at y = 1 has values where x^y has;
* a parameter: like the decimal that it is, or like a whole exponent where it is whole.

``0^0`` typed as constants is undefined.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from derivgui.model.language import real, series
from derivgui.model.language.literals import decimal
from derivgui.model.language.real import NAN, ONE, ZERO, Array
from derivgui.model.language.series import Series
from derivgui.model.language.tree import (
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    rebuild,
    substitute,
    symbols,
    walk,
)

PowerRule: TypeAlias = Callable[[Series, Series], Series]

LARGEST_SQUARED_POWER = 64
LARGEST_EXPONENT_DIGITS = 40


def exact_rational(node: Node) -> Fraction | None:
    """The fraction that arithmetic of literals spells, such as 2/3 - 1; None for any other tree.

    Decimals that are not whole count as "not a fraction": x^0.5 is not x^(1/2).
    """
    match node:
        case Number(value, decimal):
            return None if decimal and value.denominator != 1 else value
        case Negative(operand):
            inner = exact_rational(operand)
            return None if inner is None else -inner
        case Quotient(numerator, denominator):
            above, below = exact_rational(numerator), exact_rational(denominator)
            return None if above is None or not below else above / below
        case Product(factors):
            parts = [exact_rational(factor) for factor in factors]
            return None if (known := _all_known(parts)) is None else math.prod(known, start=Fraction(1))
        case Sum(terms):
            parts = [exact_rational(term) for term in terms]
            return None if (known := _all_known(parts)) is None else sum(known, start=Fraction(0))
        case _:
            return None


def _all_known(parts: list[Fraction | None]) -> list[Fraction] | None:
    known = [part for part in parts if part is not None]
    return known if len(known) == len(parts) else None


def has_no_symbols(node: Node) -> bool:
    """True for a tree of constants only."""
    return not symbols(node)


def varying_on(tree: Node, held: Collection[str], variable: str) -> Node:
    """The tree with exponents of variables that are ``held`` fast varying on with another one: x^y is x^(y + 0 x)."""
    if not any(_stands_still(node, held, variable) for node in walk(tree)):
        return tree
    return _with_moving_exponents(tree, held, variable)


def _stands_still(node: Node, held: Collection[str], variable: str) -> bool:
    if not isinstance(node, Power):
        return False
    names = symbols(node.exponent)
    return variable not in names and not set(names).isdisjoint(held)


def _with_moving_exponents(node: Node, held: Collection[str], variable: str) -> Node:
    found = rebuild(node, lambda part: _with_moving_exponents(part, held, variable))
    if isinstance(found, Power) and _stands_still(node, held, variable):
        return Power(found.base, Sum((found.exponent, Product((Number(Fraction(0)), Symbol(variable))))))
    return found


def with_parameters(tree: Node, parameters: Mapping[str, float], variable: str) -> Node:
    """The tree with decimals in place of its parameters, in which each power keeps its rule.

    An exponent that they make a fraction is like the decimal that it is: x^(1/a) has no values for x < 0 at a = 3. And
    0^0 that they make is 1, as a 0 that does not stand still would have it.
    """
    numbers = {name: decimal(value) for name, value in parameters.items()}
    if any(isinstance(node, Power) and not numbers.keys().isdisjoint(symbols(node)) for node in walk(tree)):
        return _with_numbers(tree, numbers, Product((Number(Fraction(0)), Symbol(variable))))
    return substitute(tree, numbers)


def _with_numbers(node: Node, numbers: Mapping[str, Node], moving: Node) -> Node:
    if isinstance(node, Symbol):
        return numbers.get(node.name, node)
    found = rebuild(node, lambda part: _with_numbers(part, numbers, moving))
    if not isinstance(node, Power) or not isinstance(found, Power):
        return found
    base, exponent = found.base, found.exponent
    value = exact_rational(exponent) if symbols(node.exponent) else None
    if value is not None and value.denominator != 1:
        size = Number(abs(value), decimal=True)
        exponent = Negative(size) if value < 0 else size
    if symbols(node) and not symbols(found) and _may_be_zero(base) and _may_be_zero(exponent):
        base = Sum((base, moving))
    return Power(base, exponent)


def _may_be_zero(constant: Node) -> bool:
    return constant.value == 0 if isinstance(constant, Number) else exact_rational(constant) in (None, 0)


def power_rule(node: Power, variables: tuple[str, ...]) -> PowerRule:
    """The rule that fits this power, chosen once when the tree is compiled; ``variables`` are the symbols that vary."""
    if not set(symbols(node.exponent)).isdisjoint(variables):
        return _varying
    exponent = exact_rational(node.exponent)
    if exponent is None and has_no_symbols(node):
        return _typed
    if exponent is None or max(exponent.numerator, exponent.denominator) > 10**LARGEST_EXPONENT_DIGITS:
        return _constant
    if exponent == 0:
        return _undefined_at_zero if has_no_symbols(node.base) else _one
    if exponent.denominator == 1:
        return _whole(exponent.numerator)
    return _fraction(exponent)


def _one(u: Series, _: Series) -> Series:
    return [real.where(np.isnan(u[0]), NAN, ONE), *[ZERO] * (len(u) - 1)]


def _undefined_at_zero(u: Series, _: Series) -> Series:
    return [real.where(np.absolute(u[0]) > 0, ONE)]


def _whole(n: int) -> PowerRule:
    def rule(u: Series, _: Series) -> Series:
        if len(u) == 1:
            return [_whole_value(u[0], n)]
        if 0 < n <= LARGEST_SQUARED_POWER:
            return [_whole_value(u[0], n), *series.whole_power(u, n)[1:]]
        if n < 0:
            return [_whole_value(u[0], n), *series.reciprocal(_whole(-n)(u, _))[1:]]
        coefficients = series.power(u, float(n), _whole_value(u[0], n))
        zero = u[0] == 0
        return [coefficients[0], *(real.where(~zero, c, ZERO) for c in coefficients[1:])]

    return rule


def _whole_value(u: Array, n: int) -> Array:
    if n == 2:
        return u * u
    value = np.power(u, float(n))
    return value if n > 0 else real.where(u != 0, value)


def _fraction(exponent: Fraction) -> PowerRule:
    p, q, r = exponent.numerator, exponent.denominator, float(exponent)
    degree: Array = np.asarray(float(q))

    def rule(u: Series, _: Series) -> Series:
        value = _whole_value(real.root(u[0], degree), p)
        if len(u) == 1:
            return [value]
        return series.odd_root_power(u, r, value) if q % 2 and r > 0 else series.power(u, r, value)

    return rule


def _constant(u: Series, v: Series) -> Series:
    """Exponents that are decimal, irrational or parameters; a parameter that happens to be whole counts as whole."""
    if len(v) > 1:
        return _varying(u, v)
    value = _constant_exponent_value(u[0], v[0])
    return [value] if len(u) == 1 else _constant_exponent_series(u, v[0], value)


def _typed(u: Series, v: Series) -> Series:
    """Both typed as constants: 0^0 is undefined, however it is spelled."""
    return [real.where((u[0] != 0) | (v[0] != 0), _constant(u, v)[0])]


def _varying(u: Series, v: Series) -> Series:
    """Exponents with a variable in them: exp(v ln u)."""
    value = _varying_value(u[0], v[0])
    if len(u) == 1 and len(v) == 1:
        return [value]
    logarithm = series.ln(u) if len(u) > 1 else [real.ln(u[0])]
    return [value, *series.exp(series.multiply(v, logarithm))[1:]]


def _varying_value(u: Array, v: Array) -> Array:
    # numpy takes 1 to the power of nothing for 1.
    return real.where(((u > 0) | ((u == 0) & (v > 0))) & ~np.isnan(v), np.power(u, v))


def _constant_exponent_value(u: Array, r: Array) -> Array:
    allowed = (u > 0) | (np.floor(r) == r) & (u < 0) | (u == 0) & (r >= 0)
    return real.where(allowed, np.power(u, r))


def _constant_exponent_series(u: Series, r: Array, value: Array) -> Series:
    exponent = float(r) if np.ndim(r) == 0 else None
    if exponent is not None and exponent.is_integer() and abs(exponent) <= LARGEST_SQUARED_POWER:
        whole = int(exponent)
        return _one(u, [r]) if whole == 0 else _whole(whole)(u, [r])
    return series.power(u, r, value)
