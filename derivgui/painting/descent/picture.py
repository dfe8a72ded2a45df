"""What a canvas shows of a descent, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.language.real import Array


@dataclass(frozen=True, slots=True, eq=False)
class Runner:
    """One run on the canvas.

    Attributes:
        points: where it has been, shape (n, 2) in data coordinates of the canvas: (x, f(x)) or (x, y).
        k: the row of ``points`` where it is now.
        number: its place among the contestants, which decides colour and dashes; 0 the main one.
        path: what ``points`` belong to: two runners of one path differ in length only.
    """

    points: Array
    k: int
    number: int
    path: object

    @property
    def at(self) -> tuple[float, float]:
        """Where it is now."""
        x, y = self.points[self.k]
        return float(x), float(y)


@dataclass(frozen=True, slots=True, eq=False)
class DescentPicture:
    """All that is painted; ``runners[0]`` is the main one.

    Attributes:
        runners: at least one.
        slope: of the tangent at the main one's ball, NaN where there is none or where the canvas shows a plane.
        landing: where the next step leads, None at the end of a run.
        step: the length of that step in words: "−0.1·10 = −1".
    """

    runners: tuple[Runner, ...]
    slope: float
    landing: tuple[float, float] | None
    step: str = ""
