"""The catalogue's functions of numbers far beyond the doubles (see ``vast``).

What no double can hold is handed on as the function does: sin u is u for tiny u, asinh u is ln 2u for huge u.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from derivgui.model.language import real
from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.real import Array
from derivgui.model.numeric.compiled.vast_numbers import DIGITS, LN2, Vast, chosen

Rule: TypeAlias = Callable[..., Vast]

# ln 2 in two parts, the first so short that its products with exponents are exact (W. J. Cody and W. Waite, Software
# Manual for the Elementary Functions, 1980).
LN2_HIGH = 355.0 / 512.0
LN2_LOW = -2.1219444005469058277e-4
# From here on e^u - e^-u and e^u + e^-u are e^u.
LARGE = 40.0
# Below 2^-TINY sin u is u, and above 2^TINY asinh u is ln 2u, to all digits.
TINY = 64.0

ONE = Vast.of(np.asarray(1.0))


def exp(u: Vast) -> Vast:
    """e^u; NaN where that is beyond even these numbers."""
    x = u.number()
    k = np.rint(x / LN2)
    near = np.isfinite(k)
    rest = np.where(near, (x - k * LN2_HIGH) - k * LN2_LOW, 0.0)
    # Beyond the doubles' whole numbers the remainder tells nothing, and is the same for the same x.
    rest = np.clip(rest, -1.0, 1.0)
    return Vast.scaled(real.where(near, np.exp(rest)), np.where(near, k, 0.0))


def ln(u: Vast) -> Vast:
    """Natural logarithm."""
    return Vast.of(real.where(u.m > 0, u.log()))


def _log2(u: Vast) -> Vast:
    return Vast.of(real.where(u.m > 0, np.log2(u.m) + u.k))


def absolute(u: Vast) -> Vast:
    """Size."""
    return Vast(np.absolute(u.m), u.k)


def smaller(u: Vast, v: Vast) -> Vast:
    """Minimum of two; NaN where either is."""
    difference = (u + -v).m
    return chosen((difference <= 0) | np.isnan(u.m), u, v)


def larger(u: Vast, v: Vast) -> Vast:
    """Maximum of two; NaN where either is."""
    difference = (u + -v).m
    return chosen((difference >= 0) | np.isnan(u.m), u, v)


def other(name: str) -> Rule:
    """A function of which no more is known than its values for doubles."""
    value = BY_NAME[name].value
    return lambda *u: Vast.of(value(*(each.number() for each in u)))


def _sinh(u: Vast) -> Vast:
    up, down = _halves(u)
    return chosen(np.absolute(u.number()) > LARGE, up + -down, _like_itself("sinh")(u))


def _cosh(u: Vast) -> Vast:
    up, down = _halves(u)
    return up + down


def _halves(u: Vast) -> tuple[Vast, Vast]:
    half = Vast.of(np.asarray(0.5))
    return exp(u) * half, exp(-u) * half


def _like_itself(name: str) -> Rule:
    """A function that is u next to 0."""
    rule = other(name)
    return lambda u: chosen(u.k < -TINY, u, rule(u))


def _arsinh(u: Vast) -> Vast:
    far = ln(absolute(u)) + Vast.of(np.asarray(LN2))
    return chosen(u.k > TINY, Vast(np.copysign(far.m, u.m), far.k), _like_itself("asinh")(u))


def _arcosh(u: Vast) -> Vast:
    return chosen((u.k > TINY) & (u.m > 0), ln(u) + Vast.of(np.asarray(LN2)), other("acosh")(u))


def _real_root(u: Vast, degree: Array) -> Vast:
    size = u.raised(1.0 / degree)
    odd = np.mod(degree, 2) == 1
    whole = (degree >= 1) & (np.floor(degree) == degree)
    return Vast(real.where(whole & (odd | (u.m >= 0)), np.copysign(size.m, u.m)), size.k)


def _root(u: Vast, degree: Vast) -> Vast:
    return _real_root(u, degree.number())


def _steps(name: str) -> Rule:
    """Steps; so large a number is whole, and what is ever so little below 0 is below it."""

    def step(u: Vast) -> Vast:
        return chosen(u.k > DIGITS, u, Vast.of(BY_NAME[name].value(u.number_apart_from_0())))

    return step


def _mod(u: Vast, modulus: Vast) -> Vast:
    ratio = u / modulus
    rest = u + -(modulus * _steps("floor")(ratio))
    # Of so many turns nobody knows where they end.
    return Vast(real.where(ratio.k <= DIGITS, rest.m), rest.k)


def _angle(y: Vast, x: Vast) -> Vast:
    top = np.maximum(np.where(y.m == 0, -np.inf, y.k), np.where(x.m == 0, -np.inf, x.k))
    top = np.where(np.isinf(top), 0.0, top)
    near = Vast(y.m, y.k - top), Vast(x.m, x.k - top)
    return Vast.of(real.atan2(*(each.number_apart_from_0() for each in near)))


def _of_reciprocal(rule: Rule) -> Rule:
    return lambda u: rule(ONE / u)


def _reciprocal(rule: Rule) -> Rule:
    return lambda u: ONE / rule(u)


RULES: Mapping[str, Rule] = {
    "exp": exp, "ln": ln, "log": lambda u: ln(u) / Vast.of(np.asarray(math.log(10.0))),
    "log_base": lambda u, base: _log2(u) / _log2(base), "abs": absolute, "sign": lambda u: Vast.of(np.sign(u.m)),
    "sqrt": lambda u: _real_root(u, np.asarray(2.0)), "cbrt": lambda u: _real_root(u, np.asarray(3.0)), "root": _root,
    **{name: _like_itself(name) for name in ("sin", "tan", "asin", "atan", "tanh", "atanh")},
    "csc": _reciprocal(_like_itself("sin")), "cot": _reciprocal(_like_itself("tan")),
    "acsc": _of_reciprocal(_like_itself("asin")), "asec": _of_reciprocal(other("acos")),
    "sinh": _sinh, "cosh": _cosh, "csch": _reciprocal(_sinh), "sech": _reciprocal(_cosh),
    "coth": _reciprocal(_like_itself("tanh")), "asinh": _arsinh, "acosh": _arcosh, "acsch": _of_reciprocal(_arsinh),
    "asech": _of_reciprocal(_arcosh), "acoth": _of_reciprocal(_like_itself("atanh")),
    **{name: _steps(name) for name in ("floor", "ceil", "round")}, "frac": lambda u: _mod(u, ONE), "mod": _mod,
    "atan2": _angle,
}  # fmt: skip
