"""Landmarks that are nothing but rounding: beside a hole doubles lose f', and its noise changes sign.

Balls know the sign of f' and f'' there. A landmark around which they never change as they should is a phantom; where
the curve has something of the kind at a critical place close by, that is what doubles have seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from derivgui.model.calculus.landmarks import Kind, Landmark
from derivgui.model.calculus.tidy import REACH
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.leaning import leanings
from derivgui.model.numeric.places.places import Watch
from derivgui.model.numeric.viewport import Viewport

BITS = 320
# From so far beside a landmark the signs are compared, relative to 1 or to x: near by, and as far as doubles may err.
NEAR, FAR = (1e-12, 1e-10, 1e-8), (1e-6, 1e-4, REACH)
# Which derivative changes its sign at a landmark, and from which sign: any where none is given.
_CHANGES: dict[Kind, tuple[int, int | None]] = {
    "minimum": (1, -1), "maximum": (1, 1), "inflection": (2, None), "horizontal inflection": (2, None),
}  # fmt: skip
_TURNS: dict[int, Kind] = {1: "minimum", -1: "maximum"}
_ANY_HEIGHT = (-1.0, 1.0, 1.0, 1.0)


def looked_at_again(function: RealFunction, mark: Landmark) -> Landmark | None:
    """An extremum or inflection that is not proven, moved to where balls see it; None for a phantom."""
    if mark.kind not in _CHANGES or not all(_stays(function, mark, width) for width in NEAR):
        return mark
    around = _critical_places(function, mark.x)
    meant = _meant(function, mark, around)
    if meant is not None:
        return meant
    for width in FAR:
        if _stays(function, mark, width):
            continue
        step = width * max(1.0, abs(mark.x))
        if any(abs(x - mark.x) <= step and math.isnan(verdict_at(function, x).value) for x in around):
            return None
        return _moved(function, mark, step)
    return None


def _stays(function: RealFunction, mark: Landmark, width: float) -> bool:
    """Whether balls are certain that the derivative does not change its sign as it should between these distances."""
    left, right = _signs(function, mark, width * max(1.0, abs(mark.x)))
    return bool(left and right) and (left == right or _CHANGES[mark.kind][1] not in (None, left))


def _moved(function: RealFunction, mark: Landmark, step: float) -> Landmark:
    """The same where the sign of the derivative changes, to a unit of rounding; as it is where that is not certain."""
    order = _CHANGES[mark.kind][0]
    a, b = mark.x - step, mark.x + step
    left, right = _signs(function, mark, step)
    while left and right and a < (middle := 0.5 * (a + b)) < b:
        sign = _sign(function, middle, order)
        a, b = (a, middle) if sign == right else (middle, b)
        if not sign:
            break
    else:
        if left and right:
            y = function.exact_value(a)
            return replace(mark, x=a, y=function.at(a) if y is None else y, sharp=False)
    return mark


def _meant(function: RealFunction, phantom: Landmark, places: Sequence[float]) -> Landmark | None:
    """The extremum at one of these critical places, None where there is none."""
    for x in places:
        verdict = verdict_at(function, x)
        if verdict.kind not in ("smooth", "corner", "cusp"):
            continue
        rises = {(left.rise, right.rise) for left, right in leanings(function, x)}
        for rise, kind in _TURNS.items():
            if (rise, rise) in rises:
                sharp = verdict.kind != "smooth"
                mark = replace(phantom, kind=kind, x=x, y=verdict.value + 0.0, sharp=sharp)
                return replace(mark, status="proven") if verdict.status == "proven" else mark
    return None


def _critical_places(function: RealFunction, x: float) -> list[float]:
    reach = REACH * max(1.0, abs(x))
    watch = function.notes.get("watch") or Watch(function)
    places: list[float] = watch.places(Viewport(x - reach, x + reach, *_ANY_HEIGHT)).x.tolist()
    return places


def _signs(function: RealFunction, mark: Landmark, step: float) -> tuple[int, int]:
    """Of the derivative that should change its sign, on both sides; 0 where it is not certain."""
    order = _CHANGES[mark.kind][0]
    return _sign(function, mark.x - step, order), _sign(function, mark.x + step, order)


def _sign(function: RealFunction, x: float, order: int) -> int:
    with flint.ctx.workprec(BITS):
        found = enclosed_series(function.concrete, {function.variable: flint.arb(x)}, function.variable, order)
        if found is None:
            return 0
        return 1 if found[order] > 0 else -1 if found[order] < 0 else 0
