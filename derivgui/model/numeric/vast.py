"""Values of trees whose parts overflow or vanish on the way: e^(1/x)/(1 + e^(1/x)) next to 0 is 1, not ∞/∞.

Numbers are pairs of arrays, m and k for m 2^k, so that only what is too large as a *result* is lost. This is much
slower than plain doubles and asked only of points at which those fail (``Program.value``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from derivgui.model.language import real
from derivgui.model.language.catalogue import BY_NAME
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
from derivgui.model.numeric.folding import folded
from derivgui.model.numeric.powers import exact_rational, has_no_symbols

LN2 = math.log(2.0)
# ln 2 in two parts, the first so short that its products with exponents are exact (W. J. Cody and W. Waite, Software
# Manual for the Elementary Functions, 1980).
LN2_HIGH = 355.0 / 512.0
LN2_LOW = -2.1219444005469058277e-4
# Of two numbers whose exponents differ by more the smaller one does not count.
DIGITS = 64.0
# Doubles have all become 0 or infinite before these powers of two.
LARGEST_EXPONENT = 5000
# Mantissas may be raised to powers up to this without leaving the doubles.
LARGEST_PLAIN_POWER = 1000.0
# From here on e^u - e^-u and e^u + e^-u are e^u.
LARGE = 40.0


@dataclass(frozen=True, slots=True, eq=False)
class Vast:
    """m 2^k, arrays of one shape: m = 0 or a size from 1/2 to below 1, NaN where undefined; k is whole."""

    m: Array
    k: Array

    @classmethod
    def of(cls, value: Array) -> Vast:
        """Doubles; what has overflowed already is not known any more."""
        return cls.scaled(real.where(np.isfinite(value), np.asarray(value)), np.zeros(np.shape(value)))

    @classmethod
    def scaled(cls, m: Array, k: Array) -> Vast:
        """m 2^k for any finite m."""
        mantissa, shift = np.frexp(m)
        return cls(mantissa, np.where(mantissa == 0, 0.0, k + shift))

    def number(self) -> Array:
        """As doubles, infinite where too large."""
        number: Array = np.ldexp(self.m, np.clip(self.k, -LARGEST_EXPONENT, LARGEST_EXPONENT).astype(int))
        return number

    def log(self) -> Array:
        """ln of the size."""
        logarithm: Array = np.log(np.absolute(self.m)) + self.k * LN2
        return logarithm

    def __neg__(self) -> Vast:
        return Vast(-self.m, self.k)

    def __add__(self, other: Vast) -> Vast:
        # A 0 has no size.
        k, other_k = np.where(self.m == 0, -np.inf, self.k), np.where(other.m == 0, -np.inf, other.k)
        top = np.maximum(k, other_k)
        top = np.where(np.isinf(top), 0.0, top)
        return Vast.scaled(_shifted(self.m, k - top) + _shifted(other.m, other_k - top), top)

    def __mul__(self, other: Vast) -> Vast:
        return Vast.scaled(self.m * other.m, self.k + other.k)

    def __truediv__(self, other: Vast) -> Vast:
        return Vast.scaled(real.divide(self.m, other.m), self.k - other.k)

    def raised(self, r: float | Array) -> Vast:
        """The size to the power r; NaN for 0 to a negative power."""
        plain = np.power(np.absolute(self.m), r)
        whole = np.floor(self.k * r)
        direct = Vast.scaled(plain * np.exp2(self.k * r - whole), whole)
        logarithm = np.log2(np.absolute(self.m)) * r + self.k * r
        by_log = Vast.scaled(np.exp2(logarithm - np.floor(logarithm)), np.floor(logarithm))
        is_plain = np.absolute(r) <= LARGEST_PLAIN_POWER
        m = np.where(is_plain, direct.m, by_log.m)
        zero = np.where(np.asarray(r) > 0, 0.0, np.where(np.asarray(r) == 0, 0.5, np.nan))
        is_zero = self.m == 0
        k = np.where(is_plain, direct.k, by_log.k)
        return Vast(np.where(is_zero, zero, m), np.where(is_zero, np.where(np.asarray(r) == 0, 1.0, 0.0), k))


def _shifted(m: Array, by: Array) -> Array:
    shifted: Array = np.ldexp(m, np.clip(by, -2 * DIGITS, 0).astype(int)) * (by > -DIGITS)
    return shifted


_Environment: TypeAlias = Mapping[str, Vast]
_Run: TypeAlias = Callable[[_Environment], Vast]


def compiled(tree: Node) -> Callable[[Mapping[str, Array]], Array]:
    """The values of a tree from those of its symbols (float64 of one shape); under ``np.errstate(all="ignore")``."""
    run = _compile(tree)
    return lambda values: run({name: Vast.of(value) for name, value in values.items()}).number()


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
    from derivgui.model.numeric.program import Program

    value = Vast.of(Program(node).value({}))
    return lambda _: value


# Powers


def _power(node: Power) -> _Run:
    """As in ``powers``: real roots of odd index of negative numbers, a variable exponent of positive ones only."""
    base, exponent, fraction = _compile(node.base), _compile(node.exponent), exact_rational(node.exponent)
    if fraction is None and node.base == Constant("e"):
        return lambda at: _exp(exponent(at))
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


# Functions


def _exp(u: Vast) -> Vast:
    x = u.number()
    k = np.rint(x / LN2)
    near = np.isfinite(k)
    rest = np.where(near, (x - k * LN2_HIGH) - k * LN2_LOW, 0.0)
    # Beyond the doubles' whole numbers the remainder tells nothing, and is the same for the same x.
    rest = np.clip(rest, -1.0, 1.0)
    return Vast.scaled(real.where(near, np.exp(rest)), np.where(near, k, 0.0))


def _halves(u: Vast) -> tuple[Vast, Vast]:
    half = Vast.of(np.asarray(0.5))
    return _exp(u) * half, _exp(-u) * half


def _sinh(u: Vast) -> Vast:
    up, down = _halves(u)
    return _chosen(np.absolute(u.number()) > LARGE, up + -down, Vast.of(np.sinh(u.number())))


def _cosh(u: Vast) -> Vast:
    up, down = _halves(u)
    return up + down


def _ln(u: Vast) -> Vast:
    return Vast.of(real.where(u.m > 0, u.log()))


def _absolute(u: Vast) -> Vast:
    return Vast(np.absolute(u.m), u.k)


def _root(u: Vast, index: int) -> Vast:
    size = u.raised(1.0 / index)
    return Vast(np.copysign(size.m, u.m) if index % 2 else real.where(u.m >= 0, size.m), size.k)


def _whole(name: str) -> Callable[[Vast], Vast]:
    """Steps; so large a number is whole."""

    def step(u: Vast) -> Vast:
        return _chosen(u.k > DIGITS, u, Vast.of(BY_NAME[name].value(u.number())))

    return step


_ONE = Vast.of(np.asarray(1.0))

_CALLS: Mapping[str, Callable[[Vast], Vast]] = {
    "exp": _exp,
    "sinh": _sinh,
    "cosh": _cosh,
    "sech": lambda u: _ONE / _cosh(u),
    "csch": lambda u: _ONE / _sinh(u),
    "ln": _ln,
    "log": lambda u: _ln(u) / Vast.of(np.asarray(math.log(10.0))),
    "sqrt": lambda u: _root(u, 2),
    "cbrt": lambda u: _root(u, 3),
    "abs": _absolute,
    "floor": _whole("floor"),
    "ceil": _whole("ceil"),
    "round": _whole("round"),
}


def _call(name: str, arguments: list[_Run]) -> _Run:
    if name in _CALLS:
        rule, (argument,) = _CALLS[name], arguments
        return lambda at: rule(argument(at))
    if name in ("min", "max"):
        return folded(arguments, _smaller if name == "min" else _larger)
    row = BY_NAME[name]
    return lambda at: Vast.of(row.value(*(argument(at).number() for argument in arguments)))


def _chosen(condition: Truth, inside: Vast, outside: Vast) -> Vast:
    return Vast(np.where(condition, inside.m, outside.m), np.where(condition, inside.k, outside.k))


def _smaller(u: Vast, v: Vast) -> Vast:
    difference = (u + -v).m
    return _chosen((difference <= 0) | np.isnan(u.m), u, v)


def _larger(u: Vast, v: Vast) -> Vast:
    difference = (u + -v).m
    return _chosen((difference >= 0) | np.isnan(u.m), u, v)


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
        chosen = _NOTHING
        for condition, value in reversed(branches):
            if condition is None:
                chosen = value(at)
                continue
            holds, undefined = condition(at)
            chosen = _chosen(holds, value(at), chosen)
            chosen = Vast(real.where(~undefined, chosen.m), chosen.k)
        return chosen

    return run
