"""Short words on runs side by side and on a sweep of rates."""

from __future__ import annotations

import math

from derivgui.model.descent.outcome import OutcomeKind
from derivgui.model.descent.run import Run
from derivgui.model.descent.stability import is_gradient_descent, largest_rate, stability
from derivgui.model.descent.sweep import DIVERGENT, Sweep
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
    if best is not None and best.steps == 0:
        return "At the start the slope is 0 already, whatever the rate."
    if best is not None:
        words.append(f"Fewest steps, {best.steps:,}, at α = {format_number(best.rate, 3)}.")
    elif sweep.is_done:
        words.append(f"No rate converges within {sweep.limit:,} steps.")
    if math.isfinite(sweep.threshold):
        words += _threshold_sentences(sweep, run)
    elif sweep.is_done:
        words.append(_no_threshold_sentence(sweep))
    return " ".join(words)


def rate_text(sweep: Sweep, rate: float) -> str:
    """What a sweep knows of one of its rates: "α = 0.1: 68 steps"."""
    sample = next((sample for sample in sweep.samples if sample.rate == rate), None)
    head = f"α = {format_number(rate, 4)}"
    if sample is None:
        return f"{head}: not tried yet"
    if sample.kind == "converged":
        return f"{head}: {sample.steps:,} step{'' if sample.steps == 1 else 's'}"
    if sample.kind == "step limit":
        return f"{head}: given up after {sample.steps:,} steps"
    return f"{head}: {_FATES.get(sample.kind, sample.kind)}"


def _no_threshold_sentence(sweep: Sweep) -> str:
    """Why there is no rate above which all runs go wrong and below which they do not."""
    wrong = [sample.kind for sample in sweep.samples if sample.kind in DIVERGENT]
    if not wrong:
        return "None of these rates diverges."
    if len(wrong) < len(sweep.samples):
        return "Some of these rates diverge, but there is no rate above which all of them do."
    if set(wrong) == {"left the domain"}:
        return "With each of these rates it leaves the domain."
    return "Each of these rates diverges."


def threshold_text(sweep: Sweep) -> str:
    """Where it goes wrong, as the picture says it: "diverges above 1"."""
    return f"{' or '.join(_FATES[kind] for kind in sweep.beyond)} above {format_number(sweep.threshold, 4)}"


_FATES: dict[OutcomeKind, str] = {
    "diverged": "diverges",
    "left the domain": "leaves the domain",
    "cycling": "cycles",
    "stalled at a saddle": "stalls at a saddle",
    "stalled at a maximum": "stalls at a maximum",
    "no step": "finds no step",
}


def _threshold_sentences(sweep: Sweep, run: Run) -> list[str]:
    """The threshold itself belongs to neither side: at 2/L a parabola cycles."""
    bound = _bound(run)
    if bound is None or not math.isclose(bound, sweep.threshold, rel_tol=SAME_THRESHOLD):
        bound = None
    name = ", which is 2/L," if bound is not None and is_gradient_descent(run.setup) else ""
    fate = " or ".join(_FATES[kind] for kind in sweep.beyond)
    sentences = [f"Above α = {format_number(sweep.threshold, 5)}{name} it {fate}."]
    if any(sample.rate == bound and sample.kind == "cycling" for sample in sweep.samples):
        sentences.append("At exactly that rate it cycles.")
    return sentences


def _bound(run: Run) -> float | None:
    known = stability(run.objective, run.history.at(0), float(run.setup.rate))
    return None if known is None else largest_rate(run.setup, known.axes[-1].curvature)
