"""f over a stretch as a polynomial in doubles with a proven bound of the error.

The coefficients are those of the Taylor series in the middle of the stretch, the error is Lagrange's remainder: both by
ball arithmetic (K. Makino, M. Berz, Taylor models and other validated functional inclusion methods, Int. J. Pure Appl.
Math. 4, 2003).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.language.tree import Node
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import Coefficients, enclosed_series
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.enclosures.blurred import blurred
from derivgui.model.numeric.enclosures.bounds import Bounds, around

ORDER = 6
PRECISION = 128
# What the rounding of the coefficients, of u and in Horner's rule lose at most, as shares of their sizes: k products
# and k + 1 sums, and k times what u is off.
ROUNDING: Array = 2.0**-53 * (2.0 + 10.0 * np.arange(ORDER, dtype=np.float64))
_NO_OTHERS: Mapping[str, Ball] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class TaylorModel:
    """f(middle + half·u) for u from -1 to 1.

    Attributes:
        start, end: the stretch.
        coefficients: float64 of shape (ORDER,), that of u^0 first.
        error: how far the polynomial is off at most; inf where nothing is known of it.
        bounds: of f on the whole stretch.
    """

    start: float
    end: float
    coefficients: Array
    error: float
    bounds: Bounds

    def values(self, u: Array) -> Array:
        """The polynomial."""
        found: Array = np.asarray(np.polynomial.polynomial.polyval(u, self.coefficients), dtype=float)
        return found

    def share(self, x: Array) -> Array:
        """The u of points of the stretch."""
        u: Array = (x - self.start) / (self.end - self.start) * 2.0 - 1.0
        return u

    def bulge(self, step: float) -> float:
        """How far the polynomial goes beyond the line between two points that lie ``step`` apart in u."""
        orders = np.arange(ORDER)
        bend = float((orders * (orders - 1) * np.absolute(self.coefficients)).sum())
        return step * step / 8 * bend


def taylor_model(tree: Node, variable: str, start: float, end: float) -> TaylorModel | None:
    """The model of a tree between two doubles; None where it is not proven to be analytic there."""
    with flint.ctx.workprec(PRECISION):
        wide = enclosed_series(tree, {variable: flint.arb(start).union(flint.arb(end))}, variable, ORDER)
        return None if wide is None else model_of(tree, variable, start, end, wide)


def blurred_model(tree: Node, variable: str, start: float, end: float) -> TaylorModel | None:
    """The same of a tree with steps, corners or waves, all of which are within its error; None where it has none."""
    with flint.ctx.workprec(PRECISION):
        open_tree, at = blurred(tree, variable, flint.arb(start).union(flint.arb(end)))
        wide = enclosed_series(open_tree, at, variable, ORDER) if len(at) > 1 else None
        return None if wide is None else model_of(open_tree, variable, start, end, wide, at)


def model_of(
    tree: Node, variable: str, start: float, end: float, wide: Coefficients, others: Mapping[str, Ball] = _NO_OTHERS
) -> TaylorModel | None:
    """The same from enclosures ``wide`` of f^(k)/k! on the whole stretch, k = 0 ... ORDER, in flint's precision.

    Other symbols of the tree may be any numbers in balls ``others``.
    """
    low, high = flint.arb(start), flint.arb(end)
    middle, half = (low + high) / 2, (high - low) / 2
    narrow = enclosed_series(tree, {**others, variable: middle}, variable, ORDER - 1)
    if narrow is None:
        return None
    scaled = [c * half**k for k, c in enumerate(narrow)]
    coefficients: Array = np.array([float(c.mid()) for c in scaled])
    if not np.isfinite(coefficients).all():
        return TaylorModel(start, end, np.zeros(ORDER), math.inf, around(wide[0]))
    remainder = sum((c.rad() for c in scaled), abs(wide[ORDER]) * half**ORDER)
    error = around(remainder).high + float((ROUNDING * np.absolute(coefficients)).sum())
    return TaylorModel(start, end, coefficients, error, around(wide[0]))
