"""From runs to plots over the steps."""

from __future__ import annotations

import numpy as np

from derivgui.model.descent.race import Race
from derivgui.painting.descent.plots import Curve, StepPlots


def plots_of(race: Race | None, length: int, log: bool) -> StepPlots | None:
    """f and the size of the gradient over the first iterates, so many of each run; None without a run.

    On logarithmic axes f is measured from the lowest value that any run has reached, where f goes below 0.
    """
    if race is None:
        return None
    tables = [run.history.table()[:length] for run in race.runs]
    dimension = race.runs[0].history.dimension
    values = [table[:, dimension] for table in tables]
    with np.errstate(all="ignore"):
        slopes = [np.linalg.norm(table[:, dimension + 1 : -1], axis=1) for table in tables]
        lowest = min(float(np.fmin.reduce(value)) for value in values)
    title = "f"
    if log and lowest < 0:
        values, title = [value - lowest for value in values], "f above its lowest"
    return StepPlots(
        tuple(Curve(number, value) for number, value in enumerate(values)),
        tuple(Curve(number, slope) for number, slope in enumerate(slopes)),
        (title, "|f′|" if dimension == 1 else "|∇f|"),
        log,
    )
