"""One-sided quotients at steps far below the scale of a lens: does the curve leave the point with a slope?

Numbers, not proofs: a few quotients at steps that shrink by factors of many millions. They settle, they grow without
end, they jump about, or the curve does not even reach the point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.nearby.lens import LEVELS, NARROW_BITS, Lens
from derivgui.model.numeric.wide import Wide, in_one_unit, nearest

SideKind: TypeAlias = Literal["slope", "vertical", "gap", "restless", "missing", "unclear"]

# Uneven steps, so that they do not fall into step with an oscillation: t 2^exponent in units of the scale.
STEPS = ((1.0, -120), (0.83, -146), (0.61, -171), (0.93, -197), (0.71, -222), (0.87, -248))
BITS = 260
SETTLED = 1e-9
# Steps that shrink by 2^25 make a power of them shrink at least so.
CONVERGING = 0.8
GROWING = 0.5
# A quotient that shrinks so much while the step shrinks by 2^128 goes to 0.
VANISHING = 1e6
STEEP = 10.0
# A gap stays the same while the step shrinks.
CONSTANT = 1e-6


@dataclass(frozen=True, slots=True)
class Side:
    """How the curve leaves the point on one side.

    Attributes:
        kind: "slope"; "vertical" (quotients grow without end); "gap" (the curve does not reach the point); "restless"
            (quotients never settle); "missing" (undefined there); "unclear".
        slope: limit of the quotients, ±infinity where vertical and at a gap, NaN where there is none.
        quotient: a ball of the quotient at the first of the steps, where that is the slope to many digits; else None.
    """

    kind: SideKind
    slope: float = math.nan
    quotient: Ball | None = None


def side(lens: Lens, sign: float) -> Side:
    """How the curve leaves the centre of the lens to the right (sign 1) or to the left (sign -1)."""
    for level in range(1, len(LEVELS)):
        bits = lens.bits(level) + level * BITS
        with lens.working(bits):
            rises = [lens.difference(sign * t, bits, exponent) for t, exponent in STEPS]
            known = [rise for rise in rises if rise is not None]
            if len(known) < len(STEPS):
                # Undecided deserves a closer look; undefined stays so.
                if level > 1:
                    return Side("missing")
                continue
            if _is_constant(known):
                return Side("gap", math.copysign(math.inf, sign * float(known[-1].mid())))
            lengths = [lens.step(sign * t, exponent) for t, exponent in STEPS]
            quotients = [rise / length for rise, length in zip(known, lengths, strict=True)]
            if all(_is_narrow(quotient) for quotient in quotients):
                return _judged(quotients)
    return Side("unclear")


def _is_narrow(quotient: Ball) -> bool:
    return float(quotient.rad()) <= SETTLED / 4 or quotient.rel_accuracy_bits() >= NARROW_BITS


def _is_constant(rises: list[Ball]) -> bool:
    last, before = rises[-1], rises[-2]
    return not last.contains(0) and bool(abs(last - before) < abs(last) * CONSTANT)


def _judged(quotients: list[Ball]) -> Side:
    """Also where no double holds them: in units of the last."""
    numbers = [nearest(quotient) for quotient in quotients]
    if not isinstance(numbers[-1], Wide) or math.isfinite(numbers[-1]):
        return _judge(numbers, quotients[0])
    scaled = _judge(in_one_unit(numbers)[1], quotients[0])
    if scaled.kind == "slope" and scaled.quotient is not None:
        return Side("slope", numbers[0], quotients[0])
    return Side("vertical", numbers[-1])


def _judge(numbers: list[float], first: Ball) -> Side:
    last = numbers[-1]
    if math.isinf(last):
        return Side("vertical", last)
    if not all(map(math.isfinite, numbers)):
        return Side("unclear")
    changes = [b - a for a, b in pairwise(numbers)]
    scale = 1.0 + abs(last)
    if abs(last) * VANISHING <= abs(numbers[0]) <= SETTLED:
        return Side("slope", 0.0, first * 0)
    if max(map(abs, changes)) <= SETTLED * scale:
        return Side("slope", float(first.mid()), first)
    if abs(changes[-1]) <= SETTLED * scale and abs(changes[-2]) <= SETTLED * scale:
        return Side("slope", last)
    ratios = [abs(b) / abs(a) if a else math.inf for a, b in pairwise(changes)]
    monotone = all(change > 0 for change in changes) or all(change < 0 for change in changes)
    if not monotone:
        return Side("restless")
    if min(ratios) > GROWING and abs(last) > STEEP and last * changes[-1] > 0:
        return Side("vertical", math.copysign(math.inf, last))
    if max(ratios) < CONVERGING:
        # What a geometric series still adds (Aitken).
        ratio = ratios[-1]
        return Side("slope", last + changes[-1] * ratio / (1 - ratio))
    return Side("unclear")
