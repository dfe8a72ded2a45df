"""What a hand does to handles, for those who paint them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grip:
    """Which handle the pointer is over or holds, which one the arrow keys move, and a word on where it has snapped."""

    hovered: str | None = None
    focused: str | None = None
    note: str = ""
