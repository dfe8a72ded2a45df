"""Grid lines of a plane as places to stop at, and the steps of the arrow keys."""

from __future__ import annotations

import math

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.snapping import GRID_PIXELS
from derivgui.painting.plane import plane_ticks
from derivgui.painting.ticks import Ticks
from derivgui.ui.looking import Looker
from derivgui.ui.session import Session

DIGITS_BELOW_STEP = 7
PACES = {"fine": 0.1, "normal": 1.0, "coarse": 5.0}


class PlaneSteps:
    """Asked for each move of the hand, so the ticks are computed once a window. Axis 0 goes across, axis 1 up."""

    def __init__(self, session: Session, looker: Looker) -> None:
        """``looker`` knows the window of the plane, ``session`` whether it is counted in multiples of π."""
        self._session = session
        self._looker = looker
        self._key: tuple[Viewport, bool] | None = None
        self._ticks: tuple[Ticks, Ticks] | None = None

    def lines(self, axis: int) -> tuple[float, ...]:
        """Where the grid lines are."""
        ticks = self._axis(axis)
        return *ticks.major, *ticks.minor

    def snapped(self, value: float, axis: int) -> float:
        """The grid line that is within reach, else the value itself."""
        view = self._looker.viewport
        unit = view.pixels_per_y if axis else view.pixels_per_x
        line = min(self.lines(axis), key=lambda position: abs(position - value), default=value)
        return line if abs(line - value) * unit <= GRID_PIXELS else value

    def nudged(self, start: float, axis: int, by: int, pace: str) -> float:
        """Counted in steps, so that ten steps of 0.1 are 1 and not 0.9999999999999999."""
        if not by:
            return start
        step = self._axis(axis).minor_step / 2 * PACES[pace]
        return self.rounded(round(start / step + by, 6) * step, axis, pace)

    def rounded(self, value: float, axis: int, pace: str) -> float:
        """Without the dust of decimal arithmetic; multiples of pi have no decimals to round to."""
        if self._session.document.shown.pi_ticks:
            return value
        step = self._axis(axis).minor_step / 2 * PACES[pace]
        return round(value, DIGITS_BELOW_STEP - math.floor(math.log10(step)))

    def _axis(self, axis: int) -> Ticks:
        pi = self._session.document.shown.pi_ticks
        key = (self._looker.viewport, pi)
        if self._ticks is None or key != self._key:
            self._key, self._ticks = key, plane_ticks(self._looker.viewport, pi, pi)
        return self._ticks[axis]
