"""Where a descent is painted: a layer over the curve canvas and one over the contour map, of which one is shown."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from derivgui.model.descent.race import Race
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.descent_names import F
from derivgui.painting.descent.picture import picture_of
from derivgui.painting.palette import Palette
from derivgui.ui.descent.overlay import DescentOverlay
from derivgui.ui.plane_canvas import PlaneCanvas
from derivgui.ui.session import Session
from derivgui.ui.theme import number_font

if TYPE_CHECKING:
    from derivgui.ui.contour.view import ContourView

# Drags stop at round numbers no farther apart than this.
CALM_PIXELS = 3.0
NUDGE_PIXELS = 6.0
_PACES = {"fine": 0.1, "normal": 1.0, "coarse": 10.0}
# Room around what is brought into sight, as a share of the window.
ROOM = 0.12
# A run that has gone so many windows away is not followed.
FARTHEST = 4.0
HANDLES = ("ball", "start")


class DescentStage(QObject):
    """Paints a race on the canvas that is shown, and tells where its ball is dragged."""

    start_dragged = Signal(str, float, float)  # handle, x, y
    start_nudged = Signal(str, float, float)  # handle, by how much

    def __init__(
        self,
        session: Session,
        canvas: PlaneCanvas,
        find_contour: Callable[[], ContourView | None],
        find_palette: Callable[[], Palette],
    ) -> None:
        super().__init__(canvas)
        self._find_palette = find_palette
        self._session = session
        self._canvas = canvas
        self._find_contour = find_contour
        self._curve_layer = self._layer(canvas, is_plane=False)
        self._map_layer: DescentOverlay | None = None
        self._map_canvas: PlaneCanvas | None = None
        self._is_open = False
        # Until someone looks elsewhere, a smaller canvas holds the start, too.
        self._holds_start = False

    def _layer(self, canvas: PlaneCanvas, is_plane: bool) -> DescentOverlay:
        layer = DescentOverlay(self._find_palette(), number_font(-1), is_plane)
        canvas.add_overlay(layer)
        canvas.handle_dragged.connect(self._on_handle_dragged)
        canvas.handle_nudged.connect(self._on_handle_nudged)
        canvas.fit_asked.connect(self.keep_in_sight)
        canvas.resized.connect(lambda *_: self._on_resized())
        for looked in (canvas.panned, canvas.zoomed, canvas.boxed):
            looked.connect(lambda *_: self._let_go())
        return layer

    @property
    def is_plane(self) -> bool:
        """Whether the contour map is shown."""
        return self._session.resolver.is_shown_as_map(self._session.document)

    @property
    def name(self) -> str:
        """What the function is called."""
        document = self._session.document
        return self._session.resolver.names(document).get(document.active, F)

    def function(self) -> RealFunction | PlaneFunction | None:
        """What is descended on: the active function, as the canvas shows it."""
        document, resolver = self._session.document, self._session.resolver
        item = document.item(document.active)
        if item is None or not item.visible:
            return None
        if self.is_plane:
            return resolver.plane_function(document, document.active)
        return resolver.function(document, document.active)

    def show(self, is_open: bool) -> None:
        """The page was opened or closed, or another function is active: the other handles step back meanwhile."""
        contour = self._find_contour()
        if contour is not None and self._map_layer is None:
            self._map_canvas = contour.canvas
            self._map_layer = self._layer(contour.canvas, is_plane=True)
        for canvas in (self._canvas, self._map_canvas):
            if canvas is not None:
                canvas.set_resting(is_open)
        if not is_open:
            self._curve_layer.show_picture(None)
            if self._map_layer is not None:
                self._map_layer.show_picture(None)
        if is_open and not self._is_open:
            self._is_open = True
            self.bring_into_sight()
        self._is_open = is_open

    def show_race(self, race: Race | None, k: int) -> None:
        """Where everyone is at step k."""
        picture = None if race is None else picture_of(race, k)
        is_plane = self.is_plane
        self._curve_layer.show_picture(None if is_plane else picture)
        if self._map_layer is not None:
            self._map_layer.show_picture(picture if is_plane else None)

    # The window onto the plane

    def _view(self) -> Viewport:
        contour = self._find_contour()
        return contour.session.viewport if self.is_plane and contour is not None else self._session.viewport

    def bring_into_sight(self) -> None:
        """Widen the window until the start is in it; nothing where it is."""
        function, start = self.function(), self._session.document.start
        if function is None:
            return
        y = start[1] if isinstance(function, PlaneFunction) else function.at(start[0])
        self._holds_start = True
        self._look(_holding(self._view(), start[0], y))

    def _on_resized(self) -> None:
        """The page itself takes room from the canvas, only after it was opened."""
        if self._is_open and self._holds_start:
            self.bring_into_sight()

    def _let_go(self) -> None:
        self._holds_start = False

    def keep_in_sight(self) -> None:
        """After the window was fitted to the function: the start is in it, too, and the balls that are not far away."""
        if not self._is_open:
            return
        self.bring_into_sight()
        view = self._view()
        picture = self._curve_layer.picture if self._map_layer is None or not self.is_plane else self._map_layer.picture
        for runner in picture.runners if picture is not None else ():
            wider = _holding(view, *runner.at)
            if wider.x1 - wider.x0 <= FARTHEST * (view.x1 - view.x0) and wider.y1 - wider.y0 <= FARTHEST * (
                view.y1 - view.y0
            ):
                self._look(_holding(self._view(), *runner.at))

    def _look(self, view: Viewport) -> None:
        if view != self._view():
            contour = self._find_contour()
            looking = contour.session if self.is_plane and contour is not None else self._session
            looking.look(view)

    def calm(self, value: float) -> float:
        """The value without the dust of decimal arithmetic."""
        return float(f"{value:.12g}")

    def _round(self, value: float, pixels_per_unit: float) -> float:
        """On the grid of round numbers that a hand can tell apart."""
        exponent = math.ceil(math.log10(CALM_PIXELS / pixels_per_unit))
        return round(value, -exponent) + 0.0

    def _on_handle_dragged(self, handle: str, x: float, y: float, free: bool) -> None:
        if handle in HANDLES and self._is_open:
            view = self._view()
            if not free:
                x, y = self._round(x, view.pixels_per_x), self._round(y, view.pixels_per_y)
            self.start_dragged.emit(handle, x, y)

    def _on_handle_nudged(self, handle: str, across: int, up: int, pace: str) -> None:
        if handle in HANDLES and self._is_open:
            view = self._view()
            sizes = [
                10.0 ** math.ceil(math.log10(NUDGE_PIXELS / scale)) * _PACES[pace]
                for scale in (view.pixels_per_x, view.pixels_per_y)
            ]
            self.start_nudged.emit(handle, across * sizes[0], up * sizes[1])


def _holding(view: Viewport, x: float, y: float) -> Viewport:
    """The window, widened until the point is in it with some room; the same where it is, or where it has no place."""
    if not math.isfinite(x + y) or (view.x0 < x < view.x1 and view.y0 < y < view.y1):
        return view
    wide, high = ROOM * (view.x1 - view.x0), ROOM * (view.y1 - view.y0)
    x0, x1 = (view.x0, view.x1) if view.x0 < x < view.x1 else (min(view.x0, x - wide), max(view.x1, x + wide))
    y0, y1 = min(view.y0, y - high), max(view.y1, y + high)
    if y1 > view.y1:
        y1 = y + ROOM * (y - y0)
    if y0 < view.y0:
        y0 = y - ROOM * (y1 - y)
    return view.showing(x0, x1, y0, y1)
