"""What a descent does and why, in sentences with its numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from derivgui.model.descent.outcome import Outcome
from derivgui.model.descent.run import Run
from derivgui.model.descent.stability import SAME, Axis, Stability, is_gradient_descent, largest_rate, stability
from derivgui.model.descent.vectors import Vector
from derivgui.model.scene.numbers import MINUS, format_number, tidy

DIGITS = 6
# Where fewer would make two numbers look the same.
EXACT_DIGITS = 12
MOST_SHOWN = 4
_REST = {
    "minimum": "a minimum",
    "maximum": "a maximum",
    "saddle": "a saddle",
    "valley": "on the floor of a valley, which is level along some direction",
    "level": "where f is level all around",
    "flattening": "where f flattens out without a stationary point",
    "undecided": "where neither the second derivatives nor a look around tell a minimum from a saddle",
}


def number(value: float) -> str:
    """A number as sentences write it."""
    return format_number(value, DIGITS)


def point_text(at: Vector, variables: tuple[str, ...], scale: float = 0.0) -> str:
    """ "x = 1.5" or "(1, 3)"; coordinates that are rounding at this scale are 0."""
    values = [number(tidy(float(c), scale)) for c in at]
    return f"{variables[0]} = {values[0]}" if len(values) == 1 else f"({', '.join(values)})"


def outcome_sentence(run: Run) -> str:
    """How the run ended; "" while it goes on."""
    outcome = run.outcome
    if outcome is None:
        return ""
    return _SENTENCES[outcome.kind](run, outcome)


def explanation(run: Run) -> str:
    """Outcome, what each step does, and the bound on the rate: all that can be said of a run."""
    sentences = (outcome_sentence(run), forecast(run), exactness_sentence(run))
    return " ".join(sentence for sentence in sentences if sentence)


def exactness_sentence(run: Run) -> str:
    """From where on an exact run is no longer exact."""
    k = run.left_exactness
    if k is None or k >= len(run):
        return ""
    if run.exactness_lost == "too long":
        return f"From step {k} on the fractions are too long to be read, and doubles are used."
    return f"From step {k} on doubles are used: the formula alone does not tell the slope there."


# How it ended


def _steps(run: Run) -> str:
    count = len(run) - 1
    return "at the start" if count == 0 else f"after {count:,} step{'s' if count > 1 else ''}"


def _where(run: Run, outcome: Outcome) -> str:
    return point_text(outcome.at, run.objective.variables, 1e-2)


def _slope(run: Run) -> str:
    return "|f′|" if len(run.setup.start) == 1 else "|∇f|"


def _smallness(run: Run) -> str:
    """How small the slope is."""
    if not any(run.history.gradient(-1)):
        return f"{_slope(run)} is 0"
    return f"{_slope(run)} is no more than {number(run.setup.tolerance)}"


def _converged(run: Run, outcome: Outcome) -> str:
    rest = "where f is level on one side" if outcome.rest == "valley" and len(outcome.at) == 1 else None
    place = f"{_where(run, outcome)}, {rest or _REST[outcome.rest or 'undecided']}"
    if outcome.cause == "rounding":
        return f"Converged {_steps(run)}: the steps at {place}, are as small as rounding."
    return f"Converged {_steps(run)} at {place}: {_smallness(run)}."


def _stalled(run: Run, outcome: Outcome) -> str:
    place = _REST[outcome.rest or "saddle"]
    if outcome.rest == "maximum":
        reason = "no step leads away, although f falls on all sides"
    elif len(outcome.at) == 1:
        place, reason = f"{place}, a level point of inflection,", "f goes on falling on one side"
    else:
        reason = "f falls in another direction; the least nudge that way would lead on"
    but = "so" if outcome.rest == "maximum" else "but"
    return f"Stalled at {place} {_steps(run)}, at {_where(run, outcome)}: {_smallness(run)} there, {but} {reason}."


def _diverged(run: Run, outcome: Outcome) -> str:
    history = run.history
    falls = outcome.cause != "growing steps" and not history.value(-1) > history.value(0)
    if outcome.cause == "overflow":
        reason = "the next step leads beyond what doubles can hold"
    elif falls and not math.isnan(history.value(-1)):
        reason = "f falls without end that way"
    elif _turns_back(run):
        reason = "each step overshoots by more than the one before, and f grows"
    else:
        reason = "each step leads farther away than the one before, and f grows"
    return f"Diverged {_steps(run)}, at {_where(run, outcome)}: {reason}."


def _turns_back(run: Run) -> bool:
    """Whether the last two steps have opposite directions."""
    with np.errstate(all="ignore"):
        steps = np.diff(run.history.tail(3)[:, : run.history.dimension], axis=0)
        directions = steps / np.abs(steps).max(axis=1, keepdims=True)
    return len(directions) < 2 or bool(directions[0] @ directions[1] < 0)


def _cycling(run: Run, outcome: Outcome) -> str:
    points = [run.history.at(k) for k in range(len(run) - outcome.period, len(run))]
    lowest = points.index(min(points))
    name = f"{run.objective.variables[0]} = "
    shown = [point_text(at, run.objective.variables).removeprefix(name) for at in points[lowest:] + points[:lowest]]
    if outcome.period == 2:
        return f"Cycling with period 2: it jumps between {' and '.join(shown)}, each step undoing the one before."
    more = ", …" if outcome.period > MOST_SHOWN else ""
    return f"Cycling with period {outcome.period}: {', '.join(shown[:MOST_SHOWN])}{more}, and again from the start."


def _left(run: Run, outcome: Outcome) -> str:
    if len(run) == 1:
        return f"The start is outside the domain: f is undefined at {_where(run, outcome)}."
    return f"Left the domain {_steps(run)}: f is undefined at {_where(run, outcome)}."


def _no_step(run: Run, outcome: Outcome) -> str:
    reasons = {
        "no gradient": "f has no derivative there",
        "overflow": "f is larger there than doubles can hold",
        "singular": "the second derivative is 0 or does not exist, so Newton's step is undefined"
        if len(outcome.at) == 1
        else "the Hessian is singular or does not exist, so Newton's step is undefined",
        "no decrease": "no step against the gradient makes f smaller, as far as doubles can tell",
        "too small a step": "a step is smaller than doubles can add to it; the rate is too small",
    }
    return f"Stopped {_steps(run)} at {_where(run, outcome)}: {reasons[outcome.cause]}."


def _step_limit(run: Run, outcome: Outcome) -> str:
    gradient = math.hypot(*run.history.gradient(-1))
    return f"Stopped {_steps(run)} at {_where(run, outcome)}, where {_slope(run)} = {number(gradient)}."


_SENTENCES: dict[str, Callable[[Run, Outcome], str]] = {
    "converged": _converged,
    "diverged": _diverged,
    "cycling": _cycling,
    "left the domain": _left,
    "stalled at a saddle": _stalled,
    "stalled at a maximum": _stalled,
    "no step": _no_step,
    "step limit": _step_limit,
}


# What each step does


def forecast(run: Run) -> str:
    """What each step multiplies the distance by and which rates are stable, as far as that is known."""
    setup, history = run.setup, run.history
    known, is_plain = _most_telling(run), is_gradient_descent(setup)
    if known is None or (setup.row.character and not is_plain):
        return setup.row.character
    sentences = []
    if is_plain and setup.schedule.kind == "constant" and math.hypot(*history.gradient(0)) > 0:
        sentences.append(_everywhere(known, run) if known.holds_everywhere else _nearby(known, run))
    sentences.append(bound_sentence(known, run))
    return " ".join(sentence for sentence in sentences if sentence)


def _most_telling(run: Run) -> Stability | None:
    """From where the second derivatives say most: the minimum that was found, else the start."""
    rate = float(run.setup.rate)
    known = stability(run.objective, run.history.at(0), rate)
    if _rests_at_a_minimum(run) and (known is None or not known.holds_everywhere):
        return stability(run.objective, run.history.at(-1), rate)
    return known


def _rests_at_a_minimum(run: Run) -> bool:
    return run.outcome is not None and run.outcome.rest == "minimum"


def _everywhere(known: Stability, run: Run) -> str:
    """For functions of degree two: what happens from the first step to the last."""
    moving = [axis for axis in known.axes if axis.fate != "stays"]
    if not moving:
        return ""
    if len(known.at) == 1:
        return _on_a_line(moving[0], known, run)
    parts = [f"by {_multiplier(axis, run)} along {_direction(axis)}" for axis in moving]
    target = "" if known.target is None else f" to {point_text(known.target, run.objective.variables, 1.0)}"
    what = " and ".join(parts)
    return f"Each step multiplies the distance{target} {what}, so it {_goal(known, run)}."


def _on_a_line(axis: Axis, known: Stability, run: Run) -> str:
    if known.target is None:
        return "f is a straight line: every step is as long as the first, and there is no minimum."
    target = number(tidy(known.target[0], 1.0))
    if axis.fate == "one step":
        return f"α is 1/f″, so one step lands on {target}."
    factor = _multiplier(axis, run)
    if axis.fate == "cycles":
        return f"Each step multiplies the distance to {target} by −1, so it jumps from side to side for ever."
    side = " and changes sides" if axis.multiplier < 0 else ""
    ending = f"{run.objective.variables[0]} {_goal(known, run)}"
    if side and axis.fate == "approaches":
        return f"Each step multiplies the distance to {target} by {factor}, from side to side, so {ending}."
    return f"Each step multiplies the distance to {target} by {factor}{side}, so {ending}."


def _multiplier(axis: Axis, run: Run) -> str:
    """1 − αλ; where that is 1 or −1 to all digits shown, with what it differs by: "1 − 2·10⁻¹²"."""
    text = number(axis.multiplier)
    if text not in ("1", f"{MINUS}1") or axis.fate == "cycles":
        return text
    less = float(run.setup.rate) * axis.curvature - (0.0 if text == "1" else 2.0)
    return f"{text} {MINUS if less > 0 else '+'} {number(abs(less))}" if less else text


def _direction(axis: Axis) -> str:
    return f"({', '.join(format_number(tidy(c, 1.0), 3) for c in axis.direction)})"


def _goal(known: Stability, run: Run) -> str:
    target = "" if known.target is None else point_text(known.target, run.objective.variables, 1.0)
    target = target.removeprefix(f"{run.objective.variables[0]} = ")
    saddle = any(axis.fate == "stays" and axis.curvature < 0 for axis in known.axes)
    words = {
        "approaches": f"approaches {target or 'the bottom of the valley'}" + (", a saddle" if saddle else ""),
        "one step": f"lands on {target or 'the bottom of the valley'} in one step" + (", a saddle" if saddle else ""),
        "cycles": "jumps from side to side for ever",
        "grows": "moves away for ever",
        "runs off": "runs off for ever",
        "stays": "stays",
    }
    return words[known.fate]


def _nearby(known: Stability, run: Run) -> str:
    """For other functions: what happens near the point where the run rests."""
    if not _rests_at_a_minimum(run) or known.axes[-1].curvature <= 0:
        return ""
    factors = [number(round(axis.multiplier, 6)) for axis in known.axes]
    if len(factors) == 1:
        return f"Near there each step multiplies the distance by about {factors[0]}, which is 1 − α f″."
    return f"Near there each step multiplies the distance by about {factors[0]} along the flattest direction" + (
        f" and {factors[1]} along the steepest." if factors[1] != factors[0] else "."
    )


# As ``largest_rate`` has them.
_BOUNDS = {"momentum": "(2 + 2μ)/L", "nesterov": "(2 + 2μ)/((1 + 2μ)L)"}


def bound_sentence(known: Stability, run: Run) -> str:
    """The largest stable rate beside the one in use; "" where none is known."""
    setup, curvature = run.setup, known.axes[-1].curvature
    if known.holds_everywhere and len(known.at) > 1 and known.axes[0].curvature < 0:
        lowest = number(known.axes[0].curvature)
        return f"No rate is stable: {lowest} is an eigenvalue of the Hessian, and along its direction f falls for ever."
    bound = largest_rate(setup, curvature)
    if bound is None:
        return ""
    rate = float(setup.rate)
    shown = number(rate)
    if math.isclose(rate, bound, rel_tol=SAME):
        compared = "is exactly that"
    else:
        compared = "is below it" if rate < bound else "is above it"
        shown = format_number(rate, EXACT_DIGITS) if shown == number(bound) else shown
    largest = number(curvature)
    steepest = f"L = f″ = {largest}" if len(known.at) == 1 else f"L = {largest}, the largest eigenvalue of the Hessian"
    name = f"{_BOUNDS.get(setup.method, '2/L')} = {number(bound)}"
    if known.holds_everywhere or _rests_at_a_minimum(run):
        where = "" if known.holds_everywhere else f" near {point_text(known.at, run.objective.variables, 1e-2)}"
        claim = f"Rates below {name} are stable{where}, with {steepest}"
    else:
        place = point_text(known.at, run.objective.variables)
        claim = f"At the start, {place}, {steepest}: rates above {name} overshoot there"
    return f"{claim}; α = {shown} {compared}."
