"""What a search for critical points gives: points, whole lines of them, and how far none can be missing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from derivgui.model.language.real import Array

Kind: TypeAlias = Literal["minimum", "maximum", "saddle", "degenerate"]
Status: TypeAlias = Literal["proven", "numerical", "not determined"]
Reason: TypeAlias = Literal["pole", "jump", "edge", "corner", "degenerate", "line", "undecided", "budget"]
Nature: TypeAlias = Literal["", "minimum", "maximum", "neither"]


@dataclass(frozen=True, slots=True)
class CriticalPoint:
    """A point with gradient 0.

    Attributes:
        x, y, value: where, and f there.
        kind: by the Hessian; "degenerate" where its determinant is 0, so that it decides nothing.
        status: "proven" where it is certain that there is such a point of this kind within rounding of (x, y).
        eigenvalues: of the Hessian, ascending.
        nature: what a degenerate point is by terms of higher order, "" where that is not known either.
    """

    x: float
    y: float
    value: float
    kind: Kind
    status: Status
    eigenvalues: tuple[float, float]
    nature: Nature = ""

    @property
    def safe_rate(self) -> float:
        """At a minimum the learning rate 2/λmax from which gradient descent no longer settles here, elsewhere NaN."""
        largest = self.eigenvalues[1]
        return 2.0 / largest if self.kind == "minimum" and largest > 0 else math.nan


@dataclass(frozen=True, slots=True, eq=False)
class CriticalLine:
    """A curve all of whose points are critical.

    Attributes:
        points: along it, shape ``(n, 2)``; the first again at the end where it is closed.
        value: f on it, one number.
        kind: "minimum" or "maximum" where f bends up or down across it, else "degenerate"; never a strict extremum.
        status: "proven" where it is certain that there is such a line here.
    """

    points: Array
    value: float
    kind: Kind
    status: Status


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the window about which nothing is proven: a place in it, and why."""

    x: float
    y: float
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class CriticalSurvey:
    """All that was found in a window.

    Attributes:
        points: by x, then y.
        lines: whole curves of critical points.
        level: f is constant on a whole region, all of whose points are critical.
        gaps: where more may hide; none where it is proven that no other critical point is in the window.
    """

    points: tuple[CriticalPoint, ...] = ()
    lines: tuple[CriticalLine, ...] = ()
    level: bool = False
    gaps: tuple[Gap, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it is proven that nothing is missing."""
        return not self.gaps
