"""The catalogue's functions on germs: one rule for each name."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.analytic import Rule
from derivgui.model.numeric.germs.exponentials import exponential, logarithm
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, whole
from derivgui.model.numeric.germs.hyperbolic import (
    area_cosine,
    area_sine,
    area_tangent,
    hyperbolic_cosine,
    hyperbolic_sine,
    hyperbolic_tangent,
)
from derivgui.model.numeric.germs.numbers import HALF
from derivgui.model.numeric.germs.powers import absolute, root_power
from derivgui.model.numeric.germs.steps import (
    ceiling,
    choice,
    factorial,
    floor,
    fractional_part,
    remainder,
    rounded,
    sign_function,
    standing_whole,
)
from derivgui.model.numeric.germs.trigonometry import (
    angle_of_point,
    arccosine,
    arcsine,
    arctangent,
    cosine,
    pi_times,
    quotient_of,
    sine,
)


def _root(algebra: Algebra, u: Germ, degree: Germ) -> Germ:
    number = standing_whole(algebra, degree)
    if number < 1:
        raise UndefinedError
    return root_power(algebra, u, Fraction(1, number))


def _of_reciprocal(rule: Rule) -> Rule:
    return lambda algebra, u: rule(algebra, algebra.reciprocal(u))


def _reciprocal_of(rule: Rule) -> Rule:
    return lambda algebra, u: algebra.reciprocal(rule(algebra, u))


def _to_base(algebra: Algebra, u: Germ, base: Germ) -> Germ:
    return algebra.divide(logarithm(algebra, u), logarithm(algebra, base))


RULES: Mapping[str, Rule] = {
    "sin": sine, "cos": cosine, "tan": quotient_of(sine, cosine), "cot": quotient_of(cosine, sine),
    "sec": quotient_of(None, cosine), "csc": quotient_of(None, sine),
    "asin": arcsine, "acos": arccosine, "atan": arctangent,
    "acot": lambda algebra, u: algebra.subtract(pi_times(HALF), arctangent(algebra, u)),
    "asec": _of_reciprocal(arccosine), "acsc": _of_reciprocal(arcsine),
    "sinh": hyperbolic_sine, "cosh": hyperbolic_cosine, "tanh": hyperbolic_tangent,
    "coth": _reciprocal_of(hyperbolic_tangent), "sech": _reciprocal_of(hyperbolic_cosine),
    "csch": _reciprocal_of(hyperbolic_sine), "asinh": area_sine, "acosh": area_cosine, "atanh": area_tangent,
    "acoth": _of_reciprocal(area_tangent), "asech": _of_reciprocal(area_cosine), "acsch": _of_reciprocal(area_sine),
    "exp": exponential, "ln": logarithm, "log": lambda algebra, u: _to_base(algebra, u, whole(10)),
    "log_base": _to_base, "sqrt": lambda algebra, u: root_power(algebra, u, HALF),
    "cbrt": lambda algebra, u: root_power(algebra, u, Fraction(1, 3)), "root": _root,
    "abs": absolute, "sign": sign_function, "floor": floor, "ceil": ceiling, "round": rounded,
    "frac": fractional_part, "mod": remainder, "min": choice(-1), "max": choice(1),
    "atan2": angle_of_point, "factorial": factorial,
}  # fmt: skip
