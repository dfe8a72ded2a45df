"""The double zero of a quadratic polynomial with constants of any kind."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from derivgui.model.language.tree import Negative, Node, Number, Power, Product, Quotient, Sum, Symbol, symbols
from derivgui.model.numeric.powers import exact_rational


def vertex(tree: Node, variable: str) -> Node | None:
    """2ax + b for a tree ax² + bx + c with b² = 4ac."""
    try:
        c, b, a = _quadratic(tree, variable)
    except ValueError:
        return None
    if a is None:
        return None
    from derivgui.model.numeric.identities.proofs import cases

    minus_four = Negative(Number(Fraction(4)))
    discriminant = _total(_times(b, b), _times(minus_four, _times(a, c)))
    if discriminant is not None:
        found = cases(lambda forms: forms.of(discriminant).is_zero)
        if not found or not all(case.answer is True for case in found):
            return None
    return _total(Product((Number(Fraction(2)), a, Symbol(variable))), b)


# A missing tree is 0.
_Quadratic: TypeAlias = "tuple[Node | None, Node | None, Node | None]"


def _quadratic(node: Node, variable: str) -> _Quadratic:
    """The coefficients of 1, x and x² as trees without the variable; ValueError for any other tree."""
    if variable not in symbols(node):
        return node, None, None
    match node:
        case Symbol():
            return None, Number(Fraction(1)), None
        case Negative(part):
            return _quadratic_product((Negative(Number(Fraction(1))), None, None), _quadratic(part, variable))
        case Sum(parts):
            total: _Quadratic = (None, None, None)
            for part in parts:
                more = _quadratic(part, variable)
                total = _total(total[0], more[0]), _total(total[1], more[1]), _total(total[2], more[2])
            return total
        case Product(parts):
            product: _Quadratic = (Number(Fraction(1)), None, None)
            for part in parts:
                product = _quadratic_product(product, _quadratic(part, variable))
            return product
        case Quotient(above, below) if variable not in symbols(below):
            share = Quotient(Number(Fraction(1)), below)
            return _quadratic_product((share, None, None), _quadratic(above, variable))
        case Power(base, exponent) if exact_rational(exponent) == 2:
            inner = _quadratic(base, variable)
            return _quadratic_product(inner, inner)
        case _:
            raise ValueError("no quadratic polynomial")


def _quadratic_product(p: _Quadratic, q: _Quadratic) -> _Quadratic:
    if any(x is not None and y is not None for x, y in ((p[1], q[2]), (p[2], q[1]), (p[2], q[2]))):
        raise ValueError("no quadratic polynomial")
    linear = _total(_times(p[0], q[1]), _times(p[1], q[0]))
    square = _total(_total(_times(p[0], q[2]), _times(p[2], q[0])), _times(p[1], q[1]))
    return _times(p[0], q[0]), linear, square


def _times(a: Node | None, b: Node | None) -> Node | None:
    return None if a is None or b is None else Product((a, b))


def _total(a: Node | None, b: Node | None) -> Node | None:
    return b if a is None else a if b is None else Sum((a, b))
