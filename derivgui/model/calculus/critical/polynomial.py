"""Polynomials in two variables with rational coefficients: the factors that their partial derivatives share."""

from __future__ import annotations

import operator
from functools import reduce
from typing import Any

from derivgui.model.language.real import Array
from derivgui.model.language.tree import Negative, Node, Number, Power, Product, Quotient, Sum, Symbol
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.powers import exact_rational

LARGEST_DEGREE = 64


def common_factors(function: PlaneFunction) -> tuple[Any, ...]:
    """The irreducible factors that f_x and f_y have in common, as polynomials of python-flint; none for other trees."""
    if common_factors not in function.notes:
        function.notes[common_factors] = _common_factors(function)
    found: tuple[Any, ...] = function.notes[common_factors]
    return found


def _common_factors(function: PlaneFunction) -> tuple[Any, ...]:
    polynomial = polynomial_of(function)
    if polynomial is None:
        return ()
    across, up = polynomial.derivative(0), polynomial.derivative(1)
    common = across.gcd(up)
    return () if common.is_constant() else tuple(factor for factor, _ in common.factor()[1])


def polynomial_of(function: PlaneFunction) -> Any | None:
    """The function as a polynomial in x and y with rational coefficients, None for any other."""
    ring = flint.fmpq_mpoly_ctx.get(("x", "y"), "lex")
    gens = dict(zip(function.variables, ring.gens(), strict=True))
    found = _polynomial(function.concrete, gens, ring)
    return None if found is None or int(found.total_degree()) > LARGEST_DEGREE else found


def _polynomial(node: Node, gens: dict[str, Any], ring: Any) -> Any | None:
    match node:
        case Number(value):
            return ring.constant(flint.fmpq(value.numerator, value.denominator))
        case Symbol(name):
            return gens.get(name)
        case Negative(operand):
            inner = _polynomial(operand, gens, ring)
            return None if inner is None else -inner
        case Sum(parts) | Product(parts):
            inner_parts = [_polynomial(part, gens, ring) for part in parts]
            if any(part is None for part in inner_parts):
                return None
            combine = operator.add if isinstance(node, Sum) else operator.mul
            return reduce(combine, inner_parts)
        case Quotient(above, below):
            inner, scale = _polynomial(above, gens, ring), exact_rational(below)
            return None if inner is None or not scale else inner * flint.fmpq(scale.denominator, scale.numerator)
        case Power(base, exponent):
            inner, power = _polynomial(base, gens, ring), exact_rational(exponent)
            if inner is None or power is None or power.denominator > 1 or power < 0:
                return None
            if not power and inner.is_constant():
                return None
            return inner**power.numerator if int(inner.total_degree()) * power <= LARGEST_DEGREE else None
        case _:
            return None


def signs_differ(polynomial: Any, first: Array, second: Array) -> bool:
    """Whether a polynomial has certain opposite signs at two points."""
    ends = [
        polynomial(*(flint.fmpq(*float(number).as_integer_ratio()) for number in place)) for place in (first, second)
    ]
    return bool(ends[0] * ends[1] < 0)
