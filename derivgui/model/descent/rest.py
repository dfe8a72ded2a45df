"""What kind of stationary point a run has come to rest at."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np

from derivgui.model.descent.objective import Objective
from derivgui.model.descent.outcome import RestKind
from derivgui.model.descent.vectors import moved
from derivgui.model.language.real import Array

Way: TypeAlias = Literal["rises", "falls", "level", "unclear"]

# An eigenvalue this share of the largest one counts as 0: the second derivatives do not decide.
NEGLIGIBLE = 1e-6
PROBES = tuple(0.02 * 2.0**j for j in range(7))
COMPASS = 16
# The Hessian is looked at again this many Newton steps from where the run rests.
BEYOND = 4.0
# No slope that ends in a zero has an order p beyond 1/NEVER, nor ends so many times as far away as the point itself.
NEVER, TOO_FAR = 1e-3, 10.0
ROUNDING = 1e-12
TINY = 1e-12


def rest_kind(objective: Objective, at: tuple[float, ...]) -> RestKind:
    """By the Hessian's eigenvalues; where they do not decide, by looking whether f goes on falling somewhere."""
    found = _by_curvature(objective, at)
    if found is not None:
        return found
    ahead = _ahead(objective, at)
    return "flattening" if ahead is None else _looked_around(objective, ahead)


def _ahead(objective: Objective, at: tuple[float, ...]) -> tuple[float, ...] | None:
    """The stationary point downhill as far as three derivatives foretell it; None where the slope dies out without one.

    With g the slope downhill and q = g g″/g′², a slope (x* - x)^p has q = 1 - 1/p, and x* is the Newton step times p
    away; e^-x has q = 1 and x^-p has q = 1 + 1/p. Where nothing is foretold it is the point itself.
    """
    gradient = objective.sample(at)[1]
    slope = math.hypot(*gradient)
    if not 0.0 < slope < math.inf:
        return at
    downhill = tuple(-g / slope for g in gradient)
    _, first, second, third = objective.line(at, downhill, 3)
    if second == 0.0 or not math.isfinite(third):
        return at
    left = 1.0 - 1.5 * (first / second) * (third / second)
    if left < NEVER:
        return None
    distance = -first / (2.0 * second * left)
    if abs(distance) > TOO_FAR * (1.0 + math.hypot(*at)):
        return None
    there = moved(at, downhill, distance)
    return there if math.hypot(*objective.sample(there)[1]) <= slope else at


def _by_curvature(objective: Objective, at: tuple[float, ...]) -> RestKind | None:
    """None where an eigenvalue is next to nothing, or where the Hessian is another one at the stationary point itself.

    A run rests near the stationary point, not on it: on x³ it rests at a small x where f″ is still positive.
    """
    here = _eigenvalues(objective, at)
    if here is None or np.abs(here).min() <= NEGLIGIBLE * np.abs(here).max():
        return None
    step = np.linalg.solve(np.array(objective.hessian(at)), np.array(objective.sample(at)[1]))
    beyond = _eigenvalues(objective, tuple(map(float, np.array(at) - BEYOND * step)))
    if beyond is None or (np.abs(beyond - here) > np.abs(here) / 2).any():
        return None
    if here[0] > 0:
        return "minimum"
    return "maximum" if here[-1] < 0 else "saddle"


def _eigenvalues(objective: Objective, at: tuple[float, ...]) -> Array | None:
    hessian = np.array(objective.hessian(at))
    return np.linalg.eigvalsh(hessian) if np.isfinite(hessian).all() and hessian.any() else None


def _looked_around(objective: Objective, at: tuple[float, ...]) -> RestKind:
    ways = {_way(objective, at, direction) for direction in _directions(len(at))}
    if "falls" in ways:
        return "maximum" if ways == {"falls"} else "saddle"
    if "unclear" in ways:
        return "undecided"
    if ways == {"level"}:
        return "level"
    return "valley" if "level" in ways else "minimum"


def _directions(dimension: int) -> list[tuple[float, ...]]:
    if dimension == 1:
        return [(1.0,), (-1.0,)]
    turns = (math.tau * place / COMPASS for place in range(COMPASS))
    return [(math.cos(turn), math.sin(turn)) for turn in turns]


def _way(objective: Objective, at: tuple[float, ...], direction: tuple[float, ...]) -> Way:
    """Whether f rises before it ever falls, is lower at each probe than at the one before, or never changes."""
    scale = 1.0 + math.hypot(*at)
    values = [
        objective.value(tuple(x + scale * reach * d for x, d in zip(at, direction, strict=True)))
        for reach in (0.0, *PROBES)
    ]
    # A slope that is left at the point moves f by as much as the point is rounded.
    slope = math.hypot(*objective.sample(at)[1])
    least = ROUNDING * max(abs(values[0]), TINY, slope * scale)
    changes = [value - values[0] for value in values[1:]]
    first = next((change for change in changes if abs(change) > least), 0.0)
    if first > 0:
        return "rises"
    if first < 0 and all(later < earlier - least for earlier, later in pairwise(values)):
        return "falls"
    return "level" if all(abs(change) <= least for change in changes) else "unclear"
