"""The microscope zooms in: the curve becomes its tangent, or shows that it has none."""

from __future__ import annotations

from derivgui.export.figure import Figure, Wishes
from derivgui.export.look import Look
from derivgui.export.views.microscope import MicroscopeView


class MicroscopeFilm:
    """From the view's own place at 10^0 to 10^k."""

    def __init__(self, view: MicroscopeView, k: float, size: tuple[float, float], look: Look, wishes: Wishes) -> None:
        self._view, self._k = view, k
        self._size, self._look, self._wishes = size, look, wishes

    @property
    def words(self) -> str:
        """What happens."""
        return f"The microscope zooms in: {self._view.at(self._k).words.plain}"

    def figure(self, share: float, before: Figure | None) -> Figure:
        """The exponent grows evenly."""
        return Figure(self._view.at(share * self._k), *self._size, self._look, self._wishes, before)
