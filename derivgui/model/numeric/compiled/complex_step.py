"""Trees evaluated in complex double precision, for derivatives without subtraction: f'(x) = Im f(x + ih)/h + O(h²).

W. Squire and G. Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40 (1998). It
needs f to be analytic at x. Corners and jumps (|x|, floor, min, cases, ...) have no complex counterpart here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.constants import VALUES
from derivgui.model.language.tree import (
    Call,
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
    walk,
)
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.powers import exact_rational

ComplexArray: TypeAlias = NDArray[np.complex128]
_Values: TypeAlias = Mapping[str, ComplexArray]

LARGEST_SQUARED_POWER = 16

RULES: Mapping[str, Callable[..., ComplexArray]] = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "cot": lambda u: np.cos(u) / np.sin(u),
    "sec": lambda u: 1.0 / np.cos(u), "csc": lambda u: 1.0 / np.sin(u),
    "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan, "acot": lambda u: np.pi / 2 - np.arctan(u),
    "asec": lambda u: np.arccos(1.0 / u), "acsc": lambda u: np.arcsin(1.0 / u),
    "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "coth": lambda u: 1.0 / np.tanh(u),
    "sech": lambda u: 1.0 / np.cosh(u), "csch": lambda u: 1.0 / np.sinh(u),
    "asinh": np.arcsinh, "acosh": np.arccosh, "atanh": np.arctanh, "acoth": lambda u: np.arctanh(1.0 / u),
    "asech": lambda u: np.arccosh(1.0 / u), "acsch": lambda u: np.arcsinh(1.0 / u),
    "exp": np.exp, "ln": np.log, "log": lambda u: np.log(u) / math.log(10.0),
    "log_base": lambda u, base: np.log(u) / np.log(base), "sqrt": np.sqrt, "cbrt": lambda u: _root(u, 3),
    "root": lambda u, degree: _root(u, round(float(degree.real.flat[0]))),
}  # fmt: skip


def obstacle(tree: Node, variable: str) -> str:
    """What keeps the tree from being analytic, in words ("the absolute value"); empty where nothing does."""
    for node in walk(tree):
        if isinstance(node, (Call, Piecewise)) and variable in symbols(node):
            if isinstance(node, Piecewise):
                return "a definition by cases"
            if node.name not in RULES:
                return BY_NAME[node.name].words
            if node.name == "root" and variable in symbols(node.arguments[1]):
                return "a root whose degree varies"
    return ""


def complex_value(tree: Node, values: Mapping[str, float], variable: str, z: ComplexArray) -> ComplexArray:
    """f(z) in the shape of z, for a tree without ``obstacle``; NaN where a sub-expression is undefined.

    ``values`` holds the other symbols. Domains are not checked: ask only where the real function has a value.
    """
    with np.errstate(all="ignore"):
        start = {name: np.asarray(value, dtype=complex) for name, value in values.items()}
        return np.broadcast_to(_value(tree, {**start, variable: z}, variable), z.shape)


def _value(node: Node, at: _Values, variable: str) -> ComplexArray:
    match node:
        case Number(number):
            return np.asarray(complex(float(number)))
        case Constant(name):
            return np.asarray(complex(VALUES[name]))
        case Symbol(name):
            return at[name] if name in at else np.asarray(complex(math.nan))
        case Negative(operand):
            return -_value(operand, at, variable)
        case Sum(parts):
            return _combine(np.add, parts, at, variable)
        case Product(parts):
            return _combine(np.multiply, parts, at, variable)
        case Quotient(above, below):
            return np.divide(_value(above, at, variable), _value(below, at, variable))
        case Power():
            return _power(node, at, variable)
        case Call(name, arguments) if name in RULES:
            return RULES[name](*(_value(argument, at, variable) for argument in arguments))
        case _:
            # What is not analytic may stand in a constant: |−2| x.
            return np.asarray(_real(node, at), dtype=complex)


def _combine(
    operation: Callable[[ComplexArray, ComplexArray], ComplexArray], parts: tuple[Node, ...], at: _Values, variable: str
) -> ComplexArray:
    total = _value(parts[0], at, variable)
    for part in parts[1:]:
        total = operation(total, _value(part, at, variable))
    return total


def _real(node: Node, at: _Values) -> float:
    """The value of a tree without the variable, by the real rules."""
    return float(Program(node).value({name: at[name].real for name in symbols(node) if name in at}))


def _power(node: Power, at: _Values, variable: str) -> ComplexArray:
    base = _value(node.base, at, variable)
    if variable in symbols(node.exponent):
        return np.exp(_value(node.exponent, at, variable) * np.log(base))
    fraction = exact_rational(node.exponent)
    if fraction is not None and fraction.denominator != 1:
        return _whole_power(_root(base, fraction.denominator), fraction.numerator)
    exponent = _real(node.exponent, at) if fraction is None else float(fraction)
    if exponent.is_integer():
        return _whole_power(base, int(exponent))
    return _polar_power(base, exponent)


def _polar_power(u: ComplexArray, exponent: float) -> ComplexArray:
    """By absolute value and angle, which keep more digits than exp(r ln u)."""
    return np.asarray(np.power(np.abs(u), exponent) * np.exp(1j * exponent * np.angle(u)))


def _root(u: ComplexArray, degree: int) -> ComplexArray:
    """The root that is real on the real line, of any sign where the degree is odd."""
    if degree == 2:
        return np.sqrt(u)
    sign = np.copysign(1.0, u.real) if degree % 2 else 1.0
    return np.asarray(sign * _polar_power(sign * u, 1.0 / degree))


def _whole_power(u: ComplexArray, n: int) -> ComplexArray:
    """u^n by repeated squaring while that is short."""
    if n < 0:
        return np.divide(1.0, _whole_power(u, -n))
    if n > LARGEST_SQUARED_POWER:
        sign = np.copysign(1.0, u.real)
        return np.asarray(sign**n * _polar_power(sign * u, float(n)))
    result = np.asarray(1.0 + 0.0j)
    while n:
        if n & 1:
            result = result * u
        n >>= 1
        u = u * u
    return result
