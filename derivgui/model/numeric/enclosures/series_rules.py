"""The catalogue's functions on Taylor series of balls, wherever they are analytic.

A series is of flint, its coefficients are those of f(t + s) in powers of s. ``UnprovenError`` where balls do not
prove that a function is analytic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from derivgui.model.numeric.enclosures.balls import RULES

Series: TypeAlias = Any  # flint.arb_series or flint.fmpq_series

INVERSES_OF_RECIPROCALS = {"asec": "acos", "acsc": "asin", "asech": "acosh", "acsch": "asinh"}


class UnprovenError(ArithmeticError):
    """The rules do not prove that the function is analytic here."""


def stepped(name: str, inner: list[Series], step: Series) -> Series:
    """A step function between two of its jumps; ``step`` is the whole number below its argument."""
    match name:
        case "ceil":
            return -step
        case "frac":
            return inner[0] - step
        case "mod":
            return inner[0] - inner[1] * step
        case _:
            return step


def analytic(name: str, inner: list[Series], constant: Callable[[Any], Series]) -> Series:
    """Functions that are analytic wherever their series is finite; ``constant`` makes a series of a number."""
    u, one, half = inner[0], constant(1), constant(1) / constant(2)
    match name:
        case "sin" | "cos" | "tan" | "atan" | "exp":
            return getattr(u, name)()
        case "sqrt":
            return positive(u).sqrt()
        case "asin" | "acos":
            # At the ends of their domain flint takes the derivative of a level argument for 0.
            positive(one - u)
            positive(one + u)
            return getattr(u, name)()
        case "ln":
            return u.log()
        case "log":
            return u.log() / constant(RULES["ln"](one[0] * 10))
        case "log_base":
            return u.log() / nonzero(inner[1].log())
        case "cot":
            return u.cos() / nonzero(u.sin())
        case "sec":
            return one / nonzero(u.cos())
        case "csc":
            return one / nonzero(u.sin())
        case "acot":
            return constant(one[0].pi()) * half - u.atan()
        case "atan2":
            return _angle(u, inner[1], constant(one[0].pi()) * half)
        case "sinh":
            return (u.exp() - (-u).exp()) * half
        case "cosh":
            return (u.exp() + (-u).exp()) * half
        case "tanh":
            if u[0] > 0 or u[0] < 0:
                return _of_exponential(name, u, one)
            return one - constant(2) / nonzero((u + u).exp() + one)
        case "asinh":
            # Where u < 0 the sum would cancel.
            return -((u * u + one).sqrt() - u).log() if u[0] < 0 else (u + (u * u + one).sqrt()).log()
        case "atanh":
            return ((one + u).log() - (one - u).log()) * half
        case "acosh":
            return (u + positive(u * u - one).sqrt()).log()
        case "acoth":
            return ((u + one) / nonzero(u - one)).log() * half
        case "sech" | "csch" | "coth":
            return _of_exponential(name, u, one)
        case "asec" | "acsc" | "asech" | "acsch":
            return analytic(INVERSES_OF_RECIPROCALS[name], [one / nonzero(u)], constant)
        case _:
            raise UnprovenError


def _angle(y: Series, x: Series, right_angle: Series) -> Series:
    """The angle of (x, y), off the cut along the negative axis."""
    if x[0] > 0:
        return (y / x).atan()
    if y[0] > 0:
        return right_angle - (x / y).atan()
    return -right_angle - (x / -positive(-y)).atan()


def _of_exponential(name: str, u: Series, one: Series) -> Series:
    """In powers of e^-|u|, which do not overflow."""
    if name == "sech":
        falling = (-u).exp() if u[0] > 0 else u.exp()
        return (falling + falling) / (one + falling * falling)
    if u[0] < 0:
        return -_of_exponential(name, -u, one)
    falling = (-positive(u)).exp()
    square = falling * falling
    if name == "tanh":
        return (one - square) / (one + square)
    above = falling + falling if name == "csch" else one + square
    return above / nonzero(one - square)


def nonzero(series: Series) -> Series:
    """The series itself, UnprovenError where its value may be 0."""
    if series[0] > 0 or series[0] < 0:
        return series
    raise UnprovenError


def positive(series: Series) -> Series:
    """The series itself, UnprovenError where its value may not be above 0."""
    if series[0] > 0:
        return series
    raise UnprovenError
