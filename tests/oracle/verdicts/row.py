"""One line of the table of verdicts, and the conventions by which the table is read.

Let D be the domain near a. A one-sided limit is taken inside D; "the limit of f" below means such a one-sided limit.
Textbooks agree on most of what follows; where they are silent the choice and its reason stand here.

1. The place is the real number that is written: at "sqrt(2)", "0.1", "1/3", the verdict is that of the exact place, and
   decimals in the formula are exact as well. The double next to it is asked, so an implementation must read a double as
   every place within its rounding error. Two doubles further the function may be as smooth as it likes.
2. Undefined: f has no values on either side of a, nor at a.
3. Pole: |f| grows without bound on at least one side, whether f is defined there on one side or two, and whatever f(a)
   may be: 1/x, ln x at 0, e^(1/x) at 0, max(1/x, 0) at 0, {x = 0: 0, 1/x}. The curve has a vertical asymptote.
4. Oscillation: f has no limit, finite or infinite, on some side; or f is continuous and a quotient has none.
   sin(1/x)/x at 0 is an oscillation, not a pole: it keeps returning to 0. Boundedness does not matter.
5. Jump: both limits are finite and differ. f(a) may be missing: |x|/x, atan(1/x).
6. Removable: the limits are finite and agree (or D lies on one side and there is one), and f(a) is another value or,
   where D lies on both sides, missing. With a wrong value the quotients go to infinity: slopes ±inf.
7. Endpoint: D ends at a. It lies on one side only and f(a) is the limit (sqrt x at 0) or missing (x ln x at 0,
   {x < 1: x^2} at 1: an open end; no number "mends" a curve that ends). An isolated point of D is an end on both sides,
   not "undefined": it has a value, and f is continuous there. It has no slopes. Discontinuity comes first:
   {x = 0: 1, x > 0: x} is removable.
8. f continuous, D on both sides: the quotients (f(a + h) - f(a))/h decide. Both finite and equal: smooth, which says
   "differentiable" and no more (x^2 sin(1/x) with f(0) := 0). Finite and different, or one finite and one infinite:
   corner. Infinite with two signs: cusp; with one: vertical tangent.
9. Slopes are the one-sided limits of the quotient with the real f(a): where f(a) is missing, or f beside it, or the
   limit, there is none (NaN); infinite ones keep their sign, at jumps, poles and oscillations as well.
10. differentiable is True for smooth, None for "not determined", False for all others; slope is finite exactly if it
    is smooth.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mpmath import mp

from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle import mp as oracle

KINDS = (
    "smooth", "corner", "cusp", "vertical tangent", "jump", "removable", "pole", "oscillation", "endpoint", "undefined",
)  # fmt: skip
MISSING = "-"


@cache
def read(text: str) -> Node:
    """The tree of a text, read once."""
    return parse(text).tree


@dataclass(frozen=True, slots=True)
class Row:
    """f, a place and what is true there, all in the language of the program.

    Attributes:
        at: the exact place, such as "sqrt(2)" or "1/3".
        value, left, right: exact numbers such as "-sqrt(2)/2", "inf", "-inf", or "-" where there is none.
        hard: "not determined" is an honest answer here, another kind is not.
    """

    text: str
    at: str
    kind: str
    value: str = MISSING
    left: str = MISSING
    right: str = MISSING
    hard: bool = field(default=False, kw_only=True)

    def __str__(self) -> str:
        return f"{self.text} at {self.at}"

    @property
    def tree(self) -> Node:
        """f as read by the parser."""
        return read(self.text)

    @property
    def function(self) -> RealFunction:
        """f as the program computes it."""
        return RealFunction(Program(self.tree))

    @property
    def x(self) -> float:
        """The double nearest to the place."""
        return number(self.at)


def rows(*lines: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows from (text, at, kind, value, left, right); the last three may be left out together."""
    return tuple(Row(*line) for line in lines)


def exact(text: str) -> Any:
    """A number of the table in mpmath's current precision; NaN where there is none."""
    if text == MISSING:
        return mp.nan
    if text in ("inf", "-inf"):
        return mp.mpf(text)
    return oracle.at_place(read(text), {})


def number(text: str) -> float:
    """The same as the nearest double."""
    with mp.workdps(40):
        return math.nan if text == MISSING else float(exact(text))
