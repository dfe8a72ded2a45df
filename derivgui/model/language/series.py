"""Taylor coefficients of the catalogue's functions: automatic derivatives of any order.

A series is a list of arrays ``[u0, u1, ..., uK]``: the coefficients of u0 + u1 t + ... + uK t^K. **A list of length 1
is a constant**, which keeps its functions constant too (sign(0)*x has a derivative, sign(x) at 0 has none). A
coefficient of NaN means that the derivative does not exist or is not decided here: at corners, jumps, joints and
the ends of a domain. Recurrences: Griewank and Walther, Evaluating Derivatives (2nd ed.), chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from derivgui.model.language import real
from derivgui.model.language.real import NAN, ONE, ZERO, Array

Series: TypeAlias = list[Array]


def padded(u: Series, length: int) -> Series:
    """The series with zeros appended up to ``length`` coefficients."""
    return u + [ZERO] * (length - len(u))


def aligned(*series: Series) -> list[Series]:
    """All series padded to the longest one's length."""
    length = max(len(u) for u in series)
    return [padded(u, length) for u in series]


def add(u: Series, v: Series) -> Series:
    """Sum."""
    short, long = (u, v) if len(u) <= len(v) else (v, u)
    return [a + b for a, b in zip(short, long, strict=False)] + long[len(short) :]


def negate(u: Series) -> Series:
    """Opposite."""
    return [-c for c in u]


def scale(u: Series, factor: Array) -> Series:
    """Product with a constant."""
    return [factor * c for c in u]


def multiply(u: Series, v: Series) -> Series:
    """Product (Cauchy's rule)."""
    if len(u) == 1:
        return scale(v, u[0])
    if len(v) == 1:
        return scale(u, v[0])
    return [_convolve(u, v, k, 0, k) for k in range(len(u))]


def _convolve(u: Series, v: Series, k: int, first: int, last: int) -> Array:
    """Sum of u_j v_(k-j) for j = first ... last."""
    total = u[first] * v[k - first]
    for j in range(first + 1, last + 1):
        total = total + u[j] * v[k - j]
    return total


def divide(u: Series, v: Series) -> Series:
    """Quotient, undefined where v0 = 0."""
    if len(v) == 1:
        return [real.divide(c, v[0]) for c in u]
    u, v = aligned(u, v)
    w = [real.divide(u[0], v[0])]
    for k in range(1, len(u)):
        w.append((u[k] - _convolve(v, w, k, 1, k)) / v[0])
    return w


def reciprocal(v: Series) -> Series:
    """1/v."""
    return divide([ONE], v)


def _rate_sum(u: Series, d: Series, k: int) -> Array:
    """(1/k) * sum of j u_j d_(k-j): the k-th coefficient of w where w' = d u'."""
    total = u[1] * d[k - 1]
    for j in range(2, k + 1):
        total = total + j * u[j] * d[k - j]
    return total / k


def _integrate(u: Series, value: Array, rate: Series) -> Series:
    """The series of w with w(0) = value and w' = rate(u) u'."""
    return [value, *(_rate_sum(u, rate, k) for k in range(1, len(u)))]


def exp(u: Series) -> Series:
    """Exponential: w' = w u'."""
    w = [real.exp(u[0])]
    for k in range(1, len(u)):
        w.append(_rate_sum(u, w, k))
    return w


def ln(u: Series) -> Series:
    """Natural logarithm: w' = u'/u."""
    return _integrate(u, real.ln(u[0]), reciprocal(_inside(u, u[0] > 0)))


def _inside(u: Series, domain: object) -> Series:
    """The series, NaN outside the open domain, so that no derivative appears where no value is."""
    return [real.where(domain, u[0]), *u[1:]]


def log(u: Series) -> Series:
    """Logarithm to base ten."""
    return [real.log(u[0]), *(c / np.log(10.0) for c in ln(u)[1:])]


def log_base(u: Series, base: Series) -> Series:
    """Logarithm of u to a base, itself constant or not."""
    quotient = divide(ln(u) if len(u) > 1 else [real.ln(u[0])], _ln_any(base))
    return [real.log_base(u[0], base[0]), *quotient[1:]]


