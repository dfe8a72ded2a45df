"""What is known of one side of a place, and how two such findings agree."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from derivgui.model.numeric.germs.numbers import ball, sign

SideKind: TypeAlias = Literal["finite", "infinite", "oscillating", "undefined", "not determined"]

# Numbers that balls of this width cannot tell apart are the same, as an assumption.
NARROW = 1e-9


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a place.

    Attributes:
        kind: what f does towards the place.
        limit: the one-sided limit; ±inf where infinite, NaN where there is none or it is not known.
        low, high: bounds of the values that f keeps coming back to where it oscillates, else NaN.
        slope: limit of (f(place ± t) - f(place))/(± t); NaN where there is none.
        slope_kind: "finite", "infinite" (with its sign in ``slope``), "oscillating", "undefined", "not determined".
        proven: False where any part rests on numbers.
        swings: whether f is known to swing to and fro for ever, perhaps less and less.
    """

    kind: SideKind
    limit: float = math.nan
    low: float = math.nan
    high: float = math.nan
    slope: float = math.nan
    slope_kind: SideKind = "undefined"
    proven: bool = True
    swings: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether two numbers are equal, and whether that is certain."""

    equal: bool
    certain: bool = True


@dataclass(slots=True)
class Seen:
    """A side while it is looked at: its germ, limit and slope as exact as they are known."""

    side: Side
    limit: Any = None
    slope: Any = None
    rise: Any = None  # slope about the limit instead of the value
    choices: list[object] = field(default_factory=lambda: [object()])
    turns: list[object] = field(default_factory=lambda: [object()])
    proven: bool = False  # the limit alone

    @property
    def is_told(self) -> bool:
        return "not determined" not in (self.side.kind, self.side.slope_kind)


UNKNOWN = Seen(Side("not determined", proven=False))


def agreed(a: Seen, b: Seen) -> Seen:
    """What two functions certainly do alike on a side: one limit or infinity, and perhaps one slope."""
    if a.side.kind != b.side.kind or a.side.kind not in ("finite", "infinite"):
        return UNKNOWN
    if a.side.kind == "infinite":
        return a if a.side.limit == b.side.limit else UNKNOWN
    if compared(a.limit, b.limit) != Answer(True):
        return UNKNOWN
    kinds = {a.side.slope_kind, b.side.slope_kind}
    is_same = len(kinds) == 1 and (
        compared(a.slope, b.slope) == Answer(True)
        if kinds == {"finite"}
        else kinds == {"undefined"} or (kinds == {"infinite"} and a.side.slope == b.side.slope)
    )
    if is_same:
        return replace(a, rise=a.rise if compared(a.rise, b.rise) == Answer(True) else None)
    side = replace(a.side, slope=math.nan, slope_kind="not determined", proven=False)
    return replace(a, side=side, slope=None, rise=None, proven=True)


def compared(a: Any, b: Any) -> Answer:
    """Equal where no ball tells them apart; None is equal to nothing."""
    if a is None or b is None:
        return Answer(False)
    difference = a + -b
    found = sign(difference)
    if found is None:
        narrow = bool(ball(difference).rad() < NARROW * (1 + abs(ball(a).mid())))
        return Answer(narrow, certain=False)
    return Answer(found == 0)
