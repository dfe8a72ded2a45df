"""A^n - B^n = (A - B)(A^(n-1) + A^(n-2) B + … + B^(n-1)): the second factor, written out or by halves."""

from __future__ import annotations

from derivgui.model.language.tree import Node
from derivgui.model.symbolic.derivation import build

WRITTEN_OUT = 6


def sum_of_powers(a: Node, b: Node, n: int) -> Node:
    """(A^n - B^n)/(A - B) as a sum of n terms, for large n as a short product."""
    return _by_halves(a, b, n) if n > WRITTEN_OUT else _all(a, b, n)


def _all(a: Node, b: Node, n: int) -> Node:
    return build.total(*(build.product(build.power(a, n - 1 - i), build.power(b, i)) for i in range(n)))


def _by_halves(a: Node, b: Node, n: int) -> Node:
    """By A^2m - B^2m = (A^m - B^m)(A^m + B^m), and A^(n+1) - B^(n+1) = A (A^n - B^n) + B^n (A - B)."""
    if n <= 3:
        return _all(a, b, n)
    if n % 2:
        return build.total(build.product(a, _by_halves(a, b, n - 1)), build.power(b, n - 1))
    half = n // 2
    return build.product(_by_halves(a, b, half), build.total(build.power(a, half), build.power(b, half)))
