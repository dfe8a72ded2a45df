"""Which part of the plane a figure shows: exactly this one, or all that is on screen without changing its units."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.numeric.viewport import Viewport


@dataclass(frozen=True, slots=True)
class Window:
    """Bounds to be shown; ``exact`` stretches them to the figure, otherwise more is shown on two sides."""

    view: Viewport
    exact: bool = False

    def sized(self, width: float, height: float) -> Viewport:
        """The window for a plot of this size."""
        view = self.view
        if self.exact:
            return Viewport(view.x0, view.x1, view.y0, view.y1, width, height)
        factor = max(view.width / width, view.height / height)
        shown = view.resized(width * factor, height * factor)
        return Viewport(shown.x0, shown.x1, shown.y0, shown.y1, width, height)
