"""Quotients of polynomials in one kernel: their arithmetic, and the functions of tan(w/2) and e^w that are such."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from derivgui.model.numeric.suspects.polynomials import LARGEST_DEGREE, Coefficients, plus, times

ONE: Coefficients = (Fraction(1),)

# What stands above and below the fraction line.
Ratio: TypeAlias = tuple[Coefficients, Coefficients]


class OtherError(Exception):
    """A tree is no such quotient, or it is too long a one."""


def circular(name: str, n: int) -> Ratio:
    """A circular function of nw by t = tan(w/2): cos w + i sin w = (1 + i t)²/(1 + t²)."""
    real: Coefficients = ONE
    imaginary: Coefficients = ()
    for _ in range(2 * abs(n)):
        turned = times((Fraction(0), Fraction(1)), imaginary), times((Fraction(0), Fraction(1)), real)
        real, imaginary = plus(real, times((Fraction(-1),), turned[0])), plus(imaginary, turned[1])
    below = power_of(((Fraction(1), Fraction(0), Fraction(1)), ONE), abs(n))[0]
    sine, cosine = (times((Fraction(1 if n > 0 else -1),), imaginary), below), (real, below)
    match name:
        case "sin":
            return sine
        case "cos":
            return cosine
        case "tan":
            return product_of(sine, inverse_of(cosine))
        case "cot":
            return product_of(cosine, inverse_of(sine))
        case _:
            return inverse_of(cosine if name == "sec" else sine)


def hyperbolic(name: str, n: int) -> Ratio:
    """A function of e^(nw) by t = e^w."""
    raised = power_of(((Fraction(0), Fraction(1)), ONE), n)
    if name == "exp":
        return raised
    half, minus = (Fraction(1, 2),), (Fraction(-1),)
    falling = inverse_of(raised)
    cosine = product_of((half, ONE), sum_of(raised, falling))
    sine = product_of((half, ONE), sum_of(raised, (times(minus, falling[0]), falling[1])))
    match name:
        case "sinh":
            return sine
        case "cosh":
            return cosine
        case "tanh":
            return product_of(sine, inverse_of(cosine))
        case "coth":
            return product_of(cosine, inverse_of(sine))
        case _:
            return inverse_of(cosine if name == "sech" else sine)


def sum_of(a: Ratio, b: Ratio) -> Ratio:
    """The sum; OtherError where it gets too long."""
    if a[1] == b[1]:
        return plus(a[0], b[0]), a[1]
    return _short(plus(times(a[0], b[1]), times(b[0], a[1])), times(a[1], b[1]))


def product_of(a: Ratio, b: Ratio) -> Ratio:
    """The product; OtherError where it gets too long."""
    return _short(times(a[0], b[0]), times(a[1], b[1]))


def inverse_of(a: Ratio) -> Ratio:
    """1/a; OtherError for 0."""
    if not a[0]:
        raise OtherError
    return a[1], a[0]


def power_of(a: Ratio, n: int) -> Ratio:
    """A whole power."""
    if n < 0:
        return power_of(inverse_of(a), -n)
    result: Ratio = (ONE, ONE)
    for _ in range(n):
        result = product_of(result, a)
    return result


def _short(above: Coefficients, below: Coefficients) -> Ratio:
    if max(len(above), len(below)) > 2 * LARGEST_DEGREE + 1:
        raise OtherError
    return above, below
