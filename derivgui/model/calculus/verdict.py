"""Is f differentiable at a? The verdict, with its reason and how far it can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from derivgui.model.calculus.tangent import tangent_at
from derivgui.model.numeric.function import RealFunction

Status: TypeAlias = Literal["proven", "numerical", "not determined"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of f at x.

    Attributes:
        value: f(x), NaN where undefined.
        differentiable: None where it is not determined.
        kind: "smooth", "undefined" or "not determined".
        slope, left_slope, right_slope: NaN where they do not exist or are not known.
        reason: one sentence.
        status: "proven" where every rule of differentiation on the way holds at x.
    """

    x: float
    value: float
    differentiable: bool | None
    kind: str
    slope: float
    left_slope: float
    right_slope: float
    reason: str
    status: Status


def verdict_at(function: RealFunction, x: float) -> Verdict:
    """Ask the tree: a finite Taylor jet means that every step of the chain rule was allowed at x."""
    tangent = tangent_at(function, x)
    if math.isinf(tangent.value):
        reason = "The value here is too large to be computed in double precision."
        return _without_slope(x, tangent.value, None, "not determined", reason, "not determined")
    if math.isnan(tangent.value):
        return _without_slope(x, tangent.value, False, "undefined", "The function has no value here.", "numerical")
    if tangent.exists:
        slope = tangent.slope
        reason = "The curve has one tangent here."
        return Verdict(x, tangent.value, True, "smooth", slope, slope, slope, reason, "proven")
    reason = "The rules of differentiation do not decide here: this may be a corner, a joint or an end of the domain."
    return _without_slope(x, tangent.value, None, "not determined", reason, "not determined")


def _without_slope(
    x: float, value: float, differentiable: bool | None, kind: str, reason: str, status: Status
) -> Verdict:
    return Verdict(x, value, differentiable, kind, math.nan, math.nan, math.nan, reason, status)
