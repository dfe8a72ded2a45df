"""Places that are exact numbers: where x² is 2, x³ is 5, x² - x is 1, x is √2 + 1 or ln 2."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from typing import Any

from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.angles import sine_of
from derivgui.model.numeric.germs.exact import Exact, UnwieldyError, pi_number
from derivgui.model.numeric.germs.exact_functions import constant, exponential, logarithm
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import (
    HALF,
    Number,
    UndecidedError,
    ball,
    inverse,
    is_rational,
    rational,
    sign,
)
from derivgui.model.numeric.germs.powers import number_power
from derivgui.model.numeric.parts import parts_with_all

LARGEST_DENOMINATOR = 720
LARGEST_DEGREE = 12
# What a place may be a root of: its powers are looked at for a simple fraction.
ORDERS = (2, 3, 4, 5, 6)
LARGEST_ARGUMENT = 60
ALIKE = 1e-13
ROUNDING = Fraction(1, 2**52)


def exact_place(inner: RealFunction, level: Number, near: Any, x: float) -> Exact | None:
    """The exact number within the ball ``near`` at which a sub-function takes its level; None where none is found.

    ``x`` is the double next to the ball. Where a candidate comes from does not matter: it is put in, exactly.
    """
    return _first(_candidates(inner, level, x), inner, level, near)


def named_place(inner: RealFunction, level: Number, near: Any, x: float) -> Exact | None:
    """The same among numbers with a name alone, which takes less time."""
    return _first(named_numbers(x), inner, level, near)


def _first(candidates: Iterator[Number], inner: RealFunction, level: Number, near: Any) -> Exact | None:
    for candidate in candidates:
        if isinstance(candidate, Exact) and ball(candidate).overlaps(near) and _takes(inner, candidate, level):
            return candidate
    return None


def _takes(inner: RealFunction, place: Number, level: Number) -> bool:
    """Whether the value at a place is the level, by exact numbers alone."""
    algebra = Algebra(1)
    found = _expanded(inner, algebra, place, 0)
    if found is None or algebra.assumed or len(found.terms) > 1:
        return False
    value = found.terms[0][1] if found.terms else rational(0)
    difference = value + -level
    return is_rational(difference) and difference == 0


def _expanded(inner: RealFunction, algebra: Algebra, place: Number, side: int) -> Germ | None:
    """The sub-function about a place, None where it is no finite sum of powers there."""
    bound = {inner.variable: moving(place, side)}
    try:
        found = germ_of(algebra, inner.program.tree, bound, inner.program.variables)
    except (UndefinedError, UndecidedError):
        return None
    return None if found.rest is not None or found.growth else found


def _candidates(inner: RealFunction, level: Number, x: float) -> Iterator[Number]:
    side = -1 if x < 0 else 1
    yield from _zeros_of_polynomial(inner, level, side)
    yield from named_numbers(x)
    # Where sec(x² - x - 1) is 1, x² - x - 1 is 0.
    for part in parts_with_all(inner.program.tree, inner.variable)[1:-1]:
        function = RealFunction(Program(part, inner.program.variables), inner.variable)
        value = function.at(x)
        if math.isfinite(value):
            simple = Fraction(value).limit_denominator(LARGEST_ARGUMENT)
            if math.isclose(value, simple, rel_tol=ALIKE, abs_tol=ALIKE):
                yield from _zeros_of_polynomial(function, rational(simple), side)


def named_numbers(x: float) -> Iterator[Number]:
    """Roots of fractions, and functions of them such as ln 2, that a double may mean."""
    for order in ORDERS:
        power = Fraction(abs(x)) ** order
        simple = power.limit_denominator(LARGEST_DENOMINATOR)
        # Powers of numbers that are doubles may be none.
        if simple and abs(power - simple) <= 2 * order * ROUNDING * power:
            root = number_power(rational(simple), Fraction(1, order), rational(Fraction(1, order)))
            yield -root if x < 0 else root
    for function, inverted in _INVERSES:
        with suppress(UnwieldyError, OverflowError, ValueError):
            simple = Fraction(function(x)).limit_denominator(LARGEST_ARGUMENT)
            if simple and math.isclose(function(x), simple, rel_tol=ALIKE):
                yield inverted(rational(simple))


def _tangent(angle: Number) -> Number:
    sine, cosine = sine_of(angle), sine_of(angle + pi_number(rational(0), rational(HALF)))
    if sine is None or cosine is None:
        raise UnwieldyError
    return sine * inverse(cosine)


# What a place may be a function of: ln 2, √e, arctan 2 and tan 1.
_INVERSES: tuple[tuple[Callable[[float], float], Callable[[Number], Number]], ...] = (
    (math.exp, logarithm),
    (math.log, exponential),
    (math.tan, lambda q: constant("atan", q)),
    (math.atan, _tangent),
)


def _zeros_of_polynomial(inner: RealFunction, level: Number, side: int) -> Iterator[Number]:
    """Zeros of a + b|x|^n and of a + b|x| + c x², if that is what the sub-function less its level is on this side."""
    algebra = Algebra(LARGEST_DEGREE)
    found = _expanded(inner, algebra, rational(0), side)
    if found is None or algebra.assumed:
        return
    numbers = dict(found.terms)
    constant = numbers.pop((0, 0), rational(0)) + -level
    with suppress(UndecidedError, UndefinedError):
        for zero in _zeros(constant, {scale[0]: c for scale, c in numbers.items() if scale[1] == 0}):
            yield zero if side > 0 else -zero


def _zeros(a: Number, others: dict[Any, Number]) -> Iterator[Number]:
    if len(others) == 1:
        ((power, b),) = others.items()
        if isinstance(power, (int, Fraction)) and power > 0:
            ratio = -a * inverse(b)
            if sign(ratio) == 1:
                exponent = Fraction(1) / power
                yield number_power(ratio, exponent, rational(exponent))
    elif others.keys() == {1, 2}:
        b, c = others[1], others[2]
        discriminant = b * b + a * c * -4
        if sign(discriminant) == 1:
            root = number_power(discriminant, HALF, rational(HALF))
            for signed in (root, -root):
                yield (signed + -b) * inverse(c * 2)
