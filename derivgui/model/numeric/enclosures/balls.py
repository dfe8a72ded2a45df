"""Trees evaluated in ball arithmetic: as many digits as are asked for, with a proof of how many are right.

A ball (python-flint's ``arb``, after F. Johansson, Arb, IEEE Trans. Computers 66, 2017) is a midpoint with a radius
that contains the true value. Undefined and undecided are both NaN balls here. python-flint is imported with the
first tree.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from derivgui.model.language.tree import (
    Call,
    Comparison,
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
)
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.powers import exact_rational, has_no_symbols
from derivgui.model.numeric.wide import nearest

Ball: TypeAlias = Any  # flint.arb, which ships no types
_Values: TypeAlias = Mapping[str, Ball]
_Place: TypeAlias = Mapping[str, float | Fraction]

DOUBLE_BITS = 60
BITS_A_DIGIT = math.log2(10)
PRECISIONS = (160, 320, 640, 1280)
# Where doubles end: tanh(2000) differs from 1 in its 5,800th bit.
MORE_PRECISIONS = (*PRECISIONS, 5120, 20480)
LARGEST_POWER = 10_000
TINIEST = 1e-300
LARGEST = sys.float_info.max
LEFT_OVER = 1e6

RULES: Mapping[str, Callable[..., Ball]] = {
    "sin": lambda u: _wave(u, u.sin(), u.cos(), u.mid().sin()),
    "cos": lambda u: _wave(u, u.cos(), -u.sin(), u.mid().cos()),
    "tan": lambda u: u.tan(), "cot": lambda u: u.cot(),
    "sec": lambda u: u.sec(), "csc": lambda u: u.csc(), "asin": lambda u: u.asin(), "acos": lambda u: u.acos(),
    "atan": lambda u: u.atan(), "acot": lambda u: u.pi() / 2 - u.atan(), "asec": lambda u: (1 / u).acos(),
    "acsc": lambda u: (1 / u).asin(), "sinh": lambda u: u.sinh(), "cosh": lambda u: u.cosh(),
    "tanh": lambda u: u.tanh(), "coth": lambda u: u.coth(), "sech": lambda u: u.sech(), "csch": lambda u: u.csch(),
    "asinh": lambda u: u.asinh(), "acosh": lambda u: u.acosh(), "atanh": lambda u: u.atanh(),
    "acoth": lambda u: (1 / u).atanh(), "asech": lambda u: (1 / u).acosh(), "acsch": lambda u: (1 / u).asinh(),
    "exp": lambda u: u.exp(), "ln": lambda u: u.log(), "log": lambda u: u.log() / (u * 0 + 10).log(),
    "log_base": lambda u, b: u.log() / b.log(), "sqrt": lambda u: u.sqrt(), "cbrt": lambda u: _root(u, 3),
    "root": lambda u, n: _root(u, n.unique_fmpz()), "abs": abs, "sign": lambda u: u.sgn(),
    "floor": lambda u: u.floor(), "ceil": lambda u: u.ceil(), "round": lambda u: (u + 0.5).floor(),
    "frac": lambda u: u - u.floor(), "mod": lambda u, m: u - m * (u / m).floor(),
    "min": lambda *u: _fold(u, "min"), "max": lambda *u: _fold(u, "max"),
    "atan2": lambda y, x: y.nan() if x.is_zero() and y.is_zero() else y.atan2(y, x),
    "factorial": lambda u: (u + 1).gamma() if u.is_integer() else u.nan(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Certain:
    """A double that is right to the last bit, and the decimal digits that were carried to make it so.

    ``number`` is a ``Wide`` where no double holds it.
    """

    number: float
    digits: int


def preload() -> None:
    """Import python-flint, a tenth of a second, at a time of the caller's choice."""
    flint.arb(1)


def value(tree: Node, at: _Place) -> float | None:
    """The value at exact numbers, right to the last bit; None where undefined, undecided or too large for a double.

    Powers with a variable exponent are taken at face value: ask only where ``Program`` finds a real value.
    """
    return _number(_accurate(lambda symbols: ball(tree, symbols), at))


def side_beyond(tree: Node, at: _Place) -> int:
    """1 or -1 where the value at exact numbers is certain to be beyond all doubles, on that side; else 0."""
    for precision in PRECISIONS:
        with flint.ctx.workprec(precision):
            try:
                found = ball(tree, {name: exactly(number) for name, number in at.items()})
            except (ValueError, ZeroDivisionError, OverflowError):
                return 0
            if abs(found) > LARGEST:
                return 1 if found > 0 else -1
    return 0


def quotient(
    tree: Node, at: _Place, name: str, h: float | Fraction, precisions: tuple[int, ...] = PRECISIONS
) -> Certain | None:
    """(f(x + h) - f(x))/h for the exact numbers x and h, at their exact sum; None where undefined or undecided."""

    def difference(symbols: _Values) -> Ball:
        step = exactly(h)
        moved = {**symbols, name: symbols[name] + step}
        return (ball(tree, moved) - ball(tree, symbols)) / step

    return _accurate(difference, at, _bits_between(float(at[name]), float(h)), precisions)


def _bits_between(x: float, h: float) -> int:
    """Leading bits that x and x + h have in common, which their difference loses."""
    return max(0, math.frexp(x)[1] - math.frexp(h)[1]) if x else 0


def slope(tree: Node, at: _Place, name: str) -> float | None:
    """f'(x) of a function known to be smooth at x, by a central difference whose error lies far below a double's."""
    x = abs(float(at[name]))
    # Far out a function need not vary more slowly than near 0.
    step = math.ldexp(min(x, 1.0), -100) if x > 1e-200 else math.ldexp(1.0, -700)

    def difference(symbols: _Values) -> Ball:
        up, down = ({**symbols, name: symbols[name] + h} for h in (step, -step))
        return (ball(tree, up) - ball(tree, down)) / (2 * step)

    found = _number(_accurate(difference, at, _bits_between(x, step)))
    # What the difference formula itself leaves over where the slope is 0.
    return 0.0 if found is not None and abs(found) < LEFT_OVER * step**2 else found


