"""What kind of stationary point a run has come to rest at."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from derivgui.model.descent.objective import Objective
from derivgui.model.descent.outcome import RestKind
from derivgui.model.language.real import Array

# An eigenvalue this share of the largest one counts as 0: the second derivatives do not decide.
NEGLIGIBLE = 1e-6
PROBES = tuple(0.02 * 2.0**j for j in range(7))
COMPASS = 16
# The Hessian is looked at again this many Newton steps from where the run rests.
BEYOND = 4.0
ROUNDING = 1e-12
TINY = 1e-12


def rest_kind(objective: Objective, at: tuple[float, ...]) -> RestKind:
    """By the Hessian's eigenvalues; where they do not decide, by looking whether f goes on falling somewhere."""
    return _by_curvature(objective, at) or _looked_around(objective, at)


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
    ways = [_way(objective, at, direction) for direction in _directions(len(at))]
    if all(way < 0 for way in ways):
        return "maximum"
    if any(way < 0 for way in ways):
        return "saddle"
    return "minimum" if all(way > 0 for way in ways) else "undecided"


def _directions(dimension: int) -> list[tuple[float, ...]]:
    if dimension == 1:
        return [(1.0,), (-1.0,)]
    turns = (math.tau * place / COMPASS for place in range(COMPASS))
    return [(math.cos(turn), math.sin(turn)) for turn in turns]


def _way(objective: Objective, at: tuple[float, ...], direction: tuple[float, ...]) -> int:
    """1 where f rises before it ever falls, -1 where it is lower at each probe than at the one before, else 0."""
    scale = 1.0 + math.hypot(*at)
    values = [
        objective.value(tuple(x + scale * reach * d for x, d in zip(at, direction, strict=True)))
        for reach in (0.0, *PROBES)
    ]
    least = ROUNDING * max(abs(values[0]), TINY)
    change = next((value - values[0] for value in values[1:] if abs(value - values[0]) > least), 0.0)
    if change > 0:
        return 1
    return -1 if all(later < earlier - least for earlier, later in pairwise(values)) else 0
