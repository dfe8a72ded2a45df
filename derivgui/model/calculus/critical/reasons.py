"""Why nothing is proven about a box: what may happen there to the function."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from derivgui.model.calculus.critical.boxes import BITS, Box
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import Ball, ball
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.suspects.suspects import KINDS, Suspect

Reason: TypeAlias = Literal["pole", "jump", "edge", "corner"]


def reason_of(function: PlaneFunction, box: Box) -> Reason | None:
    """The strongest of the suspicions on places in the box, None where there are none."""
    with flint.ctx.workprec(BITS):
        at = {
            name: flint.arb(low).union(flint.arb(high))
            for name, (low, high) in zip(function.variables, ((box.x0, box.x1), (box.y0, box.y1)), strict=True)
        }
        kinds = {suspect.kind for suspect, sub in function.suspects if _takes_level(suspect, ball(sub.concrete, at))}
    return next((kind for kind in KINDS if kind in kinds), None)


def _takes_level(suspect: Suspect, values: Ball) -> bool:
    if not values.is_finite():
        return True
    shifted = values - float(suspect.offset)
    if suspect.period is None:
        return bool(shifted.contains(0))
    turns = shifted / float(suspect.period)
    return bool(turns.contains_integer()) or not math.isfinite(float(turns.mid()))
