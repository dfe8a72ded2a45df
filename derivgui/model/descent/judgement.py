"""What a run's last iterates say about it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Protocol

import numpy as np

from derivgui.model.descent.cycles import LONGEST_PERIOD, is_narrow, trailing_period
from derivgui.model.descent.history import History
from derivgui.model.descent.objective import Objective
from derivgui.model.descent.outcome import Cause, Outcome, OutcomeKind, RestKind
from derivgui.model.descent.rest import rest_kind
from derivgui.model.descent.setup import Setup
from derivgui.model.descent.stability import is_gradient_descent, stability

# So much farther from 0 than the start (and 1) nobody looks for a minimum any more.
FAR = 1e12
# So many steps that grow while f grows are no accident.
GROWING = 4
# A point this close to a stationary one, relative to its size, is that point as far as anyone sees.
CLOSE = 1e-7
_STALLS: dict[RestKind, OutcomeKind] = {"saddle": "stalled at a saddle", "maximum": "stalled at a maximum"}


class Course(Protocol):
    """What is looked at of a run."""

    objective: Objective
    setup: Setup
    history: History
    cycle: Outcome | None
    far: float


def far_from(start: tuple[float, ...]) -> float:
    """Where a run has gone for good."""
    return FAR * (1.0 + max(map(abs, start)))


def at_rest(run: Course) -> Outcome:
    """The gradient is below the tolerance."""
    return _at_rest(run, "gradient below tolerance")


def _at_rest(run: Course, cause: Cause) -> Outcome:
    at = run.history.at(-1)
    rest = rest_kind(run.objective, at)
    return Outcome(_STALLS.get(rest, "converged"), cause, at, rest=rest)


def _standing(run: Course) -> Outcome:
    """Steps are lost in rounding: close to a stationary point, or only because the rate is tiny."""
    at = run.history.at(-1)
    hessian, gradient = np.array(run.objective.hessian(at)), np.array(run.history.gradient(-1))
    if np.isfinite(hessian).all() and np.linalg.matrix_rank(hessian) == len(at):
        left = np.abs(np.linalg.solve(hessian, gradient)).max()
        if left <= CLOSE * (1.0 + max(map(abs, at))):
            return _at_rest(run, "rounding")
    return Outcome("no step", "too small a step", at)


def beyond(run: Course) -> Outcome:
    """The last iterate has no finite value or no finite gradient."""
    history = run.history
    at, value = history.at(-1), history.value(-1)
    before = history.at(-2) if len(history) > 1 else at
    if len(history) == 1 and math.isinf(value):
        return Outcome("no step", "overflow", at)
    if any(map(math.isinf, (*at, value))) or max(map(abs, before)) > math.sqrt(run.far):
        return Outcome("diverged", "overflow", before)
    if math.isnan(value):
        return Outcome("left the domain", "undefined", at)
    return Outcome("no step", "no gradient", at)


def far_away(run: Course) -> Outcome:
    """The last iterate is beyond all bounds."""
    return Outcome("diverged", "far away", run.history.at(-1))


def returned(run: Course) -> Outcome | None:
    """The last iterate is one that has been; None where that was an accident."""
    history = run.history
    at = history.at(-1)
    if at == history.at(-2):
        # A method that takes the axes in turn, or has a velocity, may stand still for one step.
        stands = len(history) > 2 and at == history.at(-3)
        return _standing(run) if stands or is_gradient_descent(run.setup) else None
    period = trailing_period(history)
    if not period:
        return None
    if is_narrow(history, period):
        return _at_rest(run, "rounding")
    return Outcome("cycling", "repeats", at, period=period)


def at_the_limit(run: Course) -> Outcome:
    """All steps are used up: what they were seen to do, or what a function of degree two is known to do."""
    history, setup = run.history, run.setup
    at = history.at(-1)
    if run.cycle is not None:
        return replace(run.cycle, at=at)
    is_plain = is_gradient_descent(setup) and setup.schedule.kind == "constant"
    if is_plain and len(history) > 1:
        known = stability(run.objective, tuple(map(float, setup.start)), float(setup.rate))
        if known is not None and known.holds_everywhere:
            if known.fate == "cycles":
                return Outcome("cycling", "multiplier", at, period=2)
            if known.fate in ("grows", "runs off"):
                return Outcome("diverged", "multiplier", at)
    if setup.schedule.kind == "constant":
        period = trailing_period(history, LONGEST_PERIOD, least=1 if is_gradient_descent(setup) else 0)
        if period:
            return Outcome("cycling", "repeats", at, period=period)
    return Outcome("diverged", "growing steps", at) if _grows(run) else Outcome("step limit", "steps used up", at)


def _grows(run: Course) -> bool:
    """Whether the last steps grew longer and f higher, each of them, and higher than they ever were.

    A run that leaps about in a bounded region for ever may well grow for some steps.
    """
    rows = run.history.table()
    if len(rows) < 3:
        return False
    with np.errstate(all="ignore"):
        lengths = np.hypot.reduce(np.diff(rows[:, : run.history.dimension], axis=0), axis=1)
        values = rows[:, run.history.dimension]
        last = slice(-GROWING - 1, None)
        grow = (np.diff(lengths[-GROWING:]) > 0).all() and (np.diff(values[last]) > 0).all()
        return bool(grow and lengths[-1] == lengths.max() and values[-1] == values.max())
