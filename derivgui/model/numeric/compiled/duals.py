"""Functions of two numbers that give a value and both slopes, made from one another: what a compiled tree consists of.

The tree is walked once, when it is compiled. u and v are the values of the parts, c is a number.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from derivgui.model.language import series
from derivgui.model.language.relations import RELATIONS
from derivgui.model.language.series import Series
from derivgui.model.numeric.compiled.scalar_rules import Rule

# A value, its slope by the first variable, its slope by the second; NaN where there is none.
Dual: TypeAlias = tuple[float, float, float]
Run: TypeAlias = Callable[[float, float], Dual]
# Whether it holds, is undefined, and may change its truth along the first and along the second direction.
Condition: TypeAlias = Callable[[float, float], tuple[bool, bool, bool, bool]]

NAN = math.nan
_UNDEFINED: Dual = (NAN, NAN, NAN)


def first(x: float, y: float) -> Dual:
    """The first variable."""
    return x, 1.0, 0.0


def second(x: float, y: float) -> Dual:
    """The second variable."""
    return y, 0.0, 1.0


def constantly(value: float) -> Run:
    """A number that varies with neither."""
    return lambda x, y: (value, 0.0, 0.0)


def negate(inner: Run) -> Run:
    """-u."""

    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        return -u, -ux, -uy

    return run


def shift(inner: Run, constant: float) -> Run:
    """u + c."""

    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        return u + constant, ux, uy

    return run


def scale(inner: Run, constant: float) -> Run:
    """c u."""

    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        return constant * u, constant * ux, constant * uy

    return run


def add(left: Run, right: Run) -> Run:
    """u + v."""

    def run(x: float, y: float) -> Dual:
        u, ux, uy = left(x, y)
        v, vx, vy = right(x, y)
        return u + v, ux + vx, uy + vy

    return run


def subtract(left: Run, right: Run) -> Run:
    """u - v."""

    def run(x: float, y: float) -> Dual:
        u, ux, uy = left(x, y)
        v, vx, vy = right(x, y)
        return u - v, ux - vx, uy - vy

    return run


def multiply(left: Run, right: Run) -> Run:
    """u v."""

    def run(x: float, y: float) -> Dual:
        u, ux, uy = left(x, y)
        v, vx, vy = right(x, y)
        return u * v, u * vx + ux * v, u * vy + uy * v

    return run


def add_all(runs: list[Run]) -> Run:
    """u + v + …, without a call inside a call for each."""
    first, *rest = runs

    def run(x: float, y: float) -> Dual:
        w, wx, wy = first(x, y)
        for each in rest:
            u, ux, uy = each(x, y)
            w, wx, wy = w + u, wx + ux, wy + uy
        return w, wx, wy

    return run


def multiply_all(runs: list[Run]) -> Run:
    """u v …, without a call inside a call for each."""
    first, *rest = runs

    def run(x: float, y: float) -> Dual:
        w, wx, wy = first(x, y)
        for each in rest:
            u, ux, uy = each(x, y)
            w, wx, wy = w * u, w * ux + wx * u, w * uy + wy * u
        return w, wx, wy

    return run


def divide(above: Run, below: Run) -> Run:
    """u/v, undefined where v = 0."""

    def run(x: float, y: float) -> Dual:
        v, vx, vy = below(x, y)
        if v == 0.0:
            return _UNDEFINED
        u, ux, uy = above(x, y)
        w = u / v
        return w, (ux - vx * w) / v, (uy - vy * w) / v

    return run


def zeroth_power(base: Run, is_constant: bool) -> Run:
    """u^0: 1 wherever u is defined; 0^0 typed as constants is undefined."""

    def run(x: float, y: float) -> Dual:
        u = base(x, y)[0]
        return _UNDEFINED if u != u or (is_constant and u == 0.0) else (1.0, 0.0, 0.0)

    return run


def whole_power(base: Run, n: int) -> Run:
    """u^n for n >= 1, the slopes by repeated squaring: exact structure also where u = 0."""
    if n == 1:
        return base
    if n == 2:
        return _square(base)

    def run(x: float, y: float) -> Dual:
        u, ux, uy = base(x, y)
        squared, left = (u, ux, uy), n
        slopes: Dual | None = None
        while left:
            v, vx, vy = squared
            if left & 1:
                if slopes is None:
                    slopes = squared
                else:
                    w, wx, wy = slopes
                    slopes = w * v, w * vx + wx * v, w * vy + wy * v
            left >>= 1
            if left:
                squared = v * v, 2.0 * v * vx, 2.0 * v * vy
        return (_power_value(u, n), *slopes[1:]) if slopes is not None else _UNDEFINED

    return run


def _square(base: Run) -> Run:
    def run(x: float, y: float) -> Dual:
        u, ux, uy = base(x, y)
        return u * u, 2.0 * u * ux, 2.0 * u * uy

    return run


def _power_value(u: float, n: int) -> float:
    try:
        return float(u**n)
    except OverflowError:
        return math.inf if u > 0 or n % 2 == 0 else -math.inf


def unary(rule: Rule, inner: Run, varies: tuple[bool, bool]) -> Run:
    """The chain rule; a direction in which the argument does not vary has slope 0, also at a corner."""
    by_x, by_y = varies

    def run(x: float, y: float) -> Dual:
        u, ux, uy = inner(x, y)
        w, rate = rule(u)
        return w, rate * ux if by_x else 0.0, rate * uy if by_y else 0.0

    return run


def by_series(rule: Callable[..., Series], inner: list[Run], varies: list[tuple[bool, bool]]) -> Run:
    """The catalogue's own rule, once for each direction in which an argument varies."""
    directions = [direction for direction in (0, 1) if any(flags[direction] for flags in varies)]

    def run(x: float, y: float) -> Dual:
        duals = [each(x, y) for each in inner]
        value, slopes = NAN, [0.0, 0.0]
        with np.errstate(all="ignore"):
            for direction in directions:
                arguments = [
                    [np.asarray(c) for c in ((dual[0], dual[1 + direction]) if flags[direction] else dual[:1])]
                    for dual, flags in zip(duals, varies, strict=True)
                ]
                found = series.padded(rule(*arguments), 2)
                value, slopes[direction] = float(found[0]), float(found[1])
        return value, slopes[0], slopes[1]

    return run


