"""The curve view as a figure: curves, tangents, secants, and what else is switched on."""

from __future__ import annotations

from copy import copy
from functools import cached_property

from PySide6.QtGui import QPainter

from derivgui.export.chart import Chart, Words
from derivgui.export.look import Look
from derivgui.export.views.curve_chart import curve_chart
from derivgui.export.views.curve_words import Labels, curve_words, labels_of
from derivgui.export.views.window import Window
from derivgui.model.document.document import Document
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.fit import fitted_viewport
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.scene import Scene
from derivgui.painting.curves import paint_curves
from derivgui.painting.marks import paint_marks
from derivgui.painting.plane import paint_axes, paint_zero_lines
from derivgui.painting.points import paint_dots, paint_lines
from derivgui.painting.slopes import paint_slopes


class CurveView:
    """One document's curves with its points, and the points of ``others``, which differ from it in nothing else.

    Without a window, one that shows what matters is found. It resolves for itself, so that a figure of another size
    does not disturb what the canvas remembers.
    """

    def __init__(self, document: Document, window: Window | None = None, others: tuple[Document, ...] = ()) -> None:
        self._documents = (document, *others)
        self._window = window
        self._resolver = Resolver()
        self._labels: Labels = labels_of(self._resolver, document)

    @property
    def words(self) -> Words:
        """What is seen."""
        view = self.viewport(800.0, 600.0)
        return curve_words([self._resolver.resolve(document, view) for document in self._documents], self._labels)

    def viewport(self, width: float, height: float) -> Viewport:
        """The window for a plot of this size."""
        if self._window is not None:
            return self._window.sized(width, height)
        frame = Viewport(-1.0, 1.0, -1.0, 1.0, width, height)
        views = [
            fitted_viewport(document, self._resolver.function(document, document.active), frame)
            for document in self._documents
        ]
        if len(views) == 1:
            return views[0]
        x0, x1 = min(view.x0 for view in views), max(view.x1 for view in views)
        y0, y1 = min(view.y0 for view in views), max(view.y1 for view in views)
        return Viewport(x0, x1, y0, y1, width, height)

    def moved(self, document: Document) -> CurveView:
        """The same view of a document that differs in its points or sliders; what stands still is remembered."""
        found = copy(self)
        found._documents = (document, *self._documents[1:])
        return found

    def fixed(self, width: float, height: float) -> CurveView:
        """The same view with the window that is found now."""
        found = copy(self)
        found._window = Window(self.viewport(width, height), exact=True)
        return found

    def picture(self, width: float, height: float, look: Look) -> CurvePicture:
        """Resolve for this size; what otherwise waits until the hand rests is found now."""
        view = self.viewport(width, height)
        document, resolver = self._documents[0], self._resolver
        resolver.settle(document, view)
        scenes = tuple(resolver.resolve(document, view) for document in self._documents)
        return CurvePicture(scenes, self._labels, look)


class CurvePicture:
    """Scenes that share their curves and differ in their points."""

    def __init__(self, scenes: tuple[Scene, ...], labels: Labels, look: Look) -> None:
        self._scenes = scenes
        self._labels = labels
        self._look = look

    @property
    def viewport(self) -> Viewport:
        """The window."""
        return self._scenes[0].statics.viewport

    @property
    def pi_ticks(self) -> bool:
        """Whether the horizontal axis counts in multiples of π."""
        return self._scenes[0].statics.pi_ticks

    @cached_property
    def chart(self) -> Chart:
        """The same as numbers."""
        return curve_chart(self._scenes, self._labels, self._look.palette)

    @property
    def still(self) -> object:
        """The curves, which keep their identity while points move."""
        return id(self._scenes[0].statics)

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """As on screen, from below to above."""
        look, palette = self._look, self._look.palette
        statics = self._scenes[0].statics
        if in_frame:
            paint_zero_lines(painter, statics.viewport, palette)
        else:
            paint_axes(painter, statics, palette, look.font())
        paint_slopes(painter, statics.slopes, statics.viewport, palette, look.font())
        paint_curves(painter, statics, palette)
        if statics.interest is not None:
            paint_marks(painter, statics.interest, statics.viewport, palette)

    def paint_moving(self, painter: QPainter) -> None:
        """Lines, then dots in place of handles."""
        for scene in self._scenes:
            paint_lines(painter, scene, self._look.palette, self._look.font())
        for scene in self._scenes:
            paint_dots(painter, scene, self._look.palette)
