"""Is f differentiable at a? The verdict, with its reason in geometric words and how far it can be trusted.

Asked in this order: is f defined at a; is it continuous there (jumps, holes, poles and oscillations masquerade as
cusps or as smooth); only then the one-sided difference quotients. The limit of f' is never consulted: x² sin(1/x) has
a derivative at 0 although f' has no limit there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from derivgui.model.calculus.beyond_doubles import numbers_at, with_own_digits
from derivgui.model.calculus.tangent import Tangent, tangent_at
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.anchors import anchor_of
from derivgui.model.numeric.steps import Steps, at_once
from derivgui.model.numeric.wide import is_out_of_doubles

if TYPE_CHECKING:
    from derivgui.model.numeric.nearby.behaviour import Behaviour
    from derivgui.model.numeric.nearby.side import Side

Status: TypeAlias = Literal["proven", "numerical", "not determined"]
Kind: TypeAlias = Literal[
    "smooth", "corner", "cusp", "vertical tangent", "jump", "removable", "pole", "oscillation", "endpoint", "undefined",
    "not determined",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of f at x. A number that no double holds is a ``Wide``, as far as it is known.

    Attributes:
        value: f(x), NaN where undefined; where f is smooth and nothing is known of its value, NaN or ±inf.
        differentiable: None where it is not determined.
        kind: one of ``Kind``.
        slope: f'(x), NaN where there is none, or where f is smooth and its slope is not known.
        left_slope, right_slope: one-sided limits of (f(x+h) - f(x))/h; ±inf where they grow without bound, NaN where
            they do not exist (no value at x or beside it, or no limit).
        left_limit, right_limit: one-sided limits of f; ±inf at poles, NaN where there is none.
        is_value_told: False where nobody can tell whether f has a value at x, or which.
        reason: one sentence.
        status: "proven" where every step is exact or follows from the rules of differentiation; "numerical" where it
            rests on 50 digits and more.
    """

    x: float
    value: float
    differentiable: bool | None
    kind: Kind
    slope: float
    left_slope: float
    right_slope: float
    reason: str
    status: Status
    left_limit: float = math.nan
    right_limit: float = math.nan
    is_value_told: bool = True

    @property
    def is_awaited(self) -> bool:
        """Whether this is only what is said until there is one."""
        return self.reason is AWAITED

    @property
    def height(self) -> float:
        """f(x), or the height at which a hole or an open end stands; NaN where there is none."""
        limits = [limit for limit in (self.value, self.left_limit, self.right_limit) if math.isfinite(limit)]
        return limits[0] if limits else math.nan


def verdict_at(function: RealFunction, x: float) -> Verdict:
    """The verdict at the place that the double x stands for."""
    return at_once(judging(function, x))


def judging(function: RealFunction, x: float) -> Steps[Verdict]:
    """The same in steps of a few milliseconds; where nothing is to be looked into there is one step only."""
    return (yield from _judging(function, tangent_at(function, x)))


def touch(function: RealFunction, x: float) -> tuple[Tangent, Verdict]:
    """The tangent at x with the verdict behind it; it has no slope where f is not differentiable."""
    return at_once(touching(function, x))


def touching(function: RealFunction, x: float) -> Steps[tuple[Tangent, Verdict]]:
    """The same in steps; see ``judging``."""
    verdict = yield from _judging(function, tangent_at(function, x))
    return Tangent(x, verdict.value, verdict.slope), verdict


def awaited(x: float) -> tuple[Tangent, Verdict]:
    """What can be told of a point before there is a verdict: nothing. Doubles may have a height where f has none."""
    return Tangent(x, math.nan, math.nan), _undecided(x, math.nan, AWAITED, is_told=False)


def _judging(function: RealFunction, tangent: Tangent) -> Steps[Verdict]:
    """The verdict at a tangent's point, of which the regular case is known already.

    A finite Taylor jet away from every critical place of the tree means that each step of the chain rule was allowed.
    """
    x = tangent.x
    if not math.isfinite(x):
        return _undecided(x, math.nan, "A point at infinity has no neighbours.")
    anchor = anchor_of(function, x)
    if tangent.exists and not anchor.is_critical:
        if is_out_of_doubles(tangent.value) or is_out_of_doubles(tangent.slope):
            return _smooth(x, *with_own_digits(function, x, tangent.value, tangent.slope))
        return _smooth(x, tangent.value, tangent.slope)
    if not anchor.is_critical and (is_out_of_doubles(tangent.value) or not function.suspects):
        known = numbers_at(function, x, tangent.value)
        if known is not None:
            return _smooth(x, *known)
    from derivgui.model.numeric.nearby.behaviour import observing

    yield
    verdict = _from_behaviour((yield from observing(function, x, anchor, briefly=True)), x)
    if verdict.status != "proven" and anchor.is_critical and anchor.is_as_written:
        # A rounded value may be next to every level.
        known = numbers_at(function, x, tangent.value)
        if known is not None:
            return _smooth(x, *known)
    if not anchor.is_critical and verdict.kind not in ORDINARY and verdict.status != "proven":
        # Where no part of the tree can break, anything else is rounding: the numbers of sin(1/x) at 1e-300 jump about.
        return _undecided(x, tangent.value, REASONS["not determined"], verdict.is_value_told)
    return verdict


def _smooth(x: float, value: float, slope: float) -> Verdict:
    is_told = not math.isnan(value)
    return Verdict(x, value, True, "smooth", slope, slope, slope, SMOOTH, "proven", value, value, is_told)


