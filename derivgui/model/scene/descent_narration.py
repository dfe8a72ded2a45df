"""One step told with its numbers, where it is and where it goes in lines of their own: "5 − 0.1·10 = 4"."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from derivgui.model.descent.run import Run
from derivgui.model.descent.vectors import Vector
from derivgui.model.scene.numbers import MINUS, format_number

DIGITS = 6


def number(value: float) -> str:
    """A number as narrated."""
    return format_number(value, DIGITS)


def vector(values: Vector) -> str:
    """A number, or several in brackets."""
    return number(values[0]) if len(values) == 1 else f"({', '.join(map(number, values))})"


def _factor(values: Vector) -> str:
    """As the second factor of a product: a negative number in brackets."""
    text = vector(values)
    return f"({text})" if text.startswith(MINUS) else text


def narrate(run: Run, k: int) -> tuple[str, str]:
    """The step from iterate k in numbers, and what it means; the second is "" in two variables.

    At the last iterate of a run that is over there is no step, and both tell only where it is.
    """
    history = run.history
    at, gradient = history.at(k), history.gradient(k)
    if k + 1 >= len(history):
        return _place(run, at, gradient), ""
    told = copy.copy(run.memory(k))
    rate = history.rate(k + 1)
    if run.setup.row.has_memory:
        told.step(at, gradient, float(run.setup.schedule.rate(run.setup.rate, k)), run.objective)
    step = _TOLD[run.setup.method](run, told, k, rate)
    becomes = "→" if run.setup.method == "coordinate" and len(at) > 1 else "="
    return f"{_place(run, at, gradient)}\n{step} {becomes} {vector(history.at(k + 1))}", _meaning(run, k)


def _place(run: Run, at: Vector, gradient: Vector) -> str:
    if len(at) == 1:
        return f"{run.objective.variables[0]} = {number(at[0])}, f′({number(at[0])}) = {number(gradient[0])}"
    return f"At {vector(at)}, ∇f = {vector(gradient)}"


def _meaning(run: Run, k: int) -> str:
    gradient, update = run.history.gradient(k), run.history.update(k)
    if len(gradient) > 1 or update is None:
        return ""
    slope, moved = gradient[0], update[0]
    if slope == 0:
        return "The slope is 0." if moved == 0 else "The slope is 0; the velocity carries it on."
    sign = "positive" if slope > 0 else "negative"
    if moved == 0:
        return f"The slope is {sign}, but the step is too small to count."
    side = "left" if moved < 0 else "right"
    if (slope > 0) == (moved < 0):
        return f"The slope is {sign}, so it moves {side}."
    return f"The slope is {sign}, yet it moves {side}: {_AGAINST.get(run.setup.method, 'its velocity carries it')}."


# Why a step may go against the slope.
_AGAINST = {
    "newton": "Newton’s method heads for any stationary point",
    "adam": "the mean slope still points that way",
    "adamw": "the mean slope and the pull towards 0 decide",
}

# A method with its memory after the step; its attributes are those of the optimiser's class.
_Told = Any


def _plain(run: Run, told: _Told, k: int, rate: float) -> str:
    return f"{vector(run.history.at(k))} − {number(rate)}·{_factor(run.history.gradient(k))}"


def _momentum(run: Run, told: _Told, k: int, rate: float) -> str:
    history = run.history
    velocity = told.velocity
    if k == 0:
        made = f"Velocity b = {vector(velocity)}"
    else:
        before = run.memory(k).velocity  # type: ignore[attr-defined]
        share = "" if told.dampening == 0 else f"{number(1 - told.dampening)}·"
        gradient = _factor(history.gradient(k))
        made = f"Velocity b = {number(told.momentum)}·{_factor(before)} + {share}{gradient} = {vector(velocity)}"
    return f"{made}; {vector(history.at(k))} − {number(rate)}·{_factor(velocity)}"


def _nesterov(run: Run, told: _Told, k: int, rate: float) -> str:
    gradient = run.history.gradient(k)
    ahead = tuple(g + told.momentum * b for g, b in zip(gradient, told.velocity, strict=True))
    made = f"b = {vector(told.velocity)}, {_slope(gradient)} + {number(told.momentum)}·b = {vector(ahead)}"
    return f"{made}; {vector(run.history.at(k))} − {number(rate)}·{_factor(ahead)}"


def _divided(start: str, above: Vector, roots: Vector, rate: float, made: str) -> str:
    return f"{made}; {start} − {number(rate)}·{_factor(_quotients(above, roots))}"


def _quotients(above: Vector, below: Vector) -> Vector:
    return tuple(a / b if b else 0.0 for a, b in zip(above, below, strict=True))


def _adagrad(run: Run, told: _Told, k: int, rate: float) -> str:
    roots = tuple(s**0.5 + told.epsilon for s in told.squares)
    gradient = run.history.gradient(k)
    made = f"√s = {vector(roots)}, the root of the sum of squares; {_slope(gradient)}/√s = {_over(gradient, roots)}"
    return _divided(vector(run.history.at(k)), gradient, roots, rate, made)


def _rmsprop(run: Run, told: _Told, k: int, rate: float) -> str:
    roots = tuple(v**0.5 + told.epsilon for v in told.squares)
    gradient = run.history.gradient(k)
    made = f"√v = {vector(roots)}, the root of the mean square; {_slope(gradient)}/√v = {_over(gradient, roots)}"
    return _divided(vector(run.history.at(k)), gradient, roots, rate, made)


def _adam(run: Run, told: _Told, k: int, rate: float) -> str:
    means = tuple(m / (1 - told.beta1**told.count) for m in told.means)
    roots = tuple((v / (1 - told.beta2**told.count)) ** 0.5 + told.epsilon for v in told.squares)
    made = f"Mean slope m = {vector(means)}, root mean square √v = {vector(roots)}"
    if run.setup.method == "adamw":
        start = f"(1 − {number(rate * told.weight_decay)})·{_factor(run.history.at(k))}"
        return _divided(start, means, roots, rate, made)
    return _divided(vector(run.history.at(k)), means, roots, rate, made)


def _over(above: Vector, below: Vector) -> str:
    return vector(_quotients(above, below))


def _slope(gradient: Vector) -> str:
    return "f′" if len(gradient) == 1 else "∇f"


def _newton(run: Run, told: _Told, k: int, rate: float) -> str:
    at, gradient = run.history.at(k), run.history.gradient(k)
    hessian = run.objective.hessian(at)
    factor = "" if rate == 1 else f"{number(rate)}·"
    if len(at) == 1:
        return f"f″ = {number(hessian[0][0])}; {number(at[0])} − {factor}{_factor(gradient)}/{_factor(hessian[0])}"
    rows = "; ".join(" ".join(map(number, row)) for row in hessian)
    return f"H = [{rows}]; {vector(at)} − {factor}H⁻¹∇f"


def _line_search(run: Run, told: _Told, k: int, rate: float) -> str:
    first = float(run.setup.schedule.rate(run.setup.rate, k))
    tried = f"α = {number(first)} falls enough" if rate == first else f"α = {number(first)} shortened to {number(rate)}"
    return f"{tried}; {_plain(run, told, k, rate)}"


def _coordinate(run: Run, told: _Told, k: int, rate: float) -> str:
    at, gradient = run.history.at(k), run.history.gradient(k)
    axis = (told.axis - 1) % len(at)
    if len(at) == 1:
        return _plain(run, told, k, rate)
    name, moved = run.objective.variables[axis], run.history.at(k + 1)[axis]
    step = f"{number(at[axis])} − {number(rate)}·{_factor(gradient[axis : axis + 1])}"
    return f"Along {name} only: {step} = {number(moved)}; so {vector(at)}"


_TOLD: dict[str, Callable[[Run, _Told, int, float], str]] = {
    "gd": _plain,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "adamw": _adam,
    "newton": _newton,
    "line-search": _line_search,
    "coordinate": _coordinate,
}
