"""Where a function rises, falls and is level: the signs of f' between its exact changes."""

from __future__ import annotations

from dataclasses import replace

from derivgui.model.calculus.certainty import is_proven
from derivgui.model.calculus.landmarks import Landmark
from derivgui.model.calculus.sign_runs import Run
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.numeric.function import RealFunction

BITS = 160


def slope_stretches(function: RealFunction, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of the sign of f' that are certain enough to be shown, neighbours of one sign united.

    Where doubles see no sign, by underflow or rounding, balls are asked; level is only what is proven level, and what
    stays open is left out.
    """
    found: list[Run] = []
    for run in runs:
        settled = run if run.sign else _asked(function, run)
        if settled is None:
            continue
        if found and found[-1].meets(settled):
            found[-1] = replace(found[-1], x1=settled.x1)
        else:
            found.append(settled)
    return tuple(found)


def _asked(function: RealFunction, run: Run) -> Run | None:
    middle = 0.5 * (run.x0 + run.x1)
    if is_proven(function, Landmark("flat", run.x0, 0.0, end=run.x1)):
        return run
    with flint.ctx.workprec(BITS):
        series = enclosed_series(function.concrete, {function.variable: flint.arb(middle)}, function.variable, 1)
    if series is None or not (series[1] > 0 or series[1] < 0):
        return None
    return replace(run, sign=1 if series[1] > 0 else -1)
