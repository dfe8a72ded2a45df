"""Joins the points of interest to the session: the list, the keys and the clicks on the canvas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from derivgui.model.document import edits
from derivgui.model.scene.interest import Interest, Spot, kind_text, place_text, short_place_text
from derivgui.model.scene.scene import Scene
from derivgui.model.scene.snapping import snap
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.interest.panel import InterestPanel, InterestRow
from derivgui.ui.session import Session

if TYPE_CHECKING:
    from derivgui.model.calculus.landmarks import Landmark

FOLLOW_MS = 150
# A point this share of the window away from another is at it.
SAME = 1e-9
# Until a curve has been looked at nobody knows whether there are any.
LOOKING = "Looking…"
# How far from the edge, as a share of the window's height, a point comes that was out of sight.
INSIDE = 0.2


class InterestPresenter(QObject):
    """One for each window."""

    def __init__(self, session: Session, panel: InterestPanel, canvas: CurveCanvas) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._canvas = canvas
        self._shown: Interest | None = None
        self._axes = ("", "")
        self._waits = False
        # The list follows the point when it rests, never in a drag's own time.
        self._following = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._following.timeout.connect(self._show_current)
        session.scene_changed.connect(self._on_scene_changed)
        panel.chosen.connect(self.go)
        canvas.spot_clicked.connect(self._on_spot_clicked)

    def go(self, mark: Landmark) -> None:
        """The point to a mark, and the mark into sight."""
        session = self._session
        session.edit(f"Go to: {mark.kind}", lambda d: edits.move_point(d, mark.x), "walk")
        self._canvas.set_note(self._names_at(mark))
        view = session.viewport
        if not math.isfinite(mark.y) or view.y0 < mark.y < view.y1:
            return
        margin = INSIDE * view.height
        target = margin if mark.y >= view.y1 else view.height - margin
        session.look(view.panned(0.0, target - view.to_pixel(mark.x, mark.y)[1]))

    def _names_at(self, mark: Landmark) -> str:
        """All that is at the place of a mark; a stretch has no single one."""
        view, document = self._session.viewport, self._session.document
        marks = self._session.resolver.landmarks(document, view)
        return "" if mark.kind == "flat" else snap(mark.x, view.pixels_per_x, marks, ()).note

    def walk(self, direction: int) -> None:
        """To the next (1) or the previous (-1) mark, round the end of the window to the other."""
        session = self._session
        marks = [m for m in session.resolver.landmarks(session.document, session.viewport) if m.kind != "flat"]
        if not marks:
            session.notice_raised.emit(
                "info", "There are no points of interest in this window.", "Zoom out to see more."
            )
            return
        here, hair = session.document.x, SAME * (session.viewport.x1 - session.viewport.x0)
        ordered = marks if direction > 0 else marks[::-1]
        self.go(next((m for m in ordered if direction * (m.x - here) > hair), ordered[0]))

    def _on_spot_clicked(self, spot: Spot) -> None:
        self.go(spot.marks[0])

    def _on_scene_changed(self, scene: Scene) -> None:
        statics = scene.statics
        axes, waits = (statics.variable, statics.height), statics.interest is None and bool(statics.curves)
        if statics.interest is not self._shown or (axes, waits) != (self._axes, self._waits):
            self._shown, self._axes, self._waits = statics.interest, axes, waits
            self._show(statics.interest or Interest())
        if self._shown is not None:
            self._following.start()

    def _show(self, interest: Interest) -> None:
        rows = tuple(self._row(mark, interest) for mark in interest.marks)
        self._panel.show_rows(rows, interest.left_off, LOOKING if self._waits else "")

    def _row(self, mark: Landmark, interest: Interest) -> InterestRow:
        kind, place = kind_text(mark, interest.names), place_text(mark, *self._axes)
        return InterestRow(mark, kind, place, short_place_text(mark), mark.status == "proven")

    def _show_current(self) -> None:
        session = self._session
        here, hair = session.document.x, SAME * (session.viewport.x1 - session.viewport.x0)
        marks = self._shown.marks if self._shown is not None else ()
        at = next((i for i, m in enumerate(marks) if m.kind != "flat" and abs(m.x - here) <= hair), None)
        self._panel.show_current(at)
