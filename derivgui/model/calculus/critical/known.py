"""What a search for critical points knows so far, and which boxes need no more looking at."""

from __future__ import annotations

import numpy as np

from derivgui.model.calculus.critical.boxes import Box, Prover, box_around
from derivgui.model.calculus.critical.classify import classified
from derivgui.model.calculus.critical.lines import described
from derivgui.model.calculus.critical.points import CriticalLine, CriticalPoint, CriticalSurvey, Gap, Reason
from derivgui.model.calculus.critical.refine import refined
from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport

MOST_POINTS = 600
# Along all lines together.
MOST_PACES = 1000
# Relative to the window: two results for one point differ by no more, for a degenerate one by no more than that.
SAME = 1e-15
SAME_DEGENERATE = 1e-7
BORDER = 1e-9
# In cells of the grid of starts.
NEAR = 1e-9
NEAR_DEGENERATE = 0.3
NEAR_LINE = 1.0
# Boxes so small, as a share of the window, beside a line or a degenerate point, are not looked at.
AT_LINE = 2.0**-6
AT_DEGENERATE = 2.0**-9


class Known:
    """Points, lines and gaps in one window."""

    def __init__(self, function: PlaneFunction, view: Viewport) -> None:
        self.function = function
        self.view = view
        self.window = Box(view.x0, view.x1, view.y0, view.y1)
        self.size = view.x1 - view.x0, view.y1 - view.y0
        self.prover = Prover(function)
        self.usual_slope = 0.0
        self.level = False
        self.paces = 0
        self.points: list[CriticalPoint] = []
        self.lines: list[CriticalLine] = []
        self._gaps: dict[object, Gap] = {}
        # One row a point, and a box in which it is alone: x0, x1, y0, y1.
        self._places: Array = np.empty((0, 2))
        self._reaches: Array = np.empty(0)
        self._alone: Array = np.empty((0, 4))

    def survey(self) -> CriticalSurvey:
        """All of it, in order."""
        points = sorted(self.points, key=lambda point: (point.x, point.y))
        return CriticalSurvey(tuple(points), tuple(self.lines), self.level, tuple(self._gaps.values()))

    @property
    def is_crowded(self) -> bool:
        """Whether there are more points and lines than anybody would look at."""
        return len(self.points) >= MOST_POINTS or self.paces >= MOST_PACES

    def add_near(self, x: float, y: float) -> None:
        """Add the critical point that Newton's method leads to, if it is one, in the window and new."""
        found = refined(self.prover, x, y, self.view, self.usual_slope)
        if found is None or not self.window.widened(BORDER).contains(found.x, found.y):
            return
        if self._has(found.x, found.y, SAME):
            return
        point, radius = classified(self.prover, self.function, found, self.view, self.usual_slope)
        if point.kind == "degenerate" and self._has(found.x, found.y, SAME_DEGENERATE):
            return
        self._add(point, radius)

    def _add(self, point: CriticalPoint, radius: float) -> None:
        self.points.append(point)
        self._places = np.vstack([self._places, (point.x, point.y)])
        self._reaches = np.append(self._reaches, NEAR_DEGENERATE if point.kind == "degenerate" else NEAR)
        if radius:
            self.set_apart(box_around(point.x, point.y, radius * self.size[0], radius * self.size[1]))
        elif point.kind == "degenerate":
            self.leave("degenerate", point.x, point.y, key=point)

    def _has(self, x: float, y: float, share: float) -> bool:
        away = np.absolute(self._places - (x, y)) <= share * np.array(self.size)
        return bool(away.all(axis=1).any())

    def add_line(self, points: Array, cell: Array) -> None:
        """Add a whole line."""
        self.lines.append(described(self.function, cell, points))

    def leave(self, reason: Reason, x: float, y: float, key: object = None) -> None:
        """Note that nothing is proven about a place; the first place of each reason (or key) is kept."""
        self._gaps.setdefault(key or reason, Gap(x, y, reason))

    def set_apart(self, box: Box) -> None:
        """Note that all critical points in a box are known."""
        self._alone = np.vstack([self._alone, (box.x0, box.x1, box.y0, box.y1)])

    def has_point_in(self, box: Box) -> bool:
        """Whether a known point lies in a box."""
        return _any_in(self._places, box)

    def is_near(self, place: Array, cell: Array) -> bool:
        """Whether a start of Newton's method is as good as a known point, or lies on a known line."""
        if any(np.hypot(*((line.points - place) / cell).T).min() < NEAR_LINE for line in self.lines):
            return True
        away = np.absolute(self._places - place) < self._reaches[:, None] * cell
        return bool(away.all(axis=1).any())

    def is_settled(self, box: Box) -> bool:
        """Whether nothing more is to be learned about a box."""
        x0, x1, y0, y1 = self._alone.T
        if bool(((x0 <= box.x0) & (box.x1 <= x1) & (y0 <= box.y0) & (box.y1 <= y1)).any()):
            return True
        share = self.share(box)
        degenerate = self._places[self._reaches == NEAR_DEGENERATE]
        if share <= AT_DEGENERATE and _any_in(degenerate, box.widened(1.0)):
            return True
        return share <= AT_LINE and self._is_at_a_line(box)

    def _is_at_a_line(self, box: Box) -> bool:
        reach = 1.5 * AT_LINE * np.array(self.size)
        for number, line in enumerate(self.lines):
            near = (np.absolute(line.points - box.middle) <= reach).all(axis=1)
            if near.any():
                x, y = line.points[near][0]
                self.leave("line", float(x), float(y), key=("line", number))
                return True
        return False

    def share(self, box: Box) -> float:
        """The larger side of a box as a share of the window's."""
        return max((box.x1 - box.x0) / self.size[0], (box.y1 - box.y0) / self.size[1])


def _any_in(places: Array, box: Box) -> bool:
    x, y = places.T
    return bool(((x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1)).any())
