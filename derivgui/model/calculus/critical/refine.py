"""Critical points to the last bit of a double: Newton's method in ball arithmetic with many digits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivgui.model.calculus.critical.boxes import Prover
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import exact_series
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.plane.plane_series import PlaneJet
from derivgui.model.numeric.viewport import Viewport

BITS = 320
MOST_STEPS = 120
# Relative to the window: steps so short are done, and longer ones lead nowhere.
SETTLED = 1e-30
LOST = 1e-12
NEAR = 1e-27
# A slope so small beside the usual one in the window is 0, as far as so many digits tell.
VANISHING = 1e-30
# Towards a degenerate point each step is the same share of the one before; their sum is known then.
EXTRAPOLATED = 3
SHARES = (0.2, 0.97)
LARGEST_DENOMINATOR = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Refined:
    """A place where the gradient vanishes to many digits.

    Attributes:
        x, y: the nearest doubles.
        jet: f and its derivatives at the place itself.
        around: the same over the small box in which Newton's method has settled; ``jet`` where f is not analytic there.
    """

    x: float
    y: float
    jet: PlaneJet
    around: PlaneJet


def refined(prover: Prover, x: float, y: float, view: Viewport, usual_slope: float) -> Refined | None:
    """The critical point that Newton's method leads to from (x, y); None where it leads out of the window or nowhere.

    ``usual_slope`` is a typical length of the gradient in the window, against which 0 is told.
    """
    size = view.x1 - view.x0, view.y1 - view.y0
    with flint.ctx.workprec(BITS):
        px, py = flint.arb(x), flint.arb(y)
        last = math.inf
        for number in range(1, MOST_STEPS + 1):
            jet = prover.jet(px, py)
            step = None if jet is None else _step(jet)
            if step is None:
                break
            length = max(float(abs(step[k]).mid()) / size[k] for k in (0, 1))
            stretch = _stretch(length / last) if number % EXTRAPOLATED == 0 and last else 1.0
            px, py, last = (px + stretch * step[0]).mid(), (py + stretch * step[1]).mid(), length
            if not (abs(px - x) < size[0] and abs(py - y) < size[1]):
                return None
            if length < SETTLED:
                break
        else:
            if last > LOST:
                return None
        return _settled(prover, px, py, size, usual_slope)


def _stretch(share: float) -> float:
    return 1.0 / (1.0 - share) if SHARES[0] < share < SHARES[1] else 1.0


def _step(jet: PlaneJet) -> tuple[Ball, Ball] | None:
    """-H⁻¹ g; None where the gradient is 0 or H has no inverse."""
    _, gx, gy, a, b, d = (jet[k] for k in range(6))
    if gx.is_zero() and gy.is_zero():
        return None
    determinant = a * d - b * b
    if determinant.contains(0):
        return None
    return (b * gy - d * gx) / determinant, (b * gx - a * gy) / determinant


def _settled(prover: Prover, px: Ball, py: Ball, size: tuple[float, float], usual_slope: float) -> Refined | None:
    """The place, or the simple one next to it, if the gradient vanishes there."""
    simple = [flint.arb(_simple(float(p), length)) for p, length in zip((px, py), size, strict=True)]
    for at in ((simple[0], simple[1]), (px, simple[1]), (simple[0], py), (px, py)):
        jet = prover.jet(*at)
        if jet is not None and all(bool(abs(jet[k]) <= VANISHING * usual_slope) for k in (1, 2)):
            around = prover.jet(*(flint.arb(p.mid(), NEAR * length) for p, length in zip(at, size, strict=True)))
            return Refined(float(at[0]) + 0.0, float(at[1]) + 0.0, jet, around or jet)
    return None


def _simple(value: float, size: float) -> Any:
    """A short fraction that a coordinate may mean, as flint's."""
    near = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    chosen = near if abs(near - Fraction(value)) <= Fraction(size) / 10**9 else Fraction(value)
    return flint.fmpq(chosen.numerator, chosen.denominator)


def is_exact_zero(function: PlaneFunction, x: float, y: float) -> bool:
    """Whether both partial derivatives are exactly 0 at the simple fractions that the doubles mean."""
    at = {
        name: Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
        for name, value in zip(function.variables, (x, y), strict=True)
    }
    if any(float(number) != value for number, value in zip(at.values(), (x, y), strict=True)):
        return False
    for name in function.variables:
        coefficients = exact_series(function.concrete, at, name, 1)
        if coefficients is None or coefficients[1] != 0:
            return _is_zero_by_balls(function, at)
    return True


def _is_zero_by_balls(function: PlaneFunction, at: dict[str, Fraction]) -> bool:
    """The same for trees with more than arithmetic in them, where each term is exactly 0."""
    with flint.ctx.workprec(BITS):
        x, y = (flint.arb(flint.fmpq(number.numerator, number.denominator)) for number in at.values())
        jet = Prover(function).jet(x, y)
    return jet is not None and bool(jet[1].is_zero()) and bool(jet[2].is_zero())
