"""How a run ended, or what it is seen to do; the words for it are made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from derivgui.model.descent.vectors import Vector

OutcomeKind: TypeAlias = Literal[
    "converged",
    "diverged",
    "cycling",
    "left the domain",
    "stalled at a saddle",
    "stalled at a maximum",
    "no step",
    "step limit",
]
Cause: TypeAlias = Literal[
    "gradient below tolerance",
    "rounding",
    "far away",
    "overflow",
    "growing steps",
    "multiplier",
    "repeats",
    "undefined",
    "no gradient",
    "singular",
    "no decrease",
    "too small a step",
    "steps used up",
]
# A valley is level along some directions and rises along the others, as far as one sees. Where f only flattens out, as
# 1/x does, there is no stationary point.
RestKind: TypeAlias = Literal["minimum", "maximum", "saddle", "valley", "level", "flattening", "undecided"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run.

    Attributes:
        kind: in one word or two.
        cause: why that is said.
        at: the point it is said of: the last one with a value.
        period: of a cycle, else 0.
        rest: the kind of stationary point where the run is at rest; None elsewhere.
    """

    kind: OutcomeKind
    cause: Cause
    at: Vector
    period: int = 0
    rest: RestKind | None = None
