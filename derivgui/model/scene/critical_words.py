"""Critical points in words: for the list, for the card below the pointer, for a screen reader."""

from __future__ import annotations

from derivgui.model.calculus.critical.points import CriticalLine, CriticalPoint, CriticalSurvey, Gap
from derivgui.model.scene.numbers import format_number

REASONS = {
    "pole": "near a pole",
    "jump": "near a jump",
    "edge": "at the edge of the domain",
    "corner": "at a corner",
    "degenerate": "around a degenerate point",
    "line": "along a line of critical points",
    "undecided": "where doubles do not decide",
    "budget": "where the search gave up",
}


def kind_words(point: CriticalPoint) -> str:
    """ "minimum", "degenerate, yet a minimum", "degenerate, neither minimum nor maximum"."""
    if point.kind != "degenerate" or not point.nature:
        return point.kind
    return "degenerate: no extremum" if point.nature == "neither" else f"degenerate {point.nature}"


def place_words(point: CriticalPoint, digits: int = 6) -> str:
    """ "(3, 2)"."""
    return f"({format_number(point.x, digits)}, {format_number(point.y, digits)})"


def point_label(point: CriticalPoint) -> str:
    """One line: what, where, how high."""
    return f"{kind_words(point)} at {place_words(point)}, height {format_number(point.value)}"


def line_words(line: CriticalLine) -> str:
    """A whole curve of critical points."""
    bend = {"minimum": "line of lowest points", "maximum": "line of highest points"}
    return bend.get(line.kind, "line of critical points")


def survey_words(survey: CriticalSurvey) -> str:
    """What is known of those that are not listed."""
    if survey.level:
        return "The function is level on a whole region: every point there is critical."
    if survey.complete:
        found = bool(survey.points or survey.lines)
        return "Proven: there are no others in this window." if found else "Proven: there are none in this window."
    gap = min(survey.gaps, key=lambda gap: list(REASONS).index(gap.reason))
    return f"Whether there are others {REASONS[gap.reason]} is not determined, as around {_gap_place(gap)}."


def _gap_place(gap: Gap) -> str:
    return f"({format_number(gap.x, 3)}, {format_number(gap.y, 3)})"
