"""Marks on a curve where it is not simply there: holes, dots at jumps, poles, ends of the domain."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from derivgui.model.numeric.ends.ends import End, Ends

MarkerKind: TypeAlias = Literal["hole", "open", "closed", "pole", "endpoint"]


@dataclass(frozen=True, slots=True)
class Marker:
    """One mark.

    Attributes:
        kind: "hole" where both sides have one limit that is not taken, "open" and "closed" for the dots at jumps and
            single points, "endpoint" for a value at the end of the domain, "pole".
        x, y: where; y is NaN for a pole.
    """

    kind: MarkerKind
    x: float
    y: float


def markers_at(x: float, ends: Ends) -> Iterator[Marker]:
    """What is to be marked at a critical place."""
    if ends.joined:
        return
    left, right, value = ends.left, ends.right, ends.value
    if "infinite" in (left.kind, right.kind):
        yield Marker("pole", x, math.nan)
    if left.kind == right.kind == "finite" and left.limit == right.limit:
        yield Marker("hole", x, left.limit)
    else:
        for side, other in ((left, right), (right, left)):
            if side.kind == "finite":
                yield Marker(_dot(side, other, value), x, side.limit)
    limits = [end.limit for end in (left, right) if end.kind == "finite"]
    is_known = "not determined" not in (left.kind, right.kind)
    if is_known and not math.isnan(value) and value not in limits:
        yield Marker("closed", x, value)


def _dot(side: End, other: End, value: float) -> MarkerKind:
    if side.limit != value:
        return "open"
    return "endpoint" if other.kind == "undefined" else "closed"
