"""Joins the contour map to the session: gestures become edits, scenes become pictures."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QRectF

from derivgui.model.document import edits
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene
from derivgui.painting.plane import plane_ticks
from derivgui.painting.ticks import Ticks
from derivgui.ui.contour.canvas import ContourCanvas
from derivgui.ui.contour.session import ContourSession

DIGITS_BELOW_STEP = 7
GRID_PIXELS = 4.0
_PACES = {"fine": 0.1, "normal": 1.0, "coarse": 5.0}


class ContourPresenter(QObject):
    """One for each contour canvas."""

    def __init__(self, contour: ContourSession, canvas: ContourCanvas) -> None:
        super().__init__(canvas)
        self._contour = contour
        self._session = contour.session
        self._canvas = canvas
        self._ticks_key: tuple[Viewport, bool] | None = None
        self._last_ticks: tuple[Ticks, Ticks] | None = None
        self._connect()

    def _connect(self) -> None:
        canvas, contour, store = self._canvas, self._contour, self._session.store
        contour.scene_changed.connect(self._on_scene_changed)
        canvas.handle_dragged.connect(self._on_handle_dragged)
        canvas.handle_nudged.connect(self._on_handle_nudged)
        canvas.gesture_began.connect(store.seal)
        canvas.gesture_ended.connect(store.seal)
        canvas.panned.connect(lambda dx, dy: contour.look(contour.viewport.panned(dx, dy)))
        canvas.zoomed.connect(lambda *zoom: contour.look(contour.viewport.zoomed(*zoom)))
        canvas.boxed.connect(self._on_boxed)
        canvas.fit_asked.connect(contour.fit)
        canvas.resized.connect(contour.resize)
        canvas.show_scene(contour.scene)

    def _on_scene_changed(self, scene: ContourScene) -> None:
        self._canvas.show_scene(scene)

    def _on_handle_dragged(self, handle: str, x: float, y: float, free: bool) -> None:
        if handle == "point":
            x, y = (x, y) if free else self._snapped(x, y)
            self._session.edit("Move the point", lambda d: edits.move_in_plane(d, x, y), "drag point")

    def _snapped(self, x: float, y: float) -> tuple[float, float]:
        """On a grid line that is near, in each direction by itself."""
        view, (across, up) = self._contour.viewport, self._ticks()
        return _nearby(x, view.pixels_per_x, across), _nearby(y, view.pixels_per_y, up)

    def _ticks(self) -> tuple[Ticks, Ticks]:
        """Ticks of both axes, computed once a window."""
        pi = self._session.document.shown.pi_ticks
        key = (self._contour.viewport, pi)
        if self._last_ticks is None or key != self._ticks_key:
            self._ticks_key, self._last_ticks = key, plane_ticks(self._contour.viewport, pi, pi)
        return self._last_ticks

    def _on_handle_nudged(self, handle: str, across: int, up: int, pace: str) -> None:
        if handle != "point":
            return
        document, (ticks_x, ticks_y) = self._session.document, self._ticks()
        x = self._nudged(document.x, ticks_x, across * _PACES[pace])
        y = self._nudged(document.y, ticks_y, up * _PACES[pace])
        self._session.edit("Move the point", lambda d: edits.move_in_plane(d, x, y), "nudge point")

    def _nudged(self, start: float, ticks: Ticks, steps: float) -> float:
        """Counted in steps, so that ten steps of 0.1 are 1 and not 0.9999999999999999."""
        if not steps:
            return start
        step = ticks.minor_step / 2
        moved = round(start / step + steps, 6) * step
        if self._session.document.shown.pi_ticks:
            return moved
        return round(moved, DIGITS_BELOW_STEP - math.floor(math.log10(step)))

    def _on_boxed(self, box: QRectF) -> None:
        view = self._contour.viewport
        x0, y1 = view.to_data(box.left(), box.top())
        x1, y0 = view.to_data(box.right(), box.bottom())
        self._contour.look(view.showing(x0, x1, y0, y1))


def _nearby(value: float, pixels_per_unit: float, ticks: Ticks) -> float:
    line = min((*ticks.major, *ticks.minor), key=lambda position: abs(position - value), default=value)
    return line if abs(line - value) * pixels_per_unit <= GRID_PIXELS else value
