"""A layer that another feature paints on top of a canvas, with handles of its own.

A ball that rolls down a curve and one that rolls over a contour map need the same things from the view below: where a
data point is in pixels, a place above all other layers, and handles that can be dragged. An ``Overlay`` is an item
that gets all three from ``PlaneCanvas.add_overlay``:

1. the canvas tells it the window with ``show_viewport`` (and again whenever it changes);
2. ``handles`` names what can be grabbed and where that is in pixels; the canvas lights it up, holds it and emits
   ``handle_dragged(name, x, y, free)`` and ``handle_nudged(name, across, up, pace)`` with that name;
3. ``paint_over`` paints in pixels whatever changes; it is called for each frame, so it paints little.
"""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette
from derivgui.ui.abstract import AbstractQt


class Overlay(QGraphicsItem, metaclass=AbstractQt):
    """Paints over a canvas; subclasses override ``paint_over`` and, where something can be grabbed, ``handles``."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._view: Viewport | None = None
        self._grip = Grip()

    @property
    def colours(self) -> Palette:
        """The palette in use."""
        return self._palette

    def to_pixel(self, x: float, y: float) -> QPointF:
        """A data point in pixels of the canvas; (0, 0) before the canvas has a window."""
        return QPointF() if self._view is None else QPointF(*self._view.to_pixel(x, y))

    def handles(self) -> dict[str, QPointF]:
        """Names and pixel positions of what can be grabbed, in the order in which Tab visits them."""
        return {}

    @abstractmethod
    def paint_over(self, painter: QPainter, view: Viewport, palette: Palette, grip: Grip) -> None:
        """Paint in pixels; ``grip`` tells which handle is lit."""

    # What the canvas calls

    def show_viewport(self, view: Viewport) -> None:
        """Another window onto the plane."""
        self.prepareGeometryChange()
        self._view = view
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.update()

    def set_grip(self, grip: Grip) -> None:
        """Highlight a handle."""
        if grip != self._grip:
            self._grip = grip
            self.update()

    def boundingRect(self) -> QRectF:
        """The whole window."""
        return QRectF() if self._view is None else QRectF(0, 0, self._view.width, self._view.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Nothing before there is a window."""
        if self._view is not None:
            self.paint_over(painter, self._view, self._palette, self._grip)
