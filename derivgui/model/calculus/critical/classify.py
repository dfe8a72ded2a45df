"""What kind of critical point: by the Hessian, and where that decides nothing by what f does around the point."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from derivgui.model.calculus.critical.boxes import Prover, box_around
from derivgui.model.calculus.critical.points import CriticalPoint, Kind, Nature, Status
from derivgui.model.calculus.critical.refine import BITS, LARGEST_DENOMINATOR, LOST, NEAR, Refined, is_exact_zero
from derivgui.model.language.tree import Negative, Node, Number, Product, Sum, Symbol, substitute
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import exact_series
from derivgui.model.numeric.plane.plane_function import LINE_VARIABLES, PlaneFunction
from derivgui.model.numeric.plane.plane_series import PlaneJet
from derivgui.model.numeric.viewport import Viewport

# Half widths of the boxes in which a point is proven to be alone, relative to the window; the largest first.
RADII = (0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10)
ROUNDING_STEPS = 4.0
# Eigenvalues so small beside the usual bends in the window are those of a degenerate point, rounded.
SINGULAR = 1e-20
HIGHEST_ORDER = 8
_DIRECTIONS = ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2), (3, 1), (1, 3), (3, -1), (1, -3))
_BENDS = tuple(sign * Fraction(size, 4) for size in (1, 2, 3, 4, 6, 8, 12) for sign in (1, -1))
# Speeds and bends of the curves t -> p + (speed + bend t) t.
CURVES = (
    *(((Fraction(p), Fraction(q)), (Fraction(0), Fraction(0))) for p, q in _DIRECTIONS),
    *(((Fraction(1), Fraction(0)), (Fraction(0), bend)) for bend in _BENDS),
    *(((Fraction(0), Fraction(1)), (bend, Fraction(0))) for bend in _BENDS),
)
# Circles around a degenerate point on which its surroundings are looked at, relative to the window.
CIRCLES = (1e-2, 3e-3, 1e-3)
AROUND = 720


def classified(
    prover: Prover, function: PlaneFunction, found: Refined, view: Viewport, usual_slope: float
) -> tuple[CriticalPoint, float]:
    """The point with its kind, and the largest relative half width in which it is proven to be alone (0 if none)."""
    kind, eigenvalues = _by_hessian(found.around)
    value = _number(found.around[0])
    alone = 0.0 if kind == "degenerate" else _alone(prover, found, view)
    if alone and _is_within_rounding(prover, found, view):
        return CriticalPoint(found.x, found.y, value, kind, "proven", eigenvalues), alone
    usual_bend = usual_slope / max(view.x1 - view.x0, view.y1 - view.y0)
    if kind != "degenerate" and min(map(abs, eigenvalues)) > SINGULAR * usual_bend:
        return CriticalPoint(found.x, found.y, value, kind, "numerical", eigenvalues), 0.0
    large = max(eigenvalues, key=abs)
    eigenvalues = (min(large, 0.0), max(large, 0.0)) if abs(large) > SINGULAR * usual_bend else (0.0, 0.0)
    kind = "degenerate"
    exact = is_exact_zero(function, found.x, found.y) and _is_singular_exactly(found.jet)
    status: Status = "proven" if exact else "numerical"
    nature = _nature(function, found, view)
    x, y = _tidy(found.x, view.x1 - view.x0), _tidy(found.y, view.y1 - view.y0)
    return CriticalPoint(x, y, value, kind, status, eigenvalues, nature), 0.0


def _tidy(coordinate: float, size: float) -> float:
    """0 where it is no more than the steps that Newton's method makes at a degenerate point."""
    return 0.0 if abs(coordinate) <= LOST * size else coordinate


def _by_hessian(jet: PlaneJet) -> tuple[Kind, tuple[float, float]]:
    """The kind as far as the enclosed Hessian is certain of it, and its eigenvalues."""
    a, b, d = jet[3], jet[4], jet[5]
    with flint.ctx.workprec(BITS):
        determinant = a * d - b * b
        if determinant < 0:
            return "saddle", _eigenvalues(a.mid(), b.mid(), d.mid())
        if determinant > 0:
            return ("minimum" if a > 0 else "maximum"), _eigenvalues(a.mid(), b.mid(), d.mid())
        sizes = sorted((_number(a + d), 0.0))
        return "degenerate", (sizes[0], sizes[1])