def _ln_any(u: Series) -> Series:
    return ln(u) if len(u) > 1 else [real.ln(u[0])]


def _sine_cosine(u: Series, sine: Array, cosine: Array, sign: float) -> tuple[Series, Series]:
    """The pair s' = c u', c' = sign s u'."""
    s, c = [sine], [cosine]
    for k in range(1, len(u)):
        following = _rate_sum(u, c, k), sign * _rate_sum(u, s, k)
        s.append(following[0])
        c.append(following[1])
    return s, c


def sin(u: Series) -> Series:
    """Sine."""
    return _sine_cosine(u, np.sin(u[0]), np.cos(u[0]), -1.0)[0]


def cos(u: Series) -> Series:
    """Cosine."""
    return _sine_cosine(u, np.sin(u[0]), np.cos(u[0]), -1.0)[1]


def sinh(u: Series) -> Series:
    """Hyperbolic sine."""
    return _sine_cosine(u, np.sinh(u[0]), np.cosh(u[0]), 1.0)[0]


def cosh(u: Series) -> Series:
    """Hyperbolic cosine."""
    return _sine_cosine(u, np.sinh(u[0]), np.cosh(u[0]), 1.0)[1]


def _riccati(u: Series, value: Array, constant: float, square: float) -> Series:
    """w' = (constant + square w^2) u': tangent, hyperbolic tangent and their reciprocals."""
    w: Series = [value]
    rate: Series = []
    for k in range(1, len(u)):
        m = k - 1
        term = square * _convolve(w, w, m, 0, m)
        rate.append(constant + term if m == 0 else term)
        w.append(_rate_sum(u, rate, k))
    return w


def tan(u: Series) -> Series:
    """Tangent: w' = 1 + w^2."""
    return _riccati(u, real.tan(u[0]), 1.0, 1.0)


def cot(u: Series) -> Series:
    """Cotangent: w' = -1 - w^2."""
    return _riccati(u, real.cot(u[0]), -1.0, -1.0)


def tanh(u: Series) -> Series:
    """Hyperbolic tangent: w' = 1 - w^2, written 1/cosh^2 because 1 - w^2 loses all digits."""
    return _integrate(u, np.tanh(u[0]), _square(sech(u)))


def coth(u: Series) -> Series:
    """Hyperbolic cotangent: w' = -1/sinh^2."""
    return _integrate(u, real.coth(u[0]), negate(_square(csch(u))))


def _square(u: Series) -> Series:
    return multiply(u, u)


def sec(u: Series) -> Series:
    """Secant."""
    return [real.sec(u[0]), *reciprocal(cos(u))[1:]]


def csc(u: Series) -> Series:
    """Cosecant."""
    return [real.csc(u[0]), *reciprocal(sin(u))[1:]]


def sech(u: Series) -> Series:
    """Hyperbolic secant."""
    return [real.sech(u[0]), *reciprocal(cosh(u))[1:]]


def csch(u: Series) -> Series:
    """Hyperbolic cosecant."""
    return [real.csch(u[0]), *reciprocal(sinh(u))[1:]]


def _one_minus_square(u: Series) -> Series:
    """1 - u^2 as (1-u)(1+u), which keeps its digits near 1."""
    return multiply(add([ONE], negate(u)), add([ONE], u))


def _one_plus_square(u: Series) -> Series:
    return add([ONE], _square(u))


def asin(u: Series) -> Series:
    """Inverse sine: w' = 1/sqrt(1 - u^2)."""
    return _integrate(u, real.asin(u[0]), reciprocal(sqrt(_one_minus_square(u))))


def acos(u: Series) -> Series:
    """Inverse cosine."""
    return [real.acos(u[0]), *(-c for c in asin(u)[1:])]


def atan(u: Series) -> Series:
    """Inverse tangent: w' = 1/(1 + u^2)."""
    return _integrate(u, real.atan(u[0]), reciprocal(_one_plus_square(u)))


def acot(u: Series) -> Series:
    """Inverse cotangent."""
    return [real.acot(u[0]), *(-c for c in atan(u)[1:])]


