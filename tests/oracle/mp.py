"""Trees evaluated by mpmath: real-valued rules written down a second time, from their definitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath
from mpmath import mp, mpf

from derivgui.model.language.tree import (
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)

DIGITS = 50
# Digits that rounding may eat before a difference that is 0 at an exact place stops looking like 0.
GUARD = 20


class Undefined(ArithmeticError):
    """There is no real value here."""


def evaluate(tree: Node, values: Mapping[str, Any], digits: int | None = None) -> Any:
    """The value as mpf at so many digits, 50 by default; Undefined outside the domain."""
    with mp.workdps(digits or DIGITS):
        return _evaluate(tree, {name: mpf(value) for name, value in values.items()})


class _Place(dict[str, Any]):
    """Values that stand for exact numbers such as sqrt(2) or pi/2: what cannot be told from 0 or a half is that."""


def at_place(tree: Node, values: Mapping[str, Any]) -> Any:
    """The value at exact places, in mpmath's current precision; Undefined outside the domain.

    sqrt(2)^2 is 2, sin(pi) is 0 and tan(pi/2) is undefined, although sqrt(2) and pi are rounded to get here.
    """
    return _evaluate(tree, _Place(values))


def _settled(value: Any, size: Any, at: Mapping[str, Any]) -> Any:
    """At a place, the 0 or the half that ``value`` must be; ``size`` is that of the numbers it was made of."""
    if not isinstance(at, _Place) or not mp.isfinite(value):
        return value
    tolerance = mpf(10) ** (GUARD - mp.dps)
    if abs(value) <= tolerance * size:
        return mpf(0)
    half = mp.nint(2 * value) / 2
    return half if half != 0 and abs(value - half) <= tolerance * abs(half) else value


def derivative(tree: Node, values: Mapping[str, Any], name: str) -> Any:
    """Central difference with h = 1e-18 at 80 digits: 30 digits agree for smooth functions of moderate size."""
    with mp.workdps(80):
        at = {key: mpf(value) for key, value in values.items()}
        h = mpf(10) ** -18
        up, down = ({**at, name: at[name] + step} for step in (h, -h))
        return (_evaluate(tree, up) - _evaluate(tree, down)) / (2 * h)


def slope(tree: Node, values: Mapping[str, Any], name: str) -> Any:
    """The derivative by ``mpmath.diff`` at 60 digits, the function at 160, so that a step of 1e-63 costs no digits."""
    with mp.workdps(60):
        return mpmath.diff(lambda x: evaluate(tree, {**values, name: x}, 160), mpf(values[name]))


def _evaluate(node: Node, at: Mapping[str, Any]) -> Any:
    match node:
        case Number(value):
            return mpf(value.numerator) / value.denominator
        case Constant(name):
            return {"e": mp.e, "pi": mp.pi, "tau": 2 * mp.pi}[name] + mpf(0)
        case Symbol(name):
            return at[name]
        case Negative(operand):
            return -_evaluate(operand, at)
        case Sum(terms):
            parts = [_evaluate(term, at) for term in terms]
            return _settled(mpmath.fsum(parts), max(map(abs, parts)), at)
        case Product(factors):
            return _settled(mpmath.fprod([_evaluate(factor, at) for factor in factors]), 0, at)
        case Quotient(above, below):
            numerator, denominator = _evaluate(above, at), _evaluate(below, at)
            return _settled(numerator / _nonzero(denominator), 0, at)
        case Power():
            return _settled(_power(node, at), 0, at)
        case Call(name, arguments):
            return _applied(name, [_evaluate(argument, at) for argument in arguments], at)
        case Piecewise(branches):
            for branch in branches:
                if branch.condition is None or _holds(branch.condition, at):
                    return _evaluate(branch.value, at)
            raise Undefined
    raise AssertionError(node)


def _nonzero(value: Any) -> Any:
    if value == 0:
        raise Undefined
    return value


def _power(node: Power, at: Mapping[str, Any]) -> Any:
    base = _evaluate(node.base, at)
    fraction = _fraction(node.exponent)
    if fraction is None:
        exponent = _evaluate(node.exponent, at)
        if base > 0 or (base == 0 and exponent > 0):
            return mp.power(base, exponent)
        raise Undefined
    p, q = fraction
    if p == 0:
        if base == 0 and not symbols(node.base):
            raise Undefined
        return mpf(1)
    if q % 2 == 0 and base < 0:
        raise Undefined
    root = mp.sign(base) * mp.root(abs(base), q)
    return root**p if p > 0 else 1 / _nonzero(root) ** -p


def _fraction(node: Node) -> tuple[int, int] | None:
    match node:
        case Number(value, decimal):
            return None if decimal and value.denominator != 1 else (value.numerator, value.denominator)
        case Negative(inner):
            found = _fraction(inner)
            return None if found is None else (-found[0], found[1])
        case Quotient(Number(a, False), Number(b, False)) if b != 0:
            reduced = a / b
            return reduced.numerator, reduced.denominator
        case _:
            return None


def _applied(name: str, arguments: list[Any], at: Mapping[str, Any]) -> Any:
    """The call; at a place the zeros of sine and cosine are zeros, and the poles made of them poles."""
    if name in ("tan", "sec", "cot", "csc"):
        sine, cosine = (_applied(part, arguments, at) for part in ("sin", "cos"))
        _nonzero(cosine if name in ("tan", "sec") else sine)
    size = max(1, abs(arguments[0])) if name in ("sin", "cos", "tan", "cot") and abs(arguments[0]) > 1 else 0
    return _settled(_call(name, arguments), size, at)


def _call(name: str, arguments: list[Any]) -> Any:
    u = arguments[0]
    plain = {
        "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "atan": mp.atan, "sinh": mp.sinh, "cosh": mp.cosh,
        "tanh": mp.tanh, "asinh": mp.asinh, "exp": mp.exp, "sech": mp.sech, "sec": mp.sec,
        "abs": abs, "sign": mp.sign, "floor": mp.floor, "ceil": mp.ceil,
    }  # fmt: skip
    if name in plain:
        return plain[name](u)
    if name in ("cot", "csc", "coth", "csch"):
        return getattr(mp, name)(_nonzero(u))
    domain = {
        "asin": abs(u) <= 1, "acos": abs(u) <= 1, "acosh": u >= 1, "atanh": abs(u) < 1, "acoth": abs(u) > 1,
        "asech": 0 < u <= 1, "acsch": u != 0, "asec": abs(u) >= 1, "acsc": abs(u) >= 1, "ln": u > 0,
        "log": u > 0, "sqrt": u >= 0,
    }  # fmt: skip
    if name in domain:
        if not domain[name]:
            raise Undefined
        return {"ln": mp.log, "log": mp.log10}[name](u) if name in ("ln", "log") else getattr(mp, name)(u)
    if name == "acot":
        return mp.pi / 2 - mp.atan(u)
    if name == "cbrt":
        return mp.sign(u) * mp.cbrt(abs(u))
    if name == "round":
        return mp.floor(u + mpf(1) / 2)
    if name == "factorial":
        return mp.factorial(u)
    if name == "frac":
        return u - mp.floor(u)
    return _call_of_two(name, arguments)


def _call_of_two(name: str, arguments: list[Any]) -> Any:
    if name in ("min", "max"):
        return min(arguments) if name == "min" else max(arguments)
    u, v = arguments
    if name == "atan2":
        if u == 0 and v == 0:
            raise Undefined
        return mp.atan2(u, v)
    if name == "mod":
        return u - v * _floor(u / _nonzero(v))
    if name == "log_base":
        if u <= 0 or v <= 0 or v == 1:
            raise Undefined
        return mp.log(u) / mp.log(v)
    if name == "root" and v >= 1 and v == int(v):
        if int(v) % 2 == 0 and u < 0:
            raise Undefined
        return mp.sign(u) * mp.root(abs(u), int(v))
    raise Undefined


def _floor(u: Any) -> Any:
    """Floor of a number that was rounded: 2.999... with nothing but nines is 3."""
    whole = mp.nint(u)
    return whole if whole != 0 and abs(u - whole) <= mpf(10) ** (GUARD - mp.dps) * abs(whole) else mp.floor(u)


def _holds(comparison: Comparison, at: Mapping[str, Any]) -> bool:
    values = [_evaluate(operand, at) for operand in comparison.operands]
    tests = {
        "=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    }  # fmt: skip
    return all(tests[relation](a, b) for relation, a, b in zip(comparison.relations, values, values[1:], strict=False))