def _eigenvalues(a: Any, b: Any, d: Any) -> tuple[float, float]:
    """Ascending; the smaller in size as the determinant over the larger, so that it keeps its digits."""
    middle, half = (a + d) / 2, (((a - d) / 2) ** 2 + b * b).sqrt()
    large = middle + half if middle >= 0 else middle - half
    pair = sorted((float(large.mid()), float(((a * d - b * b) / large).mid())))
    return pair[0], pair[1]


def _number(ball: Any) -> float:
    """The middle of a ball, 0 where it contains 0."""
    return 0.0 if ball.contains(0) else float(ball.mid())


def _alone(prover: Prover, found: Refined, view: Viewport) -> float:
    width, height = view.x1 - view.x0, view.y1 - view.y0
    for radius in RADII:
        if prover.is_unique_in(box_around(found.x, found.y, radius * width, radius * height)):
            return radius
    return 0.0


def _is_within_rounding(prover: Prover, found: Refined, view: Viewport) -> bool:
    """Whether a critical point is proven to be within a few units of rounding."""
    rx, ry = (
        ROUNDING_STEPS * math.ulp(place) + NEAR * size
        for place, size in ((found.x, view.x1 - view.x0), (found.y, view.y1 - view.y0))
    )
    return prover.is_unique_in(box_around(found.x, found.y, rx, ry), BITS)


def _is_singular_exactly(jet: PlaneJet) -> bool:
    determinant = jet[3] * jet[5] - jet[4] * jet[4]
    return bool(determinant.is_zero())


def _nature(function: PlaneFunction, found: Refined, view: Viewport) -> Nature:
    """Neither where f goes up and down from the point; an extremum where circles around it show one."""
    signs = _signs_along_curves(function, found)
    if signs >= {1, -1}:
        return "neither"
    return _seen_on_circles(function, found, view)


def _signs_along_curves(function: PlaneFunction, found: Refined) -> set[int]:
    """The signs that f - f(p) certainly takes near p on lines and parabolas, by exact Taylor coefficients.

    Lines are not enough: (y - x²)(y - 2x²) has a minimum at 0 on each of them, and none in the plane.
    """
    place = [Fraction(number).limit_denominator(LARGEST_DENOMINATOR) for number in (found.x, found.y)]
    if any(float(exact) != number for exact, number in zip(place, (found.x, found.y), strict=True)):
        return set()
    t = next(name for name in LINE_VARIABLES if name not in function.variables)
    signs: set[int] = set()
    for speeds, bends in CURVES:
        curve = {
            name: Sum((_exact(start), Product((Sum((_exact(speed), Product((_exact(bend), Symbol(t))))), Symbol(t)))))
            for name, start, speed, bend in zip(function.variables, place, speeds, bends, strict=True)
        }
        coefficients = exact_series(substitute(function.concrete, dict(curve)), {t: Fraction(0)}, t, HIGHEST_ORDER)
        if coefficients is None:
            return signs
        order = next((k for k in range(1, HIGHEST_ORDER + 1) if coefficients[k] != 0), 0)
        if order:
            sign = 1 if coefficients[order] > 0 else -1
            signs |= {sign} if order % 2 == 0 else {1, -1}
    return signs


def _exact(value: Fraction) -> Node:
    return Negative(Number(-value)) if value < 0 else Number(value)


def _seen_on_circles(function: PlaneFunction, found: Refined, view: Viewport) -> Nature:
    angles = np.linspace(0.0, 2.0 * np.pi, AROUND, endpoint=False)
    seen = set()
    for radius in CIRCLES:
        x = found.x + radius * (view.x1 - view.x0) * np.cos(angles)
        y = found.y + radius * (view.y1 - view.y0) * np.sin(angles)
        values = function(x, y)
        higher = values - function.at(found.x, found.y)
        noise = 4.0 * function.value_spread(x, y)
        if (higher > noise).all():
            seen.add("minimum")
        elif (higher < -noise).all():
            seen.add("maximum")
        elif (higher > noise).any() and (higher < -noise).any():
            seen.add("neither")
        else:
            return ""
    natures: tuple[Nature, ...] = ("minimum", "maximum", "neither")
    return next((nature for nature in natures if seen == {nature}), "")
