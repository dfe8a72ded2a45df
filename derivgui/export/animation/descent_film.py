"""A descent step by step."""

from __future__ import annotations

from derivgui.export.figure import Figure, Wishes
from derivgui.export.look import Look
from derivgui.export.views.descent import DescentView


class DescentFilm:
    """From the start to step ``last``."""

    def __init__(self, view: DescentView, last: int, size: tuple[float, float], look: Look, wishes: Wishes) -> None:
        self._view = view.fixed(*size)
        self._last = min(last, view.last)
        self._size, self._look, self._wishes = size, look, wishes

    @property
    def words(self) -> str:
        """What happens."""
        return self._view.words.plain

    def figure(self, share: float, before: Figure | None) -> Figure:
        """As many steps as belong to this share."""
        view = self._view.at(round(share * self._last))
        return Figure(view, *self._size, self._look, self._wishes, before)
