"""Short words on runs side by side and on a sweep of rates."""

from __future__ import annotations

import math

from derivgui.model.descent.run import Run
from derivgui.model.descent.stability import largest_rate, stability
from derivgui.model.descent.sweep import Sweep
from derivgui.model.scene.descent_words import number
from derivgui.model.scene.numbers import format_number

SAME_THRESHOLD = 1e-4


def status_text(run: Run, k: int) -> str:
    """How far one of several runs has come at step k."""
    place = min(k, len(run) - 1)
    value = format_number(run.history.value(place), 4)
    if run.outcome is not None and place == len(run) - 1 and k >= place:
        return f"{run.outcome.kind} after {place:,}: f = {value}"
    return f"step {place:,}: f = {value}"


def sweep_sentence(sweep: Sweep, run: Run) -> str:
    """What a sweep found so far: the best rate, and where divergence begins."""
    best = sweep.best
    words = []
    if best is not None:
        words.append(f"Fewest steps, {best.steps:,}, at α = {format_number(best.rate, 3)}.")
    elif sweep.is_done:
        words.append(f"No rate converges within {sweep.limit:,} steps.")
    if math.isfinite(sweep.threshold):
        bound = _bound(run)
        same = bound is not None and math.isclose(bound, sweep.threshold, rel_tol=SAME_THRESHOLD)
        reason = f", which is 2/L = {number(bound)}" if same and bound is not None and run.setup.method == "gd" else ""
        words.append(f"From α = {format_number(sweep.threshold, 5)} on it diverges{reason}.")
    elif sweep.is_done:
        words.append("None of these rates divides what converges from what diverges.")
    return " ".join(words)


def _bound(run: Run) -> float | None:
    known = stability(run.objective, run.history.at(0), float(run.setup.rate))
    return None if known is None else largest_rate(run.setup, known.axes[-1].curvature)
