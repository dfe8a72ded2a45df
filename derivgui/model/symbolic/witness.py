"""A derivative that was found by algebra, held against automatic differentiation at random points.

Jets come from the tree by Taylor arithmetic on doubles and share no line with the rules. Where doubles differ, a
difference quotient of balls decides.
"""

from __future__ import annotations

import math
import random
from typing import Literal, TypeAlias

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.language.tree import Node, symbols
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures import balls

Status: TypeAlias = Literal["proven", "numerical", "not determined"]

POINTS = 40
ENOUGH = 3
TOLERANCE = 1e-8
BITS = 200
# Half of the points near 0, the others far enough to meet logarithms and inverse functions.
RANGES = ((-1.0, 1.0), (-6.0, 6.0), (1.0, 40.0), (-200.0, 200.0))


class RefutedError(ArithmeticError):
    """The two differ at a point."""


def agree(tree: Node, derivative: Node, by: tuple[str, ...], variables: tuple[str, ...]) -> Status:
    """Whether ``derivative`` is the partial derivative of ``tree`` by ``by``, one or two variables.

    "numerical" where at least three random points agree and none differs, "not determined" where there are not so many.

    Raises:
        RefutedError: where the two differ.
    """
    at = _points(tuple(dict.fromkeys((*symbols(tree), *by))))
    expected = _by_jets(Program(tree, variables), at, by)
    found = Program(derivative, variables).value(at)
    both = np.isfinite(expected) & np.isfinite(found)
    scale = np.maximum(1.0, np.abs(expected))
    differs = np.flatnonzero(both & (np.abs(found - expected) > TOLERANCE * scale))
    if any(not _same_in_balls(tree, derivative, {name: float(v[k]) for name, v in at.items()}, by) for k in differs):
        raise RefutedError
    return "numerical" if int(both.sum()) - len(differs) >= ENOUGH else "not determined"


def _points(names: tuple[str, ...]) -> dict[str, Array]:
    dice = random.Random(20)
    share = POINTS // len(RANGES)
    return {name: np.array([dice.uniform(*RANGES[k // share]) for k in range(share * len(RANGES))]) for name in names}


def _by_jets(program: Program, at: dict[str, Array], by: tuple[str, ...]) -> Array:
    if len(by) == 1:
        slope: Array = program.jet(at, {by[0]: 1.0}, 1)[1]
        return slope
    second: Array = 2 * program.jet(at, {by[0]: 1.0}, 2)[2]
    if by[0] == by[1]:
        return second
    # f_xy from the second derivatives along x, y and x + y.
    along_y = 2 * program.jet(at, {by[1]: 1.0}, 2)[2]
    along_both = 2 * program.jet(at, {by[0]: 1.0, by[1]: 1.0}, 2)[2]
    mixed: Array = (along_both - second - along_y) / 2
    return mixed


def _same_in_balls(tree: Node, derivative: Node, at: dict[str, float], by: tuple[str, ...]) -> bool:
    """Whether doubles only lost digits: the same by a central difference with the step 2^-200, or no value there."""
    import flint

    with flint.ctx.workprec(8 * BITS):
        step = flint.arb(2) ** -BITS
        try:
            found = balls.ball(derivative, _exact(at))
            quotient = _quotient(tree, _exact(at), by, step)
        except (ValueError, ZeroDivisionError, OverflowError):
            return True
        if not (found.is_finite() and quotient.is_finite()):
            return True
        gap = abs(found - quotient)
        return bool(gap <= 1e-12 * max(1.0, math.fabs(float(found.mid()))))


def _exact(at: dict[str, float]) -> dict[str, balls.Ball]:
    import flint

    return {name: flint.arb(value) for name, value in at.items()}


def _quotient(tree: Node, at: dict[str, balls.Ball], by: tuple[str, ...], step: balls.Ball) -> balls.Ball:
    """Central difference, by each variable in turn."""
    if not by:
        return balls.ball(tree, at)
    first, *others = by
    up, down = ({**at, first: at[first] + h} for h in (step, -step))
    return (_quotient(tree, up, tuple(others), step) - _quotient(tree, down, tuple(others), step)) / (2 * step)
