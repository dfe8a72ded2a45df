"""Taylor coefficients of functions with corners and jumps: NaN where a derivative does not exist or is not decided.

The same series as in ``series``; ``[u0]`` alone is a constant, whose corners do not matter.
"""

from __future__ import annotations

import numpy as np

from derivgui.model.language import real
from derivgui.model.language.real import NAN, ZERO, Array, Truth
from derivgui.model.language.series import Series, add, aligned, divide, multiply, negate


def absolute(u: Series) -> Series:
    """Absolute value; a corner (NaN) where u0 = 0."""
    side = real.where(u[0] != 0, np.sign(u[0]))
    return [np.absolute(u[0]), *(side * c for c in u[1:])]


def _steps(value: Array, jump: object, u: Series) -> Series:
    """A step function: derivative 0, none (NaN) at its jumps."""
    flat = real.where(~np.asarray(jump) & ~np.isnan(value), ZERO)
    return [value, *[flat] * (len(u) - 1)]


def sign(u: Series) -> Series:
    """Sign; a jump at 0."""
    return _steps(np.sign(u[0]), u[0] == 0, u)


def floor(u: Series) -> Series:
    """Floor; a jump at whole numbers."""
    value = np.floor(u[0])
    return _steps(value, value == u[0], u)


def ceil(u: Series) -> Series:
    """Ceiling; a jump at whole numbers."""
    value = np.ceil(u[0])
    return _steps(value, value == u[0], u)


def rounded(u: Series) -> Series:
    """Rounding; a jump at halves."""
    return _steps(real.rounded(u[0]), np.floor(u[0] + 0.5) == u[0] + 0.5, u)


def frac(u: Series) -> Series:
    """Fractional part; a jump at whole numbers."""
    return [real.frac(u[0]), *add(u, negate(floor(u)))[1:]]


def mod(u: Series, modulus: Series) -> Series:
    """Remainder; a jump where u is a multiple of the modulus."""
    quotient = divide(u, modulus)
    steps = floor(quotient) if len(quotient) > 1 else [np.floor(quotient[0])]
    return [real.mod(u[0], modulus[0]), *add(u, negate(multiply(modulus, steps)))[1:]]


def _choose(take_first: Truth, u: Series, v: Series) -> Series:
    """u or v by the mask; where they meet, derivatives exist only as far as both agree."""
    u, v = aligned(u, v)
    agree: object = u[0] == v[0]
    w = [real.where(take_first, u[0], v[0])]
    for k in range(1, len(u)):
        either = real.where(take_first, u[k], v[k])
        tie = np.asarray(agree)
        w.append(real.where(tie & (u[k] != v[k]), NAN, either))
    w[0] = real.where(np.isnan(u[0]) | np.isnan(v[0]), NAN, w[0])
    return w


def minimum(*arguments: Series) -> Series:
    """Smallest of all."""
    result = arguments[0]
    for other in arguments[1:]:
        result = _choose(result[0] <= other[0], result, other)
    return result


def maximum(*arguments: Series) -> Series:
    """Largest of all."""
    result = arguments[0]
    for other in arguments[1:]:
        result = _choose(result[0] >= other[0], result, other)
    return result


def factorial(u: Series) -> Series:
    """Only whole numbers have factorials, so no derivative exists."""
    return [real.factorial(u[0]), *[NAN] * (len(u) - 1)]
