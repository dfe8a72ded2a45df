"""Values of trees whose parts overflow or vanish on the way: e^(1/x)/(1 + e^(1/x)) next to 0 is 1, not ∞/∞.

Numbers are pairs of arrays, m and k for m 2^k (``vast_numbers``), so that only what is too large as a *result* is lost.
This is much slower than plain doubles and asked only of points at which those fail (``Program.value``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from derivgui.model.language import real
from derivgui.model.language.real import NAN, Array, Truth
from derivgui.model.language.relations import RELATIONS
from derivgui.model.language.tree import (
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)
from derivgui.model.numeric.compiled.folding import folded
from derivgui.model.numeric.compiled.vast_functions import RULES, exp, larger, other, smaller
from derivgui.model.numeric.compiled.vast_numbers import Vast, chosen
from derivgui.model.numeric.powers import exact_rational, has_no_symbols

_Environment: TypeAlias = Mapping[str, Vast]
_Run: TypeAlias = Callable[[_Environment], Vast]


def compiled(tree: Node) -> Callable[[Mapping[str, Array]], Array]:
    """The values of a tree from those of its symbols (float64 of one shape); under ``np.errstate(all="ignore")``."""
    run = _compile(tree)
    return lambda values: run({name: Vast.of(value) for name, value in values.items()}).number()


def sign_of(tree: Node) -> Callable[[Mapping[str, Array]], Array]:
    """The same for the signs of its values, which nothing is too large or too small for."""
    run = _compile(tree)

    def signs(values: Mapping[str, Array]) -> Array:
        with np.errstate(all="ignore"):
            found = run({name: Vast.of(value) for name, value in values.items()})
        return np.sign(found.m)

    return signs


def _compile(node: Node) -> _Run:
    if has_no_symbols(node):
        return _constant(node)
    match node:
        case Symbol(name):
            return lambda at: at.get(name, _NOTHING)
        case Negative(operand):
            inner = _compile(operand)
            return lambda at: -inner(at)
        case Sum(parts):
            return folded([_compile(part) for part in parts], Vast.__add__)
        case Product(parts):
            return folded([_compile(part) for part in parts], Vast.__mul__)
        case Quotient(above, below):
            return folded([_compile(above), _compile(below)], Vast.__truediv__)
        case Power():
            return _power(node)
        case Call(name, arguments):
            return _call(name, [_compile(argument) for argument in arguments])
        case Piecewise(branches):
            return _piecewise([(_condition(b.condition) if b.condition else None, _compile(b.value)) for b in branches])
        case _:
            return lambda _: _NOTHING


_NOTHING = Vast(NAN, real.ZERO)


def _constant(node: Node) -> _Run:
    from derivgui.model.numeric.compiled.program import Program

    value = Vast.of(Program(node).value({}))
    return lambda _: value


# Powers


def _power(node: Power) -> _Run:
    """As in ``powers``: real roots of odd index of negative numbers, a variable exponent of positive ones only."""
    base, exponent, fraction = _compile(node.base), _compile(node.exponent), exact_rational(node.exponent)
    if fraction is None and node.base == Constant("e"):
        return lambda at: exp(exponent(at))
    if fraction is None:
        return lambda at: _varying(base(at), exponent(at).number())
    even_index, odd_power = fraction.denominator % 2 == 0, fraction.numerator % 2 == 1
    r = float(fraction)

    def run(at: _Environment) -> Vast:
        u = base(at)
        size = u.raised(r)
        m = np.where(u.m < 0, np.nan if even_index else -size.m if odd_power else size.m, size.m)
        return Vast(real.where(~np.isnan(u.m), m), size.k)

    return run


def _varying(u: Vast, v: Array) -> Vast:
    allowed = (u.m > 0) | ((u.m == 0) & (v > 0))
    size = u.raised(v)
    return Vast(real.where(allowed, size.m), size.k)


def _call(name: str, arguments: list[_Run]) -> _Run:
    if name in ("min", "max"):
        return folded(arguments, smaller if name == "min" else larger)
    rule = RULES.get(name) or other(name)
    return lambda at: rule(*(argument(at) for argument in arguments))


# Conditions

_Condition: TypeAlias = Callable[[_Environment], tuple[Truth, Truth]]


def _condition(comparison: Comparison) -> _Condition:
    """Where a chain holds and where it is undefined."""
    parts = [_compile(operand) for operand in comparison.operands]

    def run(at: _Environment) -> tuple[Truth, Truth]:
        values = [part(at) for part in parts]
        holds, undefined = np.asarray(True), np.asarray(False)
        for relation, (left, right) in zip(comparison.relations, pairwise(values), strict=True):
            difference = (left + -right).m
            holds = holds & RELATIONS[relation](difference, 0)
            undefined = undefined | np.isnan(difference)
        return holds, undefined

    return run


def _piecewise(branches: list[tuple[_Condition | None, _Run]]) -> _Run:
    def run(at: _Environment) -> Vast:
        found = _NOTHING
        for condition, value in reversed(branches):
            if condition is None:
                found = value(at)
                continue
            holds, undefined = condition(at)
            found = chosen(holds, value(at), found)
            found = Vast(real.where(~undefined, found.m), found.k)
        return found

    return run
