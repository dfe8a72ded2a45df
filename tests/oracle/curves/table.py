"""Lines of the tables, and what follows from them for verdicts and pictures by the conventions of ``verdicts.row``.

A line is ``f @ first last @ place @ place …``: all breaks of f between first and last, and what else is worth asking. A
place is ``x: left value right | slope slope``: both one-sided limits about the value, and the one-sided limits of
(f(x + h) - f(x))/h. Numbers are exact and in the language of the program, or inf; "-" is where there is none and "~"
where it never settles. For "crowded" in place of the window its picture is not asked for: breaks or waves crowd.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from mpmath import mp, mpf

from tests.oracle.verdicts.row import exact

FAMILIES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.txt")))
NONE, SWINGS = "-", "~"
Limit: TypeAlias = mpf | str
# Kind, x and y; y is None for a pole.
Mark: TypeAlias = tuple[str, float, float | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a curve; "-" and "~" stand for themselves."""

    x: mpf
    left: Limit
    value: Limit
    right: Limit
    left_slope: Limit
    right_slope: Limit

    @property
    def is_joined(self) -> bool:
        """Whether f is continuous here, and defined on both sides."""
        return _is_finite(self.value) and self.left == self.value == self.right

    @property
    def kind(self) -> str:
        """The kind of the verdict."""
        sides, slopes = (self.left, self.right), (self.left_slope, self.right_slope)
        if sides == (NONE, NONE):
            return "undefined" if self.value == NONE else "endpoint"
        if any(map(_is_infinite, sides)):
            return "pole"
        if SWINGS in sides:
            return "oscillation"
        if NONE in sides:
            return self._kind_of_end()
        if not self.is_joined:
            return "removable" if self.left == self.right else "jump"
        if SWINGS in slopes:
            return "oscillation"
        if all(map(_is_infinite, slopes)):
            return "vertical tangent" if slopes[0] == slopes[1] else "cusp"
        return "smooth" if slopes[0] == slopes[1] else "corner"

    def _kind_of_end(self) -> str:
        side, slope = (self.right, self.right_slope) if self.left == NONE else (self.left, self.left_slope)
        if self.value not in (NONE, side):
            return "removable"
        return "oscillation" if slope == SWINGS else "endpoint"

    @property
    def slope(self) -> Limit:
        """The derivative."""
        return self.left_slope if self.kind == "smooth" else NONE

    @property
    def marks(self) -> list[Mark]:
        """What is marked in a picture."""
        if self.is_joined:
            return []
        x, sides = float(self.x), (self.left, self.right)
        found: list[Mark] = [("pole", x, None)] if any(map(_is_infinite, sides)) else []
        if _is_finite(self.left) and self.left == self.right:
            found.append(("hole", x, float(self.left)))
        else:
            for side, other in (sides, sides[::-1]):
                arrives = "endpoint" if other == NONE else "closed"
                found += [(arrives if side == self.value else "open", x, float(side))] if _is_finite(side) else []
        if self.value not in (NONE, *filter(_is_finite, sides)):
            found.append(("closed", x, float(self.value)))
        return found


@dataclass(frozen=True, slots=True)
class Curve:
    """A function with its places; ``window`` is None where no picture is asked for."""

    text: str
    window: tuple[float, float] | None
    places: tuple[Place, ...]

    @property
    def breaks(self) -> tuple[Place, ...]:
        """The places at which the curve is not whole, by x."""
        return tuple(sorted((place for place in self.places if not place.is_joined), key=lambda place: place.x))

    @property
    def pieces(self) -> int:
        """How many pieces the curve has between its breaks."""
        if not self.breaks:
            return 1
        first, *_ = self.breaks
        return (first.left != NONE) + sum(place.right != NONE for place in self.breaks)

    @property
    def top(self) -> float:
        """Twice the largest height at a place, and so high at least that a unit is seen."""
        limits = [limit for place in self.places for limit in (place.left, place.value, place.right)]
        return 2 * max([1.0, *(abs(float(limit)) for limit in limits if _is_finite(limit))])


def curves(family: str) -> tuple[Curve, ...]:
    """All lines of a table."""
    lines = (Path(__file__).parent / f"{family}.txt").read_text("utf-8").splitlines()
    with mp.workdps(40):
        return tuple(_curve(line) for line in lines if not line.startswith("#"))


def _curve(line: str) -> Curve:
    text, window, *places = line.split(" @ ")
    ends = None
    if window != "crowded":
        first, last = map(exact, window.split())
        ends = float(first), float(last)
    return Curve(text, ends, tuple(map(_place, places)))


def _place(text: str) -> Place:
    x, rest = text.split(": ")
    limits, slopes = rest.split(" | ")
    return Place(exact(x), *map(_limit, (*limits.split(), *slopes.split())))


def _limit(text: str) -> Limit:
    return text if text in (NONE, SWINGS) else exact(text)


def _is_finite(limit: Limit) -> bool:
    return not isinstance(limit, str) and bool(mp.isfinite(limit))


def _is_infinite(limit: Limit) -> bool:
    return not isinstance(limit, str) and bool(mp.isinf(limit))


def number(limit: Limit) -> float:
    """A limit as the program tells it: NaN where there is none."""
    return math.nan if isinstance(limit, str) else float(limit)
