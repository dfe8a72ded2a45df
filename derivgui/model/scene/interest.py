"""Points of interest of the active curve in a window: what was found, ready to be listed, marked and spoken.

Finding them is the business of ``finding``, which is imported when a hand rests.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from derivgui.model.scene.exact_names import named, named_and_measured
from derivgui.model.scene.numbers import format_number

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Landmark
    from derivgui.model.calculus.sign_runs import Run

MOST_MARKS = 80


@dataclass(frozen=True, slots=True, eq=False)
class Interest:
    """What is worth stopping at, by x.

    Attributes:
        marks: at most ``MOST_MARKS``, the nearest to the middle of the window.
        spots: the places of the marks that have a height, with what is said of them.
        left_off: how many more marks there are.
        slopes: where the curve rises, falls and is level.
        names: the other functions' names, by the numbers of ``Landmark.partner``.
    """

    marks: tuple[Landmark, ...] = ()
    spots: tuple[Spot, ...] = ()
    left_off: int = 0
    slopes: tuple[Run, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """All marks at one place of the plane, and what is said of them in a line."""

    x: float
    y: float
    marks: tuple[Landmark, ...]
    label: str


@dataclass(slots=True)
class Judged:
    """Answers about one function that hold in every window, so that panning does not ask for them again."""

    breaks: dict[float, tuple[Landmark, ...]] = field(default_factory=dict)
    proven: dict[Landmark, tuple[Landmark, ...]] = field(default_factory=dict)


# Words


def place_text(mark: Landmark, variable: str, height_name: str = "y") -> str:
    """ "x = π/2, y = 1" for a list."""
    if mark.end is not None:
        return f"{variable} from {named(mark.x)} to {named(mark.end)}"
    height = "" if math.isnan(mark.y) else f", {height_name} = {named(mark.y)}"
    return f"{variable} = {named(mark.x)}{height}"


def short_place_text(mark: Landmark) -> str:
    """ "(π/2, 1)" for a narrow list."""
    if mark.end is not None:
        return f"{named(mark.x)} … {named(mark.end)}"
    return f"({named(mark.x)})" if math.isnan(mark.y) else f"({named(mark.x)}, {named(mark.y)})"


def kind_text(mark: Landmark, partners: Mapping[int, str]) -> str:
    """ "minimum", "minimum (cusp)", "meets g"."""
    if mark.kind == "intersection":
        return f"meets {partners.get(mark.partner, 'another curve')}"
    return mark.title


def label_text(marks: tuple[Landmark, ...], partners: Mapping[int, str]) -> str:
    """ "zero, minimum (1, −2) · proven" for marks at one place; the weakest status counts."""
    first = marks[0]
    kinds = ", ".join(dict.fromkeys(kind_text(mark, partners) for mark in marks))
    height = next((mark.y for mark in marks if not math.isnan(mark.y)), math.nan)
    status = "proven" if all(mark.status == "proven" for mark in marks) else "numerical"
    across = named_and_measured(first.x)
    place = f"{across}, {format_number(height)}" if not math.isnan(height) else across
    return f"{kinds} ({place}) · {status}"
