"""Joins a canvas to the window that it looks through: panning, zooming, boxing, fitting and resizing move it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF

from derivgui.model.numeric.viewport import Viewport
from derivgui.ui.plane_canvas import PlaneCanvas


class Looker(Protocol):
    """Whoever knows the window of a canvas."""

    @property
    def viewport(self) -> Viewport:
        """The current window onto the plane."""

    def look(self, viewport: Viewport) -> None:
        """Look at another part of the plane."""

    def fit(self) -> None:
        """Look at what matters."""

    def resize(self, width: float, height: float) -> None:
        """Another canvas size, in pixels."""


def join_looking(canvas: PlaneCanvas, looker: Looker) -> None:
    """Let gestures on the plane move the window."""
    canvas.panned.connect(lambda dx, dy: looker.look(looker.viewport.panned(dx, dy)))
    canvas.zoomed.connect(lambda *zoom: looker.look(looker.viewport.zoomed(*zoom)))
    canvas.boxed.connect(lambda box: looker.look(_boxed(looker.viewport, box)))
    canvas.fit_asked.connect(looker.fit)
    canvas.resized.connect(looker.resize)


def _boxed(view: Viewport, box: QRectF) -> Viewport:
    """The part of a window in a rectangle of its pixels, at the same size."""
    x0, y1 = view.to_data(box.left(), box.top())
    x1, y0 = view.to_data(box.right(), box.bottom())
    return view.showing(x0, x1, y0, y1)
