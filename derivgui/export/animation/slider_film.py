"""A parameter runs through its range."""

from __future__ import annotations

from dataclasses import replace

from derivgui.export.figure import Figure, Wishes
from derivgui.export.look import Look
from derivgui.export.views.curve import CurveView
from derivgui.export.views.window import Window
from derivgui.model.document.document import Document
from derivgui.model.scene.numbers import format_number

DIGITS = 3


class SliderFilm:
    """The document while one slider goes from ``start`` to ``end``; the window stays that of the start."""

    def __init__(
        self,
        document: Document,
        name: str,
        ends: tuple[float, float],
        window: Window | None,
        size: tuple[float, float],
        look: Look,
        wishes: Wishes,
    ) -> None:
        self._document, self._name, self._ends = document, name, ends
        self._size, self._look, self._wishes = size, look, wishes
        self._view = CurveView(self._at(ends[0]), window).fixed(*size)

    @property
    def words(self) -> str:
        """What happens."""
        start, end = (format_number(value) for value in self._ends)
        return f"{self._name} goes from {start} to {end}: {self._view.words.plain}"

    def _at(self, value: float) -> Document:
        low, high = sorted(self._ends)
        sliders = tuple(
            replace(slider, value=value, minimum=min(low, slider.minimum), maximum=max(high, slider.maximum))
            if slider.name == self._name
            else slider
            for slider in self._document.sliders
        )
        return replace(self._document, sliders=sliders)

    def figure(self, share: float, before: Figure | None) -> Figure:
        """The parameter moves evenly; its value is in the caption."""
        start, end = self._ends
        value = start + share * (end - start)
        return Figure(self._view.moved(self._at(value)), *self._size, self._look, self._wishes, before)
