"""Joins the critical points of the map to the session: the list, the keys, the clicks on the map."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QTimer

from derivgui.model.calculus.critical.points import CriticalLine, CriticalPoint, CriticalSurvey
from derivgui.model.document import edits
from derivgui.model.scene.contour import ContourScene
from derivgui.model.scene.critical_words import LEVEL, completeness, place_words, short_line_words
from derivgui.ui.contour.canvas import ContourCanvas
from derivgui.ui.contour.near import NO_FUNCTION
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.interest.panel import InterestPanel, InterestRow

FOLLOW_MS = 150
MOST_ROWS = 200
SHORT_DIGITS = 3
# A point this share of the window away from another is at it.
SAME = 1e-9


class CriticalPresenter(QObject):
    """One for each contour map."""

    def __init__(self, contour: ContourSession, panel: InterestPanel, canvas: ContourCanvas) -> None:
        super().__init__(canvas)
        self._contour = contour
        self._panel = panel
        self._shown: CriticalSurvey | None = None
        self._shown_key: tuple[object, bool, bool] | None = None
        # The list follows the point when it rests, never in a drag's own time.
        self._following = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._following.timeout.connect(self._show_current)
        contour.scene_changed.connect(self._on_scene_changed)
        panel.chosen.connect(self.go)
        canvas.spot_clicked.connect(self.go)

    def go(self, place: object) -> None:
        """The point to a critical one (or to the middle of a line of them), which is brought into sight."""
        if isinstance(place, CriticalPoint):
            x, y, what = place.x, place.y, str(place.kind)
        elif isinstance(place, CriticalLine):
            (x, y), what = place.points[len(place.points) // 2].tolist(), short_line_words(place)
        else:
            return
        self._contour.session.edit(f"Go to: {what}", lambda d: edits.move_in_plane(d, x, y), "walk")
        view = self._contour.viewport
        px, py = view.to_pixel(x, y)
        if not (0 < px < view.width and 0 < py < view.height):
            self._contour.look(view.panned(view.width / 2 - px, view.height / 2 - py))

    def walk(self, direction: int) -> None:
        """To the next (1) or the previous (-1) critical point in the order of the list, and round its end."""
        points = self._shown.points if self._shown is not None else ()
        if not points:
            self._contour.session.notice_raised.emit(
                "info", "No critical points are known in this window.", "Zoom out, or wait until the search has ended."
            )
            return
        at = self._current()
        if at is not None:
            self.go(points[(at + direction) % len(points)])
            return
        here = (self._contour.session.document.x, self._contour.session.document.y)
        ordered = points if direction > 0 else points[::-1]
        beyond = (p for p in ordered if ((p.x, p.y) > here) == (direction > 0))
        self.go(next(beyond, ordered[0]))

    def _on_scene_changed(self, scene: ContourScene) -> None:
        statics = scene.statics
        key = (statics.critical, statics.searched, scene.point is not None)
        if key != self._shown_key:
            self._shown_key = key
            self._shown = statics.critical
            if scene.point is None:
                self._panel.show_rows((), 0, NO_FUNCTION)
            else:
                self._show(statics.critical or CriticalSurvey(), statics.searched)
        self._following.start()

    def _show(self, survey: CriticalSurvey, searched: bool) -> None:
        rows = [_point_row(point) for point in survey.points[:MOST_ROWS]]
        rows += [_line_row(line) for line in survey.lines]
        notes = [LEVEL] if survey.level else []
        notes.append(completeness(survey) if searched else "Searching this window …")
        self._panel.show_rows(tuple(rows), len(survey.points) - MOST_ROWS, " ".join(notes))

    def _show_current(self) -> None:
        self._panel.show_current(self._current())

    def _current(self) -> int | None:
        """The number of the critical point that the point is at."""
        view, document = self._contour.viewport, self._contour.session.document
        hair = SAME * math.hypot(view.x1 - view.x0, view.y1 - view.y0)
        points = self._shown.points if self._shown is not None else ()
        near = (math.hypot(p.x - document.x, p.y - document.y) <= hair for p in points)
        return next((number for number, is_near in enumerate(near) if is_near), None)


def _point_row(point: CriticalPoint) -> InterestRow:
    place = place_words(point)
    return InterestRow(point, point.kind, place, place_words(point, SHORT_DIGITS), point.status == "proven")


def _line_row(line: CriticalLine) -> InterestRow:
    return InterestRow(line, short_line_words(line), "", "", line.status == "proven")
