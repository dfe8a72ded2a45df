"""Joins the canvas to the session: gestures become edits, scenes become pictures."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QTimer

from derivgui.model.document import edits
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import Scene
from derivgui.model.scene.snapping import Snap, snap
from derivgui.painting.plane import plane_ticks
from derivgui.painting.ticks import Ticks
from derivgui.ui.curve.canvas import TAB_ORDER, CurveCanvas
from derivgui.ui.looking import join_looking
from derivgui.ui.session import Session

REST_MS = 120
DIGITS_BELOW_STEP = 7
_PACES = {"fine": 0.1, "normal": 1.0, "coarse": 5.0}


class CurvePresenter(QObject):
    """One for each canvas."""

    def __init__(self, session: Session, canvas: CurveCanvas) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        # Landmarks are found while the hand rests, so that the first move of a drag does not wait for them.
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(session.rest)
        self._ticks_key: tuple[Viewport, bool] | None = None
        self._last_ticks = Ticks((), (), (), 1.0, 0.2)
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
        marks = session.resolver.landmarks(session.document, session.viewport)
        ticks = self._ticks()
        return snap(x, session.viewport.pixels_per_x, marks, (*ticks.major, *ticks.minor))

    def _ticks(self) -> Ticks:
        """Ticks of the horizontal axis, computed once a window."""
        key = (self._session.viewport, self._session.document.shown.pi_ticks)
        if key != self._ticks_key:
            self._ticks_key, (self._last_ticks, _) = key, plane_ticks(*key)
        return self._last_ticks

    def _on_handle_nudged(self, handle: str, across: int, _up: int, pace: str) -> None:
        if handle not in TAB_ORDER:
            return
        session = self._session
        step = self._ticks().minor_step / 2 * _PACES[pace]
        start = session.document.x if handle == "tangent" else session.document.x + session.document.h
        target = self._on_step(start / step + across, step)
        if handle == "tangent":
            session.edit("Move the point", lambda d: edits.move_point(d, target), "nudge tangent")
        else:
            session.edit(
                "Move the secant point",
                lambda d: edits.set_step(d, self._rounded(target - d.x, step)),
                "nudge secant",
            )

    def _on_step(self, count: float, step: float) -> float:
        """Counted in steps, so that ten steps of 0.1 are 1 and not 0.9999999999999999."""
        return self._rounded(round(count, 6) * step, step)

    def _rounded(self, value: float, step: float) -> float:
        """Without the dust of decimal arithmetic; multiples of pi have no decimals to round to."""
        if self._session.document.shown.pi_ticks:
            return value
        return round(value, DIGITS_BELOW_STEP - math.floor(math.log10(step)))
