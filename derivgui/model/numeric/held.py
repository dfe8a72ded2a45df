"""Stretches on which doubles cannot tell a sub-function from its level, and what balls say there."""

from __future__ import annotations

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric import balls
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.suspects import Suspect

# So many neighbouring points of a grid make a stretch.
FEWEST = 4
# Uneven shares of a stretch at which balls are asked, with more and more bits.
SHARES = (0.2337, 0.5119, 0.7873)
BITS = (200, 800, 3200)


def runs(goal: Array, met: Truth) -> list[tuple[int, int]]:
    """First and last indices of runs of points that meet one goal."""
    same = met[1:] & met[:-1] & (goal[1:] == goal[:-1])
    edges = np.diff(np.concatenate(([0], same.astype(np.int8), [0])))
    pairs = zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True)
    return [(first, last) for first, last in pairs if last - first + 1 >= FEWEST]


def stays(suspect: Suspect, inner: RealFunction, start: float, end: float, goal: int) -> bool:
    """Whether balls cannot tell the sub-function from its level at several points either."""
    from derivgui.model.numeric.germs.numbers import ball, number_of

    level = suspect.level(goal)
    for share in SHARES:
        x = start + share * (end - start)
        for bits in BITS:
            with flint.ctx.workprec(bits):
                try:
                    gap = balls.ball(inner.program.tree, {inner.variable: flint.arb(x)}) - ball(number_of(level))
                except (ValueError, ZeroDivisionError, OverflowError):
                    return False
                # A step of a step is on its level, and not only near.
                if not gap.is_finite() or gap.is_zero() or gap > 0 or gap < 0:
                    return False
    return True
