"""Verdicts in words and numbers."""

from __future__ import annotations

import math

from derivgui.model.calculus.verdict import Verdict
from derivgui.model.scene.numbers import format_number

DIGITS = 5
_TITLES = {
    "removable": "hole",
    "endpoint": "end of the curve",
    "undefined": "no curve here",
    "oscillation": "endless swinging",
}


def kind_words(verdict: Verdict) -> tuple[str, str]:
    """The kind of point, and what its two sides do in numbers ("" where there is nothing to say)."""
    return _title(verdict), _numbers(verdict)


def _title(verdict: Verdict) -> str:
    if verdict.kind == "removable" and math.isfinite(verdict.value):
        return "stray point"
    if verdict.kind == "endpoint" and math.isnan(verdict.left_limit) and math.isnan(verdict.right_limit):
        return "single point"
    return _TITLES.get(verdict.kind, verdict.kind)


def _numbers(verdict: Verdict) -> str:
    left, right = verdict.left_slope, verdict.right_slope
    if verdict.kind in ("corner", "cusp"):
        return f"slopes {_number(left)} | {_number(right)}"
    if verdict.kind in ("jump", "pole"):
        return _sides("from", verdict.left_limit, verdict.right_limit)
    if verdict.kind == "removable":
        return f"both sides → {_number(verdict.left_limit)}"
    if verdict.kind == "endpoint" and math.isfinite(verdict.value):
        return "" if math.isnan(left) and math.isnan(right) else _sides("slope from", left, right)
    if verdict.kind == "endpoint":
        return f"height → {_number(verdict.height)}"
    return ""


def _sides(word: str, left: float, right: float) -> str:
    if math.isnan(left):
        return f"{word} the right {_number(right)}"
    if math.isnan(right):
        return f"{word} the left {_number(left)}"
    return f"{_number(left)} | {_number(right)}"


def _number(value: float) -> str:
    return format_number(value, DIGITS)
