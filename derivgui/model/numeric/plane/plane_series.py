"""Values, gradients and Hessians over boxes of the plane in ball arithmetic: enclosures with a proof.

The rules are those of ``ball_series``; only the arithmetic is another one: Taylor expansions of two variables to second
order. Where an enclosure is given, f is analytic on all of the box.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from derivgui.model.language.tree import Node, symbols
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import SeriesEvaluator
from derivgui.model.numeric.enclosures.balls import Ball

_Parts: TypeAlias = tuple[Ball, ...]


class PlaneJet:
    """f, f_x, f_y, f_xx, f_xy, f_yy as balls, by number; a constant has the first only.

    It offers what python-flint's ``arb_series`` offers, so that the same rules run on both.
    """

    __slots__ = ("parts",)

    def __init__(self, parts: _Parts) -> None:
        self.parts = parts

    def __getitem__(self, number: int) -> Ball:
        return self.parts[number] if number < len(self.parts) else self.parts[0] * 0

    def is_finite(self) -> bool:
        """Whether every part is."""
        return all(part.is_finite() for part in self.parts)

    def __neg__(self) -> PlaneJet:
        return PlaneJet(tuple(-part for part in self.parts))

    def __add__(self, other: PlaneJet | int) -> PlaneJet:
        long, short = _by_length(self, self._like(other))
        return PlaneJet(tuple(a + b for a, b in zip(long, short, strict=False)) + long[len(short) :])

    __radd__ = __add__

    def __sub__(self, other: PlaneJet | int) -> PlaneJet:
        return self + -other

    def __rsub__(self, other: int) -> PlaneJet:
        return -self + other

    def __mul__(self, other: PlaneJet | int) -> PlaneJet:
        u, v = _by_length(self, self._like(other))
        if len(v) == 1:
            return PlaneJet(tuple(v[0] * part for part in u))
        f, fx, fy, fxx, fxy, fyy = u
        g, gx, gy, gxx, gxy, gyy = v
        return PlaneJet(
            (
                f * g,
                fx * g + f * gx,
                fy * g + f * gy,
                fxx * g + 2 * fx * gx + f * gxx,
                fxy * g + fx * gy + fy * gx + f * gxy,
                fyy * g + 2 * fy * gy + f * gyy,
            )
        )

    __rmul__ = __mul__

    def __truediv__(self, other: PlaneJet | int) -> PlaneJet:
        below = self._like(other)
        inverse = 1 / below[0]
        square = inverse * inverse
        return self * below._composed(inverse, -square, 2 * square * inverse)

    def __rtruediv__(self, other: int) -> PlaneJet:
        return self._like(other) / self

    def _like(self, other: PlaneJet | int) -> PlaneJet:
        return other if isinstance(other, PlaneJet) else PlaneJet((self[0] * 0 + other,))

    def __pow__(self, n: int) -> PlaneJet:
        """Whole powers n >= 0, as narrow as they can be."""
        u = self[0]
        if n == 0:
            return PlaneJet((u * 0 + 1,))
        second = n * (n - 1) * _whole_power(u, n - 2) if n > 1 else u * 0
        return self._composed(_whole_power(u, n), n * _whole_power(u, n - 1), second)

    def sin(self) -> PlaneJet:
        """Sine."""
        sine, cosine = self[0].sin_cos()
        return self._composed(sine, cosine, -sine)

    def cos(self) -> PlaneJet:
        """Cosine."""
        sine, cosine = self[0].sin_cos()
        return self._composed(cosine, -sine, -cosine)

    def exp(self) -> PlaneJet:
        """Exponential."""
        u = self[0]
        # A wide ball's own exponential reaches below 0.
        power = u.exp() if u.is_exact() else u.lower().exp().union(u.upper().exp())
        return self._composed(power, power, power)

    def log(self) -> PlaneJet:
        """Natural logarithm."""
        inverse = 1 / self[0]
        return self._composed(self[0].log(), inverse, -inverse * inverse)

    def sqrt(self) -> PlaneJet:
        """Square root."""
        return self._by_series("sqrt")

    def tan(self) -> PlaneJet:
        """Tangent."""
        return self._by_series("tan")

    def asin(self) -> PlaneJet:
        """Inverse sine."""
        return self._by_series("asin")

    def acos(self) -> PlaneJet:
        """Inverse cosine."""
        return self._by_series("acos")

    def atan(self) -> PlaneJet:
        """Inverse tangent."""
        return self._by_series("atan")

    def _by_series(self, name: str) -> PlaneJet:
        coefficients = getattr(flint.arb_series([self[0], 1], prec=3), name)()
        return self._composed(coefficients[0], coefficients[1], 2 * coefficients[2])

    def _composed(self, value: Ball, first: Ball, second: Ball) -> PlaneJet:
        """g(f) from g, g' and g'' at f (chain rule)."""
        if len(self.parts) == 1:
            return PlaneJet((value,))
        _, fx, fy, fxx, fxy, fyy = self.parts
        return PlaneJet(
            (
                value,
                first * fx,
                first * fy,
                second * _whole_power(fx, 2) + first * fxx,
                second * fx * fy + first * fxy,
                second * _whole_power(fy, 2) + first * fyy,
            )
        )


def _by_length(u: PlaneJet, v: PlaneJet) -> tuple[_Parts, _Parts]:
    return (u.parts, v.parts) if len(u.parts) >= len(v.parts) else (v.parts, u.parts)


def _whole_power(u: Ball, n: int) -> Ball:
    """u^n for n >= 0 without the loss of a product of a ball with itself: x² over [-1, 1] is [0, 1]."""
    if n <= 1:
        return u if n else u * 0 + 1
    if u.is_exact():
        return u**n
    if n % 2 == 0:
        return (u.abs_lower() ** n).union(u.abs_upper() ** n)
    return (u.lower() ** n).union(u.upper() ** n)


class _PlaneEvaluator(SeriesEvaluator):
    """One tree over one box."""

    def __init__(self, at: Mapping[str, Ball], variables: tuple[str, str]) -> None:
        super().__init__(at, variables[0], 5, "balls")
        zero, one = self._flint.arb(0), self._flint.arb(1)
        x, y = variables
        self._symbols = {
            x: PlaneJet((at[x], one, zero, zero, zero, zero)),
            y: PlaneJet((at[y], zero, one, zero, zero, zero)),
        }

    def _narrowed(self, node: Node, series: Any) -> Any:
        """The range of a part as it is: this is no series in one variable."""
        return series

    def _constant(self, value: Any) -> PlaneJet:
        return PlaneJet((self._flint.arb(value),))

    def _symbol(self, name: str) -> PlaneJet:
        found = self._symbols.get(name)
        return found if found is not None else self._constant(self._flint.arb.nan())

    def _moves(self, node: Node) -> bool:
        return any(name in self._symbols for name in symbols(node))


def jet_over(tree: Node, variables: tuple[str, str], x: Ball, y: Ball) -> PlaneJet | None:
    """f, its gradient and its Hessian over a box, in flint's current precision.

    None where f is not proven analytic on all of it.
    """
    try:
        found: PlaneJet = _PlaneEvaluator({variables[0]: x, variables[1]: y}, variables).run(tree)
    except (ArithmeticError, ValueError):
        return None
    return found if found.is_finite() else None
