"""The second witness of an expansion: the function itself, in ball arithmetic, a little beside the place.

An expansion is algebra on the tree, a ball is arithmetic on numbers; they share no rule. Where both speak and differ,
one of them is wrong and neither is believed.
"""

from __future__ import annotations

from typing import Any

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures import balls
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.exponents import Exponent, Layered, number_of_exponent, taken_apart
from derivgui.model.numeric.germs.germ import Germ, Term
from derivgui.model.numeric.germs.numbers import Spread, UndecidedError, ball
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.places.anchors import Anchor

# Decades of the step, and bits. An expansion that is right holds from some step on, one that is wrong from none.
STEPS = ((20, 900), (80, 1800), (320, 4800))
# The next term is smaller by the step, times whatever the function's scale may add.
AGREES = 1e-6


def contradicts(function: RealFunction, anchor: Anchor, side: int, germ: Germ) -> bool:
    """True where balls certainly lie elsewhere than the expansion says; False also where a ball cannot tell."""
    if any(isinstance(c, Spread) for _, c in germ.terms) or not germ.terms or germ.growth or _is_slow(germ):
        return False
    return all(_contradicts_at(function, anchor, side, germ, decades, bits) for decades, bits in STEPS)


def _contradicts_at(function: RealFunction, anchor: Anchor, side: int, germ: Germ, decades: int, bits: int) -> bool:
    """The same at one step, measured by x where that is small."""
    with flint.ctx.workprec(bits):
        t = flint.arb(min(1.0, abs(anchor.x)) or 1.0) * flint.arb(10) ** -decades
        expected = [_term(term, t) for term in germ.terms]
        moving = [value for value, (scale, _) in zip(expected, germ.terms, strict=True) if scale != ONE]
        # The largest, since a leading ball may be 0.
        tolerance = max(abs(value.mid()) for value in moving or expected)
        try:
            found = _value(function, anchor.ball() + t * side)
        except UndecidedError:
            found = None
        if found is None:
            return False
        gap = abs(found - sum(expected[1:], expected[0]))
        return bool(gap > tolerance * AGREES)


def _is_slow(germ: Germ) -> bool:
    """Whether what is left out is smaller by logarithms only, which are large at no step."""
    rates = [scale[0] for scale, _ in germ.terms if scale != ONE] or [ONE[0]]
    if any(isinstance(rate, Layered) for rate in rates):
        return True
    return germ.rest is not None and germ.rest[0] <= rates[0]


def _term(term: Term, t: Any) -> Any:
    (r, w), c = term
    length = -t.log()
    power, logarithms = taken_apart(w)
    value = ball(c) * _power(t, r) * _power(length, -power)
    for count, exponent in logarithms:
        value *= _iterated_logarithm(length, count) ** ball(-exponent)
    return value


def _iterated_logarithm(length: Any, count: int) -> Any:
    return length if count == 0 else _iterated_logarithm(length, count - 1).log()


def _power(base: Any, exponent: Exponent) -> Any:
    return base ** ball(number_of_exponent(exponent))


def _value(function: RealFunction, x: Any) -> Any:
    try:
        found = balls.ball(function.concrete, {function.variable: x})
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return found if found.is_finite() else None
