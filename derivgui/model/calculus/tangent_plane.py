"""The plane and the paraboloid that touch a graph over the plane, as formulas."""

from __future__ import annotations

import math
from fractions import Fraction

from derivgui.model.calculus.gradient import GradientAt
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Negative, Node, Number, Power, Product, Sum, Symbol
from derivgui.model.numeric.wide import Wide

# As many as a formula can bear.
DIGITS = 10


def tangent_plane(found: GradientAt, variables: tuple[str, str]) -> str | None:
    """The right-hand side of z = f(p) + f_x (x - x0) + f_y (y - y0) as text; None where no plane touches."""
    if found.differentiable is False or not _are_doubles(found.value, *found.gradient):
        return None
    return to_text(_sum(_linear_terms(found, variables)))


def quadratic_text(found: GradientAt, variables: tuple[str, str]) -> str | None:
    """The same with the second-order terms behind it; None where the Hessian is not known."""
    if not _are_doubles(found.value, *found.gradient, *found.hessian[0], *found.hessian[1]):
        return None
    return to_text(_sum(_quadratic_terms(found, variables)))


def _are_doubles(*numbers: float) -> bool:
    return all(math.isfinite(number) and not isinstance(number, Wide) for number in numbers)


def _linear_terms(found: GradientAt, variables: tuple[str, str]) -> list[tuple[float, Node | None]]:
    steps = [_step(name, start) for name, start in zip(variables, (found.x, found.y), strict=True)]
    return [
        (_rounded(found.value), None),
        *((_rounded(slope), step) for slope, step in zip(found.gradient, steps, strict=True)),
    ]


def _quadratic_terms(found: GradientAt, variables: tuple[str, str]) -> list[tuple[float, Node | None]]:
    across, up = (_step(name, start) for name, start in zip(variables, (found.x, found.y), strict=True))
    (a, b), (_, d) = found.hessian
    two = Number(Fraction(2))
    return [
        *_linear_terms(found, variables),
        (_rounded(0.5 * a), Power(across, two)),
        (_rounded(b), Product((across, up))),
        (_rounded(0.5 * d), Power(up, two)),
    ]


def _step(name: str, start: float) -> Node:
    """x - x0, without the 0."""
    start = _rounded(start)
    if not start:
        return Symbol(name)
    number = _number(abs(start))
    return Sum((Symbol(name), Negative(number) if start > 0 else number))


def _sum(terms: list[tuple[float, Node | None]]) -> Node:
    """The terms that are not 0, each as it is written by hand."""
    written = [_term(factor, node) for factor, node in terms if factor]
    if not written:
        return Number(Fraction(0))
    return written[0] if len(written) == 1 else Sum(tuple(written))


def _term(factor: float, node: Node | None) -> Node:
    number = _number(abs(factor))
    size = number if node is None else node if abs(factor) == 1 else _product(number, node)
    return Negative(size) if factor < 0 else size


def _product(number: Node, node: Node) -> Node:
    return Product((number, *node.factors)) if isinstance(node, Product) else Product((number, node))


def _number(value: float) -> Number:
    exact = Fraction(repr(value))
    return Number(exact, decimal=exact.denominator > 1)


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS - 1}e}")
