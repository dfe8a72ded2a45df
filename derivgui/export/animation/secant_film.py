"""The secant becomes the tangent: h goes to 0."""

from __future__ import annotations

from dataclasses import replace

from derivgui.export.figure import Figure, Wishes
from derivgui.export.look import Look
from derivgui.export.views.curve import CurveView
from derivgui.export.views.window import Window
from derivgui.model.document.document import Document

# Of the first step: so near that the picture of the secant is the tangent's.
LAST_SHARE = 1e-3


class SecantFilm:
    """The document's secant from its own step to one of a thousandth, beside the tangent."""

    def __init__(
        self, document: Document, window: Window | None, size: tuple[float, float], look: Look, wishes: Wishes
    ) -> None:
        self._document = replace(document, shown=replace(document.shown, secant=True))
        self._view = CurveView(self._document, window).fixed(*size)
        self._size, self._look, self._wishes = size, look, wishes

    @property
    def words(self) -> str:
        """What happens."""
        alone = replace(self._document, shown=replace(self._document.shown, secant=False))
        return f"The secant turns into the tangent: {self._view.moved(alone).words.plain}"

    def figure(self, share: float, before: Figure | None) -> Figure:
        """The step shrinks evenly from h to a thousandth of it."""
        h = self._document.h * (1.0 - share * (1.0 - LAST_SHARE))
        view = self._view.moved(replace(self._document, h=h))
        return Figure(view, *self._size, self._look, self._wishes, before)
