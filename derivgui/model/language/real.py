"""Real values of the catalogue's functions on numpy arrays.

Every function takes float64 arrays (or floats) that broadcast against each other and returns their broadcast shape; NaN
means undefined, infinity only overflow. They run under ``np.errstate(all="ignore")``, which the caller sets once.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Truth: TypeAlias = NDArray[np.bool_]
Indices: TypeAlias = NDArray[np.intp]

NAN: Array = np.asarray(np.nan)
ZERO: Array = np.asarray(0.0)
ONE: Array = np.asarray(1.0)
EPSILON = float(np.finfo(np.float64).eps)
LARGEST_FACTORIAL = 170
# Up to here no whole number is within rounding of a pole of tan, cot, sec or csc, but for 0.
FARTHEST_TYPED_POLE = 1e6

sin = np.sin
cos = np.cos
atan = np.arctan
sinh = np.sinh
cosh = np.cosh
tanh = np.tanh
asinh = np.arcsinh
exp = np.exp
sqrt = np.sqrt
cbrt = np.cbrt
absolute = np.absolute
sign = np.sign
floor = np.floor
ceil = np.ceil
asin = np.arcsin
acos = np.arccos
acosh = np.arccosh


def where(condition: object, value: Array, otherwise: Array = NAN) -> Array:
    """``value`` where the condition holds, else NaN (or what is given)."""
    chosen: Array = np.where(condition, value, otherwise)  # type: ignore[call-overload]
    return chosen


def divide(numerator: Array, denominator: Array) -> Array:
    """Quotient, undefined (not infinite) where the denominator is 0."""
    return where(denominator != 0, numerator / denominator)


def _unless_pole(angle: Array, value: Array) -> Array:
    """NaN where a pole lies within the rounding error of the angle, so tan(pi/2) is no 1.6e16.

    Far out doubles lie so far apart that many are next to a pole, and none is meant: each stands for itself. So does
    each beside 0, the one pole that is a double.
    """
    size = np.absolute(angle)
    is_told = (np.absolute(value) * size * EPSILON < 1) | (size < 1) | (size > FARTHEST_TYPED_POLE)
    return where(is_told, value)


def tan(u: Array) -> Array:
    """Tangent; NaN at a pole, as far as doubles can tell."""
    return _unless_pole(u, np.tan(u))


def cot(u: Array) -> Array:
    """Cotangent, cos/sin."""
    return _unless_pole(u, divide(np.cos(u), np.sin(u)))


def sec(u: Array) -> Array:
    """Secant, 1/cos."""
    return _unless_pole(u, divide(ONE, np.cos(u)))


def csc(u: Array) -> Array:
    """Cosecant, 1/sin."""
    return _unless_pole(u, divide(ONE, np.sin(u)))


def acot(u: Array) -> Array:
    """Inverse cotangent with values in (0, pi), continuous at 0."""
    return np.pi / 2 - np.arctan(u)


def asec(u: Array) -> Array:
    """Inverse secant with values in [0, pi] without pi/2."""
    return np.arccos(divide(ONE, u))


def acsc(u: Array) -> Array:
    """Inverse cosecant with values in [-pi/2, pi/2] without 0."""
    return np.arcsin(divide(ONE, u))


def coth(u: Array) -> Array:
    """Hyperbolic cotangent."""
    return divide(ONE, np.tanh(u))


def sech(u: Array) -> Array:
    """Hyperbolic secant."""
    return 1.0 / np.cosh(u)


def csch(u: Array) -> Array:
    """Hyperbolic cosecant."""
    return divide(ONE, np.sinh(u))


def atanh(u: Array) -> Array:
    """Inverse hyperbolic tangent on (-1, 1)."""
    return where(np.absolute(u) < 1, np.arctanh(u))


def acoth(u: Array) -> Array:
    """Inverse hyperbolic cotangent for \\|u\\| > 1."""
    return where(np.absolute(u) > 1, np.arctanh(1.0 / u))


def asech(u: Array) -> Array:
    """Inverse hyperbolic secant on (0, 1]."""
    return np.arccosh(divide(ONE, u))


def acsch(u: Array) -> Array:
    """Inverse hyperbolic cosecant for u != 0."""
    return np.arcsinh(divide(ONE, u))


def ln(u: Array) -> Array:
    """Natural logarithm for u > 0."""
    return where(u > 0, np.log(u))


def log(u: Array) -> Array:
    """Logarithm to base ten for u > 0."""
    return where(u > 0, np.log10(u))


def log_base(u: Array, base: Array) -> Array:
    """Logarithm of u to any base > 0 except 1; bases 2 and 10 are exact at their powers."""
    value = where(base == 2, np.log2(u), where(base == 10, np.log10(u), np.log(u) / np.log(base)))
    return where((u > 0) & (base > 0) & (base != 1), value)


def root(u: Array, degree: Array) -> Array:
    """Real root of a whole degree >= 1: of any number when the degree is odd, of u >= 0 when it is even."""
    odd = np.mod(degree, 2) == 1
    whole = (degree >= 1) & (np.floor(degree) == degree)
    magnitude = np.absolute(u)
    guess = np.power(magnitude, 1.0 / degree)
    # One Newton step: 64^(1/3) is 3.9999999999999996 in doubles.
    correction = (guess - magnitude / np.power(guess, degree - 1.0)) / degree
    polished = where(np.isfinite(correction), guess - correction, guess)
    return where(whole & (odd | (u >= 0)), np.copysign(polished, u))


def rounded(u: Array) -> Array:
    """Nearest whole number, halves upwards."""
    return np.floor(u + 0.5)


def frac(u: Array) -> Array:
    """Fractional part u - floor(u), in [0, 1)."""
    return u - np.floor(u)


def mod(u: Array, modulus: Array) -> Array:
    """Remainder u - modulus*floor(u/modulus), with the sign of the modulus."""
    return where(modulus != 0, np.mod(u, modulus))


def minimum(*values: Array) -> Array:
    """Smallest; undefined where any is."""
    smallest = values[0]
    for value in values[1:]:
        smallest = np.minimum(smallest, value)
    return smallest


def maximum(*values: Array) -> Array:
    """Largest; undefined where any is."""
    largest = values[0]
    for value in values[1:]:
        largest = np.maximum(largest, value)
    return largest


def atan2(y: Array, x: Array) -> Array:
    """Angle of the point (x, y) in (-pi, pi]; undefined at the origin, and unknown where both overflow."""
    is_known = ((x != 0) | (y != 0)) & ~(np.isinf(x) & np.isinf(y))
    # Adding 0 turns -0.0 into 0.0, whose angle would be -pi.
    return where(is_known, np.arctan2(y + 0.0, x))


def factorial(u: Array) -> Array:
    """u! for whole numbers from 0 to 170, elsewhere undefined."""
    table = np.cumprod(np.concatenate(([1.0], np.arange(1.0, LARGEST_FACTORIAL + 1))))
    allowed = (u >= 0) & (u <= LARGEST_FACTORIAL) & (np.floor(u) == u)
    return where(allowed, table[np.asarray(where(allowed, u, ZERO)).astype(int)])