def piecewise(branches: list[tuple[Condition | None, Run]]) -> Run:
    """The first branch that holds; undefined where one that is asked before is."""

    def run(x: float, y: float) -> Dual:
        joint_x = joint_y = False
        for condition, value in branches:
            holds = True
            if condition is not None:
                holds, undefined, at_x, at_y = condition(x, y)
                if undefined:
                    return _UNDEFINED
                joint_x, joint_y = joint_x or at_x, joint_y or at_y
            if holds:
                w, wx, wy = value(x, y)
                # On a joint the tree alone does not decide: both sides must be asked.
                return w, NAN if joint_x else wx, NAN if joint_y else wy
        return _UNDEFINED

    return run


def comparison(parts: list[tuple[Run, tuple[bool, bool]]], relations: tuple[str, ...]) -> Condition:
    """Whether a chain holds, is undefined, and may change its truth along each direction."""

    def run(x: float, y: float) -> tuple[bool, bool, bool, bool]:
        values = [part(x, y)[0] for part, _ in parts]
        holds, joint_x, joint_y = True, False, False
        undefined = any(map(math.isnan, values))
        for number, relation in enumerate(relations):
            left, right = values[number], values[number + 1]
            holds = holds and RELATIONS[relation](left, right)
            if left == right:
                # Which of two numbers is larger that are both too large is not known.
                undefined = undefined or math.isinf(left)
                (left_x, left_y), (right_x, right_y) = parts[number][1], parts[number + 1][1]
                joint_x, joint_y = joint_x or left_x or right_x, joint_y or left_y or right_y
        return holds, undefined, joint_x, joint_y

    return run
