"""The limit of the difference quotient in words and as a formula."""

from __future__ import annotations

import math

import numpy as np

from derivgui.model.calculus.verdict import Verdict
from derivgui.model.document.document import Notation
from derivgui.model.numeric.wide import Wide, ratio
from derivgui.model.scene.notation import derivative_latex, place_text
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.readout import slope_text
from derivgui.model.scene.scene import Scene

AGREES = 1e-6


def limit_formula(name: str, variable: str, notation: Notation, second: str = "") -> tuple[str, str, str]:
    """The definition as LaTeX, as words and as plain text; of a partial derivative where a ``second`` is held."""
    held = f",{second}" if second else ""
    quotient = rf"\frac{{{name}({variable}+h{held})-{name}({variable}{held})}}{{h}}"
    left = derivative_latex(name, variable, notation, second)
    kind, with_held = ("partial derivative", f" and {second}") if second else ("derivative", "")
    words = (
        f"the {kind} of {name} at {variable}{with_held} is the limit, as h goes to 0, of {name} of {variable} plus h"
        f"{with_held} minus {name} of {variable}{with_held}, divided by h"
    )
    symbol = f"{name}_{variable}" if second else f"{name}'"
    plain = f"{symbol}({variable}{held}) = lim h->0 ({name}({variable}+h{held}) - {name}({variable}{held}))/h"
    return rf"{left}=\lim_{{h\to 0}}{quotient}", words, plain


def limit_sentence(scene: Scene, notation: Notation) -> str:
    """What the table shows, said only as strongly as the numbers allow."""
    tangent, verdict, table = scene.tangent, scene.verdict, scene.quotients
    if tangent is None or verdict is None:
        return "Choose a function that can be read and is not hidden, to see its difference quotients."
    if verdict.is_awaited:
        return verdict.reason
    at = place_text(tangent.x, scene.held)
    if verdict.differentiable and math.isnan(verdict.slope):
        return f"On the way to {scene.name}({at}) numbers are too large to be computed here."
    if verdict.differentiable is False:
        return _why_not(scene.name, at, verdict)
    if table is None:
        return ""
    right, left = (table.quotient(-1, side) for side in (0, 1))
    slope = tangent.slope
    if all(_agree(quotient, slope) for quotient in (right, left)):
        text = slope_text(scene.name, scene.statics.variable, tangent, verdict, notation, scene.held)
        return f"From both sides the secant's slope goes to {text}."
    return f"At h = {format_number(float(table.steps[-1]))} the secant's slope is {format_number(right)}."


def _agree(quotient: float, slope: float) -> bool:
    """Whether both are known, and nearly one number."""
    if isinstance(slope, Wide):
        return abs(ratio(quotient, slope) - 1.0) <= AGREES
    return bool(np.isclose(quotient, slope, rtol=AGREES, atol=AGREES)) and math.isfinite(slope)


def _why_not(name: str, at: str, verdict: Verdict) -> str:
    """Why there is no derivative, and how sure that is."""
    missing = f"{name}({at}) is not defined. " if math.isnan(verdict.value) else ""
    return f"{missing}{verdict.reason} ({verdict.status.capitalize()}.)"
