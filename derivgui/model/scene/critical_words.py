"""Critical points in words: for lists, screen readers and the command line."""

from __future__ import annotations

import math

from derivgui.model.calculus.critical.points import CriticalLine, CriticalPoint, CriticalSurvey
from derivgui.model.scene.numbers import format_number

DIGITS = 6
REASONS = {
    "pole": "near poles",
    "jump": "near jumps",
    "edge": "near the edge of the domain",
    "corner": "near corners, where f is not differentiable and may have extremes all the same",
    "degenerate": "close to degenerate points",
    "line": "close to lines of critical points",
    "undecided": "in a few places where rounding decides",
    "budget": "in parts of the window that would take too long",
}


def point_words(point: CriticalPoint, digits: int = DIGITS) -> str:
    """ "minimum at (3, 2), value 0, λ = 25.7 and 82.3, safe learning rate below 0.0243 (proven)"."""
    small, large = (format_number(value, digits) for value in point.eigenvalues)
    rate = point.safe_rate
    safe = "" if math.isnan(rate) else f", safe learning rate below {format_number(rate, digits)}"
    return (
        f"{kind_words(point)} at {place_words(point, digits)}, value {format_number(point.value, digits)}, "
        f"eigenvalues {small} and {large}{safe} ({point.status})"
    )


def point_label(point: CriticalPoint) -> str:
    """ "minimum at (3, 2), value 0": what stands beside its mark."""
    return f"{kind_words(point)} at {place_words(point)}, value {format_number(point.value)}"


def kind_words(point: CriticalPoint) -> str:
    """ "saddle", "degenerate (a minimum, as far as can be seen)"."""
    if point.nature == "neither":
        return "degenerate (no extremum: f rises and falls from here)"
    return f"degenerate (a {point.nature}, as far as can be seen)" if point.nature else point.kind


def place_words(point: CriticalPoint, digits: int = DIGITS) -> str:
    """ "(3, 2)"."""
    return f"({format_number(point.x, digits)}, {format_number(point.y, digits)})"


def line_words(line: CriticalLine) -> str:
    """ "a whole line of minima from (−5, −5) to (5, 5), value 0 (proven)"."""
    start, end = (f"({format_number(x)}, {format_number(y)})" for x, y in (line.points[0], line.points[-1]))
    where = f"a closed line through {start}" if start == end else f"a whole line from {start} to {end}"
    kind = {"minimum": "minima, none of them strict", "maximum": "maxima, none of them strict"}.get(line.kind, "")
    return f"{where} of critical points{': ' if kind else ''}{kind}, value {format_number(line.value)} ({line.status})"


def short_line_words(line: CriticalLine) -> str:
    """ "line of minima", for a list."""
    return {"minimum": "line of minima", "maximum": "line of maxima"}.get(line.kind, "line of critical points")


LEVEL = "f is level on a whole region, and every point there is critical."


def completeness(survey: CriticalSurvey) -> str:
    """One sentence: whether more may hide in the window, and where."""
    if survey.complete:
        return "Proven: there are no others in this window." if _has_any(survey) else "Proven: there is none."
    reasons = dict.fromkeys(gap.reason for gap in survey.gaps)
    listed = "; ".join(REASONS[reason] for reason in reasons)
    return f"Not proven that there are no others: {listed}."


def _has_any(survey: CriticalSurvey) -> bool:
    return bool(survey.points or survey.lines or survey.level)
