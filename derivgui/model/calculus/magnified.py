"""The curve under the microscope: (f(x0 + s t) - f(x0))/s over t in [-1, 1] at s = 10^-k, beside its tangent.

Both axes are blown up alike, so a tangent's slope is what it was. The numbers come from ball arithmetic
(``numeric.nearby.lens``) and are right at 10^-300 as they are at 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from derivgui.model.calculus.one_sided import Side, side
from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.real import Array
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.lens import LEVELS, CentreKind, Lens
from derivgui.model.numeric.nearby.magnification import LARGEST_K, SMALLEST_K
from derivgui.model.numeric.nearby.trace import Trace, trace
from derivgui.model.numeric.wide import Wide, bits_before_point, decimal_of, nearest, ratio

FINE, COARSE = 560, 110
# Where doubles still hold this share of the numbers, their difference from the line has digits enough.
ENOUGH = 1e-5
# Places where the gap to the line is looked at when doubles cannot tell both apart.
GAP_PLACES = (1.0, 0.83, 0.61, 0.37)
GAP_BITS = 24
GAP_DIGITS = 12
# Gaps below this are said to be this.
SMALLEST_GAP = Decimal("1E-1000000000000")
CENTRAL_EXPONENT = -120
SAME_SLOPE = 1e-6
SAME_TANGENT = 1e-3
MOST_BITS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Magnified:
    """What the microscope shows.

    Attributes:
        x, k: the point and the magnification 10^k; the picture is 2·10^-k wide.
        centre: "value"; "hole" where f has only a limit at x, about which the picture is drawn; "undefined" where
            there is nothing to draw a picture about; "unknown" where its numbers are too large.
        value: f(x) or that limit; NaN where undefined.
        trace: the curve, in units of 10^-k.
        left, right: how the curve leaves the point.
        slope: of the tangent; NaN where none was found.
        deviation: largest distance, straight up, of the curve from the tangent (or from the half-tangents) over the
            picture, in units of 10^-k; NaN where there is no line to compare with.
        is_straight: whether the curve is proven to be its tangent over the whole picture.
    """

    x: float
    k: float
    centre: CentreKind
    value: float
    trace: Trace
    left: Side
    right: Side
    slope: float
    deviation: Decimal
    is_straight: bool = False


def magnified(
    function: RealFunction, x0: float, k: float, budget: int = FINE, verdict: Verdict | None = None
) -> Magnified:
    """The curve about (x0, f(x0)) blown up by 10^k, 0 <= k <= 300, from about ``budget`` values at most.

    The double x0 stands for an exact place, see ``numeric.places.anchors``; ``verdict`` is the one at x0 where it is
    known.
    """
    verdict = verdict or verdict_at(function, x0)
    k = min(max(k, SMALLEST_K), LARGEST_K)
    if not _can_be_magnified(verdict):
        return _nothing(x0, k, "unknown")
    lens = Lens(function, x0, k, verdict.value)
    if lens.centre == "undefined":
        return _nothing(x0, k, "undefined")
    curve = trace(lens.quotients, budget)
    left, right = _sides(lens, verdict)
    slope = _common_slope(left, right)
    # One object for both sides: f is differentiable here.
    is_straight = left is right and lens.is_straight()
    gap = Decimal(0) if is_straight else _deviation(lens, curve.samples, left, right)
    return Magnified(x0, lens.k, lens.centre, lens.value, curve, left, right, slope, gap, is_straight)


def _can_be_magnified(verdict: Verdict) -> bool:
    """False where f has a value that nobody knows, or one with more digits than balls shall have."""
    if math.isnan(verdict.value):
        return not verdict.differentiable
    return decimal_of(verdict.value).is_finite() and bits_before_point(verdict.value) <= MOST_BITS


def _nothing(x0: float, k: float, centre: CentreKind) -> Magnified:
    nothing = Trace((), np.empty((0, 3)), 0.0, np.empty((0, 2)))
    missing = Side("missing")
    return Magnified(x0, k, centre, math.nan, nothing, missing, missing, math.nan, Decimal("NaN"))


def _sides(lens: Lens, verdict: Verdict) -> tuple[Side, Side]:
    """From the verdict where f is differentiable, else from quotients on both sides."""
    if lens.is_direct and verdict.differentiable:
        central = _central_quotient(lens, lens.bits(1))
        slope = verdict.slope if central is None else nearest(central)
        # The exact place may lie a rounding beside the verdict's double, where a wild curve has another slope.
        if abs(slope - verdict.slope) > SAME_TANGENT * (1.0 + abs(verdict.slope)):
            slope, central = verdict.slope, None
        both = Side("slope", slope, central)
        return both, both
    return side(lens, -1.0), side(lens, 1.0)


def _central_quotient(lens: Lens, bits: int) -> Ball | None:
    """The slope of a smooth function, wrong by far less than the curve's distance from its tangent."""
    with lens.working(bits):
        up, down = (lens.difference(sign, bits, CENTRAL_EXPONENT) for sign in (1.0, -1.0))
        if up is None or down is None:
            return None
        return (up - down) / lens.step(2.0, CENTRAL_EXPONENT)


