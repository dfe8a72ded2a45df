"""From runs to plots over the steps."""

from __future__ import annotations

import numpy as np

from derivgui.model.descent.race import Race
from derivgui.model.language.real import Array
from derivgui.model.scene.descent_names import F, named
from derivgui.painting.descent.frame import extremes
from derivgui.painting.descent.plots import Curve, StepPlots


def plots_of(race: Race | None, length: int, log: bool, name: str = F) -> StepPlots | None:
    """f and the size of the gradient over the first iterates, so many of each run; None without a run.

    Both are titled by the function's name. On logarithmic axes f is measured from the lowest value that any run has
    reached, where f goes below 0.
    """
    if race is None:
        return None
    tables = [run.history.table()[:length] for run in race.runs]
    dimension = race.runs[0].history.dimension
    values = [np.ascontiguousarray(table[:, dimension]) for table in tables]
    with np.errstate(all="ignore"):
        slopes = [_lengths(table[:, dimension + 1 : -1]) for table in tables]
    lowest = min((value for each in values for value in extremes(each, log=False)), default=0.0)
    title = "f"
    if log and lowest < 0:
        values, title = [value - lowest for value in values], "f above its lowest"
    return StepPlots(
        tuple(Curve(number, value) for number, value in enumerate(values)),
        tuple(Curve(number, slope) for number, slope in enumerate(slopes)),
        (named(title, name), named("|f′|" if dimension == 1 else "|∇f|", name)),
        log,
    )


def _lengths(gradients: Array) -> Array:
    """The Euclidean length of each row, without overflow."""
    return np.abs(gradients[:, 0]) if gradients.shape[1] == 1 else np.hypot(gradients[:, 0], gradients[:, 1])
