"""What a canvas shows of a descent, as plain data."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.descent.race import Race
from derivgui.model.descent.run import Run
from derivgui.model.descent.stability import is_gradient_descent
from derivgui.model.language.real import Array
from derivgui.model.scene.descent_narration import number


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


def picture_of(race: Race, k: int) -> DescentPicture:
    """Everyone at step k, or at the end of a shorter run.

    (x, f) on a curve, (x, y) in the plane: the first two columns of the history, in either world.
    """
    runners = tuple(
        Runner(run.history.table()[:, :2], min(k, len(run) - 1), place, run) for place, run in enumerate(race.runs)
    )
    run, here = race.runs[0], runners[0].k
    slope = run.history.gradient(here)[0] if run.history.dimension == 1 else math.nan
    landing, step = None, ""
    if here + 1 < len(run):
        x, y = run.history.table()[here + 1, :2].tolist()
        landing = (x, y)
        step = _step_words(run, here)
    return DescentPicture(runners, slope, landing, step)


def _step_words(run: Run, k: int) -> str:
    """The length of the step for the curve: with its factors where it is plain, else only what it comes to."""
    update = run.history.update(k)
    if update is None or len(update) > 1:
        return ""
    if is_gradient_descent(run.setup):
        slope = number(run.history.gradient(k)[0])
        factor = f"({slope})" if slope.startswith("−") else slope
        return f"−{number(run.history.rate(k + 1))}·{factor} = {number(_tidy(update[0]))}"
    return number(_tidy(update[0]))


def _tidy(value: float) -> float:
    return float(np.format_float_positional(value, precision=12, unique=False, fractional=False)) if value else 0.0
