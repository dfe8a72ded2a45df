"""Functions analytic where their argument tends to: Taylor coefficients composed with its small part."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias

from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import UnwieldyError
from derivgui.model.numeric.germs.exact_functions import constant
from derivgui.model.numeric.germs.germ import Germ
from derivgui.model.numeric.germs.monomials import coefficients as taylor_coefficients
from derivgui.model.numeric.germs.numbers import (
    HALF,
    CrowdedError,
    Number,
    Spread,
    UndecidedError,
    ball,
    is_exact,
    is_rational,
    rational,
)
from derivgui.model.numeric.germs.scales import ONE, power_of

Rule: TypeAlias = Callable[..., Germ]
# Told the infinite part of its argument, the constant and the small part.
AnalyticRule: TypeAlias = Callable[[Algebra, Germ, Number, Germ], Germ]


def taylor(name: str, at: Number) -> Callable[[int], list[Number]]:
    """Coefficients of an analytic function of python-flint at a point: exact at 0, at exact numbers constants."""

    def coefficients(count: int) -> list[Number]:
        if is_rational(at) and at == 0:
            return taylor_coefficients(name, at, count)
        balls = taylor_coefficients(name, ball(at), count)
        return [_named(name, at, order) or number for order, number in enumerate(balls)] if is_exact(at) else balls

    return coefficients


def _named(name: str, at: Number, order: int) -> Number | None:
    with suppress(UnwieldyError):
        return constant(name, at, order)
    return None


def analytic(rule: AnalyticRule, is_monotone: Callable[[Number], bool] = lambda span: False) -> Rule:
    """A rule that is told the infinite part, the constant and the small part of its argument.

    ``is_monotone`` tells whether it is that on a ball.
    """

    def applied(algebra: Algebra, u: Germ) -> Germ:
        infinite, middle, small = algebra.parts(u)
        infinite = algebra.settled(infinite)
        if isinstance(middle, Spread) and not infinite.terms:
            return of_spread(algebra, middle, rule, small, is_monotone)
        return rule(algebra, infinite, middle, small)

    return applied


def of_spread(
    algebra: Algebra, spread: Spread, rule: AnalyticRule, small: Germ, is_monotone: Callable[[Number], bool]
) -> Germ:
    """A continuous function of a bounded oscillation: the image of the range, as far as balls tell."""
    nothing = Germ(())
    span = ball(spread.low).union(ball(spread.high))
    # What is small beside the oscillation moves the image by next to nothing, but how fast is not followed.
    rest = None if small.is_zero else power_of(small.terms[0][0] if small.terms else small.rest or ONE, HALF)
    if is_monotone(span):
        return Germ(((ONE, spread.mapped(lambda value: _value(rule(algebra, nothing, value, nothing)))),), rest)
    image, *seen = (_value(rule(algebra, nothing, value, nothing)) for value in (span, *spread.seen))
    image = ball(image)
    if not image.is_finite():
        raise CrowdedError("a function of an oscillation is unbounded")
    return Germ(((ONE, Spread(image.lower(), image.upper(), tuple(seen), spread.passes)),), rest)


def _value(germ: Germ) -> Number:
    """The constant that a germ without moving terms is."""
    if len(germ.terms) > 1 or germ.growth or any(scale != ONE for scale, _ in germ.terms):
        raise UndecidedError("a function of an oscillation is unbounded")
    return germ.terms[0][1] if germ.terms else rational(0)
