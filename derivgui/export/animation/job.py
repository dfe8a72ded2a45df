"""Making a film: frames painted and encoded one after another, with progress, on any thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from derivgui.export.animation.encoders import encoder_of
from derivgui.export.animation.film import Film, Timing
from derivgui.export.animation.frames import frames
from derivgui.export.extent import Extent
from derivgui.model.document.whole_file import check_target


class Cancelled(Exception):
    """The user has changed their mind; nothing was written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of all frames are done, and about how many seconds are left."""

    done: int
    total: int
    seconds_left: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.done / self.total


def make(film: Film, timing: Timing, size: Extent, path: Path, report: Callable[[Progress], bool]) -> None:
    """Write the film; ``report`` is told of each frame and answers whether to go on.

    Raises ``Cancelled`` where it says no and ``FileError`` where the file cannot be written; no part of a file is left.
    """
    encoder = encoder_of(path)
    check_target(path)
    encoder(_reported(frames(film, timing, size), timing.frames, report), timing, path)


def _reported(pictures: Iterator[QImage], total: int, report: Callable[[Progress], bool]) -> Iterator[QImage]:
    began = time.monotonic()
    for done, picture in enumerate(pictures, 1):
        yield picture
        left = (time.monotonic() - began) / done * (total - done)
        if not report(Progress(done, total, left)):
            raise Cancelled
