"""What the microscope shows, in words and numbers: decided from the picture's own numbers and from the verdict."""

from __future__ import annotations

import math
from decimal import Decimal

from derivgui.model.calculus.magnified import SMALLEST_GAP, Magnified
from derivgui.model.calculus.verdict import Status, Verdict
from derivgui.model.numeric.wide import ARITHMETIC, decimal_of, length
from derivgui.model.scene.numbers import format_number

DIGITS = 2
# Shares of the picture's width: less cannot be seen, more is not straight.
INVISIBLE = Decimal("0.0001")
STRAIGHT = Decimal("0.025")
FAR_OFF = Decimal("0.75")
RESTLESS_SHARE = 0.25
# A curve that leaves the picture so near the point folds into a vertical.
NEAR = 1 / 8
NO_BEND = "There is no bend: the curve is its own tangent."


def magnification_text(k: float) -> str:
    """ "×10³⁰⁰", the factor by which both axes are blown up."""
    return f"×\N{THIN SPACE}{format_number(_power(k), DIGITS)}"


def width_text(k: float) -> str:
    """ "width 2·10⁻³⁰⁰": how much of the axis is seen."""
    return f"width {format_number(2 * _power(-k), DIGITS)}"


def gap_text(shown: Magnified) -> str:
    """The largest distance of the curve from its tangent or half-tangents; "" where there is none of these."""
    if shown.deviation.is_nan():
        return ""
    below = "below " if shown.deviation == SMALLEST_GAP else ""
    return f"largest gap {below}{format_number(shown.deviation, DIGITS)}"


def _power(k: float) -> Decimal:
    whole = math.floor(k)
    return Decimal(f"{10.0 ** (k - whole):.6g}").scaleb(whole)


def sentence(shown: Magnified, verdict: Verdict) -> tuple[str, Status]:
    """One sentence on what is seen, and how sure that is."""
    if shown.centre == "unknown":
        return "The numbers here are too large to be blown up.", verdict.status
    if shown.centre == "undefined":
        return _nothing(verdict), verdict.status
    if shown.is_straight:
        return NO_BEND, "proven"
    text, agrees = _seen(shown, verdict)
    if shown.centre == "hole":
        text = f"About a hole: {text[0].lower()}{text[1:]}"
    return text, verdict.status if agrees else "numerical"


def _nothing(verdict: Verdict) -> str:
    if verdict.kind == "pole":
        return "The curve runs off to infinity: there is no point to blow up."
    return "There is no value here, so there is no point to blow up."


def _seen(shown: Magnified, verdict: Verdict) -> tuple[str, bool]:
    """The sentence, and whether the verdict says the same of the limit that it speaks of."""
    left, right = shown.left.kind, shown.right.kind
    kinds = {left, right}
    if "gap" in kinds:
        return "Torn: a part of the curve never comes near the point.", verdict.kind in ("jump", "removable")
    if "restless" in kinds:
        return "It never settles, however far you zoom.", verdict.kind == "oscillation"
    if "unclear" in kinds:
        return "What becomes of the curve here is not determined.", False
    if "missing" in kinds:
        return _at_an_end(shown), verdict.kind == "endpoint"
    if "vertical" in kinds:
        return _upright(shown), verdict.kind in ("cusp", "vertical tangent", "corner")
    if math.isnan(shown.slope):
        return _corner(shown), verdict.kind == "corner"
    return _straight(shown), False


def _at_an_end(shown: Magnified) -> str:
    kinds = {shown.left.kind, shown.right.kind}
    if "vertical" in kinds:
        return "The curve ends here, and folds into a vertical ray."
    if "slope" in kinds:
        return "The curve ends here: its tangent is a half-line."
    return "A single point: there is no curve beside it."


def _upright(shown: Magnified) -> str:
    left, right = shown.left, shown.right
    if left.kind != right.kind:
        return "One side becomes a straight line, the other folds upright."
    what = "a vertical line" if left.slope == right.slope else "a vertical ray"
    return f"It folds into {what}." if _is_upright(shown) else f"It will fold into {what}: zoom in."


def _is_upright(shown: Magnified) -> bool:
    """True where the curve has left the picture next to the point."""
    t, v = shown.trace.samples.T
    beside = (abs(t) >= NEAR) & ~(abs(v) <= 1.0)
    return bool(beside.sum() == (abs(t) >= NEAR).sum())


def _corner(shown: Magnified) -> str:
    if _seen_share(shown) <= STRAIGHT:
        return "The corner stays, however far you zoom."
    return "A corner whose arms still bend: zoom in."


def _seen_share(shown: Magnified) -> Decimal:
    """The largest gap across the curve as a share of the picture's width: on a steep curve less than straight up."""
    sides = (side for side in (shown.left, shown.right) if side.kind == "slope")
    steepness = min(decimal_of(length(1.0, side.slope)) for side in sides)
    return ARITHMETIC.divide(shown.deviation, ARITHMETIC.multiply(steepness, Decimal(2)))


def _straight(shown: Magnified) -> str:
    share = _seen_share(shown)
    if shown.deviation.is_nan() or share > FAR_OFF or shown.trace.restless_share > RESTLESS_SHARE:
        return "Far from straight at this magnification."
    # Half of the smallest gap would be rounded to 0.
    if shown.deviation == 0:
        return NO_BEND
    if share <= INVISIBLE:
        return "At this magnification nothing is left of the bend."
    if share <= STRAIGHT:
        return "Nearly straight: curve and tangent can hardly be told apart."
    return "The curve still bends away from its tangent: zoom in."
