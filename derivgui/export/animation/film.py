"""What moves, and how fast: a film tells its figure at each share of the way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from derivgui.export.figure import Figure

LONGEST_SECONDS = 120.0
LARGEST_FPS = 60.0
MOST_FRAMES = 2000


class TimingError(ValueError):
    """A timing that no film can have; ``hint`` says what can be done."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Timing:
    """How a film runs.

    Attributes:
        seconds: from the first frame to the last.
        fps: frames a second.
        hold: seconds that the last frame stays.
        loop: whether it begins again.
    """

    seconds: float = 4.0
    fps: float = 25.0
    hold: float = 1.0
    loop: bool = True

    def __post_init__(self) -> None:
        """Refuse what would never end."""
        if not 0 < self.seconds <= LONGEST_SECONDS:
            raise TimingError(f"A film of {self.seconds:g} seconds cannot be made.", f"Up to {LONGEST_SECONDS:g} can.")
        if not 0 <= self.hold <= LONGEST_SECONDS:
            raise TimingError(
                f"The last frame cannot stay for {self.hold:g} seconds.", f"From 0 to {LONGEST_SECONDS:g} it can."
            )
        if not 0 < self.fps <= LARGEST_FPS:
            raise TimingError(f"{self.fps:g} frames a second cannot be shown.", f"Up to {LARGEST_FPS:g} can.")
        if self.frames > MOST_FRAMES:
            raise TimingError(f"{self.frames} frames are too many.", "Make it shorter or take fewer frames a second.")

    @property
    def frames(self) -> int:
        """How many frames differ; at least two."""
        return max(round(self.seconds * self.fps), 2)

    @property
    def shares(self) -> Iterator[float]:
        """How far along each frame is, from 0 to 1, starting and ending gently."""
        for number in range(self.frames):
            yield (1 - math.cos(math.pi * number / (self.frames - 1))) / 2

    @property
    def held(self) -> int:
        """How many times more the last frame is shown."""
        return round(self.hold * self.fps)


class Film(Protocol):
    """A family of figures."""

    @property
    def words(self) -> str:
        """What happens, in a sentence."""

    def figure(self, share: float, before: Figure | None) -> Figure:
        """The figure at a share of the way from 0 to 1; it keeps the arrangement of the one before."""