def _number(found: Certain | None) -> float | None:
    return None if found is None or math.isinf(found.number) else float(found.number)


def exactly(number: float | Fraction) -> Ball:
    """A double or a fraction as a ball: a double has no radius."""
    if isinstance(number, Fraction):
        return flint.arb(flint.fmpq(number.numerator, number.denominator))
    return flint.arb(number)


def _accurate(
    ask: Callable[[_Values], Ball], at: _Place, more_bits: int = 0, precisions: tuple[int, ...] = PRECISIONS
) -> Certain | None:
    """Ask with growing precision until a double's worth of digits is certain."""
    for precision in precisions:
        bits = precision + more_bits
        with flint.ctx.workprec(bits):
            try:
                found = ask({name: exactly(number) for name, number in at.items()})
            except (ValueError, ZeroDivisionError, OverflowError):
                return None
            if found.is_finite() and (found.is_zero() or found.rel_accuracy_bits() >= DOUBLE_BITS):
                return Certain(nearest(found), int(bits / BITS_A_DIGIT))
    # A value that is 0 shows as a ball around 0 that keeps shrinking.
    vanishes = found.is_finite() and found.contains(0) and float(found.rad()) < TINIEST
    return Certain(0.0, int(bits / BITS_A_DIGIT)) if vanishes else None


def ball(node: Node, at: _Values) -> Ball:
    """A ball that contains the value of the tree at the balls ``at``, in flint's current precision."""
    match node:
        case Number(number):
            return flint.arb(flint.fmpq(number.numerator, number.denominator))
        case Constant(name):
            return flint.arb.const_e() if name == "e" else flint.arb.pi() * (2 if name == "tau" else 1)
        case Symbol(name):
            return at[name] if name in at else flint.arb.nan()
        case Negative(operand):
            return -ball(operand, at)
        case Sum(terms):
            return sum((ball(term, at) for term in terms[1:]), ball(terms[0], at))
        case Product(factors):
            return math.prod((ball(factor, at) for factor in factors[1:]), start=ball(factors[0], at))
        case Quotient(above, below):
            return ball(above, at) / ball(below, at)
        case Power():
            return _power(node, at)
        case Call(name, arguments):
            return RULES[name](*(ball(argument, at) for argument in arguments))
        case Piecewise():
            return _piecewise(node, at)


def _wave(u: Ball, value: Ball, slope: Ball, at_middle: Ball) -> Ball:
    """A value sharpened by the mean value theorem, so that cos of what is near 0 but does not hold it stays below 1."""
    if u.is_exact() or not value.is_finite():
        return value
    return value.intersection(at_middle + (u - u.mid()) * slope)


def _fold(balls: tuple[Ball, ...], pick: str) -> Ball:
    chosen = balls[0]
    for other in balls[1:]:
        chosen = getattr(chosen, pick)(other)
    return chosen


def _root(u: Ball, degree: Any) -> Ball:
    """Real root: of any sign where the degree is odd."""
    if degree is None or degree < 1:
        return u.nan()
    if u.is_zero():
        return u
    if degree % 2 and u < 0:
        return -((-u).root(int(degree)))
    return u.root(int(degree))


def _power(node: Power, at: _Values) -> Ball:
    base, exponent = ball(node.base, at), exact_rational(node.exponent)
    if base.is_zero() and has_no_symbols(node) and ball(node.exponent, at).is_zero():
        return base.nan()
    if exponent is None:
        varying = ball(node.exponent, at)
        whole = varying.unique_fmpz() if varying.is_exact() else None
        if whole is not None and abs(whole) <= LARGEST_POWER:
            return _whole_power(base, int(whole))
        if base.is_zero() and varying > 0:
            return base
        return (varying * base.log()).exp()
    if exponent.denominator == 1:
        return _whole_power(base, exponent.numerator)
    return _root(base, exponent.denominator) ** exponent.numerator


def _whole_power(base: Ball, n: int) -> Ball:
    """A whole power; flint's own is NaN for every ball around 0."""
    if n == 1 or not base.is_finite():
        return base
    if n < 1 or not base.contains(0) or base.is_zero():
        return base**n
    root = _whole_power(base, n // 2)
    return root * root * base if n % 2 else root * root


def _piecewise(node: Piecewise, at: _Values) -> Ball:
    for branch in node.branches:
        holds = True if branch.condition is None else _holds(branch.condition, at)
        if holds:
            return ball(branch.value, at)
        if holds is None:
            break
    return flint.arb.nan()


def _holds(comparison: Comparison, at: _Values) -> bool | None:
    """Whether a chain holds for certain, fails for certain, or (None) is undecided."""
    balls = [ball(operand, at) for operand in comparison.operands]
    if any(each.is_nan() for each in balls):
        return None
    answers = [
        _compares(relation, left, right)
        for relation, left, right in zip(comparison.relations, balls, balls[1:], strict=False)
    ]
    if False in answers:
        return False
    return None if None in answers else True


def _compares(relation: str, left: Ball, right: Ball) -> bool | None:
    if relation in ("=", "!="):
        equal = None if left.overlaps(right) else False
        if left.is_exact() and right.is_exact():
            equal = bool(left == right)
        return equal if relation == "=" or equal is None else not equal
    if relation in (">", ">="):
        left, right = right, left
    certain, impossible = (left < right, left >= right) if relation in ("<", ">") else (left <= right, left > right)
    return True if certain else False if impossible else None