def asinh(u: Series) -> Series:
    """Inverse hyperbolic sine: w' = 1/sqrt(1 + u^2)."""
    return _integrate(u, real.asinh(u[0]), reciprocal(sqrt(_one_plus_square(u))))


def acosh(u: Series) -> Series:
    """Inverse hyperbolic cosine: w' = 1/sqrt(u^2 - 1) for u > 1."""
    product = multiply(add(_inside(u, u[0] > 1), [-ONE]), add(u, [ONE]))
    return _integrate(u, real.acosh(u[0]), reciprocal(sqrt(product)))


def atanh(u: Series) -> Series:
    """Inverse hyperbolic tangent: w' = 1/(1 - u^2) for |u| < 1."""
    inside = _inside(u, np.absolute(u[0]) < 1)
    return _integrate(u, real.atanh(u[0]), reciprocal(_one_minus_square(inside)))


def _of_reciprocal(outer: Callable[[Series], Series]) -> Callable[[Series], Series]:
    return lambda u: outer(reciprocal(u))


asec = _of_reciprocal(acos)
acsc = _of_reciprocal(asin)
acoth = _of_reciprocal(atanh)
asech = _of_reciprocal(acosh)
acsch = _of_reciprocal(asinh)


def sqrt(u: Series) -> Series:
    """Square root: w^2 = u."""
    w = [real.sqrt(u[0])]
    for k in range(1, len(u)):
        known = u[k] if k == 1 else u[k] - _convolve(w, w, k, 1, k - 1)
        w.append(known / (2.0 * w[0]))
    return w


def power(u: Series, exponent: float | Array, value: Array) -> Series:
    """u^r for a constant r, where ``value`` is the real value of u0^r: u w' = r w u'."""
    w = [value]
    for k in range(1, len(u)):
        total = exponent * u[1] * w[k - 1] if k == 1 else (exponent - (k - 1)) * u[1] * w[k - 1]
        for j in range(2, k + 1):
            total = total + (j * exponent - (k - j)) * u[j] * w[k - j]
        w.append(total / (k * u[0]))
    return w


def whole_power(u: Series, n: int) -> Series:
    """u^n for a whole n >= 1 by repeated squaring: exact structure also where u0 = 0."""
    result: Series | None = None
    while n:
        if n & 1:
            result = u if result is None else multiply(result, u)
        n >>= 1
        if n:
            u = _square(u)
    return result if result is not None else [ONE]


def odd_root_power(u: Series, exponent: float, value: Array) -> Series:
    """u^r for r = p/q > 0 with odd q: as ``power``, and at u0 = 0 the derivatives of order below r are 0."""
    w = power(u, exponent, value)
    zero = u[0] == 0
    for k in range(1, len(w)):
        w[k] = real.where(zero, ZERO if k < exponent else NAN, w[k])
    return w


def cbrt(u: Series) -> Series:
    """Cube root, real for u < 0 too."""
    return odd_root_power(u, 1.0 / 3.0, real.cbrt(u[0]))


def root(u: Series, degree: Series) -> Series:
    """Root of a constant degree; a degree that varies has no derivative here."""
    value = real.root(u[0], degree[0])
    if len(degree) > 1:
        return [value, *[NAN] * (len(degree) - 1)]
    return power(u, 1.0 / degree[0], value)


def atan2(y: Series, x: Series) -> Series:
    """Angle of (x, y): w' = (x y' - y x')/(x^2 + y^2); a jump on the negative x axis."""
    y, x = aligned(y, x)
    value = real.atan2(y[0], x[0])
    turning = add(multiply(x, _derivative(y)), negate(multiply(y, _derivative(x))))
    rate = divide(turning, add(_square(x), _square(y)))
    cut = (y[0] == 0) & (x[0] < 0)
    return [value, *(real.where(cut, NAN, rate[k - 1] / k) for k in range(1, len(y)))]


def _derivative(u: Series) -> Series:
    """Coefficients of u', padded to the length of u (the last one is not used by callers)."""
    return [*(k * u[k] for k in range(1, len(u))), ZERO]