def _agree(first: float, second: float) -> bool:
    if isinstance(second, Wide):
        return abs(ratio(first, second) - 1.0) <= SAME_SLOPE or max(abs(first), abs(second)) <= SAME_SLOPE
    return abs(first - second) <= SAME_SLOPE * (1.0 + abs(second))


def has_tangents(left: Side, right: Side) -> bool:
    """Whether the curve has tangents or half-tangents at the point: none where a side is torn off or never settles."""
    return not {left.kind, right.kind} & {"gap", "restless"}


def _common_slope(left: Side, right: Side) -> float:
    if left.kind == right.kind == "slope" and _agree(left.slope, right.slope):
        return right.slope
    return math.nan


def _deviation(lens: Lens, samples: Array, left: Side, right: Side) -> Decimal:
    if not has_tangents(left, right):
        return Decimal("NaN")
    lines = [(sign, half) for sign, half in ((-1.0, left), (1.0, right)) if half.kind == "slope"]
    # One object for both sides: f is differentiable here.
    smooth = left is right
    gaps = [_gap(lens, samples, sign, half, smooth) for sign, half in lines]
    return max((gap for gap in gaps if not gap.is_nan()), default=Decimal("NaN"))


def _gap(lens: Lens, samples: Array, sign: float, half: Side, smooth: bool) -> Decimal:
    """Largest distance on one side: in doubles where that has digits enough, else by balls at a few places."""
    if math.isfinite(half.slope) or half.quotient is None:
        t, v = samples[samples[:, 0] * sign > 0].T
        t, v = t[np.isfinite(v)], v[np.isfinite(v)]
        if not t.size:
            return Decimal("NaN")
        found = float(np.absolute(v - half.slope * t).max())
        if found > ENOUGH * (1.0 + abs(half.slope)) or half.quotient is None:
            return Decimal(f"{found:.{GAP_DIGITS}g}")
    places = GAP_PLACES[:1] if smooth else GAP_PLACES
    gaps = [_tiny_gap(lens, sign * place, half.quotient, smooth) for place in places]
    return max((gap for gap in gaps if gap is not None), default=Decimal("NaN"))


def _tiny_gap(lens: Lens, t: float, slope: Ball, smooth: bool) -> Decimal | None:
    """Distance of the curve from the line at t, to some digits; None where f is undefined there."""
    for level in range(1, len(LEVELS)):
        bits = lens.bits(level)
        with lens.working(bits):
            rise = lens.difference(t, bits)
            # A smooth function's slope has the digits of its level.
            line = _central_quotient(lens, bits) if smooth and level > 1 else slope
            if rise is None or line is None:
                return None
            distance = abs(rise / lens.step(1.0, 0) - line * t)
            if distance.is_zero():
                break
            if distance.rel_accuracy_bits() >= GAP_BITS:
                return _decimal(distance)
    return Decimal(0)


def _decimal(distance: Ball) -> Decimal:
    if distance < 1 and distance.log() < float(SMALLEST_GAP.adjusted()) * math.log(10):
        return SMALLEST_GAP
    return Decimal(distance.mid().str(GAP_DIGITS, radius=False))
