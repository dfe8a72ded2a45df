"""Functions of one number with their slopes, as fast as Python's own; domains as in ``real`` and ``series``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

from derivgui.model.language.real import EPSILON, FARTHEST_TYPED_POLE

# A value and the rate w'(u), NaN where there is none.
Rule: TypeAlias = Callable[[float], tuple[float, float]]

NAN = math.nan
_NOTHING = (NAN, NAN)


def _exp(u: float) -> tuple[float, float]:
    try:
        w = math.exp(u)
    except OverflowError:
        w = math.inf
    return w, w


def _ln(u: float) -> tuple[float, float]:
    return (math.log(u), 1.0 / u) if u > 0.0 else _NOTHING


def _sqrt(u: float) -> tuple[float, float]:
    if u > 0.0:
        w = math.sqrt(u)
        return w, 0.5 / w
    return (0.0, NAN) if u == 0.0 else _NOTHING


def _abs(u: float) -> tuple[float, float]:
    return (u, 1.0) if u > 0.0 else (-u, -1.0) if u < 0.0 else (abs(u), NAN)


def _sin(u: float) -> tuple[float, float]:
    return (math.sin(u), math.cos(u)) if math.isfinite(u) else _NOTHING


def _cos(u: float) -> tuple[float, float]:
    return (math.cos(u), -math.sin(u)) if math.isfinite(u) else _NOTHING


def _tan(u: float) -> tuple[float, float]:
    if not math.isfinite(u):
        return _NOTHING
    w = math.tan(u)
    # A pole within the rounding error of the angle, as in ``real.tan``.
    is_pole = abs(w) * abs(u) * EPSILON >= 1.0 and abs(u) <= FARTHEST_TYPED_POLE
    return _NOTHING if is_pole else (w, 1.0 + w * w)


def _sinh(u: float) -> tuple[float, float]:
    try:
        return math.sinh(u), math.cosh(u)
    except OverflowError:
        return math.copysign(math.inf, u), math.inf


def _cosh(u: float) -> tuple[float, float]:
    w, rate = _sinh(u)
    return rate, w


def _tanh(u: float) -> tuple[float, float]:
    steepness = 1.0 / _cosh(u)[0]
    return math.tanh(u), steepness * steepness


def _atan(u: float) -> tuple[float, float]:
    return math.atan(u), 1.0 / (1.0 + u * u)


RULES: Mapping[str, Rule] = {
    "exp": _exp, "ln": _ln, "sqrt": _sqrt, "abs": _abs, "sin": _sin, "cos": _cos, "tan": _tan, "sinh": _sinh,
    "cosh": _cosh, "tanh": _tanh, "atan": _atan,
}  # fmt: skip
