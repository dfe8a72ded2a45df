"""Joins the canvas to the session: gestures become edits, scenes become pictures."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

from derivgui.model.document import edits
from derivgui.model.scene.scene import Scene
from derivgui.model.scene.snapping import Snap, on_the_way, snap
from derivgui.ui.curve.canvas import TAB_ORDER, CurveCanvas
from derivgui.ui.looking import join_looking
from derivgui.ui.plane_steps import PlaneSteps
from derivgui.ui.session import Session

REST_MS = 120
# A move of the hand waits so long for points to rest on; if there are none yet, one of the next moves finds them.
MARKS_SECONDS = 0.006


class CurvePresenter(QObject):
    """One for each canvas."""

    def __init__(self, session: Session, canvas: CurveCanvas) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        # Landmarks are found while the hand rests, so that the first move of a drag does not wait for them.
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(session.rest)
        self._steps = PlaneSteps(session, session)
        self._place: tuple[object, ...] = ()
        self._connect()

    def _connect(self) -> None:
        canvas, session = self._canvas, self._session
        session.scene_changed.connect(self._on_scene_changed)
        canvas.handle_dragged.connect(self._on_handle_dragged)
        canvas.handle_nudged.connect(self._on_handle_nudged)
        canvas.gesture_began.connect(session.seal)
        canvas.gesture_ended.connect(session.seal)
        join_looking(canvas, session)
        canvas.show_scene(session.scene)

    def _on_scene_changed(self, scene: Scene) -> None:
        place = (scene.function, scene.tangent.x if scene.tangent is not None else None, scene.h)
        if place != self._place:
            # What was said of another point.
            self._canvas.set_note("")
            self._place = place
        self._canvas.show_scene(scene)
        self._rest.start()

    def _on_handle_dragged(self, handle: str, x: float, _y: float, free: bool) -> None:
        if handle not in TAB_ORDER:
            return
        rest = Snap(x) if free else self._snap(x)
        if handle == "tangent":
            self._session.drag("Move the point", lambda d: edits.move_point(d, rest.x), "drag tangent")
        else:
            self._session.drag("Move the secant point", lambda d: edits.set_step(d, rest.x - d.x), "drag secant")
        self._canvas.set_note(rest.note)

    def _snap(self, x: float) -> Snap:
        session = self._session
        until = time.perf_counter() + MARKS_SECONDS
        marks = session.resolver.landmarks(session.document, session.viewport, until)
        return snap(x, session.viewport.pixels_per_x, marks, self._steps.lines(0))

    def _on_handle_nudged(self, handle: str, across: int, _up: int, pace: str) -> None:
        if handle not in TAB_ORDER:
            return
        session = self._session
        if handle == "tangent":
            end = self._nudged(session.document.x, across, pace)
            session.edit("Move the point", lambda d: edits.move_point(d, end.x), "nudge tangent")
        else:
            end = self._nudged(session.document.x + session.document.h, across, pace)
            h = end.x - session.document.x
            h = h if end.note else self._steps.rounded(h, 0, pace)
            session.edit("Move the secant point", lambda d: edits.set_step(d, h), "nudge secant")
        self._canvas.set_note(end.note)

    def _nudged(self, start: float, across: int, pace: str) -> Snap:
        session = self._session
        marks = session.resolver.landmarks(session.document, session.viewport)
        return on_the_way(start, self._steps.nudged(start, 0, across, pace), session.viewport.pixels_per_x, marks)
