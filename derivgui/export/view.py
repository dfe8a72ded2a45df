"""What a figure can show: the small protocol that each view of the window fulfils with one adapter."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QPainter

from derivgui.export.chart import Chart, Words
from derivgui.export.look import Look
from derivgui.model.numeric.viewport import Viewport


class Picture(Protocol):
    """A view in its final size. All coordinates are units of painting, from the top left corner."""

    @property
    def viewport(self) -> Viewport | None:
        """The plane that frame, ticks and grid are drawn for; None where the picture brings its own."""

    @property
    def pi_ticks(self) -> bool:
        """Whether the horizontal axis counts in multiples of π."""

    @property
    def chart(self) -> Chart:
        """The same as numbers, in the colours of the look that it was made for."""

    @property
    def still(self) -> object:
        """Equal for pictures of one size and look that ``paint_still`` paints alike."""

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """Paint what does not move, over ground and grid, clipped; ``in_frame``: the axes' numbers are outside."""

    def paint_moving(self, painter: QPainter) -> None:
        """Paint the rest over it."""


class View(Protocol):
    """Something to show, in no size yet."""

    @property
    def words(self) -> Words:
        """What is seen, in a sentence: the automatic caption, and the description for those who do not see it."""

    def picture(self, width: float, height: float, look: Look) -> Picture:
        """The view in this size and look."""