def _undecided(x: float, value: float, reason: str, is_told: bool = True) -> Verdict:
    nothing = (math.nan, math.nan)
    return Verdict(x, value, None, "not determined", *_NO_SLOPES, reason, "not determined", *nothing, is_told)


# What f may be where nothing happens to any part of it.
ORDINARY: tuple[Kind, ...] = ("smooth", "undefined", "not determined")
AWAITED = "A closer look takes a moment."
SMOOTH = "Zoomed in, the curve becomes one straight line: the tangent."
REASONS: dict[str, str] = {
    "not determined": "Neither the formula nor its numbers decide what happens here.",
    "undefined": "The function has no value here, nor anywhere near: there is no curve to touch.",
    "isolated": "The curve is a single point here: there are no secants, so there is no tangent.",
    "odd pole": "The curve runs off to infinity, down on one side and up on the other: there is no point to touch.",
    "even pole": "The curve runs off to infinity on both sides: there is no point to touch.",
    "odd pole beside a point": "The curve runs off to infinity, down on one side, up on the other: its point is apart.",
    "even pole beside a point": "The curve runs off to infinity on both sides: its point is apart.",
    "one-sided pole beside a point": "The curve runs off to infinity on one side: no line can follow it.",
    "one-sided pole": "The curve runs off to infinity on one side: no line can follow it.",
    "oscillation": "The curve swings to and fro faster and faster and never settles on a height: it has no limit here.",
    "swinging secants": "The curve arrives, but its secants swing to and fro for ever: they settle on no line.",
    "swinging side": "On one side the secants swing to and fro for ever: they settle on no line.",
    "jump": "The curve is torn here: its two sides arrive at different heights.",
    "torn side": "The point lies apart from its curve, which arrives at another height.",
    "hole": "The curve has a hole here: both sides arrive at the same height, but there is no point.",
    "stray point": "The point lies apart from its curve: both sides arrive at another height.",
    "corner": "The curve has a corner: its secants settle on one line from the left and on another from the right.",
    "half vertical": "The curve has a corner with one upright side: there the secants turn upright without end.",
    "cusp": "The curve turns back in a spike: the secants turn upright from both sides, one rising and one falling.",
    "vertical tangent": "The tangent stands upright: the secants grow steeper without end, so there is no slope.",
    "endpoint": "The curve ends here: secants exist on one side only.",
    "upright end": "The curve ends here, upright: secants exist on one side only and grow steeper without end.",
    "open end": "The curve ends here in an open end: there is no point on one side, and none at the end.",
    "settled swinging": "However fast the curve swings, its secants are squeezed onto one line: the tangent.",
    "smooth": SMOOTH,
}
_NO_SLOPES = (math.nan, math.nan, math.nan)


def _from_behaviour(seen: Behaviour, x: float) -> Verdict:
    kind, why = _kind(seen)
    left, right = seen.left, seen.right
    slope = left.slope if kind == "smooth" else math.nan
    differentiable = None if kind == "not determined" else kind == "smooth"
    status: Status = "not determined" if kind == "not determined" else "proven" if seen.proven else "numerical"
    slopes, limits = (slope, left.slope, right.slope), (left.limit, right.limit)
    is_told = seen.defined is not None
    return Verdict(x, seen.value, differentiable, kind, *slopes, REASONS[why], status, *limits, is_told)


def _kind(seen: Behaviour) -> tuple[Kind, str]:
    """The kind and the key of its reason."""
    sides = (seen.left, seen.right)
    kinds = {side.kind for side in sides}
    if seen.defined is None or "not determined" in kinds:
        return "not determined", "not determined"
    if kinds == {"undefined"}:
        return ("endpoint", "isolated") if seen.defined else ("undefined", "undefined")
    if "infinite" in kinds:
        return "pole", _pole(*sides) + (" beside a point" if seen.defined else "")
    if "oscillating" in kinds:
        return "oscillation", "oscillation"
    if "undefined" in kinds:
        return _one_sided(seen)
    if not seen.defined:
        return ("removable", "hole") if seen.same_limit else ("jump", "jump")
    if not seen.joined:
        return ("removable", "stray point") if seen.same_limit else ("jump", "jump")
    return _continuous(seen)


def _pole(left: Side, right: Side) -> str:
    if left.kind != right.kind:
        return "one-sided pole"
    return "even pole" if left.limit == right.limit else "odd pole"


def _one_sided(seen: Behaviour) -> tuple[Kind, str]:
    """f is defined on one side only, and has a finite limit there."""
    side = seen.right if seen.left.kind == "undefined" else seen.left
    if not seen.defined:
        return "endpoint", "open end"
    if not (seen.right_arrives if side is seen.right else seen.left_arrives):
        return "removable", "torn side"
    if side.slope_kind == "not determined":
        return "not determined", "not determined"
    if side.slope_kind == "oscillating":
        return "oscillation", "swinging side"
    return "endpoint", "upright end" if side.slope_kind == "infinite" else "endpoint"


def _continuous(seen: Behaviour) -> tuple[Kind, str]:
    left, right = seen.left, seen.right
    kinds = {left.slope_kind, right.slope_kind}
    if "oscillating" in kinds:
        return "oscillation", "swinging secants" if len(kinds) == 1 else "swinging side"
    if "not determined" in kinds:
        return "not determined", "not determined"
    if kinds == {"infinite"}:
        return ("vertical tangent",) * 2 if left.slope == right.slope else ("cusp", "cusp")
    if kinds == {"finite", "infinite"}:
        return "corner", "half vertical"
    if not seen.same_slope:
        return "corner", "corner"
    return "smooth", "settled swinging" if left.swings or right.swings else "smooth"
