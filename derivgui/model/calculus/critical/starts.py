"""Candidates for critical points in double precision: Newton's method from every node of a grid at once."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport

NODES = 41
STEPS = 24
# In cells of the grid: no step is longer, so that each start finds what is near it.
LONGEST_STEP = 1.5
EXTRAPOLATED = 4
SHARES = (0.4, 0.97)
# A linear convergence, towards a degenerate point, comes as near as this.
CREEPING = 1e-2
SAME = 1e-3
# Changes so small beside the values are rounding.
ROUNDING = 1e-13
# Relative to the usual slope; at a flat point Newton leaves as much.
VANISHING = 1e-4
# Relative to the larger one: an eigenvalue so small is taken for 0.
SINGULAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Points that may be critical, the surest first.

    Attributes:
        points: shape ``(n, 2)``; some may be missing, and some be none.
        usual_slope: median of the gradient's length over the window.
        level: f is constant on a region.
        cell: width and height of a cell of the grid of starts.
    """

    points: Array
    usual_slope: float
    level: bool
    cell: Array


def newton_candidates(function: PlaneFunction, view: Viewport) -> Generator[None, None, Candidates]:
    """Where Newton's method leads from a grid over the window; it pauses after every step."""
    cell = np.array([view.x1 - view.x0, view.y1 - view.y0]) / (NODES - 1)
    grid = np.meshgrid(np.linspace(view.x0, view.x1, NODES), np.linspace(view.y0, view.y1, NODES))
    points = np.stack([axis.ravel() for axis in grid], axis=1)
    level, usual = False, 0.0
    length = np.full(len(points), np.inf)
    for number in range(STEPS):
        gradient, hessian = derivatives(function, points)
        if number == 0:
            still = (gradient == 0).all(axis=0) & (hessian == 0).all(axis=(0, 1))
            usual = _median(np.hypot(*gradient))
            still |= usual * np.hypot(*cell) < ROUNDING * _median(np.absolute(function(*points.T)))
            level = bool(still.sum() > NODES)
            points, gradient, hessian = points[~still], gradient[:, ~still], hessian[:, :, ~still]
            length = length[~still]
        step = least_step(gradient, hessian)
        last, length = length, np.hypot(*(step / cell).T)
        stretch = _stretch(length, last) if number % EXTRAPOLATED == EXTRAPOLATED - 1 else 1.0
        stretch = np.minimum(stretch, LONGEST_STEP / np.maximum(length, 1e-300))
        points = points + step * stretch[:, None]
        kept = np.isfinite(points).all(axis=1) & _is_near(points, view, cell)
        points, length = points[kept], length[kept]
        yield
    slopes = np.hypot(*function.gradient(*points.T)) if len(points) else np.empty(0)
    kept = (length < CREEPING) & (slopes <= VANISHING * usual)
    points = points[kept][np.argsort(length[kept])]
    return Candidates(_distinct(points, cell * SAME), usual, level, cell)


def _stretch(length: Array, last: Array) -> Array:
    """By how much a step is too short where each is the same share of the one before: towards a degenerate point."""
    with np.errstate(all="ignore"):
        shares = length / last
    creeping = (shares > SHARES[0]) & (shares < SHARES[1])
    stretch: Array = np.where(creeping, 1.0 / (1.0 - np.where(creeping, shares, 0.0)), 1.0)
    return stretch


def _median(numbers: Array) -> float:
    known = numbers[np.isfinite(numbers) & (numbers > 0)]
    return float(np.median(known)) if known.size else 0.0


def derivatives(function: PlaneFunction, points: Array) -> tuple[Array, Array]:
    """Gradients and Hessians at points ``(n, 2)``, shapes ``(2, n)`` and ``(2, 2, n)``."""
    x, y = points.T
    return function.gradient(x, y), function.hessian(x, y)


def least_step(gradient: Array, hessian: Array) -> Array:
    """The shortest Newton step -H⁺g, shape ``(n, 2)``: along a line of critical points none is made; NaN if unknown."""
    a, b, d = hessian[0, 0], hessian[0, 1], hessian[1, 1]
    with np.errstate(all="ignore"):
        angle = 0.5 * np.arctan2(2.0 * b, a - d)
        axes = np.stack([np.stack([np.cos(angle), np.sin(angle)]), np.stack([-np.sin(angle), np.cos(angle)])])
        bends = np.stack(
            [(axis * np.stack([a * axis[0] + b * axis[1], b * axis[0] + d * axis[1]])).sum(0) for axis in axes]
        )
        largest = np.absolute(bends).max(axis=0)
        slopes = (axes * gradient[None]).sum(axis=1)
        parts = np.where(np.absolute(bends) > SINGULAR * largest, -slopes / bends, 0.0)
        step: Array = (parts[:, None, :] * axes).sum(axis=0).T
    step[~np.isfinite(a + b + d)] = np.nan
    return step


def _is_near(points: Array, view: Viewport, cell: Array) -> Truth:
    """In the window or a step beside it."""
    low, high = np.array([view.x0, view.y0]) - 2 * cell, np.array([view.x1, view.y1]) + 2 * cell
    near: Truth = ((points >= low) & (points <= high)).min(axis=1)
    return near


def _distinct(points: Array, apart: Array) -> Array:
    """One of all that are nearer to each other than ``apart``, the first of them."""
    kept: list[Array] = []
    seen: dict[tuple[int, int], list[Array]] = {}
    for point in points:
        i, j = (int(number) for number in np.floor(point / apart))
        near = (other for di in (-1, 0, 1) for dj in (-1, 0, 1) for other in seen.get((i + di, j + dj), ()))
        if any(bool((np.absolute(other - point) < apart).all()) for other in near):
            continue
        seen.setdefault((i, j), []).append(point)
        kept.append(point)
    return np.array(kept).reshape(-1, 2)
