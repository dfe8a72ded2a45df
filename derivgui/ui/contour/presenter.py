"""Joins the contour map to the session: gestures become edits, scenes become pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF

from derivgui.model.document import edits
from derivgui.model.scene.contour import ContourScene
from derivgui.painting.contour.critical import critical_at
from derivgui.ui.contour.canvas import ContourCanvas
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.looking import join_looking
from derivgui.ui.plane_steps import PlaneSteps

CRITICAL_PIXELS = 9.0


class ContourPresenter(QObject):
    """One for each contour canvas."""

    def __init__(self, contour: ContourSession, canvas: ContourCanvas, steps: PlaneSteps) -> None:
        super().__init__(canvas)
        self._contour = contour
        self._session = contour.session
        self._canvas = canvas
        self._steps = steps
        self._connect()

    def _connect(self) -> None:
        canvas, contour, session = self._canvas, self._contour, self._session
        contour.scene_changed.connect(self._on_scene_changed)
        canvas.handle_dragged.connect(self._on_handle_dragged)
        canvas.handle_nudged.connect(self._on_handle_nudged)
        canvas.gesture_began.connect(session.seal)
        canvas.gesture_ended.connect(session.seal)
        join_looking(canvas, contour)
        canvas.show_scene(contour.scene)

    def _on_scene_changed(self, scene: ContourScene) -> None:
        self._canvas.show_scene(scene)

    def _on_handle_dragged(self, handle: str, x: float, y: float, free: bool) -> None:
        if handle == "point":
            x, y, note = (x, y, "") if free else self._snapped(x, y)
            self._session.drag("Move the point", lambda d: edits.move_in_plane(d, x, y), "drag point")
            self._canvas.set_note(note)

    def _snapped(self, x: float, y: float) -> tuple[float, float, str]:
        """On a critical point within reach, with its kind; else on the grid lines that are."""
        statics = self._contour.scene.statics
        at = QPointF(*statics.viewport.to_pixel(x, y))
        near = critical_at(statics.critical, statics.viewport, at, CRITICAL_PIXELS)
        if near is not None:
            return near.x, near.y, near.kind
        return self._steps.snapped(x, 0), self._steps.snapped(y, 1), ""

    def _on_handle_nudged(self, handle: str, across: int, up: int, pace: str) -> None:
        if handle != "point":
            return
        document, steps = self._session.document, self._steps
        x, y = steps.nudged(document.x, 0, across, pace), steps.nudged(document.y, 1, up, pace)
        self._session.edit("Move the point", lambda d: edits.move_in_plane(d, x, y), "nudge point")
